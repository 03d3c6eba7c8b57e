// What every painter offers. There are two: `paint-marks.js` builds a reader's view of its own from
// elements; the other one will highlight pages of others without a change to them.

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./article.js').Article} Article */

/**
 * What a mark stands for. Of several marks at one place the innermost, which is the smallest, counts.
 *
 * @typedef {{ quote: number } | { entity: number, mention: number }} Target
 */

/**
 * @typedef {{
 *   paint(article: Article, document: AnalyzedDocument | null): void,
 *   marksOf(target: Target): HTMLElement[],
 *   targetAt(node: Node): Target | null,
 * }} Painter
 */

/**
 * Whether two targets are the same.
 *
 * @param {Target | null} a
 * @param {Target | null} b
 */
export function isSameTarget(a, b) {
  if (!a || !b) {
    return a === b;
  }
  if ('quote' in a) {
    return 'quote' in b && a.quote === b.quote;
  }
  return 'entity' in b && a.entity === b.entity && a.mention === b.mention;
}
