// Finds marks by their place. A book has hundreds of thousands of them: they lie in drawers, as numbers, and
// become objects only where somebody looks.

import { atOnce } from './steps.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Span} Span */

/** @typedef {{ start: number, end: number, id: number, index: number }} Mark `index`: of the piece or the mention */

/** A drawer is for what touches so many units of the text, as a power of two. */
const SHIFT = 10;
/** So many marks are sorted between two steps. */
const STEP = 500;

/**
 * @typedef {(from: number, to: number) => Mark[][]} Finder gives the marks that have something between two
 *   places, by their sort: of quotations, speakers, cues, names; in no order otherwise
 */

/**
 * @param {AnalyzedDocument | null} document without one there are no marks
 * @returns {Finder}
 */
export function createFinder(document) {
  return document ? atOnce(sortMarks(document)) : () => [[], [], [], []];
}

/**
 * Makes a finder, in steps.
 *
 * @param {AnalyzedDocument} document
 * @returns {Generator<undefined, Finder>}
 */
export function* sortMarks({ length, quotes, entities }) {
  /** @type {number[][]} five numbers for each mark: its sort and those of `Mark` */
  const drawers = Array.from({ length: (length >> SHIFT) + 1 }, () => []);

  /** @param {number} sort @param {Span | null} span @param {number} id @param {number} index */
  function sortIn(sort, span, id, index) {
    const { start, end } = span ?? { start: 0, end: 0 };
    for (let i = start >> SHIFT; i < drawers.length && i << SHIFT < end; i += 1) {
      drawers[i].push(sort, start, end, id, index);
    }
  }

  for (const { id, contents, speaker, cue } of quotes) {
    contents.forEach((span, index) => sortIn(0, span, id, index));
    sortIn(1, speaker, id, 0);
    sortIn(2, cue, id, 0);
    if (id % STEP === 0) {
      yield;
    }
  }
  for (const { id, mentions } of entities) {
    for (let index = 0; index < mentions.length; index += 1) {
      sortIn(3, mentions[index], id, index);
      if ((id + index) % STEP === 0) {
        yield;
      }
    }
  }

  return (from, to) => {
    /** @type {Mark[][]} */
    const marks = [[], [], [], []];
    const first = from >> SHIFT;
    for (let i = first; i < drawers.length && i << SHIFT < to; i += 1) {
      const drawer = drawers[i];
      for (let at = 0; at < drawer.length; at += 5) {
        const [sort, start, end, id, index] = drawer.slice(at, at + 5);
        // What lies in several drawers is taken from the first of them.
        if (start < to && end > from && (i === first || start >> SHIFT === i)) {
          marks[sort].push({ start, end, id, index });
        }
      }
    }
    return marks;
  };
}
