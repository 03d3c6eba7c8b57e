// The package's entry. Importing it does nothing yet: no network, no worker, nothing global.

import { createAnalyzer } from './analyzer.js';

export { createAnalyzer };
export { AnalyzerError, MAX_LENGTH } from './protocol.js';

/** @type {import('./index.d.ts').Analyzer | undefined} */
let shared;

/** @type {import('./index.d.ts').analyze} */
export function analyze(text, options) {
  shared ??= createAnalyzer();
  return shared.analyze(text, options);
}
