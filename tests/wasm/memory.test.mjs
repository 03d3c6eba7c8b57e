// The memory of the wasm has a budget, and is given back between texts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { Engine, initSync } from '../../www/src/generated/glue.js';
import { TEXTS } from './texts.mjs';

const BINARY = new URL('../../www/src/generated/quotelight.wasm', import.meta.url);
const MB = 1e6;

const { memory } = initSync({ module: readFileSync(BINARY) });
const engine = new Engine();

/** Text of about so many characters, in ordinary paragraphs. */
function article(/** @type {number} */ length) {
  const paragraphs = `${TEXTS.news}\n${TEXTS.roles}\n\n${TEXTS.numbers}\n\n`;
  return paragraphs.repeat(Math.ceil(length / paragraphs.length)).slice(0, length).toWellFormed();
}

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

  it('does not grow over 1,000 texts', () => {
    const texts = Object.values(TEXTS).map((text) => text.toWellFormed());
    texts.forEach(used);
    const before = used(article(6_000));
    for (let i = 0; i < 1_000; i += 1) {
      used(texts[i % texts.length]);
    }
    assert.equal(memory.buffer.byteLength, before);
  });

  it('is 6 times the length of a long text more at most, and used again for the next one', () => {
    const text = article(500_000);
    const bytes = used(text);
    assert.ok(bytes <= 24 * MB + 6 * text.length, `${bytes} bytes`);
    for (let i = 0; i < 3; i += 1) {
      used(article(500_000 - i));
    }
    assert.equal(memory.buffer.byteLength, bytes);
  });
});
