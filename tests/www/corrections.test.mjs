// Corrections: what they change, that they survive edits, and how a reader makes them.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { anchorOf } from '../../www/src/anchors.js';
import { applyCorrections, correctionsOf, placeOf } from '../../www/src/corrections.js';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start } from './rig.mjs';

const TEXT = `Quay row

“We cannot wait,” Maria Santos told reporters in Lisbon. “The ships are here.”

Santos chairs the port. João Pires said the plan was costly. Porto wants one too.`;

/** @param {string} words @param {number} [from] */
const at = (words, from = 0) => {
  const startOf = TEXT.indexOf(words, from);
  return anchorOf(TEXT, { start: startOf, end: startOf + words.length });
};

/** @typedef {import('../../src/types.d.ts').Document} Document */

/** What names and quotations a document has, in short. @param {Document} d */
function summary(d) {
  return {
    names: d.entities.map((e) => `${e.label} ${e.name}: ${e.mentions.map((m) => m.text).join('|')}`),
    quotes: d.quotes.map((q) => `${q.type} ${q.contents.map((c) => c.text).join('|')} — ${q.speaker ? `${q.speaker.text}=${q.speaker.name}` : 'nobody'}`),
  };
}

/** A document of our own, so that the analysis may change. @returns {Document} */
function sample() {
  const span = (/** @type {string} */ words, from = 0) => {
    const { start: s, exact } = at(words, from);
    return { start: s, end: s + exact.length, text: exact };
  };
  const mention = (/** @type {string} */ words, from = 0) => ({ ...span(words, from), confidence: 0.9 });
  const later = TEXT.indexOf('Santos chairs');
  const entity = (/** @type {number} */ id, /** @type {any} */ label, /** @type {any} */ kind, /** @type {any[]} */ mentions) => ({
    id, label, kind, name: mentions[0].text, aliases: mentions.slice(1).map((m) => m.text), roles: [], mentions,
  });
  const speaker = (/** @type {string} */ words, /** @type {number} */ id) => ({ ...span(words), via: /** @type {const} */ ('name'), entity: id, name: words, confidence: 0.9 });
  const first = [span('We cannot wait,'), span('The ships are here.')];
  const second = [span('the plan was costly')];
  return {
    version: 1, offsetUnit: 'utf16', length: TEXT.length, lang: 'en', date: null, paragraphs: [], warnings: [], model: 'test',
    entities: [
      entity(0, 'PERSON', 'person', [mention('Maria Santos'), mention('Santos', later)]),
      entity(1, 'GPE', 'place', [mention('Lisbon')]),
      entity(2, 'PERSON', 'person', [mention('João Pires')]),
      entity(3, 'ORG', 'org', [mention('Porto')]),
    ],
    quotes: [
      { id: 0, start: first[0].start, end: first[1].end, type: 'direct', contents: first, cue: span('told'), speaker: speaker('Maria Santos', 0), runnerUp: null, via: 'cue-after', confidence: 0.9 },
      { id: 1, start: second[0].start, end: second[0].end, type: 'indirect', contents: second, cue: span('said'), speaker: speaker('João Pires', 2), runnerUp: null, via: 'cue-before', confidence: 0.9 },
    ],
    stats: { words: 30, sentences: 5, quotedWords: 10 },
  };
}

const SAME = summary(sample());

