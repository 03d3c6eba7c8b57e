// CoNLL, IOB2: a token a line with its name and its quotation, an empty line between sentences.
// Tokens are its unit; it has no offsets.

import { tokensOf } from './tokens.js';

/** @typedef {import('./index.d.ts').Source} Source */

/** @param {Source} source */
export function toConll({ text, document }) {
  const tokens = tokensOf(text, document);
  const names = columnOf(tokens, document.entities.flatMap((e) => e.mentions.map((m) => ({ ...m, label: e.label }))));
  const quotes = columnOf(tokens, document.quotes.flatMap((q) => q.contents.map((c) => ({ ...c, label: q.type.toUpperCase() }))));
  return tokens.map((token, i) => `${token.text}\t${names[i]}\t${quotes[i]}\n${token.ends ? '\n' : ''}`).join('');
}

/**
 * @param {import('./tokens.js').Token[]} tokens
 * @param {{ start: number, end: number, label: string }[]} marks
 */
function columnOf(tokens, marks) {
  marks.sort((a, b) => a.start - b.start || a.end - b.end);
  let next = 0;
  /** @type {object | undefined} */
  let open;
  return tokens.map(({ start, end }) => {
    while (marks[next]?.end <= start) {
      next += 1;
    }
    const mark = marks[next];
    if (!mark || mark.start > start || mark.end < end) {
      return 'O';
    }
    const tag = `${open === mark ? 'I' : 'B'}-${mark.label}`;
    open = mark;
    return tag;
  });
}
