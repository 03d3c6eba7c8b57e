// What windows say to each other: an embedding page and `embed.html`, a page with the bookmarklet
// and ours. Nobody else describes these messages.

import { articleFromHtml } from './article-html.js';
import { articleFromText } from './article.js';
import { MAX_LENGTH } from './protocol.js';

/** @typedef {import('./article.js').Article} Article */

/**
 * To us: `quotelight:text`, with `html` or `text` and what is known of it; `quotelight:select`.
 * From us: `quotelight:ready`, `quotelight:result`, `quotelight:height`, `quotelight:select`,
 * `quotelight:error`. All have `v`, the version.
 */
export const VERSION = 1;

/**
 * @param {string} name
 * @param {object} [fields]
 */
export function message(name, fields = {}) {
  return { type: `quotelight:${name}`, v: VERSION, ...fields };
}

/**
 * Whether `data` is one of our messages.
 *
 * @param {unknown} data
 * @param {string} name
 * @returns {data is Record<string, unknown>}
 */
export function isMessage(data, name) {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === `quotelight:${name}` && 'v' in data && data.v === VERSION;
}

/**
 * The article of a message `quotelight:text`; nothing where it is none, or too long.
 *
 * @param {unknown} data from anywhere
 * @returns {{ article: Article, title: string, url: string, lang: string, skipped: number } | undefined}
 */
export function articleOf(data) {
  if (!isMessage(data, 'text')) {
    return undefined;
  }
  const content = data.html ?? data.text;
  if (typeof content !== 'string' || content.length > MAX_LENGTH * 2) {
    return undefined;
  }
  const article = typeof data.html === 'string' ? articleFromHtml(data.html, { wholePage: false }) : articleFromText(content);
  if (!article?.text || article.text.length > MAX_LENGTH) {
    return undefined;
  }
  const [title, url, lang] = [data.title, data.url, data.lang].map((value) => (typeof value === 'string' ? value.slice(0, 2_000) : ''));
  const skipped = Number.isSafeInteger(data.skipped) ? Math.max(0, Number(data.skipped)) : 0;
  return { article, title, url: /^https?:\/\//u.test(url) ? url : '', lang, skipped };
}
