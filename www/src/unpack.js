// The wasm's numbers and texts → the lists of a document, as plain objects.
//
// `src/wasm/pack.rs` writes the members of each object one after the other, in the order in which
// they are read here.

/** @typedef {import('../../src/types.d.ts').Paragraph} Paragraph */
/** @typedef {import('../../src/types.d.ts').Entity} Entity */
/** @typedef {import('../../src/types.d.ts').Mention} Mention */
/** @typedef {import('../../src/types.d.ts').Value} Value */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../../src/types.d.ts').Speaker} Speaker */

/** @type {any[][]} the labels of each kind, in the order of the crate */
let [paragraphKinds, families, labels, quoteTypes, speakerForms, vias] = [[], [], [], [], [], []];

// What is read, and how much of it has been read: one call of `unpack` ends before the next begins.
/** @type {Float64Array} */
let numbers;
let texts = '';
let numbersRead = 0;
let unitsRead = 0;

/** @param {string} names those of one kind in a line, with spaces between them */
export function learnLabels(names) {
  const lines = names.split('\n');
  [paragraphKinds, families, labels, quoteTypes, speakerForms, vias] = lines.map((line) => line.split(' '));
}

/**
 * Adds the objects that are packed to a list of the document.
 *
 * @param {'paragraphs' | 'entities' | 'quotes'} list
 * @param {Float64Array} packedNumbers
 * @param {string} packedTexts
 * @param {Record<string, object[]>} document
 */
export function unpack(list, packedNumbers, packedTexts, document) {
  numbers = packedNumbers;
  texts = packedTexts;
  numbersRead = unitsRead = 0;
  const read = { paragraphs: paragraph, entities: entity, quotes: quote }[list];
  while (numbersRead < numbers.length) {
    document[list].push(read());
  }
}

const real = () => /** @type {number} */ (numbers[numbersRead++]);
/** A whole number: engines keep those, which most members are, in less room. */
const number = () => real() >>> 0;

/** @param {number} length */
const slice = (length) => texts.slice(unitsRead, unitsRead += length);
const string = () => slice(number());

/** @param {any[]} names */
const label = (names) => names[number()];

/**
 * @template T
 * @param {() => T} read
 */
const optional = (read) => (number() ? read() : null);

/**
 * Most lists have one item: an array that grows keeps room for seventeen.
 *
 * @template T
 * @param {() => T} read
 */
function listOf(read) {
  let left = number();
  const items = left > 0 ? [read()] : [];
  while (--left > 0) {
    items.push(read());
  }
  return items;
}

/** @returns {Paragraph} */
function paragraph() {
  return { start: number(), end: number(), kind: label(paragraphKinds) };
}

/** @returns {Entity} */
function entity() {
  return {
    id: number(),
    kind: label(families),
    label: label(labels),
    name: string(),
    aliases: listOf(string),
    roles: listOf(string),
    mentions: listOf(mention),
  };
}

/** @returns {Mention} */
function mention() {
  const start = number();
  const end = number();
  const text = slice(end - start);
  const confidence = real();
  const found = value();
  return found ? { start, end, text, confidence, value: found } : { start, end, text, confidence };
}

/** @returns {Value | undefined} */
function value() {
  switch (number()) {
    case 1:
      return { type: 'time', iso: string() };
    case 2:
      return money();
    case 3:
      return { type: 'fraction', value: real() };
    case 4:
      return { type: 'quantity', amount: real(), unit: string() };
    case 5:
      return { type: 'number', value: real() };
  }
}

/** @returns {Value} */
function money() {
  const amount = real();
  const to = optional(real);
  const currency = string();
  return to === null ? { type: 'money', amount, currency } : { type: 'money', amount, to, currency };
}

/** @returns {Quote} */
function quote() {
  return {
    id: number(),
    start: number(),
    end: number(),
    type: label(quoteTypes),
    contents: listOf(piece),
    cue: optional(piece),
    speaker: optional(speaker),
    runnerUp: optional(speaker),
    via: label(vias),
    confidence: real(),
  };
}

function piece() {
  const start = number();
  const end = number();
  return { start, end, text: slice(end - start) };
}

/** @returns {Speaker} */
function speaker() {
  const start = number();
  const end = number();
  return {
    start,
    end,
    text: slice(end - start),
    via: label(speakerForms),
    entity: optional(number),
    name: optional(string),
    confidence: real(),
  };
}
