// The one instance of the wasm in this thread, started anew after a trap.

import { Engine, initSync, __wbg_reset_state as resetState } from './generated/glue.js';
import { AnalyzerError } from './protocol.js';

/** @typedef {import('./protocol.js').AnalyzedDocument} AnalyzedDocument */
/** @typedef {import('./protocol.js').EngineOptions} EngineOptions */

/** @type {Engine | undefined} */
let engine;
let instantiated = false;

/**
 * Makes an instance unless there is one.
 *
 * @param {WebAssembly.Module} module
 * @returns {Engine}
 */
export function startEngine(module) {
  if (engine) {
    return engine;
  }
  try {
    if (instantiated) {
      resetState();
    } else {
      initSync({ module });
      instantiated = true;
    }
    engine = new Engine();
    return engine;
  } catch (error) {
    throw startError(error);
  }
}

/**
 * Finds names and quotations in `text`.
 *
 * @param {WebAssembly.Module} module
 * @param {string} text
 * @param {EngineOptions} options
 * @returns {AnalyzedDocument}
 */
export function analyzeNow(module, text, options) {
  return answer(startEngine(module), (current) => current.analyze(text, options));
}

/**
 * Finds them in steps of so many milliseconds. What is iterated over is how much is done, from 0 to 1,
 * after each step but the last, and then the document; nothing is done between the steps.
 *
 * @param {WebAssembly.Module} module
 * @param {string} text
 * @param {EngineOptions} options
 * @param {number} milliseconds
 * @returns {Generator<AnalyzedDocument | number>}
 */
export function* analyzeInSteps(module, text, options, milliseconds) {
  const current = startEngine(module);
  const run = answer(current, () => current.begin(text, options));
  try {
    for (let document; !document;) {
      document = answer(current, () => run.step(milliseconds));
      yield document ?? run.done();
    }
  } finally {
    if (engine === current) {
      run.free();
    }
  }
}

/**
 * @template T
 * @param {Engine} current
 * @param {(current: Engine) => T} work
 * @returns {T}
 */
function answer(current, work) {
  try {
    return work(current);
  } catch (error) {
    if (isTrap(error)) {
      // Its memory may be in any state: nothing of this instance is used again.
      engine = undefined;
      throw new AnalyzerError('wasm-trap', 'The analysis stopped on a fault of ours in this text.', { cause: error });
    }
    throw new AnalyzerError('bad-options', messageOf(error), { cause: error });
  }
}

/**
 * Says what hinders compiling or starting the binary.
 *
 * @param {unknown} error
 * @returns {AnalyzerError}
 */
export function startError(error) {
  if (error instanceof AnalyzerError) {
    return error;
  }
  const message = messageOf(error);
  if (/content security policy|blocked by csp|unsafe-eval/i.test(message)) {
    const advice = "This page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src.";
    return new AnalyzerError('wasm-csp', advice, { cause: error });
  }
  return new AnalyzerError('wasm-invalid', `The WebAssembly binary cannot be started: ${message}`, { cause: error });
}

/** @param {unknown} error */
function isTrap(error) {
  // A panic, memory or stack that is used up: the two engines name the latter differently.
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || messageOf(error) === 'too much recursion';
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
