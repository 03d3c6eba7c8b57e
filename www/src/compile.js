// Bytes or an address → a compiled module, once for all instances.

import { AnalyzerError } from './protocol.js';
import { startError } from './engine.js';

/** @typedef {URL | string | Response | BufferSource | WebAssembly.Module} BinarySource */

/**
 * Loads and compiles the wasm.
 *
 * @param {BinarySource} source
 * @param {string} [integrity] the hash that a file from an address must have
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileBinary(source, integrity = '') {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  const isBytes = source instanceof ArrayBuffer || ArrayBuffer.isView(source);
  const loaded = isBytes ? source : await load(source, integrity);
  try {
    if (!(loaded instanceof Response)) {
      return await WebAssembly.compile(loaded);
    }
    if (loaded.headers.get('content-type') === 'application/wasm') {
      return await WebAssembly.compileStreaming(loaded);
    }
    // Many hosts send another media type, for which compiling while loading is refused.
    const bytes = new Uint8Array(await loaded.arrayBuffer());
    if (bytes[0] === 0x3c) {
      throw new AnalyzerError('wasm-fetch', `${loaded.url} is a page of HTML, not WebAssembly.`);
    }
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw startError(error);
  }
}

/**
 * @param {URL | string | Response} source
 * @param {string} integrity
 * @returns {Promise<Response | BufferSource>}
 */
async function load(source, integrity) {
  if (source instanceof Response) {
    return checked(source, source.url);
  }
  try {
    const fs = nodeFiles(source);
    return fs ? fs.readFileSync(source) : checked(await fetch(source, { integrity }), String(source));
  } catch (error) {
    throw error instanceof AnalyzerError ? error
      : new AnalyzerError('wasm-fetch', `The WebAssembly binary cannot be loaded from ${source}.`, { cause: error });
  }
}

/**
 * @param {Response} response
 * @param {string} url
 */
function checked(response, url) {
  if (!response.ok) {
    throw new AnalyzerError('wasm-fetch', `The WebAssembly binary cannot be loaded from ${url}: the host answers ${response.status}.`);
  }
  return response;
}

/**
 * Node.js does not fetch files.
 *
 * @param {URL | string} source
 * @returns {{ readFileSync(file: URL | string): Uint8Array<ArrayBuffer> } | undefined}
 */
function nodeFiles(source) {
  const { process } = /** @type {{ process?: { getBuiltinModule?(name: string): any } }} */ (globalThis);
  return String(source).startsWith('file:') ? process?.getBuiltinModule?.('node:fs') : undefined;
}
