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
      }).observe(article, { childList: true, subtree: true });
    });
    article.replaceChildren();
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await seen;
    const painted = performance.now();
    return { all: painted - begun, paint: painted - found };
  }, text);
}

/** Keeps what `PerformanceObserver` tells of a type from now on. */
function watch(/** @type {string} */ type) {
  const own = /** @type {any} */ (globalThis);
  own.entries ??= {};
  own.entries[type] = [];
  new PerformanceObserver((list) => own.entries[type].push(...list.getEntries().map((e) => e.duration)))
    .observe(/** @type {any} */ ({ type, ...(type === 'event' && { durationThreshold: 16 }) }));
}

/**
 * What `watch` kept, the longest last.
 *
 * @param {Page} page
 * @param {string} type
 * @returns {Promise<number[]>}
 */
async function watched(page, type) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  return (await page.evaluate((t) => /** @type {any} */ (globalThis).entries[t], type)).sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
}

/**
 * Scrolls a long article by wheel and by leaps.
 *
 * @param {Page} page
 */
async function scrollThrough(page) {
  await page.mouse.move(640, 600);
  await page.evaluate(() => {
    window.scrollTo({ top: 0, behavior: 'instant' });
    const own = /** @type {any} */ (globalThis);
    own.frames = { last: 0, longest: 0, blank: 0, isOn: true };
    const { frames } = own;
    const article = /** @type {HTMLElement} */ (document.querySelector('#article'));
    /** Paragraphs in view that are skipped: nothing in them is rendered. */
    const look = (/** @type {number} */ at) => {
      if (window.scrollY !== at) {
        return; // the next frame is the one of this place
      }
      for (const y of [100, 300, 500, 700, 890]) {
        const leaf = document.elementsFromPoint(640, y).find((e) => e.parentElement === article);
        frames.blank += Number(leaf?.firstElementChild?.checkVisibility(/** @type {any} */ ({ contentVisibilityAuto: true })) === false);
      }
    };
    requestAnimationFrame(function frame(/** @type {number} */ now) {
      frames.longest = Math.max(frames.longest, frames.last ? now - frames.last : 0);
      frames.last = now;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => look(data); // after the frame
      port2.postMessage(window.scrollY);
      if (frames.isOn) {
        requestAnimationFrame(frame);
      }
    });
  });
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel({ deltaY: 900 });
  }
  return page.evaluate(async () => {
    const height = document.documentElement.scrollHeight;
    for (let i = 0; i < 20; i++) {
      // As by the scroll bar: before a frame begins.
      await new Promise((resolve) => setTimeout(resolve, 40));
      window.scrollTo({ top: (height / 20) * ((i * 7) % 20), behavior: 'instant' });
    }
    const { frames } = /** @type {any} */ (globalThis);
    frames.isOn = false;
    return /** @type {{ longest: number, blank: number }} */ (frames);
  });
}

/** What no article is, but may be dropped: the name of a file, and what is in it. */
const PROSE = 'It was a “fine day,” Ann Lee of Reuters said in Paris on Monday, and nobody disagreed with her. ';
const HOSTILE = /** @type {[string, string, string][]} */ ([
  ['5 million characters', 'a.txt', `${PROSE.repeat(4)}\n\n`.repeat(Math.floor(5_000_000 / (4 * PROSE.length + 2)))],
  ['5 million characters in one paragraph', 'a.txt', PROSE.repeat(Math.floor(5_000_000 / PROSE.length))],
  ['one word of a million characters', 'a.txt', 'x'.repeat(1_000_000)],
  ['100,000 opening quotation marks', 'a.txt', '“'.repeat(100_000)],
  ['100,000 quotations', 'a.txt', '“It rains,” said Ann. '.repeat(100_000)],
  ['5,000 nested quoted blocks', 'a.html', `${'<blockquote>'.repeat(5_000)}“Deep,” said Ann Lee.`],
  ['a million nested elements', 'a.html', `${'<div>'.repeat(1_000_000)}“Deep,” said Ann Lee.`],
  ['200,000 lone surrogates', 'a.txt', '\ud800 said \udc00'.repeat(100_000)],
  ['a million NULs', 'a.txt', '\0'.repeat(1_000_000)],
  ['a million bidirectional controls', 'a.txt', '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c'.repeat(83_333)],
]);

