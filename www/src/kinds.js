// What the labels are called, and which family, tag and underline each has.

/** @typedef {import('../../src/types.d.ts').EntityLabel} EntityLabel */
/** @typedef {import('../../src/types.d.ts').Family} Family */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */
/** @typedef {import('../../src/types.d.ts').Via} Via */

/** @typedef {'solid' | 'dashed' | 'dotted' | 'double' | 'wavy'} Line */

/**
 * For every label its family, the tag that stands beside a mark, its name in plain words, and its
 * underline, which tells it from the other labels of its family without colour.
 *
 * @type {Record<EntityLabel, { family: Family, tag: string, name: string, line: Line }>}
 */
export const LABELS = {
  PERSON: { family: 'person', tag: 'PER', name: 'Person', line: 'solid' },
  NORP: { family: 'person', tag: 'NORP', name: 'Nationality or group', line: 'dashed' },
  ORG: { family: 'org', tag: 'ORG', name: 'Company or body', line: 'solid' },
  GPE: { family: 'place', tag: 'GPE', name: 'Country, state or city', line: 'solid' },
  LOC: { family: 'place', tag: 'LOC', name: 'Place', line: 'dashed' },
  FAC: { family: 'place', tag: 'FAC', name: 'Building or site', line: 'dotted' },
  EVENT: { family: 'event', tag: 'EVENT', name: 'Event', line: 'solid' },
  LAW: { family: 'work', tag: 'LAW', name: 'Law or treaty', line: 'dashed' },
  WORK_OF_ART: { family: 'work', tag: 'ART', name: 'Title of a work', line: 'dotted' },
  PRODUCT: { family: 'work', tag: 'PROD', name: 'Product', line: 'solid' },
  LANGUAGE: { family: 'work', tag: 'LANG', name: 'Language', line: 'double' },
  DATE: { family: 'time', tag: 'DATE', name: 'Date', line: 'solid' },
  TIME: { family: 'time', tag: 'TIME', name: 'Time of day', line: 'dashed' },
  MONEY: { family: 'num', tag: 'MONEY', name: 'Amount of money', line: 'solid' },
  PERCENT: { family: 'num', tag: 'PCT', name: 'Percentage', line: 'dashed' },
  QUANTITY: { family: 'num', tag: 'QTY', name: 'Measure', line: 'dotted' },
  ORDINAL: { family: 'num', tag: 'ORD', name: 'Rank', line: 'wavy' },
  CARDINAL: { family: 'num', tag: 'CARD', name: 'Number', line: 'double' },
};

/**
 * The families in the order in which readers look for them.
 *
 * @type {[Family, string][]}
 */
export const FAMILIES = [
  ['person', 'People'],
  ['org', 'Organisations'],
  ['place', 'Places'],
  ['event', 'Events'],
  ['work', 'Works and laws'],
  ['time', 'Dates'],
  ['num', 'Numbers'],
];

/** @type {Record<QuoteType, { name: string, meaning: string }>} */
export const QUOTE_TYPES = {
  direct: { name: 'Direct', meaning: 'word for word' },
  mixed: { name: 'Mixed', meaning: 'partly word for word' },
  indirect: { name: 'Indirect', meaning: 'in other words' },
};

/**
 * Why a quotation has its speaker, as the end of a sentence that begins with "Found by".
 *
 * @type {Record<Via, string>}
 */
export const REASONS = {
  'cue-before': 'the words before it',
  'cue-after': 'the words after it',
  'cue-inside': 'the words in its middle',
  colon: 'the colon before it',
  'according-to': '“according to”',
  turn: 'the label of this turn',
  continued: 'the speech that it continues',
  inherited: 'the speaker of the quotation before it',
  alternation: 'the turns that two speakers take',
  nearby: 'the only source that is near',
  open: 'nothing nearby: the text does not say who',
};
