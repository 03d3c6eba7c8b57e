// The card of a mark: what it is, who says it, why we think so, and the way to its list.

import { el } from './dom.js';
import { line, speakerOf } from './lists.js';
import { LOCALE, T } from './strings.js';
import { dayInWords } from './timeline.js';
import { reasonsOf } from './why.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Value} Value */
/** @typedef {import('../src/painter.js').Target} Target */

/** Where the style sheet has the card at the bottom of the window. */
const NARROW = '(max-width: 61.99rem)';
/** A card needs so many pixels below its mark. */
const LEAST = 240;
/** Below it a quotation is shown as doubtful. */
const DOUBTFUL = 0.5;

/**
 * @param {HTMLElement} card
 * @param {{
 *   goTo(target: Target): void,
 *   goToList(target: Target): void,
 *   onClose(): void,
 *   fixes(document: AnalyzedDocument, target: Target): HTMLElement,
 * }} actions
 */
export function createCard(card, { goTo, goToList, onClose, fixes }) {
  /** @param {Target} target */
  function listButton(target) {
    return button(T.card.inList, () => goToList(target));
  }

  /**
   * @param {AnalyzedDocument} document
   * @param {number} id
   */
  function quoteCard({ quotes }, id) {
    const quote = quotes[id];
    const cue = quote.cue ? T.quotes.marks(line(quote.cue.text)) : T.card.noCue;
    const isDoubtful = quote.confidence < DOUBTFUL;
    return [
      el('p', { class: 'kind' }, T.card.quoteKind(T.type[quote.type], T.typeMeaning[quote.type])),
      el('h3', { id: 'card-title' }, ...speakerOf(quote)),
      el('dl', {}, el('div', {}, el('dt', {}, T.card.cue), el('dd', {}, cue))),
      el('h4', {}, T.card.why),
      el('ul', { class: 'reasons' }, ...reasonsOf(quote).map((reason) => el('li', {}, line(reason)))),
      isDoubtful ? el('p', { class: 'doubtful' }, T.card.doubtful) : undefined,
      el('p', { class: 'row' }, listButton({ quote: id })),
    ];
  }

  /**
   * @param {AnalyzedDocument} document
   * @param {number} id
   * @param {number} at
   */
  function entityCard({ entities, quotes }, id, at) {
    const entity = entities[id];
    const { length } = entity.mentions;
    const said = quotes.filter((q) => q.speaker?.entity === id);
    const value = valueText(entity.mentions[at]?.value);
    const step = (/** @type {number} */ by) => () => goTo({ entity: id, mention: (at + by + length) % length });
    return [
      el('p', { class: 'kind', 'data-kind': entity.kind }, T.label[entity.label]),
      el('h3', { id: 'card-title', dir: 'auto' }, line(entity.name)),
      entity.roles.length ? el('p', { class: 'roles' }, entity.roles.map(line).join(', ')) : undefined,
      el('dl', {},
        ...(value ? [el('div', {}, el('dt', {}, T.card.value), el('dd', {}, value))] : []),
        ...(entity.aliases.length ? [el('div', {}, el('dt', {}, T.card.also), el('dd', {}, entity.aliases.map(line).join(', ')))] : []),
        ...(said.length ? [el('div', {}, el('dt', {}, T.card.said), el('dd', {}, T.card.times(said.length)))] : [])),
      el('p', { class: 'row' },
        ...(length > 1 ? [
          button('‹', step(-1), T.card.before),
          el('span', { class: 'place' }, T.card.place(at + 1, length)),
          button('›', step(1), T.card.after),
        ] : []),
        listButton({ entity: id, mention: at })),
    ];
  }

  /** @type {HTMLElement | undefined} */
  let shownBeside;
  // What is opened in it makes it higher. The event does not bubble.
  card.addEventListener('toggle', (event) => {
    if (shownBeside && event.target !== card) {
      place(card, shownBeside);
    }
  }, true);

  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      onClose();
    }
  });

  function close() {
    if (card.matches(':popover-open')) {
      card.hidePopover();
    }
  }

  return {
    close,

    isOpen: () => card.matches(':popover-open'),

    /**
     * @param {AnalyzedDocument} document
     * @param {Target} target
     * @param {HTMLElement} mark beside which it opens
     */
    open(document, target, mark) {
      const content = 'quote' in target ? quoteCard(document, target.quote) : entityCard(document, target.entity, target.mention);
      const closeButton = button('×', () => { close(); onClose(); }, T.card.close);
      closeButton.className = 'close';
      card.replaceChildren(...content.filter((c) => c !== undefined), fixes(document, target), closeButton);
      if (!card.matches(':popover-open')) {
        card.showPopover();
      }
      place(card, mark);
      shownBeside = mark;
    },

    focus() {
      card.focus({ preventScroll: true });
    },
  };
}

