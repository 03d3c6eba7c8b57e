// What is measured, the same in Node.js and in a browser. Times are in milliseconds.
//
// Our engine keeps words and sentences from text to text, and others may do so: no text is timed
// twice, and programs are warmed up with other texts, over and over. What they know then are the
// words of those, as after an hour of reading.

import { open } from './subjects.js';

/** How often a program goes over the texts that it is warmed up with: engines take a while to compile what is hot. */
const WARM_UPS = 5;

/** @typedef {import('./subjects.js').Analyze} Analyze */
/** @typedef {() => Promise<WebAssembly.Module>} Compile */
/** @typedef {{ warm: string[], rounds: string[][], processor?: boolean }} Texts */

/**
 * Milliseconds that `work` takes.
 *
 * @param {() => void} work
 * @param {() => number} [clock]
 */
function time(work, clock = () => performance.now()) {
  const begun = clock();
  work();
  return clock() - begun;
}

/**
 * Lets a program read texts until its code is as fast as it gets.
 *
 * @param {Analyze} analyze
 * @param {string[]} texts
 */
function warmUp(analyze, texts) {
  for (let n = 0; n < WARM_UPS; n += 1) texts.forEach(analyze);
}

/** Milliseconds of the processor, where the host counts them: other programs do not count. */
function processorTime() {
  const { process } = /** @type {{ process?: { cpuUsage(): { user: number, system: number } } }} */ (globalThis);
  const used = process?.cpuUsage();
  return used ? (used.user + used.system) / 1_000 : performance.now();
}

/**
 * The programs in turn, round by round, so that what slows the machine slows all of them.
 *
 * @param {Texts & { names: string[] }} job
 * @param {Compile} compile
 */
export async function throughput({ names, warm, rounds, processor }, compile) {
  /** @type {Map<string, Analyze>} */
  const subjects = new Map();
  for (const name of names) {
    const { analyze } = await open(name, compile);
    warmUp(analyze, warm);
    subjects.set(name, analyze);
  }
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const texts of rounds) {
    for (const [name, analyze] of subjects) {
      times[name].push(time(() => texts.forEach(analyze), processor ? processorTime : undefined));
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
 * Time of each pass, over all texts of a round.
 *
 * @param {Texts} job
 * @param {Compile} compile
 */
export async function passes({ warm, rounds }, compile) {
  const { analyze, passes: measure } = await open('quotelight', compile);
  warmUp(analyze, warm);
  return rounds.map((texts) => {
    /** @type {Record<string, number>} */
    const sums = {};
    for (const [name, ms] of texts.flatMap((text) => Object.entries(measure?.(text) ?? {}))) {
      sums[name] = (sums[name] ?? 0) + ms;
    }
    return sums;
  });
}

/**
 * One article as readers have it, the engine's code being warm: the first one of a session, of
 * which no word is known, and those after half of them. Each round begins with another.
 *
 * @param {{ warm: string[], articles: string[], rounds: number, processor?: boolean }} job
 * @param {Compile} compile
 */
export async function articles({ warm, articles: all, rounds, processor }, compile) {
  const { analyze, renew } = await open('quotelight', compile);
  warmUp(analyze, warm);
  const clock = processor ? processorTime : undefined;
  /** @type {{ first: number[], later: number[] }} */
  const times = { first: [], later: [] };
  for (let round = 0; round < rounds; round += 1) {
    renew?.();
    const [first, ...others] = [...all.slice(round), ...all.slice(0, round)];
    const later = others.splice(others.length / 2);
    times.first.push(time(() => analyze(first), clock));
    others.forEach(analyze);
    times.later.push(time(() => later.forEach(analyze), clock) / later.length);
  }
  return times;
}

/**
 * The time of all texts of one length, for each length, by an engine that has seen others.
 *
 * @param {{ warm: string[], lengths: string[][] }} job
 * @param {Compile} compile
 */
export async function linear({ warm, lengths }, compile) {
  const { analyze, renew } = await open('quotelight', compile);
  warm.forEach(analyze);
  return lengths.map((texts) => {
    renew?.();
    warm.forEach(analyze);
    return time(() => {
      for (const text of texts) {
        analyze('.'); // so that no sentence is known from the text before, which some kinds repeat
        analyze(text);
      }
    }, processorTime);
  });
}

/**
 * Bytes of the wasm's memory: when it is open, and after each text.
 *
 * @param {{ texts: string[] }} job
 * @param {Compile} compile
 */
export async function memory({ texts }, compile) {
  const { analyze, memory: own } = await open('quotelight', compile);
  const bytes = () => own?.buffer.byteLength ?? 0;
  return [bytes(), ...texts.map((text) => (analyze(text), bytes()))];
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
