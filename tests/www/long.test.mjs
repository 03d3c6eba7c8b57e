// Texts of a book's length: lists that show a part of themselves, paragraphs that are laid out when
// they are seen, and no more changed than what is seen.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { BROWSERS } from './browsers.mjs';
import { analysed, start } from './rig.mjs';

const N = 1_500;
/** Every paragraph has a quotation, a person, a place and a date of its own. */
const BOOK = Array.from({ length: N }, (_, i) => `“We counted ${i + 2} ships in the harbour of Lisbon,” Ann Lee told reporters on ${1 + (i % 28)} May ${1900 + (i % 97)}. `
  + 'Nobody had expected that, and the port had to turn some of them away at night.').join('\n\n');

for (const name of BROWSERS) {
  describe(`a long text in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    /** @type {import('puppeteer-core').Page} */
    let page;
    before(async () => {
      rig = await start(name);
      ({ page } = await rig.open());
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'book.txt', { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, BOOK);
      await analysed(page, `${N.toLocaleString('en-GB')} quotations`);
    });
    after(() => rig?.close());

    const list = () => page.evaluate(() => [...document.querySelectorAll('.quotes > li')].map((li) => (li.className === 'more' ? `[${li.textContent}]` : li.ariaPosInSet)));

    it('shows a part of a list, and the others on demand', async () => {
      assert.deepEqual((await list()).slice(-2), ['100', '[Show the next 100]']);
      assert.equal(await page.$eval('.quotes > li', (e) => e.ariaSetSize), String(N));
      await page.focus('.quotes .more button');
      await page.keyboard.press('Enter');
      const second = await list();
      assert.deepEqual([second[0], second[1], second.at(-1)], ['[Show the 100 before]', '101', '[Show the next 100]']);
      assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.quote), '100', 'the focus is on the first of them');
      await page.focus('.quotes .more button');
      await page.keyboard.press('Enter');
      assert.equal((await list())[0], '1');
    });

    it('leads to the item of a mark that its list does not show', async () => {
      assert.equal(await page.$('.quotelight-q[data-quote="1200"]'), null, 'far from the window there are no marks yet');
      await page.evaluate(async () => {
        document.querySelectorAll('.leaf > *')[1200].scrollIntoView();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        /** @type {HTMLElement} */ (document.querySelector('.quotelight-q[data-quote="1200"]')).click();
      });
      assert.equal(await page.$eval('.quotes [aria-current]', (e) => /** @type {HTMLElement} */ (e).dataset.quote), '1200');
      assert.ok((await list()).includes('1201'));
      await page.evaluate(() => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#card button'))].find((b) => b.textContent === 'Show in the list')?.click());
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.quotes li')?.ariaPosInSet), '1201');
    });

    it('changes no more than it has to where a kind is switched', async () => {
      const counts = await page.evaluate(async () => {
        /** @type {Record<string, number>} */
        const changed = {};
        for (const kind of ['person', 'time', 'direct']) {
          const observer = new MutationObserver(() => {});
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          /** @type {HTMLElement} */ (document.querySelector(`.legend [data-kind=${kind}]`)).click();
          changed[kind] = observer.takeRecords().reduce((n, r) => n + (r.attributeName ? 1 : r.addedNodes.length + r.removedNodes.length), 0);
          observer.disconnect();
        }
        return { changed, left: document.querySelectorAll('.quotes li').length };
      });
      assert.equal(counts.left, 0);
      assert.ok(Object.values(counts.changed).every((n) => n < 250), JSON.stringify(counts.changed));
      // What is switched off is so wherever the reader goes; what is on, too.
      for (const place of [0, 0.5, 1, 0.25]) {
        const seen = await page.evaluate(async (part) => {
          window.scrollTo({ top: document.documentElement.scrollHeight * part, behavior: 'instant' });
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          const inView = [...document.querySelectorAll('#article .quotelight-e')].filter((e) => {
            const { top, bottom } = e.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          });
          return inView.map((e) => `${/** @type {HTMLElement} */ (e).dataset.family} ${getComputedStyle(e).textDecorationLine}`);
        }, place);
        assert.deepEqual([...new Set(seen)].sort(), ['num underline', 'person none', 'place underline', 'time none'], `at ${place}`);
      }
      for (const kind of ['person', 'time', 'direct']) {
        await page.click(`.legend [data-kind=${kind}]`);
      }
    });

    it('has no blank paragraph in view, wherever it is scrolled to', async () => {
      const seen = await page.evaluate(async () => {
        const blocks = [...document.querySelectorAll('.leaf > *')];
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        let blank = 0;
        let shown = 0;
        const height = document.documentElement.scrollHeight;
        for (let i = 0; i < 40; i++) {
          // Leaps of many screens, then small steps.
          window.scrollTo({ top: i < 20 ? (height / 20) * ((i * 7) % 20) : window.scrollY + 500, behavior: 'instant' });
          await frame();
          for (const block of blocks) {
            const { top, bottom } = block.getBoundingClientRect();
            if (bottom > 0 && top < innerHeight) {
              // Inside a paragraph that is skipped nothing is rendered.
              const isShown = [...block.children].every((mark) => mark.checkVisibility({ contentVisibilityAuto: true }));
              blank += Number(!isShown);
              shown += Number(isShown);
            }
          }
        }
        const skipped = blocks.filter((block) => !block.checkVisibility({ contentVisibilityAuto: true })).length;
        return { blank, shown, skipped };
      });
      assert.equal(seen.blank, 0, JSON.stringify(seen));
      assert.ok(seen.shown > 100 && seen.skipped > N / 2, JSON.stringify(seen));
    });

    it('prints all of it, marked', async () => {
      const unmarked = () => page.evaluate(() => [...document.querySelectorAll('.leaf > *')].filter((p) => !p.querySelector('.quotelight-q')).length);
      assert.ok(await unmarked() > N / 10);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      assert.equal(await unmarked(), 0);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    });

    it('shows a paragraph of a book\'s length in parts, and gives its text back', async () => {
      const words = 'It was a “fine day,” Ann Lee of Reuters said in Paris on Monday, and nobody disagreed with her. ';
      const text = words.repeat(3_000).trim();
      const other = await rig.open();
      await other.page.evaluate((content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], 'one.txt', { type: 'text/plain' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, text);
      await analysed(other.page, '3,000 quotations');
      const parts = await other.page.$$eval('.leaf > p', (all) => all.map((p) => p.textContent ?? ''));
      assert.ok(parts.length > 20 && parts.every((p) => p.length <= 5_000));
      assert.equal(parts.join(''), text);
      // The last mark is found by key, though it was never in view.
      await other.page.focus('#article [tabindex="0"]');
      await other.page.keyboard.press('End');
      assert.equal(await other.page.evaluate(() => document.activeElement?.textContent), 'Monday');
      await other.page.close();
    });
  });
}
