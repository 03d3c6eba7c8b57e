// Runs measurements in a headless browser: `node browser.mjs BROWSER FOLDER JOBS`, where JOBS is a
// file with a list of what `node.mjs` takes one of. Each has a page of its own. Prints JSON.

import { readFileSync } from 'node:fs';

import { launch } from '../www/browsers.mjs';
import { serve } from '../www/server.mjs';

const [name, folder, jobsFile] = process.argv.slice(2);
const jobs = JSON.parse(readFileSync(jobsFile, 'utf8'));
const server = await serve(folder);
const browser = await launch(/** @type {import('../www/browsers.mjs').BrowserName} */ (name));
try {
  const values = [];
  for (const job of jobs) {
    const page = await browser.newPage();
    await page.goto(`${server.url}index.html`);
    values.push(await page.evaluate(async (/** @type {any} */ given) => {
      // Not by a name that the type checker would look for here.
      const measure = await import(String('./measure.js'));
      return measure[given.kind](given, async () => WebAssembly.compileStreaming(await fetch('./generated/quotelight.wasm')));
    }, job));
    await page.close();
  }
  console.log(JSON.stringify({ version: await browser.version(), values }));
} finally {
  await browser.close();
  await server.close();
}
