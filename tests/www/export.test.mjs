// The formats of others: what stands in a file leads back to the words of the text.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { EXPORT_FORMATS, exportDocument, readJson } from '../../www/src/export/index.js';
import { analyze } from '../../www/src/index.js';
import { ARTICLE, HOSTILE } from './articles.mjs';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../www/src/export/index.d.ts').ExportFormat} ExportFormat */

/** An emoji before everything, marks that combine, both kinds of line break, right-to-left marks. */
const TEXTS = [
  ARTICLE,
  `🚢🇵🇹 ${ARTICLE}`,
  '“Cafe\u0301 owners, \u{1F468}\u200D\u{1F469} all,” said Zoe\u0308 Bru\u0308ll.\r\n\r\nشركة said: “A\u200Fb,”\r\nMs. Lee told Reuters on 3 May.',
  HOSTILE.map((h) => `“${h},” said Ann Lee of ${h}`).join('\n\n'),
  '',
];

/**
 * Each text with its document.
 *
 * @param {(text: string, document: AnalyzedDocument) => void} check
 */
async function forEachText(check) {
  for (const text of TEXTS) {
    check(text.toWellFormed(), await analyze(text));
  }
}

/**
 * A document made by hand, in which every field is what a hostile article could make it.
 *
 * @param {string} name
 * @returns {[string, AnalyzedDocument]}
 */
function documentOf(name) {
  const text = `${name} said no`;
  const end = name.length;
  return [text, {
    version: 1, offsetUnit: 'utf16', length: text.length, lang: 'en', date: null,
    paragraphs: [{ start: 0, end: text.length, kind: 'text' }],
    entities: [{ id: 0, kind: 'person', label: 'PERSON', name, aliases: [], roles: [], mentions: [{ start: 0, end, text: name, confidence: 0.9 }] }],
    quotes: [{
      id: 0, start: 0, end, type: 'direct', contents: [{ start: 0, end, text: name }], cue: { start: end + 1, end: end + 5, text: 'said' },
      speaker: { start: 0, end, text: name, via: 'name', entity: 0, name, confidence: 0.9 }, runnerUp: null, via: 'cue-after', confidence: 0.9,
    }],
    stats: { words: 3, sentences: 1, quotedWords: 1 }, warnings: [], model: 'test',
  }];
}

