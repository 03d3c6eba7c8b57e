// Of a long article a browser lays out what is in view, and does so a frame late after a leap. Here it
// is told in time. Marks are made and changed there only, too: a book has more of them than a browser
// can make or change at once.

/** So many times it is looked what is near, at one place of the window. */
const ROUNDS = 3;

/**
 * Gives the leaves around the window the class `near`; in a short article, and on paper, all have it.
 *
 * @param {HTMLElement} article
 * @param {(i: number) => void} prepare what must be done before the leaf of that number is seen
 * @returns {() => void} to be called where the article has changed
 */
export function keepNear(article, prepare) {
  /** @type {Set<Element>} */
  let near = new Set();

  /** @param {boolean} [isAll] */
  function update(isAll = !article.closest('.long')) {
    const leaves = article.children;
    /** @type {Set<Element>} */
    const now = new Set();
    // What is laid out for the first time may be smaller than was thought, and others come near; of a text
    // without width all would.
    for (let round = 0, n = -1; round < ROUNDS && n < now.size; round += 1) {
      n = now.size;
      const [from, to] = isAll ? [0, leaves.length] : reach(leaves);
      for (let i = from; i < to; i += 1) {
        prepare(i);
        now.add(leaves[i]);
      }
      // Changed all at once, or each change would be laid out before the next place is read.
      for (const leaf of now.difference(near)) {
        leaf.classList.add('near');
      }
    }
    for (const leaf of near.difference(now)) {
      leaf.classList.remove('near');
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
 * The leaves that are in the window, or at most its height away: the first of them, and the one after them.
 *
 * @param {HTMLCollection} leaves
 */
function reach(leaves) {
  const end = leaves.length;
  let from = 0;
  let to = end;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (leaves[middle].getBoundingClientRect().bottom < -innerHeight) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  while (to < end && leaves[to].getBoundingClientRect().top < 2 * innerHeight) {
    to += 1;
  }
  return [from, to];
}
