// The worker: one instance, one text after the other.

import { analyzeInSteps, startEngine } from './engine.js';
import { split } from './parts.js';
import { AnalyzerError, START_ID } from './protocol.js';

/** @typedef {import('./protocol.js').ToWorker} ToWorker */
/** @typedef {import('./protocol.js').FromWorker} FromWorker */

/** With each so many milliseconds of an analysis it is told how far it is. */
const TOLD = 100;

/** @type {WebAssembly.Module | undefined} */
let module;
/** @type {FromWorker[]} what the page has not asked for yet: it may have other things to do between two parts */
let waiting = [];

self.onmessage = (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  const id = data.type === 'analyze' ? data.id : START_ID;
  try {
    if (data.type === 'start') {
      module = data.module;
      startEngine(module);
      send({ type: 'ready' });
    } else if (data.type === 'more') {
      sendNext();
    } else if (module) {
      for (const found of analyzeInSteps(module, data.text, data.options, TOLD)) {
        answer(id, found);
      }
    }
  } catch (error) {
    const { code, message } = error instanceof AnalyzerError ? error
      : new AnalyzerError('wasm-trap', String(error));
    send({ type: 'failed', id, code, message });
  }
};

/**
 * @param {number} id
 * @param {import('./protocol.js').AnalyzedDocument | number} found the document, or how much is done
 */
function answer(id, found) {
  if (typeof found === 'number') {
    send({ type: 'progress', id, done: found });
    return;
  }
  waiting = split(found).map((part) => ({ type: 'part', id, part }));
  waiting.push({ type: 'result', id, document: found });
  // While the page takes the first over, the second is on its way.
  sendNext();
  sendNext();
}

function sendNext() {
  const message = waiting.shift();
  if (message) {
    send(message);
  }
}

self.onmessageerror = () => {
  send({ type: 'failed', id: START_ID, code: 'wasm-invalid', message: 'The worker cannot take over the WebAssembly module.' });
};

/** @param {FromWorker} message */
function send(message) {
  self.postMessage(message);
}
