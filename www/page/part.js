// A list of thousands of items shows a part of them, with a button for those before and one for those
// after it: a page that held them all would take seconds to change.

import { el } from './dom.js';
import { T } from './strings.js';

/** How many items are shown at once. */
const PART = 100;

/** @typedef {{ find(id: number): number, show(from: number, size?: number): void }} Part */

/** @type {WeakMap<Element, Part>} */
const filled = new WeakMap();

/**
 * Fills a list, from its first item on.
 *
 * @template T
 * @template {HTMLElement} L
 * @param {L} list
 * @param {T[]} items
 * @param {(item: T) => number[]} idsOf what an item stands for
 * @param {(item: T) => HTMLLIElement} make
 * @returns {L} the list
 */
export function fill(list, items, idsOf, make) {
  /** @param {number} from @param {number} [size] */
  function show(from, size = PART) {
    const first = Math.max(0, Math.min(from, items.length - size));
    const rows = items.slice(first, first + size).map(make);
    const after = items.length - first - rows.length;
    if (first || after) {
      for (const [i, row] of rows.entries()) {
        row.ariaSetSize = String(items.length);
        row.ariaPosInSet = String(first + i + 1);
      }
    }
    list.replaceChildren(
      ...(first ? [step(T.lists.before(Math.min(PART, first)), () => show(first - PART))] : []),
      ...rows,
      ...(after ? [step(T.lists.after(Math.min(PART, after)), () => show(first + PART))] : []),
    );
  }

  /** @param {string} name @param {() => void} go */
  function step(name, go) {
    const button = el('button', { type: 'button' }, name);
    button.addEventListener('click', () => {
      go();
      list.scrollIntoView({ block: 'start' });
      /** @type {HTMLElement | null} */ (list.querySelector('.item'))?.focus({ preventScroll: true });
    });
    return el('li', { class: 'more' }, button);
  }

  filled.set(list, { find: (id) => items.findIndex((item) => idsOf(item).includes(id)), show });
  show(0);
  return list;
}

/**
 * Makes a filled list show what stands for `id`, if it has that.
 *
 * @param {Element} list
 * @param {number} id
 */
export function showItem(list, id) {
  const part = filled.get(list);
  const at = part ? part.find(id) : -1;
  if (at >= 0) {
    part?.show(at - PART / 2);
  }
}

/** On paper, lists are whole. */
export function printWhole() {
  /** @type {Element[]} */
  let cut = [];
  addEventListener('beforeprint', () => {
    cut = [...document.querySelectorAll(':has(> .more)')];
    for (const list of cut) {
      filled.get(list)?.show(0, Infinity);
    }
  });
  addEventListener('afterprint', () => {
    for (const list of cut) {
      filled.get(list)?.show(0);
    }
  });
}
