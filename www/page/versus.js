// The dialogue that compares the open article with a second one, which is pasted into it.

import { articleFromText } from '../src/article.js';
import { compare } from './compare.js';
import { el } from './dom.js';
import { line, wordsOfQuote } from './lists.js';
import { T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('./voices.js').Voice} Voice */

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => AnalyzedDocument | null} current
 * @param {(text: string) => Promise<AnalyzedDocument>} analyze
 */
export function createVersus(dialog, current, analyze) {
  const box = el('textarea', { id: 'other', dir: 'auto', rows: '5', autofocus: true, placeholder: T.versus.placeholder, 'aria-label': T.versus.placeholder });
  const result = el('div', { role: 'status' });
  const go = el('button', { type: 'button', class: 'primary' }, T.versus.go);
  go.addEventListener('click', async () => {
    const mine = current();
    const { text } = articleFromText(box.value);
    if (!mine || !text.trim()) {
      return;
    }
    try {
      show(mine, await analyze(text));
    } catch (error) {
      result.replaceChildren(error instanceof Error ? error.message : String(error));
    }
  });
  dialog.append(el('h2', { id: 'versus-title' }, T.versus.title), el('p', {}, T.versus.what), box, el('p', { class: 'row' }, go), result);

  /**
   * @param {AnalyzedDocument} mine
   * @param {AnalyzedDocument} other
   */
  function show(mine, other) {
    const { shared, onlyFirst, onlySecond, quotes } = compare(mine, other);
    const name = (/** @type {Voice} */ v) => `${line(v.name ?? '')}, ${T.voices.words(v.words)}`;
    result.replaceChildren(
      ...list(T.versus.shared, shared.map(([a, b]) => [T.versus.both(line(a.name ?? ''), a.words, b.words)])),
      ...list(T.versus.onlyFirst, onlyFirst.map((v) => [name(v)])),
      ...list(T.versus.onlySecond, onlySecond.map((v) => [name(v)])),
      ...list(T.versus.quotes, quotes.map(({ first, second, likeness }) => (likeness === 1
        ? [T.versus.same, words(first)] : [T.versus.likeness(likeness), words(first), words(second)]))));
  }

  return { open: () => dialog.showModal() };
}

/** @param {Quote} quote */
function words(quote) {
  return el('q', { dir: 'auto' }, wordsOfQuote(quote));
}

/**
 * @param {string} title
 * @param {(string | Node)[][]} rows
 */
function list(title, rows) {
  return [el('h3', {}, title), rows.length ? el('ul', { class: 'versus' }, ...rows.map((row) => el('li', {}, ...row))) : el('p', { class: 'facts' }, T.versus.none)];
}
