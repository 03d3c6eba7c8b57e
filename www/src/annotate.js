// Highlights the text of an element of any page, in place: its DOM stays as it is.

import { createHighlightPainter } from './paint-highlights.js';
import { AnalyzerError } from './protocol.js';
import { createAnalyzer } from './analyzer.js';
import { byId, idOf, isWanted, selectablesOf } from './targets.js';
import { readText } from './text-map.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./targets.js').Selectable} Selectable */

/** Changes of the page within so many milliseconds are answered together. */
const PAUSE = 200;

/** @type {import('./index.d.ts').Analyzer | undefined} one for all elements of a page */
let shared;

/** @type {typeof import('./annotate.d.ts').annotate} */
export async function annotate(element, options = {}) {
  const {
    analyzer = (shared ??= createAnalyzer()), signal, observe = true, onUpdate, onSelect, onError, correct, kinds, quotes, ...analyzeOptions
  } = options;
  if (typeof Node !== 'function' || !(element instanceof Node)) {
    throw new AnalyzerError('bad-options', 'annotate() needs an element.');
  }
  const painter = createHighlightPainter(element);
  /** @type {Pick<import('./annotate.d.ts').AnnotateOptions, 'kinds' | 'quotes'>} */
  let wanted = { kinds, quotes };
  let map = readText(element);
  /** @type {AnalyzedDocument} */
  let found;
  /** @type {AnalyzedDocument} what is shown */
  let analyzed;
  /** @type {Selectable[]} */
  let selectables = [];
  /** @type {string | null} */
  let selected = null;
  let removed = false;
  let timer = 0;
  let running = new AbortController();
  const observer = new MutationObserver(() => {
    timer ||= window.setTimeout(() => {
      timer = 0;
      // Nobody waits for it: its failure goes to the caller's function.
      update().catch((error) => onError?.(error));
    }, PAUSE);
  });

  /**
   * @param {import('./text-map.js').TextMap} text
   * @param {AbortSignal} own
   */
  function analyze({ text }, own) {
    return analyzer.analyze(text, { ...analyzeOptions, signal: signal ? AbortSignal.any([signal, own]) : own });
  }

  function paint() {
    analyzed = correct ? correct(found, map.text) : found;
    selectables = selectablesOf(analyzed).filter((s) => isWanted(s, wanted));
    painter.paint(map, analyzed, (s) => isWanted(s, wanted));
    select(selected, { scroll: false });
  }

  async function update() {
    if (removed) {
      throw new AnalyzerError('terminated', 'This annotation was removed.');
    }
    const text = readText(element);
    if (found && text.text === map.text) {
      map = text; // other nodes, perhaps
      paint();
      return;
    }
    running.abort();
    const mine = new AbortController();
    running = mine;
    try {
      found = await analyze(text, mine.signal);
    } catch (error) {
      if (running !== mine) {
        return; // a newer text took its place
      }
      throw error;
    }
    map = text;
    selected = null;
    paint();
    onUpdate?.(analyzed);
  }

  /**
   * @param {string | null} id
   * @param {{ scroll?: boolean }} [how]
   */
  function select(id, { scroll = true } = {}) {
    const selectable = id === null ? undefined : byId(selectables, id);
    const [range] = painter.select(selectable ?? null);
    selected = selectable?.id ?? null;
    if (range && scroll) {
      reveal(range);
    }
    return Boolean(selectable);
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const hit = painter.at(event.clientX, event.clientY);
    if (hit && getSelection()?.isCollapsed !== false) {
      select(hit.id, { scroll: false });
      onSelect?.({ id: hit.id, kind: hit.kind, source: 'pointer' });
    }
  }

  function remove() {
    removed = true;
    running.abort();
    clearTimeout(timer);
    observer.disconnect();
    element.removeEventListener('click', /** @type {EventListener} */ (onClick));
    painter.remove();
  }

  try {
    found = await analyze(map, running.signal);
    paint();
  } catch (error) {
    remove();
    throw error;
  }
  element.addEventListener('click', /** @type {EventListener} */ (onClick));
  if (observe) {
    observer.observe(element, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden', 'aria-hidden'] });
  }
  return {
    get document() {
      return analyzed;
    },
    get text() {
      return map.text;
    },
    get selected() {
      return selected;
    },
    select,
    filter(next) {
      wanted = next;
      paint();
    },
    at: (x, y) => {
      const hit = painter.at(x, y);
      return hit && idOf(hit.target);
    },
    rangesOf: (id) => (byId(selectables, id)?.spans ?? []).flatMap(map.rangesOf),
    update,
    remove,
  };
}

/**
 * Brings a place into the middle of the window, without gliding where the reader wants no motion.
 *
 * @param {Range} range
 */
function reveal(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // A range does not scroll by itself; its element brings the scrolling boxes around it near.
    range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const now = range.getBoundingClientRect();
    window.scrollBy({ top: (now.top + now.bottom - innerHeight) / 2, behavior: isStill ? 'auto' : 'smooth' });
  }
}
