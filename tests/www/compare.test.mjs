// Two articles on one story.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { common, compare } from '../../www/page/compare.js';
import { analyze } from '../../www/src/index.js';
import { BROWSERS } from './browsers.mjs';
import { analysed, paste, start } from './rig.mjs';

const FIRST = `“We have waited for ten years and we will not wait any longer,” said Maria Santos. “The quay is a gift to the cruise lines,” João Pires said.
“Nobody asked us about the boats,” said Rosa Lima.`;
const SECOND = `“We have waited ten years and will not wait any longer,” Maria Santos told reporters. “The quay is a gift to the cruise lines,” said Pires, whose first name is João. “It is too early to say,” said Ana Dias.`;

describe('comparing two articles', () => {
  it('finds shared and separate sources, and the same words told differently', async () => {
    const { shared, onlyFirst, onlySecond, quotes } = compare(await analyze(FIRST), await analyze(SECOND));
    assert.deepEqual(shared.map(([a]) => a.name).sort(), ['João Pires', 'Maria Santos']);
    assert.deepEqual(onlyFirst.map((v) => v.name), ['Rosa Lima']);
    assert.deepEqual(onlySecond.map((v) => v.name), ['Ana Dias']);
    assert.deepEqual(quotes.map((q) => q.likeness === 1), [false, true]);
    assert.match(quotes[0].second.contents[0].text, /^We have waited ten years/u);
  });

  it('finds words in common in their order', () => {
    const rows = /** @type {[string, string, number[]][]} */ ([['', 'a', []], ['a b c', 'a c', [0, 2]], ['a b', 'b a', [1]], ['a a b', 'a b', [0, 2]]]);
    for (const [a, b, places] of rows) {
      assert.equal(common(a.split(' ').filter(Boolean), b.split(' ')).size, places.length, `${a} / ${b}`);
    }
  });
});

for (const name of BROWSERS) {
  describe(`comparing in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    it('shows it', async () => {
      const { page, faults } = await rig.open();
      await paste(page, { text: FIRST });
      await analysed(page);
      await page.click('#compare');
      await page.type('#other', SECOND);
      await page.click('#versus .primary');
      await page.waitForFunction(() => document.querySelectorAll('.versus').length === 4);
      const shown = await page.$$eval('.versus', (all) => all.map((e) => e.textContent ?? ''));
      assert.match(shown[0], /Maria Santos: 13 words here, 11 words there/u);
      assert.match(shown[3], /of the words are the same:.*Word for word the same/u);
      assert.deepEqual(faults, []);
      await page.close();
    });
  });
}
