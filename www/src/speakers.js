// Who is quoted: the quotations of one source together, with the number that stands at its marks.

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */

/**
 * @typedef {{
 *   number: number,
 *   name: string,
 *   entity: number | null,
 *   quotes: Quote[],
 * }} Source
 */

/**
 * The sources of a document, numbered in the order of their first quotation. Somebody whom the
 * text does not name is one source for each wording: "police".
 *
 * @param {AnalyzedDocument} document
 * @returns {{ sources: Source[], sourceOf: Map<number, Source> }} `sourceOf` by the quotation's id
 */
export function sourcesOf({ quotes }) {
  /** @type {Map<string, Source>} */
  const sources = new Map();
  /** @type {Map<number, Source>} */
  const sourceOf = new Map();
  for (const quote of quotes) {
    const { speaker } = quote;
    // A pronoun that stands for nobody we know names no source.
    if (!speaker || (speaker.entity === null && speaker.via === 'pronoun')) {
      continue;
    }
    const name = speaker.name ?? tidy(speaker.text);
    const key = speaker.entity === null ? name.toLowerCase() : `#${speaker.entity}`;
    let source = sources.get(key);
    if (!source) {
      source = { number: sources.size + 1, name, entity: speaker.entity, quotes: [] };
      sources.set(key, source);
    }
    source.quotes.push(quote);
    sourceOf.set(quote.id, source);
  }
  return { sources: [...sources.values()], sourceOf };
}

/**
 * A stretch of text as one line.
 *
 * @param {string} text
 */
export function tidy(text) {
  return text.replace(/\s+/gu, ' ').trim();
}

/**
 * How many words a quotation has.
 *
 * @param {Quote} quote
 */
export function wordsOf({ contents }) {
  return contents.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}’'.,-]*[\p{L}\p{N}\p{M}])?/gu)?.length ?? 0), 0);
}
