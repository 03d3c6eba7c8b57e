// The list of dates: in the order of time, each with its sentence, then times of day and lengths of time,
// which have no place in that order.

import { el } from './dom.js';
import { line } from './lists.js';
import { fill } from './part.js';
import { T } from './strings.js';
import { dayInWords, sentenceAt, timelineOf } from './timeline.js';
import { paragraphAt } from './voices.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */

/**
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @returns {number} how many dates it shows in the order of time
 */
export function showDates(root, document, text) {
  const moments = timelineOf(document);
  /** @type {{ key: string, title: string, moments: import('./timeline.js').Moment[] }[]} */
  const days = [];
  for (const moment of moments) {
    const { iso, key } = moment;
    const id = key && iso;
    if (days.at(-1)?.key !== id || !days.length) {
      days.push({ key: id, title: key ? dayInWords(iso) : T.dates.undated, moments: [] });
    }
    days.at(-1)?.moments.push(moment);
  }

  const known = new Set(moments.map((m) => `${m.entity}.${m.mention}`));
  const others = document.entities.filter((e) => e.kind === 'time')
    .flatMap((e) => e.mentions.map(({ text: words, start }, mention) => ({ entity: e.id, mention, text: words, iso: '', at: start, key: '' })))
    .filter((m) => !known.has(`${m.entity}.${m.mention}`)).sort((a, b) => a.at - b.at);
  if (others.length) {
    days.push({ key: '', title: T.dates.others, moments: others });
  }

  /** @param {import('./timeline.js').Moment} moment */
  function row({ entity, mention, text: words, at }) {
    const paragraph = document.paragraphs[paragraphAt(document.paragraphs, at) - 1];
    const sentence = paragraph ? sentenceAt(text, paragraph, at) : '';
    return el('li', {}, el('a', {
      class: 'item', href: '#article', 'data-kind': 'time', 'data-entity': String(entity), 'data-mention': String(mention),
    }, el('b', {}, line(words)), el('span', { class: 'facts', dir: 'auto' }, line(sentence))));
  }

  fill(root, days, (day) => day.moments.map((m) => m.entity), ({ key, title, moments: own }) => el('li', { class: key ? 'day' : 'day undated' },
    el('h3', {}, title), fill(el('ul'), own, (m) => [m.entity], row)));
  return moments.length;
}
