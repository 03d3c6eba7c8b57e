import type { Document, EntityLabel, Family, QuoteType, Span } from './index.d.ts';
import type { ExportFormat, ExportOptions } from './export/index.d.ts';
import type { Selection } from './annotate.d.ts';

export type * from './index.d.ts';
export type { ExportFormat, ExportOptions, Metadata, OffsetUnit } from './export/index.d.ts';
export type { Selection } from './annotate.d.ts';

/** An attribute of tokens, like `classList`. */
export interface TokenList<T extends string> extends Iterable<T> {
  readonly length: number;
  /** The attribute. */
  value: string;
  contains(token: string): boolean;
  add(...tokens: T[]): void;
  remove(...tokens: T[]): void;
  toggle(token: T, force?: boolean): boolean;
  supports(token: string): token is T;
  item(index: number): T | null;
  toString(): string;
}

/** A place in a text: its words, what stands before and after them, and where they began. */
export interface Anchor {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
}

/** The anchor of a span of a text. */
export function anchorOf(text: string, span: Pick<Span, 'start' | 'end'>): Anchor;

/** A quotation's place is that of its first piece; `who` is where the text names the speaker, `null` for nobody. */
export type Correction =
  | { do: 'remove'; what: 'name' | 'quote'; at: Anchor; all: boolean }
  | { do: 'label'; at: Anchor; label: EntityLabel; all: boolean }
  | { do: 'merge'; at: Anchor; with: Anchor }
  | { do: 'split'; at: Anchor }
  | { do: 'name'; at: Anchor; label: EntityLabel }
  | { do: 'quote'; at: Anchor; type: QuoteType }
  | { do: 'bounds'; what: 'name' | 'quote'; at: Anchor; to: Anchor }
  | { do: 'type'; at: Anchor; type: QuoteType }
  | { do: 'speaker'; at: Anchor; who: Anchor | null };

/** What the element's events carry. */
export interface QuotelightEventDetails {
  'quotelight-ready': { engine: 'worker' | 'main' };
  /** In UTF-16 units of the text. */
  'quotelight-progress': { done: number; total: number };
  /** `ms`: how long it took; 0 where the text of the page has changed. */
  'quotelight-result': { result: Document; ms: number };
  'quotelight-select': Selection;
  'quotelight-filter': { kinds: (Family | 'quote')[]; quotes: QuoteType[] };
  'quotelight-correction': Correction;
  'quotelight-export': { format: ExportFormat; data: string };
  /** `code`: as of an `AnalyzerError`, or `unsupported-lang` where the text does not look like English. */
  'quotelight-error': { code: string; message: string; error?: Error };
}

export type QuotelightEvents = { [K in keyof QuotelightEventDetails]: QuotelightEvent<QuotelightEventDetails[K]> };

/** What the element dispatches; it bubbles and crosses shadow trees. */
export class QuotelightEvent<T = unknown> extends CustomEvent<T> {}

/** `<quote-light>`. Its attributes, parts, states and custom properties are in `custom-elements.json`. */
export class QuoteLight extends HTMLElement {
  /** Registers the element, unless the registry has the tag already. */
  static define(tag?: string, registry?: CustomElementRegistry): void;

  htmlFor: string;
  get kinds(): TokenList<Family | 'quote'>;
  set kinds(kinds: string | readonly (Family | 'quote')[] | TokenList<Family | 'quote'>);
  get quotes(): TokenList<QuoteType>;
  set quotes(quotes: string | readonly QuoteType[] | TokenList<QuoteType>);
  labels: 'focus' | 'inline' | 'none';
  view: 'read' | 'quotes' | 'people' | 'index';
  focusMode: 'off' | 'quotes';
  controls: boolean;
  editable: boolean;
  highlight: 'auto' | 'element' | 'css';
  announce: 'off' | 'first' | 'all';
  engine: 'auto' | 'worker' | 'main';
  wasmSrc: string;
  maxLength: number;

  /** The text that is analysed. Setting it analyses it instead of what stands in the element. */
  text: string;
  /** The last analysis, frozen. */
  readonly result: Document | null;
  /** Where the analysis runs, as soon as it can. */
  readonly ready: Promise<'worker' | 'main'>;
  readonly busy: boolean;
  /** `q3`: quotation 3; `e5.1`: the second mention of entity 5. */
  readonly selected: string | null;
  /** What `addCorrection` was told of this text. */
  readonly corrections: Correction[];

  /** Analyses the text now, or another one. Rejects with an `AnalyzerError`. */
  analyze(text?: string, options?: { signal?: AbortSignal }): Promise<Document | null>;
  /**
   * The analysis in another format, as it is now; empty where a listener cancelled `quotelight-export`.
   * The first call loads what writes the formats, and rejects as `import()` does where it cannot be had.
   * Rejects with an `AnalyzerError`: `no-result` before there is an analysis.
   */
  export(format: ExportFormat, options?: ExportOptions): Promise<string>;
  select(id: string | null, options?: { scroll?: boolean; focus?: boolean }): boolean;
  next(kind?: Family | 'quote'): boolean;
  previous(kind?: Family | 'quote'): boolean;
  clear(): void;
  /**
   * Corrects the analysis, now and after edits of the text, and says when that is done; the first call
   * loads what does it. What has no place in the text any more is passed over. Rejects with an
   * `AnalyzerError`: `bad-options` where it is not a correction.
   */
  addCorrection(correction: Correction): Promise<void>;
  terminate(): void;

  addEventListener<K extends keyof QuotelightEvents>(
    type: K, listener: (this: QuoteLight, event: QuotelightEvents[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'quote-light': QuoteLight;
  }
}
