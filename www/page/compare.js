// Two articles on one story: whom both quote, whom only one does, and the same words told differently.

import { tidy } from '../src/speakers.js';
import { voicesOf } from './voices.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('./voices.js').Voice} Voice */

/**
 * @typedef {{
 *   shared: [Voice, Voice][],
 *   onlyFirst: Voice[],
 *   onlySecond: Voice[],
 *   quotes: { first: Quote, second: Quote, likeness: number }[],
 * }} Comparison `likeness` is 1 where the words are the same
 */

/** From this share of common words on, two quotations are one. */
const ALIKE = 0.55;
/** Shorter quotations are alike by chance. */
const ENOUGH = 4;

/**
 * @param {AnalyzedDocument} first
 * @param {AnalyzedDocument} second
 * @returns {Comparison}
 */
export function compare(first, second) {
  const [ours, theirs] = [first, second].map((document) => voicesOf(document).filter((v) => v.name !== null));
  /** @type {[Voice, Voice][]} */
  const shared = [];
  const free = new Set(theirs);
  for (const voice of ours) {
    const same = [...free].find((other) => isSame(formsOf(first, voice), formsOf(second, other)));
    if (same) {
      free.delete(same);
      shared.push([voice, same]);
    }
  }
  return { shared, onlyFirst: ours.filter((v) => !shared.some(([s]) => s === v)), onlySecond: [...free], quotes: pairs(first.quotes, second.quotes) };
}

/**
 * The forms of a name, without what stands before it.
 *
 * @param {AnalyzedDocument} document
 * @param {Voice} voice
 */
function formsOf({ entities }, { name, entity }) {
  const forms = entity === null ? [name ?? ''] : [entities[entity].name, ...entities[entity].aliases];
  return forms.map((form) => tidy(form).toLowerCase().replace(/^(?:the|an?|mr|mrs|ms|dr|sir|prof(?:essor)?)\.?\s+/u, ''));
}

/** @param {string[]} a @param {string[]} b */
function isSame(a, b) {
  // A surname says who it is only beside the full name.
  return a.some((form) => b.includes(form)) || (a[0].split(' ').at(-1) === b[0].split(' ').at(-1) && (a[0].endsWith(` ${b[0]}`) || b[0].endsWith(` ${a[0]}`)));
}

/**
 * The pairs of quotations that are most alike, each quotation once.
 *
 * @param {Quote[]} ours
 * @param {Quote[]} theirs
 */
function pairs(ours, theirs) {
  const [a, b] = [ours, theirs].map((quotes) => quotes.map((quote) => ({ quote, words: wordsIn(quote) })).filter(({ words }) => words.length >= ENOUGH));
  const all = a.flatMap((x) => b.map((y) => ({ first: x.quote, second: y.quote, likeness: likeness(x.words, y.words) })))
    .filter((pair) => pair.likeness >= ALIKE).sort((x, y) => y.likeness - x.likeness);
  const used = new Set();
  return all.filter(({ first, second }) => {
    const isFree = !used.has(first) && !used.has(second);
    if (isFree) {
      used.add(first).add(second);
    }
    return isFree;
  }).sort((x, y) => x.first.start - y.first.start);
}

/** @param {Quote} quote */
function wordsIn({ contents }) {
  return contents.flatMap(({ text }) => text.toLowerCase().replaceAll('’', "'").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}']*/gu) ?? []);
}

/**
 * Twice the words in common, in their order, over all words.
 *
 * @param {string[]} a
 * @param {string[]} b
 */
function likeness(a, b) {
  return (2 * common(a, b).size) / (a.length + b.length);
}

/**
 * The longest common sequence of two lists of words.
 *
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Set<number>} places in `a`
 */
export function common(a, b) {
  const [long, wide] = [a.slice(0, 200), b.slice(0, 200)];
  const table = Array.from({ length: long.length + 1 }, () => new Uint16Array(wide.length + 1));
  for (let i = long.length - 1; i >= 0; i--) {
    for (let j = wide.length - 1; j >= 0; j--) {
      table[i][j] = long[i] === wide[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  /** @type {Set<number>} */
  const found = new Set();
  for (let i = 0, j = 0; i < long.length && j < wide.length;) {
    if (long[i] === wide[j]) {
      found.add(i);
      i += 1;
      j += 1;
    } else if (table[i + 1][j] >= table[i][j + 1]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return found;
}
