// One analyzer, so one module and one worker, for all elements with the same settings.

import { createAnalyzer } from './analyzer.js';

/** @typedef {import('./index.d.ts').Analyzer} Analyzer */
/** @typedef {import('./index.d.ts').AnalyzerOptions} AnalyzerOptions */

/** @type {Map<string, { analyzer: Analyzer, users: Set<object> }>} */
const shared = new Map();

/**
 * @param {object} user
 * @param {NonNullable<AnalyzerOptions['engine']>} engine
 * @param {string} wasm its address; empty for the one beside the module
 * @returns {Analyzer}
 */
export function borrowAnalyzer(user, engine, wasm) {
  const key = `${engine} ${wasm}`;
  let entry = shared.get(key);
  if (!entry) {
    entry = { analyzer: createAnalyzer({ engine, ...(wasm && { wasm }) }), users: new Set() };
    shared.set(key, entry);
  }
  entry.users.add(user);
  return entry.analyzer;
}

/**
 * Ends the analyzers that nobody else uses.
 *
 * @param {object} user
 */
export function returnAnalyzer(user) {
  for (const [key, { analyzer, users }] of shared) {
    if (users.delete(user) && !users.size) {
      shared.delete(key);
      analyzer.terminate();
    }
  }
}
