// The text as tokens and sentences, for the formats that count these. Every mark begins and ends
// at the edge of a token.

/** @typedef {import('../../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {{ start: number, end: number, text: string, ends: boolean }} Token `ends`: the last of its sentence */

/** Words with their inner apostrophes, hyphens and points, or one character of punctuation. */
const TOKEN = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d\ufe0f]+(?:['’.,\-\u2010\u2011][\p{L}\p{M}\p{N}]+)*|[^\s\p{C}]/gu;

/** A point after these does not end a sentence, nor one after a single letter. */
const ABBREVIATIONS = new Set(`mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr maj rev hon st jr sr inc ltd co
  corp vs no dept univ jan feb mar apr jun jul aug sep sept oct nov dec`.split(/\s+/u));

/**
 * @param {string} text
 * @param {AnalyzedDocument} document
 * @returns {Token[]}
 */
export function tokensOf(text, { entities, quotes, paragraphs }) {
  const edges = new Set();
  const spans = [...entities.flatMap((e) => e.mentions), ...quotes.flatMap((q) => [...q.contents, q.speaker, q.cue]), ...paragraphs];
  for (const span of spans) {
    edges.add(span?.start).add(span?.end);
  }
  /** @type {Token[]} */
  const tokens = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    let start = index;
    for (let at = index + 1; at <= index + word.length; at += 1) {
      if (at === index + word.length || edges.has(at)) {
        tokens.push({ start, end: at, text: text.slice(start, at), ends: false });
        start = at;
      }
    }
  }
  const paragraphEnds = paragraphs.map((p) => p.end);
  let paragraph = 0;
  for (const [i, token] of tokens.entries()) {
    while (paragraphEnds[paragraph] <= token.start) {
      paragraph += 1;
    }
    const next = tokens[i + 1];
    token.ends = !next || next.start >= (paragraphEnds[paragraph] ?? text.length)
      || (next.start > token.end && endsSentence(tokens, i) && !/^\p{Ll}/u.test(next.text));
  }
  return tokens;
}

/**
 * Whether the token, or what it closes, ends a sentence.
 *
 * @param {Token[]} tokens
 * @param {number} i
 */
function endsSentence(tokens, i) {
  let last = i;
  while (last > 0 && /^["'”’»)\]]$/u.test(tokens[last].text)) {
    last -= 1;
  }
  if (/^[!?…]$/u.test(tokens[last].text)) {
    return true;
  }
  const before = tokens[last - 1]?.text ?? '';
  return tokens[last].text === '.' && !ABBREVIATIONS.has(before.toLowerCase()) && !/^(?:\p{L}|(?:\p{L}\.)+\p{L})$/u.test(before);
}
