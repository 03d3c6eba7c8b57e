// The card of a mark: what it is, who says it, why we think so, and the way to its list.

import { LABELS, QUOTE_TYPES, REASONS } from '../src/kinds.js';
import { tidy } from '../src/speakers.js';
import { count, el } from './dom.js';
import { speakerOf } from './lists.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Value} Value */
/** @typedef {import('../src/painter.js').Target} Target */

/** Below it a quotation is shown as doubtful. */
const DOUBTFUL = 0.5;

/**
 * @param {HTMLElement} card
 * @param {{
 *   goTo(target: Target): void,
 *   goToList(target: Target): void,
 *   onClose(): void,
 * }} actions
 */
export function createCard(card, { goTo, goToList, onClose }) {
  /** @param {Target} target */
  function listButton(target) {
    return button('Show in the list', () => goToList(target));
  }

  /**
   * @param {AnalyzedDocument} document
   * @param {number} id
   */
  function quoteCard({ quotes }, id) {
    const quote = quotes[id];
    const { name, meaning } = QUOTE_TYPES[quote.type];
    const cue = quote.cue ? `“${tidy(quote.cue.text)}”` : 'none';
    const doubt = quote.confidence < DOUBTFUL ? 'Doubtful: check it against the text.' : undefined;
    return [
      el('p', { class: 'kind' }, `${name} quotation, ${meaning}`),
      el('h3', { id: 'card-title' }, ...speakerOf(quote)),
      el('dl', {},
        el('div', {}, el('dt', {}, 'Cue'), el('dd', {}, cue)),
        el('div', {}, el('dt', {}, 'Found by'), el('dd', {}, REASONS[quote.via]))),
      doubt ? el('p', { class: 'doubtful' }, doubt) : undefined,
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
      el('p', { class: 'kind', 'data-kind': entity.kind }, LABELS[entity.label].name),
      el('h3', { id: 'card-title', dir: 'auto' }, entity.name),
      entity.roles.length ? el('p', { class: 'roles' }, entity.roles.join(', ')) : undefined,
      el('dl', {},
        ...(value ? [el('div', {}, el('dt', {}, 'Value'), el('dd', {}, value))] : []),
        ...(entity.aliases.length ? [el('div', {}, el('dt', {}, 'Also'), el('dd', {}, entity.aliases.join(', ')))] : []),
        ...(said.length ? [el('div', {}, el('dt', {}, 'Is quoted'), el('dd', {}, count(said.length, 'time')))] : [])),
      el('p', { class: 'row' },
        ...(length > 1 ? [
          button('‹', step(-1), 'Previous mention'),
          el('span', { class: 'place' }, `${at + 1} of ${length}`),
          button('›', step(1), 'Next mention'),
        ] : []),
        listButton({ entity: id, mention: at })),
    ];
  }

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
      const closeButton = button('×', () => { close(); onClose(); }, 'Close');
      closeButton.className = 'close';
      card.replaceChildren(...content.filter((c) => c !== undefined), closeButton);
      if (!card.matches(':popover-open')) {
        card.showPopover();
      }
      place(card, mark);
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
 * Puts the card below the mark's first line, or above it where there is no room. On narrow windows
 * the style sheet has it at the bottom.
 *
 * @param {HTMLElement} card
 * @param {HTMLElement} mark
 */
function place(card, mark) {
  const margin = 12;
  const [line] = mark.getClientRects();
  if (!line) {
    return;
  }
  const { offsetWidth, offsetHeight } = card;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(margin, Math.min(line.left, clientWidth - offsetWidth - margin));
  const below = line.bottom + margin;
  const top = below + offsetHeight > clientHeight ? Math.max(margin, line.top - offsetHeight - margin) : below;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
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
      return value.iso;
    case 'money': {
      const show = (/** @type {number} */ n) => money(n, value.currency);
      return value.to === undefined ? show(value.amount) : `${show(value.amount)} to ${show(value.to)}`;
    }
    case 'fraction':
      return `${(value.value * 100).toLocaleString('en', { maximumFractionDigits: 2 })}%`;
    case 'quantity':
      return `${value.amount.toLocaleString('en')} ${value.unit}`;
    case 'number':
      return value.value.toLocaleString('en');
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
    return amount.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 2, minimumFractionDigits: 0 });
  } catch {
    return `${amount.toLocaleString('en')} ${currency}`;
  }
}
