// The article that is open: its text, its day, and what the analysis found in it.

import { articleFromText } from '../src/article.js';
import { AnalyzerError, createAnalyzer } from '../src/index.js';
import { applyCorrections } from '../src/corrections.js';
import { breathe } from './dom.js';
import { dateInHead } from './timeline.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../src/article.js').Article} Article */
/** @typedef {import('../src/corrections.js').Correction} Correction */

/**
 * All that a reader would miss if it were gone: `date` is what they wrote, `''` for none.
 *
 * @typedef {{ article: Article, corrections: Correction[], date: string | null, title?: string, url?: string }} Saved
 */

/** Of a text of so many units only what is seen is laid out, and it is shown in steps. */
const LONG = 20_000;
/** Below so many milliseconds an analysis is not worth a word. */
const SHORT_WAIT = 400;

/**
 * @param {{
 *   onDocument(): Promise<void>,
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
  let about = /** @type {{ title?: string, url?: string }} */ ({});
  /** @type {AnalyzedDocument | null} what the analysis found in `article`, when it is known */
  let found = null;
  /** @type {AnalyzedDocument | null} the same with the reader's corrections */
  let analyzed = null;
  /** @type {Correction[]} */
  let corrections = [];
  /** @type {Correction[]} what was undone, the last first */
  let undone = [];
  let lost = 0;
  /** @type {string | null} the article's day, as the reader wrote it; `''` for none */
  let ownDate = null;
  let isDateFromText = false;

  function isLong() {
    return article.text.length > LONG || article.blocks.length > LONG / 20;
  }

  async function analyze() {
    const asked = article;
    const { text } = article;
    const late = window.setTimeout(onWait, SHORT_WAIT);
    onBusy(true);
    try {
      let next = await analyzer.analyze(text, { supersede: true, ...(ownDate && { date: ownDate }) });
      const inHead = ownDate === null ? dateInHead(next, text) : null;
      if (inHead && article === asked) {
        next = await analyzer.analyze(text, { supersede: true, date: inHead });
      }
      if (isLong()) {
        await breathe();
      }
      if (article === asked) {
        found = next;
        isDateFromText = inHead !== null;
        await correct();
      }
    } catch (error) {
      if (article === asked && !(error instanceof AnalyzerError && error.code === 'aborted')) {
        found = null;
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

  /** Applies the corrections anew. */
  async function correct() {
    if (found) {
      ({ document: analyzed, lost } = applyCorrections(found, article.text, corrections));
      if (isLong()) {
        await breathe();
      }
      await onDocument();
    }
  }

  /** @param {Article} next */
  function take(next) {
    article = next;
    found = null;
    analyzed = null;
  }

  return {
    article: () => article,
    document: () => analyzed,
    isLong,
    isDateFromText: () => isDateFromText,
    corrections: () => corrections,
    /** How many corrections have no place in the text any more. */
    lost: () => lost,
    about: () => about,
    /** Analyses another text, beside the article. @param {string} text */
    analyze: (text) => analyzer.analyze(text),
    canRedo: () => undone.length > 0,

    /** @returns {Saved} */
    save: () => ({ article, corrections, date: ownDate, ...about }),

    /**
     * Takes another article.
     *
     * @param {Article} next
     * @param {Omit<Saved, 'article'>} [saved]
     */
    open(next, { corrections: known, date, ...rest } = { corrections: [], date: null }) {
      take(next);
      corrections = known;
      undone = [];
      ownDate = date;
      about = rest;
      return analyze();
    },

    /**
     * Takes a changed text of the same article.
     *
     * @param {string} text
     */
    edit(text) {
      take(articleFromText(text));
      return analyze();
    },

    /** @param {string} day `YYYY-MM-DD`, or empty for none */
    setDate(day) {
      ownDate = day;
      return analyze();
    },

    /** @param {Correction} correction */
    correct(correction) {
      corrections = [...corrections, correction];
      undone = [];
      correct();
    },

    undo() {
      const last = corrections.at(-1);
      if (last) {
        corrections = corrections.slice(0, -1);
        undone = [last, ...undone];
        correct();
      }
    },

    redo() {
      const [next, ...rest] = undone;
      if (next) {
        corrections = [...corrections, next];
        undone = rest;
        correct();
      }
    },

    clear() {
      take(articleFromText(''));
      corrections = [];
      undone = [];
      ownDate = null;
      about = {};
    },
  };
}
