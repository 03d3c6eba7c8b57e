// The memory of the wasm grows with the length of a text by no more than its budget.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { Engine, initSync } from '../../www/src/generated/glue.js';
import { article } from './texts.mjs';

const BINARY = new URL('../../www/src/generated/quotelight.wasm', import.meta.url);
const MB = 1e6;

const { memory } = initSync({ module: readFileSync(BINARY) });
const engine = new Engine();

/** @param {string} text */
function used(text) {
  engine.analyze(text, null);
  return memory.buffer.byteLength;
}

/** @param {number} length */
function isWithin(length) {
  const text = article(length);
  const bytes = used(text);
  assert.ok(bytes <= 24 * MB + 6 * Buffer.byteLength(text), `${bytes} bytes`);
}

// In this order, since memory never shrinks.
describe('memory for long texts', () => {
  it('is 24 MB and 6 times the text at most, for a million characters', () => isWithin(1_000_000));

  it('is used again for the texts after it', () => {
    const after = Array.from({ length: 6 }, () => used(article(1_000_000)));
    assert.equal(after[5], after[2]);
  });

  it('is 24 MB and 6 times the text at most, for ten million characters', () => isWithin(10_000_000));
});
