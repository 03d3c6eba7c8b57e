/** One analysed text. Plain data: it can be cloned, posted, stored and serialised. */
export interface Document {
  /** Version of this shape. */
  version: 1;
  /** What `start`, `end` and `length` count: UTF-16 code units, as JavaScript strings do. */
  offsetUnit: 'utf16';
  /** Length of the text. `text.slice(start, end)` is the text of every span below. */
  length: number;
  /** BCP 47 code of the language that the text looks like, `und` where that is unclear. */
  lang: string;
  /** The day against which relative dates were resolved, `YYYY-MM-DD`. */
  date: string | null;
  paragraphs: Paragraph[];
  /** Everything named, in the order of the first mention. `entities[i].id === i`. */
  entities: Entity[];
  /** Everything said, in the order of the text. `quotes[i].id === i`. */
  quotes: Quote[];
  stats: Stats;
  warnings: Warning[];
  /** Identifies the program and its weights: same model, same text, same options, same document. */
  model: string;
}

/** A half-open range of the text. */
export interface Span {
  start: number;
  end: number;
}

export interface Paragraph extends Span {
  kind: 'heading' | 'text';
}

/** The 18 kinds of OntoNotes 5. */
export type EntityLabel =
  | 'PERSON' | 'NORP' | 'ORG' | 'GPE' | 'LOC' | 'FAC' | 'EVENT' | 'LAW' | 'WORK_OF_ART'
  | 'PRODUCT' | 'LANGUAGE' | 'DATE' | 'TIME' | 'MONEY' | 'PERCENT' | 'QUANTITY' | 'ORDINAL'
  | 'CARDINAL';

/** Kinds that share a colour and a switch. */
export type Family = 'person' | 'org' | 'place' | 'time' | 'num' | 'work' | 'event';

/** One thing that the text names: a chain of mentions. Dates and numbers have one mention each. */
export interface Entity {
  id: number;
  kind: Family;
  label: EntityLabel;
  /** Its fullest name in the text. */
  name: string;
  /** Other forms in which the text names it. */
  aliases: string[];
  /** What the text says it is: "Russian president". */
  roles: string[];
  mentions: Mention[];
}

export interface Mention extends Span {
  text: string;
  /** From 0 to 1, calibrated. */
  confidence: number;
  /** The value of a date, time, amount or number. */
  value?: Value;
}

export type Value =
  /** ISO 8601 / TIMEX3: `2024-03-13`, `2024-W11`, `199X`, `T15:30`, `P3D`, `XXXX-WXX-5`. */
  | { type: 'time'; iso: string }
  /** An amount (of a range: from `amount` to `to`) and its ISO 4217 currency. */
  | { type: 'money'; amount: number; to?: number; currency: string }
  /** A percentage as fraction: 40% is 0.4. */
  | { type: 'fraction'; value: number }
  | { type: 'quantity'; amount: number; unit: string }
  | { type: 'number'; value: number };

export type QuoteType = 'direct' | 'indirect' | 'mixed';

/** Why a quotation has its speaker. */
export type Via =
  | 'cue-before' | 'cue-after' | 'cue-inside' | 'colon' | 'according-to' | 'turn' | 'continued'
  | 'inherited' | 'alternation' | 'nearby' | 'open';

/** One quotation, from the start of its first piece to the end of its last one. */
export interface Quote extends Span {
  id: number;
  /** `direct`: all its words stand in quotation marks; `indirect`: none; `mixed`: some. */
  type: QuoteType;
  /** The pieces of its content, without the outer quotation marks. */
  contents: (Span & { text: string })[];
  /** The reporting verb with its auxiliaries, or "according to". */
  cue: (Span & { text: string }) | null;
  /** The source; `null` where it stays open. */
  speaker: Speaker | null;
  /** The second best source. */
  runnerUp: Speaker | null;
  via: Via;
  /** How sure the finder is of the quotation, from 0 to 1. */
  confidence: number;
}

export interface Speaker extends Span {
  /** The words that name the source here: "she". */
  text: string;
  via: 'name' | 'pronoun' | 'nominal';
  /** The id of the entity that it is; `null` for somebody whom the text does not name. */
  entity: number | null;
  /** The name of that entity: "Angela Merkel". */
  name: string | null;
  /** How sure the finder is of the link, from 0 to 1. */
  confidence: number;
}

export interface Stats {
  words: number;
  sentences: number;
  /** Words inside quotations. */
  quotedWords: number;
}

export interface Warning {
  code: 'not-english' | 'no-text' | 'unbalanced-quotes' | 'too-long';
  /** A sentence for the reader. */
  message: string;
}

export interface Options {
  /** The article's date, `YYYY-MM-DD`, against which relative dates are resolved. */
  date?: string;
  /** Speakers below this confidence stay open, from 0 to 1. */
  speakerThreshold?: number;
  /** Adds a user-timing measure `quotelight:<pass>` for each pass. */
  profile?: boolean;
}
