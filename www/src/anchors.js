// A place in a text that can be found again after an edit.

/** @typedef {import('../../src/types.d.ts').Span} Span */

/**
 * A place in a text: its words, up to 32 units before and after them, and where it began.
 *
 * @typedef {{ exact: string, prefix: string, suffix: string, start: number }} Anchor
 */

const CONTEXT = 32;

/**
 * @param {string} text
 * @param {Span} span
 * @returns {Anchor}
 */
export function anchorOf(text, { start, end }) {
  return { exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - CONTEXT), start), suffix: text.slice(end, end + CONTEXT), start };
}
