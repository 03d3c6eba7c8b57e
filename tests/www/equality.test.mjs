// One text, one document, to the last digit: Node.js and the browsers, in a worker and in the page.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { analyze } from '../../www/src/index.js';
import { TEXTS } from '../wasm/texts.mjs';
import { BROWSERS } from './browsers.mjs';
import { SOURCES, start } from './rig.mjs';

const OPTIONS = { date: '2024-03-13' };

/** @type {Record<string, string>} name of the text → SHA-256 of its document in Node.js */
const expected = {};

before(async () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    const json = JSON.stringify(await analyze(text, OPTIONS));
    expected[name] = createHash('sha256').update(json.toWellFormed()).digest('hex');
  }
  assert.ok(Object.keys(expected).length >= 20);
});

for (const name of BROWSERS) {
  describe(`documents in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name, { folder: SOURCES });
    });
    after(() => rig?.close());

    for (const engine of /** @type {const} */ (['worker', 'main'])) {
      it(`are those of Node.js: ${engine}`, async () => {
        const { page, faults } = await rig.open();
        // Lone surrogates do not travel to the page: every text goes as its units.
        const units = Object.entries(TEXTS).map(([key, text]) => /** @type {const} */ (
          [key, Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))]));
        const found = await page.evaluate(async (texts, where, options) => {
          const own = await import(/** @type {string} */ ('/src/index.js'));
          const analyzer = own.createAnalyzer({ engine: where });
          /** @type {Record<string, string>} */
          const hashes = {};
          for (const [key, codes] of texts) {
            const json = JSON.stringify(await analyzer.analyze(String.fromCharCode(...codes), options));
            const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json));
            hashes[key] = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
          }
          analyzer.terminate();
          return hashes;
        }, units, engine, OPTIONS);
        assert.deepEqual(found, expected);
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
  });
}
