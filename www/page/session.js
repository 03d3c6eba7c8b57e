// The article that is open: its text, its day, and what the analysis found in it.

import { articleFromText } from '../src/article.js';
import { AnalyzerError, createAnalyzer } from '../src/index.js';
import { dateInHead } from './timeline.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../src/article.js').Article} Article */

/** Below so many milliseconds an analysis is not worth a word. */
const SHORT_WAIT = 400;

/**
 * @param {{
 *   onDocument(): void,
 *   onFailure(error: unknown): void,
 *   onWait(): void,
 *   onBusy(isBusy: boolean): void,
 * }} page
 */
export function createSession({ onDocument, onFailure, onWait, onBusy }) {
  const analyzer = createAnalyzer();
  // The engine loads while the reader looks for an article. A failure is reported when it matters.
  analyzer.ready().catch(() => {});

  let article = articleFromText('');
  /** @type {AnalyzedDocument | null} of `article`, when it is known */
  let analyzed = null;
  /** @type {string | null} the article's day, as the reader wrote it; `''` for none */
  let ownDate = null;
  let isDateFromText = false;

  async function analyze() {
    const asked = article;
    const { text } = article;
    const late = window.setTimeout(onWait, SHORT_WAIT);
    onBusy(true);
    try {
      let found = await analyzer.analyze(text, { supersede: true, ...(ownDate && { date: ownDate }) });
      const inHead = ownDate === null ? dateInHead(found, text) : null;
      if (inHead && article === asked) {
        found = await analyzer.analyze(text, { supersede: true, date: inHead });
      }
      if (article === asked) {
        analyzed = found;
        isDateFromText = inHead !== null;
        onDocument();
      }
    } catch (error) {
      if (article === asked && !(error instanceof AnalyzerError && error.code === 'aborted')) {
        analyzed = null;
        onFailure(error);
      }
    } finally {
      clearTimeout(late);
      if (article === asked) {
        onBusy(false);
      }
    }
  }

  return {
    article: () => article,
    document: () => analyzed,
    isDateFromText: () => isDateFromText,

    /**
     * Takes another article.
     *
     * @param {Article} next
     */
    open(next) {
      article = next;
      analyzed = null;
      ownDate = null;
      return analyze();
    },

    /**
     * Takes a changed text of the same article.
     *
     * @param {string} text
     */
    edit(text) {
      article = articleFromText(text);
      analyzed = null;
      return analyze();
    },

    /** @param {string} day `YYYY-MM-DD`, or empty for none */
    setDate(day) {
      ownDate = day;
      return analyze();
    },

    clear() {
      article = articleFromText('');
      analyzed = null;
      ownDate = null;
    },
  };
}
