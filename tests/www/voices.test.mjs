// Share of voice, the timeline and the reasons for a speaker, without a browser.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { SAMPLE } from '../../www/page/sample.js';
import { contextAt, dateInHead, dayInWords, sortDates } from '../../www/page/timeline.js';
import { hundredths, paragraphAt, voicesOf } from '../../www/page/voices.js';
import { wordsOf } from '../../www/src/speakers.js';
import { atOnce } from '../../www/src/steps.js';
import { reasonsOf } from '../../www/page/why.js';

/** @typedef {import('../../src/types.d.ts').Document} Document */

describe('share of voice', () => {
  it('gives whole hundredths that add to one', () => {
    const rows = /** @type {[number[], number[]][]} */ ([
      [[], []],
      [[0, 0], [0, 0]],
      [[7], [1]],
      [[1, 1, 1], [0.34, 0.33, 0.33]],
      [[1, 1, 1, 1, 1, 1], [0.17, 0.17, 0.17, 0.17, 0.16, 0.16]],
      [[999, 1], [1, 0]],
      [[2, 2, 1], [0.4, 0.4, 0.2]],
    ]);
    for (const [amounts, shares] of rows) {
      assert.deepEqual(hundredths(amounts), shares, String(amounts));
    }
  });

  it('counts words as readers do', () => {
    const rows = /** @type {[string, number][]} */ ([
      ['We will not, and we can’t.', 6], ['£4.6 million — no more!', 4], ['', 0], ['…', 0], ['U.S. re-election', 2], ['“nested” ones', 2],
    ]);
    for (const [text, n] of rows) {
      assert.equal(wordsOf(/** @type {any} */ ({ contents: [{ text }] })), n, text);
    }
  });

  it('finds the paragraph of a place', () => {
    const paragraphs = [{ start: 0, end: 5 }, { start: 7, end: 9 }, { start: 11, end: 20 }];
    assert.deepEqual([0, 4, 7, 8, 11, 19, 25].map((at) => paragraphAt(paragraphs, at)), [1, 1, 2, 2, 3, 3, 3]);
  });

  it('has every quotation in one voice, the loudest first, with shares that add to 100%', async () => {
    const document = await analyze(SAMPLE);
    const voices = voicesOf(document);
    const ids = voices.flatMap((v) => v.quotes.map((q) => q.id)).sort((a, b) => a - b);
    assert.deepEqual(ids, document.quotes.map((q) => q.id));
    assert.equal(Math.round(voices.reduce((sum, v) => sum + v.share * 100, 0)), 100);
    for (const [i, { words, quotes, types, first, last }] of voices.entries()) {
      assert.ok(i === 0 || voices[i - 1].words >= words);
      assert.equal(types.direct + types.mixed + types.indirect, words);
      assert.equal(words, quotes.reduce((n, q) => n + wordsOf(q), 0));
      assert.ok(first >= 1 && first <= last && last <= document.paragraphs.length);
    }
  });

  it('tells named, unnamed and open sources apart', async () => {
    const document = await analyze('“It rains,” said Ann Lee. “It pours,” said a neighbour. “It snows,” a U.S. official said. It was “a disgrace”.');
    const sorts = voicesOf(document).map(({ name, isNamed }) => [name, isNamed]);
    assert.ok(sorts.some(([name, isNamed]) => name === 'Ann Lee' && isNamed), JSON.stringify(sorts));
    assert.ok(sorts.some(([name, isNamed]) => name === 'a neighbour' && !isNamed), JSON.stringify(sorts));
    assert.ok(sorts.some(([name, isNamed]) => name === 'a U.S. official' && !isNamed), JSON.stringify(sorts));
  });
});

