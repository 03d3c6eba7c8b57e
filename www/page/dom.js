// Elements with attributes and text, the only way in which this page makes any.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | undefined>} [attributes] a boolean sets or leaves out
 * @param {...(Node | string | undefined)} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...content.filter((c) => c !== undefined));
  return element;
}

/**
 * The one element that `selector` names.
 *
 * @template {HTMLElement} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(selector, type) {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) {
    throw new TypeError(`no ${selector} in this page`);
  }
  return element;
}

/**
 * Brings an element into the middle of the window: gliding where it is near, at once where it is
 * far or where the reader wants no motion.
 *
 * @param {Element} element
 */
export function showInView(element) {
  const { top } = element.getBoundingClientRect();
  const isNear = Math.abs(top - innerHeight / 2) < innerHeight * 1.5;
  if (isNear && !isStill()) {
    element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    return;
  }
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  // Paragraphs that were never shown have only now got their real height.
  requestAnimationFrame(() => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
}

/** Whether the reader wants no motion. */
export function isStill() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Lets the browser do what waits: paint, and answer the reader. */
export function breathe() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Does work in tasks of so many milliseconds, between which the browser does what waits.
 *
 * @param {Generator<unknown>} work
 * @param {number} milliseconds
 * @param {() => boolean} isWanted asked between two tasks; where it says no, the rest is left undone
 */
export async function inSteps(work, milliseconds, isWanted) {
  let end = performance.now() + milliseconds;
  while (!work.next().done) {
    if (performance.now() > end) {
      await breathe();
      if (!isWanted()) {
        return;
      }
      end = performance.now() + milliseconds;
    }
  }
}
