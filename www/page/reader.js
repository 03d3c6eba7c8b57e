// Reading: one tab stop for the article, keys that go from mark to mark, copying without our marks.

import { isSameTarget } from '../src/painter.js';
import { showInView } from './dom.js';

/** @typedef {import('./paint.js').LazyPainter} Painter */
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

  /**
   * What follows the tab stop in the order of the text, or stands before it.
   *
   * @param {1 | -1} by
   * @param {(target: Target) => boolean} [isWanted]
   */
  function neighbour(by, isWanted = () => true) {
    const from = stop && painter.targetAt(stop);
    let isPast = !from;
    for (const target of painter.targets(from ? painter.placeOf(from) : by > 0 ? 0 : Infinity, by)) {
      if (isPast && !page.isOff(target) && isWanted(target) && painter.marksOf(target).length) {
        return target;
      }
      isPast ||= isSameTarget(target, from);
    }
    return undefined;
  }

  /**
   * The first that is shown from a place on, or the last one before it.
   *
   * @param {number} at
   * @param {1 | -1} by
   */
  function nearest(at, by) {
    return painter.targets(at, by).find((target) => !page.isOff(target));
  }

  /** @param {Target | undefined} target */
  function moveStopTo(target) {
    moveStop((target && painter.marksOf(target)[0]) ?? null);
  }

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const isQuote = (/** @type {Target} */ target) => 'quote' in target;
    /** @type {Target | undefined} */
    let next;
    switch (event.key) {
      case ']': next = neighbour(1); break;
      case '[': next = neighbour(-1); break;
      case '}': next = neighbour(1, isQuote); break;
      case '{': next = neighbour(-1, isQuote); break;
      case 'Home': next = nearest(0, 1); break;
      case 'End': next = nearest(Infinity, -1); break;
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
    if (next) {
      select(next, 'keyboard');
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

  return {
    select,

    /** @returns {Target | null} */
    current: () => current,

    /** After a painting: the old elements are gone. */
    reset() {
      if (!stop?.isConnected) {
        stop = null;
        current = null;
        moveStopTo(nearest(0, 1));
      }
    },

    /** After a switch: the tab stop must be a mark that is shown. */
    refresh() {
      const target = stop && painter.targetAt(stop);
      if (!target || page.isOff(target)) {
        showCurrent(null);
        moveStopTo(nearest(0, 1));
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
      moveStopTo(nearest(at, 1) ?? nearest(at, -1));
      this.focus();
    },
  };
}
