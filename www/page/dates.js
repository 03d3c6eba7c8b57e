// The list of dates: in the order of time, each with its sentence, and the field of the article's day.

import { el } from './dom.js';
import { line } from './lists.js';
import { T } from './strings.js';
import { dayInWords, sentenceAt, timelineOf } from './timeline.js';
import { paragraphAt } from './voices.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */

/**
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @returns {number} how many dates it shows
 */
export function showDates(root, document, text) {
  const moments = timelineOf(document);
  /** @type {{ key: string, title: string, rows: HTMLElement[] }[]} */
  const days = [];
  for (const { entity, mention, text: words, iso, key, at } of moments) {
    const id = key && iso;
    if (days.at(-1)?.key !== id || !days.length) {
      days.push({ key: id, title: key ? dayInWords(iso) : T.dates.undated, rows: [] });
    }
    const paragraph = document.paragraphs[paragraphAt(document.paragraphs, at) - 1];
    const sentence = paragraph ? sentenceAt(text, paragraph, at) : '';
    days.at(-1)?.rows.push(el('li', {}, el('a', {
      class: 'item', href: '#article', 'data-kind': 'time', 'data-entity': String(entity), 'data-mention': String(mention),
    }, el('b', {}, line(words)), el('span', { class: 'facts', dir: 'auto' }, line(sentence)))));
  }
  root.replaceChildren(...days.map(({ key, title, rows }) => el('li', { class: key ? 'day' : 'day undated' },
    el('h3', {}, title), el('ul', {}, ...rows))));
  return moments.length;
}
