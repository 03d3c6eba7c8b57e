// The lists of what was said and of what is named. Every item leads to its place in the text.

import { tidy } from '../src/speakers.js';
import { el } from './dom.js';
import { fill, showItem } from './part.js';
import { number as written, T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Entity} Entity */
/** @typedef {import('../../src/types.d.ts').Family} Family */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../src/painter.js').Target} Target */
/** @typedef {import('../src/speakers.js').Source} Source */

/** Below it a speaker is shown as doubtful. */
const DOUBTFUL = 0.5;

/** In the order in which readers look for them; dates have a list of their own. */
const FAMILIES = /** @type {Family[]} */ (Object.keys(T.family)).filter((family) => family !== 'time');

/**
 * A stretch of text as one line, in which nothing can turn the direction of what follows.
 *
 * @param {string} text
 */
export function line(text) {
  return tidy(text).replace(/[\u202a-\u202e\u2066-\u2069]/gu, (c) => `[U+${c.codePointAt(0)?.toString(16).toUpperCase()}]`);
}

/**
 * The speaker as words: "she → Mairi Campbell", where the text has another word than the name.
 *
 * @param {Quote} quote
 * @returns {(Node | string)[]}
 */
export function speakerOf({ speaker }) {
  if (!speaker) {
    return [el('span', { class: 'open' }, T.quotes.open)];
  }
  const word = line(speaker.text);
  const doubt = speaker.confidence < DOUBTFUL || (speaker.via === 'pronoun' && speaker.entity === null)
    ? [' ', el('span', { class: 'doubt', title: T.quotes.doubtful }, T.quotes.doubt)] : [];
  if (speaker.name && speaker.via !== 'name') {
    return [el('span', { class: 'word' }, word), el('span', { class: 'arrow', role: 'img', 'aria-label': T.quotes.that }, ' → '),
      el('bdi', {}, line(speaker.name)), ...doubt];
  }
  return [el('bdi', {}, line(speaker.name ?? speaker.text)), ...doubt];
}

/**
 * The words of a quotation as one line, its pieces joined by an ellipsis.
 *
 * @param {Quote} quote
 */
export function wordsOfQuote({ contents, type }) {
  // The comma before "he said" belongs to the article's sentence.
  const words = contents.map((c) => line(c.text).replace(/,$/u, '')).join(' … ');
  return type === 'direct' ? T.quotes.marks(words) : words;
}

/**
 * @param {HTMLOListElement} list
 * @param {AnalyzedDocument} document
 * @param {Map<number, Source>} sourceOf
 * @param {Set<string>} off types that are switched off
 */
export function showQuotes(list, document, sourceOf, off) {
  fill(list, document.quotes.filter((q) => !off.has(q.type)), (quote) => [quote.id], (quote) => {
    const number = sourceOf.get(quote.id)?.number;
    const facts = [T.type[quote.type].toLowerCase(), ...(quote.cue ? [T.quotes.marks(line(quote.cue.text))] : [])].join(' · ');
    return el('li', { 'data-kind': quote.type },
      el('a', { href: '#article', class: 'item', 'data-quote': String(quote.id) },
        el('span', { class: 'who' },
          el('span', { class: 'number', 'aria-hidden': 'true' }, number === undefined ? '?' : String(number)),
          el('span', { class: 'hidden' }, T.quotes.by), el('span', { class: 'name' }, ...speakerOf(quote))),
        el('blockquote', { dir: 'auto' }, wordsOfQuote(quote)),
        el('span', { class: 'facts' }, facts)));
  });
}

/**
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {Source[]} sources
 */
export function showNames(root, { entities }, sources) {
  const numbers = new Map(sources.map((s) => [s.entity, s.number]));
  const groups = FAMILIES.flatMap((family) => {
    const members = rowsOf(entities.filter((e) => e.kind === family));
    if (!members.length) {
      return [];
    }
    const list = fill(el('ul'), members, ({ also, entity }) => [entity.id, ...also], ({ entity, n, also }) => {
      const number = numbers.get(entity.id);
      const aliases = entity.aliases.map(line);
      return el('li', {}, el('a', { href: '#article', class: 'item', 'data-entity': String(entity.id), 'data-also': also.join(' ') || undefined },
        el('bdi', { class: 'name' }, line(entity.name)),
        number ? el('span', { class: 'number', title: T.names.isQuoted }, String(number)) : undefined,
        el('span', { class: 'n', role: 'img', 'aria-label': T.names.mentions(n) }, written(n)),
        entity.roles.length || entity.label === 'NORP'
          ? el('span', { class: 'facts' }, entity.roles.length ? line(entity.roles[0]) : T.label.NORP.toLowerCase()) : undefined,
        aliases.length ? el('span', { class: 'facts' }, T.names.also(aliases)) : undefined));
    });
    return [el('details', { 'data-kind': family, open: family !== 'num' },
      el('summary', {}, el('h3', {}, T.family[family]), ' ', el('span', { class: 'n' }, written(members.length))),
      list)];
  });
  root.replaceChildren(...groups);
}

/**
 * What a family's list shows: names by how often they stand there; of numbers, which are not linked,
 * those with the same words once.
 *
 * @param {Entity[]} entities
 * @returns {{ entity: Entity, n: number, also: number[] }[]} `also`: the others that the row stands for
 */
function rowsOf(entities) {
  /** @type {Map<string, { entity: Entity, n: number, also: number[] }>} */
  const rows = new Map();
  for (const entity of entities) {
    const key = entity.kind === 'num' ? entity.name : `#${entity.id}`;
    const row = rows.get(key);
    if (row) {
      row.n += entity.mentions.length;
      row.also.push(entity.id);
    } else {
      rows.set(key, { entity, n: entity.mentions.length, also: [] });
    }
  }
  const all = [...rows.values()];
  return entities[0]?.kind === 'num' ? all : all.sort((a, b) => b.n - a.n);
}

/**
 * The target that a list item stands for.
 *
 * @param {HTMLElement} item
 * @returns {Target}
 */
export function targetOfItem(item) {
  const { quote, entity, mention } = item.dataset;
  return quote === undefined ? { entity: Number(entity), mention: Number(mention ?? 0) } : { quote: Number(quote) };
}

/**
 * The list item of a target; its list may have to show other items for it.
 *
 * @param {HTMLElement} root
 * @param {Target} target
 */
export function itemOfTarget(root, target) {
  // Of the speakers' cards, which may be closed, none is the item.
  const [id, item, lists] = 'quote' in target ? [target.quote, `.quotes [data-quote="${target.quote}"]`, ['.quotes']]
    : [target.entity, `.item:is([data-entity="${target.entity}"], [data-also~="${target.entity}"])`, ['.families ul, .timeline', '.timeline ul']];
  for (const selector of lists) {
    for (const list of root.querySelector(item) ? [] : root.querySelectorAll(selector)) {
      showItem(list, id);
    }
  }
  return /** @type {HTMLElement | null} */ (root.querySelector(item));
}
