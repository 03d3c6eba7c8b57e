// The wasm in Node.js: what a document says, and that it says the same of the same text.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { AnalyzerError, analyze } from '../../www/src/index.js';
import { faultsOf } from './spans.mjs';
import { TEXTS } from './texts.mjs';

describe('a document', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`fits its text: ${name}`, async () => {
      assert.deepEqual(faultsOf(text, await analyze(text)), []);
    });

    it(`is the same a second time: ${name}`, async () => {
      const [one, two] = [await analyze(text), await analyze(text)];
      assert.equal(JSON.stringify(one), JSON.stringify(two));
    });
  }

  it('is plain data', async () => {
    const document = await analyze(TEXTS.news);
    assert.deepEqual(structuredClone(document), document);
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
    assert.equal(document.version, 1);
    assert.equal(document.offsetUnit, 'utf16');
    assert.match(document.model, /^quotelight-\d+\.\d+\.\d+/u);
  });

  it('names kinds, chains and values', async () => {
    const text = 'Ingrid Sørensen paid €1.2 million on 3 March 2024, 40% of it in cash. Sørensen left at 3:30 p.m. for the 12th time, 18 km away.';
    const { entities } = await analyze(text);
    const mentions = entities.flatMap((e) => e.mentions.map((m) => [m.start, e.label, e.kind, m.text, m.value ?? null]));
    mentions.sort((a, b) => Number(a[0]) - Number(b[0]));
    assert.deepEqual(mentions.map(([, ...rest]) => rest), [
      ['PERSON', 'person', 'Ingrid Sørensen', null],
      ['MONEY', 'num', '€1.2 million', { type: 'money', amount: 1_200_000, currency: 'EUR' }],
      ['DATE', 'time', '3 March 2024', { type: 'time', iso: '2024-03-03' }],
      ['PERCENT', 'num', '40%', { type: 'fraction', value: 0.4 }],
      ['PERSON', 'person', 'Sørensen', null],
      ['TIME', 'time', '3:30 p.m.', { type: 'time', iso: 'T15:30' }],
      ['ORDINAL', 'num', '12th', { type: 'number', value: 12 }],
      ['QUANTITY', 'num', '18 km', { type: 'quantity', amount: 18, unit: 'km' }],
    ]);
    const [person] = entities;
    assert.equal(person.name, 'Ingrid Sørensen');
    assert.deepEqual(person.aliases, ['Sørensen']);
    assert.deepEqual(person.mentions.map((m) => m.text), ['Ingrid Sørensen', 'Sørensen']);
  });

  it('says who said what, how and by which words', async () => {
    const text = 'It ended on 👋 Sunday. “We close,” Ingrid Sørensen said. She said the shop had lost money. According to Sørensen, nobody was hurt.';
    const { entities, quotes } = await analyze(text);
    const speaker = entities.findIndex((e) => e.name === 'Ingrid Sørensen');
    assert.deepEqual(quotes.map((q) => [q.type, q.contents.map((c) => c.text), q.cue?.text, q.speaker?.text, q.speaker?.entity, q.speaker?.via]), [
      ['direct', ['We close,'], 'said', 'Ingrid Sørensen', speaker, 'name'],
      ['indirect', ['the shop had lost money'], 'said', 'She', speaker, 'pronoun'],
      ['indirect', ['nobody was hurt'], 'According to', 'Sørensen', speaker, 'name'],
    ]);
    assert.equal(quotes[0].start, text.indexOf('We close'));
  });

  it('says what the reader should know', async () => {
    const codes = async (/** @type {string} */ text) => (await analyze(text)).warnings.map((w) => w.code);
    assert.deepEqual(await codes(''), ['no-text']);
    assert.deepEqual(await codes(TEXTS.german.repeat(5)), ['not-english']);
    assert.deepEqual(await codes(TEXTS.news), []);
  });
});

describe('options', () => {
  it('resolve relative dates', async () => {
    const text = 'Ann Lee resigned on Friday.';
    const values = async (/** @type {object} */ options) =>
      (await analyze(text, options)).entities.flatMap((e) => e.mentions.map((m) => m.value)).filter(Boolean);
    assert.deepEqual(await values({ date: '2024-03-13' }), [{ type: 'time', iso: '2024-03-08' }]);
    assert.deepEqual(await values({}), [{ type: 'time', iso: 'XXXX-WXX-5' }]);
  });

  it('keep doubtful speakers open', async () => {
    for (const text of [TEXTS.roles, TEXTS.news]) {
      const all = (await analyze(text, { speakerThreshold: 0 })).quotes;
      const sure = (await analyze(text, { speakerThreshold: 0.93 })).quotes;
      assert.deepEqual(sure.map((q) => q.contents), all.map((q) => q.contents));
      assert.ok(sure.every(({ speaker }) => speaker?.entity == null || speaker.confidence >= 0.93), JSON.stringify(sure));
    }
  });

  it('are refused by name where they are wrong', async () => {
    const rows = /** @type {[any, string][]} */ ([
      [{ date: 'yesterday' }, 'options.date must be a day of the calendar, as YYYY-MM-DD'],
      [{ date: '2023-02-29' }, 'options.date must be a day of the calendar, as YYYY-MM-DD'],
      [{ date: 20240313 }, 'options.date must be a day of the calendar, as YYYY-MM-DD'],
      [{ date: new Date(0) }, 'options.date must be a day of the calendar, as YYYY-MM-DD'],
      [{ speakerThreshold: -0.1 }, 'options.speakerThreshold must be a number from 0 to 1'],
      [{ speakerThreshold: 1.1 }, 'options.speakerThreshold must be a number from 0 to 1'],
      [{ speakerThreshold: NaN }, 'options.speakerThreshold must be a number from 0 to 1'],
      [{ speakerThreshold: '0.5' }, 'options.speakerThreshold must be a number from 0 to 1'],
      [{ profile: 1 }, 'options.profile must be true or false'],
    ]);
    for (const [options, message] of rows) {
      await assert.rejects(analyze('Ann Lee won.', options), (error) => {
        assert.ok(error instanceof AnalyzerError);
        assert.equal(error.code, 'bad-options');
        assert.equal(error.message, message);
        return true;
      });
    }
    // What is missing or unknown is nobody's fault.
    for (const options of /** @type {any[]} */ ([{}, undefined, { date: null }, { date: undefined, other: 1 }])) {
      assert.equal((await analyze('Ann Lee won.', options)).date, null);
    }
  });

  it('come with a text', async () => {
    for (const text of /** @type {any[]} */ ([undefined, null, 7, {}, ['a'], new String('a')])) {
      await assert.rejects(analyze(text), { code: 'bad-options', message: 'The text must be a string.' });
    }
  });
});
