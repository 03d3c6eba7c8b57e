// HTML that may come from anywhere: browsers parse what is nested in a time that grows with the square
// of its depth, a quarter of a second for 5,000 elements, and some hundred kilobytes would stop the page
// for a minute.

import { articleFromHtml } from '../src/article-html.js';

/** No page is nested so deeply. */
const DEEPEST = 2_000;
/** Elements that have no end tag, or need none. */
const OPEN = /^(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|t[dhr]|tbody|track|wbr)$/iu;

/**
 * The article of a piece of HTML; nothing where it is nested too deeply, or cannot be parsed.
 *
 * @param {string} html
 * @param {{ wholePage: boolean }} options
 */
export function articleFromAnyHtml(html, options) {
  let depth = 0;
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][^\s/<>]{0,30})/giu)) {
    depth += OPEN.test(name) ? 0 : end ? -1 : 1;
    if (depth > DEEPEST) {
      return undefined;
    }
  }
  return articleFromHtml(html, options);
}
