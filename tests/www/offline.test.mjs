// Without a network: after the first visit the page works from what the browser keeps, one version whole.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start, violationsOf } from './rig.mjs';

for (const name of BROWSERS) {
  describe(`offline in ${name}`, () => {
    it('opens and works with the server stopped, and never mixes versions', async () => {
      let version = 'first';
      const rig = await start(name, {
        offline: true,
        change(path, bytes) {
          // Another version: another page, and another list of what is kept.
          return path.endsWith('index.html') ? bytes.toString().replace('<body ', `<body data-version="${version}" `)
            : path.endsWith('sw.js') && version !== 'first' ? bytes.toString().replace("'quotelight-'", "'quotelight-2-'") : bytes;
        },
      });
      try {
        const { page } = await rig.open();
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        version = 'second';
        await page.reload();
        assert.equal(await page.$eval('body', (e) => e.dataset.version), 'first', 'the version that is kept, whole');
        await paste(page, { text: ARTICLE });
        await analysed(page);
        const stored = await page.evaluate(async () => {
          const texts = await Promise.all((await caches.keys()).map(async (key) => {
            const cache = await caches.open(key);
            return Promise.all((await cache.keys()).map((request) => request.url));
          }));
          return [...texts.flat().map((url) => new URL(url).pathname.replace(/\.[\da-f]{12}\./u, '.')), localStorage.length, sessionStorage.length].sort();
        });
        const files = ['/', '/icon.svg', '/manifest.webmanifest', '/page.css', '/page.js', '/quotelight.wasm'];
        assert.deepEqual([...new Set(stored)].sort(), [0, ...files].sort(), 'the program, and nothing of the text');

        await rig.server.close();
        await page.reload();
        assert.equal(await page.$eval('#text', (e) => /** @type {HTMLTextAreaElement} */ (e).value), '');
        await paste(page, { text: ARTICLE });
        await analysed(page);
        assert.ok((await page.$$('.quotes li')).length >= 3);
        assert.deepEqual(await violationsOf(page), []);
        await page.close();
      } finally {
        await rig.browser.close();
      }
    });
  });
}
