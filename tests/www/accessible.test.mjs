// For everybody: axe finds nothing in any state; structure, keys and announcements.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { LABELS } from '../../www/src/kinds.js';
import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start } from './rig.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
          assert.deepEqual(await faultsOf(page), [], 'empty');
          await paste(page, { text: ARTICLE });
          await analysed(page);
          assert.deepEqual(await faultsOf(page), [], 'read');
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('.side details')) {
              /** @type {HTMLDetailsElement} */ (details).open = true;
            }
          });
          await page.click('#only');
          await page.click('#tags');
          assert.deepEqual(await faultsOf(page), [], 'everything open, only quotations, tags');
          await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.quotelight-q[data-first]')).click());
          await page.waitForSelector('#card:popover-open');
          assert.deepEqual(await faultsOf(page), [], 'card of a quotation');
          await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.quotelight-e[data-first]')).click());
          assert.deepEqual(await faultsOf(page), [], 'card of a name');
          await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('button.spot')).click());
          assert.deepEqual(await faultsOf(page), [], 'one speaker lit');
          await page.click('#edit');
          assert.deepEqual(await faultsOf(page), [], 'write');
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
        dirs: [...document.querySelectorAll('#article > *')].every((e) => /** @type {HTMLElement} */ (e).dir === 'auto'),
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
        const article = /** @type {HTMLElement} */ (document.querySelector('#article > p'));
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
      const color = () => page.$eval('#article > p:last-child', (e) => getComputedStyle(e).color);
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
