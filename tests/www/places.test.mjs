// Marks found by their place, without a browser: what the drawers give is what a look at all marks gives.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createFinder, sortMarks } from '../../www/src/places.js';

/** @typedef {import('../../src/types.d.ts').Document} Document */

const LENGTH = 20_000;

/** Numbers that look like chance and are the same each time. */
function chance(seed = 7) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** A document whose marks lie everywhere, overlap, and are longer than several drawers. */
function madeDocument() {
  const next = chance();
  const span = (/** @type {number} */ longest) => {
    const start = next(LENGTH);
    return { start, end: Math.min(LENGTH, start + 1 + next(longest)) };
  };
  const quotes = Array.from({ length: 60 }, (_, id) => ({
    id, contents: [span(5_000), span(300)], speaker: id % 3 ? span(20) : null, cue: id % 4 ? span(10) : null,
  }));
  const entities = Array.from({ length: 40 }, (_, id) => ({ id, mentions: Array.from({ length: 1 + next(30) }, () => span(30)) }));
  return /** @type {Document} */ (/** @type {unknown} */ ({ length: LENGTH, quotes, entities }));
}

/**
 * @param {Document} document
 * @param {number} from
 * @param {number} to
 */
function lookAtAll({ quotes, entities }, from, to) {
  const marks = [
    quotes.flatMap(({ id, contents }) => contents.map(({ start, end }, index) => ({ start, end, id, index }))),
    quotes.flatMap(({ id, speaker }) => (speaker ? [{ start: speaker.start, end: speaker.end, id, index: 0 }] : [])),
    quotes.flatMap(({ id, cue }) => (cue ? [{ start: cue.start, end: cue.end, id, index: 0 }] : [])),
    entities.flatMap(({ id, mentions }) => mentions.map(({ start, end }, index) => ({ start, end, id, index }))),
  ];
  return marks.map((sort) => inOrder(sort.filter(({ start, end }) => start < to && end > from)));
}

/** @param {import('../../www/src/places.js').Mark[]} marks */
function inOrder(marks) {
  return marks.toSorted((a, b) => a.id - b.id || a.index - b.index);
}

describe('marks by their place', () => {
  it('are all that have something there, once', () => {
    const document = madeDocument();
    const find = createFinder(document);
    const next = chance(11);
    const places = [[0, LENGTH], [0, 1], [1_023, 1_024], [1_024, 1_025], [LENGTH - 1, LENGTH], [LENGTH, LENGTH + 10],
      ...Array.from({ length: 300 }, () => next(LENGTH)).map((from, i) => [from, from + 1 + (i % 7) * 400])];
    for (const [from, to] of places) {
      assert.deepEqual(find(from, to).map(inOrder), lookAtAll(document, from, to), `${from} to ${to}`);
    }
  });

  it('are none where there is no document, and none beyond the text', () => {
    assert.deepEqual(createFinder(null)(0, 10), [[], [], [], []]);
    const far = /** @type {Document} */ (/** @type {unknown} */ ({ length: 10, quotes: [], entities: [{ id: 0, mentions: [{ start: 2, end: 2 ** 40 }, { start: 2 ** 30, end: 2 ** 50 }] }] }));
    assert.deepEqual(createFinder(far)(0, 10), [[], [], [], [{ start: 2, end: 2 ** 40, id: 0, index: 0 }]]);
  });

  it('are sorted in steps that are short', () => {
    const mentions = Array.from({ length: 100_000 }, (_, i) => ({ start: i * 10, end: i * 10 + 5 }));
    const steps = [...sortMarks(/** @type {Document} */ (/** @type {unknown} */ ({ length: 1_000_000, quotes: [], entities: [{ id: 0, mentions }] })))];
    assert.ok(steps.length >= 100, String(steps.length));
  });
});
