// The npm package as its users have it: in Node.js, under TypeScript, in bundlers and frameworks.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { ARTICLE } from './articles.mjs';
import { BROWSERS, launch } from './browsers.mjs';
import { buildAll, FRAMEWORKS, install, load, PACKAGE, TOOLS, WORK } from './fixtures/projects.mjs';
import { host } from './origins.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
/** @param {string} name */
const entry = (name) => import(pathToFileURL(join(PACKAGE, manifest.exports[name].default)).href);

describe('the package in Node.js', () => {
  it('has every file that it names, and types for every script', () => {
    const files = readdirSync(PACKAGE, { recursive: true });
    for (const [name, target] of Object.entries(manifest.exports)) {
      for (const file of typeof target === 'string' ? [target] : Object.values(target)) {
        assert.ok(files.includes(file.slice(2)), `${name}: ${file}`);
      }
    }
    assert.ok(manifest.sideEffects.every((/** @type {string} */ file) => files.includes(file.slice(2))));
    assert.ok(files.includes(manifest.customElements));
    for (const field of ['name', 'version', 'license', 'repository', 'homepage', 'bugs', 'publishConfig']) {
      assert.ok(manifest[field], field);
    }
  });

  it('can be imported where there is no page, and analyses there', async () => {
    for (const name of ['.', './inline', './lite', './annotate', './export', './element', './element/define', './quotelight.element.js']) {
      assert.ok(await entry(name), name);
    }
    const results = [];
    for (const name of ['.', './inline']) {
      const { analyze } = await entry(name);
      results.push(JSON.stringify(await analyze(ARTICLE)));
    }
    assert.equal(results[0], results[1]);
    const { annotate } = await entry('./annotate');
    await assert.rejects(annotate(/** @type {any} */ ({})), { code: 'bad-options' });
    const { quotes } = await (await entry('./lite')).analyze(ARTICLE);
    assert.equal(quotes.length, JSON.parse(results[0]).quotes.length);
    const { exportDocument } = await entry('./export');
    assert.match(exportDocument('csv', ARTICLE, JSON.parse(results[0])), /^quote,/u);
  });

  it('types everything, and nothing as any', () => {
    for (const file of readdirSync(PACKAGE).filter((f) => f.endsWith('.d.ts'))) {
      const code = readFileSync(join(PACKAGE, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '').replace(/'[^'\n]*'/gu, '');
      // As a type; a colour has a property of that name.
      assert.doesNotMatch(code, /\bany\b(?!:)/u, file);
    }
    const folder = join(WORK, 'types');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'example.ts'), `
      import { analyze, AnalyzerError, createAnalyzer, type Analyzer, type Document, type Quote } from 'quotelight';
      import { analyze as inline } from 'quotelight/inline';
      import { annotate, type Annotation } from 'quotelight/annotate';
      import { EXPORT_FORMATS, exportDocument, readJson, type ExportFormat } from 'quotelight/export';
      import { QuoteLight, QuotelightEvent } from 'quotelight/element';
      import 'quotelight/element/define';
      import 'quotelight/worker';
      const analyzer: Analyzer = createAnalyzer({ engine: 'worker', maxLength: 10 });
      const result: Document = await analyze('x', { date: '2024-01-01', signal: AbortSignal.timeout(9) });
      const quote: Quote | undefined = result.quotes[0];
      const speaker: string | null | undefined = quote?.speaker?.name;
      const formats = Object.keys(EXPORT_FORMATS) as ExportFormat[];
      const csv: string = exportDocument('csv', 'x', await inline('x'), { kinds: ['person', 'quote'], rows: 'mentions' });
      const annotation: Annotation = await annotate(document.body, { analyzer, onSelect: ({ id, source }) => console.log(id, source) });
      const element = document.querySelector('quote-light');
      element?.addEventListener('quotelight-result', ({ detail }) => console.log(detail.result.stats.words, detail.ms));
      element?.kinds.toggle('person');
      if (element instanceof QuoteLight) { element.view = 'quotes'; element.kinds = 'person org'; }
      document.addEventListener('quotelight-error', (event) => event instanceof QuotelightEvent && console.log(event.detail));
      // @ts-expect-error no such view
      element!.view = 'nowhere';
      // @ts-expect-error no such format
      exportDocument('pdf', 'x', result);
      // @ts-expect-error the result cannot be set
      element!.result = null;
      try { analyzer.terminate(); } catch (error) { if (error instanceof AnalyzerError && error.code === 'wasm-csp') console.log(error); }
      console.log(speaker, formats, csv, annotation.select('q0'), readJson('{}').document.lang);
      export {};
    `);
    const paths = Object.fromEntries(Object.entries(manifest.exports).filter(([, t]) => typeof t === 'object')
      .map(([name, target]) => [`quotelight${name.slice(1)}`, [join(PACKAGE, target.types)]]));
    const options = { strict: true, noEmit: true, target: 'ES2022', module: 'NodeNext', lib: ['ESNext', 'DOM', 'DOM.Iterable'], types: [], paths };
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['example.ts'] }));
    try {
      execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', folder], { encoding: 'utf8' });
    } catch (error) {
      assert.fail(/** @type {any} */ (error).stdout);
    }
  });

  it('has the element as one file that imports nothing, with the hash of its binary', () => {
    const text = readFileSync(join(PACKAGE, 'quotelight.element.js'), 'utf8');
    assert.doesNotMatch(text, /(?:^|[;}\s])import\s*[*{'"(]|[^.\w]import\(/u);
    for (const file of ['quotelight.element.js', 'index.js']) {
      const hash = createHash('sha256').update(readFileSync(join(PACKAGE, 'quotelight.wasm'))).digest('base64');
      assert.ok(readFileSync(join(PACKAGE, file), 'utf8').includes(`sha256-${hash}`), file);
    }
  });

  it('has no string sinks, and names no host', () => {
    for (const file of readdirSync(PACKAGE).filter((f) => f.endsWith('.js') && f !== 'inline.js')) {
      const text = readFileSync(join(PACKAGE, file), 'utf8');
      assert.doesNotMatch(text, /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|javascript:)/u, file);
      const hosts = new Set(text.match(/https?:\/\/[\w.-]+/gu) ?? []);
      assert.deepEqual([...hosts].filter((h) => h !== 'http://www.w3.org'), [], file);
    }
  });
});

