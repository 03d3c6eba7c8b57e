// The memory of the wasm has a budget, and is used again for the next text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { Engine, initSync } from '../../www/src/generated/glue.js';
import { article, TEXTS } from './texts.mjs';

const BINARY = new URL('../../www/src/generated/quotelight.wasm', import.meta.url);
const MB = 1e6;

const { memory } = initSync({ module: readFileSync(BINARY) });
const engine = new Engine();

/** @param {string} text */
function used(text) {
  engine.analyze(text, null);
  return memory.buffer.byteLength;
}

// In this order, since memory never shrinks.
describe('memory', () => {
  it('is 24 MB at most for an article of 6 kB', () => {
    const bytes = used(article(6_000));
    assert.ok(bytes <= 24 * MB, `${bytes} bytes`);
  });

  it('is 24 MB at most over 1,000 different articles, and soon grows no more', () => {
    Object.values(TEXTS).forEach((text) => used(text.toWellFormed()));
    const after = Array.from({ length: 1_000 }, () => used(article(6_000)));
    assert.ok(after[999] <= 24 * MB, `${after[999]} bytes`);
    assert.equal(after[999], after[299]);
  });
});
