// Document → flat runs, as `src/render.rs` makes them; a test compares the two.

import { createFinder } from './places.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./places.js').Mark} Mark */

/**
 * A stretch of text with the same marks throughout. Marks nest in the order of the fields: a
 * quotation holds speakers and cues of others, these hold names.
 *
 * @typedef {{
 *   start: number,
 *   end: number,
 *   quote: number | null,
 *   speaker: number | null,
 *   cue: number | null,
 *   entity: number | null,
 *   mention: number | null,
 * }} Run
 */

/**
 * The runs of a document, in order; together they are the whole text. Marks of one sort that
 * overlap, which a corrected document may have, are cut: the first one keeps the common part.
 *
 * @param {AnalyzedDocument} document
 * @returns {Run[]}
 */
export function runsOf(document) {
  return runsBetween(0, document.length, createFinder(document)(0, document.length));
}

/**
 * The runs of a part of the text.
 *
 * @param {number} from
 * @param {number} to
 * @param {Mark[][]} marks those that have something in it, by their sort
 * @returns {Run[]}
 */
export function runsBetween(from, to, marks) {
  const layers = marks.map((layer) => layerOf(layer, to));
  const runs = [];
  let at = from;
  while (at < to) {
    const found = layers.map((layer) => layer(at));
    const [quote, speaker, cue, entity] = found.map(({ mark }) => mark?.id ?? null);
    const end = Math.min(to, ...found.map((f) => f.end));
    runs.push({ start: at, end, quote, speaker, cue, entity, mention: found[3].mark?.index ?? null });
    at = end;
  }
  return runs;
}

/**
 * Sorts and cuts marks of one sort. The answer gives the mark at a place and where that changes;
 * it must be asked from left to right.
 *
 * @param {Mark[]} marks
 * @param {number} length
 * @returns {(at: number) => { mark: Mark | undefined, end: number }}
 */
function layerOf(marks, length) {
  marks.sort((a, b) => a.start - b.start || a.end - b.end || a.id - b.id || a.index - b.index);
  /** @type {Mark[]} */
  const cut = [];
  let free = 0;
  for (const mark of marks) {
    const start = Math.max(mark.start, free);
    const end = Math.min(mark.end, length);
    free = Math.max(free, end);
    if (start < end) {
      cut.push({ ...mark, start, end });
    }
  }
  let next = 0;
  return (at) => {
    while (next < cut.length && cut[next].end <= at) {
      next += 1;
    }
    const mark = cut[next];
    if (!mark) {
      return { mark: undefined, end: length };
    }
    return at < mark.start ? { mark: undefined, end: mark.start } : { mark, end: mark.end };
  };
}

/**
 * The number of the first range that ends after a place.
 *
 * @param {{ end: number }[]} ranges in the order of the text
 * @param {number} at
 */
export function firstAfter(ranges, at) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle].end <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
