// Embedding from elsewhere: other origins, strict policies, the sandboxed frame, the examples.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { HOSTILE } from './articles.mjs';
import { BROWSERS, launch } from './browsers.mjs';
import { PACKAGE } from './fixtures/projects.mjs';
import { host, html } from './origins.mjs';
import { SITE } from './rig.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FILE = 'quotelight.element.js';
const HASH = `sha384-${createHash('sha384').update(readFileSync(join(PACKAGE, FILE))).digest('base64')}`;
const SAID = '<quote-light controls><p>“We won,” said Ann Lee.</p></quote-light>';

for (const name of BROWSERS) {
  describe(`embedding in ${name}`, () => {
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof host>>} the package, as a CDN has it */
    let cdn;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let site;
    /** @type {string} */
    let tag;
    before(async () => {
      browser = await launch(name);
      cdn = await host(PACKAGE);
      site = await host(SITE);
      tag = `<script type="module" src="${cdn.url}${FILE}" integrity="${HASH}" crossorigin="anonymous"></script>`;
    });
    after(async () => {
      await browser?.close();
      await cdn?.close();
      await site?.close();
    });

    /**
     * Opens a page of ours and collects what the element says.
     *
     * @param {string} body
     * @param {string} [policy]
     */
    async function open(body, policy) {
      site.pages['/host'] = html(body, policy);
      const page = await browser.newPage();
      /** @type {string[]} */
      const faults = [];
      // Firefox reports what a policy blocks as an error, too.
      page.on('pageerror', (error) => String(error).includes('Content-Security-Policy') || faults.push(String(error)));
      await page.evaluateOnNewDocument(() => {
        const own = /** @type {any} */ (globalThis);
        own.log = [];
        own.violations = [];
        for (const type of ['ready', 'result', 'error']) {
          addEventListener(`quotelight-${type}`, (event) => own.log.push([type, /** @type {any} */ (event).detail]));
        }
        addEventListener('securitypolicyviolation', (event) => own.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
      });
      await page.goto(`${site.url}host`);
      return { page, faults };
    }

    /** @param {import('puppeteer-core').Page} page */
    async function outcome(page) {
      await page.waitForFunction(() => /** @type {any} */ (globalThis).log.some((/** @type {any} */ [type]) => type !== 'ready'), { timeout: 15_000 });
      return page.evaluate(() => {
        const { log, violations } = /** @type {any} */ (globalThis);
        const said = log.find((/** @type {any} */ [type]) => type === 'result')?.[1].result.quotes[0].contents[0].text;
        return {
          said, engine: log.find((/** @type {any} */ [type]) => type === 'ready')?.[1].engine, error: log.find((/** @type {any} */ [type]) => type === 'error')?.[1],
          violations, shown: /** @type {HTMLElement} */ (document.querySelector('quote-light')).innerText,
        };
      });
    }

    it('is one script tag with a hash, from another origin', async () => {
      const { page, faults } = await open(`${SAID}${tag}`);
      const { said, engine, violations } = await outcome(page);
      assert.deepEqual([said, engine, violations, faults], ['We won,', 'worker', [], []]);
      await page.close();
    });

    it('loads to start with no more than it needs, and the rest from its host when that is wanted', async () => {
      const policy = `default-src 'none'; script-src ${cdn.url} 'wasm-unsafe-eval'; connect-src ${cdn.url}; worker-src blob:; img-src data:; require-trusted-types-for 'script'; trusted-types quotelight#worker`;
      const asked = cdn.requests.length;
      const loaded = () => [...new Set(cdn.requests.slice(asked))].map((r) => r.replace('GET /', '')).sort();
      const { page, faults } = await open(`${SAID}<p id="place">“It snows,” said Eve Moss.</p><script type="module" src="${cdn.url}element/define.js" crossorigin="anonymous"></script>`, policy);
      assert.equal((await outcome(page)).said, 'We won,');
      const start = ['element.js', 'element/define.js', 'index.js', 'quotelight.wasm', 'shared.js'];
      assert.deepEqual(loaded(), start);
      const found = await page.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('quote-light'));
        const [csv, again] = await Promise.all([element.export('csv'), element.export('csv')]);
        await element.addCorrection({ do: 'type', at: { exact: 'We won,', prefix: '“', suffix: '” said', start: 1 }, type: 'mixed' });
        const { type } = element.result.quotes[0];
        element.htmlFor = 'place';
        await new Promise((resolve) => element.addEventListener('quotelight-result', resolve, { once: true }));
        return { isSame: csv === again, rows: csv.trim().split('\r\n').length, type, place: element.text };
      });
      assert.deepEqual(found, { isSame: true, rows: 2, type: 'mixed', place: '“It snows,” said Eve Moss.' });
      assert.deepEqual(loaded(), [...start, 'annotate.js', 'corrections.js', 'export.js'].sort());
      const { violations } = await outcome(page);
      assert.deepEqual([violations, faults], [[], []]);
      // Where the host is gone by then, the call says so and nothing else is lost.
      const gone = await open(`${SAID}<script type="module" src="${cdn.url}element/define.js" crossorigin="anonymous"></script>`);
      await outcome(gone.page);
      cdn.pages['/export.js'] = { html: '', headers: { 'content-type': 'text/plain' } };
      const left = await gone.page.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('quote-light'));
        const failed = await element.export('csv').then(() => 'a result', (/** @type {Error} */ error) => error.name);
        return [failed, element.result.quotes.length];
      });
      delete cdn.pages['/export.js'];
      assert.deepEqual(left, ['TypeError', 1]);
      await gone.page.close();
      await page.close();
    });

    it('works under a strict policy with Trusted Types', async () => {
      const policy = `default-src 'none'; script-src ${cdn.url} 'wasm-unsafe-eval'; connect-src ${cdn.url}; worker-src blob:; img-src data:; require-trusted-types-for 'script'; trusted-types quotelight#worker`;
      const { page, faults } = await open(`${SAID}${tag}`, policy);
      const { said, engine, violations } = await outcome(page);
      assert.deepEqual([said, engine, violations, faults], ['We won,', 'worker', [], []]);
      await page.close();
    });

    it('runs on the main thread where the policy forbids workers', async () => {
      const { page, faults } = await open(`${SAID}${tag}`, "worker-src 'none'");
      const { said, engine } = await outcome(page);
      assert.deepEqual([said, engine, faults], ['We won,', 'main', []]);
      await page.close();
    });

    it('starts its worker from an address where the policy allows no blob', async () => {
      const script = `<script type="module">
        import { createAnalyzer } from '/examples/quotelight/index.js';
        const analyzer = createAnalyzer({ worker: new URL('/examples/quotelight/worker.js', location.href) });
        const { quotes } = await analyzer.analyze('“We won,” said Ann Lee.');
        document.body.dataset.seen = [await analyzer.ready(), quotes[0].contents[0].text].join(' ');
        const refused = createAnalyzer({ engine: 'worker' });
        document.body.dataset.refused = await refused.ready().catch((error) => error.name);
      </script>`;
      const { page, faults } = await open(script, "worker-src 'self'");
      await page.waitForFunction(() => document.body.dataset.refused, { timeout: 15_000 }).catch(() => assert.fail(faults.join('\n')));
      assert.equal(await page.evaluate(() => document.body.dataset.seen), 'worker We won,');
      assert.notEqual(await page.evaluate(() => document.body.dataset.refused), 'worker');
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('names what a policy lacks for WebAssembly, and leaves the text readable', async () => {
      const { page, faults } = await open(`${SAID}${tag}`, `script-src ${cdn.url}`);
      const { said, error, shown } = await outcome(page);
      assert.equal(said, undefined);
      assert.equal(error.code, 'wasm-csp');
      assert.match(error.message, /'wasm-unsafe-eval'/u);
      assert.match(shown, /“We won,” said Ann Lee\./u);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('takes no other binary than its own', async () => {
      const bytes = readFileSync(join(PACKAGE, 'quotelight.wasm'));
      cdn.pages['/quotelight.wasm'] = { html: /** @type {any} */ (Buffer.concat([bytes, Buffer.from([0, 1, 0])])), headers: { 'content-type': 'application/wasm' } };
      const { page } = await open(`${SAID}${tag}`);
      const { said, error } = await outcome(page);
      delete cdn.pages['/quotelight.wasm'];
      assert.deepEqual([said, error.code], [undefined, 'wasm-fetch']);
      await page.close();
    });

    it('leaves the element of a first copy alone', async () => {
      const second = `<script type="module" src="${cdn.url}${FILE}?2" crossorigin="anonymous"></script>`;
      const { page, faults } = await open(`${SAID}${tag}${second}`);
      assert.equal((await outcome(page)).said, 'We won,');
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('answers from a sandboxed frame, to the page around it only, and loads nothing', async () => {
      const frame = '<iframe src="embed.html" sandbox="allow-scripts" title="Frame"></iframe>';
      const script = `<script>
        const frame = document.querySelector('iframe');
        globalThis.got = [];
        addEventListener('message', ({ source, origin, data }) => source === frame.contentWindow && got.push([origin, data]));
        globalThis.send = (message) => frame.contentWindow.postMessage(message, '*');
      </script>`;
      const asked = site.requests.length;
      const { page, faults } = await open(`${frame}${script}`);
      await page.waitForFunction(() => /** @type {any} */ (globalThis).got.some((/** @type {any} */ [, data]) => data.type === 'quotelight:ready'), { timeout: 15_000 });
      await page.evaluate((hostile) => {
        const { send } = /** @type {any} */ (globalThis);
        // None of these is one of ours.
        for (const forged of [null, 7, 'quotelight:text', { type: 'quotelight:text' }, { type: 'quotelight:text', v: 2, text: 'x' }, { type: 'text', v: 1, text: 'x' },
          { type: 'quotelight:text', v: 1 }, { type: 'quotelight:text', v: 1, text: 7 }, { type: 'quotelight:text', v: 1, text: 'a'.repeat(5_000_001) }]) {
          send(forged);
        }
        // Nor is what another frame sends.
        const other = document.body.appendChild(document.createElement('iframe'));
        const text = { type: 'quotelight:text', v: 1, text: '“Forged,” said Mallory Lee.' };
        /** @type {any} */ (other.contentWindow).eval(`parent.frames[0].postMessage(${JSON.stringify(text)}, '*')`);
        send({ type: 'quotelight:text', v: 1, html: `<p>“We won,” said <b>Ann</b> Lee.</p>${hostile.join('')}`, url: 'javascript:alert(1)', title: 7 });
      }, HOSTILE.filter((h) => !h.startsWith('"')));
      await page.waitForFunction(() => /** @type {any} */ (globalThis).got.some((/** @type {any} */ [, data]) => data.type === 'quotelight:result'), { timeout: 15_000 });
      await page.evaluate(() => /** @type {any} */ (globalThis).send({ type: 'quotelight:select', v: 1, id: 'q0' }));
      await page.waitForFunction(() => /** @type {any} */ (globalThis).got.some((/** @type {any} */ [, data]) => data.type === 'quotelight:select'));
      const got = await page.evaluate(() => /** @type {any} */ (globalThis).got);
      assert.ok(got.every((/** @type {any} */ [origin, data]) => origin === 'null' && data.v === 1));
      const results = got.filter((/** @type {any} */ [, data]) => data.type === 'quotelight:result');
      assert.equal(results.length, 1);
      assert.equal(results[0][1].result.quotes[0].contents[0].text, 'We won,');
      const heights = got.filter((/** @type {any} */ [, data]) => data.type === 'quotelight:height').map((/** @type {any} */ [, data]) => data.height);
      assert.ok(heights.length > 1 && heights.at(-1) > heights[0], String(heights));
      assert.deepEqual(site.requests.slice(asked).filter((r) => !/\/host|\/embed\.html/u.test(r)), []);
      assert.deepEqual(faults, []);
      await page.close();
    });

    for (const file of readdirSync(join(SITE, 'examples')).filter((f) => f.endsWith('.html'))) {
      it(`example ${file} works`, async () => {
        const page = await browser.newPage();
        /** @type {string[]} */
        const faults = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        await page.goto(`${site.url}examples/${file}`);
        await page.waitForFunction((example) => {
          const highlights = [...(/** @type {any} */ (CSS.highlights)).keys()];
          const element = /** @type {any} */ (document.querySelector('quote-light'));
          const output = document.querySelector('output')?.textContent ?? '';
          switch (example) {
            case 'index.html': return document.querySelectorAll('li a').length > 5;
            case 'for.html':
            case 'annotate.html': return highlights.includes('quotelight-direct') && highlights.includes('quotelight-person');
            case 'paste.html': return element.matches(':state(empty)');
            case 'bookmarklet.html': return /** @type {HTMLAnchorElement} */ (document.querySelector('#bookmarklet')).href.startsWith('javascript:');
            case 'wrap.html':
            case 'style.html': return element.result?.quotes.length > 1;
            default: return output.length > 1;
          }
        }, { timeout: 15_000 }, file).catch(() => assert.fail(`${file}: ${faults.join('\n')}`));
        assert.deepEqual(faults, []);
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const { violations: all } = await /** @type {any} */ (globalThis).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
          return all.map((/** @type {any} */ v) => `${v.id} ${v.nodes[0].target}`);
        });
        assert.deepEqual(violations, []);
        await page.close();
      });
    }
  });
}
