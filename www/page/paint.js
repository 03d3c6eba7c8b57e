// The painter of the page. The text stands there at once, block by block; the marks of a block are made
// when somebody needs them, since a book has more of them than a browser can make at once.

import { createPen, elementOf, piecesOf, selectorOf, targetAt } from '../src/paint-marks.js';
import { firstAfter } from '../src/ranges.js';
import { breathe } from './dom.js';

/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/article.js').Block} Block */
/** @typedef {import('../src/painter.js').AnalyzedDocument} AnalyzedDocument */
/** @typedef {import('../src/paint-marks.js').Piece & { element: HTMLElement, isMarked: boolean }} Piece */
/**
 * @typedef {import('../src/painter.js').Painter & {
 *   mark(i: number): Element | null,
 *   offsetAt(node: Node, offset: number): number,
 * }} LazyPainter `mark` makes the marks of the root's child of that number and returns it, unless it had them
 */

/** So many blocks are laid out at once. */
const STEP = 2_000;
/** More blocks than these are too many for a browser. */
const MOST = 50_000;
/** So long, in units, is what is made of them. */
const JOINED = 2_000;

/**
 * @param {HTMLElement} root whose content is ours
 * @returns {LazyPainter}
 */
export function createLazyPainter(root) {
  /** @type {WeakMap<Node, number>} where the text of a text node begins */
  const places = new WeakMap();
  let shown = /** @type {Article | null} */ (null);
  /** @type {AnalyzedDocument | null} */
  let analyzed = null;
  /** @type {Piece[]} the root's children, in their order */
  let pieces = [];
  /** @type {ReturnType<typeof createPen> | undefined} */
  let pen;

  /** @param {Piece | undefined} piece */
  function mark(piece) {
    if (!piece || !pen || piece.isMarked) {
      return null;
    }
    piece.element.replaceChildren(pen(piece));
    piece.isMarked = true;
    return piece.element;
  }

  /**
   * Puts the pieces into the page, the first ones at once.
   *
   * @param {Article} article
   */
  async function append(article) {
    for (let from = 0; shown === article && from < pieces.length; from += STEP) {
      const content = new DocumentFragment();
      for (const { element } of pieces.slice(from, from + STEP)) {
        content.append(element);
      }
      root.append(content);
      await breathe();
    }
  }

  return {
    paint(article, next) {
      const before = article === shown ? pieces : [];
      shown = article;
      analyzed = next;
      pen = createPen(article, next, places);
      // What is the same stays where it is: the browser has laid it out, and the reader looks at it.
      pieces = piecesOf({ ...article, blocks: joined(article.blocks) }, next).map((piece, i) => {
        const old = before[i];
        const isSame = old?.tag === piece.tag && old.className === piece.className;
        const element = isSame ? old.element : elementOf(piece);
        if (!isSame || old.isMarked) {
          const node = document.createTextNode(article.text.slice(piece.start, piece.end));
          places.set(node, piece.start);
          element.replaceChildren(node);
        }
        if (!isSame) {
          old?.element.replaceWith(element);
        }
        return { ...piece, element, isMarked: false };
      });
      if (!before.length) {
        root.replaceChildren();
        append(article);
      }
    },

    mark: (i) => mark(pieces[i]),

    marksOf(target) {
      const spans = !analyzed ? [] : 'quote' in target ? analyzed.quotes[target.quote]?.contents ?? []
        : analyzed.entities[target.entity]?.mentions.slice(target.mention, target.mention + 1) ?? [];
      /** @type {Set<Piece>} */
      const own = new Set();
      for (const { start, end } of spans) {
        for (let i = firstAfter(pieces, start); pieces[i]?.start < end; i += 1) {
          own.add(pieces[i]);
        }
      }
      return [...own].flatMap((piece) => {
        mark(piece);
        return /** @type {HTMLElement[]} */ ([...piece.element.querySelectorAll(selectorOf(target))]);
      });
    },

    targetAt: (node) => (root.contains(node) ? targetAt(node) : null),

    /** The place in the text of a place in the tree; between elements, that of the first text after it. */
    offsetAt(node, offset) {
      const start = places.get(node);
      if (start !== undefined) {
        return start + offset;
      }
      const length = shown?.text.length ?? 0;
      const range = new Range();
      range.setStart(node, offset);
      range.setEndAfter(root);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (range.comparePoint(text, 0) >= 0) {
          return places.get(text) ?? length;
        }
      }
      return length;
    },
  };
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
