// Ways in: paste, type, drop, open.

import { articleFromHtml } from '../src/article-html.js';
import { articleFromMarkdown, articleFromText } from '../src/article.js';
import { T } from './strings.js';

/** @typedef {import('../src/article.js').Article} Article */

/**
 * @param {HTMLTextAreaElement} box
 * @param {{
 *   onArticle(article: Article): void,
 *   onTyping(text: string): void,
 *   onRefusal(message: string): void,
 *   isReading(): boolean,
 * }} page
 */
export function createInput(box, { onArticle, onTyping, onRefusal, isReading }) {
  box.addEventListener('input', () => onTyping(box.value));

  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    const isWriting = event.target === box;
    // A piece that goes into what is being written is the browser's business.
    const replacesAll = isWriting && box.selectionEnd - box.selectionStart === box.value.length;
    if (!data || (isWriting ? !replacesAll : !isReading())) {
      return;
    }
    if (!isWriting && event.target instanceof Element && event.target.closest('input, textarea')) {
      return;
    }
    const text = data.getData('text/plain');
    const html = data.getData('text/html');
    const article = (html && articleFromHtml(html, { wholePage: false })) || articleFromText(text);
    if (article.blocks.length) {
      event.preventDefault();
      onArticle(article);
    } else if (data.files.length) {
      event.preventDefault();
      openFile(data.files[0]);
    }
  });

  document.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.some((t) => t === 'Files' || t.startsWith('text/'))) {
      event.preventDefault();
      document.body.classList.add('dropping');
    }
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) {
      document.body.classList.remove('dropping');
    }
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    const data = event.dataTransfer;
    if (!data || event.target === box && !data.files.length) {
      return;
    }
    event.preventDefault();
    if (data.files.length) {
      openFile(data.files[0]);
      return;
    }
    const html = data.getData('text/html');
    const article = (html && articleFromHtml(html, { wholePage: false })) || articleFromText(data.getData('text/plain'));
    if (article.blocks.length) {
      onArticle(article);
    }
  });

  /** @param {File} file */
  async function openFile(file) {
    const name = file.name.toLowerCase();
    const isHtml = file.type === 'text/html' || /\.html?$/u.test(name);
    const isMarkdown = file.type === 'text/markdown' || /\.(?:md|markdown)$/u.test(name);
    if (!isHtml && !isMarkdown && !/^text\/plain/u.test(file.type) && !/\.te?xt$/u.test(name)) {
      const isPdf = name.endsWith('.pdf');
      onRefusal(isPdf ? T.status.pdf : T.status.otherFile);
      return;
    }
    let text;
    try {
      text = await file.text();
    } catch {
      onRefusal(T.status.unreadable);
      return;
    }
    const article = (isHtml && articleFromHtml(text, { wholePage: true }))
      || (isMarkdown ? articleFromMarkdown(text) : articleFromText(text));
    if (article.blocks.length) {
      onArticle(article);
    } else {
      onRefusal(T.status.emptyFile);
    }
  }

  return { openFile };
}
