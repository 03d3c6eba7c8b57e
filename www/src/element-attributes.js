// The attributes of the element and the properties that show them.

/** Attributes with a list of values; the first one counts where there is none, or another. */
const ENUMS = {
  labels: ['focus', 'inline', 'none'],
  view: ['read', 'quotes', 'people', 'index'],
  'focus-mode': ['off', 'quotes'],
  highlight: ['auto', 'element', 'css'],
  announce: ['off', 'first', 'all'],
  engine: ['auto', 'worker', 'main'],
};
const BOOLEANS = ['controls', 'editable'];
const STRINGS = { for: 'htmlFor', 'wasm-src': 'wasmSrc' };

/** The attributes whose change is answered; the style sheet sees to the others. */
export const OBSERVED = ['for', 'kinds', 'quotes', 'view', 'highlight', 'announce', 'engine', 'wasm-src', 'max-length', ...BOOLEANS];

/**
 * @param {Element} element
 * @param {keyof ENUMS} attribute
 */
export function valueOf(element, attribute) {
  const value = element.getAttribute(attribute) ?? '';
  return ENUMS[attribute].includes(value) ? value : ENUMS[attribute][0];
}

/**
 * Defines the properties that only show an attribute.
 *
 * @param {Element} prototype
 */
export function reflectAttributes(prototype) {
  for (const attribute of /** @type {(keyof ENUMS)[]} */ (Object.keys(ENUMS))) {
    reflect(prototype, attribute, camel(attribute), (element) => valueOf(element, attribute));
  }
  for (const attribute of BOOLEANS) {
    reflect(prototype, attribute, attribute, (element) => element.hasAttribute(attribute));
  }
  for (const [attribute, property] of Object.entries(STRINGS)) {
    reflect(prototype, attribute, property, (element) => element.getAttribute(attribute) ?? '');
  }
}

/**
 * @param {Element} prototype
 * @param {string} attribute
 * @param {string} property
 * @param {(element: Element) => unknown} read
 */
function reflect(prototype, attribute, property, read) {
  Object.defineProperty(prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return read(this);
    },
    set(value) {
      if (typeof value === 'boolean') {
        this.toggleAttribute(attribute, value);
      } else {
        this.setAttribute(attribute, String(value));
      }
    },
  });
}

/**
 * Hands properties that were set before the class was known over to it.
 *
 * @param {Element} element
 */
export function takeOver(element) {
  const names = ['text', 'kinds', 'quotes', 'maxLength', ...Object.values(STRINGS), ...[...Object.keys(ENUMS), ...BOOLEANS].map(camel)];
  for (const name of names.filter((n) => Object.hasOwn(element, n))) {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}

/** @param {string} name with hyphens */
function camel(name) {
  return name.replace(/-(\w)/gu, (_, letter) => letter.toUpperCase());
}
