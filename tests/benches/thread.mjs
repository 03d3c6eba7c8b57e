// How long a page is held up while a text is analysed in its own thread, because its policy forbids
// workers: prints a line of JSON for each figure, `{ browser, name, value, unit, limit }`.
// `node thread.mjs [BROWSER…]`; the package must be built.

import { SAMPLE } from '../../www/page/sample.js';
import { launch } from '../www/browsers.mjs';
import { PACKAGE } from '../www/fixtures/projects.mjs';
import { host, html } from '../www/origins.mjs';

const BROWSERS = /** @type {import('../www/browsers.mjs').BrowserName[]} */ (process.argv.length > 2 ? process.argv.slice(2) : ['chromium', 'firefox']);
const RUNS = 3;

/** In UTF-16 units, each with what it is called. */
const LENGTHS = /** @type {const} */ ([[60_000, '60 kB'], [600_000, '600 kB'], [2_000_000, '2 MB'], [5_000_000, '5 MB']]);

/**
 * News of that length in which every article has other names.
 *
 * @param {number} length
 */
function textOf(length) {
  const parts = [];
  for (let i = 0, sum = 0; sum < length; i += 1) {
    const letter = String.fromCharCode(97 + (i % 26));
    const part = SAMPLE.replace(/\p{Lu}\p{Ll}{4,}/gu, (word, at) => ((at + i) % 3 ? word : `${word.slice(0, -1)}${letter}${word.at(-1)}`));
    parts.push(part);
    sum += part.length + 2;
  }
  return parts.join('\n\n').slice(0, length);
}

/**
 * The longest time, in milliseconds, for which nothing else ran.
 *
 * @param {import('puppeteer-core').Page} page a fresh one
 * @param {number} length
 */
async function heldUp(page, length) {
  await page.evaluate((text) => { /** @type {any} */ (globalThis).text = text; }, textOf(length));
  return page.evaluate(async () => {
    const { createAnalyzer } = await import(/** @type {string} */ ('/index.js'));
    const analyzer = createAnalyzer();
    const { port1, port2 } = new MessageChannel();
    let [longest, last] = [0, performance.now()];
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      port2.postMessage(0);
    };
    port2.postMessage(0);
    await analyzer.analyze(/** @type {any} */ (globalThis).text);
    // The task that ended with the answer counts, too.
    await new Promise((resolve) => setTimeout(resolve));
    port1.close();
    return { engine: await analyzer.ready(), longest: Math.max(longest, performance.now() - last) };
  });
}

for (const name of BROWSERS) {
  const site = await host(PACKAGE, { '/page': html('', "worker-src 'none'") });
  const browser = await launch(name);
  for (const [length, called] of LENGTHS) {
    const found = [];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.newPage();
      await page.goto(`${site.url}page`);
      const { engine, longest } = await heldUp(page, length);
      if (engine !== 'main') {
        throw new Error(`the analysis ran in a ${engine}`);
      }
      found.push(longest);
      await page.close();
    }
    const value = Math.round(found.sort((a, b) => a - b)[Math.floor(RUNS / 2)] * 10) / 10;
    console.log(JSON.stringify({ browser: name, name: called, value, unit: 'ms', limit: 100 }));
  }
  await browser.close();
  await site.close();
}
