// What elements mean for the text that they hold, by their names in lower case.

/** @typedef {import('./article.js').BlockTag} BlockTag */

/** @type {Record<string, BlockTag>} */
export const BLOCKS = {
  h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h4', h6: 'h4',
  li: 'li', blockquote: 'blockquote', pre: 'pre', figcaption: 'figcaption',
};

/** Elements that begin and end a paragraph, without being one of the above. */
export const PARAGRAPHS = new Set(`address article aside body caption center dd div dl dt fieldset figure footer
  header hgroup hr html main ol p section summary table tbody td tfoot th thead tr ul`.split(/\s+/u));

/** Elements whose content is no text of the article. */
export const DROPPED = new Set(`applet area aside audio base button canvas datalist dialog embed form frame
  frameset head iframe img input link map math meta meter nav noembed noframes noscript object option
  output progress quote-light rp rt script select source style svg template textarea title track video`.split(/\s+/u));

/**
 * Whether an element belongs to the frame of a `<quote-light>` around it, not to its text.
 *
 * @param {Element} element
 */
export function isFrame(element) {
  return element.hasAttribute('slot') && element.parentElement?.localName === 'quote-light';
}
