import type { Analyzer, AnalyzerError, Document, Family, Options, QuoteType } from './index.d.ts';

export interface AnnotateOptions extends Options {
  /** Who analyses; one analyzer for all by default. */
  analyzer?: Analyzer;
  /** Only these families of names, and quotations only with `quote`; everything by default. */
  kinds?: Iterable<Family | 'quote'> | null;
  /** Only these types of quotations. */
  quotes?: Iterable<QuoteType> | null;
  /** Whether changes of the element are followed; they are by default. */
  observe?: boolean;
  /** Changes what was found before it is shown; `update` asks again. */
  correct?(document: Document, text: string): Document;
  /** Calls the analysis off. */
  signal?: AbortSignal;
  /** How far a long analysis is, in UTF-16 units of the text. */
  onProgress?(progress: { done: number; total: number }): void;
  /** After the element's text has changed. */
  onUpdate?(document: Document): void;
  /** After a click on a mark. */
  onSelect?(selection: Selection): void;
  /** Why a change could not be followed. */
  onError?(error: AnalyzerError): void;
}

export interface Selection {
  /** `q3`: quotation 3; `e5.1`: the second mention of entity 5. */
  id: string;
  kind: Family | 'quote';
  source: 'pointer' | 'keyboard' | 'api';
}

/** An element whose names and quotations are highlighted. */
export interface Annotation {
  readonly document: Document;
  /** The text that was read from the element; offsets of the document count in it. */
  readonly text: string;
  readonly selected: string | null;
  /** Shows a mark as selected, `null` none; says whether there is such a mark. */
  select(id: string | null, options?: { scroll?: boolean }): boolean;
  /** Shows other kinds. */
  filter(wanted: Pick<AnnotateOptions, 'kinds' | 'quotes'>): void;
  /** The smallest mark at a place of the window. */
  at(x: number, y: number): string | null;
  /** Where a mark stands in the page. */
  rangesOf(id: string): Range[];
  /** Reads the element again, and analyses it where its text has changed. */
  update(): Promise<void>;
  /** Takes the highlights away. */
  remove(): void;
}

/**
 * Highlights the names and quotations in `element` in place: with CSS Custom Highlights, without a
 * change to its DOM.
 *
 * Rejects with an {@link AnalyzerError}: as `analyze` does, or with `no-highlights` where the
 * browser has none.
 */
export function annotate(element: Element | ShadowRoot, options?: AnnotateOptions): Promise<Annotation>;