describe('the timeline', () => {
  /** @param {[string, string | undefined][]} dates text and ISO value */
  function documentOf(dates) {
    const entities = dates.map(([text, iso], id) => ({
      id, label: 'DATE', kind: 'time', mentions: [{ start: id * 100, end: id * 100 + text.length, text, ...(iso && { value: { type: 'time', iso } }) }],
    }));
    return /** @type {Document} */ (/** @type {unknown} */ ({ entities }));
  }

  it('orders days, weeks, months, quarters, years and decades; lengths are no dates', () => {
    const { days, undated, others } = atOnce(sortDates(documentOf([
      ['spring', undefined], ['March 2022', '2022-03'], ['ten days', 'P10D'], ['58', undefined], ['the 1990s', '199X'], ['last week', '2022-W09'],
      ['Q2 2022', '2022-Q2'], ['2 March 2022', '2022-03-02'], ['Monday', 'XXXX-WXX-1'], ['3 to 9 May', '2022-05-03/2022-05-09'], ['2022', '2022'], ['autumn', '2021-FA'],
    ])));
    const textsOf = (/** @type {{ text: string }[]} */ moments) => moments.map((m) => m.text);
    assert.deepEqual(textsOf(days.flatMap((d) => d.moments)), ['the 1990s', 'autumn', '2022', 'last week', 'March 2022', '2 March 2022', 'Q2 2022', '3 to 9 May']);
    assert.deepEqual(textsOf(undated), ['spring', 'Monday']);
    assert.deepEqual(textsOf(others), ['ten days', '58']);
  });

  it('gives a date the sentence around it, which abbreviations do not end', () => {
    const text = 'It rained. ROME, Feb. 19, 2026 — The U.S. Senate heard Dr. Lee on Thursday. Mr. A. B. Reed, who had come all the way from the harbour to be heard as well, was told to wait until May. He left.';
    const rows = [
      ['rained', 'It rained.'],
      ['Feb. 19', 'ROME, Feb. 19, 2026 — The U.S. Senate heard Dr. Lee on Thursday.'],
      ['Thursday', '… 19, 2026 — The U.S. Senate heard Dr. Lee on Thursday.'],
      ['until May', '… to be heard as well, was told to wait until May.'],
      ['left', 'He left.'],
    ];
    for (const [words, context] of rows) {
      assert.equal(contextAt(text, { start: 0, end: text.length }, text.indexOf(words)), context);
    }
    // In one word that never ends there is nowhere to begin.
    assert.equal(contextAt('x'.repeat(2_000), { start: 0, end: 2_000 }, 1_000).length, 1_200);
  });

  it('writes dates in the precision that they have', () => {
    const rows = [
      ['2024-11-12', 'Tue 12 November 2024'], ['2024-11', 'November 2024'], ['2024', '2024'], ['199X', '1990s'], ['19XX', '1900s'], ['2024-W07', 'week 7 of 2024'],
      ['2024-Q3', 'Q3 2024'], ['2024-SP', 'spring 2024'], ['2024-05-01/2024-05-03', 'Wed 1 May 2024 to Fri 3 May 2024'], ['T15:30', 'T15:30'], ['XXXX-WXX-1', 'XXXX-WXX-1'],
    ];
    for (const [iso, words] of rows) {
      assert.equal(dayInWords(iso).replaceAll(',', ''), words);
    }
  });

  it("finds the article's day in its head only, and resolves relative dates with it", async () => {
    const rows = [
      ['Bridge shut\n\nBy Ann Lee, 12 November 2024\n\nThe bridge was shut on Monday, Tom Reed said.', '2024-11-12'],
      ['Bridge shut\n\nRome, 4 March 2024 — The bridge was shut on Monday, Tom Reed said, and it will stay shut for the whole of the spring and the summer, too.', '2024-03-04'],
      ['Bridge shut\n\nThe bridge, which was opened on 4 March 1994 by the mayor of the town, was shut on Monday because of the rust in its cables, Tom Reed said.', null],
      ['“On 4 March 2024,” said Ann Lee, “we met.”', null],
    ];
    for (const [text, day] of rows) {
      assert.equal(dateInHead(await analyze(String(text)), String(text)), day, String(text));
    }
    const text = String(rows[0][0]);
    const { days } = atOnce(sortDates(await analyze(text, { date: '2024-11-12' })));
    assert.deepEqual(days.map(({ iso, moments }) => [iso, moments.map((m) => m.text)]), [['2024-11-11', ['Monday']], ['2024-11-12', ['12 November 2024']]]);
  });
});

describe('why this speaker', () => {
  it('says the rule, the word, how sure it is and who else it could be, for every rule', async () => {
    const document = await analyze(SAMPLE);
    for (const quote of document.quotes) {
      const reasons = reasonsOf(quote);
      assert.ok(reasons.length >= 1 && reasons.every((r) => r.length > 10 && !/undefined|null|NaN/u.test(r)), reasons.join(' '));
      if (quote.speaker) {
        assert.ok(reasons.join(' ').includes(quote.speaker.text.replace(/\s+/gu, ' ')), reasons.join(' '));
      }
    }
    const [quote] = document.quotes;
    const speaker = { start: 0, end: 3, text: 'she', via: /** @type {const} */ ('pronoun'), entity: 1, name: 'Ann Lee', confidence: 0.6 };
    const vias = /** @type {const} */ (['cue-before', 'cue-after', 'cue-inside', 'colon', 'according-to', 'turn', 'continued', 'inherited', 'alternation', 'nearby', 'open']);
    for (const via of vias) {
      const words = reasonsOf({ ...quote, via, speaker: via === 'open' ? null : speaker, runnerUp: { ...speaker, name: 'Tom Reed', confidence: 0.3 } }).join(' ');
      assert.match(words, /Tom Reed, at 30%/u);
      assert.ok(via === 'open' || (/“she” stands for Ann Lee/u.test(words) && /60% certain/u.test(words)), words);
    }
  });
});
