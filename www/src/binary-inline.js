// Takes the place of `binary.js` where the script itself holds the wasm: in the single file and in
// the package's entry `inline`.

import { base64 } from './generated/wasm-base64.js';

/** Nothing is loaded that could be another file. */
export const INTEGRITY = '';

/**
 * The bytes of the wasm.
 *
 * @returns {import('./compile.js').BinarySource}
 */
export function defaultBinary() {
  const { fromBase64 } = /** @type {{ fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array);
  // Engines before 2025 lack it.
  return fromBase64 ? fromBase64.call(Uint8Array, base64)
    : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
