// Keeps the page for visits without a network. A version is kept whole or not at all, and a visit is
// answered from one version only, so that an old script never meets a new binary: the next version
// waits until no page of this one is open. It asks for nothing but the files of the page.

/** The files of this version; the build writes their names. @type {string[]} */
const FILES = [];
const PREFIX = 'quotelight-';
const CACHE = `${PREFIX}${FILES.join(' ')}`;

const worker = /** @type {any} */ (self);

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))));
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(caches.keys().then((keys) => Promise.all(keys.filter((key) => key.startsWith(PREFIX) && key !== CACHE).map((key) => caches.delete(key)))));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { pathname } = new URL(event.request.url);
  const base = new URL('./', worker.location.href).pathname;
  const file = pathname === base || pathname === `${base}index.html` ? './' : pathname.startsWith(base) ? pathname.slice(base.length) : '';
  if (event.request.method === 'GET' && FILES.includes(file)) {
    event.respondWith(caches.open(CACHE).then((cache) => cache.match(file)).then((kept) => kept ?? fetch(event.request)));
  }
});
