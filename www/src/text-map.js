// The text of a part of a page as a reader sees it, and the way back from its offsets to the nodes.
// The page itself is not changed.

import { BLOCKS, DROPPED, isFrame, PARAGRAPHS } from './tags.js';

/** @typedef {import('../../src/types.d.ts').Span} Span */

/**
 * A stretch of text that stands in one text node as it is. `gap`: something that is no text of the
 * article, or the edge of a block, lies before it.
 *
 * @typedef {{ start: number, end: number, node: Text, offset: number, gap: boolean }} Piece
 */

/** How white space is shown: as one space, with its line breaks, or as it is. */
const COLLAPSE = 0;
const LINES = 1;
const KEEP = 2;

/**
 * Reads what is shown of `root`: blocks with an empty line between them, white space collapsed as
 * the browser does it; without scripts, controls, and what is hidden. It walks without recursion,
 * since pages may be deep.
 *
 * @param {Node} root
 */
export function readText(root) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  /** What must come before the next text. */
  let pending = { breaks: '', node: /** @type {Text | null} */ (null), offset: 0, gap: false };
  let gap = true;
  /** @type {{ spaces: number, shown: boolean }[]} */
  const styles = [styleOf(root)];

  /**
   * @param {string} text
   * @param {Text} node
   * @param {number} offset
   */
  function put(text, node, offset) {
    const last = pieces.at(-1);
    if (last && !gap && last.node === node && last.offset + last.end - last.start === offset) {
      last.end += text.length;
    } else {
      pieces.push({ start: length, end: length + text.length, node, offset, gap });
    }
    gap = false;
    parts.push(text);
    length += text.length;
  }

  /** @param {string} breaks */
  function breakLine(breaks) {
    pending = { breaks: pending.breaks + breaks, node: null, offset: 0, gap: false };
    gap = true;
  }

  /** @param {Text} node */
  function read(node) {
    const { spaces, shown } = styles[styles.length - 1];
    for (const { 0: piece, index } of shown ? node.data.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g) : []) {
      if (/^[ \t\n\r\f]/.test(piece) && spaces !== KEEP) {
        if (spaces === LINES && piece.includes('\n')) {
          breakLine('\n');
        } else if (!pending.breaks && length && !pending.node) {
          pending = { breaks: '', node, offset: index, gap };
          gap = false;
        }
        continue;
      }
      if (pending.breaks && length) {
        parts.push(pending.breaks === '\n' ? '\n' : '\n\n');
        length += pending.breaks === '\n' ? 1 : 2;
      } else if (pending.node) {
        const behind = gap;
        gap = pending.gap;
        put(' ', pending.node, pending.offset);
        gap = behind;
      }
      pending = { breaks: '', node: null, offset: 0, gap: false };
      put(piece, node, index);
    }
  }

  /** @param {Node} node */
  function isRead(node) {
    return node.nodeType === Node.ELEMENT_NODE && isShown(/** @type {Element} */ (node));
  }

  /** @param {Node} node */
  function enter(node) {
    if (node.nodeType === Node.TEXT_NODE && isSlotted(/** @type {Text} */ (node))) {
      read(/** @type {Text} */ (node));
      return false;
    }
    if (!isRead(node)) {
      gap ||= node.nodeType === Node.ELEMENT_NODE;
      return false;
    }
    if (node.nodeName === 'BR') {
      breakLine('\n');
      return false;
    }
    const style = styleOf(node);
    if (style.isNone) {
      gap = true;
      return false;
    }
    if (style.isBlock) {
      breakLine('\n\n');
    }
    styles.push(style);
    blocks.push(style.isBlock);
    return true;
  }

  /** @type {boolean[]} */
  const blocks = [];
  function leave() {
    styles.pop();
    if (blocks.pop()) {
      breakLine('\n\n');
    }
  }

  let node = /** @type {Node | null} */ (root.firstChild);
  while (node) {
    if (enter(node)) {
      if (node.firstChild) {
        node = node.firstChild;
        continue;
      }
      leave();
    }
    while (node && !node.nextSibling) {
      node = node.parentNode === root ? null : node.parentNode;
      if (node) {
        leave();
      }
    }
    node = node && node.nextSibling;
  }

  const text = parts.join('');
  return { text, pieces, rangesOf, offsetAt };

  /**
   * The ranges of the page that hold a span: several where something else lies between.
   *
   * @param {Span} span
   * @returns {Range[]}
   */
  function rangesOf({ start, end }) {
    /** @type {Range[]} */
    const ranges = [];
    for (let i = firstEndingAfter(start); i < pieces.length && pieces[i].start < end; i += 1) {
      const piece = pieces[i];
      const to = piece.offset + Math.min(end, piece.end) - piece.start;
      const last = ranges.at(-1);
      if (last && !piece.gap) {
        last.setEnd(piece.node, to);
      } else {
        const range = piece.node.ownerDocument.createRange();
        range.setStart(piece.node, piece.offset + Math.max(start, piece.start) - piece.start);
        range.setEnd(piece.node, to);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /** @param {number} offset */
  function firstEndingAfter(offset) {
    let [from, to] = [0, pieces.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (pieces[middle].end <= offset) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /**
   * The offset of a place in the page; nothing where that holds no text of ours.
   *
   * @param {Node} at
   * @param {number} offset
   * @returns {number | undefined}
   */
  function offsetAt(at, offset) {
    const piece = pieces.find((p) => p.node === at && p.offset <= offset && offset <= p.offset + p.end - p.start);
    return piece && piece.start + offset - piece.offset;
  }
}

/** @typedef {ReturnType<typeof readText>} TextMap */

/**
 * Whether a reader sees the element, as far as it depends on itself.
 *
 * @param {Element} element
 */
function isShown(element) {
  if (DROPPED.has(element.localName) || element.getAttribute('aria-hidden') === 'true'
    || element.hasAttribute('hidden') || isFrame(element)) {
    return false;
  }
  return isSlotted(element);
}

/**
 * Children of a host are shown where its shadow tree takes them in.
 *
 * @param {Element | Text} node
 */
function isSlotted(node) {
  return !node.parentElement?.shadowRoot || node.assignedSlot !== null;
}

/** @param {Node} node */
function styleOf(node) {
  const element = node instanceof Element ? node : node instanceof ShadowRoot ? node.host : null;
  const style = element && getComputedStyle(element);
  const display = style?.display ?? '';
  const name = element?.localName ?? '';
  const white = style?.whiteSpace ?? '';
  return {
    spaces: white === 'pre-line' ? LINES : /^(?:pre|break-spaces)/u.test(white) ? KEEP : COLLAPSE,
    isNone: display === 'none',
    shown: !/^(?:hidden|collapse)$/u.test(style?.visibility ?? ''),
    // Without a style, outside a document, the names of elements have to do.
    isBlock: display ? !/^(?:inline|contents|ruby|none)/u.test(display) : name in BLOCKS || PARAGRAPHS.has(name),
  };
}