describe('corrections', () => {
  it('change what they say and nothing else', () => {
    const santos = at('Santos chairs').start;
    const rows = /** @type {[import('../../www/src/corrections.js').Correction[], (s: typeof SAME) => void][]} */ ([
      [[], () => {}],
      [[{ do: 'label', at: at('Porto'), label: 'GPE', all: true }], (s) => { s.names[3] = 'GPE Porto: Porto'; }],
      [[{ do: 'remove', what: 'name', at: at('Lisbon'), all: false }], (s) => { s.names.splice(1, 1); }],
      [[{ do: 'remove', what: 'name', at: at('Maria Santos'), all: true }], (s) => {
        s.names.splice(0, 1);
        s.quotes[0] = 'direct We cannot wait,|The ships are here. — Maria Santos=null';
      }],
      [[{ do: 'split', at: at('Santos', santos) }], (s) => {
        s.names[0] = 'PERSON Maria Santos: Maria Santos';
        s.names.splice(2, 0, 'PERSON Santos: Santos');
      }],
      [[{ do: 'merge', at: at('João Pires'), with: at('Maria Santos') }], (s) => {
        s.names[0] = 'PERSON Maria Santos: Maria Santos|Santos|João Pires';
        s.names.splice(2, 1);
        s.quotes[1] = 'indirect the plan was costly — João Pires=Maria Santos';
      }],
      [[{ do: 'name', at: at('reporters'), label: 'NORP' }], (s) => { s.names.splice(1, 0, 'NORP reporters: reporters'); }],
      [[{ do: 'name', at: at('port'), label: 'ORG' }, { do: 'remove', what: 'name', at: at('port'), all: false }], () => {}],
      [[{ do: 'bounds', what: 'name', at: at('Lisbon'), to: at('in Lisbon') }], (s) => { s.names[1] = 'GPE in Lisbon: in Lisbon'; }],
      [[{ do: 'type', at: at('the plan was costly'), type: 'mixed' }], (s) => { s.quotes[1] = s.quotes[1].replace('indirect', 'mixed'); }],
      [[{ do: 'speaker', at: at('We cannot wait,'), who: at('João Pires') }], (s) => { s.quotes[0] = 'direct We cannot wait,|The ships are here. — João Pires=João Pires'; }],
      [[{ do: 'speaker', at: at('We cannot wait,'), who: null }], (s) => { s.quotes[0] = 'direct We cannot wait,|The ships are here. — nobody'; }],
      [[{ do: 'quote', at: at('Porto wants one too'), type: 'indirect' }, { do: 'speaker', at: at('Porto wants one too'), who: at('Maria Santos') }], (s) => {
        s.quotes.push('indirect Porto wants one too — Maria Santos=Maria Santos');
      }],
      [[{ do: 'remove', what: 'quote', at: at('We cannot wait,'), all: true }], (s) => { s.quotes.splice(0, 1); }],
      [[{ do: 'bounds', what: 'quote', at: at('the plan was costly'), to: at('the plan') }], (s) => { s.quotes[1] = 'indirect the plan — João Pires=João Pires'; }],
    ]);
    for (const [corrections, change] of rows) {
      const before = sample();
      const { document, lost } = applyCorrections(before, TEXT, corrections);
      const expected = structuredClone(SAME);
      change(expected);
      assert.deepEqual(summary(document), expected, JSON.stringify(corrections));
      assert.equal(lost, 0);
      assert.deepEqual(before, sample(), 'the analysis is not changed');
      assert.deepEqual(document.entities.map((e) => e.id), document.entities.map((_, i) => i));
      for (const { speaker } of document.quotes) {
        assert.equal(speaker?.entity == null ? null : document.entities[speaker.entity].name, speaker?.name ?? null);
      }
      assert.deepEqual(correctionsOf(JSON.parse(JSON.stringify(corrections))), corrections, 'they can be stored');
    }
  });

  it('find their place again after an edit, and never another one', () => {
    const anchor = at('Santos', TEXT.indexOf('Santos chairs'));
    const rows = /** @type {[string, string | null][]} */ ([
      [TEXT, 'Santos chairs'],
      [`A new first line.\n\n${TEXT}`, 'Santos chairs'],
      [TEXT.replace('Maria Santos', 'Ms Santos'), 'Santos chairs'],
      [TEXT.replace('chairs the port', 'chairs the harbour'), 'Santos chairs'],
      [TEXT.replace('Santos chairs the port. ', ''), null],
      ['', null],
      ['Santos', null],
    ]);
    for (const [text, there] of rows) {
      const place = placeOf(text, anchor);
      assert.equal(place && text.slice(place.start, place.start + 13), there, text.slice(0, 40));
    }
    const { lost } = applyCorrections({ ...sample(), length: 3 }, 'No.', [{ do: 'split', at: anchor }]);
    assert.equal(lost, 1);
  });

  it('are not taken from values that are none', () => {
    const good = { do: 'split', at: at('Lisbon') };
    const bad = [null, 7, 'x', [], {}, { do: 'split' }, { do: 'constructor', at: at('Lisbon') }, { do: 'label', at: at('Lisbon'), label: 'toString', all: true },
      { do: 'merge', at: at('Lisbon'), with: 1 }, { do: 'speaker', at: at('Lisbon') }, { ...good, at: { ...good.at, start: 0.5 } }];
    assert.deepEqual(correctionsOf([...bad, good]), [good]);
  });
});

