// Of a long article a browser lays out what is in view, and does so a frame late after a leap. Here it
// is told in time. Marks are made and changed there only, too: a book has more of them than a browser
// can make or change at once.

/**
 * Gives the blocks around the window the class `near`; in a short article, and on paper, all have it.
 *
 * @param {HTMLElement} article
 * @param {(i: number) => void} prepare what must be done before the block of that number is seen
 * @returns {() => void} to be called where the article has changed
 */
export function keepNear(article, prepare) {
  /** @type {Set<Element>} */
  let near = new Set();

  /** @param {boolean} [isAll] */
  function update(isAll = !article.closest('.long')) {
    const blocks = article.children;
    const [from, to] = isAll ? [0, blocks.length] : reach(blocks);
    /** @type {Set<Element>} */
    const now = new Set();
    for (let i = from; i < to; i += 1) {
      prepare(i);
      now.add(blocks[i]);
    }
    // Changed all at once, or each change would be laid out before the next place is read.
    for (const block of now.difference(near)) {
      block.classList.add('near');
    }
    for (const block of near.difference(now)) {
      block.classList.remove('near');
    }
    near = now;
  }

  // A frame tells that it was scrolled before it lays anything out.
  addEventListener('scroll', () => update(), { passive: true });
  addEventListener('resize', () => update());
  addEventListener('beforeprint', () => update(true));
  addEventListener('afterprint', () => update());
  return update;
}

/**
 * The blocks that are in the window, or at most its height away: the first of them, and the one after them.
 *
 * @param {HTMLCollection} blocks
 */
function reach(blocks) {
  const end = blocks.length;
  let from = 0;
  let to = end;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (blocks[middle].getBoundingClientRect().bottom < -innerHeight) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  while (to < end && blocks[to].getBoundingClientRect().top < 2 * innerHeight) {
    to += 1;
  }
  return [from, to];
}
