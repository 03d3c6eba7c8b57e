// What the tests of the page share: where things lie, an opened page with its faults, the clipboard.

import { fileURLToPath } from 'node:url';

import { launch } from './browsers.mjs';
import { serve } from './server.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./browsers.mjs').BrowserName} BrowserName */

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The hosted page, as `cargo xtask build` makes it. */
export const SITE = process.env.SITE ?? `${root}dist/site`;
/** The page as one file. */
export const SINGLE = process.env.SINGLE ?? `${root}dist/quotelight.html`;
/** Where a script calls the engine, whatever its names are: the engine, the text, the options. */
export const ENGINE_CALL = /([$\w]+)\.(?:analyze|begin)\(([$\w]+), ?([$\w]+)\)/gu;

/** The modules as they are written. */
export const SOURCES = `${root}www`;

/**
 * A browser and a host, for one file of tests.
 *
 * @param {BrowserName} name
 * @param {{ folder?: string, dark?: boolean, forced?: boolean, offline?: boolean, change?: (path: string, bytes: Buffer) => Buffer | string | undefined }} [options]
 */
export async function start(name, { folder = SITE, dark = false, forced = false, offline = false, change } = {}) {
  const server = await serve(folder, { change });
  const browser = await launch(name, { dark, forced });
  return {
    server,
    browser,

    /**
     * Opens a page and keeps what goes wrong in it.
     *
     * @param {{ url?: string, width?: number, height?: number }} [where]
     */
    async open({ url = server.url, width = 1280, height = 900 } = {}) {
      const page = await browser.newPage();
      /** @type {string[]} */
      const faults = [];
      page.on('pageerror', (error) => faults.push(error instanceof Error ? error.message : String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') {
          faults.push(message.text());
        }
      });
      await page.evaluateOnNewDocument((mayKeep) => {
        const own = /** @type {any} */ (globalThis);
        if (!mayKeep) {
          // What a worker keeps would be loaded after the page, at any time.
          Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
        }
        own.violations = [];
        own.addEventListener('securitypolicyviolation', (/** @type {SecurityPolicyViolationEvent} */ event) =>
          own.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
      }, offline);
      await page.setViewport({ width, height });
      if (name === 'chromium') {
        const session = await page.createCDPSession();
        await session.send('Emulation.setEmulatedMedia', {
          features: [
            { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
            ...(forced ? [{ name: 'forced-colors', value: 'active' }] : []),
          ],
        });
      }
      await page.goto(url, { waitUntil: 'load' });
      return { page, faults };
    },

    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** @param {Page} page */
export function violationsOf(page) {
  return page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).violations));
}

/**
 * Writes to the real clipboard and presses the keys for pasting.
 *
 * @param {Page} page
 * @param {{ text: string, html?: string }} content
 */
export async function paste(page, content) {
  await copy(page, content);
  await press(page, 'Control', 'v');
}

/**
 * Writes to the real clipboard.
 *
 * @param {Page} page
 * @param {{ text: string, html?: string }} content
 */
export async function copy(page, { text, html }) {
  await allowClipboard(page);
  await page.bringToFront();
  await page.evaluate(async ({ text: plain, html: rich }) => {
    const flavours = { 'text/plain': new Blob([plain], { type: 'text/plain' }) };
    const all = rich === undefined ? flavours : { ...flavours, 'text/html': new Blob([rich], { type: 'text/html' }) };
    await navigator.clipboard.write([new ClipboardItem(all)]);
  }, { text, html });
}

/**
 * What the clipboard holds as text.
 *
 * @param {Page} page
 */
export async function clipboardText(page) {
  await allowClipboard(page);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** @param {Page} page */
async function allowClipboard(page) {
  const context = page.browserContext();
  try {
    await context.overridePermissions(new URL(page.url()).origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  } catch {
    // Firefox has a preference for it instead.
  }
}

/**
 * Presses the last key while the others are held.
 *
 * @param {Page} page
 * @param {...import('puppeteer-core').KeyInput} keys
 */
export async function press(page, ...keys) {
  const last = /** @type {import('puppeteer-core').KeyInput} */ (keys.pop());
  for (const key of keys) {
    await page.keyboard.down(key);
  }
  await page.keyboard.press(last);
  for (const key of keys.reverse()) {
    await page.keyboard.up(key);
  }
}

/**
 * Waits for the end of an analysis: the status line says something that `done` accepts.
 *
 * @param {Page} page
 * @param {string} [part] of the status
 */
export async function analysed(page, part = 'words') {
  await page.waitForFunction((wanted) => document.querySelector('.status')?.textContent?.includes(wanted)
    && !document.querySelector('[aria-busy]'), { timeout: 30_000 }, part);
}

/**
 * The marks in the article: the text of every mention and every quotation.
 *
 * @param {Page} page
 */
export function marksIn(page) {
  return page.evaluate(() => {
    /** @type {Record<string, string>} */
    const mentions = {};
    /** @type {Record<string, string>} */
    const quotes = {};
    for (const mark of document.querySelectorAll('#article .quotelight-e, #article .quotelight-q')) {
      const { entity, mention, label, quote, type } = /** @type {HTMLElement} */ (mark).dataset;
      const [all, key] = entity === undefined ? [quotes, `${quote} ${type}`] : [mentions, `${entity}.${mention} ${label}`];
      all[key] = (all[key] ?? '') + mark.textContent;
    }
    return { mentions, quotes };
  });
}

/**
 * The marks that a document asks for, in the form of `marksIn`. White space between blocks is not
 * painted, so that a piece over several paragraphs is compared without it.
 *
 * @param {import('../../src/types.d.ts').Document} document
 */
export function marksOf({ entities, quotes }) {
  const mentions = entities.flatMap((e) => e.mentions.map((m, i) => [`${e.id}.${i} ${e.label}`, m.text]));
  return {
    mentions: Object.fromEntries(mentions),
    quotes: Object.fromEntries(quotes.map((q) => [`${q.id} ${q.type}`, q.contents.map((c) => c.text).join('')])),
  };
}

/**
 * @param {Record<string, string>} texts
 */
export function withoutSpace(texts) {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replace(/\s+/gu, '')]));
}