for (const name of BROWSERS) {
  describe(`correcting in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('changes kinds, deletes, adds by selection, undoes and redoes, and keeps all of it over an edit', async () => {
      const { page, faults } = await rig.open({ width: 1400, height: 900 });
      await paste(page, { text: TEXT });
      await analysed(page);
      const names = () => page.$$eval('#article .quotelight-e', (all) => all.map((e) => `${/** @type {HTMLElement} */ (e).dataset.label} ${e.textContent}`));
      const first = await names();
      const lisbon = first.find((n) => n.endsWith('Lisbon'));
      assert.ok(lisbon, first.join());

      await openCard('Lisbon');
      await choose('.fixes select', 'EVENT');
      assert.ok((await names()).includes('EVENT Lisbon'));
      assert.ok(await page.evaluate(() => Boolean(document.activeElement?.closest('#article'))), 'focus is in the article');
      await openCard('Lisbon');
      await press('Delete this mark');
      assert.ok(!(await names()).some((n) => n.endsWith('Lisbon')));
      await page.click('#unfix');
      assert.ok((await names()).includes('EVENT Lisbon'));
      await page.click('#unfix');
      assert.deepEqual(await names(), first);
      await page.click('#refix');
      assert.ok((await names()).includes('EVENT Lisbon'));

      // Words that were not found: selected, then marked.
      await page.evaluate(() => {
        const walker = document.createTreeWalker(/** @type {Node} */ (document.querySelector('#article')), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const i = node.nodeValue?.indexOf('reporters') ?? -1;
          if (i >= 0) {
            getSelection()?.setBaseAndExtent(node, i, node, i + 9);
          }
        }
        document.querySelector('#article')?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      });
      await page.waitForSelector('#marking:popover-open');
      await page.select('#marking select', 'NORP');
      await press('Mark as name');
      assert.ok((await names()).includes('NORP reporters'));

      // A speaker by hand: of the second quotation on nobody.
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.quotelight-q[data-first]')).click());
      await page.waitForSelector('#card:popover-open');
      await page.evaluate(() => document.querySelector('.fixes')?.setAttribute('open', ''));
      await page.evaluate(() => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelectorAll('.fixes select')[1]);
        select.value = '';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      assert.match(await page.$eval('.quotes li', (e) => e.textContent ?? ''), /Speaker not found/u);

      await page.click('#edit');
      await page.$eval('#text', (e) => {
        const box = /** @type {HTMLTextAreaElement} */ (e);
        box.setRangeText('Added in front.\n\n', 0, 0);
        box.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await page.click('#read');
      await page.waitForFunction(() => document.querySelector('#article .quotelight-e[data-label=EVENT]')?.textContent === 'Lisbon');
      assert.ok((await names()).includes('NORP reporters'));
      assert.match(await page.$eval('.quotes li', (e) => e.textContent ?? ''), /Speaker not found/u);
      assert.deepEqual(faults, []);
      await page.close();

      /** @param {string} words */
      async function openCard(words) {
        await page.evaluate((w) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#article .quotelight-e'))].find((e) => e.textContent === w)?.click(), words);
        await page.waitForSelector('#card:popover-open');
        await page.evaluate(() => document.querySelector('.fixes')?.setAttribute('open', ''));
      }
      /** @param {string} selector @param {string} value */
      async function choose(selector, value) {
        await page.select(selector, value);
      }
      /** @param {string} text */
      async function press(text) {
        await page.evaluate((t) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.card button'))].find((b) => b.textContent === t)?.click(), text);
      }
    });
  });
}
