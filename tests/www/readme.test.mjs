// The snippets of the README, run as they stand there: HTML in both browsers, JavaScript in Node.js,
// or in a page where it uses one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { BROWSERS, launch } from './browsers.mjs';
import { PACKAGE, WORK } from './fixtures/projects.mjs';
import { host, html } from './origins.mjs';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const markdown = readFileSync(README, 'utf8');
/** @type {{ language: string, code: string, line: number }[]} */
const snippets = Array.from(markdown.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gmu), ({ 1: language, 2: code, index }) => ({
  language, code, line: markdown.slice(0, index).split('\n').length,
}));
const usesPage = (/** @type {string} */ code) => /\b(?:document|window|addEventListener)\b|quotelight\/(?:element|annotate)/u.test(code);
const HTML = snippets.filter((s) => s.language === 'html');
const SCRIPTS = snippets.filter((s) => /^(?:js|javascript|mjs)$/u.test(s.language));

/** Any host in a snippet stands for wherever the reader puts the file. */
const ADDRESS = /(["'])https?:\/\/[^"'\s]*\/(quotelight\.element\.js|[\w-]+(?:\/[\w-]+)?\.js)\1/gu;

describe('snippets of the README in Node.js', () => {
  const folder = join(WORK, 'readme');
  before(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await symlink(PACKAGE, join(folder, 'node_modules/quotelight'), 'dir');
  });

  it('are there', () => {
    assert.ok(snippets.length > 0, 'README.md has no snippets');
  });

  for (const { code, line } of SCRIPTS.filter((s) => !usesPage(s.code))) {
    it(`line ${line}`, async () => {
      const file = join(folder, `line-${line}.mjs`);
      await writeFile(file, code);
      const printed = [];
      const { log } = console;
      console.log = (...all) => printed.push(all.join(' '));
      try {
        await import(pathToFileURL(file).href);
      } finally {
        console.log = log;
      }
      assert.ok(!/console\.log/u.test(code) || printed.join('').length > 0, 'it prints nothing');
    });
  }
});

for (const name of BROWSERS) {
  describe(`snippets of the README in ${name}`, () => {
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof host>>} */
    let server;
    before(async () => {
      const folder = join(WORK, 'readme-site');
      await rm(folder, { recursive: true, force: true });
      await cp(PACKAGE, folder, { recursive: true });
      server = await host(folder);
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    /** @param {string} body */
    async function run(body) {
      server.pages['/'] = html(body);
      const page = await browser.newPage();
      /** @type {string[]} */
      const faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('requestfailed', (request) => faults.push(request.url()));
      await page.goto(server.url, { waitUntil: 'load' });
      return { page, faults };
    }

    for (const { code, line } of HTML) {
      it(`line ${line}`, async () => {
        const { page, faults } = await run(code.replace(ADDRESS, '$1./$2$1'));
        if (code.includes('<quote-light')) {
          await page.waitForFunction(() => [...document.querySelectorAll('quote-light')].every((e) =>
            e.matches(':state(has-result)') || e.matches(':state(empty)')), { timeout: 15_000 })
            .catch(() => assert.fail(faults.join('\n') || 'the element has no result'));
        }
        assert.deepEqual(faults, []);
        await page.close();
      });
    }

    for (const { code, line } of SCRIPTS.filter((s) => usesPage(s.code))) {
      it(`line ${line}`, async () => {
        const names = { quotelight: 'index', 'quotelight/annotate': 'annotate', 'quotelight/export': 'export', 'quotelight/inline': 'inline', 'quotelight/element': 'element', 'quotelight/element/define': 'element/define' };
        const imports = Object.fromEntries(Object.entries(names).map(([key, file]) => [key, `./${file}.js`]));
        const story = '<article id="story"><p>“We won,” said <b>Ann Lee</b>.</p></article><quote-light>“It rains,” said Tom Reed.</quote-light>';
        const end = `;document.body.dataset.done = 'yes';`;
        const { page, faults } = await run(`${story}<script type="importmap">${JSON.stringify({ imports })}</script><script type="module">${code}${end}</script>`);
        await page.waitForFunction(() => document.body.dataset.done, { timeout: 15_000 }).catch(() => assert.fail(faults.join('\n') || 'it does not end'));
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
  });
}
