// Of a long article a browser lays out what is in view, and does so a frame late after a leap. Here it
// is told in time. What the reader switches is changed there only, too: a book has more marks than a
// browser can change at once.

/**
 * Gives the blocks around the window the class `near`; in a short article, and on paper, all have it.
 *
 * @param {HTMLElement} article
 */
export function keepNear(article) {
  /** @type {Set<Element>} */
  let near = new Set();

  /** @param {boolean} [isAll] */
  function update(isAll = !article.closest('.long')) {
    const now = new Set(isAll ? article.children : blocksInReach(article.children));
    // Changed all at once, or each change would be laid out before the next place is read.
    for (const block of now.difference(near)) {
      block.classList.add('near');
    }
    for (const block of near.difference(now)) {
      block.classList.remove('near');
    }
    near = now;
  }

  new MutationObserver(() => update()).observe(article, { childList: true });
  // A frame tells that it was scrolled before it lays anything out.
  addEventListener('scroll', () => update(), { passive: true });
  addEventListener('resize', () => update());
  addEventListener('beforeprint', () => update(true));
  addEventListener('afterprint', () => update());
}

/**
 * The blocks that are in the window, or at most its height away.
 *
 * @param {HTMLCollection} blocks
 */
function* blocksInReach(blocks) {
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
  for (let i = from; i < blocks.length && blocks[i].getBoundingClientRect().top < 2 * innerHeight; i += 1) {
    yield blocks[i];
  }
}
