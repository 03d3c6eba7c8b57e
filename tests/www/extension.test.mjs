// The browser extension, loaded unpacked, used by its button and its panel in both browsers.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { BROWSERS, launch } from './browsers.mjs';
import { host, html } from './origins.mjs';

const EXTENSION = process.env.EXTENSION ?? fileURLToPath(new URL('../../dist/extension', import.meta.url));
const manifest = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
const STORY = `<nav><p>Menu of the site</p></nav>
  <article><h1>Harbour plan</h1><p>“We cannot wait,” <b>Maria Santos</b> told reporters in Lisbon.</p><p>“It is late,” said João Pires.</p></article>`;

describe('the extension', () => {
  it('asks for the tab of the click only, and has its files', () => {
    assert.deepEqual(manifest.permissions, ['activeTab', 'scripting', 'sidePanel']);
    for (const field of ['host_permissions', 'content_scripts', 'externally_connectable', 'web_accessible_resources']) {
      assert.equal(manifest[field], undefined, field);
    }
    assert.match(manifest.content_security_policy.extension_pages, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';.*connect-src 'self'/u);
    const files = readdirSync(EXTENSION);
    for (const file of [manifest.background.service_worker, ...manifest.background.scripts, manifest.side_panel.default_path, ...Object.values(manifest.icons), 'content.js', 'quotelight.wasm']) {
      assert.ok(files.includes(file), file);
    }
  });

  it('is sound to the linter of the Firefox add-ons', async () => {
    const linter = fileURLToPath(new URL('../../node_modules/.bin/addons-linter', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [linter, '--output', 'json', EXTENSION]);
    const { summary, warnings } = JSON.parse(stdout);
    assert.deepEqual([summary.errors, summary.notices], [0, 0]);
    // What only Chromium knows: the service worker and the side panel.
    assert.deepEqual(warnings.map((/** @type {{ code: string }} */ w) => w.code).sort(), ['BACKGROUND_SERVICE_WORKER_IGNORED', 'MANIFEST_PERMISSIONS']);
  });

  for (const name of BROWSERS) {
    it(`highlights the article of the tab in place and lists it beside, in ${name}`, async () => {
      const browser = await launch(name, { extensions: true });
      // The page's policy allows no script at all.
      const news = await host(EXTENSION, { '/story': html(STORY, "default-src 'none'") });
      try {
        const id = await browser.installExtension(EXTENSION);
        const page = await browser.newPage();
        await page.goto(`${news.url}story`);
        const before = await page.evaluate(() => document.documentElement.outerHTML);
        const asked = news.requests.length;
        const { press, inPanel } = await (name === 'chromium' ? chromiumAround : firefoxAround)(browser, id);
        const marked = () => page.evaluate(() => Object.fromEntries(Array.from(/** @type {any} */ (CSS.highlights), ([key, all]) => [key, Array.from(all, String)])));
        await press();
        await page.waitForFunction(() => (/** @type {any} */ (CSS.highlights)).has('quotelight-direct'), { timeout: 15_000 });
        const found = await marked();
        assert.deepEqual(found['quotelight-person'], ['Maria Santos', 'João Pires']);
        assert.deepEqual(found['quotelight-direct'], ['We cannot wait,', 'It is late,']);

        const listed = await until(() => inPanel(() => {
          const quotes = [...document.querySelectorAll('#list ol:first-of-type blockquote')].map((e) => e.textContent);
          return quotes.length ? { quotes, status: document.querySelector('#status')?.textContent } : null;
        }));
        assert.deepEqual(listed.quotes, ['“We cannot wait”', '“It is late”']);
        assert.match(listed.status ?? '', /^2 quotations in \d+ words; 1 paragraph outside the article left out\.$/u);
        await inPanel(() => (/** @type {HTMLElement} */ (document.querySelector('[data-id=q1]')).click(), true));
        await page.waitForFunction(() => (/** @type {any} */ (CSS.highlights)).has('quotelight-current'), { timeout: 5_000 });
        assert.deepEqual((await marked())['quotelight-current'], ['It is late,']);

        await press();
        await page.waitForFunction(() => (/** @type {any} */ (CSS.highlights)).size === 0, { timeout: 5_000 });
        assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
        assert.deepEqual(news.requests.slice(asked), [], 'the page asked for nothing');
      } finally {
        await browser.close();
        await news.close();
      }
    });
  }
});

/**
 * The button of the extension and the panel beside the page; what runs in the panel may use `document`.
 *
 * @typedef {{ press(): Promise<unknown>, inPanel<T>(run: () => T): Promise<T> }} Around
 */

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} id
 * @returns {Promise<Around>}
 */
async function chromiumAround(browser, id) {
  const client = /** @type {any} */ (await browser.target().createCDPSession());
  // A press before the worker has run for the first time would be lost.
  const target = await browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().includes(id), { timeout: 10_000 });
  const worker = await target.worker();
  await until(() => worker?.evaluate('chrome.action.onClicked.hasListeners()') ?? false);
  return {
    async press() {
      const { targetInfos } = await client.send('Target.getTargets', { filter: [{ type: 'tab' }] });
      const { targetId } = targetInfos.find((/** @type {any} */ t) => t.url.endsWith('/story'));
      await client.send('Extensions.triggerAction', { id, targetId });
    },
    async inPanel(run) {
      const target = await browser.waitForTarget((t) => t.url().endsWith('/panel.html'), { timeout: 10_000 });
      const panel = /** @type {import('puppeteer-core').Page} */ (await target.asPage());
      return panel.evaluate(run);
    },
  };
}

/**
 * Firefox opens its sidebar for a hand on the mouse only: here the window opens it.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} id
 * @returns {Promise<Around>}
 */
async function firefoxAround(browser, id) {
  const { connection } = /** @type {any} */ (browser);
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const window = tree.contexts.find((/** @type {any} */ c) => c.url.endsWith('/browser.xhtml'));
  /** @param {string} expression in the window around the page */
  const inWindow = async (expression) => {
    const { result } = await connection.send('script.evaluate', { expression, target: { context: window.context }, awaitPromise: true });
    assert.equal(result.type, 'success', JSON.stringify(result));
    return result.result.value;
  };
  const sidebar = `${id.replace(/[^a-z0-9]/giu, '_')}-sidebar-action`;
  await inWindow(`SidebarController.show('${sidebar}').then(() => true)`);
  return {
    press: () => inWindow(`(() => {
      const { apiManager } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent;
      apiManager.global.browserActionFor(WebExtensionPolicy.getByID('${id}').extension).triggerAction(window);
    })()`),
    async inPanel(run) {
      const script = `sendAsyncMessage('answer', ((document) => JSON.stringify((${run})()))(content.document))`;
      return JSON.parse(await inWindow(`new Promise((resolve) => {
        const { messageManager } = document.querySelector('#sidebar').contentDocument.querySelector('#webext-panels-browser');
        messageManager.addMessageListener('answer', ({ data }) => resolve(data));
        messageManager.loadFrameScript(${JSON.stringify(`data:application/javascript,${encodeURIComponent(script)}`)}, false);
      })`));
    },
  };
}

/**
 * @template T
 * @param {() => Promise<T>} ask until it gives something
 * @returns {Promise<NonNullable<T>>}
 */
async function until(ask) {
  for (let i = 0; i < 100; i++) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came');
}
