// An article from another window: the bookmarklet in a page of others opens this page and hands the
// text over, without a server between them.

import { bookmarkletFor } from '../src/bookmarklet.js';
import { articleOf, message } from '../src/messages.js';
import { el } from './dom.js';
import { T } from './strings.js';

/** @typedef {import('./session.js').Saved} Saved */

/**
 * Takes the article that the window sends which opened this one, and nobody else.
 *
 * @param {(saved: Saved, note: string) => void} onArticle `note`: from where, how much, and what was left out
 */
export function receiveArticle(onArticle) {
  const sender = /** @type {Window | null} */ (opener);
  if (!sender) {
    return;
  }
  addEventListener('message', ({ source, data, origin }) => {
    const received = source === sender ? articleOf(data) : undefined;
    if (received) {
      const { article, title, url, skipped } = received;
      const words = article.text.match(/\S+/gu)?.length ?? 0;
      onArticle({ article, corrections: [], date: null, ...(title && { title }), ...(url && { url }) },
        T.handover.taken(origin === 'null' ? T.handover.nowhere : origin, article.blocks.length, words, skipped));
    }
  });
  sender.postMessage(message('ready'), '*');
}

/** How to get the bookmarklet; nothing where the page is a file, to which no site may speak. */
export function bookmarkletHint() {
  if (!/^https?:$/u.test(location.protocol)) {
    return [];
  }
  const link = el('a', { id: 'bookmarklet', href: bookmarkletFor(location.href.replace(/[?#].*$/u, '')) }, T.handover.name);
  // Here it would read this very page.
  link.addEventListener('click', (event) => event.preventDefault());
  return [el('h3', {}, T.handover.title), el('p', {}, T.handover.drag, ' ', link), el('p', {}, T.handover.what)];
}
