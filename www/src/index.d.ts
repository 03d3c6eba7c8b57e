import type { Document, Options } from './types.d.ts';

export type * from './types.d.ts';

/** Why there is no document. */
export type ErrorCode =
  /** The page's Content-Security-Policy lacks `'wasm-unsafe-eval'`. */
  | 'wasm-csp'
  /** The binary cannot be loaded. */
  | 'wasm-fetch'
  /** The binary is loaded, but cannot be started. */
  | 'wasm-invalid'
  /** The analysis stopped on a fault of ours; the next one gets a new instance. */
  | 'wasm-trap'
  /** The text is longer than one analysis may be. */
  | 'too-long'
  /** An option has a wrong type or value. */
  | 'bad-options'
  /** The signal said so, or a newer request took its place. Its `name` is `AbortError`. */
  | 'aborted'
  /** The analyzer was ended. */
  | 'terminated'
  /** The browser has no CSS Custom Highlights. */
  | 'no-highlights'
  /** There is no analysis yet. */
  | 'no-result';

/** An analysis that gave no document. */
export class AnalyzerError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  readonly code: ErrorCode;
}

/** The most UTF-16 units that one text may have. */
export const MAX_LENGTH: number;

export interface AnalyzerOptions {
  /**
   * Where the analysis runs. `auto`, the default: in a worker, or in the calling thread where the
   * page or the host allows no worker; `worker` and `main` allow only the one.
   */
  engine?: 'auto' | 'worker' | 'main';
  /** The WebAssembly binary, or where it lies, if not beside the module. */
  wasm?: URL | string | Response | BufferSource | WebAssembly.Module;
  /**
   * Where the worker's script lies, as a string, a `URL` or a `TrustedScriptURL`. By default it comes
   * from a blob, which has the policy of the page; this is for pages whose policy allows no blob.
   */
  worker?: { toString(): string };
  /** The most UTF-16 units that a text may have; {@link MAX_LENGTH} by default. */
  maxLength?: number;
}

export interface AnalyzeOptions extends Options {
  /** Calls the request off; an analysis that runs in a worker stops at once. */
  signal?: AbortSignal;
  /** Calls off earlier requests of this analyzer that were made with `supersede`. */
  supersede?: boolean;
  /** How far a long analysis is, in UTF-16 units of the text, several times a second; a short one ends before. */
  onProgress?(progress: { done: number; total: number }): void;
}

export interface Analyzer {
  /** Loads what an analysis needs, and says where it will run. */
  ready(): Promise<'worker' | 'main'>;
  /** Finds names and quotations in `text`. Rejects with an {@link AnalyzerError}. */
  analyze(text: string, options?: AnalyzeOptions): Promise<Document>;
  /** Ends the worker and rejects what is not answered. */
  terminate(): void;
}

/** Makes an analyzer; nothing is loaded before the first request or {@link Analyzer.ready}. */
export function createAnalyzer(options?: AnalyzerOptions): Analyzer;

/** Finds names and quotations in `text`, with one analyzer for all callers. */
export function analyze(text: string, options?: AnalyzeOptions): Promise<Document>;
