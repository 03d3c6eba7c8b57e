// The painter of the page. The text stands there at once, on leaves; the marks of a leaf are made when
// somebody needs them, since a book has more of them than a browser can make at once. It has more
// paragraphs than a browser can look after, too: what is far away is skipped by the leaf.

import { createPen, elementOf, piecesOf, selectorOf, targetAt } from '../src/paint-marks.js';
import { createFinder } from '../src/places.js';
import { firstAfter } from '../src/ranges.js';
import { el, inSteps } from './dom.js';

/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/article.js').Block} Block */
/** @typedef {import('../src/painter.js').AnalyzedDocument} AnalyzedDocument */
/** @typedef {import('../src/painter.js').Painter} Painter */
/** @typedef {import('../src/painter.js').Target} Target */
/** @typedef {import('../src/paint-marks.js').Known} Known */
/** @typedef {import('../src/paint-marks.js').Piece} Piece */
/** @typedef {{ end: number, pieces: Piece[], element: HTMLElement | null, isMarked: boolean }} Leaf `element`: with one child for each piece */
/**
 * @typedef {Omit<Painter, 'paint'> & {
 *   paint(article: Article, document: AnalyzedDocument | null, known?: Known): void,
 *   mark(i: number): void,
 *   targets(at: number, by: 1 | -1): Generator<Target>,
 *   placeOf(target: Target): number,
 *   offsetAt(node: Node, offset: number): number,
 * }} LazyPainter `mark` makes the marks on the root's child of that number
 */

/** So much stands on a leaf, in units: less than is seen at once. */
const LEAF = 3_000;
/** A paragraph takes as much room as so many units more. */
const GAP = 50;
/** So many leaves are laid out at once. */
const FIRST = 30;
/** So many milliseconds the page lays out others before it looks whether there is something else to do. */
const STEP = 8;
/** More blocks than these are too many for a browser. */
const MOST = 50_000;
/** So long, in units, is what is made of them. */
const JOINED = 2_000;
/** In parts of so many units a text is looked through for marks. */
const LOOK = 4_096;

/**
 * @param {HTMLElement} root whose content is ours
 * @param {(leaf: HTMLElement) => void} onMark called when the marks of a leaf are new
 * @returns {LazyPainter}
 */
