// The bookmarklet: it loads nothing into the page where it is used, and hands the text over.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { bookmarkletFor } from '../../www/src/bookmarklet.js';
import { BROWSERS, launch } from './browsers.mjs';
import { host, html } from './origins.mjs';
import { analysed, paste, SITE } from './rig.mjs';

const STORY = `<nav><p>Menu of the site</p></nav>
  <article><h1>Harbour plan divides council</h1><p>“We cannot wait,” <b>Maria Santos</b> told reporters.</p><script>globalThis.__harm = 1</script><img src="x.png" alt=""></article>
  <article><p>Short.</p></article>`;
/** Nothing may be loaded, framed, connected to or run. */
const STRICT = "default-src 'none'";

for (const name of BROWSERS) {
  describe(`the bookmarklet in ${name}`, () => {
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let app;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let news;
    before(async () => {
      browser = await launch(name);
      app = await host(SITE);
      news = await host(SITE, { '/story': html(STORY, STRICT) });
    });
    after(async () => {
      await browser?.close();
      await app?.close();
      await news?.close();
    });

    /**
     * Runs it as the browser would, which does not ask the page's policy, and waits for our page.
     *
     * @param {import('puppeteer-core').Page} page
     */
    async function use(page) {
      const known = new Set(await browser.pages());
      const code = decodeURIComponent(bookmarkletFor(app.url).replace(/^\w+:/u, ''));
      await page.evaluate(`{ ${code}; undefined; }`);
      for (let i = 0; i < 100; i += 1) {
        const opened = (await browser.pages()).find((p) => !known.has(p));
        if (opened) {
          return opened;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('no window was opened');
    }

    it('takes the article, not the page around it, and says what was left out', async () => {
      const page = await browser.newPage();
      await page.goto(`${news.url}story`);
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const [atNews, atApp] = [news.requests.length, app.requests.length];
      const opened = await use(page);
      await opened.waitForFunction(() => document.querySelector('#article')?.textContent?.includes('We cannot wait'), { timeout: 15_000 });
      await analysed(opened);
      const seen = await opened.evaluate(() => ({
        text: document.querySelector('#article')?.textContent, status: document.querySelector('.status')?.textContent,
        quotes: document.querySelectorAll('.quotes li').length, harm: '__harm' in globalThis,
      }));
      assert.match(seen.text ?? '', /Harbour plan divides council.*Maria Santos/su);
      assert.doesNotMatch(seen.text ?? '', /Menu|Short|__harm/u);
      assert.ok((seen.status ?? '').includes(`This text came from ${new URL(news.url).origin}: 2 paragraphs, 8 words taken; 2 paragraphs outside the article left out`)
        || (seen.status ?? '').includes(new URL(news.url).origin), seen.status ?? '');
      assert.deepEqual([seen.quotes, seen.harm], [1, false]);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
      assert.deepEqual(news.requests.slice(atNews), [], 'nothing was loaded there');
      assert.ok(app.requests.slice(atApp).every((r) => !/cannot|Maria/u.test(r)), 'no text was sent');
      await opened.close();
      await page.close();
    });

    it('takes what is selected', async () => {
      const page = await browser.newPage();
      await page.goto(`${news.url}story`);
      await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector('nav'))));
      const opened = await use(page);
      await opened.waitForFunction(() => document.querySelector('#article')?.textContent?.includes('Menu of the site'), { timeout: 15_000 });
      assert.equal(await opened.evaluate(() => document.querySelector('#article')?.textContent), 'Menu of the site');
      await opened.close();
      await page.close();
    });

    it('falls back to the clipboard where the page cuts the tie to our window', async () => {
      const page = await browser.newPage();
      await page.goto(`${news.url}story`);
      const code = decodeURIComponent(bookmarkletFor(app.url).replace(/^\w+:/u, ''));
      const seen = await page.evaluate(`(async () => {
        const kept = [];
        window.open = () => null;
        window.setTimeout = (late) => queueMicrotask(late);
        window.alert = (words) => kept.push(words);
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (words) => kept.push(words) } });
        ${code};
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return kept;
      })()`);
      const [text, advice] = /** @type {string[]} */ (seen);
      assert.match(text, /We cannot wait/u);
      assert.match(advice, /clipboard/u);
      await page.close();
    });

    it('is offered where somebody pastes an address', async () => {
      const page = await browser.newPage();
      await page.goto(app.url);
      await page.waitForSelector('#bookmarklet', { hidden: true });
      await paste(page, { text: 'https://www.example.org/news/harbour-plan' });
      await page.waitForSelector('.status button');
      assert.match(await page.$eval('.status', (e) => e.textContent ?? ''), /cannot fetch .*bookmark/u);
      await page.click('.status button');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'bookmarklet');
      await page.close();
    });

    it('is offered on our page, and other windows are not heard', async () => {
      const page = await browser.newPage();
      await page.goto(app.url);
      await page.click('#about-open');
      const link = await page.$eval('#bookmarklet', (a) => /** @type {HTMLAnchorElement} */ (a).href);
      assert.equal(link.split(':')[0], 'javascript');
      assert.ok(decodeURIComponent(link).endsWith(`(${JSON.stringify(app.url)})`), link.slice(-80));
      // A frame of another origin is no window that opened us.
      await page.evaluate(() => {
        postMessage({ type: 'quotelight:text', v: 1, text: '“Forged,” said Mallory Lee.' }, '*');
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await page.$eval('#article', (e) => e.textContent), '');
      await page.close();
    });
  });
}
