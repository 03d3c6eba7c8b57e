// The part of a card with which a reader corrects its mark, and the small window that marks a selection.

import { anchorOf } from '../src/anchors.js';
import { el } from './dom.js';
import { line } from './lists.js';
import { T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').EntityLabel} EntityLabel */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */
/** @typedef {import('../../src/types.d.ts').Span} Span */
/** @typedef {import('../src/corrections.js').Correction} Correction */
/** @typedef {import('./paint.js').LazyPainter} Painter */

/**
 * What a quotation's card offers.
 *
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @param {number} id
 * @param {(correction: Correction) => void} correct
 */
export function quoteFixes({ quotes, entities }, text, id, correct) {
  const quote = quotes[id];
  const at = anchorOf(text, quote.contents[0]);
  const type = choice(Object.entries(T.type), quote.type);
  type.addEventListener('change', () => correct({ do: 'type', at, type: /** @type {QuoteType} */ (type.value) }));

  /** @type {Span[]} where the text names those who may be the speaker */
  const places = [];
  /** @type {[string, string][]} */
  const people = [['', T.fix.nobody]];
  let now = '';
  const near = (/** @type {Span[]} */ spans) => spans.reduce((a, b) => (Math.abs(b.start - quote.start) < Math.abs(a.start - quote.start) ? b : a));
  for (const { id: entity, kind, label, name, mentions } of entities) {
    if ((kind === 'person' && label === 'PERSON') || kind === 'org' || entity === quote.speaker?.entity) {
      people.push([String(places.length), line(name)]);
      if (entity === quote.speaker?.entity) {
        now = String(places.length);
      }
      places.push(near(mentions));
    }
  }
  const unnamed = new Map(quotes.flatMap((q) => (q.speaker && q.speaker.entity === null ? [[line(q.speaker.text), q.speaker]] : [])));
  for (const [name, span] of unnamed) {
    if (quote.speaker?.entity === null && name === line(quote.speaker.text)) {
      now = String(places.length);
    }
    people.push([String(places.length), name]);
    places.push(span);
  }
  const who = choice(people, now);
  who.addEventListener('change', () => correct({ do: 'speaker', at, who: who.value ? anchorOf(text, places[Number(who.value)]) : null }));
  return fixes(
    field(T.fix.type, type),
    field(T.fix.speaker, who),
    button(T.fix.remove, () => correct({ do: 'remove', what: 'quote', at, all: true })),
  );
}

/**
 * What a name's card offers.
 *
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @param {number} id
 * @param {number} index of the mention
 * @param {(correction: Correction) => void} correct
 */
export function nameFixes({ entities }, text, id, index, correct) {
  const entity = entities[id];
  const n = entity.mentions.length;
  const at = anchorOf(text, entity.mentions[index]);
  const label = choice(Object.entries(T.label), entity.label);
  label.addEventListener('change', () => correct({ do: 'label', at, label: /** @type {EntityLabel} */ (label.value), all: true }));
  const others = entities.filter((e) => e.id !== id && e.kind === entity.kind);
  const same = choice([['', T.fix.nobodyElse], ...others.map((e) => /** @type {[string, string]} */ ([String(e.id), line(e.name)]))], '');
  same.addEventListener('change', () => correct({ do: 'merge', at, with: anchorOf(text, entities[Number(same.value)].mentions[0]) }));
  const isLinked = entity.kind !== 'time' && entity.kind !== 'num';
  return fixes(
    field(n > 1 ? T.fix.kindOfAll(n) : T.fix.kind, label),
    isLinked && others.length ? field(T.fix.same, same) : undefined,
    n > 1 ? button(T.fix.split, () => correct({ do: 'split', at })) : undefined,
    button(T.fix.remove, () => correct({ do: 'remove', what: 'name', at, all: false })),
    n > 1 ? button(T.fix.removeAll(n), () => correct({ do: 'remove', what: 'name', at, all: true })) : undefined,
  );
}

/** @param {(Node | undefined)[]} content */
function fixes(...content) {
  return el('details', { class: 'fixes' }, el('summary', {}, T.fix.title), ...content);
}

/**
 * @param {string} name
 * @param {HTMLSelectElement} control
 */
function field(name, control) {
  return el('label', { class: 'field' }, el('span', {}, name), control);
}

/**
 * @param {[string, string][]} options value and name
 * @param {string} chosen
 */
function choice(options, chosen) {
  const select = el('select', {}, ...options.map(([value, name]) => el('option', { value }, name)));
  select.value = chosen;
  return select;
}

/**
 * @param {string} text
 * @param {() => void} onClick
 */
function button(text, onClick) {
  const element = el('button', { type: 'button' }, text);
  element.addEventListener('click', onClick);
  return element;
}

/**
 * Offers to mark what is selected in the article.
 *
 * @param {HTMLElement} bubble
 * @param {HTMLElement} article
 * @param {{
 *   painter: Painter,
 *   text(): string,
 *   document(): AnalyzedDocument | null,
 *   correct(correction: Correction): void,
 * }} page
 */
export function createMarking(bubble, article, { painter, text, document: analyzed, correct }) {
  /** @type {Span | null} */
  let span = null;

  function hide() {
    if (bubble.matches(':popover-open')) {
      bubble.hidePopover();
    }
    span = null;
  }

  /** What is selected in the article, without white space at its ends. */
  function selected() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) {
      return null;
    }
    const range = selection.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) {
      return null;
    }
    const from = painter.offsetAt(range.startContainer, range.startOffset);
    const part = text().slice(from, painter.offsetAt(range.endContainer, range.endOffset));
    const start = from + part.length - part.trimStart().length;
    const end = from + part.trimEnd().length;
    const [first] = range.getClientRects();
    return start < end && first ? { start, end, first } : null;
  }

  function show() {
    const found = selected();
    const document = analyzed();
    if (!found || !document) {
      return;
    }
    span = { start: found.start, end: found.end };
    const label = choice(Object.entries(T.label), 'PERSON');
    label.setAttribute('aria-label', T.fix.kind);
    const anchor = anchorOf(text(), span);
    const done = (/** @type {Correction} */ correction) => () => {
      hide();
      getSelection()?.removeAllRanges();
      correct(correction);
    };
    const touches = (/** @type {Span} */ s) => s.start < found.end && s.end > found.start && (s.start !== found.start || s.end !== found.end);
    const piece = document.quotes.flatMap((q) => q.contents).find(touches);
    const mention = document.entities.flatMap((e) => e.mentions).find(touches);
    bubble.replaceChildren(
      el('div', { class: 'row' }, label, button(T.fix.asName, () => done({ do: 'name', at: anchor, label: /** @type {EntityLabel} */ (label.value) })())),
      el('div', { class: 'row' },
        button(T.fix.asQuote, done({ do: 'quote', at: anchor, type: /^[“"„«‘]/u.test(text().slice(found.start - 1)) ? 'direct' : 'indirect' })),
        mention ? button(T.fix.moveName, done({ do: 'bounds', what: 'name', at: anchorOf(text(), mention), to: anchor })) : undefined,
        piece ? button(T.fix.moveQuote, done({ do: 'bounds', what: 'quote', at: anchorOf(text(), piece), to: anchor })) : undefined));
    bubble.showPopover();
    const { offsetWidth, offsetHeight } = bubble;
    bubble.style.left = `${Math.max(12, Math.min(found.first.left, globalThis.document.documentElement.clientWidth - offsetWidth - 12))}px`;
    bubble.style.top = `${Math.max(12, found.first.top - offsetHeight - 12)}px`;
  }

  article.addEventListener('pointerup', () => setTimeout(show));
  article.addEventListener('keyup', (event) => {
    if (event.shiftKey || event.key === 'Shift') {
      show();
    }
  });
  globalThis.document.addEventListener('selectionchange', () => {
    if (span && getSelection()?.isCollapsed && !bubble.contains(globalThis.document.activeElement)) {
      hide();
    }
  });
  bubble.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      hide();
    }
  });
  return { hide };
}
