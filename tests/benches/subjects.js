// The programs that are measured, opened alike in Node.js and in a browser.

/**
 * `passes` gives the time of each pass over a text, in milliseconds; `renew` makes the program
 * forget the texts that it has seen.
 *
 * @typedef {(text: string) => unknown} Analyze
 * @typedef {(text: string) => Record<string, number>} Passes
 * @typedef {{ analyze: Analyze, passes?: Passes, renew?: () => void, memory?: WebAssembly.Memory }} Subject
 */

/**
 * Opens a program.
 *
 * @param {string} name
 * @param {() => Promise<WebAssembly.Module>} compile compiles our wasm
 * @returns {Promise<Subject>}
 */
export async function open(name, compile) {
  if (name !== 'quotelight') {
    const { open: openPeer } = await import(`./${name}.js`);
    return { analyze: openPeer() };
  }
  const { Engine, initSync } = await import('./generated/glue.js');
  const { memory } = initSync({ module: await compile() });
  let engine = new Engine();
  return {
    memory,
    analyze: (text) => engine.analyze(text, null),
    passes: (text) => {
      performance.clearMeasures();
      engine.analyze(text, { profile: true });
      const measures = performance.getEntriesByType('measure');
      performance.clearMeasures();
      const passes = {};
      // The last two take turns in a long text.
      for (const { name, duration } of measures) {
        const pass = name.replace('quotelight:', '');
        passes[pass] = (passes[pass] ?? 0) + duration;
      }
      return passes;
    },
    renew: () => {
      engine.free();
      engine = new Engine();
    },
  };
}
