// A document in the formats of others. Importing it does nothing else.

import { toAnnotations } from './annotations.js';
import { toBrat } from './brat.js';
import { toConll } from './conll.js';
import { toDisplacy } from './displacy.js';
import { toHtml } from './html.js';
import { toJson } from './json.js';
import { toMarkdown } from './markdown.js';
import { toCsv, toTsv } from './table.js';

// What else one needs to show a document.
export { FAMILIES, LABELS, QUOTE_TYPES } from '../kinds.js';
export { INK, PALETTE } from '../palette.js';
export { runsOf } from '../ranges.js';
export { sourcesOf, tidy, wordsOf } from '../speakers.js';
export { readJson } from './read-json.js';

/** @typedef {import('./index.d.ts').ExportFormat} ExportFormat */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */
/** @typedef {import('./index.d.ts').Source} Source */

/** @type {typeof import('./index.d.ts').EXPORT_FORMATS} */
export const EXPORT_FORMATS = {
  json: { name: 'JSON', extension: 'json', mediaType: 'application/json', offsetUnit: 'utf16' },
  csv: { name: 'CSV', extension: 'csv', mediaType: 'text/csv', offsetUnit: 'utf16' },
  tsv: { name: 'TSV', extension: 'tsv', mediaType: 'text/tab-separated-values', offsetUnit: 'utf16' },
  markdown: { name: 'Markdown', extension: 'md', mediaType: 'text/markdown', offsetUnit: null },
  html: { name: 'HTML', extension: 'html', mediaType: 'text/html', offsetUnit: null },
  annotations: { name: 'W3C Web Annotation', extension: 'jsonld', mediaType: 'application/ld+json', offsetUnit: 'codepoint' },
  displacy: { name: 'displaCy JSON', extension: 'json', mediaType: 'application/json', offsetUnit: 'codepoint' },
  brat: { name: 'brat standoff', extension: 'ann', mediaType: 'text/plain', offsetUnit: 'codepoint' },
  conll: { name: 'CoNLL', extension: 'conll', mediaType: 'text/plain', offsetUnit: null },
};

/** @type {Record<ExportFormat, (source: Source, options: ExportOptions) => string>} */
const WRITERS = {
  json: toJson,
  csv: toCsv,
  tsv: toTsv,
  markdown: toMarkdown,
  html: toHtml,
  annotations: toAnnotations,
  displacy: toDisplacy,
  brat: toBrat,
  conll: toConll,
};

/** @type {typeof import('./index.d.ts').exportDocument} */
export function exportDocument(format, text, document, options = {}) {
  if (!Object.hasOwn(WRITERS, format)) {
    throw new TypeError(`“${format}” is none of ${Object.keys(WRITERS).join(', ')}.`);
  }
  if (text.length !== document.length) {
    throw new TypeError('This is not the text of the document.');
  }
  // Lone surrogates have no place in a file; the analysis has replaced them in the same way.
  const source = { text: text.toWellFormed(), document: format === 'json' ? document : chosen(document, options) };
  return WRITERS[format](source, options);
}

/**
 * The document with the kinds that are wanted only.
 *
 * @param {Source['document']} document
 * @param {ExportOptions} options
 */
function chosen(document, { kinds, quotes }) {
  const wanted = kinds && new Set(kinds);
  const types = quotes && new Set(quotes);
  return {
    ...document,
    entities: wanted ? document.entities.filter((e) => wanted.has(e.kind)) : document.entities,
    quotes: wanted && !wanted.has('quote') ? [] : document.quotes.filter((q) => !types || types.has(q.type)),
  };
}
