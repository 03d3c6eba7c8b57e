// Hostile inputs are inert: in the page, and in what it exports.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';

import { analyze } from '../../www/src/index.js';
import { exportDocument } from '../../www/src/export/index.js';
import { BROWSERS } from './browsers.mjs';
import { FILE_NAMES, FORMULAS, FRAGMENTS, MARKUP, TEXTS } from './hostile.mjs';
import { analysed, copy, paste, press, start, violationsOf } from './rig.mjs';
import { docx } from './zip.mjs';

/** What may stand on the leaves of an article. */
const ALLOWED = /^(?:p|h[2-4]|li|pre|blockquote|mark|span|a|figcaption)$/u;

/**
 * What a hostile input has achieved.
 *
 * @param {import('puppeteer-core').Page} page
 */
function harmIn(page) {
  return page.evaluate((allowed) => ({
    ran: '__harm' in globalThis,
    elements: [...document.querySelectorAll('#article > :not(div.leaf), .leaf *')].map((e) => e.localName).filter((n) => !new RegExp(allowed, 'u').test(n)),
    foreign: [...document.querySelectorAll('script, iframe, object, embed, base, img, svg, video, audio, style, template')].map((e) => e.localName).filter((n) => n !== 'script').concat(
      document.querySelectorAll('script').length > 1 ? ['script'] : []),
    attributes: [...document.querySelectorAll('body *')].flatMap((e) => e.getAttributeNames().filter((n) => n.startsWith('on') || n === 'src' || n === 'srcdoc' || n === 'is')),
    styles: [...document.querySelectorAll('#article *')].filter((e) => e.hasAttribute('style')).length,
    // The one that we offer to be dragged away is ours.
    links: [...document.querySelectorAll('a:not(#bookmarklet)')].filter((a) => !/^(?:https?|mailto|blob):$/u.test(a.protocol)).map((a) => a.href),
    place: location.pathname,
  }), ALLOWED.source);
}

const NONE = { ran: false, elements: [], foreign: [], attributes: [], styles: 0, links: [], place: '/' };

