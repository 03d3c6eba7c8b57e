// W3C Web Annotation: a page of annotations, each target with both selectors.

import { hashOf } from './hash.js';
import { httpUrl } from './metadata.js';
import { offsetsIn } from './offsets.js';
import { oneLine, speakerOf } from './words.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */
/** @typedef {{ type: 'TextualBody', purpose: string, value: string }} Body */

/** So many UTF-16 units on both sides tell a place from others with the same words. */
const CONTEXT = 32;

/**
 * The recommendation counts code points (§4.2.5); some readers count UTF-16 units, for which
 * `offsetUnit` can be set.
 *
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toAnnotations({ text, document }, { metadata = {}, offsetUnit = 'codepoint' }) {
  const at = offsetsIn(text, offsetUnit);
  const hash = hashOf(text);
  const url = httpUrl(metadata.url) ?? uuid(hash);

  /** @param {{ start: number, end: number }} span */
  const target = ({ start, end }) => ({
    source: url,
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: text.slice(wholeFrom(text, start - CONTEXT), start),
        suffix: text.slice(end, wholeFrom(text, end + CONTEXT)),
      },
      { type: 'TextPositionSelector', start: at(start), end: at(end) },
    ],
  });

  /**
   * @param {string} key what tells this annotation from the others of the text
   * @param {string} motivation
   * @param {Body[]} body
   * @param {{ start: number, end: number }[]} spans
   */
  const annotation = (key, motivation, body, spans) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: uuid(hashOf(`${hash} ${key}`)),
    type: 'Annotation',
    motivation,
    body,
    target: spans.length === 1 ? target(spans[0]) : spans.map(target),
  });

  const items = [
    ...document.entities.flatMap(({ id, label, name, mentions }) => mentions.map((mention, i) =>
      annotation(`entity ${id}.${i}`, 'classifying', [body('tagging', label), body('identifying', oneLine(name))], [mention]))),
    ...document.quotes.flatMap((quote) => {
      const speaker = speakerOf(quote);
      const named = speaker ? [body('identifying', speaker)] : [];
      return [
        annotation(`quote ${quote.id}`, 'tagging', [body('tagging', `${quote.type} quotation`), ...named], quote.contents),
        ...(quote.speaker
          ? [annotation(`speaker ${quote.id}`, 'identifying', [body('tagging', 'speaker'), ...named], [quote.speaker])] : []),
      ];
    }),
  ];
  const page = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: uuid(hashOf(`${hash} page`)),
    type: 'AnnotationPage',
    offsetUnit,
    items,
  };
  return `${JSON.stringify(page, null, 1)}\n`;
}

/**
 * @param {string} purpose
 * @param {string} value
 * @returns {Body}
 */
function body(purpose, value) {
  return { type: 'TextualBody', purpose, value };
}

/**
 * The offset, moved into the text and off the middle of a surrogate pair.
 *
 * @param {string} text
 * @param {number} offset
 */
function wholeFrom(text, offset) {
  const at = Math.max(0, Math.min(offset, text.length));
  return /^[\udc00-\udfff]/.test(text.slice(at, at + 1)) ? at + 1 : at;
}

/**
 * A UUID of version 8 (RFC 9562): the same text gives the same one.
 *
 * @param {string} hash 32 hexadecimal digits
 */
function uuid(hash) {
  const [a, b, c, d] = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(13, 16), hash.slice(17, 20)];
  return `urn:uuid:${a}-${b}-8${c}-a${d}-${hash.slice(20)}`;
}
