// Pasted or opened HTML → article. The markup is parsed into a document that runs and loads
// nothing, is read once, and is thrown away.

import { createBuilder } from './article.js';
import { BLOCKS, DROPPED, isFrame, PARAGRAPHS } from './tags.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').BlockTag} BlockTag */

/**
 * The article of a piece of HTML; nothing where this browser cannot parse it without danger.
 *
 * @param {string} html
 * @param {{ wholePage: boolean }} options `wholePage`: a file, of which the one article is wanted
 * @returns {Article | undefined}
 */
export function articleFromHtml(html, { wholePage }) {
  const parsed = parse(html);
  if (!parsed?.body) {
    return undefined;
  }
  const articles = wholePage ? parsed.querySelectorAll('article') : [];
  const root = articles.length === 1 ? articles[0] : (wholePage && parsed.querySelector('main')) || parsed.body;
  return articleFromElement(root);
}

/**
 * @param {string} html
 * @returns {Document | undefined}
 */
function parse(html) {
  const { parseHTML } = /** @type {{ parseHTML?: (html: string, options?: object) => Document }} */ (
    /** @type {unknown} */ (Document));
  try {
    // All elements but those that could run, and no attributes but those that `read` looks at: where it
    // has to take `onstart` away by itself, Chromium 156 never comes back.
    return parseHTML ? parseHTML.call(Document, html, { sanitizer: { attributes: ['href', 'hidden', 'aria-hidden', 'style', 'slot'] } })
      : new DOMParser().parseFromString(html, 'text/html');
  } catch {
    return undefined; // Trusted Types without `parseHTML`
  }
}

/**
 * The article that stands in `root`. It walks the tree without recursion: pasted trees may be deep.
 *
 * @param {Element} root
 * @returns {Article}
 */
export function articleFromElement(root) {
  const builder = createBuilder();
  /** @type {BlockTag[]} the blocks around the current node, the innermost last */
  const around = ['p'];
  /** @type {Node} */
  let node = root;
  for (;;) {
    const goesIn = node === root || enter(node);
    if (goesIn && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node !== root && !node.nextSibling) {
      if (goesInto(node)) {
        leave(node);
      }
      node = /** @type {Node} */ (node.parentNode);
    }
    if (node === root) {
      return builder.end();
    }
    if (goesInto(node)) {
      leave(node);
    }
    node = /** @type {Node} */ (node.nextSibling);
  }

  /**
   * @param {Node} entered
   * @returns {boolean} whether its children are wanted
   */
  function enter(entered) {
    if (entered.nodeType === Node.TEXT_NODE) {
      builder.text(entered.nodeValue ?? '');
      return false;
    }
    if (!goesInto(entered)) {
      return false;
    }
    const name = nameOf(entered);
    if (name === 'br') {
      builder.lineBreak();
    } else if (name === 'a') {
      // An element of this page has an address in full; pasted markup has no place to start from.
      const { href } = /** @type {HTMLAnchorElement} */ (entered);
      builder.openLink(entered.ownerDocument === document ? href : /** @type {Element} */ (entered).getAttribute('href') ?? '');
    } else if (name in BLOCKS || PARAGRAPHS.has(name)) {
      around.push(tagIn(around[around.length - 1], name));
      builder.block(around[around.length - 1]);
    }
    return true;
  }

  /** @param {Node} left */
  function leave(left) {
    const name = nameOf(left);
    if (name === 'a') {
      builder.closeLink();
    } else if (name in BLOCKS || PARAGRAPHS.has(name)) {
      around.pop();
      builder.block(around[around.length - 1]);
    }
  }
}

/**
 * A paragraph inside a list item or a quoted block stays one of these.
 *
 * @param {BlockTag} outer
 * @param {string} name
 * @returns {BlockTag}
 */
function tagIn(outer, name) {
  return BLOCKS[name] ?? (name === 'p' || name === 'div' ? outer : 'p');
}

/** @param {Node} node */
function nameOf(node) {
  return node.nodeName.toLowerCase();
}

/**
 * Whether the node is an element that a reader would have seen.
 *
 * @param {Node} node
 */
function goesInto(node) {
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(nameOf(node))) {
    return false;
  }
  const element = /** @type {Element} */ (node);
  return !element.hasAttribute('hidden') && !isFrame(element) && element.getAttribute('aria-hidden') !== 'true'
    && !/(?:^|;)\s*display\s*:\s*none/iu.test(element.getAttribute('style') ?? '');
}
