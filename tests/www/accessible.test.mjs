// For everybody: axe finds nothing in any state; structure, keys and announcements.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { LABELS } from '../../www/src/kinds.js';
import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start } from './rig.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** More quotations than a list shows at once. */
const LONG = Array.from({ length: 250 }, (_, i) => `“We counted ${i + 2} ships,” said Ann Lee.`).join('\n\n');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong in the page as it stands.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function faultsOf(page) {
  return page.evaluate(async (tags) => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap((/** @type {any} */ v) => v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.target} ${n.failureSummary}`));
  }, TAGS);
}

/** @param {import('puppeteer-core').Page} page @param {string} selector */
function click(page, selector) {
  // Not by the mouse: some of it is under a card or a dialogue.
  return page.evaluate((s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(), selector);
}

/** @type {[string, (page: import('puppeteer-core').Page) => Promise<unknown>][]} the states of the page, one after the other */
const STATES = [
  ['empty', async () => {}],
  ['about, with the hint of the bookmarklet', async (page) => {
    await page.click('#about-open');
    await page.waitForSelector('#about[open]');
  }],
  ['a text in which nothing is found', async (page) => {
    await click(page, '#about .close');
    await paste(page, { text: 'Word' });
    await analysed(page, 'No quotations found');
  }],
  ['read', async (page) => {
    await paste(page, { text: ARTICLE });
    await analysed(page);
  }],
  ['everything open, only quotations, tags', async (page) => {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.side details')) {
        /** @type {HTMLDetailsElement} */ (details).open = true;
      }
    });
    await click(page, '#only');
    await click(page, '#tags');
  }],
  ['kinds switched off', async (page) => {
    await click(page, '.legend [data-kind=person]');
    await click(page, '.legend [data-kind=direct]');
  }],
  ['card of a quotation', async (page) => {
    await click(page, '.legend [data-kind=person]');
    await click(page, '.legend [data-kind=direct]');
    await click(page, '.quotelight-q[data-first]');
    await page.waitForSelector('#card:popover-open');
  }],
  ['card of a quotation, to be corrected', (page) => click(page, '#card .fixes summary')],
  ['card of a name, to be corrected', async (page) => {
    await click(page, '.quotelight-e[data-first]');
    await click(page, '#card .fixes summary');
  }],
  ['after a correction', async (page) => {
    await page.select('#card .fixes select', 'EVENT');
    await page.waitForSelector('#unfix:not([hidden])');
  }],
  ['selected words, to be marked', async (page) => {
    await page.evaluate(() => {
      const last = /** @type {Element} */ (document.querySelector('#article p:last-child'));
      getSelection()?.selectAllChildren(last);
      document.querySelector('#article')?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    });
    await page.waitForSelector('#marking:popover-open');
  }],
  ['one speaker lit', async (page) => {
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await click(page, 'button.spot');
  }],
  ['share and export', async (page) => {
    await click(page, '#share');
    await page.waitForSelector('#out[open] input');
  }],
  ['copied', async (page) => {
    await click(page, '#out .formats button');
    await page.waitForFunction(() => document.querySelector('#out [role=status]')?.textContent);
  }],
  ['compare', async (page) => {
    await click(page, '#out .close');
    await click(page, '#compare');
    await page.waitForSelector('#versus[open]');
  }],
  ['compared', async (page) => {
    await page.$eval('#other', (e, text) => { /** @type {HTMLTextAreaElement} */ (e).value = text; }, ARTICLE.replace('cannot', 'must not'));
    await click(page, '#versus .primary');
    await page.waitForSelector('#versus .versus');
  }],
  ['write', async (page) => {
    await click(page, '#versus .close');
    await click(page, '#edit');
  }],
  ['an article taken away', (page) => click(page, '#clear')],
  ['a text with more than its lists show', async (page) => {
    await paste(page, { text: LONG });
    await analysed(page);
    await click(page, '.quotes .more button');
  }],
];

for (const name of BROWSERS) {
  for (const look of ['light', 'dark', 'forced']) {
    describe(`axe in ${name}, ${look} colours`, () => {
      /** @type {Awaited<ReturnType<typeof start>>} */
      let rig;
      before(async () => {
        rig = await start(name, { dark: look === 'dark', forced: look === 'forced' });
      });
      after(() => rig?.close());

      for (const width of look === 'light' ? [1400, 320] : [1400]) {
        it(`finds nothing in any state at ${width} pixels`, async () => {
          const { page } = await rig.open({ width, height: width === 320 ? 256 : 900 }); // 320 × 256 is 400% of 1280 × 1024
          assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), look === 'forced');
          await page.evaluate(AXE);
          for (const [state, reach] of STATES) {
            await reach(page);
            assert.deepEqual(await faultsOf(page), [], state);
          }
          await page.close();
        });
      }
    });
  }

  describe(`structure in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('has one first heading, landmarks, a title, and headings with counts', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const found = await page.evaluate(() => ({
        h1: document.querySelectorAll('h1').length,
        lang: document.documentElement.lang,
        article: /** @type {HTMLElement} */ (document.querySelector('#article')).lang,
        dirs: [...document.querySelectorAll('.leaf > *')].every((e) => /** @type {HTMLElement} */ (e).dir === 'auto'),
        title: document.title,
        landmarks: ['header', 'main', 'nav', 'footer'].filter((l) => document.querySelector(l)),
        counts: [...document.querySelectorAll('.side h2')].map((h) => h.textContent),
      }));
      assert.equal(found.h1, 1);
      assert.equal(found.lang, 'en');
      assert.equal(found.article, 'en');
      assert.ok(found.dirs && found.title);
      assert.deepEqual(found.landmarks, ['header', 'main', 'nav', 'footer']);
      assert.match(found.counts.join('; '), /^\d+ speakers?; \d+ quotations?; \d+ names?; Dates$/u);
      await page.close();
    });

    it('gives screen readers landmarks, headings with counts, lists, the table and the status, by the accessibility tree', async () => {
      const { page } = await rig.open({ width: 390, height: 844 });
      await paste(page, { text: ARTICLE });
      await analysed(page);
      await page.$eval('.as-table', (e) => { /** @type {HTMLDetailsElement} */ (e).open = true; });
      // Both browsers look these up in the tree that they give to screen readers.
      const role = async (/** @type {string} */ wanted, title = '') => {
        const all = await page.$$(`::-p-aria(${title}[role="${wanted}"])`);
        return Promise.all(all.map((e) => e.evaluate((node) => (node.textContent ?? '').replace(/\s+/gu, ' ').trim())));
      };
      for (const landmark of ['banner', 'main', 'navigation', 'contentinfo', 'article', 'table']) {
        assert.equal((await role(landmark)).length, 1, landmark);
      }
      const { quotes, entities } = await analyze(ARTICLE);
      const titles = [/^\d+ speakers$/u, new RegExp(`^${quotes.length} quotations$`, 'u'), /^\d+ names$/u, /^Dates$/u];
      const headings = await role('heading');
      assert.match(headings[0], /Quotelight$/u);
      assert.equal(headings[1], 'Harbour plan divides council');
      for (const title of titles) {
        const [text] = headings.filter((h) => title.test(h));
        assert.ok(text, String(title));
        assert.equal((await role('heading', text)).length, 1, `the name of the heading is “${text}”`);
        assert.equal((await role('region', text)).length, 1, `a region is called “${text}”`);
      }
      assert.ok((await role('list')).length >= 4);
      const items = (await role('listitem')).filter((item) => item.includes('Quotation by'));
      assert.equal(items.length, quotes.length);
      assert.match(items.join('; '), /Quotation by Maria Santos ?“We cannot wait another decade … The ships are already here\.” ?direct/u);
      assert.match((await role('table'))[0], /^How the \d+ quoted words are shared/u);
      assert.ok(entities.some((e) => e.label === 'PERSON'));
      assert.match((await role('status'))[0], new RegExp(`^${quotes.length} quotations by \\d+ speakers`, 'u'));
      if (name === 'chromium') {
        // Tags and numbers do not break the text that is read.
        const client = await page.createCDPSession();
        const { nodes } = await client.send('Accessibility.getFullAXTree');
        const byId = new Map(nodes.map((n) => [n.nodeId, n]));
        const textOf = (/** @type {any} */ node) => (node.role?.value === 'StaticText' ? node.name.value
          : (node.childIds ?? []).map((/** @type {string} */ id) => textOf(byId.get(id))).join(''));
        assert.equal(textOf(nodes.find((n) => n.role?.value === 'article')), await page.$eval('#article', (e) => e.textContent));
      }
      await page.close();
    });

    it('says each quotation with its speaker and type in the list', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const items = await page.$$eval('.quotes li', (all) => all.map((li) => li.textContent ?? ''));
      assert.ok(items.length >= 3);
      for (const item of items) {
        assert.match(item, /Quotation by .+(?:direct|indirect|mixed)/u);
      }
      const table = await page.$$eval('.as-table tr', (rows) => rows.map((r) => [...r.children].map((c) => c.textContent)));
      assert.deepEqual(table[0], ['Speaker', 'Named', 'Quotations', 'Words', 'Share']);
      assert.equal(table.at(-1)?.at(-1)?.replace(/\s/gu, ''), '100%');
      await page.close();
    });

    it('goes through the whole page by keys, without a trap', async () => {
      const { page } = await rig.open({ width: 1400, height: 900 });
      await paste(page, { text: ARTICLE });
      await analysed(page);
      await page.focus('.skip');
      /** @type {string[]} */
      const trail = ['skip'];
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press('Tab');
        const where = await page.evaluate(() => {
          const e = document.activeElement;
          return !e || e === document.body ? 'body' : e.closest('#article') ? 'article' : e.closest('.found') ? 'found' : e.closest('.index') ? 'index'
            : e.closest('.masthead') ? 'masthead' : e.closest('.bar') ? 'bar' : e.className || e.id || e.localName;
        });
        if (trail.at(-1) !== where) {
          trail.push(where);
        }
        if (where === 'body' || trail.filter((w) => w === 'skip').length > 1) {
          break;
        }
      }
      const wanted = ['skip', 'masthead', 'bar', 'article', 'found', 'index'];
      assert.deepEqual(trail.filter((w) => wanted.includes(w)).slice(0, wanted.length), wanted, trail.join(' '));
      await page.close();
    });

    it('tells every label and every type of quotation apart without colour, by styles that are shipped', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const marks = await page.evaluate((labels) => {
        const article = /** @type {HTMLElement} */ (document.querySelector('.leaf > p'));
        return labels.map(([label, family, tag]) => {
          const mark = document.createElement('span');
          mark.className = 'quotelight-e';
          Object.assign(mark.dataset, { label, family, tag });
          mark.textContent = 'x';
          article.append(mark);
          document.body.dataset.tags = 'on';
          const style = getComputedStyle(mark);
          return { label, family, line: style.textDecorationStyle, tag: getComputedStyle(mark, '::after').content };
        });
      }, Object.entries(LABELS).map(([label, { family, tag }]) => [label, family, tag]));
      assert.equal(new Set(marks.map((m) => `${m.family} ${m.line}`)).size, marks.length, JSON.stringify(marks));
      assert.equal(new Set(Object.values(LABELS).map((l) => l.tag)).size, marks.length);
      for (const { label, line, tag } of marks) {
        assert.equal(line, LABELS[/** @type {keyof typeof LABELS} */ (label)].line, label);
        // Firefox gives the expression, Chromium its value.
        assert.ok(tag.includes('attr(data-tag)') || tag.includes(LABELS[/** @type {keyof typeof LABELS} */ (label)].tag), tag);
      }
      const types = await page.evaluate(() => ['direct', 'mixed', 'indirect'].map((type) => {
        const mark = /** @type {HTMLElement} */ (document.querySelector('.quotelight-q'));
        mark.dataset.type = type;
        const { borderBlockStartStyle: above, borderBlockEndStyle: below } = getComputedStyle(mark);
        return `${above} ${below}`;
      }));
      assert.deepEqual(types, ['solid solid', 'dashed solid', 'dashed dashed']);
      await page.close();
    });

    it('dims the rest legibly where only quotations are wanted', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const color = () => page.$eval('.leaf > p:last-child', (e) => getComputedStyle(e).color);
      const full = await color();
      await page.click('#only');
      assert.notEqual(await color(), full, 'axe has measured its contrast above');
      assert.equal(await page.$eval('#article .quotelight-q', (e) => getComputedStyle(e).color), full);
      await page.close();
    });

    it('moves without motion where the reader wants none', async () => {
      const { page } = await rig.open({ width: 1400, height: 500 });
      if (name === 'chromium') {
        await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      }
      await paste(page, { text: ARTICLE });
      await analysed(page);
      const smooth = await page.evaluate(() => {
        /** @type {unknown[]} */
        const asked = [];
        const own = Element.prototype.scrollIntoView;
        Element.prototype.scrollIntoView = function scroll(options) {
          asked.push(typeof options === 'object' ? options.behavior : options);
          own.call(this, options);
        };
        const items = document.querySelectorAll('.quotes .item');
        /** @type {HTMLElement} */ (items[items.length - 1]).click();
        const moving = document.getAnimations().length;
        return { asked, moving, reduced: matchMedia('(prefers-reduced-motion: reduce)').matches };
      });
      assert.equal(smooth.moving, 0);
      if (smooth.reduced) {
        assert.ok(smooth.asked.length && !smooth.asked.includes('smooth'), String(smooth.asked));
      }
      await page.close();
    });
  });
}
