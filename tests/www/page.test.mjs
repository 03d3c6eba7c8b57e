// What the page says and shows for texts of many kinds.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { FIGURES } from '../../www/page/figures.js';
import { T } from '../../www/page/strings.js';
import { ARTICLE, GERMAN } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, SOURCES, start } from './rig.mjs';

/** Quotations in every sort of mark; each row has words that are in its one quotation. */
const MARKS = [
  ['"It is over," Ann Lee said.', 'It is over'], ['“It is over,” Ann Lee said.', 'It is over'], ['‘It is over,’ Ann Lee said.', 'It is over'], ["'It is over, and it isn't ours,' Ann Lee said.", "isn't ours"],
  ['„Es ist over now,“ Ann Lee said.', 'over now'], ['« It is over », said Ann Lee.', 'It is over'], ['«It is over,» said Ann Lee.', 'It is over'], ['»It is over,« said Ann Lee.', 'It is over'],
  ['“It is over,” said Ann Lee. “Go home.”', 'Go home'], ['Ann Lee said: “It is over.”', 'It is over'], ['Ann Lee said, “It is over.”', 'It is over'], ['“He told me ‘no’ twice,” Ann Lee said.', '‘no’ twice'],
  ['“It is over,” Ann Lee, the mayor of Porto, said on Monday.', 'It is over'], ['“Is it over?” Ann Lee asked.', 'Is it over?'], ['“It is over!” cried Ann Lee.', 'It is over!'], ['“It is over . . .” Ann Lee said.', 'It is over'],
  ['“I say only this:\n\n“It is over,” said Ann Lee.', 'It is over'], ['“It is over.\n\n“Go home,” said Ann Lee.', 'Go home'], ['According to Ann Lee, “it is over”.', 'it is over'], ['“It is over” — Ann Lee', 'It is over'],
  ['Ann Lee said that it was over.', 'it was over'], ['Ann Lee called it “a gift to nobody at all”.', 'a gift to nobody'], ['“It is over”, said Ann Lee.', 'It is over'], ['"It is over", said Ann Lee.', 'It is over'],
  ['“It is over,” the mayor said.', 'It is over'], ['“It is over,” she said.', 'It is over'], ['“It is 5’11” tall,” Ann Lee said.', '5’11'], ['``It is over,\'\' Ann Lee said.', 'It is over'],
  ['“It’s the ’90s again,” Ann Lee said.', '’90s again'], ['Ann Lee told reporters: “It is over. Go home. Good night.”', 'Good night'],
];

/** Pseudo-words for every word of the table. */
const PSEUDO = `
const foreign = (value) => typeof value === 'function' ? (...args) => foreign(value(...args))
  : typeof value === 'string' ? '⟦' + value + '⟧'
  : Array.isArray(value) ? value.map(foreign)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, foreign(v)])) : value;
export const T = foreign(OWN);
`;