describe('hostile inputs', () => {
  it('are at least 120', () => {
    assert.ok(new Set([...TEXTS, ...MARKUP, ...FILE_NAMES, ...FRAGMENTS, ...FORMULAS]).size >= 120);
  });

  it('are no formulas in a table', async () => {
    for (const words of FORMULAS) {
      const text = `“${words}” said Ann Lee. “It rains,” said ${words} Reed.`;
      const document = await analyze(text);
      // As a speaker too, whatever the analysis takes for one.
      for (const quote of document.quotes) {
        quote.speaker = { start: 1, end: 1 + words.length, text: words, via: 'nominal', entity: null, name: null, confidence: 1 };
      }
      for (const format of /** @type {const} */ (['csv', 'tsv'])) {
        for (const rows of /** @type {const} */ (['quotes', 'mentions'])) {
          const cells = exportDocument(format, text, document, { rows }).split(/[\r\n]+|[,\t](?=(?:[^"]*"[^"]*")*[^"]*$)/u).map((c) => c.replace(/^"/u, ''));
          assert.deepEqual(cells.filter((c) => /^[=+@\t\r]|^-(?!\d+(?:\.\d+)?$)/u.test(c)), [], `${format} ${rows} ${words}`);
        }
      }
    }
  });
});

for (const name of BROWSERS) {
  describe(`hostile inputs in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('stay text, as words, names and speakers, and after export', async () => {
      const { page, faults } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const asked = rig.server.requests.length;
      const text = TEXTS.map((t) => `“${t},” said Ann ${t} Lee of ${t}.`).join('\n\n');
      await paste(page, { text });
      await analysed(page);
      const shown = await page.$eval('#article', (e) => e.textContent ?? '');
      for (const t of TEXTS.filter((x) => !/[\n\ud800\0]/u.test(x))) {
        assert.ok(shown.includes(t), t);
      }
      await page.evaluate(() => {
        for (const mark of [...document.querySelectorAll('#article .quotelight-q[data-first], #article .quotelight-e[data-first]')].slice(0, 40)) {
          /** @type {HTMLElement} */ (mark).click();
        }
        for (const details of document.querySelectorAll('details')) {
          details.open = true;
        }
      });
      assert.deepEqual(await harmIn(page), NONE);
      assert.deepEqual(rig.server.requests.slice(asked), []);
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(faults, []);
      await page.close();

      // Opened where no policy protects anybody.
      const document = await analyze(text);
      const html = exportDocument('html', text, document, { metadata: { title: TEXTS[0], url: `javascript:${'globalThis.__harm=1'}` } });
      const other = await rig.open({ url: `${rig.server.url}nothing` });
      await other.page.setContent(html);
      const harm = await other.page.evaluate(() => ({
        ran: '__harm' in globalThis,
        foreign: [...globalThis.document.querySelectorAll('script, iframe, object, embed, img, svg, link, base, form')].map((e) => e.localName),
        handlers: [...globalThis.document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames().filter((n) => n.startsWith('on'))),
        links: [...globalThis.document.querySelectorAll('a')].filter((a) => !/^https?:$/u.test(a.protocol)).length,
      }));
      assert.deepEqual(harm, { ran: false, foreign: [], handlers: [], links: 0 });
      await other.page.close();
      const markdown = exportDocument('markdown', text, document);
      assert.doesNotMatch(markdown, /(?<!\\)\]\(javascript:|(?<!\\)<(?:script|img|svg|iframe)/iu);
    });

    it('stay text as pasted markup and in links', async () => {
      const { page, faults } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      let asked = rig.server.requests.length;
      // Written by a page without a policy: Chromium parses what is written, and reports it there.
      const other = await rig.open({ url: `${rig.server.url}nothing` });
      await copy(other.page, { text: 'plain', html: [...TEXTS, ...MARKUP].map((h) => `<p>Ann Lee said ${h} so.</p>`).join('\n') });
      await other.page.close();
      asked = rig.server.requests.length;
      await page.bringToFront();
      await press(page, 'Control', 'v');
      await page.waitForFunction(() => document.querySelector('#article')?.textContent?.includes('Ann Lee said'));
      await analysed(page);
      assert.deepEqual(await harmIn(page), NONE);
      assert.deepEqual(await page.$$eval('#article [id], #article [name], #article [popover], #article [slot]', (all) => all.length), 0);
      assert.deepEqual(rig.server.requests.slice(asked), []);
      assert.deepEqual(faults.filter((f) => !/inline|Content.Security/iu.test(f)), []);
      await page.close();
    });

    it('do nothing as names of files, and in files of every kind', async () => {
      const { page } = await rig.open();
      const hostile = TEXTS.slice(0, 20).join(' ');
      const files = /** @type {[string, string][]} */ ([
        ...FILE_NAMES.map((file) => [file, Buffer.from('“We won,” said Ann Lee.').toString('base64')]),
        ['a.html', Buffer.from([...TEXTS, ...MARKUP].join('\n')).toString('base64')],
        ['a.md', Buffer.from(TEXTS.join('\n\n')).toString('base64')],
        ['a.docx', docx(`<w:p><w:r><w:t>${hostile.replace(/&/gu, '&amp;').replace(/</gu, '&lt;')}</w:t></w:r></w:p>`).toString('base64')],
        ['bomb.docx', docx(`<w:p><w:r><w:t>${'x'.repeat(120_000_000)}</w:t></w:r></w:p>`).toString('base64')],
        ['a.json', Buffer.from(JSON.stringify({ version: 1, offsetUnit: 'utf16', __proto__: { text: hostile }, text: hostile, corrections: [{ do: '__proto__', at: hostile }] })).toString('base64')],
      ]);
      for (const [file, base64] of files) {
        await page.evaluate((fileName, content) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], fileName));
          document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }, file, base64);
        await analysed(page, '.');
        assert.deepEqual(await harmIn(page), NONE, file.slice(0, 80));
      }
      await page.close();
    });

    it('do nothing as fragments of the address, bombs included', async () => {
      const bomb = deflateRawSync(Buffer.alloc(200_000_000), { level: 9 }).toString('base64url');
      const hostile = deflateRawSync(Buffer.from(TEXTS.join('\n\n'))).toString('base64url');
      const { page } = await rig.open();
      for (const fragment of [...FRAGMENTS, `#t=1.${bomb}`]) {
        const begun = Date.now();
        await page.evaluate((f) => {
          location.hash = f;
        }, fragment);
        assert.deepEqual(await harmIn(page), NONE, fragment.slice(0, 40));
        assert.ok(Date.now() - begun < 20_000);
      }
      await analysed(page, 'damaged or too long');
      await page.evaluate((f) => {
        location.hash = f;
      }, `#t=1.${hostile}`);
      await analysed(page, 'came with the link');
      assert.deepEqual(await harmIn(page), NONE);
      await page.close();
    });

    it('of hostile size leave the page alive', async () => {
      const { page } = await rig.open();
      const texts = [`“${'”“'.repeat(50_000)}`, 'x'.repeat(1_000_000), `${'('.repeat(100_000)} said Ann`, 'said '.repeat(50_000), '\u202e\u2066'.repeat(50_000), '> '.repeat(10_000)];
      for (const text of texts) {
        await page.evaluate((t) => {
          const data = new DataTransfer();
          data.items.add(new File([t], 'long.txt', { type: 'text/plain' }));
          document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }, text);
        await analysed(page, '.');
        assert.equal(await page.evaluate(() => 1 + 1), 2);
      }
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File([`${'<blockquote>'.repeat(2_000)}“Deep,” said Ann Lee.`], 'deep.html', { type: 'text/html' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.waitForFunction(() => document.querySelector('#article')?.textContent?.includes('Deep'));
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File([`${'<blockquote>'.repeat(5_000)}“Deeper,” said Ann Lee.`], 'deeper.html', { type: 'text/html' }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await analysed(page, 'cannot be read');
      assert.ok(await page.$eval('#article', (e) => e.textContent?.includes('Deep')), 'what was open stays');
      await page.close();
    });
  });
}
