// Elements with attributes and text, the only way in which the element makes any.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean>} [attributes] a boolean sets or leaves out
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...content);
  return element;
}

/** @param {number} n @param {string} one */
export function count(n, one) {
  return `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;
}

/** Whether the reader wants no motion. */
export function isStill() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
