// The memory of the wasm has a budget, and is used again for the next text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { Engine, initSync } from '../../www/src/generated/glue.js';
import { TEXTS } from './texts.mjs';

const BINARY = new URL('../../www/src/generated/quotelight.wasm', import.meta.url);
const MB = 1e6;
const SYLLABLES = ['ba', 'con', 'der', 'fi', 'gra', 'lo', 'men', 'nor', 'pre', 'ser', 'un', 'ver', 'wal', 'sta', 'mi', 'ter'];

const { memory } = initSync({ module: readFileSync(BINARY) });
const engine = new Engine();

let number = 0;

/** A word that was not there before. */
function word() {
  number += 1;
  let rest = number * 7_919 % 65_536;
  let text = '';
  for (let i = 0; i < 4; i += 1) {
    text += SYLLABLES[rest % 16];
    rest = Math.floor(rest / 16);
  }
  return text;
}

/** @param {string} text */
function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** News of about so many characters, with other names and words each time. */
function article(/** @type {number} */ length) {
  let text = '';
  while (text.length < length) {
    text += `The council of ${capital(word())} closed the east pier on Tuesday, after the ${word()} of the bridge had been seen by many people in the city. `;
    text += `“Nobody should walk on those planks before the summer is over,” harbour master Ingrid ${capital(word())} told the local radio. `;
    text += `She said repairs would cost €${number} million and take three weeks.\n\n`;
  }
  return text.slice(0, length).toWellFormed();
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

  it('is 24 MB at most over 1,000 different articles, and soon grows no more', () => {
    Object.values(TEXTS).forEach((text) => used(text.toWellFormed()));
    const after = Array.from({ length: 1_000 }, () => used(article(6_000)));
    assert.ok(after[999] <= 24 * MB, `${after[999]} bytes`);
    assert.equal(after[999], after[299]);
  });

  it('is 6 times the length of a long text more at most, and used again for the next one', () => {
    for (const length of [500_000, 1_000_000]) {
      const bytes = used(article(length));
      assert.ok(bytes <= 24 * MB + 6 * length, `${length}: ${bytes} bytes`);
      for (let i = 1; i < 3; i += 1) {
        assert.equal(used(article(length - i)), bytes);
      }
    }
  });
});
