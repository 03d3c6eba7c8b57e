// A link that carries an article. The text stands in the fragment, which no browser sends to a
// server: `#t=1.` and the text, compressed by deflate and written in base64url.

const MARK = '#t=1.';

/** Links of more characters are cut by many mail and chat programs. */
export const LONG_LINK = 8_000;
/** Longer fragments make no link; browsers take no more without trouble. */
export const MAX_LINK = 500_000;
/** A link may hold a text of so many bytes: a small link can hold a very large one. */
const MAX_TEXT = 5_000_000;

/**
 * @param {string} text
 * @param {string} address of the page
 * @returns {Promise<string | null>} `null` where the text is too long for a link
 */
export async function linkOf(text, address) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (bytes.length * 4 / 3 > MAX_LINK) {
    return null;
  }
  return `${address.replace(/#.*$/u, '')}${MARK}${toBase64(bytes)}`;
}

/**
 * @param {string} fragment
 * @returns {Promise<string | undefined>} `undefined` where it is none of ours
 * @throws {RangeError} where it is damaged, or its text too long
 */
export async function textOfLink(fragment) {
  if (!fragment.startsWith(MARK)) {
    return undefined;
  }
  try {
    const packed = fragment.slice(MARK.length);
    const bytes = packed.length <= MAX_LINK ? await inflate(fromBase64(packed), MAX_TEXT) : undefined;
    if (bytes) {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
  } catch {
    // Said below.
  }
  throw new RangeError('not a text in a link');
}

/**
 * Unpacks what was packed by deflate, piece by piece: it stops where there is too much.
 *
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {number} limit in bytes
 * @returns {Promise<Uint8Array | undefined>} `undefined` where it is more
 */
export async function inflate(packed, limit) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    parts.push(part.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '');
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
