// Highlights names and quotations in pages of others: with CSS Custom Highlights, so that no node
// of the page is changed. There is one Highlight for each kind, under a name of ours, and all copies
// and annotations share it: each adds and removes only ranges of its own.

import { LABELS, QUOTE_TYPES } from './kinds.js';
import { PALETTE } from './palette.js';
import { AnalyzerError } from './protocol.js';
import { selectablesOf, sizeOf } from './targets.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./targets.js').Selectable} Selectable */
/** @typedef {import('./text-map.js').TextMap} TextMap */
/** @typedef {Document | ShadowRoot} Root */

/** A newer method of the registry than TypeScript knows. */
/** @typedef {{ highlightsFromPoint?(x: number, y: number, options: { shadowRoots: ShadowRoot[] }): { ranges: AbstractRange[] }[] }} Registry */

/** Lies above names, which lie above quotations. */
const CURRENT = 'quotelight-current';

/** Over quotations runs a line, so that it does not meet the ones under names. */
const OVERLINES = { direct: 'solid', mixed: 'double', indirect: 'dashed' };

/** @param {string} label of an entity or a quotation */
export function highlightName(label) {
  return `quotelight-${label.toLowerCase().replaceAll('_', '-')}`;
}

/**
 * The style of the highlights. Their colours are custom properties with a value that shows on light
 * and on dark.
 */
export function highlightStyles() {
  const rules = Object.entries(LABELS).map(([label, { family, line }]) =>
    rule(label, family, `text-decoration: underline ${line} 2px`, 12));
  for (const type of /** @type {(keyof typeof QUOTE_TYPES)[]} */ (Object.keys(QUOTE_TYPES))) {
    rules.push(rule(type, 'quote', `text-decoration: overline ${OVERLINES[type]} 2px`, 10));
  }
  return `${rules.join('\n')}\n::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText; }`;
}

/**
 * @param {string} label
 * @param {keyof PALETTE} family
 * @param {string} line
 * @param {number} percent of the colour in the background
 */
function rule(label, family, line, percent) {
  const colour = `var(--quotelight-${family}-any, ${PALETTE[family].any})`;
  return `::highlight(${highlightName(label)}) { ${line} ${colour}; background-color: color-mix(in srgb, ${colour} ${percent}%, transparent); }`;
}

/** @type {WeakMap<Root, { sheet: CSSStyleSheet, users: number }>} the style sheets that we lent out */
const lent = new WeakMap();

/** @param {Root} root */
function adopt(root) {
  const known = lent.get(root);
  if (known) {
    known.users += 1;
    return;
  }
  const { defaultView } = /** @type {Document} */ (root.ownerDocument ?? root);
  const sheet = new (/** @type {Window & typeof globalThis} */ (defaultView ?? window).CSSStyleSheet)();
  sheet.replaceSync(highlightStyles());
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  lent.set(root, { sheet, users: 1 });
}

/** @param {Root} root */
function giveBack(root) {
  const known = lent.get(root);
  if (known && --known.users === 0) {
    lent.delete(root);
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== known.sheet);
  }
}

/** Whether this browser can highlight without a change to the page. */
export function canHighlight() {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

/**
 * @param {Node} element whose text is painted
 * @throws {AnalyzerError} where the browser has no such highlights
 */
export function createHighlightPainter(element) {
  if (!canHighlight()) {
    throw new AnalyzerError('no-highlights', 'This browser has no CSS Custom Highlights.');
  }
  const root = /** @type {Root} */ (element.getRootNode() instanceof ShadowRoot ? element.getRootNode() : element.ownerDocument);
  adopt(root);
  /** @type {Map<Range, Selectable>} */
  let owners = new Map();
  /** @type {Map<string, Range[]>} our ranges by the name of their highlight */
  let painted = new Map();
  /** @type {TextMap | undefined} */
  let map;

  /**
   * @param {string} name
   * @param {Range[]} ranges
   */
  function fill(name, ranges) {
    unfill(name);
    if (!ranges.length) {
      return;
    }
    let highlight = CSS.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = name === CURRENT ? 2 : name.slice('quotelight-'.length) in OVERLINES ? 0 : 1;
      CSS.highlights.set(name, highlight);
    }
    ranges.forEach((range) => highlight.add(range));
    painted.set(name, ranges);
  }

  /** @param {string} name */
  function unfill(name) {
    const highlight = CSS.highlights.get(name);
    painted.get(name)?.forEach((range) => highlight?.delete(range));
    painted.delete(name);
    if (highlight && !highlight.size) {
      CSS.highlights.delete(name);
    }
  }

  function clear() {
    [...painted.keys()].forEach(unfill);
    owners = new Map();
  }

  return {
    /**
     * @param {TextMap} text
     * @param {AnalyzedDocument} document of that text
     * @param {(selectable: Selectable) => boolean} isWanted
     */
    paint(text, document, isWanted) {
      clear();
      map = text;
      /** @type {Map<string, Range[]>} */
      const ranges = new Map();
      for (const selectable of selectablesOf(document).filter(isWanted)) {
        const name = highlightName(selectable.label);
        for (const range of selectable.spans.flatMap(text.rangesOf)) {
          owners.set(range, selectable);
          ranges.set(name, [...(ranges.get(name) ?? []), range]);
        }
      }
      ranges.forEach((all, name) => fill(name, all));
    },

    /**
     * Shows one mark as the selected one, or none.
     *
     * @param {Selectable | null} selectable
     * @returns {Range[]} where it stands
     */
    select(selectable) {
      const ranges = (map && selectable?.spans.flatMap(map.rangesOf)) ?? [];
      fill(CURRENT, ranges);
      return ranges;
    },

    /**
     * The smallest mark at a place of the window.
     *
     * @param {number} x
     * @param {number} y
     * @returns {Selectable | null}
     */
    at(x, y) {
      const shadowRoots = root instanceof ShadowRoot ? [root] : [];
      const { highlightsFromPoint } = /** @type {Registry} */ (/** @type {unknown} */ (CSS.highlights));
      const ranges = highlightsFromPoint
        ? highlightsFromPoint.call(CSS.highlights, x, y, { shadowRoots }).flatMap((hit) => hit.ranges)
        : rangesAt(x, y, shadowRoots);
      const hits = ranges.map((range) => owners.get(/** @type {Range} */ (range))).filter((s) => s !== undefined);
      return hits.sort((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
    },

    remove() {
      clear();
      giveBack(root);
    },
  };

  /**
   * The way for browsers without `highlightsFromPoint`.
   *
   * @param {number} x
   * @param {number} y
   * @param {ShadowRoot[]} shadowRoots
   */
  function rangesAt(x, y, shadowRoots) {
    const caret = document.caretPositionFromPoint?.(x, y, { shadowRoots });
    const legacy = caret ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [legacy?.startContainer, legacy?.startOffset ?? 0];
    // The caret is the nearest one, which may be far from the point.
    return node ? [...owners.keys()].filter((range) => range.isPointInRange(node, offset)
      && [...range.getClientRects()].some((r) => r.left <= x && x <= r.right && r.top <= y && y <= r.bottom)) : [];
  }
}
