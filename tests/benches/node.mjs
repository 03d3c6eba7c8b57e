// Runs one measurement in Node.js: `node node.mjs FOLDER JOB`, where FOLDER holds the programs and
// JOB is a file of JSON whose `kind` names a function of `measure.js`. Prints JSON.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, jobFile] = process.argv.slice(2);
const job = JSON.parse(readFileSync(jobFile, 'utf8'));
const measure = await import(pathToFileURL(`${folder}/measure.js`).href);
const bytes = readFileSync(`${folder}/generated/quotelight.wasm`);
const value = await measure[job.kind](job, () => WebAssembly.compile(bytes));
console.log(JSON.stringify({ value, peak: process.resourceUsage().maxRSS * 1024 }));
