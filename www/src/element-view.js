// The shadow tree of the element: what it shows, and what its reader does in it.

import { count, el, isStill } from './dom.js';
import { LISTS, speakerOf, wordsOf } from './element-lists.js';
import { FAMILIES, LABELS } from './kinds.js';
import { createMarkPainter } from './paint-marks.js';
import { STYLES } from './styles.js';
import { byId, idOf, isWanted, selectablesOf } from './targets.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./targets.js').Selectable} Selectable */
/** @typedef {import('./element-lists.js').Wanted} Wanted */
/** @typedef {'pointer' | 'keyboard' | 'api'} Source */

/**
 * @typedef {{
 *   article: Article | null,
 *   document: AnalyzedDocument | null,
 *   wanted: Wanted,
 *   view: string,
 *   announce: string,
 *   isEmpty: boolean,
 *   isWriting: boolean,
 *   controls: boolean,
 *   editable: boolean,
 * }} Shown `article`: what is shown as elements of ours; `null` where the text stays where it is
 */

/** @type {[string, string][]} */
const VIEWS = [['read', 'Text'], ['quotes', 'Quotations'], ['people', 'People'], ['index', 'Names']];

/** @type {CSSStyleSheet | undefined} one for all elements */
let sheet;

/**
 * @param {ShadowRoot} shadow
 * @param {{
 *   select(id: string, source: Source): void,
 *   step(by: 1 | -1, kind: string | undefined, source: Source): void,
 *   deselect(): void,
 *   toggle(kind: string): void,
 *   show(view: string): void,
 *   edit(): void,
 *   typed(text: string): void,
 *   written(): void,
 *   pasted(data: DataTransfer): boolean,
 * }} act
 */
