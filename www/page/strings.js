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
    share: 'Share and export',
    compare: 'Compare…',
    about: 'About, accuracy and privacy',
    close: 'Close',
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
    largeFile: 'This file is too large to hold an article.',
    otherJson: 'This is a JSON file, but none that Quotelight has written.',
    address: 'This is an address, not an article. A page cannot fetch the page of another site, and this one talks to nobody. Open the address, select the article, copy it, and paste it here.',
    badLink: 'The text in this link is damaged or too long.',
    linked: 'This text came with the link that you opened. Whoever made the link may have changed it.',
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

  lists: {
    /** @param {number} n */
    before: (n) => `Show the ${number(n)} before`,
    /** @param {number} n */
    after: (n) => `Show the next ${number(n)}`,
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
    nobodyShare: 'No speaker found',
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
    others: 'Times of day, lengths of time',
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
    sure: (confidence) => (confidence >= 0.995 ? 'This is all but certain.'
      : confidence >= 0.5 ? `This is ${percent(confidence)} certain.`
        : `This is doubtful: only ${percent(confidence)} certain.`),
    /** @param {string} name @param {number} confidence */
    runnerUp: (name, confidence) => `The next best guess is ${name}, at ${percent(confidence)}.`,
    onlyOne: 'Nobody else near could have said it.',
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

  out: {
    title: 'Share and export',
    link: 'Link with this text',
    /** @param {number} n @param {boolean} isLong */
    linkLength: (n, isLong) => `${many(n, 'character')}. The text is in the link itself and on no server.${isLong ? ' Mail and chat programs may cut a link of this length.' : ''}`,
    noLink: 'This text is too long for a link. Download it as JSON, and send the file.',
    files: 'Formats',
    copy: 'Copy',
    download: 'Download',
    copied: 'Copied.',
    notCopied: 'Your browser does not let this page copy. Download it instead.',
    /** @param {string} name */
    downloaded: (name) => `Saved as ${name}.`,
    print: 'Print',
    formats: {
      markdown: ['Markdown', 'quotations and names as lists'],
      html: ['HTML', 'the marked text, for documents and mail'],
      csv: ['CSV of quotations', 'a row for each, for spreadsheets'],
      names: ['CSV of names', 'a row for each mention'],
      json: ['JSON', 'everything, with your corrections; can be opened here again'],
      annotations: ['Web Annotation', 'JSON-LD of the W3C'],
      displacy: ['displaCy', 'JSON for spaCy’s visualiser'],
      brat: ['brat', 'standoff annotation'],
      conll: ['CoNLL', 'a token a line, IOB2'],
      tsv: ['TSV', 'quotations, separated by tabs'],
    },
  },

  handover: {
    title: 'From any article',
    drag: 'Drag this link to your bookmarks:',
    name: 'Who said what?',
    get: 'Or get a bookmark that does all this with one click.',
    what: 'In an article, choose that bookmark. It loads nothing there: it opens this page and hands the text over, from window to window. Select a part first to take only that.',
    nowhere: 'another window',
    /** @param {string} origin @param {number} blocks @param {number} words @param {number} skipped */
    taken: (origin, blocks, words, skipped) => `This text came from ${origin}: ${many(blocks, 'paragraph')}, ${many(words, 'word')} taken${skipped ? `; ${many(skipped, 'paragraph')} outside the article left out` : ''}.`,
  },

  versus: {
    title: 'Compare two articles',
    what: 'Paste another article on the same story. It is compared with the open one here, on your device.',
    placeholder: 'The other article',
    go: 'Compare',
    shared: 'Quoted in both',
    onlyFirst: 'Only in the open article',
    onlySecond: 'Only in the other article',
    quotes: 'Quotations in both',
    none: 'Nobody and nothing.',
    same: 'Word for word the same: ',
    /** @param {number} share */
    likeness: (share) => `${percent(share)} of the words are the same: `,
    /** @param {string} name @param {number} first @param {number} second */
    both: (name, first, second) => `${name}: ${many(first, 'word')} here, ${many(second, 'word')} there`,
  },

  about: {
    title: 'About Quotelight',
    what: 'Quotelight marks who is named in a news article and who said what. The program runs in this page; it needs no server, no account and no network.',
    accuracy: 'How often it is right',
    measured: 'Measured on news articles that it was not trained on. In newspapers with another style the figures may be lower.',
    figures: {
      names: 'Names found with the right kind (F1)',
      chains: 'Names joined to the right person or body',
      dates: 'Dates with the right day',
      quotations: 'Quotations found (F1)',
      speakers: 'Quotations with the right speaker',
    },
    limits: 'It reads English only. It guesses nobody’s gender or origin, and says so where a speaker stays open.',
    private: 'Nothing leaves this page',
    airplane: 'Turn off the network, go on reading, pasting and exporting: it works the same. Nothing that you paste is stored; a new visit begins empty.',
    /** @param {number} n */
    requests: (n) => `requests since the page was loaded (loading it took ${number(n)}).`,
    policy: 'What your browser lets this page do, and enforces:',
    keys: 'Keys',
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
