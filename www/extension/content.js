// In the page: finds the article, highlights it in place, and tells the panel.

import { annotate } from '../src/annotate.js';
import { AnalyzerError } from '../src/protocol.js';
import { extension } from './messages.js';

/** @typedef {import('../src/annotate.d.ts').Annotation} Annotation */
/** @typedef {import('./messages.js').Answer} Answer */
/** @typedef {import('./messages.js').Shown} Shown */

const { runtime } = extension();

/** @type {Annotation | null} */
let annotation = null;

/** The analyzer that runs in the background, as others have it in a worker. */
const analyzer = {
  ready: async () => /** @type {const} */ ('worker'),
  /** @param {string} text */
  async analyze(text) {
    const answer = /** @type {Answer} */ (await runtime.sendMessage({ type: 'analyze', text }));
    if ('document' in answer) {
      return answer.document;
    }
    throw new AnalyzerError(/** @type {AnalyzerError['code']} */ (answer.code), answer.message);
  },
  terminate() {},
};

/** The longest article of the page; the whole page where there is none. */
function articleElement() {
  const all = [...document.querySelectorAll('[itemprop=articleBody], article, main')];
  return all.sort((a, b) => (b.textContent ?? '').length - (a.textContent ?? '').length)[0] ?? document.body;
}

/** @returns {Shown | null} */
function shown() {
  if (!annotation) {
    return null;
  }
  const root = articleElement();
  const skipped = [...document.querySelectorAll('p')].filter((p) => !root.contains(p)).length;
  return { document: annotation.document, title: document.title, words: annotation.document.stats.words, skipped };
}

function tell() {
  // Nobody listens while the panel is closed.
  runtime.sendMessage({ type: 'shown', shown: shown() }).catch(() => {});
}

async function toggle() {
  if (annotation) {
    annotation.remove();
    annotation = null;
  } else {
    annotation = await annotate(articleElement(), {
      analyzer,
      onUpdate: tell,
      onSelect: ({ id }) => runtime.sendMessage({ type: 'select', id }).catch(() => {}),
    });
  }
  tell();
}

runtime.onMessage.addListener((message, _, answer) => {
  switch (message.type) {
    case 'toggle':
      toggle().catch(tell);
      answer(true);
      break;
    case 'ask':
      answer(shown());
      break;
    case 'select':
      annotation?.select(message.id);
      break;
    default:
  }
});

toggle().catch(tell);
