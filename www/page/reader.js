// Reading: one tab stop for the article, keys that go from mark to mark, copying without our marks.

import { isSameTarget } from '../src/painter.js';
import { showInView } from './dom.js';

/** @typedef {import('../src/painter.js').Painter} Painter */
/** @typedef {import('../src/painter.js').Target} Target */

/**
 * @param {HTMLElement} root the article
 * @param {Painter} painter
 * @param {{
 *   textOf(start: number, end: number): string,
 *   describe(target: Target): string,
 *   isOff(target: Target): boolean,
 *   onSelect(target: Target, mark: HTMLElement, source: 'pointer' | 'keyboard' | 'list'): void,
 *   onOpen(): void,
 *   onEscape(): void,
 *   onHover(target: Target | null): void,
 * }} page
 */
export function createReader(root, painter, page) {
  /** @type {HTMLElement | null} the mark that holds the tab stop */
  let stop = null;
  /** @type {Target | null} */
  let current = null;

  /** @param {HTMLElement | null} mark */
  function moveStop(mark) {
    for (const name of ['tabindex', 'role', 'aria-description']) {
      stop?.removeAttribute(name);
    }
    stop = mark;
    const target = mark && painter.targetAt(mark);
    if (mark && target) {
      mark.tabIndex = 0;
      mark.setAttribute('role', 'button');
      mark.setAttribute('aria-description', page.describe(target));
    }
  }

  /** @param {Target | null} target */
  function showCurrent(target) {
    for (const mark of root.querySelectorAll('.quotelight-current')) {
      mark.classList.remove('quotelight-current');
    }
    current = target;
    for (const mark of target ? painter.marksOf(target) : []) {
      mark.classList.add('quotelight-current');
    }
  }

  /**
   * @param {Target} target
   * @param {'pointer' | 'keyboard' | 'list'} source
   */
  function select(target, source) {
    const [mark] = painter.marksOf(target);
    if (!mark) {
      return;
    }
    moveStop(mark);
    showCurrent(target);
    if (source !== 'pointer') {
      showInView(mark);
    }
    mark.focus({ preventScroll: true });
    page.onSelect(target, mark, source);
  }

  /** @param {HTMLElement} mark */
  function isShown(mark) {
    const target = painter.targetAt(mark);
    return target !== null && !page.isOff(target);
  }

  /** The marks that the reader has not switched off. */
  function shown() {
    return painter.allMarks().filter(isShown);
  }

  /**
   * The next mark after `from` in the order of the text, or the one before it.
   *
   * @param {HTMLElement[]} marks
   * @param {HTMLElement | null} from
   * @param {1 | -1} by
   */
  function neighbour(marks, from, by) {
    if (!from) {
      return by > 0 ? marks[0] : marks.at(-1);
    }
    const at = marks.indexOf(from);
    if (at >= 0) {
      return marks[at + by];
    }
    const follows = (/** @type {HTMLElement} */ mark) =>
      Boolean(from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    return by > 0 ? marks.find(follows) : marks.findLast((mark) => !follows(mark));
  }

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const quotes = (/** @type {HTMLElement[]} */ marks) => marks.filter((m) => m.dataset.quote !== undefined);
    /** @type {HTMLElement | undefined} */
    let mark;
    switch (event.key) {
      case ']': mark = neighbour(shown(), stop, 1); break;
      case '[': mark = neighbour(shown(), stop, -1); break;
      case '}': mark = neighbour(quotes(shown()), stop, 1); break;
      case '{': mark = neighbour(quotes(shown()), stop, -1); break;
      case 'Home': mark = painter.allMarks().find(isShown); break;
      case 'End': mark = painter.allMarks().findLast(isShown); break;
      case 'Enter':
      case ' ':
        if (stop && event.target === stop) { // else it is for a link
          event.preventDefault();
          const target = painter.targetAt(stop);
          if (target && !isSameTarget(current, target)) {
            select(target, 'keyboard');
          }
          page.onOpen();
        }
        return;
      case 'Escape':
        page.onEscape();
        return;
      default:
        return;
    }
    event.preventDefault();
    const target = mark && painter.targetAt(mark);
    if (target) {
      select(target, 'keyboard');
    }
  });

  root.addEventListener('click', (event) => {
    const at = event.target instanceof Node ? painter.targetAt(event.target) : null;
    const isLink = event.target instanceof Element && event.target.closest('a');
    if (!at || page.isOff(at) || !getSelection()?.isCollapsed) {
      return;
    }
    if (isLink) {
      // The name in a link is the smaller mark; the link itself still opens with a modifier.
      if ('quote' in at || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
    }
    select(at, 'pointer');
  });

  root.addEventListener('pointerover', (event) => {
    page.onHover(event.target instanceof Node ? painter.targetAt(event.target) : null);
  });
  root.addEventListener('pointerleave', () => page.onHover(null));

  root.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) {
      return;
    }
    const range = selection.getRangeAt(0);
    const start = painter.offsetAt(range.startContainer, range.startOffset);
    const end = painter.offsetAt(range.endContainer, range.endOffset);
    event.clipboardData.setData('text/plain', page.textOf(start, end));
    event.preventDefault();
  });

  /** @param {HTMLElement} mark */
  function textIn(mark) {
    return document.createTreeWalker(mark, NodeFilter.SHOW_TEXT).nextNode() ?? mark;
  }

  return {
    select,

    /** @returns {Target | null} */
    current: () => current,

    /** After a painting: the old elements are gone. */
    reset() {
      stop = null;
      current = null;
      moveStop(painter.allMarks().find(isShown) ?? null);
    },

    /** After a switch: the tab stop must be a mark that is shown. */
    refresh() {
      const target = stop && painter.targetAt(stop);
      if (!target || page.isOff(target)) {
        showCurrent(null);
        moveStop(painter.allMarks().find(isShown) ?? null);
      }
    },

    /** Forgets the selected mark, but keeps its tab stop. */
    deselect() {
      showCurrent(null);
    },

    focus() {
      stop?.focus({ preventScroll: true });
    },

    /**
     * Puts the focus on the first mark at or after a place in the text.
     *
     * @param {number} at
     */
    focusAt(at) {
      const all = shown();
      moveStop(all.find((mark) => mark.firstChild && painter.offsetAt(textIn(mark), 0) >= at) ?? all.at(-1) ?? null);
      this.focus();
    },
  };
}
