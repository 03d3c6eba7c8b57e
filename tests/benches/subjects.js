// The programs that are measured, opened alike in Node.js and in a browser.

/**
 * @typedef {(text: string) => unknown} Analyze
 * @typedef {{ analyze: Analyze, memory?: WebAssembly.Memory, fresh?: () => void }} Subject
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
  const { Engine, initSync } = await import('./glue.js');
  const { memory } = initSync({ module: await compile() });
  const engine = new Engine();
  return { memory, analyze: (text) => engine.analyze(text, null) };
}

/**
 * Time of each pass over `text`, in milliseconds.
 *
 * @param {string} text
 * @returns {Promise<Record<string, number>>}
 */
export async function passes(text) {
  const { Engine } = await import('./glue.js');
  const engine = new Engine();
  performance.clearMeasures();
  engine.analyze(text, { profile: true });
  engine.free();
  const measures = performance.getEntriesByType('measure');
  performance.clearMeasures();
  return Object.fromEntries(measures.map(({ name, duration }) => [name.replace('quotelight:', ''), duration]));
}
