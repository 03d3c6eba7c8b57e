// Highlighting in place: the text as it is shown, the way back to the nodes, a page left as it was.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BROWSERS } from './browsers.mjs';
import { start } from './rig.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

for (const name of BROWSERS) {
  describe(`annotate() in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name, { folder: ROOT });
    });
    after(() => rig?.close());

    /** @param {string} [host] */
    async function open(host = 'story') {
      const opened = await rig.open({ url: `${rig.server.url}tests/www/hosts/${host}.html` });
      await opened.page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        Object.assign(own, await import(/** @type {string} */ ('/www/src/annotate.js')), await import(/** @type {string} */ ('/www/src/text-map.js')));
        own.story = document.querySelector('#story');
        /** The text of every range of ours, by the name of its highlight. */
        own.marked = () => Object.fromEntries(Array.from(/** @type {any} */ (CSS.highlights), ([key, all]) => [key, Array.from(all, String)]));
      });
      return opened;
    }

    it('reads what a reader sees, and finds it again', async () => {
      const { page, faults } = await open();
      const { text, wrong } = await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        const map = own.readText(own.story);
        const failed = [];
        // Every stretch of the text leads to ranges with the same words.
        const bare = (/** @type {string} */ s) => s.replace(/\s+/gu, '');
        for (let start = 0; start < map.text.length; start += 7) {
          for (const length of [1, 5, 60]) {
            const end = Math.min(start + length, map.text.length);
            const found = map.rangesOf({ start, end }).map(String).join('');
            if (bare(found) !== bare(map.text.slice(start, end))) {
              failed.push([map.text.slice(start, end), found]);
            }
          }
        }
        return { text: map.text, wrong: failed };
      });
      assert.equal(text, [
        'Harbour plan divides council',
        'Lisbon, 4 March 2024 — The port authority of Lisbon will spend €12\u00a0million on a new quay, its chairman said on Monday.',
        '“We cannot wait another decade,” Maria Santos told reporters.\n“The ships are already here.”',
        'João Pires called it “a gift”.',
        'Bare text of Rosa Lima',
        'two  spaces\nand a line',
        'tail',
      ].join('\n\n'));
      // A comment and a hidden word lie inside what they interrupt.
      assert.deepEqual(wrong, []);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('marks names and quotations, and leaves the page and other highlights as they were', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const range = document.createRange();
        range.selectNodeContents(/** @type {Node} */ (document.querySelector('aside')));
        CSS.highlights.set('theirs', new Highlight(range));
        const sheets = document.adoptedStyleSheets.length;
        const html = document.documentElement.outerHTML;
        const handle = await own.annotate(own.story);
        const marked = own.marked();
        const during = document.documentElement.outerHTML;
        const texts = handle.document.entities.flatMap((/** @type {any} */ e) => e.mentions.map((/** @type {any} */ m) =>
          [m.text, handle.text.slice(m.start, m.end)]));
        handle.remove();
        return {
          marked, texts, left: own.marked(), sheets: document.adoptedStyleSheets.length - sheets,
          same: [html === during, html === document.documentElement.outerHTML],
        };
      });
      assert.ok(seen.marked['quotelight-person'].includes('Maria Santos'), JSON.stringify(seen.marked));
      assert.ok(seen.marked['quotelight-gpe'].includes('Lisbon'));
      assert.ok(seen.marked['quotelight-direct'].some((/** @type {string} */ words) => words.includes('We cannot wait')));
      assert.ok(!JSON.stringify(seen.marked).includes('Hidden Person'));
      seen.texts.forEach(([a, b]) => assert.equal(a, b));
      assert.deepEqual(seen.left, { theirs: ['Read also: Ann Other said nothing.'] });
      assert.deepEqual([seen.sheets, ...seen.same], [0, true, true]);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('knows what is under the pointer, with and without highlightsFromPoint', async () => {
      const { page, faults } = await open();
      for (const fallback of [false, true]) {
        const seen = await page.evaluate(async (without) => {
          const own = /** @type {any} */ (globalThis);
          if (without) {
            /** @type {any} */ (CSS.highlights).highlightsFromPoint = undefined;
          }
          /** @type {any[]} */
          const picked = [];
          const handle = await own.annotate(own.story, { onSelect: (/** @type {any} */ s) => picked.push(s) });
          const person = handle.document.entities.find((/** @type {any} */ e) => e.name === 'Maria Santos');
          const quote = handle.document.quotes.find((/** @type {any} */ q) => q.contents[0].text.includes('We cannot'));
          const ids = [`e${person.id}.0`, `q${quote.id}`];
          /** @param {string} id */
          const middle = (id) => {
            const { left, top, width, height } = handle.rangesOf(id)[0].getClientRects()[0];
            return { x: left + width / 2, y: top + height / 2 };
          };
          const points = ids.map(middle);
          const found = points.map(({ x, y }) => handle.at(x, y));
          const nothing = handle.at(innerWidth - 1, innerHeight - 1);
          own.handle = handle;
          own.picked = picked;
          return { ids, found, nothing, points };
        }, fallback);
        assert.deepEqual(seen.found, seen.ids, fallback ? 'fallback' : 'highlightsFromPoint');
        assert.equal(seen.nothing, null);
        await page.mouse.click(seen.points[0].x, seen.points[0].y);
        const { picked, current } = await page.evaluate(() => {
          const own = /** @type {any} */ (globalThis);
          const all = { picked: own.picked, current: own.marked()['quotelight-current'] };
          own.handle.remove();
          return all;
        });
        assert.deepEqual(picked, [{ id: seen.ids[0], kind: 'person', source: 'pointer' }]);
        assert.deepEqual(current, ['Maria Santos']);
      }
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('follows changes of the text, many at once in one analysis, and filters', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const { createAnalyzer } = await import(/** @type {string} */ ('/www/src/index.js'));
        const inner = createAnalyzer();
        let runs = 0;
        const analyzer = { ...inner, analyze: (/** @type {any[]} */ ...all) => { runs += 1; return inner.analyze(...all); } };
        let updated = () => {};
        const handle = await own.annotate(own.story, { analyzer, onUpdate: () => updated() });
        const next = () => new Promise((resolve) => { updated = () => resolve(undefined); });
        const change = next();
        for (let i = 0; i < 20; i += 1) {
          own.story.append(document.createElement('p'));
          own.story.lastChild.textContent = `“Number ${i},” said Peter Brown.`;
        }
        await change;
        const after = own.marked();
        // The same text in other nodes is painted again, not analysed.
        const strong = document.createElement('strong');
        strong.append(...own.story.lastChild.childNodes);
        own.story.lastChild.append(strong);
        await new Promise((resolve) => setTimeout(resolve, 400));
        const moved = own.marked();
        const selects = [handle.select('q0'), handle.selected, handle.select('e0'), handle.selected, handle.select('q999'), handle.selected];
        handle.filter({ kinds: ['person'] });
        const persons = own.marked();
        handle.remove();
        await handle.update().catch((/** @type {any} */ e) => selects.push(e.code));
        inner.terminate();
        return { runs, after, moved, selects, persons };
      });
      assert.equal(seen.runs, 2);
      assert.equal(seen.after['quotelight-person'].filter((/** @type {string} */ t) => t === 'Peter Brown').length, 20);
      assert.deepEqual(seen.moved, seen.after);
      assert.deepEqual(seen.selects, [true, 'q0', true, 'e0.0', false, null, 'terminated']);
      assert.deepEqual(Object.keys(seen.persons), ['quotelight-person']);
      await page.close();
    });

    it('shares highlights between elements, and works inside a shadow tree', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const host = document.createElement('div');
        const shadow = host.attachShadow({ mode: 'open' });
        const p = document.createElement('p');
        p.textContent = '“Inside,” said Vera Stone.';
        shadow.append(p);
        document.body.append(host);
        const [a, b] = await Promise.all([own.annotate(own.story), own.annotate(p)]);
        const both = own.marked()['quotelight-person'];
        const rect = b.rangesOf('q0')[0].getBoundingClientRect();
        host.scrollIntoView();
        const inside = b.rangesOf('q0')[0].getBoundingClientRect();
        const found = b.at(inside.left + 5, inside.top + 5);
        const sheets = [shadow.adoptedStyleSheets.length];
        b.remove();
        const one = own.marked()['quotelight-person'];
        sheets.push(shadow.adoptedStyleSheets.length);
        a.remove();
        return { both, one, none: own.marked(), found, sheets, rect: rect.width };
      });
      assert.ok(seen.both.includes('Vera Stone') && seen.both.includes('Maria Santos'));
      assert.ok(!seen.one.includes('Vera Stone') && seen.one.includes('Maria Santos'));
      assert.deepEqual(seen.none, {});
      assert.equal(seen.found, 'q0');
      assert.deepEqual(seen.sheets, [1, 0]);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('gives a result or a named error on hostile pages, and never throws into them', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const words = '“It is over,” said Maria Santos in Lisbon. ';
        /** @param {HTMLElement} root @param {string} text @param {number} depth */
        function nest(root, text, depth) {
          let inner = root;
          for (let i = 0; i < depth; i += 1) {
            inner = inner.appendChild(document.createElement(i % 2 ? 'span' : 'b'));
          }
          inner.textContent = text;
        }
        /** @type {Record<string, (root: HTMLElement) => void>} */
        const pages = {
          // Chromium ends the tab where it has to lay out 10,000 nested elements, of whatever page: so
          // it gets 2,000, and all of them in a part of the page that is not laid out.
          deep: (root) => nest(root, words, navigator.userAgent.includes('Firefox') ? 10_000 : 2_000),
          deepest(root) {
            root.style.contentVisibility = 'hidden';
            nest(root, words, 10_000);
          },
          // Written as markup: Chromium nests no deeper than 512.
          parsed: (root) => root.setHTMLUnsafe(`${'<b>'.repeat(10_000)}${words}`),
          letters: (root) => root.append(...words.split('').map((c) => document.createTextNode(c))),
          bidi(root) {
            root.dir = 'rtl';
            root.textContent = `\u202e\u2066${words}\u2069\u202c`;
          },
          editable(root) {
            root.contentEditable = 'true';
            root.textContent = words;
          },
          unslotted(root) {
            root.textContent = words;
            root.attachShadow({ mode: 'open' }).textContent = 'Something else.';
          },
          frames(root) {
            const frame = document.createElement('iframe');
            frame.src = 'http://localhost:1/';
            root.append(words, frame, document.createElement('object'), document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
          },
          blocks(root) {
            for (let i = 0; i < 5_000; i += 1) {
              root.append(document.createElement('div'), document.createElement('br'));
            }
            root.append(words);
          },
          empty: () => {},
        };
        /** @type {Record<string, unknown>} */
        const results = {};
        for (const [key, build] of Object.entries(pages)) {
          const root = document.createElement('div');
          build(root);
          document.body.append(root);
          const isDeep = ['deep', 'deepest', 'parsed'].includes(key); // too deep for `outerHTML`
          const html = isDeep ? '' : root.outerHTML;
          const handle = await own.annotate(root);
          const names = own.marked()['quotelight-person'] ?? [];
          handle.remove();
          results[key] = [names.join('|'), html === (isDeep ? '' : root.outerHTML)];
          root.remove();
        }
        // Not in the page, and no element at all.
        const loose = document.createElement('div');
        loose.append(document.createElement('p'), document.createElement('p'));
        loose.children[0].textContent = 'Maria Santos spoke.';
        let inner = loose.children[1];
        for (let i = 0; i < 10_000; i += 1) {
          inner = inner.appendChild(document.createElement('b'));
        }
        inner.textContent = 'Ann Lee left.';
        const handle = await own.annotate(loose);
        results.loose = handle.text;
        handle.remove();
        results.nothing = await own.annotate(null).catch((/** @type {any} */ e) => e.code);
        const abort = AbortSignal.abort();
        results.aborted = await own.annotate(own.story, { signal: abort }).catch((/** @type {any} */ e) => e.code);
        return { results, left: own.marked() };
      });
      const found = ['Maria Santos', true];
      assert.deepEqual(seen.results, {
        deep: found, deepest: found, parsed: found, letters: found, bidi: found, editable: found, unslotted: ['', true], frames: found, blocks: found, empty: ['', true],
        loose: 'Maria Santos spoke.\n\nAnn Lee left.', nothing: 'bad-options', aborted: 'aborted',
      });
      assert.deepEqual(seen.left, {});
      assert.deepEqual(faults.filter((f) => !/refused|ERR_CONNECTION|localhost/iu.test(f)), []);
      await page.close();
    });

    it('takes a long page: 40 paragraphs, 6,000 words, and gives it back byte for byte', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const people = ['Maria Santos', 'João Pires', 'Rosa Lima', 'Peter Brown', 'Ann Lee'];
        for (let i = 0; i < 40; i += 1) {
          const p = own.story.appendChild(document.createElement('p'));
          for (let j = 0; j < 9; j += 1) {
            const b = document.createElement('b');
            b.textContent = people[(i + j) % people.length];
            p.append(`“Item ${i} of ${j} was settled on Monday,” said `, b, ` of the council in Lisbon, and added that ${j + 3} ships had come. `);
          }
        }
        const html = document.documentElement.outerHTML;
        const handle = await own.annotate(own.story);
        const counts = Object.values(own.marked()).flat().length;
        const words = handle.document.stats.words;
        handle.remove();
        return { counts, words, same: html === document.documentElement.outerHTML };
      });
      assert.ok(seen.counts >= 600 && seen.words >= 6_000, `${seen.counts} highlights, ${seen.words} words`);
      assert.ok(seen.same);
      await page.close();
    });
  });
}
