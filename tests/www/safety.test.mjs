// What must not happen: code from texts, requests, a page that stops when a part of it fails.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { ARTICLE, HOSTILE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, copy, ENGINE_CALL, paste, press, SINGLE, start, violationsOf } from './rig.mjs';

/** Stops on a text that names it, as if the wasm had trapped. */
const TRAPPED = '$2.includes(`Set off the trap`)?(()=>{throw new WebAssembly.RuntimeError(`unreachable`)})():$&';

for (const name of BROWSERS) {
  describe(`safety in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('shows hostile texts as what they are', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const asked = rig.server.requests.length;
      const text = HOSTILE.map((h) => `“${h},” said Ann Lee of ${h}`).join('\n\n');
      await paste(page, { text });
      await analysed(page);
      const shown = await page.$eval('#article', (e) => e.textContent);
      for (const hostile of HOSTILE.slice(0, 4)) {
        assert.ok(shown?.includes(hostile), hostile);
      }
      // Written by a page without a policy: Chromium parses what is written, and reports it there.
      const other = await rig.open({ url: `${rig.server.url}nothing` });
      await copy(other.page, { text: 'plain', html: HOSTILE.map((h) => `<p>Ann Lee said ${h} so.</p>`).join('\n') });
      await other.page.close();
      await page.bringToFront();
      await press(page, 'Control', 'v');
      await page.waitForFunction(() => document.querySelector('#article')?.textContent?.includes('Ann Lee said'));
      await analysed(page);
      const harm = await page.evaluate(() => ({
        ran: '__harm' in globalThis,
        elements: [...document.querySelectorAll('#article > :not(div.leaf), .leaf *')].filter((e) => !/^(?:p|h[2-4]|li|pre|blockquote|mark|span|a|figcaption)$/u.test(e.localName)).map((e) => e.outerHTML),
        attributes: [...document.querySelectorAll('#article *')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on') || n === 'style' || n === 'src'),
        links: [...document.querySelectorAll('#article a')].map((a) => /** @type {HTMLAnchorElement} */ (a).protocol).filter((p) => !/^(?:https?|mailto):$/u.test(p)),
      }));
      assert.deepEqual(harm, { ran: false, elements: [], attributes: [], links: [] });
      // The page that wrote to the clipboard asked for itself and its icon.
      const loaded = rig.server.requests.slice(asked).filter((r) => r !== 'GET /nothing' && r !== 'GET /favicon.ico');
      assert.deepEqual(loaded, [], 'nothing was loaded');
      // Chromium reports the handlers that it does not compile while it parses an inert document.
      const tried = (await violationsOf(page)).filter((v) => !v.endsWith(' inline'));
      assert.deepEqual(tried, [], 'and nothing was tried');
      await page.close();
    });

    it('cannot be made to talk to another host', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page); // the engine, which the page loads meanwhile, is there
      const asked = rig.server.requests.length;
      const refused = await page.evaluate(async () => {
        try {
          await fetch('http://127.0.0.1:9/?leak');
          return false;
        } catch {
          return true;
        }
      });
      assert.ok(refused);
      // Chromium takes the icon when it pleases.
      assert.deepEqual(rig.server.requests.slice(asked).filter((r) => r !== 'GET /icon.svg'), []);
      assert.equal((await violationsOf(page)).filter((v) => v.startsWith('connect-src')).length, 1, 'by the policy');
      await page.close();
    });

    it('works as one file, which may talk to nobody', async () => {
      const { page, faults } = await rig.open({ url: pathToFileURL(SINGLE).href });
      await page.click('#sample');
      await analysed(page);
      assert.ok((await page.$$('.quotes li')).length >= 5);
      assert.ok((await page.$$('#article .quotelight-e')).length >= 20);
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(faults, []);
      const asked = rig.server.requests.length;
      const answer = await page.evaluate((url) => fetch(url).then(() => 'answered', () => 'refused'), `${rig.server.url}page.css`);
      assert.equal(answer, 'refused');
      assert.deepEqual(rig.server.requests.slice(asked), []);
      await page.close();
    });

    it('goes on after a trap in the wasm', async () => {
      const trapped = await start(name, {
        change: (path, bytes) => (path.endsWith('.js') ? bytes.toString().replace(ENGINE_CALL, TRAPPED) : bytes),
      });
      try {
        const { page } = await trapped.open();
        await paste(page, { text: `Set off the trap. ${ARTICLE}` });
        await analysed(page, 'stopped on a fault of ours');
        assert.match(await page.$eval('#article', (e) => e.textContent ?? ''), /Harbour plan/u, 'the text can be read');
        await paste(page, { text: ARTICLE });
        await analysed(page);
        assert.ok((await page.$$('.quotes li')).length >= 3, 'a new instance answers');
      } finally {
        await trapped.close();
      }
    });

    it('says so when the wasm cannot be had, and still shows the text', async () => {
      const without = await start(name, { change: (path, bytes) => (path.endsWith('.wasm') ? undefined : bytes) });
      try {
        const { page } = await without.open();
        await paste(page, { text: ARTICLE });
        await analysed(page, 'cannot be loaded');
        assert.match(await page.$eval('#article', (e) => e.textContent ?? ''), /Maria Santos/u);
      } finally {
        await without.close();
      }
    });

    it("names 'wasm-unsafe-eval' where the policy lacks it, and does without a worker where it must", async () => {
      const rows = [
        [/ 'wasm-unsafe-eval'/gu, '', "add 'wasm-unsafe-eval'"],
        [/worker-src blob:/gu, "worker-src 'none'", 'words'],
      ];
      for (const [from, to, message] of rows) {
        const strict = await start(name, {
          change: (path, bytes) => (path.endsWith('.html') ? bytes.toString().replace(from, String(to)) : bytes),
        });
        try {
          const { page } = await strict.open();
          await paste(page, { text: ARTICLE });
          await analysed(page, String(message));
        } finally {
          await strict.close();
        }
      }
    });

    it('refuses what is too long in words', async () => {
      const { page } = await rig.open();
      await page.evaluate(() => {
        const text = `${'Ann Lee said so. '.repeat(312_500)}x`;
        const data = new DataTransfer();
        data.items.add(new File([text], 'long.txt', { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await analysed(page, '5,312,501 characters');
      await page.close();
    });

    it('stores nothing', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const stored = await page.evaluate(async () => [
        localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length, (await indexedDB.databases()).length,
      ]);
      assert.deepEqual(stored, [0, 0, '', 0, 0]);
      await page.reload();
      assert.equal(await page.$eval('#text', (e) => /** @type {HTMLTextAreaElement} */ (e).value), '');
      await page.close();
    });
  });
}
