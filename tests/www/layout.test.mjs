// Typing, widths, light and dark.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { FAMILIES } from '../../www/src/kinds.js';
import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start } from './rig.mjs';

for (const name of BROWSERS) {
  describe(`layout in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('waits for a pause in typing, and announces each result once', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page); // the engine is there
      await page.click('#clear');
      await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        own.asked = [];
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function send(/** @type {any} */ message, /** @type {any} */ ...rest) {
          if (message.type === 'analyze') {
            own.asked.push(message.text);
          }
          return postMessage.call(this, message, ...rest);
        };
        own.announced = [];
        const status = /** @type {HTMLElement} */ (document.querySelector('.status'));
        new MutationObserver(() => own.announced.push(status.textContent)).observe(status, { childList: true, subtree: true, characterData: true });
      });
      const written = '“We won,” Ann Lee said in Rome on Monday. Tom Reed of the United Nations denied that it was over.';
      await page.focus('#text');
      await page.keyboard.type(written);
      await analysed(page);
      const { asked, announced } = await page.evaluate(() => {
        const own = /** @type {{ asked: string[], announced: string[] }} */ (/** @type {unknown} */ (globalThis));
        return { asked: own.asked, announced: own.announced };
      });
      assert.equal(asked.at(-1), written);
      // A busy machine may pause by itself; a run for every key would be a hundred.
      assert.ok(asked.length <= 5, `${asked.length} runs for ${written.length} keys`);
      assert.ok(announced.length <= asked.length, `${announced.length} announcements for ${asked.length} runs`);
      assert.equal(await page.$eval('#text', (e) => /** @type {HTMLTextAreaElement} */ (e).value), written);
      assert.ok((await page.$$('.quotes li')).length >= 1, 'the lists follow while one types');
      await page.close();
    });

    it('fits into 320 pixels in every state', async () => {
      const { page } = await rig.open({ width: 320, height: 640 });
      const overflow = () => page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(await overflow(), 0, 'empty');
      await paste(page, { text: `${ARTICLE}\n\n${'unbroken'.repeat(60)} https://example.org/${'a'.repeat(300)}` });
      await analysed(page);
      assert.equal(await overflow(), 0, 'read');
      await page.click('.quotelight-q[data-first]');
      await page.waitForSelector('#card:popover-open');
      assert.equal(await overflow(), 0, 'card');
      const card = await page.$eval('#card', (e) => e.getBoundingClientRect().toJSON());
      assert.ok(card.left >= 0 && card.right <= 320 && card.bottom <= 640, JSON.stringify(card));
      const lines = await page.$$eval('.jumps a', (all) => all.map((a) => a.getClientRects().length === 1 && a.getBoundingClientRect().height < 60
        && a.scrollWidth <= a.clientWidth && (() => {
        const words = new Range();
        words.selectNodeContents(a);
        return words.getClientRects().length === 1;
      })()));
      assert.deepEqual(lines, [true, true, true, true], 'each label in one line');
      for (const dialog of ['about', 'out', 'versus']) {
        await page.evaluate((id) => /** @type {HTMLDialogElement} */ (document.querySelector(`#${id}`)).showModal(), dialog);
        assert.equal(await overflow(), 0, dialog);
        assert.ok(await page.$eval(`#${dialog}`, (e) => e.scrollWidth <= e.clientWidth), `${dialog} inside`);
        await page.evaluate((id) => /** @type {HTMLDialogElement} */ (document.querySelector(`#${id}`)).close(), dialog);
      }
      await page.click('#edit');
      assert.equal(await overflow(), 0, 'write');
      await page.close();
    });

    it('opens a card for every mark, which leaves it in view and leads to its item', async () => {
      for (const [width, height] of [[1280, 800], [320, 640]]) {
        const { page } = await rig.open({ width, height });
        await paste(page, { text: ARTICLE });
        await analysed(page);
        const faults = await page.evaluate(() => {
          const card = /** @type {HTMLElement} */ (document.querySelector('#card'));
          const marks = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#article :is(.quotelight-q, .quotelight-e)[data-first]'))];
          return marks.flatMap((mark) => {
            const { quote, entity } = mark.dataset;
            mark.scrollIntoView({ block: 'center', behavior: 'instant' });
            mark.click();
            const wrong = [];
            for (const step of ['as it opens', 'to correct']) {
              const [line] = mark.getClientRects();
              const at = card.getBoundingClientRect();
              const hides = line.top < at.bottom && line.bottom > at.top && line.left < at.right && line.right > at.left;
              if (!card.matches(':popover-open') || hides || line.top < 0 || at.top < 0 || at.bottom > innerHeight) {
                wrong.push(`${step}: ${mark.textContent} ${JSON.stringify([line, at])}`);
              }
              /** @type {HTMLDetailsElement} */ (card.querySelector('details')).open = true;
              card.querySelector('details')?.dispatchEvent(new Event('toggle')); // which the browser would send later
            }
            [...card.querySelectorAll('button')].find((b) => b.textContent === 'Show in the list')?.click();
            const item = /** @type {HTMLElement} */ (document.activeElement);
            const isItem = item.matches('.side .item') && (quote === undefined ? item.dataset.entity === entity : item.dataset.quote === quote);
            return isItem ? wrong : [...wrong, `${mark.textContent} leads to ${item.outerHTML.slice(0, 90)}`];
          });
        });
        assert.deepEqual(faults, [], `${width} pixels`);
        await page.close();
      }
    });

    it('is dark where the reader wants it dark, and readable in both', async () => {
      /** @type {Record<string, string>} */
      const backgrounds = {};
      for (const dark of [false, true]) {
        const own = await start(name, { dark });
        try {
          const { page } = await own.open();
          if (name === 'chromium') {
            await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
          }
          await paste(page, { text: ARTICLE });
          await analysed(page);
          const { background, low } = await page.evaluate(contrasts);
          const { pairs, weak } = await page.evaluate(palette, FAMILIES.map(([family]) => family));
          assert.equal(pairs, 3 * (FAMILIES.length + 1));
          assert.deepEqual(weak, [], dark ? 'dark' : 'light');
          backgrounds[String(dark)] = background;
          assert.deepEqual(low, [], dark ? 'dark' : 'light');
        } finally {
          await own.close();
        }
      }
      assert.notEqual(backgrounds.true, backgrounds.false);
    });
  });
}

