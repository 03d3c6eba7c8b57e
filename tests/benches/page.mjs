// How fast the page feels, in each browser: prints a line of JSON for each figure,
// `{ browser, name, value, unit, limit }`. `node page.mjs [BROWSER…]`; the page must be built.

import { SAMPLE } from '../../www/page/sample.js';
import { analysed, start } from '../www/rig.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const BROWSERS = /** @type {import('../www/browsers.mjs').BrowserName[]} */ (process.argv.length > 2 ? process.argv.slice(2) : ['chromium', 'firefox']);
const RUNS = 5;

/** @param {number} words */
function textOf(words) {
  const times = Math.ceil(words / SAMPLE.split(/\s+/u).length);
  return Array.from({ length: times }, () => SAMPLE).join('\n\n').split(/(?<=\s)/u).slice(0, words).join('').trim();
}

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Milliseconds from a paste to the painted marks, and from the end of the analysis to them.
 *
 * @param {Page} page
 * @param {string} text
 */
function pasteIn(page, text) {
  return page.evaluate(async (content) => {
    const article = /** @type {HTMLElement} */ (document.querySelector('#article'));
    const data = new DataTransfer();
    data.items.add(new File([content], 'a.txt', { type: 'text/plain' }));
    const begun = performance.now();
    let found = 0;
    const seen = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (article.querySelector('.quotelight-q')) {
          found = performance.now();
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(undefined)));
        }
      }).observe(article, { childList: true });
    });
    article.replaceChildren();
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await seen;
    const painted = performance.now();
    return { all: painted - begun, paint: painted - found };
  }, text);
}

for (const browser of BROWSERS) {
  const say = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ limit) =>
    console.log(JSON.stringify({ browser, name, value: Math.round(value * 10) / 10, unit: 'ms', limit }));
  const article = textOf(800);

  const rig = await start(browser);
  const usable = [];
  const cold = [];
  for (let run = 0; run < RUNS; run++) {
    const { page } = await rig.open();
    usable.push(await page.evaluate(() => {
      const [visit] = performance.getEntriesByType('navigation');
      return /** @type {PerformanceNavigationTiming} */ (visit).domContentLoadedEventEnd;
    }));
    await page.close();
    // Cold: a page that has not compiled anything yet is given an article at once.
    const fresh = await rig.open();
    cold.push((await pasteIn(fresh.page, article)).all);
    await fresh.page.close();
  }
  say('page is usable', median(usable), 300);
  say('800 words marked, cold', median(cold), 1_000);

  const { page } = await rig.open();
  await page.click('#sample');
  await analysed(page);
  const warm = [];
  for (let run = 0; run < RUNS; run++) {
    warm.push((await pasteIn(page, article)).all);
    await analysed(page);
  }
  say('800 words marked, warm', median(warm), 150);

  await pasteIn(page, textOf(10_000));
  await analysed(page);
  await page.evaluate(() => {
    const own = /** @type {any} */ (globalThis);
    own.delays = [];
    new PerformanceObserver((list) => own.delays.push(...list.getEntries().map((e) => e.duration))).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16 }));
  });
  for (const selector of ['.quotes li:nth-child(40) .item', '.legend [data-kind=person]', '.legend [data-kind=person]', '#only', '#only', '#tags', '.families .item']) {
    await page.evaluate((s) => document.querySelector(s)?.scrollIntoView({ block: 'center' }), selector);
    await page.click(selector);
  }
  await page.focus('#article [tabindex="0"]');
  for (const key of /** @type {const} */ ([']', ']', '}', '}', '[', 'Enter', 'Escape', 'End', 'Home'])) {
    await page.keyboard.press(key);
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const delays = /** @type {number[]} */ (await page.evaluate(() => /** @type {any} */ (globalThis).delays)).sort((a, b) => a - b);
  say('interaction to next paint, 10,000 words', delays[Math.floor(delays.length * 0.98)] ?? 16, 200);

  const { paint } = await pasteIn(page, textOf(100_000));
  say('first screen after analysis, 100,000 words', paint, 1_500);
  await analysed(page);
  say('a kind switched, 100,000 words', await page.evaluate(async () => {
    const begun = performance.now();
    /** @type {HTMLElement} */ (document.querySelector('.legend [data-kind=person]')).click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begun;
  }), 100);
  await rig.close();
}
