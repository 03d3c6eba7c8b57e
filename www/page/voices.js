// Share of voice: how the quoted words of an article are shared among those who are quoted.
// Only what the text says counts; what somebody is beyond it is never guessed.

import { firstAfter } from '../src/ranges.js';
import { sourcesOf, tidy, wordsOf } from '../src/speakers.js';
import { atOnce } from '../src/steps.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */

/**
 * One who is quoted; `number` and `name` are `null` for all quotations of nobody known together.
 * `first` and `last` are the paragraphs, counted from 1, of the first and the last quotation.
 *
 * @typedef {{
 *   number: number | null,
 *   name: string | null,
 *   entity: number | null,
 *   isNamed: boolean,
 *   roles: string[],
 *   quotes: Quote[],
 *   words: number,
 *   share: number,
 *   types: Record<QuoteType, number>,
 *   cues: string[],
 *   first: number,
 *   last: number,
 * }} Voice
 */

/** A noun among the words of a speaker: they hold a name, but are none, as “a U.S. official”. */
const NOUN = /(?<![\p{L}’'-])\p{Ll}{4,}/u;

/**
 * The voices of a document, the loudest first. Their shares are whole hundredths and add to 1,
 * unless nothing is quoted.
 *
 * @param {AnalyzedDocument} document
 * @returns {Voice[]}
 */
export function voicesOf(document) {
  return atOnce(countVoices(document, sourcesOf(document)));
}

/**
 * The same in steps.
 *
 * @param {AnalyzedDocument} document
 * @param {ReturnType<typeof sourcesOf>} known its sources
 * @returns {Generator<undefined, Voice[]>}
 */
export function* countVoices(document, { sources, sourceOf }) {
  const open = document.quotes.filter((q) => !sourceOf.has(q.id));
  /** @type {Voice[]} */
  const voices = [];
  for (const { number, name, entity, quotes } of sources) {
    // Somebody with a name whom the chains do not know is named all the same.
    const isNamed = entity !== null || quotes.some(({ speaker }) => speaker?.via === 'name' && !NOUN.test(speaker.text));
    const roles = entity === null ? [] : document.entities[entity].roles;
    voices.push(yield* countVoice(document, { number, name, entity, isNamed, roles, quotes }));
  }
  if (open.length) {
    voices.push(yield* countVoice(document, { number: null, name: null, entity: null, isNamed: false, roles: [], quotes: open }));
  }
  const shares = hundredths(voices.map((v) => v.words));
  for (const [i, v] of voices.entries()) {
    v.share = shares[i];
  }
  return voices.sort((a, b) => b.words - a.words || (a.number ?? Infinity) - (b.number ?? Infinity));
}

/**
 * @param {AnalyzedDocument} document
 * @param {Pick<Voice, 'number' | 'name' | 'entity' | 'isNamed' | 'roles' | 'quotes'>} who
 * @returns {Generator<undefined, Voice>}
 */
function* countVoice({ paragraphs }, who) {
  /** @type {Record<QuoteType, number>} */
  const types = { direct: 0, mixed: 0, indirect: 0 };
  /** @type {Map<string, number>} */
  const cues = new Map();
  let words = 0;
  for (const quote of who.quotes) {
    const n = wordsOf(quote);
    words += n;
    types[quote.type] += n;
    if (quote.cue) {
      const cue = tidy(quote.cue.text).toLowerCase();
      cues.set(cue, (cues.get(cue) ?? 0) + 1);
    }
    yield;
  }
  return {
    ...who,
    words,
    share: 0,
    types,
    cues: [...cues].sort((a, b) => b[1] - a[1]).map(([cue]) => cue),
    first: paragraphAt(paragraphs, who.quotes[0].start),
    last: paragraphAt(paragraphs, /** @type {Quote} */ (who.quotes.at(-1)).start),
  };
}

/**
 * The number of the paragraph at a place, from 1.
 *
 * @param {{ start: number, end: number }[]} paragraphs in the order of the text
 * @param {number} at
 */
export function paragraphAt(paragraphs, at) {
  return Math.min(firstAfter(paragraphs, at), paragraphs.length - 1) + 1;
}

/**
 * Shares in whole hundredths that add to 1: what rounding down leaves goes to those who lost most.
 *
 * @param {number[]} amounts
 * @returns {number[]} from 0 to 1; all 0 where nothing is shared
 */
export function hundredths(amounts) {
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (!sum) {
    return amounts.map(() => 0);
  }
  const exact = amounts.map((a) => (a / sum) * 100);
  const whole = exact.map(Math.floor);
  const left = 100 - whole.reduce((a, b) => a + b, 0);
  const losers = exact.map((e, i) => ({ i, lost: e - whole[i] })).sort((a, b) => b.lost - a.lost || a.i - b.i);
  for (const { i } of losers.slice(0, left)) {
    whole[i] += 1;
  }
  return whole.map((w) => w / 100);
}
