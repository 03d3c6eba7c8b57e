// Reading: what a visitor does with an article, in each browser.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { SAMPLE } from '../../www/page/sample.js';
import { ARTICLE, GERMAN } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, clipboardText, marksIn, marksOf, paste, press, start, violationsOf, withoutSpace } from './rig.mjs';

for (const name of BROWSERS) {
  describe(`reading in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('says what it does, and is ready to be pasted into', async () => {
      const { page } = await rig.open();
      const claim = await page.$eval('.claim', (e) => e.textContent);
      assert.match(claim ?? '', /who is named and who said what.*never leaves/u);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'text');
      await page.close();
    });

    it('marks a pasted article as the API does, asks the host for nothing, and violates no policy', async () => {
      const { page, faults } = await rig.open();
      // The engine may still be loading; after it nothing may follow.
      await page.click('#sample');
      await analysed(page);
      await page.click('#clear');
      const asked = rig.server.requests.length;

      await paste(page, { text: ARTICLE });
      await analysed(page);
      const document = await analyze(ARTICLE);
      assert.ok(document.quotes.length >= 3 && document.entities.length >= 8, 'the article has something to find');
      const found = await marksIn(page);
      const expected = marksOf(document);
      assert.deepEqual(found.mentions, expected.mentions);
      assert.deepEqual(withoutSpace(found.quotes), withoutSpace(expected.quotes));
      const items = await page.$$eval('.quotes .item blockquote', (all) => all.length);
      assert.equal(items, document.quotes.length);

      // What is shown is the text, without tags or numbers.
      await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (globalThis.document.querySelector('#article'))));
      await press(page, 'Control', 'c');
      assert.equal((await clipboardText(page)).trimEnd(), ARTICLE.trimEnd());

      assert.deepEqual(rig.server.requests.slice(asked), []);
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('loads a sample with all three kinds of quotation', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const types = await page.$$eval('.quotelight-q', (all) => all.map((e) => /** @type {HTMLElement} */ (e).dataset.type));
      assert.deepEqual([...new Set(types)].sort(), ['direct', 'indirect', 'mixed']);
      const document = await analyze(SAMPLE);
      assert.equal((await page.$$('.quotes li')).length, document.quotes.length);
      await page.close();
    });

    it('jumps from the lists to the text and from the text to the lists', async () => {
      const { page } = await rig.open({ width: 1400, height: 700 });
      await page.click('#sample');
      await analysed(page);
      const last = (await page.$$('.quotes li')).length - 1;
      await page.click(`.quotes .item[data-quote="${last}"]`);
      await settled(page);
      const jumped = await page.evaluate(() => {
        const active = /** @type {HTMLElement} */ (document.activeElement);
        const { top, bottom } = active.getBoundingClientRect();
        return { quote: active.dataset.quote, seen: top >= 0 && bottom <= innerHeight, role: active.getAttribute('role') };
      });
      assert.deepEqual(jumped, { quote: String(last), seen: true, role: 'button' });

      await page.click('.families .item');
      await settled(page);
      const entity = await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.entity);
      assert.equal(entity, await page.$eval('.families .item', (e) => /** @type {HTMLElement} */ (e).dataset.entity));

      // A click on the smallest mark: its card, and its item in the list.
      await page.evaluate(() => scrollTo(0, 0));
      await page.click('.quotelight-q[data-first]');
      await page.waitForSelector('#card:popover-open');
      assert.match(await page.$eval('#card', (e) => e.textContent ?? ''), /quotation.*Why this speaker/u);
      assert.equal(await page.$eval('.quotes .item[aria-current]', (e) => /** @type {HTMLElement} */ (e).dataset.quote), '0');
      await page.evaluate(() => [.../** @type {HTMLElement} */ (document.querySelector('#card')).querySelectorAll('button')]
        .find((b) => b.textContent === 'Show in the list')?.click());
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.quotes .item')?.getAttribute('data-quote')), '0');
      await page.close();
    });

    it('gives a click to the smallest mark', async () => {
      const { page } = await rig.open();
      const html = '<p>“<a href="https://example.org/x">Paris and Ann Lee</a> will win,” said Tom Reed of the United Nations.</p>';
      await paste(page, { text: '', html });
      await analysed(page);
      const link = await page.$eval('#article a', (a) => [a.getAttribute('href'), a.getAttribute('rel'), Boolean(a.closest('.quotelight-q'))]);
      assert.deepEqual(link, ['https://example.org/x', 'noreferrer noopener', true]);
      const inside = await page.$('#article a .quotelight-e');
      assert.ok(inside, 'a name in the link in the quotation');
      await inside.click();
      await page.waitForSelector('#card:popover-open');
      const kind = await page.$eval('#card .kind', (e) => e.textContent);
      assert.ok(!/quotation/u.test(kind ?? ''), `the card of the name, not of the quotation: ${kind}`);
      await page.close();
    });

    it('goes from mark to mark by keys and comes back from the card', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const active = () => page.evaluate(() => {
        const e = /** @type {HTMLElement} */ (document.activeElement);
        return e.dataset.quote === undefined ? `e${e.dataset.entity}` : `q${e.dataset.quote}`;
      });
      const stops = await page.$$eval('#article [tabindex]', (all) => all.length);
      assert.equal(stops, 1, 'one tab stop');
      await page.focus('#article [tabindex="0"]');
      const first = await active();
      await page.keyboard.press(']');
      assert.notEqual(await active(), first);
      await page.keyboard.press('[');
      assert.equal(await active(), first);
      await page.keyboard.press('}');
      assert.equal(await active(), 'q0');
      await page.keyboard.press('}');
      assert.equal(await active(), 'q1');
      await page.keyboard.press('{');
      assert.equal(await active(), 'q0');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'card');
      await page.keyboard.press('Escape');
      assert.equal(await active(), 'q0', 'focus returns to the mark');
      assert.equal(await page.$('#card:popover-open'), null);
      await page.keyboard.press('End');
      const stop = await page.$$eval('#article [tabindex]', (all) => all.length);
      assert.equal(stop, 1, 'still one tab stop');
      await page.close();
    });

    it('switches kinds off and on, in the text and in the lists', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const looks = () => page.evaluate(() => {
        const style = getComputedStyle(/** @type {Element} */ (document.querySelector('p .quotelight-e[data-family=person]')));
        const quote = getComputedStyle(/** @type {Element} */ (document.querySelector('.quotelight-q[data-type=direct]')));
        const list = /** @type {HTMLElement} */ (document.querySelector('.families [data-kind=person]'));
        const items = [...document.querySelectorAll('.quotes [data-kind=direct]')];
        return {
          line: style.textDecorationLine,
          border: quote.borderBlockStartWidth,
          list: list.checkVisibility(),
          items: items.some((i) => i.checkVisibility()),
        };
      });
      assert.deepEqual(await looks(), { line: 'underline', border: '1px', list: true, items: true });
      for (const kind of ['person', 'direct']) {
        await page.click(`.legend [data-kind=${kind}]`);
        assert.equal(await page.$eval(`.legend [data-kind=${kind}]`, (e) => e.getAttribute('aria-pressed')), 'false');
      }
      assert.deepEqual(await looks(), { line: 'none', border: '0px', list: false, items: false });
      // Keys pass over what is off.
      await page.focus('#article [tabindex="0"]');
      await page.keyboard.press('}');
      const type = await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.type);
      assert.ok(type && type !== 'direct', type);
      await settled(page);
      for (const kind of ['person', 'direct']) {
        await page.click(`.legend [data-kind=${kind}]`);
      }
      assert.deepEqual(await looks(), { line: 'underline', border: '1px', list: true, items: true });
      await page.close();
    });

    it('keeps paragraphs, headings and links of a rich paste, and no other markup', async () => {
      const { page } = await rig.open();
      const html = `<!--StartFragment--><b style="font-weight:normal"><h1>Flood in <i>Porto</i></h1>
        <p>The river <a href="https://example.org/a?b=1">rose again</a>,<br>said Ana&nbsp;Dias.</p>
        <ul><li>One</li><li><p>Two</p></li></ul><div>Last <script>x</script><span hidden>unseen</span>words</div></b>`;
      await paste(page, { text: 'plain flavour', html });
      await analysed(page);
      const shape = await page.$eval('#article', (e) => [...e.querySelectorAll('.leaf > *')].map((c) => `${c.localName}: ${c.textContent}`));
      assert.deepEqual(shape, ['h2: Flood in Porto', 'p: The river rose again,\nsaid Ana\u00a0Dias.', 'li: One', 'li: Two', 'p: Last words']);
      assert.equal(await page.$eval('#article a', (a) => /** @type {HTMLAnchorElement} */ (a).href), 'https://example.org/a?b=1');
      await page.close();
    });

    it('explains what it cannot use', async () => {
      const { page } = await rig.open();
      const rows = [
        ['Word', /No quotations found/u],
        [GERMAN, /does not look like English; it looks like German/u],
        ['?!', /no words/u],
      ];
      for (const [text, message] of rows) {
        await paste(page, { text: String(text) });
        await page.waitForFunction((source) => new RegExp(source, 'u').test(document.querySelector('.status')?.textContent ?? ''), {}, /** @type {RegExp} */ (message).source);
        await page.click('#clear');
      }
      assert.equal(await page.$eval('#undo', (e) => /** @type {HTMLElement} */ (e).hidden), false);
      await page.click('#undo');
      assert.equal(await page.$eval('#article', (e) => e.textContent), '?!');
      await page.close();
    });

    it('lets a text be edited without losing it', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      await page.click('#edit');
      assert.equal(await page.$eval('#text', (e) => /** @type {HTMLTextAreaElement} */ (e).value), ARTICLE);
      await press(page, 'Control', 'End');
      await page.keyboard.type('\n“It is late,” said Tom Reed.');
      await page.click('#read');
      await page.waitForFunction(() => document.querySelector('#article')?.textContent?.endsWith('said Tom Reed.')
        && [...document.querySelectorAll('.quotes blockquote')].some((q) => q.textContent?.includes('It is late')));
      await page.close();
    });
  });
}

/**
 * Waits until nothing has moved for a while.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => {
    let last = NaN;
    let still = 0;
    const look = () => {
      const y = scrollY;
      still = y === last ? still + 1 : 0;
      last = y;
      setTimeout(still < 4 ? look : resolve, 100);
    };
    look();
  }));
}
