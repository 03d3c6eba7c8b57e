// `<quote-light>`: names and quotations of the text inside it, of another element, or of what is
// pasted into it. Importing this module registers nothing.

import { anchorOf } from './anchors.js';
import { articleFromElement, articleFromHtml } from './article-html.js';
import { articleFromText } from './article.js';
import { count } from './dom.js';
import { OBSERVED, reflectAttributes, takeOver, valueOf } from './element-attributes.js';
import { createView } from './element-view.js';
import { FAMILIES, QUOTE_TYPES } from './kinds.js';
import { AnalyzerError, MAX_LENGTH } from './protocol.js';
import { borrowAnalyzer, returnAnalyzer } from './shared-analyzer.js';
import { sourcesOf } from './speakers.js';
import { byId, isWanted, selectablesOf } from './targets.js';
import { tokenList } from './token-list.js';

export { anchorOf };

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./annotate.d.ts').Annotation} Annotation */
/** @typedef {import('./corrections.js').Correction} Correction */
/** @typedef {import('./targets.js').Selectable} Selectable */

const KINDS = ['quote', ...FAMILIES.map(([family]) => family)];
const TYPES = Object.keys(QUOTE_TYPES);

/** What the wrapped text may hold and a copy of it would lack; what stands in our slots is no part of it. */
const MORE = ':is(img, picture, svg, video, audio, canvas, iframe, object, embed, table, form, input, button, select, textarea, math)';
const HOLDS_MORE = `:scope > ${MORE}:not([slot]), :scope > :not([slot]) ${MORE}`;

/** After so many milliseconds without a key, what is written is analysed. */
const TYPING_PAUSE = 300;

/** What the element dispatches; it bubbles and crosses shadow trees. */
export class QuotelightEvent extends (globalThis.CustomEvent ?? Event) {}

