// The cards of the speakers: role, words, share of voice, all their quotations; and the same as a table.

import { el } from './dom.js';
import { line, wordsOfQuote } from './lists.js';
import { fill } from './part.js';
import { number as written, T } from './strings.js';
import { countVoices, hundredths } from './voices.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */
/** @typedef {import('./voices.js').Voice} Voice */

/**
 * Shows them, in steps.
 *
 * @param {HTMLElement} root
 * @param {AnalyzedDocument} document
 * @param {ReturnType<typeof import('../src/speakers.js').sourcesOf>} known its sources
 * @param {(voice: Voice, button: HTMLButtonElement) => void} onSpot when a speaker's light is switched
 * @returns {Generator<undefined, void>}
 */
export function* showSpeakers(root, document, known, onSpot) {
  const voices = yield* countVoices(document, known);
  const words = voices.reduce((sum, v) => sum + v.words, 0);
  root.replaceChildren(...(voices.length ? [
    el('p', { class: 'facts' }, T.voices.claim(words)),
    ...balances(voices),
    fill(el('ul', { class: 'voices' }), voices, () => [], (v) => el('li', {}, card(v, onSpot))),
    el('details', { class: 'as-table' }, el('summary', {}, T.voices.table), table(voices, words)),
  ] : []));
}

/**
 * @param {Voice} voice
 * @param {(voice: Voice, button: HTMLButtonElement) => void} onSpot
 */
function card(voice, onSpot) {
  const { number, name, isNamed, roles, quotes, words, share, types, cues, first, last } = voice;
  const note = roles.length ? line(roles[0]) : name !== null && !isNamed ? T.voices.unnamed : undefined;
  const spot = el('button', { type: 'button', class: 'spot', 'aria-pressed': 'false' }, T.voices.spot);
  spot.addEventListener('click', () => onSpot(voice, spot));
  const kinds = /** @type {QuoteType[]} */ (['direct', 'mixed', 'indirect']).filter((t) => types[t])
    .map((t) => `${T.type[t].toLowerCase()} ${written(types[t])}`).join(', ');
  const facts = [
    [T.voices.wordsHead, `${written(words)} (${kinds})`],
    ...(roles.length > 1 ? [[T.voices.role, roles.map(line).join(', ')]] : []),
    ...(cues.length ? [[T.voices.cues, cues.map((c) => T.quotes.marks(line(c))).join(', ')]] : []),
    [T.voices.span, T.voices.paragraphs(first, last)],
  ];
  const ids = quotes.map((q) => q.id).join(' ');
  return el('details', { class: 'voice', 'data-voice': ids },
    el('summary', { class: 'item', 'data-kind': 'direct' },
      el('span', { class: 'number', 'aria-hidden': 'true' }, number === null ? '?' : String(number)),
      el('h3', { class: name === null ? 'open' : undefined }, el('bdi', {}, name === null ? T.voices.nobody : line(name))),
      el('span', { class: 'share' }, T.voices.percent(share)),
      note ? el('span', { class: 'facts' }, note) : undefined,
      meter([{ share, kind: 'direct' }])),
    el('dl', {}, ...facts.map(([what, value]) => el('div', {}, el('dt', {}, what), el('dd', {}, value)))),
    fill(el('ol'), quotes, () => [], (q) => el('li', {}, el('a', { class: 'item', href: '#article', 'data-quote': String(q.id), 'data-kind': q.type },
      el('q', { dir: 'auto' }, wordsOfQuote(q))))),
    el('p', { class: 'row' }, spot));
}

/**
 * Two bars over all quoted words: named or not, and word for word or not.
 *
 * @param {Voice[]} voices
 */
function balances(voices) {
  const sum = (/** @type {Voice[]} */ some) => some.reduce((n, v) => n + v.words, 0);
  const sorts = [
    { name: T.voices.namedShare, kind: 'named', words: sum(voices.filter((v) => v.isNamed)) },
    { name: T.voices.unnamedShare, kind: 'unnamed', words: sum(voices.filter((v) => !v.isNamed && v.name !== null)) },
    { name: T.voices.nobodyShare, kind: 'nobody', words: sum(voices.filter((v) => v.name === null)) },
  ];
  const types = /** @type {QuoteType[]} */ (['direct', 'mixed', 'indirect']).map((type) => ({
    name: T.type[type], kind: type, words: voices.reduce((n, v) => n + v.types[type], 0),
  }));
  return [sorts, types].map((parts) => {
    const shares = hundredths(parts.map((p) => p.words));
    const shown = parts.map((p, i) => ({ ...p, share: shares[i] })).filter((p) => p.words);
    return el('div', { class: 'balance' }, meter(shown),
      el('p', { class: 'facts' }, shown.map((p) => `${p.name} ${T.voices.percent(p.share)}`).join(' · ')));
  });
}

/**
 * A bar of parts; what it shows stands in words beside it.
 *
 * @param {{ share: number, kind: string }[]} parts
 */
function meter(parts) {
  const bar = el('span', { class: 'meter', 'aria-hidden': 'true' }, ...parts.map(({ kind }) => el('i', { 'data-part': kind })));
  for (const [i, part] of [...bar.children].entries()) {
    /** @type {HTMLElement} */ (part).style.width = `${parts[i].share * 100}%`;
  }
  return bar;
}

/**
 * @param {Voice[]} voices
 * @param {number} words
 */
function table(voices, words) {
  const head = [T.voices.speaker, T.voices.sort, T.voices.quotesHead, T.voices.wordsHead, T.voices.share];
  const n = voices.reduce((sum, v) => sum + v.quotes.length, 0);
  const share = voices.reduce((sum, v) => sum + v.share, 0);
  return el('table', {},
    el('caption', { class: 'hidden' }, T.voices.claim(words)),
    el('thead', {}, el('tr', {}, ...head.map((h) => el('th', { scope: 'col' }, h)))),
    el('tbody', {}, ...voices.map((v) => el('tr', {},
      el('th', { scope: 'row' }, v.name === null ? T.voices.nobody : line(v.name)),
      el('td', {}, v.isNamed ? T.voices.yes : T.voices.no),
      ...[written(v.quotes.length), written(v.words), T.voices.percent(v.share)].map((c) => el('td', {}, c))))),
    el('tfoot', {}, el('tr', {}, el('th', { scope: 'row', colspan: '2' }, T.voices.sum),
      ...[written(n), written(words), T.voices.percent(Math.round(share * 100) / 100)].map((c) => el('td', {}, c)))));
}
