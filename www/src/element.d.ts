import type { Document, Family, QuoteType } from './index.d.ts';
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

/** What the element's events carry. */
export interface QuotelightEventDetails {
  'quotelight-ready': { engine: 'worker' | 'main' };
  /** In UTF-16 units of the text. */
  'quotelight-progress': { done: number; total: number };
  /** `ms`: how long it took; 0 where the text of the page has changed. */
  'quotelight-result': { result: Document; ms: number };
  'quotelight-select': Selection;
  'quotelight-filter': { kinds: (Family | 'quote')[]; quotes: QuoteType[] };
  'quotelight-correction': unknown;
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
  readonly corrections: unknown[];

  /** Analyses the text now, or another one. Rejects with an `AnalyzerError`. */
  analyze(text?: string, options?: { signal?: AbortSignal }): Promise<Document | null>;
  /**
   * The analysis in another format; empty where a listener cancelled `quotelight-export`.
   *
   * @throws {AnalyzerError} `no-result` before there is an analysis
   */
  export(format: ExportFormat, options?: ExportOptions): string;
  select(id: string | null, options?: { scroll?: boolean; focus?: boolean }): boolean;
  next(kind?: Family | 'quote'): boolean;
  previous(kind?: Family | 'quote'): boolean;
  clear(): void;
  addCorrection(correction: unknown): void;
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
