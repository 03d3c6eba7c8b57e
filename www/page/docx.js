// A Word document → article: the paragraphs of `word/document.xml`, read without a parser of XML,
// which a page under Trusted Types does not have.

import { createBuilder } from '../src/article.js';
import { inflate } from './link.js';

/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/article.js').BlockTag} BlockTag */

/** Word writes some twenty bytes of markup for a byte of text. */
const MAX_XML = 100_000_000;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Article | undefined>} `undefined` where this is no Word document
 */
export async function articleFromDocx(bytes) {
  try {
    const packed = entryOf(bytes, 'word/document.xml');
    const xml = packed && (packed.isStored ? packed.bytes : await inflate(packed.bytes, MAX_XML));
    return xml && read(new TextDecoder().decode(xml));
  } catch {
    return undefined; // a view outside the file, or damaged data
  }
}

/**
 * One file of a ZIP archive, found by the directory at its end.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} wanted
 */
function entryOf(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) {
    end -= 1; // throws before the beginning
  }
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0 && view.getUint32(at, true) === 0x02014b50; n--) {
    const nameLength = view.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)) === wanted) {
      const local = view.getUint32(at + 42, true);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      return { bytes: bytes.slice(start, start + view.getUint32(at + 20, true)), isStored: view.getUint16(at + 10, true) === 0 };
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return undefined;
}

/**
 * @param {string} xml
 * @returns {Article}
 */
function read(xml) {
  const builder = createBuilder();
  let isText = false;
  let skipped = 0;
  for (const [, close, name, attributes, single, text] of xml.matchAll(/<(\/?)([\w:]+)([^>]*?)(\/?)>|([^<]+)/gu)) {
    if (text !== undefined) {
      if (isText && !skipped) {
        builder.text(decoded(text));
      }
    } else if (name === 'mc:Fallback') {
      skipped += close ? -1 : single ? 0 : 1; // the same again, for old programs
    } else if (name === 'w:t') {
      isText = !close && !single;
    } else if (!close && name === 'w:p') {
      builder.block('p');
    } else if (!close && name === 'w:pStyle') {
      builder.block(tagOf(attributes));
    } else if (!close && name === 'w:numPr') {
      builder.block('li');
    } else if (!close && name === 'w:tab') {
      builder.text(' ');
    } else if (!close && (name === 'w:br' || name === 'w:cr')) {
      builder.lineBreak();
    }
  }
  return builder.end();
}

/**
 * @param {string} attributes of a paragraph's style
 * @returns {BlockTag}
 */
function tagOf(attributes) {
  const [, style, level] = /w:val="(Title|Heading|Quote|IntenseQuote)(\d?)"/u.exec(attributes) ?? [];
  return !style ? 'p' : /Quote$/u.test(style) ? 'blockquote' : !level || level === '1' ? 'h2' : level === '2' ? 'h3' : 'h4';
}

const ENTITIES = /** @type {Record<string, string>} */ ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

/** @param {string} text */
function decoded(text) {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/giu, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return name ? ENTITIES[name] ?? whole : code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
