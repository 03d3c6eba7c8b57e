// Quotations, speakers and values in the words of a table or a list.

import { tidy } from '../speakers.js';
import { countBelow } from './offsets.js';

/** @typedef {import('../../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../../../src/types.d.ts').Value} Value */

/**
 * A stretch of text as one line, without the controls that could show it in another order.
 *
 * @param {string} text
 */
export function oneLine(text) {
  return tidy(text.replace(/[\u202a-\u202e\u2066-\u2069]/gu, ''));
}

/**
 * The words of a quotation; `…` stands between its pieces.
 *
 * @param {Quote} quote
 */
export function wordsOf({ contents }) {
  return contents.map((piece) => oneLine(piece.text)).join(' … ');
}

/**
 * The words of a quotation as they stand in a list: what is word for word in quotation marks.
 *
 * @param {Quote} quote
 */
export function quoted(quote) {
  // The comma before "he said" belongs to the article's sentence.
  const words = wordsOf(quote).replace(/,$/u, '');
  return quote.type === 'direct' ? `“${words}”` : words;
}

/**
 * The speaker as a reader knows it, "Angela Merkel"; empty where it is open.
 *
 * @param {Quote} quote
 */
export function speakerOf({ speaker }) {
  return speaker ? oneLine(speaker.name ?? speaker.text) : '';
}

/**
 * The speaker with the words that stand in the text: "Angela Merkel (she)".
 *
 * @param {Quote} quote
 */
export function speakerInWords(quote) {
  const name = speakerOf(quote);
  const word = oneLine(quote.speaker?.text ?? '');
  return name === '' ? 'speaker not found' : name === word ? name : `${name} (${word})`;
}

/**
 * The number of the paragraph that holds an offset, from 1; 0 before the first.
 *
 * @param {AnalyzedDocument} document
 * @returns {(offset: number) => number}
 */
export function paragraphsOf({ paragraphs }) {
  const starts = paragraphs.map((p) => p.start);
  return (offset) => countBelow(starts, offset + 1);
}

/**
 * A value in one word.
 *
 * @param {Value | undefined} value
 * @returns {string | number}
 */
export function valueOf(value) {
  switch (value?.type) {
    case 'time':
      return value.iso;
    case 'money':
      return `${value.currency} ${value.amount}${value.to === undefined ? '' : `–${value.to}`}`;
    case 'quantity':
      return `${value.amount} ${value.unit}`;
    case 'fraction':
    case 'number':
      return value.value;
    default:
      return '';
  }
}

/**
 * The names inside a quotation, each once.
 *
 * @param {Quote} quote
 * @param {AnalyzedDocument} document
 */
export function namesIn({ contents }, { entities }) {
  const inside = entities.filter(({ kind, mentions }) => kind !== 'time' && kind !== 'num'
    && mentions.some((m) => contents.some((c) => c.start <= m.start && m.end <= c.end)));
  return [...new Set(inside.map((e) => oneLine(e.name)))];
}
