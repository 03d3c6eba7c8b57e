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
 * @param {import('puppeteer-core').Page} page a fresh one, with the text
 */
async function heldUp(page) {
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
    if (await analyzer.ready() !== 'main') {
      throw new Error('the analysis ran in a worker');
    }
    return Math.max(longest, performance.now() - last);
  });
}

/**
 * The longest task of the page's thread, in milliseconds of the processor: what other programs take does
 * not count. Only Chromium tells it.
 *
 * @param {import('puppeteer-core').Page} page a fresh one, with the text
 */
async function longestTask(page) {
  await page.tracing.start({ categories: ['toplevel'] });
  await heldUp(page);
  const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  /** @type {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args: { name?: string } }[]} */
  const events = trace.traceEvents;
  const threads = new Set(events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
  const tasks = events.filter((e) => e.name.endsWith('RunTask') && e.ph === 'X' && threads.has(`${e.pid} ${e.tid}`));
  return Math.max(...tasks.map((e) => (e.tdur ?? 0) / 1_000));
}

for (const name of BROWSERS) {
  const site = await host(PACKAGE, { '/page': html('', "worker-src 'none'") });
  const browser = await launch(name);
  /** @param {string} called @param {string} text @param {(page: import('puppeteer-core').Page) => Promise<number>} measure */
  const say = async (called, text, measure) => {
    const found = [];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.newPage();
      await page.goto(`${site.url}page`);
      await page.evaluate((given) => { /** @type {any} */ (globalThis).text = given; }, text);
      found.push(await measure(page));
      await page.close();
    }
    const value = Math.round(found.sort((a, b) => a - b)[Math.floor(RUNS / 2)] * 10) / 10;
    console.log(JSON.stringify({ browser: name, name: called, value, unit: 'ms', limit: 100 }));
  };
  for (const [length, called] of LENGTHS) {
    const text = textOf(length);
    await say(called, text, heldUp);
    if (name === 'chromium') {
      await say(`${called}, of the processor`, text, longestTask);
    }
  }
  await browser.close();
  await site.close();
}
