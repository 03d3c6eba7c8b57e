// The two lists beside the article: who said what, and what is named.

import { FAMILIES, LABELS, QUOTE_TYPES } from '../src/kinds.js';
import { tidy } from '../src/speakers.js';
import { count, el } from './dom.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Entity} Entity */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../src/painter.js').Target} Target */
/** @typedef {import('../src/speakers.js').Source} Source */

/** Below it a speaker is shown as doubtful. */
const DOUBTFUL = 0.5;

/**
 * The speaker as words: "she → Mairi Campbell", where the text has another word than the name.
 *
 * @param {Quote} quote
 * @returns {(Node | string)[]}
 */
export function speakerOf({ speaker }) {
  if (!speaker) {
    return [el('span', { class: 'open' }, 'Speaker not found')];
  }
  const word = tidy(speaker.text);
  const doubt = speaker.confidence < DOUBTFUL ? [' ', el('span', { class: 'doubt', title: 'Check this speaker against the text' }, '(?)')] : [];
  if (speaker.name && speaker.via !== 'name') {
    return [el('span', { class: 'word' }, word), el('span', { class: 'arrow', role: 'img', 'aria-label': ' that is ' }, ' → '),
      el('bdi', {}, speaker.name), ...doubt];
  }
  return [el('bdi', {}, speaker.name ?? word), ...doubt];
}

/**
 * @param {HTMLOListElement} list
 * @param {AnalyzedDocument} document
 * @param {Map<number, Source>} sourceOf
 */
export function showQuotes(list, { quotes }, sourceOf) {
  list.replaceChildren(...quotes.map((quote) => {
    const source = sourceOf.get(quote.id);
    // The comma before "he said" belongs to the article's sentence.
    const words = quote.contents.map((c) => tidy(c.text).replace(/,$/u, '')).join(' … ');
    const { name } = QUOTE_TYPES[quote.type];
    const text = quote.type === 'direct' ? `“${words}”` : words;
    const facts = [name.toLowerCase(), ...(quote.cue ? [`“${tidy(quote.cue.text)}”`] : [])].join(' · ');
    return el('li', { 'data-kind': quote.type },
      el('a', { href: '#article', class: 'item', 'data-quote': String(quote.id) },
        el('span', { class: 'who' },
          el('span', { class: 'number', 'aria-hidden': 'true' }, source ? String(source.number) : '?'),
          el('span', { class: 'hidden' }, 'Quotation by '), el('span', { class: 'name' }, ...speakerOf(quote))),
        el('blockquote', { dir: 'auto' }, text),
        el('span', { class: 'facts' }, facts)));
  }));
}

/**
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {Source[]} sources
 */
export function showNames(root, { entities }, sources) {
  const numbers = new Map(sources.map((s) => [s.entity, s.number]));
  const groups = FAMILIES.flatMap(([family, title]) => {
    const members = rowsOf(entities.filter((e) => e.kind === family));
    if (!members.length) {
      return [];
    }
    const rows = members.map(({ entity, n }) => {
      const number = numbers.get(entity.id);
      const notes = entity.roles.length ? entity.roles[0] : entity.label === 'NORP' ? LABELS.NORP.name.toLowerCase() : undefined;
      return el('li', {}, el('a', { href: '#article', class: 'item', 'data-entity': String(entity.id) },
        el('bdi', { class: 'name' }, entity.name),
        number ? el('span', { class: 'number', title: 'Is quoted' }, String(number)) : undefined,
        el('span', { class: 'n', 'aria-label': count(n, 'mention') }, String(n)),
        notes ? el('span', { class: 'facts' }, notes) : undefined));
    });
    const many = family === 'time' || family === 'num';
    return [el('details', { 'data-kind': family, open: !many },
      el('summary', {}, el('h3', {}, title), ' ', el('span', { class: 'n' }, String(members.length))),
      el('ul', {}, ...rows))];
  });
  root.replaceChildren(...groups);
}

/**
 * What a family's list shows: names by how often they stand there; of dates and numbers, which are
 * not linked, those with the same words once.
 *
 * @param {Entity[]} entities
 * @returns {{ entity: Entity, n: number }[]}
 */
function rowsOf(entities) {
  /** @type {Map<string, { entity: Entity, n: number }>} */
  const rows = new Map();
  for (const entity of entities) {
    const key = entity.kind === 'time' || entity.kind === 'num' ? entity.name : `#${entity.id}`;
    const row = rows.get(key);
    if (row) {
      row.n += entity.mentions.length;
    } else {
      rows.set(key, { entity, n: entity.mentions.length });
    }
  }
  const all = [...rows.values()];
  return entities[0]?.kind === 'time' || entities[0]?.kind === 'num' ? all : all.sort((a, b) => b.n - a.n);
}

/**
 * The target that a list item stands for.
 *
 * @param {HTMLElement} item
 * @returns {Target}
 */
export function targetOfItem(item) {
  const { quote, entity } = item.dataset;
  return quote === undefined ? { entity: Number(entity), mention: 0 } : { quote: Number(quote) };
}
