// What is measured, the same in Node.js and in a browser. Times are in milliseconds.

import { open, passes } from './subjects.js';

/** @typedef {import('./subjects.js').Analyze} Analyze */
/** @typedef {() => Promise<WebAssembly.Module>} Compile */

/** A shorter run is repeated, since clocks are coarse. */
const LONG_ENOUGH = 150;

/**
 * Milliseconds that one run of `work` takes.
 *
 * @param {() => void} work
 * @param {number} [enough]
 * @param {() => number} [clock]
 */
export function time(work, enough = LONG_ENOUGH, clock = () => performance.now()) {
  let runs = 0;
  const begun = clock();
  let spent = 0;
  do {
    work();
    runs += 1;
    spent = clock() - begun;
  } while (spent < enough);
  return spent / runs;
}

/**
 * The programs in turn, round by round, so that what slows the machine slows all of them.
 *
 * @param {{ names: string[], texts: string[], rounds: number }} job
 * @param {Compile} compile
 */
export async function throughput({ names, texts, rounds }, compile) {
  /** @type {Map<string, Analyze>} */
  const subjects = new Map();
  for (const name of names) {
    const { analyze } = await open(name, compile);
    texts.forEach(analyze); // engines compile what is hot
    subjects.set(name, analyze);
  }
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, analyze] of subjects) {
      times[name].push(time(() => texts.forEach(analyze)));
    }
  }
  return times;
}

/**
 * From the bytes of the wasm to the first result, in a place where nothing of it was used before.
 *
 * @param {{ text: string }} job
 * @param {Compile} compile
 */
export async function cold({ text }, compile) {
  const begun = performance.now();
  const module = await compile();
  const compiled = performance.now();
  const { analyze } = await open('quotelight', async () => module);
  const opened = performance.now();
  analyze(text);
  return { compile: compiled - begun, open: opened - compiled, first: performance.now() - opened };
}

/**
 * Time of each pass over one text, and of one article as readers have it.
 *
 * @param {{ text: string, article: string, rounds: number }} job
 * @param {Compile} compile
 */
export async function inside({ text, article, rounds }, compile) {
  const { analyze } = await open('quotelight', compile);
  time(() => analyze(text), 500);
  const all = [];
  const articles = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push(await passes(text));
    articles.push(time(() => analyze(article)));
  }
  return { passes: all, article: articles };
}

/**
 * The best time for each text: a machine can be slow by chance, but not fast.
 *
 * @param {{ texts: string[], rounds: number }} job
 * @param {Compile} compile
 */
export async function linear({ texts, rounds }, compile) {
  const { analyze } = await open('quotelight', compile);
  texts.filter((text) => text.length <= 100_000).forEach((text) => time(() => analyze(text), 100));
  const best = texts.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1) {
    texts.forEach((text, i) => {
      best[i] = Math.min(best[i], time(() => analyze(text), 30, processorTime));
    });
  }
  return best;
}

/** Milliseconds of the processor, where the host counts them: other programs do not count. */
function processorTime() {
  const { process } = /** @type {{ process?: { cpuUsage(): { user: number, system: number } } }} */ (globalThis);
  const used = process?.cpuUsage();
  return used ? (used.user + used.system) / 1_000 : performance.now();
}

/**
 * Bytes of the wasm's memory: when it is open, after `runs` analyses of each text in turn.
 *
 * @param {{ texts: string[], runs: number }} job
 * @param {Compile} compile
 */
export async function memory({ texts, runs }, compile) {
  const { analyze, memory: own } = await open('quotelight', compile);
  const bytes = [own?.buffer.byteLength ?? 0];
  for (const text of texts) {
    for (let run = 0; run < runs; run += 1) {
      analyze(text);
    }
    bytes.push(own?.buffer.byteLength ?? 0);
  }
  return bytes;
}

/**
 * Milliseconds to the first result of a program, loading included.
 *
 * @param {{ name: string, texts: string[] }} job
 * @param {Compile} compile
 */
export async function load({ name, texts }, compile) {
  const begun = performance.now();
  const { analyze } = await open(name, compile);
  analyze(texts[0]);
  const loaded = performance.now() - begun;
  texts.forEach(analyze);
  return loaded;
}
