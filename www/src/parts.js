// A long document comes from the worker in parts: while a page takes over a message it does nothing else.

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {{ list: number, items: unknown[] }} Part `list`: its number */

/** Items that are taken over in some milliseconds. */
const SIZE = 2_000;

/**
 * The lists that may be long, by number.
 *
 * @param {AnalyzedDocument} document
 * @param {number} list
 * @returns {unknown[]}
 */
function listOf({ paragraphs, quotes, entities }, list) {
  return list < 3 ? [paragraphs, quotes, entities][list] : entities[list - 3].mentions;
}

/**
 * Takes the ends of long lists away until nothing is long.
 *
 * @param {AnalyzedDocument} document
 * @returns {Part[]} in the order in which `join` puts them back
 */
export function split(document) {
  /** @type {Part[]} */
  const parts = [];
  // Mentions before the entities that hold them.
  for (let list = document.entities.length + 2; list >= 0; list -= 1) {
    const all = listOf(document, list);
    while (all.length > SIZE) {
      parts.push({ list, items: all.splice(Math.floor((all.length - 1) / SIZE) * SIZE) });
    }
  }
  return parts.reverse();
}

/**
 * @param {AnalyzedDocument} document whose lists were split
 * @param {Part[]} parts
 */
export function join(document, parts) {
  for (const { list, items } of parts) {
    listOf(document, list).push(...items);
  }
  return document;
}
