// The analyzer module: the same answers everywhere, and an answer to every request.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { AnalyzerError, analyze, createAnalyzer } from '../../www/src/index.js';
import { ARTICLE, GERMAN, HOSTILE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { ENGINE_CALL, SOURCES, start } from './rig.mjs';

/** Texts on which Node.js and the browsers must agree to the last digit. */
const TEXTS = [ARTICLE, GERMAN, HOSTILE.join('\n'), '', '\ud800 “x\udc00” said Ann\r\nLee.'];

/** More than 80,000 words, with other people and places in every part. */
const LONG = Array.from({ length: 1000 }, (_, i) => ARTICLE.replaceAll('Lisbon', ['Porto', 'Faro', 'Braga', 'Vigo', 'Cork'][i % 5])
  .replaceAll('Santos', ['Lopes', 'Byrne', 'Duarte', 'Ferreira', 'Walsh', 'Novak', 'Moss'][i % 7]).replaceAll('2024', String(1925 + (i % 99)))).join('\n\n');

describe('the API in Node.js', () => {
  it('gives spans that slice to their texts', async () => {
    for (const text of TEXTS) {
      const document = await analyze(text);
      assert.equal(document.length, text.length);
      // Lone surrogates cannot pass into wasm; each becomes one other unit.
      const wellFormed = text.toWellFormed();
      for (const { start: from, end, text: part } of spansOf(document)) {
        assert.equal(wellFormed.slice(from, end), part);
      }
    }
  });

  it('refuses wrong options by name', async () => {
    const rows = /** @type {[any, RegExp][]} */ ([
      [{ date: 'yesterday' }, /options\.date must be a day/u],
      [{ date: '2023-02-29' }, /options\.date/u],
      [{ speakerThreshold: 2 }, /options\.speakerThreshold must be a number from 0 to 1/u],
      [{ profile: 'yes' }, /options\.profile/u],
    ]);
    for (const [options, message] of rows) {
      await assert.rejects(analyze('Ann Lee won.', options), (error) =>
        error instanceof AnalyzerError && error.code === 'bad-options' && message.test(error.message));
    }
    await assert.rejects(analyze(/** @type {any} */ (7)), { code: 'bad-options' });
    assert.equal((await analyze('Ann Lee won.', { date: '2024-02-29' })).date, '2024-02-29');
  });

  it('measures its passes when asked', async () => {
    await analyze(ARTICLE, { profile: true });
    const names = performance.getEntriesByType('measure').map((m) => m.name);
    assert.ok(names.includes('quotelight:tokens') && names.includes('quotelight:serialize'), String(names));
    performance.clearMeasures();
  });

  it('refuses texts that are too long, and ends', async () => {
    const analyzer = createAnalyzer({ maxLength: 10 });
    await assert.rejects(analyzer.analyze('a'.repeat(11)), { code: 'too-long' });
    const pending = analyzer.analyze('short');
    analyzer.terminate();
    await assert.rejects(pending, { code: 'terminated' });
    await assert.rejects(analyzer.analyze('short'), { code: 'terminated' });
  });

  it('calls off what its signal or a newer request says', async () => {
    const analyzer = createAnalyzer();
    const controller = new AbortController();
    const off = analyzer.analyze(ARTICLE, { signal: controller.signal });
    const old = analyzer.analyze(ARTICLE, { supersede: true });
    const kept = analyzer.analyze('Kept.');
    const newest = analyzer.analyze('Newest.', { supersede: true });
    controller.abort(new Error('no more'));
    await assert.rejects(off, (/** @type {any} */ error) => error.name === 'AbortError' && error.cause.message === 'no more');
    await assert.rejects(old, { code: 'aborted' });
    assert.equal((await kept).length, 5);
    assert.equal((await newest).length, 7);
    await assert.rejects(analyzer.analyze('x', { signal: AbortSignal.abort() }), { code: 'aborted' });
  });

  it('says what is wrong with a binary', async () => {
    const rows = /** @type {[any, string][]} */ ([
      [new Uint8Array([1, 2, 3]), 'wasm-invalid'],
      [new Response('<!doctype html>'), 'wasm-fetch'],
      [new Response('', { status: 404 }), 'wasm-fetch'],
      [new URL('file:///nowhere/quotelight.wasm'), 'wasm-fetch'],
    ]);
    for (const [wasm, code] of rows) {
      await assert.rejects(createAnalyzer({ wasm }).analyze('x'), { code });
    }
  });
});

for (const name of BROWSERS) {
  describe(`the API in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      // Every worker has a fault that a text can set off.
      const to = '$2.startsWith(`TRAP`)?(()=>{throw new WebAssembly.RuntimeError(`unreachable`)})():$2.startsWith(`LONG`)?(()=>{for(;;);})():$&';
      rig = await start(name, {
        folder: SOURCES,
        change: (path, bytes) => (path.endsWith('worker-source.js') ? bytes.toString().replace(ENGINE_CALL, to) : bytes),
      });
    });
    after(() => rig?.close());

    it('answers as in Node.js, in a worker and in the page', async () => {
      const { page, faults } = await rig.open();
      for (const text of TEXTS) {
        const expected = JSON.stringify(await analyze(text));
        for (const engine of /** @type {const} */ (['worker', 'main'])) {
          // The surrogates of a text that is not well-formed do not travel to the page: written out.
          const found = await page.evaluate(async (units, where) => {
            const own = await import(/** @type {string} */ ('/src/index.js'));
            const analyzer = own.createAnalyzer({ engine: where });
            const kind = await analyzer.ready();
            const json = JSON.stringify(await analyzer.analyze(String.fromCharCode(...units)));
            analyzer.terminate();
            return [kind, json];
          }, unitsOf(text), engine);
          assert.equal(found[0], engine);
          assert.equal(found[1], expected);
        }
      }
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('lets the page go on between the steps of a long text, where it may have no worker', async () => {
      const stepwise = await start(name, {
        folder: SOURCES,
        // Steps that are as short as can be, and in which turn of the page's event loop each was.
        change: (path, bytes) => (path.endsWith('/engine.js') ? bytes.toString().replace('run.step(milliseconds)', '(globalThis.steps?.push(globalThis.turn),run.step(1))') : bytes),
      });
      try {
        const { page } = await stepwise.open();
        const seen = await page.evaluate(async (text) => {
          const own = /** @type {{ steps: number[], turn: number }} */ (/** @type {unknown} */ (globalThis));
          const { createAnalyzer } = await import(/** @type {string} */ ('/src/index.js'));
          const worker = createAnalyzer({ engine: 'worker' });
          const whole = JSON.stringify(await worker.analyze(text));
          worker.terminate();
          own.steps = [];
          own.turn = 0;
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            own.turn += 1;
            port2.postMessage(0);
          };
          port2.postMessage(0);
          const main = createAnalyzer({ engine: 'main' });
          const pieces = JSON.stringify(await main.analyze(text));
          const { steps } = own;
          // Called off after its first step.
          own.steps = [];
          const controller = new AbortController();
          const off = main.analyze(`Again. ${text}`, { signal: controller.signal }).catch((/** @type {Error} */ error) => error.name);
          while (!own.steps.length) {
            await new Promise((resolve) => setTimeout(resolve));
          }
          controller.abort();
          const reason = await off;
          const short = await main.analyze('Ann Lee won.');
          port1.close();
          return { isSame: pieces === whole, steps, reason, after: own.steps.length, words: short.stats.words };
        }, LONG);
        assert.ok(LONG.length > 1 << 19, 'longer than what the engine keeps from run to run');
        assert.ok(seen.isSame, 'equal to one run');
        assert.ok(seen.steps.length > 50, `${seen.steps.length} steps`);
        for (const [i, turn] of seen.steps.entries()) {
          assert.ok(turn > (seen.steps[i - 1] ?? -1), `nothing else could run before step ${i}`);
        }
        assert.equal(seen.reason, 'AbortError');
        assert.equal(seen.words, 3);
        assert.ok(seen.after < seen.steps.length / 2, `goes on with a text that nobody wants: ${seen.after} steps`);
        await page.close();
      } finally {
        await stepwise.close();
      }
    });

    it('says how far a long analysis is, in a worker and in the page', async () => {
      const { page, faults } = await rig.open();
      for (const engine of /** @type {const} */ (['worker', 'main'])) {
        const { told, length, late } = await page.evaluate(async (text, where) => {
          const own = await import(/** @type {string} */ ('/src/index.js'));
          const analyzer = own.createAnalyzer({ engine: where });
          /** @type {{ done: number, total: number }[]} */
          const seen = [];
          const { length: all } = await analyzer.analyze(text, { onProgress: (/** @type {any} */ progress) => seen.push(progress) });
          const before = seen.length;
          await analyzer.analyze('Ann Lee won.');
          analyzer.terminate();
          return { told: seen, length: all, late: seen.length - before };
        }, LONG.repeat(3), engine);
        assert.ok(told.length > 1, `${engine}: told ${told.length} times`);
        assert.ok(told.every(({ done, total }, i) => total === length && done < total && done >= (told[i - 1]?.done ?? 0)), `${engine}: ${JSON.stringify(told)}`);
        assert.ok((told.at(-1)?.done ?? 0) > length / 3, `${engine}: the last one is ${told.at(-1)?.done} of ${length}`);
        assert.equal(late, 0);
      }
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('survives traps and stops what runs too long', async () => {
      const { page } = await rig.open();
      const log = await page.evaluate(async () => {
        const own = await import(/** @type {string} */ ('/src/index.js'));
        const analyzer = own.createAnalyzer({ engine: 'worker' });
        /** @param {Promise<any>} promise */
        const outcome = (promise) => promise.then((d) => `${d.stats.words} words`, (e) => e.code);
        const first = [analyzer.analyze('TRAP'), analyzer.analyze('Two words')].map(outcome);
        const all = await Promise.all(first);
        const controller = new AbortController();
        const endless = outcome(analyzer.analyze('LONG', { signal: controller.signal }));
        const next = outcome(analyzer.analyze('And three words'));
        setTimeout(() => controller.abort(), 100);
        all.push(await endless, await next);
        const superseded = outcome(analyzer.analyze('LONG', { supersede: true }));
        setTimeout(() => all.push('newer asked'), 50);
        await new Promise((resolve) => setTimeout(resolve, 100));
        all.push(await outcome(analyzer.analyze('One', { supersede: true })), await superseded);
        analyzer.terminate();
        return all;
      });
      assert.deepEqual(log, ['wasm-trap', '2 words', 'aborted', '3 words', 'newer asked', '1 words', 'aborted']);
      await page.close();
    });
  });
}

/** @param {string} text */
function unitsOf(text) {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/**
 * Every span with a text in a document.
 *
 * @param {import('../../src/types.d.ts').Document} document
 */
function spansOf({ entities, quotes }) {
  const speakers = quotes.flatMap((q) => [q.cue, q.speaker, q.runnerUp].filter((s) => s !== null));
  return [...entities.flatMap((e) => e.mentions), ...quotes.flatMap((q) => q.contents), ...speakers];
}