describe('exports under parsers of others', () => {
  before(install);

  it('CSV is read by a strict parser, cell by cell', async () => {
    const { parse } = await load('csv-parse/sync');
    const { analyze } = await entry('.');
    const { exportDocument } = await entry('./export');
    const text = `${ARTICLE}\n“He said \\"no\\", twice,\nand left,” Ann "Bo" Lee told reporters.`;
    const document = await analyze(text);
    for (const rows of ['quotes', 'mentions']) {
      const records = parse(exportDocument('csv', text, document, { rows }), { columns: true, record_delimiter: '\r\n' });
      const [first, last] = [records[0], records.at(-1)];
      assert.equal(records.length, rows === 'quotes' ? document.quotes.length : document.entities.flatMap((/** @type {any} */ e) => e.mentions).length);
      assert.equal(first.offset_unit, 'utf16');
      for (const record of records) {
        assert.ok(Number(record.start) < Number(record.end) && Number(record.paragraph) >= 1);
      }
      assert.ok(Number(last.end) <= text.length);
    }
    const tsv = parse(exportDocument('tsv', text, document), { columns: true, delimiter: '\t', quote: null, record_delimiter: '\n' });
    assert.equal(tsv.length, document.quotes.length);
  });

  it('annotations are read by Recogito, and written back with the same places', async () => {
    const { W3CTextFormat } = await load('@recogito/text-annotator');
    const { analyze } = await entry('.');
    const { exportDocument } = await entry('./export');
    const text = `🚢 ${ARTICLE}`;
    // Recogito counts UTF-16 units.
    const { items } = JSON.parse(exportDocument('annotations', text, await analyze(text), { offsetUnit: 'utf16' }));
    const format = W3CTextFormat('urn:example:article');
    assert.ok(items.length > 10);
    for (const item of items) {
      const { parsed, error } = format.parse(item);
      assert.equal(error, undefined);
      const wanted = [item.target].flat().map(({ selector: [quote, { start, end }] }) => ({ quote: quote.exact, start, end }));
      assert.deepEqual(parsed.target.selector.map((/** @type {any} */ s) => ({ quote: s.quote, start: s.start, end: s.end })), wanted);
      assert.ok(wanted.every(({ quote, start, end }) => text.slice(start, end) === quote));
      assert.deepEqual(parsed.bodies.map((/** @type {any} */ b) => b.value), item.body.map((/** @type {any} */ b) => b.value));
    }
  });

  it('displaCy JSON makes documents of spaCy', async (t) => {
    const home = join(WORK, 'spacy');
    const python = join(home, 'bin/python');
    try {
      if (!existsSync(join(home, '.installed'))) {
        execFileSync('python3', ['-m', 'venv', home], { stdio: 'ignore' });
        execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'spacy==3.8.18'], { stdio: 'ignore' });
        writeFileSync(join(home, '.installed'), '');
      }
    } catch {
      t.skip('there is no Python here that can have spaCy');
      return;
    }
    const { analyze } = await entry('.');
    const { exportDocument } = await entry('./export');
    const pages = [];
    let [entities, spans] = [0, 0];
    for (const text of [ARTICLE, `🚢 é ${ARTICLE}`, `${ARTICLE}\r\n\r\n“No,” said Ann\u00a0Lee.`]) {
      const document = await analyze(text);
      const page = JSON.parse(exportDocument('displacy', text, document));
      pages.push(page);
      entities += document.entities.flatMap((/** @type {any} */ e) => e.mentions).length;
      spans += page.spans.length;
    }
    const told = execFileSync(python, [fileURLToPath(new URL('displacy.py', import.meta.url))], { input: JSON.stringify(pages), encoding: 'utf8' });
    assert.deepEqual(JSON.parse(told), { entities, spans });
    assert.ok(entities > 20 && spans > entities);
  });

  it('Markdown of hostile names is text for CommonMark', async () => {
    const { Parser, HtmlRenderer } = await load('commonmark');
    const { analyze } = await entry('.');
    const { exportDocument } = await entry('./export');
    const text = '“<img src=x onerror=alert(1)> [x](javascript:alert(1)) *a* `b` 1. # &lt;”, said Ann [Lee](javascript:1) <b>Bo</b>.';
    const document = await analyze(text);
    const markdown = exportDocument('markdown', text, document, { metadata: { title: '<script>alert(1)</script>', url: 'https://example.org/?a=)<b>' } });
    const html = new HtmlRenderer({ safe: false }).render(new Parser().parse(markdown));
    const tags = new Set(Array.from(html.matchAll(/<([a-z\d]+)/gu), (/** @type {string[]} */ [, tag]) => tag));
    for (const tag of tags) {
      assert.match(tag, /^(?:h1|h2|a|blockquote|p|ul|li)$/u, html);
    }
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1)) *a* `b` 1. # &amp;lt;'), html);
    assert.equal(html.match(/href=/gu)?.length, 1);
  });
});

