// The worker: one instance, one text after the other.

import { analyzeNow, startEngine } from './engine.js';
import { split } from './parts.js';
import { AnalyzerError, START_ID } from './protocol.js';

/** @typedef {import('./protocol.js').ToWorker} ToWorker */
/** @typedef {import('./protocol.js').FromWorker} FromWorker */

/** @type {WebAssembly.Module | undefined} */
let module;

self.onmessage = (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  const id = data.type === 'analyze' ? data.id : START_ID;
  try {
    if (data.type === 'start') {
      module = data.module;
      startEngine(module);
      send({ type: 'ready' });
    } else if (module) {
      const document = analyzeNow(module, data.text, data.options);
      for (const part of split(document)) {
        send({ type: 'part', id, part });
      }
      send({ type: 'result', id, document });
    }
  } catch (error) {
    const { code, message } = error instanceof AnalyzerError ? error
      : new AnalyzerError('wasm-trap', String(error));
    send({ type: 'failed', id, code, message });
  }
};

self.onmessageerror = () => {
  send({ type: 'failed', id: START_ID, code: 'wasm-invalid', message: 'The worker cannot take over the WebAssembly module.' });
};

/** @param {FromWorker} message */
function send(message) {
  self.postMessage(message);
}
