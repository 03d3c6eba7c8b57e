// Our own JSON back to a document. A file may come from anywhere: every value is checked, and
// nothing but what we know is taken over.

import { LABELS, QUOTE_TYPES, REASONS } from '../kinds.js';

/** @typedef {import('../../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../../src/types.d.ts').EntityLabel} EntityLabel */

/** Not what we wrote: says where it differs. */
class ShapeError extends TypeError {}

/**
 * Checks a value and returns a copy of it.
 *
 * @template T
 * @typedef {(value: unknown, path: string) => T} Shape
 */

/**
 * @param {string} wanted
 * @param {string} path
 * @returns {never}
 */
function refuse(wanted, path) {
  throw new ShapeError(`This is no JSON of Quotelight: ${path} must be ${wanted}.`);
}

/** @type {Shape<string>} */
const string = (value, path) => (typeof value === 'string' ? value : refuse('a string', path));

/** @type {Shape<number>} */
const number = (value, path) => (typeof value === 'number' && Number.isFinite(value) ? value : refuse('a number', path));

/** @type {Shape<number>} */
const count = (value, path) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : refuse('a whole number', path));

/** @type {Shape<number>} */
const fraction = (value, path) => (number(value, path) >= 0 && number(value, path) <= 1 ? Number(value) : refuse('from 0 to 1', path));

/**
 * @template {string | number} T
 * @param {readonly T[]} values
 * @returns {Shape<T>}
 */
const oneOf = (values) => (value, path) => values.find((v) => v === value) ?? refuse(`one of ${values.join(', ')}`, path);

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | null>}
 */
const nullable = (shape) => (value, path) => (value === null ? null : shape(value, path));

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | undefined>}
 */
const optional = (shape) => (value, path) => (value === undefined ? undefined : shape(value, path));

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T[]>}
 */
const list = (shape) => (value, path) =>
  (Array.isArray(value) ? value.map((item, i) => shape(item, `${path}[${i}]`)) : refuse('a list', path));

/**
 * @template {Record<string, Shape<any>>} S
 * @param {S} fields
 * @returns {Shape<{ [K in keyof S]: ReturnType<S[K]> }>}
 */
const object = (fields) => (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('an object', path);
  }
  /** @type {[string, unknown][]} */
  const copies = [];
  for (const [key, shape] of Object.entries(fields)) {
    const copy = shape(/** @type {Record<string, unknown>} */ (value)[key], path ? `${path}.${key}` : key);
    if (copy !== undefined) {
      copies.push([key, copy]);
    }
  }
  return /** @type {{ [K in keyof S]: ReturnType<S[K]> }} */ (Object.fromEntries(copies));
};

const range = { start: count, end: count };
const words = { ...range, text: string };
const speaker = object({
  ...words, via: oneOf(/** @type {const} */ (['name', 'pronoun', 'nominal'])), entity: nullable(count), name: nullable(string), confidence: fraction,
});

/** @type {Record<string, Shape<any>>} */
const VALUES = {
  time: object({ type: string, iso: string }),
  money: object({ type: string, amount: number, to: optional(number), currency: string }),
  fraction: object({ type: string, value: number }),
  quantity: object({ type: string, amount: number, unit: string }),
  number: object({ type: string, value: number }),
};

/** @type {Shape<any>} */
const anyValue = (value, path) => {
  const { type } = object({ type: oneOf(Object.keys(VALUES)) })(value, path);
  return VALUES[type](value, path);
};

const labels = /** @type {EntityLabel[]} */ (Object.keys(LABELS));
const whole = object({
  version: oneOf(/** @type {const} */ ([1])),
  offsetUnit: oneOf(/** @type {const} */ (['utf16'])),
  metadata: optional(object({ title: optional(string), url: optional(string), publisher: optional(string), date: optional(string) })),
  text: string,
  length: count,
  lang: string,
  date: nullable(string),
  paragraphs: list(object({ ...range, kind: oneOf(/** @type {const} */ (['heading', 'text'])) })),
  entities: list(object({
    id: count, kind: string, label: oneOf(labels), name: string, aliases: list(string), roles: list(string),
    mentions: list(object({ ...words, confidence: fraction, value: optional(anyValue) })),
  })),
  quotes: list(object({
    id: count, ...range, type: oneOf(/** @type {(keyof typeof QUOTE_TYPES)[]} */ (Object.keys(QUOTE_TYPES))), contents: list(object(words)),
    cue: nullable(object(words)), speaker: nullable(speaker), runnerUp: nullable(speaker),
    via: oneOf(/** @type {(keyof typeof REASONS)[]} */ (Object.keys(REASONS))), confidence: fraction,
  })),
  stats: object({ words: count, sentences: count, quotedWords: count }),
  warnings: list(object({ code: oneOf(/** @type {const} */ (['not-english', 'no-text', 'unbalanced-quotes', 'too-long'])), message: string })),
  model: string,
});

/** @type {typeof import('./index.d.ts').readJson} */
export function readJson(json) {
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new ShapeError('This is no JSON.', { cause: error });
  }
  const { text, metadata = {}, ...rest } = whole(parsed, '');
  const document = /** @type {AnalyzedDocument} */ (rest);
  checkLinks(text, document);
  const { corrections } = /** @type {{ corrections?: unknown }} */ (parsed);
  return { text, document, metadata, corrections: optional(list((item) => item))(corrections, 'corrections') ?? [] };
}

/**
 * Whether ids are positions, links lead somewhere, and spans hold the words that they say.
 *
 * @param {string} text
 * @param {AnalyzedDocument} document
 */
function checkLinks(text, { length, paragraphs, entities, quotes }) {
  if (length !== text.length) {
    refuse(`${text.length}, the length of its text`, 'length');
  }
  /**
   * @param {{ start: number, end: number, text?: string } | null} span
   * @param {string} path
   */
  const check = (span, path) => {
    if (span && (span.start > span.end || span.end > length)) {
      refuse('a span of the text', path);
    }
    if (span?.text !== undefined && span.text !== text.slice(span.start, span.end)) {
      refuse('the words at its span', `${path}.text`);
    }
  };
  paragraphs.forEach((p, i) => {
    check(p, `paragraphs[${i}]`);
    if (p.start < (paragraphs[i - 1]?.end ?? 0)) {
      refuse('after the one before it', `paragraphs[${i}]`);
    }
  });
  entities.forEach(({ id, kind, label, mentions }, i) => {
    const path = `entities[${i}]`;
    if (id !== i) {
      refuse(String(i), `${path}.id`);
    }
    if (kind !== LABELS[label].family) {
      refuse(LABELS[label].family, `${path}.kind`);
    }
    mentions.forEach((m, j) => check(m, `${path}.mentions[${j}]`));
  });
  quotes.forEach((quote, i) => {
    const path = `quotes[${i}]`;
    if (quote.id !== i) {
      refuse(String(i), `${path}.id`);
    }
    check({ start: quote.start, end: quote.end }, path);
    quote.contents.forEach((c, j) => check(c, `${path}.contents[${j}]`));
    check(quote.cue, `${path}.cue`);
    for (const key of /** @type {const} */ (['speaker', 'runnerUp'])) {
      check(quote[key], `${path}.${key}`);
      if ((quote[key]?.entity ?? -1) >= entities.length) {
        refuse('the id of an entity', `${path}.${key}.entity`);
      }
    }
  });
}