export function createView(shadow, act) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  shadow.adoptedStyleSheets = [sheet];

  /** @param {string} label @param {Record<string, string>} data @param {() => void} onClick */
  const button = (label, data, onClick) => {
    const element = el('button', { type: 'button', ...data }, label);
    element.addEventListener('click', onClick);
    return element;
  };
  const slot = el('slot');
  const legend = el('div', { part: 'legend', role: 'group', 'aria-label': 'What is marked' });
  const views = el('div', { class: 'views', role: 'group', 'aria-label': 'View' }, ...VIEWS.map(([view, name]) =>
    button(name, { 'data-view': view }, () => act.show(view))));
  const edit = button('Edit', {}, act.edit);
  const toolbar = el('div', { part: 'toolbar', role: 'group', 'aria-label': 'Quotelight' },
    el('slot', { name: 'toolbar-start' }), views, legend,
    button('‹', { 'aria-label': 'Previous mark' }, () => act.step(-1, undefined, 'pointer')),
    button('›', { 'aria-label': 'Next mark' }, () => act.step(1, undefined, 'pointer')),
    edit, el('slot', { name: 'toolbar-end' }));
  const status = el('p', { part: 'status', role: 'status' });
  const box = el('textarea', { part: 'paste-box', dir: 'auto', 'aria-label': 'Article text', placeholder: 'Paste a news article here.' });
  const empty = el('slot', { name: 'empty' });
  const root = el('div', { part: 'article', role: 'article', 'aria-label': 'The text, marked' });
  const panel = el('section', { part: 'panel', 'aria-label': 'What was found' });
  const card = el('div', { part: 'card', popover: 'manual', role: 'dialog', 'aria-label': 'About this mark', tabindex: '-1' });
  shadow.append(toolbar, status, box, empty, root, slot, panel, card, el('slot', { name: 'footer' }));

  const painter = createMarkPainter(root);
  /** @type {Shown | undefined} */
  let shown;
  /** @type {Selectable[]} */
  let selectables = [];
  /** @type {HTMLElement | undefined} the mark that holds the tab stop */
  let stop;

  /** @param {HTMLElement | undefined} mark */
  function moveStop(mark) {
    for (const name of ['tabindex', 'aria-description']) {
      stop?.removeAttribute(name);
    }
    if (stop?.getAttribute('role') === 'button') {
      stop.removeAttribute('role');
    }
    stop = mark;
    const target = mark && painter.targetAt(mark);
    const selectable = target && byId(selectables, idOf(target));
    if (mark && selectable) {
      mark.tabIndex = 0;
      mark.setAttribute('role', 'button');
      mark.setAttribute('aria-description', describe(selectable));
    }
  }

  /** @param {Selectable} selectable */
  function describe({ target }) {
    const { quotes, entities } = /** @type {AnalyzedDocument} */ (shown?.document);
    if ('quote' in target) {
      return `${quotes[target.quote].type} quotation by ${speakerOf(quotes[target.quote])}`;
    }
    const { label, mentions } = entities[target.entity];
    return `${LABELS[label].name}, ${count(mentions.length, 'mention')}`;
  }

  /** Names the parts of what the painter made. */
  function nameParts() {
    for (const child of root.children) {
      child.setAttribute('part', 'paragraph');
    }
    for (const mark of root.querySelectorAll('[class^=quotelight-]')) {
      if (mark instanceof HTMLElement && shown) {
        const { family, type, label, mention } = mark.dataset;
        mark.setAttribute('part', family ? `entity ${family}` : type ? `quote ${type}` : mark.classList.contains('quotelight-s') ? 'speaker' : 'cue');
        if (family && label && (shown.announce === 'all' || (shown.announce === 'first' && mention === '0'))) {
          mark.role = 'mark';
          mark.dataset.name = LABELS[/** @type {keyof typeof LABELS} */ (label)].name;
        }
        mark.classList.toggle('off', Boolean(family ?? type) && !isWanted(family ? { kind: /** @type {any} */ (family), label: '' }
          : { kind: 'quote', label: type ?? '' }, shown.wanted));
      }
    }
  }

  function showLegend() {
    const { document, wanted } = /** @type {Shown} */ (shown);
    const counts = [['quote', 'Quotations', document?.quotes.length ?? 0], ...FAMILIES.map(([family, name]) =>
      [family, name, document?.entities.filter((e) => e.kind === family).length ?? 0])];
    legend.replaceChildren(...counts.filter(([, , n]) => n).map(([kind, name, n]) => button(`${name} ${n}`, {
      part: 'legend-item', 'data-family': String(kind), 'aria-pressed': String(wanted.kinds.includes(String(kind))),
    }, () => act.toggle(String(kind)))));
  }

  root.addEventListener('keydown', (event) => {
    /** @type {Record<string, () => void>} */
    const keys = {
      ']': () => act.step(1, undefined, 'keyboard'),
      '[': () => act.step(-1, undefined, 'keyboard'),
      '}': () => act.step(1, 'quote', 'keyboard'),
      '{': () => act.step(-1, 'quote', 'keyboard'),
      Home: () => selectables[0] && act.select(selectables[0].id, 'keyboard'),
      End: () => selectables.length && act.select(selectables[selectables.length - 1].id, 'keyboard'),
      Enter: () => {
        const target = stop && painter.targetAt(stop);
        if (stop && target) {
          act.select(idOf(target), 'keyboard');
          openCard(idOf(target), stop.getBoundingClientRect());
          card.focus({ preventScroll: true });
        }
      },
      Escape: act.deselect,
    };
    if (Object.hasOwn(keys, event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  root.addEventListener('click', (event) => {
    const target = event.target instanceof Node ? painter.targetAt(event.target) : null;
    const selectable = target && byId(selectables, idOf(target));
    if (selectable && !(event.target instanceof Element && event.target.closest('a'))) {
      act.select(selectable.id, 'pointer');
      openCard(selectable.id, /** @type {Element} */ (event.target).getBoundingClientRect());
    }
  });
  panel.addEventListener('click', (event) => {
    const id = event.target instanceof Element && event.target.closest('[data-id]')?.getAttribute('data-id');
    if (id) {
      act.select(id, 'pointer');
    }
  });
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      card.hidePopover();
      stop?.focus({ preventScroll: true });
    }
  });
  box.addEventListener('input', () => act.typed(box.value));
  box.addEventListener('change', act.written);
  box.addEventListener('paste', (event) => {
    if (event.clipboardData && act.pasted(event.clipboardData)) {
      event.preventDefault();
    }
  });

  /**
   * @param {string} id
   * @param {DOMRect} place
   */
  function openCard(id, place) {
    const selectable = byId(selectables, id);
    if (!selectable || !shown?.document) {
      return;
    }
    const { quotes, entities } = shown.document;
    const { target } = selectable;
    card.replaceChildren(
      el('p', { part: 'label', 'data-family': selectable.kind }, describe(selectable)),
      el('p', { dir: 'auto' }, 'quote' in target ? wordsOf(quotes[target.quote]) : entities[target.entity].name),
      ...('quote' in target ? [] : [el('p', {}, [...entities[target.entity].roles, ...entities[target.entity].aliases].join(', '))]),
      button('×', { 'aria-label': 'Close' }, () => card.hidePopover()));
    if (!card.matches(':popover-open')) {
      card.showPopover();
    }
    const { clientWidth, clientHeight } = document.documentElement;
    card.style.left = `${Math.max(8, Math.min(place.left, clientWidth - card.offsetWidth - 8))}px`;
    const below = place.bottom + 8;
    card.style.top = `${below + card.offsetHeight > clientHeight ? Math.max(8, place.top - card.offsetHeight - 8) : below}px`;
  }

  return {
    /** @param {Shown} next */
    show(next) {
      const isRepainted = next.article !== shown?.article || next.document !== shown?.document || next.announce !== shown.announce;
      shown = next;
      const { article, document, wanted, view, isEmpty, isWriting } = next;
      selectables = document ? selectablesOf(document).filter((s) => isWanted(s, wanted)) : [];
      toolbar.hidden = !next.controls;
      status.hidden = !next.controls && !next.editable;
      edit.hidden = !next.editable || isEmpty || isWriting;
      box.hidden = !next.editable || !(isEmpty || isWriting);
      empty.hidden = !isEmpty;
      root.hidden = !article || view !== 'read' || isEmpty || isWriting;
      slot.hidden = Boolean(article) || view !== 'read' || isWriting;
      if (article && isRepainted) {
        painter.paint(article, document);
        stop = undefined;
      }
      if (document && document.lang !== 'und') {
        root.lang = document.lang;
      }
      nameParts();
      showLegend();
      for (const child of views.children) {
        child.setAttribute('aria-pressed', String(child.getAttribute('data-view') === view));
      }
      panel.replaceChildren(...(document ? LISTS[view](document, wanted) : []));
      if (card.matches(':popover-open')) {
        card.hidePopover();
      }
      if (!stop?.isConnected || !selectables.some((s) => painter.marksOf(s.target).includes(/** @type {HTMLElement} */ (stop)))) {
        moveStop(selectables.length ? painter.marksOf(selectables[0].target)[0] : undefined);
      }
    },

    /** @param {string} message */
    say(message) {
      // The same words again would be announced again.
      if (status.textContent !== message) {
        status.textContent = message;
      }
    },

    /**
     * @param {Selectable | null} selectable
     * @param {{ scroll: boolean, focus: boolean }} how
     */
    select(selectable, { scroll, focus }) {
      root.querySelectorAll('.current').forEach((mark) => mark.classList.remove('current'));
      const marks = selectable ? painter.marksOf(selectable.target) : [];
      marks.forEach((mark) => mark.classList.add('current'));
      if (marks[0]) {
        moveStop(marks[0]);
        if (scroll) {
          marks[0].scrollIntoView({ block: 'center', behavior: isStill() ? 'instant' : 'smooth' });
        }
        if (focus) {
          marks[0].focus({ preventScroll: true });
        }
      }
    },

    openCard,

    /** @param {string} text */
    editText(text) {
      box.value = text;
      box.focus();
    },
  };
}