/**
 * Runs in the page: of every family and of quotations, as the shipped style sheet has them, the pairs of
 * colours with a contrast under 4.5: lines on the page and on their own area, text on that area.
 *
 * @param {string[]} families
 */
function palette(families) {
  const context = /** @type {CanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }));
  /** @param {string} color */
  const luminance = (color) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const probe = document.body.appendChild(document.createElement('span'));
  /** @param {string} value with custom properties */
  const color = (value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  /** @type {string[]} */
  const weak = [];
  let pairs = 0;
  for (const family of [...families, 'quote']) {
    const [accent, tint] = ['accent', 'tint'].map((part) => color(`var(--quotelight-${family}-${part})`));
    const page = getComputedStyle(document.body).backgroundColor;
    for (const [what, front, back] of [['line on page', accent, page], ['line on area', accent, tint], ['text on area', color('var(--quotelight-ink)'), tint]]) {
      const [a, b] = [luminance(front), luminance(back)].sort((x, y) => y - x);
      pairs += 1;
      if ((a + 0.05) / (b + 0.05) < 4.5) {
        weak.push(`${family}, ${what}: ${front} on ${back}`);
      }
    }
  }
  probe.remove();
  return { pairs, weak };
}

/** Runs in the page: texts whose contrast with what is behind them is under 4.5. */
function contrasts() {
  /** @param {string} color */
  const rgb = (color) => {
    const context = /** @type {CanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }));
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  /** @param {number[]} color */
  const luminance = (color) => {
    const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** @param {Element} element @returns {number[]} */
  const behind = (element) => {
    for (let e = /** @type {Element | null} */ (element); e; e = e.parentElement) {
      const color = rgb(getComputedStyle(e).backgroundColor);
      if (color[3] === 255) {
        return color;
      }
    }
    return [255, 255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue?.trim());
    if (hasText && element.checkVisibility()) {
      const [a, b] = [luminance(rgb(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
      const contrast = (a + 0.05) / (b + 0.05);
      if (contrast < 4.5) {
        low.push(`${element.localName}.${element.className} ${contrast.toFixed(2)} ${element.textContent?.slice(0, 20)}`);
      }
    }
  }
  return { background: getComputedStyle(document.body).backgroundColor, low };
}
