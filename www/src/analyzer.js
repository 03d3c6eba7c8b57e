// The queue in front of the wasm: every request is answered once, in order, newest first where asked.

import { defaultBinary, INTEGRITY } from './binary.js';
import { compileBinary } from './compile.js';
import { startMainHost, startWorkerHost } from './hosts.js';
import { AnalyzerError, MAX_LENGTH } from './protocol.js';

/** @typedef {import('./protocol.js').AnalyzedDocument} AnalyzedDocument */
/** @typedef {import('./protocol.js').EngineOptions} EngineOptions */
/** @typedef {import('./hosts.js').Host} Host */
/** @typedef {import('./index.d.ts').AnalyzeOptions} AnalyzeOptions */

/**
 * @typedef {{
 *   text: string,
 *   options: EngineOptions,
 *   supersede: boolean,
 *   onProgress: AnalyzeOptions['onProgress'],
 *   done: boolean,
 *   resolve(document: AnalyzedDocument): void,
 *   reject(error: unknown): void,
 * }} Request
 */

/** @type {import('./index.d.ts').createAnalyzer} */
export function createAnalyzer({ engine = 'auto', wasm, worker, maxLength = MAX_LENGTH } = {}) {
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let module;
  /** @type {Promise<Host> | undefined} */
  let host;
  /** @type {Request[]} */
  let queue = [];
  /** @type {Request | undefined} */
  let running;
  let terminated = false;
  let mayWork = engine !== 'main' && typeof Worker === 'function';

  async function startHost() {
    module ??= wasm === undefined ? compileBinary(defaultBinary(), INTEGRITY) : compileBinary(wasm);
    const compiled = await module;
    if (mayWork) {
      try {
        return await startWorkerHost(compiled, worker);
      } catch (error) {
        if (engine === 'worker') {
          throw error;
        }
        mayWork = false; // by the page's policy, which does not change
      }
    } else if (engine === 'worker') {
      throw new AnalyzerError('wasm-invalid', 'There are no workers here.');
    }
    return startMainHost(compiled);
  }

  /** The host, started when it is first needed; a failure is tried again with the next request. */
  function currentHost() {
    host ??= startHost().catch((error) => {
      module = undefined;
      host = undefined;
      throw error;
    });
    return host;
  }

  function dropHost() {
    const old = host;
    host = undefined;
    old?.then((h) => h.stop(), () => {});
  }

  async function pump() {
    if (running) {
      return;
    }
    const request = queue.shift();
    if (!request) {
      return;
    }
    running = request;
    try {
      const current = await currentHost();
      if (!request.done) {
        request.resolve(await current.run(request.text, request.options, () => !request.done, (done) => tell(request, done)));
      }
    } catch (error) {
      if (error instanceof AnalyzerError && error.code === 'wasm-trap') {
        dropHost();
      }
      request.reject(error);
    }
    running = undefined;
    pump();
  }

  /**
   * @param {Request} request
   * @param {unknown} error
   */
  function cancel(request, error) {
    if (request.done) {
      return;
    }
    request.reject(error);
    queue = queue.filter((r) => r !== request);
    // The wasm does not listen while it runs: its worker has to go.
    if (running === request && mayWork) {
      dropHost();
    }
  }

  return {
    async ready() {
      if (terminated) {
        throw terminatedError();
      }
      return (await currentHost()).kind;
    },

    analyze(text, options = {}) {
      return new Promise((resolve, reject) => {
        const { signal, supersede = false, onProgress, ...engineOptions } = options;
        const fault = terminated ? terminatedError() : faultOf(text, maxLength) ?? abortOf(signal);
        if (fault) {
          reject(fault);
          return;
        }
        const onAbort = () => cancel(request, abortOf(signal));
        const end = () => {
          request.done = true;
          signal?.removeEventListener('abort', onAbort);
        };
        /** @type {Request} */
        const request = {
          text,
          options: engineOptions,
          supersede,
          onProgress,
          done: false,
          resolve(document) {
            end();
            resolve(document);
          },
          reject(error) {
            end();
            reject(error);
          },
        };
        if (supersede) {
          const older = [running, ...queue].filter((r) => r?.supersede);
          for (const r of older) {
            cancel(/** @type {Request} */ (r), new AnalyzerError('aborted', 'A newer text took its place.'));
          }
        }
        signal?.addEventListener('abort', onAbort);
        queue.push(request);
        pump();
      });
    },

    terminate() {
      terminated = true;
      for (const request of [running, ...queue]) {
        request?.reject(terminatedError());
      }
      queue = [];
      dropHost();
    },
  };
}

/**
 * @param {Request} request
 * @param {number} done from 0 to 1
 */
function tell({ text, onProgress, done: isOver }, done) {
  if (!isOver) {
    onProgress?.({ done: Math.floor(done * text.length), total: text.length });
  }
}

/**
 * @param {unknown} text
 * @param {number} maxLength
 */
function faultOf(text, maxLength) {
  if (typeof text !== 'string') {
    return new AnalyzerError('bad-options', 'The text must be a string.');
  }
  if (text.length > maxLength) {
    const [length, limit] = [text.length, maxLength].map((n) => n.toLocaleString('en'));
    return new AnalyzerError('too-long', `This text has ${length} characters, and one analysis takes at most ${limit}. Give it in parts.`);
  }
  return undefined;
}

/** @param {AbortSignal | undefined} signal */
function abortOf(signal) {
  return signal?.aborted ? new AnalyzerError('aborted', 'The analysis was called off.', { cause: signal.reason }) : undefined;
}

function terminatedError() {
  return new AnalyzerError('terminated', 'This analyzer was ended.');
}
