// Reading: one tab stop for the article, keys that go from mark to mark, copying without our marks.

import { isSameTarget } from '../src/painter.js';
import { showInView } from './dom.js';

/** @typedef {import('./paint.js').LazyPainter} Painter */
/** @typedef {import('../src/painter.js').Target} Target */
/** @typedef {import('../src/targets.js').Selectable} Selectable */

/**
 * @param {HTMLElement} root the article
 * @param {Painter} painter
 * @param {{
 *   selectables(): Selectable[],
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

  /** What the reader has not switched off. @param {Selectable} selectable */
  function isShown({ target }) {
    return !page.isOff(target);
  }

  /**
   * What follows the tab stop in the order of the text, or stands before it.
   *
   * @param {1 | -1} by
   * @param {(selectable: Selectable) => boolean} [isWanted]
   */
  function neighbour(by, isWanted = () => true) {
    const all = page.selectables();
    const from = stop && painter.targetAt(stop);
    let at = from ? all.findIndex(({ target }) => isSameTarget(target, from)) : by > 0 ? -1 : all.length;
    do {
      at += by;
    } while (all[at] && !(isShown(all[at]) && isWanted(all[at]) && painter.marksOf(all[at].target).length));
    return all[at];
  }

  /** @param {Selectable | undefined} selectable */
  function moveStopTo(selectable) {
    moveStop((selectable && painter.marksOf(selectable.target)[0]) ?? null);
  }

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const isQuote = (/** @type {Selectable} */ { kind }) => kind === 'quote';
    /** @type {Selectable | undefined} */
    let next;
    switch (event.key) {
      case ']': next = neighbour(1); break;
      case '[': next = neighbour(-1); break;
      case '}': next = neighbour(1, isQuote); break;
      case '{': next = neighbour(-1, isQuote); break;
      case 'Home': next = page.selectables().find(isShown); break;
      case 'End': next = page.selectables().findLast(isShown); break;
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
      select(next.target, 'keyboard');
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
        moveStopTo(page.selectables().find(isShown));
      }
    },

    /** After a switch: the tab stop must be a mark that is shown. */
    refresh() {
      const target = stop && painter.targetAt(stop);
      if (!target || page.isOff(target)) {
        showCurrent(null);
        moveStopTo(page.selectables().find(isShown));
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
      const all = page.selectables().filter(isShown);
      moveStopTo(all.find(({ spans }) => spans[0].start >= at) ?? all.at(-1));
      this.focus();
    },
  };
}
