// Where the wasm lies. The build puts `binary-inline.js` in this place where a script holds it.

/** The hash that the host's file must have; the build writes it in. Empty: any. */
export const INTEGRITY = '';

/**
 * The address of the wasm beside this module.
 *
 * @returns {import('./compile.js').BinarySource}
 */
export function defaultBinary() {
  // Evaluated only when it is needed: in a blob worker there is no useful `import.meta.url`.
  return new URL('./generated/quotelight.wasm', import.meta.url);
}