for (const name of BROWSERS) {
  describe(`projects of others in ${name}`, () => {
    /** @type {string} */
    let sites;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let server;
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    before(async () => {
      sites = await (built ??= buildAll());
      server = await host(sites);
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const project of [...TOOLS, ...FRAMEWORKS]) {
      it(`${project} works`, async () => {
        const page = await browser.newPage();
        /** @type {string[]} */
        const faults = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        await page.goto(`${server.url}${project}/`);
        const isTool = TOOLS.includes(project);
        try {
          await page.waitForFunction((tool) => (tool ? document.body.dataset.placed && document.body.dataset.annotated
            : document.querySelector('output')?.textContent), { timeout: 15_000 }, isTool);
        } catch (error) {
          assert.fail(`${project}: ${faults.join('\n') || error}`);
        }
        const seen = await page.evaluate(() => ({ ...document.body.dataset, output: document.querySelector('output')?.textContent ?? '' }));
        if (isTool) {
          assert.deepEqual([seen.said, seen.annotated, seen.corrected, seen.placed], ['We won,', 'It rains,', 'mixed', 'It snows,']);
          assert.match(String(seen.exported), /^"We won,",direct,Ann Lee,/u);
          assert.match(String(seen.csv), /^"It rains,",direct,Tom Reed,/u);
        } else {
          assert.equal(seen.output, 'We won,');
        }
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
  });
}

/** @type {Promise<string> | undefined} one build for both browsers */
let built;
