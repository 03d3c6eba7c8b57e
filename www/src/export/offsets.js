// UTF-16 offsets → offsets in code points, which most formats outside JavaScript count.

/** @typedef {'utf16' | 'codepoint'} OffsetUnit */

/**
 * Gives the offset in `unit` for an offset in UTF-16 units.
 *
 * @param {string} text
 * @param {OffsetUnit} unit
 * @returns {(offset: number) => number}
 */
export function offsetsIn(text, unit) {
  if (unit === 'utf16') {
    return (offset) => offset;
  }
  // Where the second unit of each pair stands: each one before an offset counts for nothing.
  const seconds = Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), (pair) => pair.index + 1);
  return (offset) => offset - countBelow(seconds, offset);
}

/**
 * How many of the ascending `numbers` are smaller than `limit`.
 *
 * @param {number[]} numbers
 * @param {number} limit
 */
export function countBelow(numbers, limit) {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle] < limit) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
