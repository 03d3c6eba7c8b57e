// The command line program and the wasm give one document, to the byte. Where the program lies is
// said in `QUOTELIGHT`.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { assertSame } from './spans.mjs';
import { TEXTS } from './texts.mjs';

const PROGRAM = process.env.QUOTELIGHT ?? fileURLToPath(new URL('../../target/debug/quotelight', import.meta.url));

/**
 * Compares the document with what the program prints for the text on its standard input. Both are
 * written by JavaScript, which has 5 for 5.0.
 *
 * @param {string} text
 * @param {import('../../src/types.d.ts').Document} document
 * @param {...string} args
 */
function assertNative(text, document, ...args) {
  const { status, stdout, stderr, error } = spawnSync(PROGRAM, ['--format', 'json', ...args], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, String(error ?? stderr));
  assertSame(JSON.stringify(JSON.parse(stdout)), JSON.stringify({ text, ...document }));
}

describe('native and wasm', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`say the same: ${name}`, async () => {
      // Neither UTF-8 nor wasm has lone surrogates.
      const wellFormed = text.toWellFormed();
      assertNative(wellFormed, await analyze(text));
    });
  }

  it('say the same of a long text', async () => {
    const text = Object.values(TEXTS).join('\n\n').toWellFormed().repeat(20);
    assertNative(text, await analyze(text));
  });

  it('take the same options', async () => {
    const text = TEXTS.roles + TEXTS.numbers;
    const document = await analyze(text, { date: '2024-03-13', speakerThreshold: 0.9 });
    assertNative(text, document, '--date', '2024-03-13', '--speaker-threshold', '0.9');
  });
});
