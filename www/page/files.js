// Files → articles, by what they are.

import { articleFromMarkdown, articleFromText } from '../src/article.js';
import { readJson } from '../src/export/index.js';
import { correctionsOf } from '../src/corrections.js';
import { articleFromDocx } from './docx.js';
import { articleFromAnyHtml } from './html.js';
import { T } from './strings.js';

/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/article.js').Block} Block */
/** @typedef {import('../src/article.js').Link} Link */
/** @typedef {import('./session.js').Saved} Saved */

/** What a dialogue for files offers. */
export const ACCEPTED = '.txt,.text,.md,.markdown,.html,.htm,.docx,.json,text/plain,text/html,text/markdown';

/** Larger files hold no article. */
const MAX_BYTES = 50_000_000;

/**
 * @param {File} file
 * @returns {Promise<Saved | string>} or a sentence that says why not
 */
export async function readFile(file) {
  const [, end = ''] = /\.([a-z]+)$/u.exec(file.name.toLowerCase()) ?? [];
  const type = end || file.type;
  if (end === 'pdf' || file.type === 'application/pdf') {
    return T.status.pdf;
  }
  if (!/^(?:te?xt|md|markdown|html?|docx|json|text\/(?:plain|html|markdown))$/u.test(type)) {
    return T.status.otherFile;
  }
  if (file.size > MAX_BYTES) {
    return T.status.largeFile;
  }
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return T.status.unreadable;
  }
  if (type === 'json') {
    return readSaved(decode(bytes));
  }
  const article = type === 'docx' ? await articleFromDocx(bytes)
    : /html?$/u.test(type) ? articleFromAnyHtml(decode(bytes), { wholePage: true })
      : /m(?:d|arkdown)$/u.test(type) ? articleFromMarkdown(decode(bytes)) : articleFromText(decode(bytes));
  if (!article) {
    return T.status.unreadable;
  }
  return article.blocks.length ? { article, corrections: [], date: null } : T.status.emptyFile;
}

/**
 * What an export of ours in JSON holds. The analysis is made anew; the corrections are applied to it.
 *
 * @param {string} json
 * @returns {Saved | string}
 */
function readSaved(json) {
  try {
    const { text, document, metadata, corrections } = readJson(json);
    const { article } = JSON.parse(json);
    const plain = articleFromText(text);
    const shaped = shapeOf(text, article) ?? plain;
    return { article: shaped, corrections: correctionsOf(corrections), date: document.date, title: metadata.title, url: metadata.url };
  } catch (error) {
    return error instanceof SyntaxError || error instanceof TypeError ? T.status.otherJson : T.status.unreadable;
  }
}

const TAGS = new Set(['p', 'auto', 'h2', 'h3', 'h4', 'li', 'blockquote', 'pre', 'figcaption']);

/**
 * The blocks and links of an export, where they fit its text.
 *
 * @param {string} text
 * @param {any} article
 * @returns {Article | undefined}
 */
function shapeOf(text, article) {
  const fit = (/** @type {any} */ spans) => Array.isArray(spans) && spans.every((s, i) => Number.isInteger(s?.start) && Number.isInteger(s.end)
    && s.start >= (spans[i - 1]?.end ?? 0) && s.start < s.end && s.end <= text.length);
  if (!fit(article?.blocks) || !fit(article.links) || !article.blocks.every((/** @type {any} */ b) => TAGS.has(b.tag))
    || !article.links.every((/** @type {any} */ l) => URL.canParse(l.href) && /^(?:https?|mailto):/u.test(new URL(l.href).protocol))) {
    return undefined;
  }
  const blocks = article.blocks.map((/** @type {Block} */ { start, end, tag }) => ({ start, end, tag }));
  const links = article.links.map((/** @type {Link} */ { start, end, href }) => ({ start, end, href: new URL(href).href }));
  return { text, blocks, links, wrapped: article.wrapped === true };
}

/**
 * Text from bytes: UTF-8, UTF-16 with its mark, else what Windows wrote for a long time.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function decode(bytes) {
  const mark = (bytes[0] << 8) | bytes[1];
  try {
    const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
