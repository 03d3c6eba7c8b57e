import type { Document, EntityLabel, Family, Quote, QuoteType } from '../../../src/types.d.ts';

export type ExportFormat =
  /** Our own: the document with its text; {@link readJson} reads it back. */
  | 'json'
  /** RFC 4180, one quotation or one mention a row. */
  | 'csv'
  /** The same, separated by tabs. */
  | 'tsv'
  /** The quotations and names as lists. */
  | 'markdown'
  /** A page with the quotations and the marked text; it holds no script and loads nothing. */
  | 'html'
  /** W3C Web Annotation: an `AnnotationPage`; each target has a quote and a position selector. */
  | 'annotations'
  /** What displaCy draws with `manual=True`, in style "ent" and in style "span". */
  | 'displacy'
  /** The `.ann` file of brat; the text is its `.txt` file. */
  | 'brat'
  /** IOB2, a token a line: token, name, quotation. */
  | 'conll';

export type OffsetUnit = 'utf16' | 'codepoint';

export interface FormatInfo {
  /** For a menu. */
  name: string;
  /** Of a file, without the point. */
  extension: string;
  mediaType: string;
  /** What its offsets count if not asked otherwise; `null` where it has none. */
  offsetUnit: OffsetUnit | null;
}

export const EXPORT_FORMATS: Readonly<Record<ExportFormat, FormatInfo>>;

/** What is known of the article. */
export interface Metadata {
  title?: string;
  /** Where it stands; only http(s) addresses become links. */
  url?: string;
  publisher?: string;
  /** `YYYY-MM-DD`. */
  date?: string;
}

export interface ExportOptions {
  /** In JSON, and as title, link or `source` where the format has these. */
  metadata?: Metadata;
  /** Only these families of names, and quotations only with `quote`; everything by default. Not for JSON. */
  kinds?: Iterable<Family | 'quote'>;
  /** Only these types of quotations. Not for JSON. */
  quotes?: Iterable<QuoteType>;
  /** CSV, TSV, annotations, displaCy: what offsets count. */
  offsetUnit?: OffsetUnit;
  /** CSV, TSV: what a row is; `quotes` by default. */
  rows?: 'quotes' | 'mentions';
  /** CSV, TSV: leave cells that a spreadsheet takes for formulas as they are; by default they get an apostrophe. */
  formulas?: boolean;
  /** HTML: only what stands in the body, for the clipboard. */
  fragment?: boolean;
  /** JSON: what a reader has corrected, kept beside the document. */
  corrections?: readonly unknown[];
}

/** What a writer of a format gets. */
export interface Source {
  text: string;
  document: Document;
}

/**
 * Writes `document`, which is the analysis of `text`, in another format.
 *
 * @throws {TypeError} where the format is unknown, or the text is not that of the document
 */
export function exportDocument(format: ExportFormat, text: string, document: Document, options?: ExportOptions): string;

/**
 * Reads what the format `json` wrote. Every value is checked.
 *
 * @throws {TypeError} that says which value is wrong
 */
export function readJson(json: string): { text: string; document: Document; metadata: Metadata; corrections: unknown[] };

/** What the labels are called, and what tells them apart without colour. */
export const LABELS: Readonly<Record<EntityLabel, {
  family: Family;
  /** Beside a mark. */
  tag: string;
  name: string;
  /** The style of the underline. */
  line: 'solid' | 'dashed' | 'dotted' | 'double' | 'wavy';
}>>;

/** The families in the order of a legend, with their names. */
export const FAMILIES: [Family, string][];

export const QUOTE_TYPES: Readonly<Record<QuoteType, { name: string; meaning: string }>>;

/** Colours on light and on dark: `accent` for lines and small text, `tint` for areas; `any` is a line for both. */
export const PALETTE: Readonly<Record<Family | 'quote', { accent: [string, string]; tint: [string, string]; any: string }>>;

/** Text on a tint, on light and on dark. */
export const INK: string[];

/** A stretch of text with the same marks throughout: ids of quotations and of an entity, and the mention's index. */
export interface Run {
  start: number;
  end: number;
  quote: number | null;
  /** The quotation whose speaker stands here. */
  speaker: number | null;
  /** The quotation whose cue stands here. */
  cue: number | null;
  entity: number | null;
  mention: number | null;
}

/** The document as flat runs, in order; together they are the whole text. */
export function runsOf(document: Document): Run[];

/** Somebody who is quoted, numbered in the order of the first quotation. */
export interface QuotedSource {
  number: number;
  name: string;
  entity: number | null;
  quotes: Quote[];
}

/** Who is quoted; `sourceOf` by the id of a quotation. */
export function sourcesOf(document: Document): { sources: QuotedSource[]; sourceOf: Map<number, QuotedSource> };

/** A stretch of text as one line. */
export function tidy(text: string): string;
