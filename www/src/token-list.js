// An attribute of tokens as an object, like `sandbox` or `classList`.

/**
 * @param {Element} element
 * @param {string} name of the attribute; one that is missing stands for `all`
 * @param {readonly string[]} all the tokens that mean something
 */
export function tokenList(element, name, all) {
  const read = () => element.getAttribute(name)?.split(/\s+/u).filter((token) => all.includes(token)) ?? [...all];
  /** @param {Iterable<string>} tokens */
  const write = (tokens) => element.setAttribute(name, [...new Set(tokens)].join(' '));
  return {
    get length() {
      return read().length;
    },
    get value() {
      return element.getAttribute(name) ?? '';
    },
    set value(value) {
      element.setAttribute(name, value);
    },
    /** @param {string} token */
    contains: (token) => read().includes(token),
    /** @param {...string} tokens */
    add: (...tokens) => write([...read(), ...tokens]),
    /** @param {...string} tokens */
    remove: (...tokens) => write(read().filter((token) => !tokens.includes(token))),
    /** @param {string} token @param {boolean} [force] */
    toggle(token, force = !read().includes(token)) {
      this[force ? 'add' : 'remove'](token);
      return force;
    },
    /** @param {string} token */
    supports: (token) => all.includes(token),
    /** @param {number} i */
    item: (i) => read()[i] ?? null,
    toString() {
      return this.value;
    },
    [Symbol.iterator]: () => read().values(),
  };
}
