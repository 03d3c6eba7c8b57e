// What a page may be given by mistake or in malice gives a document, and a fault of ours is survived.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { initSync } from '../../www/src/generated/glue.js';
import { AnalyzerError, analyze, createAnalyzer } from '../../www/src/index.js';
import { faultsOf } from './spans.mjs';

const MILLION = 1 << 20;

/**
 * `piece` again and again, `length` units long.
 *
 * @param {string} piece
 * @param {number} [length]
 */
const many = (piece, length = MILLION) => piece.repeat(Math.ceil(length / piece.length));

/** @type {Record<string, string>} */
const BAD = {
  empty: '',
  'a megabyte without a space': many('abcdefgh'),
  'a megabyte of one character': many('漢'),
  'a megabyte of digits': many('1234567890'),
  'an endless sentence': many('and then Ann Lee said that ', 200_000),
  '100,000 quotation marks': many('"', 100_000),
  '100,000 opening marks': many('“', 100_000),
  '100,000 marks of all sorts': many('"\'“‘«„「', 100_000),
  'unclosed quotations': many('“Ann Lee said, ', 200_000),
  'an interview by initials': many('KW: Will Ken Whitford go?\n\nIP: Ask Inés Paredes.\n\n'),
  'datelines': many('PARIS (AP) — “It is over,” he said.\n\n'),
  'brackets in brackets': many('(', 100_000) + many(')', 100_000),
  'lone surrogates': many('\ud800 Ann Lee\udc00 said \udfff', 100_000),
  'NUL': many('Ann\0 Lee said\0 ', 100_000),
  'bidi controls': many('\u202e“evil”\u202c said \u2066Ann Lee\u2069 \u200f', 100_000),
  'invisible characters': many('\u200b\ufeff\u00ad\u200d', 100_000),
  'stacked accents': `Ann e${many('\u0301', 100_000)} said so`,
  'half an HTML file': many('<div class="x"><p>“Yes,” <b>Ann Lee</b> said.</p><a href=\'/x?y=1&amp;z', 200_000),
  'many lines': many('a\n', 200_000),
};

describe('bad input', () => {
  for (const [name, text] of Object.entries(BAD)) {
    it(`gives a document: ${name}`, async () => {
      assert.deepEqual(faultsOf(text, await analyze(text)), []);
    });
  }

  it('is refused in words where it is longer than one analysis takes', async () => {
    const analyzer = createAnalyzer({ maxLength: 1000 });
    assert.equal((await analyzer.analyze('a'.repeat(1000))).length, 1000);
    await assert.rejects(analyzer.analyze('a'.repeat(1001)), {
      code: 'too-long',
      message: 'This text has 1,001 characters, and one analysis takes at most 1,000. Give it in parts.',
    });
  });
});

describe('a trap', () => {
  it('is told, and the next text is analysed by a new instance', async () => {
    const analyzer = createAnalyzer({ engine: 'main' });
    const text = '“It is over,” said Ann Lee.';
    const before = JSON.stringify(await analyzer.analyze(text));

    // A real one: with all memory taken, the next large text stops at its first allocation.
    // The module is started already, so this hands over its exports.
    const { memory } = initSync({ module: new WebAssembly.Module(EMPTY_MODULE) });
    takeAll(memory);
    await assert.rejects(analyzer.analyze(many('Ann Lee said so. ', 4_000_000)), (error) => {
      assert.ok(error instanceof AnalyzerError);
      assert.equal(error.code, 'wasm-trap');
      assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
      return true;
    });

    assert.equal(JSON.stringify(await analyzer.analyze(text)), before);
    const { memory: fresh } = initSync({ module: new WebAssembly.Module(EMPTY_MODULE) });
    assert.notEqual(fresh, memory);
    assert.ok(fresh.buffer.byteLength < memory.buffer.byteLength);
  });
});

/** The smallest module there is. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * Grows a memory until it can grow no further.
 *
 * @param {WebAssembly.Memory} memory
 */
function takeAll(memory) {
  for (let pages = 1 << 16; pages >= 1; pages >>= 1) {
    try {
      memory.grow(pages);
      pages <<= 1; // once more with as many
    } catch {
      // Half as many may fit.
    }
  }
}
