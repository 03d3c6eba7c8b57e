// What the analyzer and its worker say to each other, and the errors that both may name.
// Nobody else describes these messages.

/** The most UTF-16 units that one text may have. */
export const MAX_LENGTH = 5_000_000;

/**
 * Why there is no document:
 *
 * - `wasm-csp`: the page's policy lacks `'wasm-unsafe-eval'`;
 * - `wasm-fetch`: the binary cannot be loaded;
 * - `wasm-invalid`: it is loaded, but is no binary that this browser can start;
 * - `wasm-trap`: the analysis stopped on a fault of ours, and the next one gets a new instance;
 * - `too-long`: the text is longer than one analysis may be;
 * - `bad-options`: an option has a wrong type or value;
 * - `aborted`: the caller's signal said so, or a newer request took its place;
 * - `terminated`: the analyzer was ended;
 * - `no-highlights`: the browser cannot highlight a page without a change to it;
 * - `no-result`: there is no analysis yet.
 *
 * @typedef {'wasm-csp' | 'wasm-fetch' | 'wasm-invalid' | 'wasm-trap' | 'too-long' | 'bad-options'
 *   | 'aborted' | 'terminated' | 'no-highlights' | 'no-result'} ErrorCode
 */

/** An analysis that gave no document. */
export class AnalyzerError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message a sentence for the reader
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    // Callers tell an abort from a failure by this name, as everywhere on the web.
    this.name = code === 'aborted' ? 'AbortError' : 'AnalyzerError';
    /** @readonly */
    this.code = code;
  }
}

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Options} EngineOptions */

/**
 * To the worker. `start` comes first and once; every `analyze` is answered, one after the other,
 * and every part of an answer but the first two is asked for by `more`.
 *
 * @typedef {{ type: 'start', module: WebAssembly.Module }
 *   | { type: 'more' }
 *   | { type: 'analyze', id: number, text: string, options: EngineOptions }} ToWorker
 */

/**
 * From the worker: `ready` or `failed` to `start`, `result` or `failed` to `analyze`; before a
 * `result`, how much is done, from 0 to 1, and what is taken out of its long lists.
 *
 * @typedef {{ type: 'ready' }
 *   | { type: 'progress', id: number, done: number }
 *   | { type: 'part', id: number, part: import('./parts.js').Part }
 *   | { type: 'result', id: number, document: AnalyzedDocument }
 *   | { type: 'failed', id: number, code: ErrorCode, message: string }} FromWorker
 */

/** The `id` of what answers `start`. */
export const START_ID = 0;
