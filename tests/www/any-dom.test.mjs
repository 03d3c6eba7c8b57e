// Any DOM: random trees, well and badly made, are highlighted in place without a change to them,
// and read as articles; so are they after random edits.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { BROWSERS } from './browsers.mjs';
import { SOURCES, start } from './rig.mjs';

const TREES = 30;

for (const name of BROWSERS) {
  describe(`any DOM in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name, { folder: SOURCES });
    });
    after(() => rig?.close());

    it('is highlighted in place, and read', async () => {
      const { page, faults } = await rig.open();
      const [problems, marks] = await page.evaluate(tryTrees, TREES);
      assert.deepEqual(problems, []);
      assert.ok(marks > TREES, `${marks} marks in ${TREES} trees`);
      // The page's policy stops the styles and scripts in the trees, and says so.
      assert.deepEqual(faults.filter((fault) => !/content.security.policy|TrustedScript/iu.test(fault)), []);
      await page.close();
    });
  });
}

/**
 * Runs in the page.
 *
 * @param {number} trees
 * @returns {Promise<[string[], number]>} what is wrong, and how many marks were looked at
 */
async function tryTrees(trees) {
  const { annotate } = await import(/** @type {string} */ ('/src/annotate.js'));
  const { articleFromHtml } = await import(/** @type {string} */ ('/src/article-html.js'));
  const tags = ['p', 'p', 'p', 'div', 'section', 'article', 'h1', 'h3', 'ul', 'li', 'blockquote', 'b', 'i', 'a', 'span', 'span',
    'mark', 'q', 'br', 'hr', 'img', 'table', 'tr', 'td', 'pre', 'code', 'script', 'style', 'template', 'noscript', 'textarea',
    'select', 'option', 'button', 'svg', 'math', 'details', 'summary', 'x-unknown', 'ruby', 'rt', 'figure', 'figcaption'];
  const pieces = ['Ann Lee', ' said ', '“We won,”', ' she told ', 'Reuters', ' on Friday', '. ', 'The ', 'Port Workers’ Council', ' (PWC)',
    ' denied it', '€3 million', '40%', '\n\n', ' \t', '', '“', '”', '"', "'", '👩‍🔧', 'e\u0301', '\u202e', '\u0000', '\ud800', 'שלום', '日本',
    '\u00a0', '\u200b', 'x'.repeat(300), '<b>', '&amp;', 'According to Lee, '];
  let seed = 1;
  /** @param {number} limit */
  const below = (limit) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  const text = () => Array.from({ length: below(6) }, () => pieces[below(pieces.length)]).join('');
  /** @param {number} depth */
  const node = (depth) => {
    const kind = below(10);
    if (depth === 0 || kind < 4) {
      return document.createTextNode(text());
    }
    if (kind === 4) {
      return document.createComment(text());
    }
    const element = document.createElement(tags[below(tags.length)]);
    if (below(12) === 0) {
      element.setAttribute(['hidden', 'aria-hidden', 'contenteditable', 'dir', 'lang'][below(5)], ['true', 'rtl', 'de'][below(3)]);
    }
    if (below(15) === 0) {
      element.style.display = ['none', 'block', 'contents'][below(3)];
    }
    for (let i = below(6); i > 0; i -= 1) {
      element.append(node(depth - 1));
    }
    return element;
  };
  /** @type {string[]} */
  const problems = [];
  let marks = 0;
  /** @param {string} words */
  const bare = (words) => words.toWellFormed().replace(/\s+/gu, '');

  for (let tree = 0; tree < trees; tree += 1) {
    const root = document.createElement('div');
    for (let i = 0; i < 12; i += 1) {
      root.append(node(1 + below(5)));
    }
    if (tree % 10 === 0) {
      // Deeper than any recursion likes.
      let deep = document.createElement('span');
      root.append(deep);
      for (let i = 0; i < 3000; i += 1) {
        const next = document.createElement('span');
        deep.append(next);
        deep = next;
      }
      deep.append('“Deep,” Ann Lee said.');
    }
    document.body.append(root);
    const annotation = await annotate(root, { observe: false });
    for (let edit = 0; edit < 4; edit += 1) {
      const html = root.outerHTML;
      await annotation.update();
      if (root.outerHTML !== html) {
        problems.push(`tree ${tree}: the DOM was changed`);
      }
      const { entities, quotes, length } = annotation.document;
      if (length !== annotation.text.length) {
        problems.push(`tree ${tree}: ${length} is not the length of the text`);
      }
      const wanted = [
        ...entities.flatMap((/** @type {any} */ e) => e.mentions.map((/** @type {any} */ m, /** @type {number} */ i) => [`e${e.id}.${i}`, m.text])),
        ...quotes.map((/** @type {any} */ q) => [`q${q.id}`, q.contents.map((/** @type {any} */ c) => c.text).join('')]),
      ];
      for (const [id, words] of wanted) {
        marks += 1;
        const ranges = annotation.rangesOf(id);
        const found = ranges.map(String).join('');
        if (bare(found) !== bare(words)) {
          problems.push(`tree ${tree}, ${id}: ${JSON.stringify(words)} stands at ${JSON.stringify(found)}`);
        }
      }
      const article = articleFromHtml(root.outerHTML, { wholePage: false });
      let end = 0;
      for (const block of article?.blocks ?? []) {
        if (block.start < end || block.end <= block.start || block.end > article.text.length) {
          problems.push(`tree ${tree}: a block from ${block.start} to ${block.end}`);
        }
        end = block.end;
      }
      const all = [...root.querySelectorAll('*')];
      const place = all[below(all.length)] ?? root;
      if (below(2) === 0) {
        place.append(node(2));
      } else {
        place.replaceChildren(text());
      }
    }
    annotation.remove();
    root.remove();
  }
  return [problems.slice(0, 5), marks];
}
