// The list of dates: in the order of time, each with its sentence, then times of day and lengths of time,
// which have no place in that order.

import { el } from './dom.js';
import { line } from './lists.js';
import { fill } from './part.js';
import { T } from './strings.js';
import { contextAt, dayInWords, sortDates } from './timeline.js';
import { paragraphAt } from './voices.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */

/**
 * Shows it, in steps.
 *
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @returns {Generator<undefined, boolean>} whether there are dates, in the order of time or without a day
 */
export function* showDates(root, document, text) {
  const { days, undated, others } = yield* sortDates(document);
  const groups = [
    ...days.map(({ iso, moments }) => ({ iso, title: '', moments })),
    { iso: '', title: T.dates.undated, moments: undated },
    { iso: '', title: T.dates.others, moments: others },
  ].filter(({ moments }) => moments.length);

  /** @param {import('./timeline.js').Moment} moment */
  function row({ entity, mention, text: words, at }) {
    const paragraph = document.paragraphs[paragraphAt(document.paragraphs, at) - 1];
    const sentence = paragraph ? contextAt(text, paragraph, at) : '';
    return el('li', {}, el('a', {
      class: 'item', href: '#article', 'data-kind': 'time', 'data-entity': String(entity), 'data-mention': String(mention),
    }, el('b', {}, line(words)), el('span', { class: 'facts', dir: 'auto' }, line(sentence))));
  }

  fill(root, groups, ({ moments }) => moments.map((m) => m.entity), ({ iso, title, moments }) => el('li', { class: iso ? 'day' : 'day undated' },
    el('h3', {}, title || dayInWords(iso)), fill(el('ul'), moments, (m) => [m.entity], row)));
  return days.length + undated.length > 0;
}
