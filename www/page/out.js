// Ways out: a link that carries the text, every format to copy or to download, print.

import { EXPORT_FORMATS, exportDocument } from '../src/export/index.js';
import { el } from './dom.js';
import { linkOf, LONG_LINK } from './link.js';
import { T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/export/index.d.ts').ExportFormat} ExportFormat */
/** @typedef {import('../src/export/index.d.ts').ExportOptions} ExportOptions */
/** @typedef {import('../src/corrections.js').Correction} Correction */

/** @typedef {{ article: Article, document: AnalyzedDocument, corrections: readonly Correction[], title?: string, url?: string }} Content */

/** @type {[keyof typeof T.out.formats, ExportFormat, ExportOptions][]} */
const ROWS = [
  ['markdown', 'markdown', {}], ['html', 'html', {}], ['csv', 'csv', {}], ['names', 'csv', { rows: 'mentions' }], ['json', 'json', {}],
  ['annotations', 'annotations', {}], ['displacy', 'displacy', {}], ['brat', 'brat', {}], ['conll', 'conll', {}], ['tsv', 'tsv', {}],
];

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => Content | null} content
 */
export function createOut(dialog, content) {
  const news = el('p', { role: 'status', class: 'facts' });
  const link = el('div', {});
  const rows = ROWS.map(([key, format, options]) => {
    const [name, meaning] = T.out.formats[key];
    return el('li', {},
      el('span', {}, el('b', {}, name), ' ', el('span', { class: 'facts' }, meaning)),
      button(T.out.copy, `${T.out.copy}: ${name}`, () => copy(format, options)),
      button(T.out.download, `${T.out.download}: ${name}`, () => download(format, options)));
  });
  const print = button(T.out.print, undefined, () => {
    dialog.close();
    window.print();
  });
  dialog.append(el('h2', { id: 'out-title' }, T.out.title), link, el('h3', {}, T.out.files), el('ul', { class: 'formats' }, ...rows),
    el('p', { class: 'row' }, print), news);

  /**
   * @param {ExportFormat} format
   * @param {ExportOptions} options
   */
  function written(format, options) {
    const now = /** @type {Content} */ (content());
    const { article, document, corrections } = now;
    const metadata = metadataOf(now);
    const text = exportDocument(format, article.text, document, { ...options, metadata, corrections });
    if (format !== 'json') {
      return text;
    }
    // What this page needs to show the article again as it was pasted.
    const { blocks, links, wrapped } = article;
    return `${JSON.stringify({ ...JSON.parse(text), article: { blocks, links, wrapped } }, null, 1)}\n`;
  }

  /**
   * @param {ExportFormat} format
   * @param {ExportOptions} options
   */
  async function copy(format, options) {
    const plain = written(format === 'html' ? 'markdown' : format, options);
    const flavours = { 'text/plain': new Blob([plain], { type: 'text/plain' }) };
    if (format === 'html') {
      Object.assign(flavours, { 'text/html': new Blob([written('html', { ...options, fragment: true })], { type: 'text/html' }) });
    }
    await put(new ClipboardItem(flavours));
  }

  /** @param {ClipboardItem} item */
  async function put(item) {
    try {
      await navigator.clipboard.write([item]);
      news.textContent = T.out.copied;
    } catch {
      news.textContent = T.out.notCopied;
    }
  }

  /**
   * @param {ExportFormat} format
   * @param {ExportOptions} options
   */
  function download(format, options) {
    const { extension, mediaType } = EXPORT_FORMATS[format];
    const now = /** @type {Content} */ (content());
    const name = `${fileName(metadataOf(now).title ?? '')}${options.rows === 'mentions' ? '-names' : ''}.${extension}`;
    const url = URL.createObjectURL(new Blob([written(format, options)], { type: `${mediaType};charset=utf-8` }));
    el('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    news.textContent = T.out.downloaded(name);
  }

  async function showLink() {
    const now = content();
    const address = now && await linkOf(now.article.text, location.href);
    const field = el('input', { type: 'text', readonly: true, value: address ?? '', 'aria-label': T.out.link });
    field.addEventListener('focus', () => field.select());
    link.replaceChildren(el('h3', {}, T.out.link), ...(address ? [
      el('p', { class: 'row' }, field, button(T.out.copy, `${T.out.copy}: ${T.out.link}`, () => put(new ClipboardItem({ 'text/plain': new Blob([address], { type: 'text/plain' }) })))),
      el('p', { class: 'facts' }, T.out.linkLength(address.length, address.length > LONG_LINK)),
    ] : [el('p', { class: 'facts' }, T.out.noLink)]));
  }

  return {
    open() {
      news.textContent = '';
      link.replaceChildren();
      dialog.showModal();
      return showLink();
    },
  };
}

/** @param {Content} content */
function metadataOf({ article, document, title, url }) {
  const first = article.blocks.find((b) => b.tag === 'h2') ?? document.paragraphs.find((p) => p.kind === 'heading');
  const own = title ?? (first && article.text.slice(first.start, Math.min(first.end, first.start + 300)).trim());
  return { ...(own && { title: own }), ...(url && { url }), ...(document.date && { date: document.date }) };
}

/**
 * A name that every system takes.
 *
 * @param {string} title
 */
function fileName(title) {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 60).replace(/-[^-]*$/u, (end, at) => (at > 30 ? '' : end)) || 'article';
}

/**
 * @param {string} text
 * @param {string | undefined} label
 * @param {() => void} onClick
 */
function button(text, label, onClick) {
  const element = el('button', { type: 'button', 'aria-label': label }, text);
  element.addEventListener('click', onClick);
  return element;
}

