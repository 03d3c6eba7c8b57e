// The lists of the element: who said what, who is quoted how much, and what is named.

import { count, el } from './dom.js';
import { FAMILIES, LABELS } from './kinds.js';
import { sourcesOf, tidy } from './speakers.js';
import { isWanted } from './targets.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {{ kinds: string[], quotes: string[] }} Wanted */

/** @param {Quote} quote */
export function speakerOf({ speaker }) {
  if (!speaker) {
    return 'speaker not found';
  }
  const word = tidy(speaker.text);
  return speaker.name && speaker.via !== 'name' ? `${speaker.name} (${word})` : speaker.name ?? word;
}

/** @param {Quote} quote */
export function wordsOf({ type, contents }) {
  const words = contents.map((c) => tidy(c.text).replace(/,$/u, '')).join(' … ');
  return type === 'direct' ? `“${words}”` : words;
}

/** @param {string} id @param {...(Node | string)} content */
const jump = (id, ...content) => el('button', { type: 'button', 'data-id': id }, ...content);

/** @param {...(Node | string)} content */
const item = (...content) => el('li', { part: 'list-item' }, ...content);

/** @type {Record<string, (document: AnalyzedDocument, wanted: Wanted) => Node[]>} by the view */
export const LISTS = {
  read: () => [],

  quotes: ({ quotes }, wanted) => [el('ol', { part: 'list' }, ...quotes
    .filter(({ type }) => isWanted({ kind: 'quote', label: type }, wanted))
    .map((quote) => item(
      el('blockquote', { part: 'quote', dir: 'auto' }, wordsOf(quote)),
      jump(`q${quote.id}`, 'Quotation by ', el('bdi', {}, speakerOf(quote)), `, ${quote.type}${quote.cue ? `, “${tidy(quote.cue.text)}”` : ''}`))))],

  people(document) {
    const { sources } = sourcesOf(document);
    const spoken = sources.map(({ quotes }) => wordCount(quotes));
    const all = Math.max(1, wordCount(document.quotes));
    return [el('ol', { part: 'list' }, ...sources.map(({ name, quotes }, i) => {
      const share = Math.round((spoken[i] / all) * 100);
      return item(
        jump(`q${quotes[0].id}`, el('bdi', {}, name)), ` ${count(quotes.length, 'quotation')}, ${count(spoken[i], 'word')} `,
        el('meter', { part: 'chart', max: '100', value: String(share), 'aria-label': `Share of the quoted words of ${name}` }), ` ${share}%`);
    }))];
  },

  index: ({ entities }, wanted) => FAMILIES.flatMap(([family, title]) => {
    const members = entities.filter((e) => e.kind === family && wanted.kinds.includes(family));
    return members.length ? [
      el('h3', { 'data-family': family }, title),
      el('ul', { part: 'list' }, ...members.map((e) => item(
        jump(`e${e.id}`, el('bdi', {}, e.name)), ` ${LABELS[e.label].name}, ${count(e.mentions.length, 'mention')}`))),
    ] : [];
  }),
};

/** @param {Quote[]} quotes */
function wordCount(quotes) {
  return quotes.flatMap((q) => q.contents).reduce((sum, c) => sum + (c.text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0), 0);
}
