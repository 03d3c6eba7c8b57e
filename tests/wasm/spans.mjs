// What the tests of documents share.

import assert from 'node:assert/strict';

/** @typedef {import('../../src/types.d.ts').Document} Document */

/**
 * Every span of a document that carries its text.
 *
 * @param {Document} document
 */
export function spansOf({ entities, quotes }) {
  return [
    ...entities.flatMap((e) => e.mentions),
    ...quotes.flatMap((q) => [...q.contents, q.cue, q.speaker, q.runnerUp].filter((s) => s !== null)),
  ];
}

/**
 * Says what is wrong with a document for a text; nothing where it is whole: spans lie in the text,
 * slice to their texts and come in order, and links lead somewhere.
 *
 * @param {string} text
 * @param {Document} document
 * @returns {string[]}
 */
export function faultsOf(text, document) {
  /** @type {string[]} */
  const faults = [];
  /**
   * @param {boolean} holds
   * @param {string} what
   * @param {unknown} where
   */
  const expect = (holds, what, where) => {
    if (!holds) {
      faults.push(`${what}: ${JSON.stringify(where)}`);
    }
  };
  // A lone surrogate cannot pass into wasm; U+FFFD, which stands for it, is one unit as well.
  const units = text.toWellFormed();
  expect(document.length === text.length, 'length', document.length);
  for (const span of spansOf(document)) {
    expect(0 <= span.start && span.start < span.end && span.end <= text.length, 'out of the text', span);
    expect(units.slice(span.start, span.end) === span.text, 'another text', span);
    expect(span.text.isWellFormed(), 'half a character', span);
  }
  const mentions = document.entities.flatMap((e) => e.mentions).sort((a, b) => a.start - b.start);
  for (const [i, mention] of mentions.entries()) {
    expect(i === 0 || mentions[i - 1].end <= mention.start, 'mentions overlap', mention);
  }
  for (const list of [document.entities, document.quotes]) {
    expect(list.every((item, i) => item.id === i), 'ids', list.map(({ id }) => id));
  }
  for (const entity of document.entities) {
    expect(entity.mentions.length > 0, 'an entity without mention', entity);
    expect(entity.mentions.some((m) => oneLine(m.text) === oneLine(entity.name)), 'a name that is no mention', entity);
  }
  let at = 0;
  for (const quote of document.quotes) {
    const { contents } = quote;
    expect(quote.start >= at, 'quotations out of order', quote);
    at = quote.start;
    expect(contents.length > 0, 'a quotation without content', quote);
    expect(contents.every((c, i) => i === 0 || contents[i - 1].end <= c.start), 'pieces out of order', quote);
    expect(quote.start === contents[0]?.start && quote.end === contents.at(-1)?.end, 'a frame that does not fit', quote);
    for (const speaker of [quote.speaker, quote.runnerUp]) {
      const { entity = null, name = null } = speaker ?? {};
      expect((entity === null) === (name === null), 'a speaker with half a link', quote);
      expect(entity === null || document.entities[entity]?.name === name, 'a link to nobody', quote);
    }
  }
  let end = 0;
  for (const paragraph of document.paragraphs) {
    expect(paragraph.start >= end && paragraph.end > paragraph.start, 'paragraphs overlap', paragraph);
    end = paragraph.end;
  }
  expect(end <= text.length, 'a paragraph out of the text', end);
  return faults;
}

/**
 * A name is shown on one line.
 *
 * @param {string} name
 */
function oneLine(name) {
  return name.split(/\s+/u).join(' ');
}

/**
 * Fails at the first place where two long texts differ, and shows that place alone.
 *
 * @param {string} found
 * @param {string} expected
 */
export function assertSame(found, expected) {
  if (found !== expected) {
    let at = 0;
    while (found[at] === expected[at]) {
      at += 1;
    }
    const near = (/** @type {string} */ text) => text.slice(Math.max(0, at - 100), at + 100);
    assert.equal(near(found), near(expected), `differs at ${at}`);
  }
}
