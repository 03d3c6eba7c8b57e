// Ways in: paste, type, drop, open, an address that carries a text.

import { articleFromText } from '../src/article.js';
import { breathe } from './dom.js';
import { readFile } from './files.js';
import { articleFromAnyHtml } from './html.js';
import { textOfLink } from './link.js';
import { T } from './strings.js';

/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('./session.js').Saved} Saved */

/**
 * @param {HTMLTextAreaElement} box
 * @param {{
 *   onArticle(article: Article, saved?: Saved): void,
 *   onTyping(text: string): void,
 *   onRefusal(message: string): void,
 *   onAddress(): void,
 *   onLink(text: string): void,
 *   isWriting(): boolean,
 * }} page
 */
export function createInput(box, { onArticle, onTyping, onRefusal, onAddress, onLink, isWriting }) {
  box.addEventListener('input', () => onTyping(box.value));

  /**
   * Takes what was pasted or dropped.
   *
   * @param {DataTransfer} data
   * @returns {boolean} whether there was something to take
   */
  function take(data) {
    if (data.files.length && !data.getData('text/plain')) {
      openFile(data.files[0]);
      return true;
    }
    const text = data.getData('text/plain');
    if (isAddress(text)) {
      onAddress();
      return true;
    }
    const html = data.getData('text/html');
    const article = (html && articleFromAnyHtml(html, { wholePage: false })) || articleFromText(text);
    if (article.blocks.length) {
      onArticle(article);
    }
    return article.blocks.length > 0;
  }

  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    const isInBox = event.target === box;
    // A piece that goes into what is being written is the browser's business.
    const replacesAll = isInBox && box.selectionEnd - box.selectionStart === box.value.length;
    if (!data || (isInBox ? !replacesAll : isWriting())) {
      return;
    }
    if (!isInBox && event.target instanceof Element && event.target.closest('input, textarea, dialog')) {
      return;
    }
    if (take(data)) {
      event.preventDefault();
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
    take(data);
  });

  /** @param {File} file */
  async function openFile(file) {
    const read = await readFile(file);
    await breathe(); // a book has taken its time
    if (typeof read === 'string') {
      onRefusal(read);
    } else {
      onArticle(read.article, read);
    }
  }

  async function openLink() {
    try {
      const text = await textOfLink(location.hash);
      if (text !== undefined) {
        onLink(text);
      }
    } catch {
      onRefusal(T.status.badLink);
    }
  }

  window.addEventListener('hashchange', openLink);
  openLink();

  return { openFile };
}

/**
 * Whether a text is nothing but the address of a page.
 *
 * @param {string} text
 */
function isAddress(text) {
  return /^\s*(?:https?:\/\/|www\.)[^\s<>"]+\s*$/iu.test(text);
}
