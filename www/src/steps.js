// Long work is a generator that yields wherever it may be interrupted. Whoever runs it says how long it
// may go on there: a page does not stand still for longer than it takes to answer its reader.

/**
 * Does all of the work at once.
 *
 * @template T
 * @param {Generator<unknown, T>} work
 * @returns {T}
 */
export function atOnce(work) {
  let step = work.next();
  while (!step.done) {
    step = work.next();
  }
  return step.value;
}
