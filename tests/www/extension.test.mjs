// The browser extension, loaded unpacked: in Chromium by its button, in Firefox as far as the
// browser lets a test go.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

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

  it('highlights the article of the tab in place and lists it beside, in chromium', { skip: !BROWSERS.includes('chromium') }, async () => {
    const browser = await launch('chromium', { extensions: true });
    // The page's policy allows no script at all.
    const news = await host(EXTENSION, { '/story': html(STORY, "default-src 'none'") });
    try {
      const id = await browser.installExtension(EXTENSION);
      const page = await browser.newPage();
      await page.goto(`${news.url}story`);
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const asked = news.requests.length;
      const client = /** @type {any} */ (await browser.target().createCDPSession());
      const press = async () => {
        const { targetInfos } = await client.send('Target.getTargets', { filter: [{ type: 'tab' }] });
        const { targetId } = targetInfos.find((/** @type {any} */ t) => t.url.endsWith('/story'));
        await client.send('Extensions.triggerAction', { id, targetId });
      };
      const marked = () => page.evaluate(() => Object.fromEntries(Array.from(/** @type {any} */ (CSS.highlights), ([key, all]) => [key, Array.from(all, String)])));
      await press();
      await page.waitForFunction(() => (/** @type {any} */ (CSS.highlights)).has('quotelight-direct'), { timeout: 15_000 });
      const found = await marked();
      assert.deepEqual(found['quotelight-person'], ['Maria Santos', 'João Pires']);
      assert.deepEqual(found['quotelight-direct'], ['We cannot wait,', 'It is late,']);

      const target = await browser.waitForTarget((t) => t.url().endsWith('/panel.html'), { timeout: 10_000 });
      const panel = /** @type {import('puppeteer-core').Page} */ (await target.asPage());
      await panel.waitForFunction(() => document.querySelectorAll('#list li').length > 2, { timeout: 10_000 });
      const listed = await panel.evaluate(() => ({
        quotes: [...document.querySelectorAll('#list ol:first-of-type blockquote')].map((e) => e.textContent),
        status: document.querySelector('#status')?.textContent,
      }));
      assert.deepEqual(listed.quotes, ['“We cannot wait”', '“It is late”']);
      assert.match(listed.status ?? '', /^2 quotations in \d+ words; 1 paragraph outside the article left out\.$/u);
      await panel.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-id=q1]')).click());
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

  it('is accepted by firefox', { skip: !BROWSERS.includes('firefox') }, async () => {
    const browser = await launch('firefox');
    try {
      assert.equal(await browser.installExtension(EXTENSION), manifest.browser_specific_settings.gecko.id);
    } finally {
      await browser.close();
    }
  });
});