/**
 * @param {string} text
 * @param {() => void} onClick
 * @param {string} [label]
 */
function button(text, onClick, label) {
  const element = el('button', { type: 'button', 'aria-label': label }, text);
  element.addEventListener('click', onClick);
  return element;
}

/**
 * Puts the card below the mark, or above it where there is more room; what does not fit is scrolled to.
 * On narrow windows the style sheet has it at the bottom; a mark that it would hide goes up.
 *
 * @param {HTMLElement} card
 * @param {HTMLElement} mark
 */
function place(card, mark) {
  const margin = 12;
  const lines = mark.getClientRects();
  const first = lines[0];
  if (!first) {
    return;
  }
  card.style.maxHeight = '';
  const { bottom: end } = lines[lines.length - 1];
  const { offsetWidth, offsetHeight } = card;
  const { clientWidth, clientHeight } = document.documentElement;
  if (matchMedia(NARROW).matches) {
    scrollBy({ top: Math.max(0, Math.min(end + margin - card.getBoundingClientRect().top, first.top - margin)), behavior: 'instant' });
    return;
  }
  // A mark may be higher than the window: then its first line has to do.
  const below = [end, first.bottom].map((y) => y + margin).find((y) => y + LEAST <= clientHeight - margin) ?? clientHeight;
  const [roomBelow, roomAbove] = [clientHeight - margin - below, first.top - 2 * margin];
  const isBelow = offsetHeight <= roomBelow || roomBelow >= roomAbove;
  const height = Math.min(offsetHeight, isBelow ? roomBelow : roomAbove);
  card.style.left = `${Math.max(margin, Math.min(first.left, clientWidth - offsetWidth - margin))}px`;
  card.style.top = `${isBelow ? below : first.top - margin - height}px`;
  card.style.maxHeight = `${height}px`;
}

/**
 * A value in plain words, where they tell more than the text.
 *
 * @param {Value | undefined} value
 * @returns {string | undefined}
 */
function valueText(value) {
  switch (value?.type) {
    case 'time':
      return dayInWords(value.iso);
    case 'money': {
      const show = (/** @type {number} */ n) => money(n, value.currency);
      return value.to === undefined ? show(value.amount) : T.card.range(show(value.amount), show(value.to));
    }
    case 'fraction':
      return `${(value.value * 100).toLocaleString(LOCALE, { maximumFractionDigits: 2 })}%`;
    case 'quantity':
      return `${value.amount.toLocaleString(LOCALE)} ${value.unit}`;
    case 'number':
      return value.value.toLocaleString(LOCALE);
    default:
      return undefined;
  }
}

/**
 * @param {number} amount
 * @param {string} currency
 */
function money(amount, currency) {
  try {
    return amount.toLocaleString(LOCALE, { style: 'currency', currency, maximumFractionDigits: 2, minimumFractionDigits: 0 });
  } catch {
    return `${amount.toLocaleString(LOCALE)} ${currency}`;
  }
}
