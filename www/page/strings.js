// Every word that the page shows, in one table, so that a translation is one file. Numbers and
// dates are written by `Intl` in the table's language.

import { FAMILIES, LABELS, QUOTE_TYPES, REASONS } from '../src/kinds.js';

/** @typedef {import('../../src/types.d.ts').Quote} Quote */

/** The language of the table. */
export const LOCALE = 'en-GB';

const plurals = new Intl.PluralRules(LOCALE);

/** @param {number} n */
export function number(n) {
  return n.toLocaleString(LOCALE);
}

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [other]
 */
function many(n, one, other = `${one}s`) {
  return `${number(n)} ${plurals.select(n) === 'one' ? one : other}`;
}

/** @param {number} share from 0 to 1 */
function percent(share) {
  return share.toLocaleString(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
}

export const T = {
  // What stands in index.html under `data-t`.
  page: {
    title: 'Quotelight: who is named, and who said what',
    skip: 'Skip to what was found',
    what: 'Paste a news article and see who is named and who said what.',
    private: 'It is read on your device and never leaves it.',
    edit: 'Edit text',
    read: 'Read it marked',
    clear: 'New article',
    legend: 'What is marked in the text',
    only: 'Only quotations',
    tags: 'Tags',
    unfix: 'Undo',
    refix: 'Redo',
    marking: 'Mark the selected words',
    restore: 'Bring the last article back',
    text: 'Article text',
    placeholder: 'Paste a news article here, or write.',
    sample: 'Load the sample',
    open: 'Open a file…',
    drop: 'or drop one: .txt, .md, .html, .docx',
    dropping: 'Drop it to read it',
    article: 'The article, marked',
    parts: 'Parts of this page',
    toArticle: 'Article',
    speakers: 'Speakers',
    quotations: 'Quotations',
    names: 'Names',
    dates: 'Dates',
    dateField: 'Article date',
    footer: 'A program makes mistakes: check a quotation against the text before you rely on it.',
    keys: 'Keys in the article: ] and [ go to the next and previous mark, } and { to the next and previous quotation, Enter opens details, Escape goes back.',
    noscript: 'Quotelight needs JavaScript, which runs only in this page.',
  },

  label: Object.fromEntries(Object.entries(LABELS).map(([label, { name }]) => [label, name])),
  family: Object.fromEntries(FAMILIES),
  type: Object.fromEntries(Object.entries(QUOTE_TYPES).map(([type, { name }]) => [type, name])),
  typeMeaning: Object.fromEntries(Object.entries(QUOTE_TYPES).map(([type, { meaning }]) => [type, meaning])),
  reason: REASONS,

  status: {
    reading: 'Reading…',
    /** @param {number} quotes @param {number} speakers @param {number} names @param {number} words */
    found(quotes, speakers, names, words) {
      const by = speakers ? ` by ${many(speakers, 'speaker')}` : '';
      const said = quotes ? `${many(quotes, 'quotation')}${by}` : 'No quotations found';
      return `${said}, ${many(names, 'name')}, in ${many(words, 'word')}.`;
    },
    noQuotes: 'Nobody is quoted in this text: no words in quotation marks with a speaker, and no “she said that…”. Names are marked all the same.',
    nothing: 'Neither names nor quotations are in this text. Quotelight reads English news articles; a few sentences are enough.',
    onlyQuotes: 'This text has quotations, but names nobody outside them.',
    noText: 'There are no words in this text. Paste an article to read it marked.',
    stillHere: 'The text is still here; change it, or load the page again.',
    tooLong: 'This text is too long to be edited here. Edit it where it comes from, and paste it again.',
    pdf: 'A PDF cannot be opened here. Open it in its viewer, copy the article, and paste it.',
    otherFile: 'Only text, Markdown, HTML, Word (.docx) and our own JSON files can be opened here. Copy the article, and paste it.',
    unreadable: 'This file cannot be read.',
    emptyFile: 'There is no text in this file.',
  },

  quotes: {
    /** @param {number} n */
    title: (n) => many(n, 'quotation'),
    by: 'Quotation by ',
    that: ' that is ',
    open: 'Speaker not found',
    doubt: '(?)',
    doubtful: 'Check this speaker against the text',
    /** @param {string} words */
    marks: (words) => `“${words}”`,
  },

  names: {
    /** @param {number} n */
    title: (n) => many(n, 'name'),
    /** @param {number} n */
    mentions: (n) => many(n, 'mention'),
    /** @param {string[]} forms */
    also: (forms) => `also ${forms.join(', ')}`,
    isQuoted: 'Is quoted',
  },

  voices: {
    /** @param {number} n */
    title: (n) => many(n, 'speaker'),
    /** @param {number} words */
    claim: (words) => `How the ${many(words, 'quoted word')} are shared`,
    nobody: 'No speaker found',
    unnamed: 'not named',
    percent,
    /** @param {number} n */
    words: (n) => many(n, 'word'),
    /** @param {number} n */
    quotes: (n) => many(n, 'quotation'),
    spot: 'Light up in the text',
    table: 'As a table',
    speaker: 'Speaker',
    sort: 'Named',
    yes: 'yes',
    no: 'no',
    share: 'Share',
    wordsHead: 'Words',
    quotesHead: 'Quotations',
    sum: 'All',
    namedShare: 'Named',
    unnamedShare: 'Not named',
    nobodyShare: 'Nobody',
    cues: 'Verbs',
    span: 'Quoted in',
    /** @param {number} first @param {number} last */
    paragraphs: (first, last) => (first === last ? `paragraph ${number(first)}` : `paragraphs ${number(first)} to ${number(last)}`),
    role: 'Is',
  },

  dates: {
    title: 'Dates',
    none: 'No day, month or year is named in this text.',
    undated: 'Without a day',
    fromText: 'from the text',
    hint: 'With it, “on Monday” becomes a day.',
    /** @param {string} year `19XX` is a century, `199X` a decade @param {string} part of it: `W07`, `Q3`, `SP` */
    part(year, part) {
      const when = year.endsWith('XX') ? `${year.slice(0, 2)}00s` : year.replace(/X$/u, '0s');
      const week = /^W(\d{2})/u.exec(part);
      const season = /** @type {Record<string, string>} */ ({ SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter' })[part];
      return week ? `week ${Number(week[1])} of ${when}` : season ? `${season} ${when}` : part ? `${part} ${when}` : when;
    },
  },

  card: {
    close: 'Close',
    /** @param {string} type @param {string} meaning */
    quoteKind: (type, meaning) => `${type} quotation, ${meaning}`,
    cue: 'Verb',
    noCue: 'none',
    value: 'Value',
    also: 'Also',
    said: 'Is quoted',
    /** @param {number} n */
    times: (n) => many(n, 'time'),
    doubtful: 'Doubtful: check it against the text.',
    why: 'Why this speaker?',
    inList: 'Show in the list',
    before: 'Previous mention',
    after: 'Next mention',
    /** @param {number} i @param {number} n */
    place: (i, n) => `${number(i)} of ${number(n)}`,
    /** @param {string} from @param {string} to */
    range: (from, to) => `${from} to ${to}`,
  },

  why: {
    /** @param {Quote} quote @param {string} cue @param {string} who */
    rule: ({ via }, cue, who) => ({
      'cue-before': `“${who}” and “${cue}” stand right before the words.`,
      'cue-after': `“${cue}” and “${who}” stand right after the words.`,
      'cue-inside': `“${cue}” and “${who}” stand in the middle of the words.`,
      colon: `“${who}” stands before the colon that opens the words.`,
      'according-to': `“${cue} ${who}” says whose words they are.`,
      turn: `The label of this turn is “${who}”.`,
      continued: `The words go on with the speech that “${who}” began.`,
      inherited: `Nobody else is named here, so the speaker of the quotation before goes on: “${who}”.`,
      alternation: `Two speakers take turns, and it is the turn of “${who}”.`,
      nearby: `“${who}” is the only source near the words.`,
      open: 'The text does not say near these words whose they are.',
    }[via]),
    /** @param {string} word @param {string} name */
    pronoun: (word, name) => `“${word}” stands for ${name}, the person named before who fits best.`,
    /** @param {string} word @param {string} name */
    nominal: (word, name) => `“${word}” is a description of ${name}.`,
    /** @param {string} word */
    nobody: (word) => `Whom “${word}” stands for is not clear from the text.`,
    /** @param {number} confidence */
    sure: (confidence) => (confidence >= 0.8 ? `This is sure to ${percent(confidence)}.`
      : confidence >= 0.5 ? `This is probable: ${percent(confidence)} sure.`
        : `This is doubtful: only ${percent(confidence)} sure.`),
    /** @param {string} name @param {number} confidence */
    runnerUp: (name, confidence) => `The next best guess is ${name}, with ${percent(confidence)}.`,
    onlyOne: 'Nobody else comes into question.',
  },

  fix: {
    title: 'Correct this',
    type: 'Kind of quotation',
    speaker: 'Speaker',
    nobody: 'Not in the text',
    kind: 'Kind',
    /** @param {number} n */
    kindOfAll: (n) => `Kind of all ${many(n, 'mention')}`,
    same: 'Is the same as',
    nobodyElse: 'Nothing else',
    split: 'This mention is somebody else',
    remove: 'Delete this mark',
    /** @param {number} n */
    removeAll: (n) => `Delete all ${number(n)}`,
    asName: 'Mark as name',
    asQuote: 'Mark as quotation',
    moveName: 'Shift the name to these words',
    moveQuote: 'Shift the quotation to these words',
    /** @param {number} n */
    made: (n) => `${many(n, 'correction')} of yours`,
    /** @param {number} n */
    lost: (n) => `${many(n, 'correction')} of yours no longer ${n === 1 ? 'has' : 'have'} a place in the text.`,
  },

  legend: {
    /** @param {string} meaning */
    quotations: (meaning) => `Quotations ${meaning}`,
    /** @param {string} family */
    mentions: (family) => `Mentions of ${family.toLowerCase()}`,
    tags: 'Short labels in the text',
    only: 'Dims everything but the quotations and their speakers',
  },

  describe: {
    /** @param {string} type @param {string | undefined} speaker */
    quote: (type, speaker) => `${type} quotation, ${speaker ? `by ${speaker}` : 'speaker not found'}`,
    /** @param {string} label @param {number} n */
    name: (label, n) => `${label}, ${many(n, 'mention')}`,
  },
};

/** Fills the static elements of the page from the table, and its attributes. */
export function fillPage() {
  const words = /** @type {Record<string, string>} */ (T.page);
  document.title = words.title;
  for (const element of document.querySelectorAll('[data-t]')) {
    const [key, attribute] = /** @type {HTMLElement} */ (element).dataset.t?.split('@') ?? [];
    if (attribute) {
      element.setAttribute(attribute, words[key]);
    } else {
      element.textContent = words[key];
    }
  }
}
