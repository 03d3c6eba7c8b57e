// Ways in and out: files, pastes, links, exports, print.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { linkOf, MAX_LINK, textOfLink } from '../../www/page/link.js';
import { analyze } from '../../www/src/index.js';
import { readJson } from '../../www/src/export/index.js';
import { ARTICLE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { analysed, clipboardText, paste, start, violationsOf } from './rig.mjs';
import { docx } from './zip.mjs';

describe('a link with a text', () => {
  it('gives the text back, whatever it is', async () => {
    for (const text of ['', 'x', ARTICLE, '👩‍🔧 “e\u0301” \u202eabc\u202c \u0000\r\n', 'Ann Lee said so. '.repeat(2_000)]) {
      const link = await linkOf(text, 'https://example.org/q/#old');
      assert.match(link ?? '', /^https:\/\/example\.org\/q\/#t=1\.[\w-]*$/u);
      assert.equal(await textOfLink(new URL(link ?? '').hash), text);
    }
    assert.ok((await linkOf(ARTICLE, ''))?.length ?? 0 < ARTICLE.length);
  });

  it('refuses what is damaged, too long, or a bomb, without unpacking it', async () => {
    assert.equal(await textOfLink('#said'), undefined);
    const bomb = deflateRawSync(Buffer.alloc(300_000_000), { level: 9 }).toString('base64url');
    const invalid = deflateRawSync(Buffer.from([0xff, 0xfe, 0x80])).toString('base64url');
    for (const packed of ['!', 'AAAA', 'x'.repeat(MAX_LINK + 1), bomb, invalid]) {
      const begun = process.memoryUsage().rss;
      await assert.rejects(textOfLink(`#t=1.${packed}`), RangeError);
      assert.ok(process.memoryUsage().rss - begun < 200_000_000);
    }
    const noise = Array.from({ length: 600_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919 + (i * i) % 104_729) % 20_000))).join('');
    assert.equal(await linkOf(noise, 'https://example.org/'), null);
  });
});