/**
 * Drops a file, and asks the page again and again until it has a result or says why it has none.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} content
 * @returns {Promise<{ all: number, answer: number }>} milliseconds until then, and those of the slowest answer
 */
async function dropHostile(page, name, content) {
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).content = '';
  });
  for (let i = 0; i < content.length; i += 500_000) {
    await page.evaluate((part) => {
      /** @type {any} */ (globalThis).content += part;
    }, content.slice(i, i + 500_000));
  }
  await page.evaluate((file) => {
    const own = /** @type {any} */ (globalThis);
    own.said = 0;
    new MutationObserver(() => {
      own.said += 1;
    }).observe(/** @type {Element} */ (document.querySelector('.status')), { childList: true });
    const data = new DataTransfer();
    data.items.add(new File([own.content], file, { type: 'text/plain' }));
    setTimeout(() => document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })));
  }, name);
  const begun = performance.now();
  let answer = 0;
  for (let isDone = false; !isDone;) {
    const asked = performance.now();
    isDone = await page.evaluate(() => /** @type {any} */ (globalThis).said > 0 && !document.querySelector('[aria-busy]')
      && document.querySelector('.status')?.textContent !== 'Reading…');
    answer = Math.max(answer, performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { all: performance.now() - begun, answer };
}

for (const browser of BROWSERS) {
  const say = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ limit, unit = 'ms') =>
    console.log(JSON.stringify({ browser, name, value: Math.round(value * 10) / 10, unit, limit }));
  const article = textOf(800);

  const rig = await start(browser);
  // What a visitor has in the cache from the last visit.
  await (await rig.open()).page.close();
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
  say('page usable, from the cache', median(usable), 300);
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
  await page.evaluate(watch, 'event');
  if (browser === 'chromium') {
    await page.evaluate(watch, 'longtask');
  }
  for (const selector of ['.quotes li:nth-child(40) .item', '.legend [data-kind=person]', '.legend [data-kind=person]', '#only', '#only', '#tags', '.families .item']) {
    await page.evaluate((s) => document.querySelector(s)?.scrollIntoView({ block: 'center' }), selector);
    await page.click(selector);
  }
  await page.focus('#article [tabindex="0"]');
  for (const key of /** @type {const} */ ([']', ']', '}', '}', '[', 'Enter', 'Escape', 'End', 'Home'])) {
    await page.keyboard.press(key);
  }
  const delays = await watched(page, 'event');
  say('interaction to next paint, 10,000 words', delays[Math.floor(delays.length * 0.98)] ?? 16, 200);
  if (browser === 'chromium') {
    // Only this browser tells of them.
    say('longest task of that journey', (await watched(page, 'longtask')).at(-1) ?? 50, 100);
  }

  const { paint } = await pasteIn(page, textOf(100_000));
  say('first screen after the analysis, 100,000 words', paint, 1_500);
  await analysed(page);
  const switches = await page.$$eval('.legend [data-kind]', (all) => all.map((e) => `.legend [data-kind=${/** @type {HTMLElement} */ (e).dataset.kind}]`));
  const switched = [];
  for (const selector of [...switches, '#only', '#tags', 'button.spot']) {
    const times = [];
    for (let i = 0; i < 6; i++) {
      times.push(await page.evaluate(async (s) => {
        const begun = performance.now();
        /** @type {HTMLElement} */ (document.querySelector(s)).click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - begun;
      }, selector));
    }
    switched.push(median(times));
  }
  say('a kind, the rest or a speaker switched off or on, the slowest of all, 100,000 words', Math.max(...switched), 100);
  const { longest, blank } = await scrollThrough(page);
  say('longest frame while it is scrolled', longest, 100);
  say('paragraphs in view that are blank meanwhile', blank, 0, '');
  await page.close();

  const hostile = [];
  for (const [name, file, content] of HOSTILE) {
    const { page: busy } = await rig.open();
    await busy.click('#sample');
    await analysed(busy);
    hostile.push({ name, ...await dropHostile(busy, file, content) });
    await busy.close();
  }
  hostile.forEach(({ name, all, answer }) => console.error(`${browser}: ${name}: ${Math.round(all)} ms, answers within ${Math.round(answer)} ms`));
  say('a hostile text is shown or refused, the slowest of all', Math.max(...hostile.map((h) => h.all)), 10_000);
  say('a page answers meanwhile, the slowest of all', Math.max(...hostile.map((h) => h.answer)), 200);
  await rig.close();
}