describe('the sources of the page', () => {
  const www = new URL('../../www/', import.meta.url);
  const sources = readdirSync(www, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.js') && !f.startsWith('examples'));

  it('has no string sink in its sources', () => {
    for (const file of sources) {
      const source = readFileSync(new URL(file, www), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
      assert.doesNotMatch(source, /\.(?:innerHTML|outerHTML|srcdoc)\s*=|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(|set(?:Timeout|Interval)\(\s*['"`]|setAttribute\(\s*['"`]on/u, file);
    }
  });

  it('has the words of index.html in its table', () => {
    const html = readFileSync(new URL('index.html', www), 'utf8');
    const rows = [...html.matchAll(/data-t="(\w+)"[^>]*>([^<]+)</gu)];
    assert.ok(rows.length > 15);
    for (const [, key, words] of rows) {
      assert.equal(words, /** @type {Record<string, string>} */ (T.page)[key], key);
    }
    for (const [, key] of html.matchAll(/data-t="(\w+)@?[\w-]*"/gu)) {
      assert.ok(key in T.page, key);
    }
  });

  it('claims no figure above the floor that a change must hold', () => {
    const floors = readFileSync(new URL('../accuracy.toml', import.meta.url), 'utf8');
    const floor = (/** @type {string} */ section, /** @type {string} */ name) => {
      const [, part = ''] = floors.split(`[${section}]`);
      return Number(new RegExp(`^${name} = ([\\d.]+)`, 'mu').exec(part.split('\n[')[0])?.[1]);
    };
    const names = 'names."wikinews/dev"';
    const quotes = 'quotes."wikinews/dev"';
    const rows = /** @type {const} */ ([['names', floor(names, 'names')], ['chains', floor(names, 'chains')], ['dates', floor(names, 'dates')],
      ['quotations', floor(quotes, 'lenient')], ['speakers', floor(quotes, 'speaker')]]);
    for (const [what, value] of rows) {
      assert.ok(FIGURES[what] <= value, `${what}: ${FIGURES[what]} is above ${value}`);
    }
  });
});

for (const name of BROWSERS) {
  describe(`the page in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('shows the name beside the word that stands for it, and open and doubtful speakers as such', async () => {
      const { page } = await rig.open();
      await paste(page, { text: 'Maria Santos runs the port of Lisbon. “The ships are here,” she said.' });
      await analysed(page);
      const items = await page.$$eval('.quotes .name', (all) => all.map((e) => e.textContent ?? ''));
      assert.equal(items[0], 'she → Maria Santos');
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.quotelight-q[data-first]')).click());
      assert.match(await page.$eval('#card', (e) => e.textContent ?? ''), /she → Maria Santos.*Why this speaker\?.*“she” stands for Maria Santos/u);

      await page.click('#clear');
      await paste(page, { text: 'The rain fell on the market for hours. “Nobody asked us and nobody will,” it was heard in the street.' });
      await analysed(page, 'quotation');
      const open = await page.$$eval('.quotes .open, .quotes .doubt', (all) => all.map((e) => e.textContent));
      assert.equal(open.length, 1, open.join('; '));
      await page.close();
    });

    it('gives a card to every quotation, however it is marked', async () => {
      const { page } = await rig.open();
      /** @type {string[]} */
      const missed = [];
      for (const [text, words] of MARKS) {
        await page.evaluate((t) => {
          const data = new DataTransfer();
          data.items.add(new File([t], 'a.txt'));
          document.querySelector('.status')?.replaceChildren();
          document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }, text);
        await analysed(page);
        const found = await page.$$eval('.quotes blockquote', (all) => all.map((e) => e.textContent ?? ''));
        const cards = await page.evaluate(() => [...document.querySelectorAll('.quotelight-q[data-first]')].map((mark) => {
          /** @type {HTMLElement} */ (mark).click();
          return document.querySelector('#card:popover-open h3')?.textContent ?? '';
        }));
        assert.equal(cards.filter(Boolean).length, found.length, text);
        if (!found.some((f) => f.includes(words))) {
          missed.push(text);
        }
      }
      // Whether a quotation is found is the finder's business, which has suites of its own.
      assert.ok(missed.length <= 3, `not found: ${missed.join(' | ')}`);
      await page.close();
    });

    it('explains itself where there is little to find, in every language', async () => {
      const { page } = await rig.open();
      const rows = /** @type {[string, RegExp][]} */ ([
        ['?!', /no words/u], ['Word', /No quotations found/u], ['The rain in the north will stop, and the sun will shine on the hills of the coast.', /Nobody is quoted|Neither names nor quotations/u],
        ['“We will go home when the rain stops,” she said.', /1 quotation/u], [GERMAN, /German/u],
        ['Le ministre a déclaré mardi que la réforme ne viendrait pas avant l’automne, et que les régions devraient attendre encore un peu plus longtemps.', /French|not look like English/u],
        ['قال الوزير يوم الثلاثاء إن الإصلاح لن يأتي قبل الخريف وإن المناطق ستنتظر', /not look like English|Arabic/u],
        ['Xqzt blorf wuggle snarp, flibber gront mizzle; prond queep vorlax trum.', /./u],
      ]);
      for (const [text, message] of rows) {
        await paste(page, { text });
        await page.waitForFunction((source) => new RegExp(source, 'u').test(document.querySelector('.status')?.textContent ?? ''), { timeout: 10_000 }, message.source);
        assert.equal(await page.$eval('#article', (e) => e.textContent), text);
        await page.click('#clear');
      }
      await page.close();
    });

    it('sets the direction of every paragraph by its text', async () => {
      const { page } = await rig.open();
      await paste(page, { text: 'قال الوزير يوم الثلاثاء إن الإصلاح لن يأتي قبل الخريف في هذا البلد الكبير الجميل.\n\n“The reform will come in the autumn of next year, and not before it,” said Ann Lee of Cairo.' });
      await analysed(page);
      const directions = await page.$$eval('.leaf > *', (all) => all.map((e) => [/** @type {HTMLElement} */ (e).dir, getComputedStyle(e).direction].join(' ')));
      assert.deepEqual(directions, ['auto rtl', 'auto ltr']);
      assert.ok((await page.$$('.quotes bdi')).length >= 1);
      await page.close();
    });

    it("lights a speaker's words from the list, and keeps them lit", async () => {
      const { page } = await rig.open({ width: 1400, height: 900 });
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const lit = () => page.$$eval('#article .quotelight-q.quotelight-lit', (all) => new Set(all.map((e) => /** @type {HTMLElement} */ (e).dataset.quote)).size);
      const ids = await page.$eval('.voice', (e) => /** @type {HTMLElement} */ (e).dataset.voice?.split(' ').length);
      await page.hover('.voice summary');
      assert.equal(await lit(), ids);
      await page.click('.voice summary');
      await page.click('.voice .row button');
      assert.ok((await page.$$('#article .quotelight-q.spot')).length >= 1);
      await page.click('.voice .row button');
      assert.equal((await page.$$('#article .spot')).length, 0);
      await page.hover('.quotes .item');
      assert.equal(await lit(), 1);
      await page.hover('#article .quotelight-e');
      assert.ok((await page.$$('.families .quotelight-lit')).length <= 1);
      await page.close();
    });

    it('has all its words in one table', async () => {
      const own = await start(name, {
        folder: SOURCES,
        change: (path, bytes) => (path.endsWith('page/strings.js') ? bytes.toString().replace('export const T =', 'const OWN =') + PSEUDO : bytes),
      });
      try {
        const { page, faults } = await own.open();
        await paste(page, { text: ARTICLE });
        await page.waitForSelector('.quotes li');
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) {
            details.open = true;
          }
          /** @type {HTMLElement} */ (document.querySelector('.quotelight-q[data-first]')).click();
        });
        const plain = await page.evaluate(() => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = /** @type {HTMLElement} */ (node.parentElement);
            const isOurs = parent.checkVisibility() && !parent.closest('#article, .item, .facts, dd, h1, noscript, script, td, th, bdi, select, .reasons, code, .status, .timeline, #handover');
            if (isOurs && /\p{L}{2}/u.test(node.nodeValue ?? '') && !/[⟦⟧]/u.test(parent.textContent ?? '')) {
              found.push(node.nodeValue);
            }
          }
          return found;
        });
        assert.deepEqual(plain, []);
        assert.deepEqual(faults, []);
      } finally {
        await own.close();
      }
    });
  });
}