/**
 * The words on paper, with single spaces.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function printed(page) {
  const data = new Uint8Array(await page.pdf({ width: '210mm', height: '297mm' }));
  const paper = await getDocument({ data, verbosity: 0 }).promise;
  const sheets = await Promise.all(Array.from({ length: paper.numPages }, async (_, i) => {
    const { items } = await (await paper.getPage(i + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  }));
  await paper.destroy();
  return sheets.join(' ').replace(/\s+/gu, ' ');
}

for (const name of BROWSERS) {
  describe(`in and out in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name);
    });
    after(() => rig?.close());

    /**
     * Drops a file.
     *
     * @param {import('puppeteer-core').Page} page
     * @param {string} file
     * @param {Buffer | string} content
     * @param {string} [type]
     */
    async function drop(page, file, content, type = '') {
      await page.evaluate((fileName, base64, mediaType) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], fileName, { type: mediaType }));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, file, Buffer.from(content).toString('base64'), type);
    }

    /** @param {import('puppeteer-core').Page} page */
    const blocks = (page) => page.$eval('#article', (e) => [...e.querySelectorAll('.leaf > *')].map((c) => `${c.localName}: ${c.textContent}`));

    it('opens text, Markdown, HTML, Word and its own JSON, and explains the rest', async () => {
      const { page, faults } = await rig.open();
      const word = docx(`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Quay row</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">“We cannot </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>wait</w:t></w:r><w:r><w:t>,” said Ann &amp; Tom.</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>One</w:t><w:br/><w:t>more</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>`);
      const rows = /** @type {[string, Buffer | string, string[]][]} */ ([
        ['a.txt', 'Quay row\n\n“We won,” said Ann Lee.', ['p: Quay row', 'p: “We won,” said Ann Lee.']],
        ['old.txt', Buffer.from('\x93We won,\x94 said Ren\xe9 Lee of the caf\xe9.', 'latin1'), ['p: “We won,” said René Lee of the café.']],
        ['wide.txt', Buffer.from('\ufeff“We won,” said Zoë Lee.', 'utf16le'), ['p: “We won,” said Zoë Lee.']],
        ['a.md', '# Quay row\n\n“We *won*,” said [Ann Lee](https://example.org/).\n\n- One', ['h2: Quay row', 'p: “We won,” said Ann Lee.', 'li: One']],
        ['a.html', '<!doctype html><title>x</title><nav>Menu</nav><article><h1>Quay row</h1><p>“We won,” said Ann Lee.</p></article>', ['h2: Quay row', 'p: “We won,” said Ann Lee.']],
        ['a.docx', word, ['h2: Quay row', 'p: “We cannot wait,” said Ann & Tom.', 'li: One\nmore']],
      ]);
      for (const [file, content, expected] of rows) {
        await drop(page, file, content);
        await page.waitForFunction((n, last) => {
          const blocks = document.querySelectorAll('.leaf > *');
          return blocks.length === n && blocks[n - 1].textContent === last;
        }, { timeout: 10_000 }, expected.length, expected.at(-1)?.replace(/^\w+: /u, '') ?? '');
        await analysed(page, '.');
        const found = await blocks(page);
        // Whether a short first line is a heading is for the analysis to say.
        assert.deepEqual(file.endsWith('.txt') ? found.map((b) => b.replace(/^h2/u, 'p')) : found, expected, file);
      }
      const refusals = /** @type {[string, Buffer | string, string][]} */ ([
        ['a.pdf', '%PDF-1.7', 'A PDF cannot be opened'], ['a.png', 'x', 'Only text, Markdown'], ['a.docx', 'PK no zip', 'cannot be read'],
        ['a.docx', word.subarray(0, word.length - 30), 'cannot be read'], ['a.json', '{"x":1}', 'none that Quotelight'], ['a.json', 'nonsense', 'none that Quotelight'],
        ['a.txt', ' \n', 'no text in this file'],
      ]);
      for (const [file, content, message] of refusals) {
        await drop(page, file, content);
        await page.waitForFunction((part) => document.querySelector('.status')?.textContent?.includes(part), { timeout: 10_000 }, message);
        assert.deepEqual(await blocks(page), rows.at(-1)?.[2], 'what was open stays open');
      }
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('keeps the paragraphs of Word, Google Docs, web pages and mail', async () => {
      const { page } = await rig.open();
      const rows = /** @type {[string, { text: string, html?: string }, string[]][]} */ ([
        ['Word', { text: '', html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
          <p class=MsoNormal>“We won,”<o:p></o:p> said Ann Lee.</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph>Tom Reed lost.</p><!--EndFragment--></body></html>` },
          ['p: “We won,” said Ann Lee.', 'p: \u00a0', 'p: Tom Reed lost.']],
        ['Google Docs', { text: '', html: '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>“We won,” said </span><span style="font-weight:700">Ann Lee</span><span>.</span></p><br /><p dir="ltr"><span>Tom Reed lost.</span></p></b>' },
          ['p: “We won,” said Ann Lee.', 'p: Tom Reed lost.']],
        ['a web page', { text: '', html: '<div><div>“We won,” said <a href="/a">Ann Lee</a>.</div><aside>Read more</aside><div>Tom Reed lost.<br><br>He left.</div><script>x</script></div>' },
          ['p: “We won,” said Ann Lee.', 'p: Tom Reed lost.', 'p: He left.']],
        ['mail', { text: '“We have won the vote in the town hall of Lisbon,” said Ann Lee on\nMonday, to loud applause by all who had come. Tom Reed, who had lost it,\nleft the hall by the door at the back and did not want to say a word to\nthe reporters.\n\nHe will be back.' },
          ['p: “We have won the vote in the town hall of Lisbon,” said Ann Lee on\nMonday, to loud applause by all who had come. Tom Reed, who had lost it,\nleft the hall by the door at the back and did not want to say a word to\nthe reporters.', 'p: He will be back.']],
      ]);
      for (const [what, content, expected] of rows) {
        await paste(page, content);
        await analysed(page);
        const found = (await blocks(page)).filter((b) => b.replace(/^\w+: /u, '').trim());
        assert.deepEqual(found, expected.filter((b) => b.replace(/^\w+: /u, '').trim()), what);
      }
      await paste(page, { text: ' https://example.org/news/1 \n' });
      await analysed(page, 'This is an address');
      await page.close();
    });

    it('exports every format, and opens its JSON with all that was in it', async () => {
      const { page, faults } = await rig.open();
      await paste(page, { text: '', html: `<h1>Harbour row</h1><p>“We cannot wait,” said <a href="https://example.org/">Maria Santos</a> on Monday. ${'x'.repeat(3)}</p><p>Maria Santos left.</p>` });
      await analysed(page);
      await page.$eval('#day', (e) => {
        /** @type {HTMLInputElement} */ (e).value = '2024-03-05';
        e.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await page.waitForFunction(() => document.querySelector('.timeline h3')?.textContent?.includes('2024'));
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#article .quotelight-e[data-label=PERSON]')).click());
      await page.evaluate(() => document.querySelector('.fixes')?.setAttribute('open', ''));
      await page.select('.fixes select', 'ORG');
      const before = await page.$eval('#article', (e) => e.textContent);
      const marks = await page.$$eval('#article .quotelight-e', (all) => all.map((e) => `${/** @type {HTMLElement} */ (e).dataset.label} ${e.textContent}`));
      assert.ok(marks.includes('ORG Maria Santos'), marks.join());

      // What is handed to the browser to save.
      await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        own.saved = [];
        URL.createObjectURL = (blob) => {
          own.saved.push(/** @type {Blob} */ (blob).text());
          return '#';
        };
        HTMLAnchorElement.prototype.click = function click() {
          own.saved.push(this.download);
        };
      });
      await page.click('#share');
      await page.waitForSelector('#out input');
      await page.evaluate(() => {
        for (const button of document.querySelectorAll('.formats button:last-child')) {
          /** @type {HTMLElement} */ (button).click();
        }
      });
      const saved = await page.evaluate(() => Promise.all(/** @type {any} */ (globalThis).saved));
      const files = Object.fromEntries(saved.flatMap((content, i) => (i % 2 ? [[content, saved[i - 1]]] : [])));
      const ends = ['.md', '.html', '.csv', '-names.csv', '.json', '.jsonld', '.ann', '.conll', '.tsv'];
      for (const end of ends) {
        assert.ok(files[`harbour-row${end}`]?.length > 50, `harbour-row${end} of ${Object.keys(files)}`);
      }
      const json = saved.find((s) => s.startsWith('{') && s.includes('"corrections"'));
      const read = readJson(json);
      assert.equal(read.corrections.length, 2 - 1);
      assert.deepEqual(read.metadata, { title: 'Harbour row', date: '2024-03-05' });

      await page.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector('#out')).close());
      await page.click('#clear');
      await drop(page, 'again.json', json);
      await page.waitForFunction((text) => document.querySelector('#article')?.textContent === text, {}, before);
      await analysed(page);
      assert.deepEqual(await page.$$eval('#article .quotelight-e', (all) => all.map((e) => `${/** @type {HTMLElement} */ (e).dataset.label} ${e.textContent}`)), marks);
      assert.deepEqual(await page.$$eval('#article a', (all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href)), ['https://example.org/']);
      assert.equal(await page.$eval('#day', (e) => /** @type {HTMLInputElement} */ (e).value), '2024-03-05');
      assert.equal(await page.$eval('#unfix', (e) => /** @type {HTMLElement} */ (e).hidden), false);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('copies, and makes a link that opens with the text and says where it came from', async () => {
      const { page } = await rig.open();
      await paste(page, { text: ARTICLE });
      await analysed(page);
      await page.click('#share');
      await page.waitForSelector('#out input');
      await page.click('.formats li:first-child button');
      await page.waitForFunction(() => document.querySelector('#out [role=status]')?.textContent === 'Copied.');
      assert.match(await clipboardText(page), /Maria Santos/u);
      const link = await page.$eval('#out input', (e) => /** @type {HTMLInputElement} */ (e).value);
      assert.match(await page.$eval('#out .facts', (e) => e.textContent ?? ''), /^[\d,]+ characters/u);
      const asked = rig.server.requests.length;
      const other = await rig.open({ url: link });
      await analysed(other.page, 'came with the link');
      assert.equal(await other.page.$eval('#article', (e) => e.textContent?.replace(/\s/gu, '')), ARTICLE.replace(/\s/gu, ''));
      const { quotes } = await analyze(ARTICLE);
      assert.equal((await other.page.$$('.quotes li')).length, quotes.length);
      assert.ok(!rig.server.requests.slice(asked).some((r) => r.includes('t=1')), 'no server saw the text');
      const broken = await rig.open({ url: `${rig.server.url}#t=1.AAAA` });
      await analysed(broken.page, 'damaged or too long');
      assert.deepEqual(await violationsOf(other.page), []);
      await page.close();
    });

    it('prints the article with its tags, and the lists after it', async () => {
      const { page } = await rig.open();
      // More quotations than a list shows at once.
      const more = Array.from({ length: 120 }, (_, i) => `<p>“We counted ${i + 2} ships,” said Rosa Lima.</p>`).join('');
      await paste(page, { text: 'plain', html: `<h1>Harbour plan</h1><p>“We cannot wait,” <a href="https://example.org/santos">Maria Santos</a> told reporters in Lisbon.</p>${more}` });
      await analysed(page);
      await page.click('#tags'); // whatever is chosen on screen
      await page.click('#tags');
      const words = await printed(page);
      const at = (/** @type {string} */ part) => {
        assert.ok(words.includes(part), `${part} in ${words.slice(0, 600)}`);
        return words.indexOf(part);
      };
      assert.ok(at('Maria Santos PER [1]') < at('in Lisbon GPE'), 'tags, and the mark of a footnote');
      assert.ok(at('We counted 121 CARD ships,') < at('https://example.org/santos'), 'the addresses after the text');
      assert.ok(at('https://example.org/santos') < at('“We counted 2 ships”'), 'the lists after both');
      at('“We counted 121 ships”'); // in the list, which is whole
      for (const control of ['Edit text', 'Share and export', 'Only quotations', 'Show the next', 'About, accuracy']) {
        assert.ok(!words.includes(control), control);
      }
      assert.equal((await page.$$('.quotes li')).length, 101, 'and a part again on screen');
      if (name === 'chromium') {
        await page.emulateMediaType('print');
        const mark = await page.$eval('.quotelight-q', (e) => getComputedStyle(e).backgroundColor);
        assert.equal(mark, 'rgba(0, 0, 0, 0)', 'no tints');
      }
      await page.close();
    });

    it('shows what its browser enforces, and that it has asked for nothing', async () => {
      const { page } = await rig.open();
      await page.click('#sample');
      await analysed(page);
      const asked = rig.server.requests.length;
      await page.click('#about-open');
      assert.equal(await page.$eval('#requests', (e) => e.textContent), '0');
      assert.match(await page.$eval('#policy', (e) => e.textContent ?? ''), /default-src 'none'.*connect-src 'self'/u);
      assert.deepEqual(rig.server.requests.slice(asked), []);
      await page.evaluate(() => fetch('index.html').then((r) => r.text()).then(() => undefined));
      await page.click('#about .close');
      await page.click('#about-open');
      await page.waitForFunction(() => document.querySelector('#requests')?.textContent === '1' || (/** @type {HTMLDialogElement} */ (document.querySelector('#about')).close(), /** @type {HTMLElement} */ (document.querySelector('#about-open')).click(), false));
      assert.equal(rig.server.requests.length, asked + 1, 'as the server counts');
      await page.close();
    });
  });
}
