// Lights what belongs together, in the text and in the lists: a quotation with its speaker and verb,
// a name with all its mentions, all that one speaker says.

/** @typedef {{ quotes?: number[], entity?: number }} Group */

/**
 * @param {HTMLElement} article
 * @param {HTMLElement} lists
 */
export function createLights(article, lists) {
  /** @type {Element[]} */
  let lit = [];

  /** @param {Group} group */
  function membersOf({ quotes = [], entity }) {
    const own = entity === undefined ? [] : [...article.querySelectorAll(`[data-entity="${entity}"]`), ...lists.querySelectorAll(`[data-entity="${entity}"]`)];
    if (!quotes.length) {
      return own;
    }
    // One walk, however many quotations a speaker has.
    const wanted = new Set(quotes.map(String));
    const marks = [...article.querySelectorAll('[data-quote], [data-speaks], [data-cues]'), ...lists.querySelectorAll('.quotes [data-quote]')];
    return [...own, ...marks.filter((m) => {
      const { quote, speaks, cues } = /** @type {HTMLElement} */ (m).dataset;
      return wanted.has(quote ?? speaks ?? cues ?? '');
    })];
  }

  return {
    /** @param {Group | null} group what is lit from now on */
    light(group) {
      for (const member of lit) {
        member.classList.remove('quotelight-lit');
      }
      lit = group ? membersOf(group) : [];
      for (const member of lit) {
        member.classList.add('quotelight-lit');
      }
    },

    /** @param {Group | null} group what keeps its colour while all other marks pale */
    spot(group) {
      for (const member of article.querySelectorAll('.spot')) {
        member.classList.remove('spot');
      }
      document.body.classList.toggle('spotting', group !== null);
      for (const member of group ? membersOf(group) : []) {
        if (article.contains(member)) {
          member.classList.add('spot');
        }
      }
    },
  };
}