export function createLazyPainter(root, onMark) {
  let shown = /** @type {Article | null} */ (null);
  /** @type {AnalyzedDocument | null} */
  let analyzed = null;
  /** @type {Leaf[]} */
  let leaves = [];
  let finder = createFinder(null);
  /** @type {ReturnType<typeof createPen> | undefined} */
  let pen;

  /** @param {Piece} piece */
  function textOf({ start, end }) {
    return shown?.text.slice(start, end) ?? '';
  }

  /** @param {Piece} piece */
  function plain(piece) {
    const element = elementOf(piece);
    element.textContent = textOf(piece);
    return element;
  }

  /** @param {Target} target */
  function spansOf(target) {
    return !analyzed ? [] : 'quote' in target ? analyzed.quotes[target.quote]?.contents ?? []
      : analyzed.entities[target.entity]?.mentions.slice(target.mention, target.mention + 1) ?? [];
  }

  /** @param {Leaf} leaf */
  function elementOfLeaf(leaf) {
    leaf.element ??= el('div', { class: 'leaf' }, ...leaf.pieces.map(plain));
    return leaf.element;
  }

  /** @param {Leaf} leaf */
  function mark(leaf) {
    if (pen && !leaf.isMarked) {
      const { children } = elementOfLeaf(leaf);
      for (const [i, piece] of leaf.pieces.entries()) {
        children[i].replaceChildren(pen(piece));
      }
      leaf.isMarked = true;
      onMark(elementOfLeaf(leaf));
    }
  }

  /**
   * What is the same stays where it is: the browser has laid it out, and the reader looks at it.
   *
   * @param {Leaf} leaf
   * @param {Piece[]} before what stood on it
   */
  function renew({ pieces, element, isMarked }, before) {
    for (const [i, piece] of element ? pieces.entries() : []) {
      const old = /** @type {HTMLElement} */ (element?.children[i]);
      if (before[i].tag !== piece.tag || before[i].className !== piece.className) {
        old.replaceWith(plain(piece));
      } else if (isMarked) {
        old.textContent = textOf(piece);
      }
    }
  }

  /** Puts the leaves into the page, the first ones at once. */
  function* append() {
    for (let i = 0; i < leaves.length; i += 1) {
      root.append(elementOfLeaf(leaves[i]));
      if (i >= FIRST) {
        yield;
      }
    }
  }

  return {
    paint(article, next, { findMarks = createFinder(next), sourceOf } = {}) {
      const before = article === shown ? leaves : [];
      shown = article;
      analyzed = next;
      finder = findMarks;
      pen = createPen(article, next, { findMarks, sourceOf });
      leaves = leavesOf(piecesOf({ ...article, blocks: joined(article.blocks) }, next));
      for (const [i, { element, isMarked, pieces }] of before.entries()) {
        leaves[i].element = element;
        renew({ ...leaves[i], isMarked }, pieces);
      }
      if (!before.length) {
        root.replaceChildren();
        inSteps(append(), STEP, () => shown === article);
      }
    },

    mark: (i) => leaves[i] && mark(leaves[i]),

    /**
     * What begins at a place or after it, in the order of the text, or what begins there or before it, the
     * last first. Of those at one place, the larger stands before the smaller.
     */
    * targets(at, by) {
      const length = shown?.text.length ?? 0;
      for (let from = Math.floor(Math.min(at, length - 1) / LOOK) * LOOK; from >= 0 && from < length; from += by * LOOK) {
        const [quotes, , , names] = finder(from, from + LOOK);
        const found = [
          ...quotes.filter(({ index }) => !index).map(({ id, ...span }) => ({ ...span, target: { quote: id } })),
          ...names.map(({ id, index, ...span }) => ({ ...span, target: { entity: id, mention: index } })),
        ].filter(({ start }) => start >= from && (start - at) * by >= 0)
          .sort((a, b) => a.start - b.start || b.end - a.end);
        yield* (by > 0 ? found : found.reverse()).map(({ target }) => target);
      }
    },

    placeOf: (target) => spansOf(target)[0]?.start ?? 0,

    marksOf(target) {
      /** @type {Set<Leaf>} */
      const own = new Set();
      for (const { start, end } of spansOf(target)) {
        for (let i = firstAfter(leaves, start); leaves[i]?.pieces[0].start < end; i += 1) {
          own.add(leaves[i]);
        }
      }
      return [...own].flatMap((leaf) => {
        mark(leaf);
        return /** @type {HTMLElement[]} */ ([...elementOfLeaf(leaf).querySelectorAll(selectorOf(target))]);
      });
    },

    targetAt: (node) => (root.contains(node) ? targetAt(node) : null),

    /** The place in the text of a place in the tree; between elements, that of the first text after it. */
    offsetAt(node, offset) {
      const place = new Range();
      place.setStart(node, offset);
      /** @param {Element | null | undefined} element */
      const isBeforeEnd = (element) => element && place.comparePoint(element, element.childNodes.length) >= 0;
      const leaf = leaves.find(({ element }) => isBeforeEnd(element?.lastElementChild));
      const i = [...leaf?.element?.children ?? []].findIndex(isBeforeEnd);
      const piece = leaf?.pieces[i];
      const element = leaf?.element?.children[i];
      if (!piece || !element) {
        return shown?.text.length ?? 0;
      }
      if (!element.contains(node)) {
        return piece.start;
      }
      place.setStart(element, 0);
      return piece.start + place.toString().length;
    },
  };
}

/**
 * @param {Piece[]} pieces
 * @returns {Leaf[]}
 */
function leavesOf(pieces) {
  /** @type {Leaf[]} */
  const leaves = [];
  let room = 0;
  for (const piece of pieces) {
    const leaf = room > 0 ? leaves.at(-1) : undefined;
    if (leaf) {
      leaf.pieces.push(piece);
      leaf.end = piece.end;
    } else {
      leaves.push({ end: piece.end, pieces: [piece], element: null, isMarked: false });
      room = LEAF;
    }
    room -= piece.end - piece.start + GAP;
  }
  return leaves;
}

/**
 * Puts blocks together where there are too many of them; the breaks between them are shown all the same.
 *
 * @param {Block[]} blocks
 */
function joined(blocks) {
  if (blocks.length <= MOST) {
    return blocks;
  }
  /** @type {Block[]} */
  const few = [];
  for (const { start, end } of blocks) {
    const last = few.at(-1);
    if (last && end - last.start < JOINED) {
      last.end = end;
    } else {
      few.push({ start, end, tag: 'p' });
    }
  }
  return few;
}
