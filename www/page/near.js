// Of a long article a browser lays out what is in view, and does so a frame late after a leap. Here it
// is told in time.

/**
 * Gives the blocks around the window the class `near`.
 *
 * @param {HTMLElement} article
 */
export function keepNear(article) {
  /** @type {Set<Element>} */
  let near = new Set();

  // A frame tells that it was scrolled before it lays anything out.
  addEventListener('scroll', () => {
    const blocks = article.closest('.long') ? article.children : [];
    let from = 0;
    let to = blocks.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (blocks[middle].getBoundingClientRect().bottom < -innerHeight) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    /** @type {Set<Element>} */
    const now = new Set();
    for (let block = blocks[from]; block && block.getBoundingClientRect().top < 2 * innerHeight; block = /** @type {Element} */ (block.nextElementSibling)) {
      now.add(block);
    }
    // Changed all at once, or each change would be laid out before the next place is read.
    for (const block of now.difference(near)) {
      block.classList.add('near');
    }
    for (const block of near.difference(now)) {
      block.classList.remove('near');
    }
    near = now;
  }, { passive: true });
}
