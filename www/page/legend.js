// The legend: says how each kind is marked, counts it, and switches it on and off.

import { el } from './dom.js';
import { number, T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Family} Family */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */

/**
 * @param {HTMLElement} root
 * @param {(off: Set<string>, kind: string) => void} onChange with the kinds that are switched off, and the one that was switched
 */
export function createLegend(root, onChange) {
  /** @type {Set<string>} */
  const off = new Set();

  /**
   * @param {string} kind
   * @param {string} name
   * @param {number} n
   * @param {string} meaning
   */
  function item(kind, name, n, meaning) {
    const button = el('button', { type: 'button', 'data-kind': kind, 'aria-pressed': String(!off.has(kind)), title: meaning },
      el('span', { class: 'swatch' }, name), ' ', el('span', { class: 'n' }, number(n)));
    button.addEventListener('click', () => {
      if (!off.delete(kind)) {
        off.add(kind);
      }
      button.setAttribute('aria-pressed', String(!off.has(kind)));
      onChange(off, kind);
    });
    return button;
  }

  return {
    /** @param {AnalyzedDocument} document */
    show({ entities, quotes }) {
      const types = /** @type {QuoteType[]} */ (Object.keys(T.type));
      const quoteItems = types.map((type) => item(type, T.type[type], quotes.filter((q) => q.type === type).length, T.legend.quotations(T.typeMeaning[type])));
      const families = /** @type {Family[]} */ (Object.keys(T.family));
      const nameItems = families.map((family) => {
        const n = entities.reduce((sum, e) => sum + (e.kind === family ? e.mentions.length : 0), 0);
        return item(family, T.family[family], n, T.legend.mentions(T.family[family]));
      });
      // What the text does not have needs no switch.
      const present = [...quoteItems, ...nameItems].filter((button) => button.querySelector('.n')?.textContent !== '0');
      const firstName = present.find((button) => nameItems.includes(button));
      firstName?.classList.add('first');
      root.replaceChildren(...present);
    },
  };
}
