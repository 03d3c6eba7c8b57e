// Lights what belongs together, in the text and in the lists: a quotation with its speaker and verb,
// a name with all its mentions, all that one speaker says.

/** @typedef {{ quotes?: number[], entity?: number }} Group */

/**
 * @param {HTMLElement} article
 * @param {HTMLElement} lists
 */
export function createLights(article, lists) {
  /** @type {Group | null} */
  let lit = null;
  /** @type {Group | null} */
  let spotted = null;

  /**
   * What belongs to a group within a part of the page.
   *
   * @param {Group | null} group
   * @param {Element} root
   * @returns {Element[]}
   */
  function membersIn(group, root) {
    const { quotes = [], entity } = group ?? {};
    const own = entity === undefined ? [] : [...root.querySelectorAll(`[data-entity="${entity}"]`)];
    if (!quotes.length) {
      return own;
    }
    // One walk, however many quotations a speaker has.
    const wanted = new Set(quotes.map(String));
    const marks = [...root.querySelectorAll('.quotes [data-quote], .quotelight-q, [data-speaks], [data-cues]')];
    return [...own, ...marks.filter((m) => {
      const { quote, speaks, cues } = /** @type {HTMLElement} */ (m).dataset;
      return wanted.has(quote ?? speaks ?? cues ?? '');
    })];
  }

  /**
   * @param {string} name of the class
   * @param {Group | null} group that has it from now on
   * @param {Element} root
   */
  function give(name, group, root) {
    const members = new Set(membersIn(group, root));
    for (const old of root.querySelectorAll(`.${name}`)) {
      old.classList.toggle(name, members.has(old));
    }
    for (const member of members) {
      member.classList.add(name);
    }
  }

  return {
    /** @param {Group | null} group what is lit from now on */
    light(group) {
      if (lit || group) {
        lit = group;
        give('quotelight-lit', group, lists);
      }
    },

    /** @param {Group | null} group what keeps its colour while all other marks pale */
    spot(group) {
      spotted = group;
      document.body.classList.toggle('spotting', group !== null);
      give('spot', group, article);
    },

    /** @param {Element} leaf whose marks are new */
    renew(leaf) {
      if (lit) {
        give('quotelight-lit', lit, leaf);
      }
      if (spotted) {
        give('spot', spotted, leaf);
      }
    },
  };
}
