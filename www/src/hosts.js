// Where the wasm runs: in a worker, or where a worker cannot be had in the thread of the caller.

import { analyzeInSteps, analyzeNow, startEngine } from './engine.js';
import { workerSource } from './generated/worker-source.js';
import { join } from './parts.js';
import { AnalyzerError, START_ID } from './protocol.js';

/** @typedef {import('./protocol.js').AnalyzedDocument} AnalyzedDocument */
/** @typedef {import('./protocol.js').EngineOptions} EngineOptions */
/** @typedef {import('./protocol.js').FromWorker} FromWorker */

/**
 * Runs one text at a time. After `stop`, which rejects what runs, it is not used again.
 *
 * @typedef {{
 *   kind: 'worker' | 'main',
 *   run(text: string, options: EngineOptions, isWanted: () => boolean, onProgress: (done: number) => void): Promise<AnalyzedDocument>,
 *   stop(): void,
 * }} Host
 */

/** A step of an analysis in the thread of a page, in milliseconds: the page may be busy for as long. */
const STEP = 16;

/**
 * A host in this thread. A page goes on between the steps of an analysis; elsewhere nobody waits.
 *
 * @param {WebAssembly.Module} module
 * @returns {Host}
 */
export function startMainHost(module) {
  startEngine(module);
  return {
    kind: 'main',
    async run(text, options, isWanted, onProgress) {
      // Lets the page paint, and the caller change its mind, first.
      await pause();
      if (typeof document !== 'object') {
        return analyzeNow(module, text, options);
      }
      for (const found of analyzeInSteps(module, text, options, STEP)) {
        if (typeof found === 'object') {
          return found;
        }
        onProgress(found);
        await pause();
        if (!isWanted()) {
          break;
        }
      }
      throw new AnalyzerError('aborted', 'The analysis was called off.');
    },
    stop() {},
  };
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * A host in a worker of its own.
 *
 * @param {WebAssembly.Module} module
 * @param {{ toString(): string }} [script] the address of the worker's script, or that as a
 *   `TrustedScriptURL`, for pages that may not start a worker from a blob
 * @returns {Promise<Host>}
 */
export function startWorkerHost(module, script) {
  // A worker from a blob has the page's policy and may come from any origin; one from an address
  // would have neither.
  const url = script ? '' : URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(/** @type {string} */ (script ?? trusted(url)), { name: 'quotelight' });
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  /** @type {{ id: number, parts: import('./parts.js').Part[], resolve(document: AnalyzedDocument): void, reject(error: unknown): void, onProgress(done: number): void } | undefined} */
  let running;
  let lastId = START_ID;

  /** @type {Host} */
  const host = {
    kind: 'worker',
    run(text, options, _, onProgress) {
      return new Promise((resolve, reject) => {
        try {
          worker.postMessage({ type: 'analyze', id: ++lastId, text, options });
          running = { id: lastId, parts: [], resolve, reject, onProgress };
        } catch (error) {
          reject(new AnalyzerError('bad-options', 'The options must be plain data.', { cause: error }));
        }
      });
    },
    stop() {
      worker.terminate();
      running?.reject(new AnalyzerError('aborted', 'The analysis was stopped.'));
      running = undefined;
    },
  };

  return new Promise((resolve, reject) => {
    /** @param {AnalyzerError} error */
    const fail = (error) => {
      running?.reject(error);
      running = undefined;
      reject(error);
    };
    worker.onmessage = (/** @type {MessageEvent<FromWorker>} */ { data }) => {
      if (data.type === 'ready') {
        URL.revokeObjectURL(url);
        resolve(host);
      } else if (data.type === 'failed') {
        fail(new AnalyzerError(data.code, data.message));
      } else if (running?.id !== data.id) {
        // of a text that nobody waits for
      } else if (data.type === 'progress') {
        running.onProgress(data.done);
      } else if (data.type === 'part') {
        running.parts.push(data.part);
        worker.postMessage({ type: 'more' });
      } else {
        const { resolve: answer, parts } = running;
        running = undefined;
        answer(join(data.document, parts));
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(new AnalyzerError('wasm-trap', `The worker stopped: ${event.message ?? 'it could not be started'}.`));
    };
    worker.postMessage({ type: 'start', module });
  });
}

/** @typedef {{ createScriptURL(url: string): unknown }} Policy */

/** @type {Policy | undefined} */
let policy;
/** @type {string | undefined} */
let ownUrl;

/**
 * The address in the form in which a page under Trusted Types takes it.
 *
 * @param {string} url of a blob that we made
 * @returns {unknown}
 */
function trusted(url) {
  const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }} */ (globalThis);
  if (!trustedTypes) {
    return url;
  }
  policy ??= trustedTypes.createPolicy('quotelight#worker', {
    createScriptURL(wanted) {
      if (wanted !== ownUrl) {
        throw new TypeError('not an address of a Quotelight worker');
      }
      return wanted;
    },
  });
  ownUrl = url;
  return policy.createScriptURL(url);
}
