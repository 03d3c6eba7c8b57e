// CSV and TSV: one quotation a row, or one mention of a name a row.

import { offsetsIn } from './offsets.js';
import { namesIn, oneLine, paragraphsOf, speakerOf, valueOf, wordsOf } from './words.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */
/** @typedef {string | number} Cell */

/**
 * RFC 4180.
 *
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toCsv(source, options) {
  const quoted = (/** @type {string} */ cell) => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return lines(source, options, (cells) => `${cells.map(quoted).join(',')}\r\n`);
}

/**
 * text/tab-separated-values: no cell has a tab or a line break.
 *
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toTsv(source, options) {
  return lines(source, options, (cells) => `${cells.join('\t')}\n`);
}

/**
 * @param {Source} source
 * @param {ExportOptions} options
 * @param {(cells: string[]) => string} line
 */
function lines(source, options, line) {
  const table = options.rows === 'mentions' ? mentionRows(source, options) : quoteRows(source, options);
  const text = (/** @type {Cell} */ cell) =>
    typeof cell === 'number' ? String(cell) : options.formulas ? cell : neutral(cell);
  return table.map((cells) => line(cells.map(text))).join('');
}

/**
 * @param {Source} source
 * @param {ExportOptions} options
 * @returns {Cell[][]}
 */
function quoteRows({ text, document }, { offsetUnit = 'utf16' }) {
  const at = offsetsIn(text, offsetUnit);
  const paragraphAt = paragraphsOf(document);
  return [
    ['quote', 'type', 'speaker', 'speaker_text', 'cue', 'entities', 'paragraph', 'start', 'end', 'confidence', 'offset_unit'],
    ...document.quotes.map((quote) => [
      wordsOf(quote), quote.type, speakerOf(quote), oneLine(quote.speaker?.text ?? ''), oneLine(quote.cue?.text ?? ''),
      namesIn(quote, document).join('; '), paragraphAt(quote.start), at(quote.start), at(quote.end),
      hundredths(quote.confidence), offsetUnit,
    ]),
  ];
}

/**
 * @param {Source} source
 * @param {ExportOptions} options
 * @returns {Cell[][]}
 */
function mentionRows({ text, document }, { offsetUnit = 'utf16' }) {
  const at = offsetsIn(text, offsetUnit);
  const paragraphAt = paragraphsOf(document);
  const mentions = document.entities.flatMap((entity) => entity.mentions.map((mention) => ({ entity, mention })));
  mentions.sort((a, b) => a.mention.start - b.mention.start);
  return [
    ['text', 'label', 'entity', 'name', 'value', 'paragraph', 'start', 'end', 'confidence', 'offset_unit'],
    ...mentions.map(({ entity, mention }) => [
      oneLine(mention.text), entity.label, entity.id, oneLine(entity.name), valueOf(mention.value),
      paragraphAt(mention.start), at(mention.start), at(mention.end), hundredths(mention.confidence), offsetUnit,
    ]),
  ];
}

/** @param {number} number */
function hundredths(number) {
  return Math.round(number * 100) / 100;
}

/**
 * A cell that no spreadsheet takes for a formula.
 *
 * @param {string} cell
 */
function neutral(cell) {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u.test(cell) ? `'${cell}` : cell;
}
