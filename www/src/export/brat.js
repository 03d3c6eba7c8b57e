// brat standoff (.ann): the text stays in a file of its own. brat counts code points.

import { offsetsIn } from './offsets.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {{ start: number, end: number }} Span */

/** @param {Source} source */
export function toBrat({ text, document }) {
  const at = offsetsIn(text, 'codepoint');
  /** @type {string[]} */
  const lines = [];
  let nTexts = 0;
  let nRelations = 0;

  /**
   * Writes a text-bound annotation and returns its name. None of its pieces has a line break, as
   * brat wants it.
   *
   * @param {string} type
   * @param {Span[]} spans
   */
  const bound = (type, spans) => {
    const pieces = spans.flatMap((span) => withoutBreaks(text, span));
    const places = pieces.map(({ start, end }) => `${at(start)} ${at(end)}`).join(';');
    const words = pieces.map(({ start, end }) => text.slice(start, end)).join(' ');
    nTexts += 1;
    lines.push(`T${nTexts}\t${type} ${places}\t${words}`);
    return `T${nTexts}`;
  };

  /**
   * @param {string} type
   * @param {string} from
   * @param {string} to
   */
  const relate = (type, from, to) => {
    nRelations += 1;
    lines.push(`R${nRelations}\t${type} Arg1:${from} Arg2:${to}`);
  };

  for (const { label, mentions } of document.entities) {
    const names = mentions.map((mention) => bound(label, [mention]));
    if (names.length > 1) {
      lines.push(`*\tAlias ${names.join(' ')}`);
    }
  }
  for (const { type, contents, speaker, cue } of document.quotes) {
    const quote = bound(`${type.toUpperCase()}_QUOTE`, contents);
    if (speaker) {
      relate('Speaker', quote, bound('SPEAKER', [speaker]));
    }
    if (cue) {
      relate('Cue', quote, bound('CUE', [cue]));
    }
  }
  if (lines.length) {
    lines.push('#1\tAnnotatorNotes T1\toffsetUnit: codepoint');
  }
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * @param {string} text
 * @param {Span} span
 * @returns {Span[]}
 */
function withoutBreaks(text, { start, end }) {
  return Array.from(text.slice(start, end).matchAll(/[^\n\r\t\v\f\u0085\u2028\u2029]+/g), ({ 0: piece, index }) => ({
    start: start + index,
    end: start + index + piece.length,
  }));
}
