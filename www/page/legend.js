// The legend: says how each kind is marked, counts it, and switches it on and off.

import { FAMILIES, QUOTE_TYPES } from '../src/kinds.js';
import { el } from './dom.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */

/**
 * @param {HTMLElement} root
 * @param {(off: Set<string>, tags: boolean) => void} onChange with the kinds that are switched off
 */
export function createLegend(root, onChange) {
  /** @type {Set<string>} */
  const off = new Set();
  let tags = false;

  /**
   * @param {string} kind
   * @param {string} name
   * @param {number} n
   * @param {string} meaning
   */
  function item(kind, name, n, meaning) {
    const button = el('button', { type: 'button', 'data-kind': kind, 'aria-pressed': String(!off.has(kind)), title: meaning },
      el('span', { class: 'swatch' }, name), ' ', el('span', { class: 'n' }, n.toLocaleString('en')));
    button.addEventListener('click', () => {
      if (!off.delete(kind)) {
        off.add(kind);
      }
      button.setAttribute('aria-pressed', String(!off.has(kind)));
      onChange(off, tags);
    });
    return button;
  }

  return {
    /** @param {AnalyzedDocument} document */
    show({ entities, quotes }) {
      const types = /** @type {QuoteType[]} */ (Object.keys(QUOTE_TYPES));
      const quoteItems = types.map((type) => {
        const { name, meaning } = QUOTE_TYPES[type];
        return item(type, name, quotes.filter((q) => q.type === type).length, `Quotations ${meaning}`);
      });
      const nameItems = FAMILIES.map(([family, name]) => {
        const mentions = entities.filter((e) => e.kind === family).flatMap((e) => e.mentions);
        return item(family, name, mentions.length, `Mentions of ${name.toLowerCase()}`);
      });
      const tagsButton = el('button', { type: 'button', 'data-kind': 'tags', 'aria-pressed': String(tags), title: 'Short labels in the text' }, 'Tags');
      tagsButton.addEventListener('click', () => {
        tags = !tags;
        tagsButton.setAttribute('aria-pressed', String(tags));
        onChange(off, tags);
      });
      // What the text does not have needs no switch.
      const present = [...quoteItems, ...nameItems].filter((button) => button.querySelector('.n')?.textContent !== '0');
      const firstName = present.find((button) => nameItems.includes(button));
      firstName?.classList.add('first');
      root.replaceChildren(...present, ...(present.length ? [tagsButton] : []));
    },
  };
}