/** Not there under Node.js, where the class can be imported but not used. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class QuoteLight extends Base {
  static observedAttributes = OBSERVED;

  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = 'quote-light', registry = globalThis.customElements) {
    // A second copy of the library leaves the first one's element alone.
    if (registry && !registry.get(tag)) {
      registry.define(tag, this);
    }
  }

  #internals = this.attachInternals();
  #view = createView(this.attachShadow({ mode: 'open' }), {
    select: (id, source) => this.#select(id, source, { scroll: source !== 'pointer' || valueOf(this, 'view') !== 'read', focus: source === 'keyboard' }),
    step: (by, kind, source) => this.#step(by, kind, source),
    deselect: () => this.select(null),
    toggle: (kind) => {
      this.kinds.toggle(kind);
      this.#dispatch('filter', { kinds: [...this.kinds], quotes: [...this.quotes] });
    },
    show: (view) => {
      this.#isWriting = false;
      this.setAttribute('view', view);
    },
    edit: () => {
      this.#isWriting = true;
      this.#show();
      this.#view.editText(this.text);
    },
    typed: (text) => {
      this.#isWriting = true;
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#take(articleFromText(text), this.#corrections), TYPING_PAUSE);
    },
    written: () => {
      this.#isWriting = false;
      this.#show();
    },
    pasted: (data) => {
      const html = data.getData('text/html');
      const article = (html && articleFromHtml(html, { wholePage: false })) || articleFromText(data.getData('text/plain'));
      if (article.blocks.length) {
        this.#isWriting = false;
        this.#take(article);
      }
      return article.blocks.length > 0;
    },
  });

  #kinds = tokenList(this, 'kinds', KINDS);
  #quotes = tokenList(this, 'quotes', TYPES);
  #typing = 0;
  /** @type {Article | null} what was given to us, instead of what stands in us */
  #given = null;
  /** @type {Article | null} what is shown */
  #article = null;
  /** @type {AnalyzedDocument | null} */
  #document = null;
  /** @type {Annotation | null} */
  #annotation = null;
  /** @type {Node | null} what is annotated in place */
  #place = null;
  /** @type {Selectable[]} */
  #selectables = [];
  /** @type {string | null} */
  #selected = null;
  #running = new AbortController();
  /** @type {Promise<void>} the analysis that runs */
  #current = Promise.resolve();
  #isBusy = false;
  #isWriting = false;
  #isScheduled = false;
  /** @type {PromiseWithResolvers<'worker' | 'main'>} */
  #ready = Promise.withResolvers();
  #isReady = false;
  #observer = new MutationObserver(() => this.#schedule());
  /** @type {AnalyzedDocument | null} the same without corrections, where the text is shown by us */
  #found = null;
  /** @type {Correction[]} */
  #corrections = [];
  /** @type {typeof import('./corrections.js') | undefined} there before the first correction is */
  #corrector;

  connectedCallback() {
    takeOver(this);
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.#schedule();
  }

  disconnectedCallback() {
    // Moving is leaving and coming at once; then nothing is lost.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#observer.disconnect();
        this.#leavePlace();
        this.#running.abort();
      }
    });
  }

  attributeChangedCallback() {
    this.#schedule();
  }

  /** The text that is analysed. */
  get text() {
    return this.#annotation?.text ?? this.#article?.text ?? '';
  }

  set text(text) {
    this.#take(articleFromText(String(text)));
  }

  /** The last analysis, frozen. */
  get result() {
    return this.#document;
  }

  /** Where the analysis runs, as soon as it can. */
  get ready() {
    return this.#ready.promise;
  }

  get busy() {
    return this.#isBusy;
  }

  get kinds() {
    return this.#kinds;
  }

  set kinds(kinds) {
    this.setAttribute('kinds', typeof kinds === 'string' ? kinds : [...kinds].join(' '));
  }

  get quotes() {
    return this.#quotes;
  }

  set quotes(quotes) {
    this.setAttribute('quotes', typeof quotes === 'string' ? quotes : [...quotes].join(' '));
  }

  get maxLength() {
    const value = Number(this.getAttribute('max-length') ?? NaN);
    return Number.isInteger(value) && value >= 0 ? value : MAX_LENGTH;
  }

  set maxLength(length) {
    this.setAttribute('max-length', String(length));
  }

  get selected() {
    return this.#selected;
  }

  /** What `addCorrection` was told of this text, in its order. */
  get corrections() {
    return [...this.#corrections];
  }

  /**
   * @param {string} [text]
   * @param {{ signal?: AbortSignal }} [options]
   */
  async analyze(text, { signal } = {}) {
    if (text !== undefined) {
      this.#given = articleFromText(String(text));
      this.#corrections = [];
    }
    await this.#run(signal);
    return this.#document;
  }

  /**
   * @param {import('./export/index.d.ts').ExportFormat} format
   * @param {import('./export/index.d.ts').ExportOptions} [options]
   */
  async export(format, options = {}) {
    const [text, found] = [this.text, this.#document];
    if (!found) {
      throw new AnalyzerError('no-result', 'There is nothing to export yet.');
    }
    const corrections = this.#corrections.length ? { corrections: this.corrections } : {};
    const all = { .../** @type {any} */ (this.#wanted()), ...corrections, ...options };
    const { exportDocument } = await import('./export/index.js');
    const data = exportDocument(format, text, found, all);
    return this.#dispatch('export', { format, data }, true) ? data : '';
  }

  /**
   * @param {string | null} id
   * @param {{ scroll?: boolean, focus?: boolean }} [how]
   */
  select(id, { scroll = true, focus = false } = {}) {
    return this.#select(id, 'api', { scroll, focus });
  }

  /** @param {string} [kind] */
  next(kind) {
    return this.#step(1, kind, 'api');
  }

  /** @param {string} [kind] */
  previous(kind) {
    return this.#step(-1, kind, 'api');
  }

  /** Forgets the text that was given or pasted, and its analysis. */
  clear() {
    clearTimeout(this.#typing);
    this.#isWriting = false;
    this.#given = null;
    this.#corrections = [];
    this.#forget();
    this.#schedule();
  }

  /** @param {Correction} correction applied from now on, and kept in the JSON beside the document */
  async addCorrection(correction) {
    const corrections = this.#corrections;
    this.#corrector = await import('./corrections.js');
    if (!this.#corrector.correctionsOf([correction]).length) {
      throw new AnalyzerError('bad-options', 'This is not a correction.');
    }
    // Meanwhile the text may be another one, for which it was not made.
    if (corrections !== this.#corrections || !this.#dispatch('correction', correction, true)) {
      return;
    }
    corrections.push(correction);
    this.#annotation?.update();
    const found = this.#annotation?.document ?? (this.#found && this.#corrected(this.#found, this.text));
    if (found) {
      this.#keep(found);
      this.#dispatch('result', { result: found, ms: 0 });
    }
  }

  /** Ends what runs, and the worker where nobody else uses it. A later analysis starts it again. */
  terminate() {
    this.#running.abort();
    this.#leavePlace();
    returnAnalyzer(this);
  }

  /** @param {Article} article @param {Correction[]} [corrections] that hold for it too */
  #take(article, corrections = []) {
    this.#given = article;
    this.#corrections = corrections;
    this.#schedule();
  }

  #schedule() {
    if (this.isConnected && !this.#isScheduled) {
      this.#isScheduled = true;
      queueMicrotask(() => {
        this.#isScheduled = false;
        this.#run().catch(() => {}); // told by an event
      });
    }
  }

  /** Where the text stands: in the page, or nowhere there. */
  #source() {
    const id = this.getAttribute('for');
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const target = id ? (root.getElementById?.(id) ?? document.getElementById(id)) : null;
    const highlight = valueOf(this, 'highlight');
    if (id) {
      return highlight === 'element' && target ? { article: articleFromElement(target) } : { place: target };
    }
    if (this.#given) {
      return { article: this.#given };
    }
    const article = articleFromElement(this);
    const isInPlace = highlight === 'css' || (highlight === 'auto' && 'highlights' in CSS && this.querySelector(HOLDS_MORE));
    return article.text && isInPlace ? { place: /** @type {Element} */ (this) } : { article };
  }

  /** @param {AbortSignal} [signal] */
  async #run(signal) {
    const { article = null, place = null } = this.#source();
    if (place ? place === this.#place && this.#annotation : article?.text === this.#article?.text && this.#document) {
      this.#show(); // nothing to analyse
      return;
    }
    if (this.#isBusy && place === this.#place && article?.text === this.#article?.text) {
      await this.#current;
      return;
    }
    this.#running.abort();
    this.#leavePlace();
    if (!place && (!article?.text || article.text !== this.#article?.text)) {
      this.#forget();
    }
    this.#article = article;
    this.#place = place;
    if (!place && !article?.text) {
      this.#show();
      return;
    }
    this.#current = this.#begin(place, article, signal);
    await this.#current;
  }

  /**
   * @param {Element | null} place
   * @param {Article | null} article
   * @param {AbortSignal} [signal]
   */
  async #begin(place, article, signal) {
    const mine = new AbortController();
    this.#running = mine;
    const began = performance.now();
    this.#setBusy(true);
    try {
      await this.#analyze(place, article, signal ? AbortSignal.any([signal, mine.signal]) : mine.signal);
      if (this.#running === mine) {
        this.#dispatch('result', { result: this.#document, ms: performance.now() - began });
        this.#tellLanguage();
      }
    } catch (error) {
      if (this.#running === mine) {
        this.#article = null; // what stands in the page is shown instead
        this.#fail(error);
        throw error;
      }
    } finally {
      if (this.#running === mine) {
        this.#setBusy(false);
      }
    }
  }

  /**
   * @param {Element | null} place
   * @param {Article | null} article
   * @param {AbortSignal} signal
   */
  async #analyze(place, article, signal) {
    const analyzer = borrowAnalyzer(this, /** @type {any} */ (valueOf(this, 'engine')), this.getAttribute('wasm-src') ?? '');
    const engine = await analyzer.ready();
    signal.throwIfAborted();
    this.#ready.resolve(engine);
    if (!this.#isReady) {
      this.#isReady = true;
      this.#dispatch('ready', { engine });
    }
    const text = article?.text ?? place?.textContent ?? '';
    if (text.length > this.maxLength) {
      throw new AnalyzerError('too-long', `This text has ${count(text.length, 'character')}, and max-length is ${this.maxLength}.`);
    }
    this.#dispatch('progress', { done: 0, total: text.length });
    const onProgress = (/** @type {{ done: number, total: number }} */ progress) => this.#dispatch('progress', progress);
    if (place) {
      const { annotate } = await import('./annotate.js');
      signal.throwIfAborted();
      const annotation = await annotate(place, {
        analyzer,
        signal,
        onProgress,
        .../** @type {any} */ (this.#wanted()),
        correct: (found, now) => this.#corrected(found, now),
        onSelect: ({ id, source }) => this.#select(id, source, { scroll: false, focus: false }),
        onUpdate: (document) => {
          this.#keep(document);
          this.#dispatch('result', { result: document, ms: 0 });
        },
        onError: (error) => this.#fail(error),
      });
      if (signal.aborted) {
        annotation.remove();
        signal.throwIfAborted();
      }
      this.#annotation = annotation;
      this.#keep(annotation.document);
    } else {
      this.#found = await analyzer.analyze(text, { signal, onProgress });
      signal.throwIfAborted();
      this.#keep(this.#corrected(this.#found, text));
    }
    this.#dispatch('progress', { done: text.length, total: text.length });
  }

  /** @param {AnalyzedDocument} found @param {string} text */
  #corrected(found, text) {
    return this.#corrector && this.#corrections.length ? this.#corrector.applyCorrections(found, text, this.#corrections).document : found;
  }

  /** @param {AnalyzedDocument} document */
  #keep(document) {
    this.#document = deepFreeze(document);
    this.#selected = null;
    this.#internals.states?.delete('error');
    this.#show();
    const { quotes, entities } = document;
    const names = entities.filter((e) => e.kind !== 'time' && e.kind !== 'num').length;
    const by = sourcesOf(document).sources.length;
    const found = quotes.length ? `${count(quotes.length, 'quotation')}${by ? ` by ${count(by, 'speaker')}` : ''}` : 'No quotations found';
    this.#view.say([`${found}, ${count(names, 'name')}.`, ...document.warnings.map((w) => w.message)].join(' '));
  }

  #show() {
    const wanted = this.#wanted();
    this.#selectables = this.#document ? selectablesOf(this.#document).filter((s) => isWanted(s, wanted)) : [];
    const isEmpty = !this.#article?.text && !this.#place && !this.#given?.text;
    this.#state('empty', isEmpty);
    this.#state('has-result', this.#document !== null);
    this.#annotation?.filter(/** @type {any} */ (wanted));
    this.#view.show({
      article: this.#document && !this.#place ? this.#article : this.#given,
      document: this.#document,
      wanted,
      isEmpty,
      isWriting: this.#isWriting,
      view: valueOf(this, 'view'),
      announce: valueOf(this, 'announce'),
      controls: this.hasAttribute('controls'),
      editable: this.hasAttribute('editable'),
    });
  }

  #wanted() {
    return { kinds: [...this.#kinds], quotes: [...this.#quotes] };
  }

  #forget() {
    this.#document = null;
    this.#found = null;
    this.#article = null;
    this.#selected = null;
    this.#view.say('');
  }

  #leavePlace() {
    this.#annotation?.remove();
    this.#annotation = null;
    this.#place = null;
  }

  /**
   * @param {string | null} id
   * @param {'pointer' | 'keyboard' | 'api'} source
   * @param {{ scroll: boolean, focus: boolean }} how
   */
  #select(id, source, how) {
    const selectable = id === null ? undefined : byId(this.#selectables, id);
    if (selectable && valueOf(this, 'view') !== 'read' && how.scroll) {
      this.setAttribute('view', 'read');
      this.#show();
    }
    this.#selected = selectable?.id ?? null;
    this.#view.select(selectable ?? null, how);
    this.#annotation?.select(this.#selected, how);
    if (selectable) {
      const [range] = this.#annotation?.rangesOf(selectable.id) ?? [];
      if (range && source === 'pointer') {
        this.#view.openCard(selectable.id, range.getBoundingClientRect());
      }
      this.#dispatch('select', { id: selectable.id, kind: selectable.kind, source });
    }
    return Boolean(selectable);
  }

  /**
   * @param {1 | -1} by
   * @param {string | undefined} kind
   * @param {'pointer' | 'keyboard' | 'api'} source
   */
  #step(by, kind, source) {
    const all = this.#selectables;
    const at = all.findIndex((s) => s.id === this.#selected);
    let i = at < 0 && by < 0 ? all.length : at;
    do {
      i += by;
    } while (all[i] && kind && all[i].kind !== kind);
    return all[i] ? this.#select(all[i].id, source, { scroll: true, focus: source === 'keyboard' }) : false;
  }

  /** @param {unknown} error */
  #fail(error) {
    const isAbort = error instanceof Error && error.name === 'AbortError';
    const known = error instanceof AnalyzerError ? error : new AnalyzerError(isAbort ? 'aborted' : 'wasm-trap', String(error), { cause: error });
    const { code, message } = known;
    if (code !== 'aborted') {
      this.#state('error', true);
      this.#view.say(message);
    }
    this.#show();
    this.#dispatch('error', { code, message, error: known });
  }

  #tellLanguage() {
    const warning = this.#document?.warnings.find((w) => w.code === 'not-english');
    if (warning) {
      this.#dispatch('error', { code: 'unsupported-lang', message: warning.message });
    }
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#isBusy = busy;
    this.#state('busy', busy);
    this.#state('loading', busy && !this.#isReady);
  }

  /** @param {string} name @param {boolean} on */
  #state(name, on) {
    // Browsers before 2024 lack it.
    this.#internals.states?.[on ? 'add' : 'delete'](name);
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   * @param {boolean} [cancelable]
   */
  #dispatch(name, detail, cancelable = false) {
    return this.dispatchEvent(new QuotelightEvent(`quotelight-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

reflectAttributes(QuoteLight.prototype);

/**
 * @template T
 * @param {T} value plain data
 * @returns {T}
 */
function deepFreeze(value) {
  for (const inner of Object.values(value ?? {})) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) {
      deepFreeze(inner);
    }
  }
  return Object.freeze(value);
}