describe('exports', () => {
  it('refuse an unknown format and the text of another document', async () => {
    const document = await analyze(ARTICLE);
    assert.throws(() => exportDocument(/** @type {any} */ ('toString'), ARTICLE, document), /none of json, csv/u);
    assert.throws(() => exportDocument('csv', 'another', document), TypeError);
  });

  it('give the same file for the same document, for every text', async () => {
    await forEachText((text, document) => {
      for (const format of /** @type {ExportFormat[]} */ (Object.keys(EXPORT_FORMATS))) {
        const file = exportDocument(format, text, document);
        assert.equal(exportDocument(format, text, document), file);
        assert.ok(file.isWellFormed(), format);
      }
    });
  });

  it('leave out the kinds that are not wanted', async () => {
    const document = await analyze(ARTICLE);
    const { items } = JSON.parse(exportDocument('annotations', ARTICLE, document, { kinds: ['place', 'quote'], quotes: ['indirect'] }));
    const tags = new Set(items.map((/** @type {any} */ item) => item.body[0].value));
    assert.deepEqual([...tags].sort(), ['GPE', 'indirect quotation', 'speaker']);
    const html = exportDocument('html', ARTICLE, document, { kinds: ['person'] });
    assert.ok(html.includes('title="Person"') && !html.includes('<mark') && !html.includes('title="Date"'));
  });

  it('JSON comes back as it was', async () => {
    await forEachText((text, document) => {
      const metadata = { title: 'A “title”', url: 'https://example.org/a' };
      const back = readJson(exportDocument('json', text, document, { metadata, corrections: [{ id: 1 }] }));
      assert.deepEqual(back, { text, document, metadata, corrections: [{ id: 1 }] });
    });
  });

  it('JSON from elsewhere is checked', async () => {
    const good = exportDocument('json', ARTICLE, await analyze(ARTICLE));
    const rows = /** @type {[(json: any) => void, RegExp][]} */ ([
      [(j) => { j.version = 2; }, /version must be one of 1/u],
      [(j) => { j.offsetUnit = 'bytes'; }, /offsetUnit must be/u],
      [(j) => { j.text += '!'; }, /length must be/u],
      [(j) => { j.entities[0].mentions[0].end = 1e9; }, /entities\[0\]\.mentions\[0\] must be a span/u],
      [(j) => { j.entities[0].mentions[0].text = '<b>'; }, /mentions\[0\]\.text must be the words/u],
      [(j) => { j.entities[0].id = 7; }, /entities\[0\]\.id must be 0/u],
      [(j) => { j.entities[0].label = '__proto__'; }, /entities\[0\]\.label must be one of PERSON/u],
      [(j) => { j.entities[0].kind = 'num'; }, /entities\[0\]\.kind must be/u],
      [(j) => { j.quotes[0].speaker.entity = 1e6; }, /speaker\.entity must be the id/u],
      [(j) => { j.quotes[0].confidence = 2; }, /confidence must be from 0 to 1/u],
      [(j) => { j.quotes[0].contents = 'x'; }, /contents must be a list/u],
      [(j) => { j.entities[1].mentions[0].value = { type: 'toString' }; }, /value\.type must be one of/u],
      [(j) => { j.metadata = { url: 7 }; }, /metadata\.url must be a string/u],
      [(j) => { delete j.stats; }, /stats must be an object/u],
      [(j) => { [j.paragraphs[0], j.paragraphs[1]] = [j.paragraphs[1], j.paragraphs[0]]; }, /paragraphs\[1\] must be after/u],
    ]);
    for (const [spoil, message] of rows) {
      const json = JSON.parse(good);
      spoil(json);
      assert.throws(() => readJson(JSON.stringify(json)), message);
    }
    for (const json of ['', '[]', 'null', '{"__proto__":{}}', '<html>']) {
      assert.throws(() => readJson(json), TypeError);
    }
    // What we do not know is not taken over.
    assert.ok(!('extra' in readJson(good.replace('{', '{"extra":1,')).document));
  });

  it('annotations have both selectors, and both lead to the words', async () => {
    await forEachText((text, document) => {
      for (const offsetUnit of /** @type {const} */ (['utf16', 'codepoint'])) {
        const page = JSON.parse(exportDocument('annotations', text, document, { offsetUnit, metadata: { url: 'javascript:alert(1)' } }));
        assert.equal(page.offsetUnit, offsetUnit);
        const units = offsetUnit === 'utf16' ? text.split('') : [...text];
        const ids = new Set();
        for (const { '@context': context, id, type, target } of page.items) {
          assert.equal(context, 'http://www.w3.org/ns/anno.jsonld');
          assert.equal(type, 'Annotation');
          assert.match(id, /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/u);
          ids.add(id);
          for (const { source, selector: [quote, position] } of [target].flat()) {
            assert.match(source, /^urn:uuid:/u);
            assert.equal(units.slice(position.start, position.end).join(''), quote.exact);
            assert.ok(text.includes(quote.prefix + quote.exact + quote.suffix));
          }
        }
        assert.equal(ids.size, page.items.length);
      }
    });
  });

  it('displaCy JSON counts code points and tokens', async () => {
    await forEachText((text, document) => {
      const json = JSON.parse(exportDocument('displacy', text, document, { metadata: { title: 'T' } }));
      assert.deepEqual(Object.keys(json), ['text', 'ents', 'title', 'settings', 'offsetUnit', 'tokens', 'spans']);
      assert.deepEqual([json.text, json.title, json.offsetUnit], [text, 'T', 'codepoint']);
      const points = [...text];
      const mentions = document.entities.flatMap((e) => e.mentions.map((m) => ({ ...m, label: e.label }))).sort((a, b) => a.start - b.start);
      assert.deepEqual(json.ents.map((/** @type {any} */ e) => [points.slice(e.start, e.end).join(''), e.label]), mentions.map((m) => [m.text, m.label]));
      for (const [i, { start_token: from, end_token: to }] of json.spans.entries()) {
        assert.ok(from < to && to <= json.tokens.length && from >= (json.spans[i - 1]?.start_token ?? 0));
      }
      const bare = (/** @type {string} */ s) => s.replace(/[\s\p{C}]/gu, '');
      const found = json.spans.map((/** @type {any} */ s) => bare(json.tokens.slice(s.start_token, s.end_token).join('')));
      for (const { contents } of document.quotes) {
        for (const { text: words } of contents.filter((c) => c.text === c.text.trim() && bare(c.text))) {
          assert.ok(found.includes(bare(words)), words);
        }
      }
    });
  });

  it('brat counts code points, and no piece has a line break', async () => {
    await forEachText((text, document) => {
      const points = [...text];
      const lines = exportDocument('brat', text, document).split('\n').filter(Boolean);
      const texts = new Map();
      for (const line of lines.filter((l) => l.startsWith('T'))) {
        const [, id, type, places, words] = /^(T\d+)\t([A-Z_]+) (\d+ \d+(?:;\d+ \d+)*)\t([^\n]*)$/u.exec(line) ?? assert.fail(line);
        const pieces = places.split(';').map((p) => points.slice(...p.split(' ').map(Number)).join(''));
        assert.equal(pieces.join(' '), words);
        texts.set(id, type);
      }
      for (const line of lines.filter((l) => l.startsWith('R'))) {
        const [, type, from, to] = /^R\d+\t(Speaker|Cue) Arg1:(T\d+) Arg2:(T\d+)$/u.exec(line) ?? assert.fail(line);
        assert.match(texts.get(from), /_QUOTE$/u);
        assert.equal(texts.get(to), type.toUpperCase());
      }
      assert.equal(texts.size, lines.filter((l) => l.startsWith('T')).length);
      assert.equal(lines.some((l) => l.startsWith('#1\t')), lines.length > 0);
    });
  });

  it('CoNLL holds every mention and every piece as an IOB2 chunk', async () => {
    await forEachText((text, document) => {
      const rows = exportDocument('conll', text, document).split('\n').filter(Boolean).map((line) => line.split('\t'));
      const bare = (/** @type {string} */ s) => s.replace(/[\s\p{C}]/gu, '');
      assert.equal(bare(rows.map(([token]) => token).join('')), bare(text));
      /** @param {1 | 2} column */
      const chunks = (column) => {
        /** @type {[string, string][]} */
        const all = [];
        for (const [i, row] of rows.entries()) {
          const [position, label] = row[column].split('-');
          if (position === 'B') {
            all.push([label, row[0]]);
          } else if (position === 'I') {
            assert.match(rows[i - 1]?.[column] ?? '', new RegExp(`^[BI]-${label}$`, 'u'));
            all[all.length - 1][1] += row[0];
          }
        }
        return all.map(([label, words]) => [label, bare(words)]);
      };
      const mentions = document.entities.flatMap((e) => e.mentions.map((m) => ({ ...m, label: e.label }))).sort((a, b) => a.start - b.start);
      assert.deepEqual(chunks(1), mentions.map((m) => [m.label, bare(m.text)]));
      const pieces = document.quotes.flatMap((q) => q.contents.map((c) => ({ ...c, label: q.type.toUpperCase() })))
        .sort((a, b) => a.start - b.start).filter((c) => bare(c.text));
      assert.deepEqual(chunks(2), pieces.map((c) => [c.label, bare(c.text)]));
    });
    const sentences = exportDocument('conll', 'Mr. Lee won. He left!', await analyze('Mr. Lee won. He left!')).trim().split('\n\n');
    assert.deepEqual(sentences.map((s) => s.split('\n').map((l) => l.split('\t')[0]).join(' ')), ['Mr . Lee won .', 'He left !']);
  });

  it('tables have a cell for every column, and no formula', async () => {
    const rows = /** @type {[string, string][]} */ ([
      ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
      ['+1', "'+1"], ['-1', "'-1"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'=1"], ['＝1', "'＝1"], ['a=b', 'a=b'],
      ['two\nlines\tand a tab', 'two lines and a tab'], ['\u202eevil\u202c', 'evil'],
    ]);
    for (const [name, cell] of rows) {
      const [head, row] = exportDocument('tsv', ...documentOf(name)).trimEnd().split('\n').map((line) => line.split('\t'));
      assert.deepEqual(head, ['quote', 'type', 'speaker', 'speaker_text', 'cue', 'entities', 'paragraph', 'start', 'end', 'confidence', 'offset_unit']);
      assert.deepEqual(row.slice(0, 6), [cell, 'direct', cell, cell, 'said', cell]);
    }
    const raw = exportDocument('tsv', ...documentOf('=1+1'), { formulas: true }).split('\n')[1];
    assert.ok(raw.startsWith('=1+1\t'));
    const mentions = exportDocument('csv', ARTICLE, await analyze(ARTICLE), { rows: 'mentions', offsetUnit: 'codepoint' });
    assert.match(mentions, /^text,label,entity,name,value,.*offset_unit\r\n/u);
    assert.match(mentions, /\r\n€12 million,MONEY,\d+,€12 million,EUR 12000000,2,.*,codepoint\r\n/u);
  });

  it('HTML and Markdown show hostile text as text', async () => {
    for (const hostile of [...HOSTILE, '[x](javascript:alert(1))', '# not a heading', '1. not a list', '`code` *and* __more__ | ~~x~~ &lt; <!--']) {
      const [text, document] = documentOf(hostile.toWellFormed());
      const metadata = { title: hostile, url: 'https://example.org/"><script>alert(1)</script>' };
      const html = exportDocument('html', text, document, { metadata });
      const tags = new Set(Array.from(html.matchAll(/<\/?([a-z\d]+)/giu), ([, tag]) => tag.toLowerCase()));
      for (const tag of tags) {
        assert.match(tag, /^(?:html|head|meta|title|body|h[1-3]|a|blockquote|p|cite|span|mark|br)$/u);
      }
      assert.ok(!/ on\w+=|javascript:/iu.test(html.replace(/>[^<]*</gu, '><')), html);
      const markdown = exportDocument('markdown', text, document, { metadata });
      assert.ok(!/(?<!\\)<(?!https:)/u.test(markdown) && !/(?<!\\)\](?!\(<https:)/u.test(markdown), markdown);
    }
    assert.match(exportDocument('html', ...documentOf('A'), { fragment: true }), /^<h2>Quotations/u);
  });
});
