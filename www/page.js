// The page: paste an article, read it marked, look up who said what.

import { articleFromText } from './src/article.js';
import { AnalyzerError } from './src/index.js';
import { sortMarks } from './src/places.js';
import { sourcesOf } from './src/speakers.js';
import { createAbout, watchRequests } from './page/about.js';
import { createCard } from './page/card.js';
import { showDates } from './page/dates.js';
import { el, find, inSteps } from './page/dom.js';
import { createMarking, nameFixes, quoteFixes } from './page/fix.js';
import { ACCEPTED } from './page/files.js';
import { bookmarkletHint, receiveArticle } from './page/handover.js';
import { createInput } from './page/input.js';
import { createLegend } from './page/legend.js';
import { createLights } from './page/lights.js';
import { showNames, showQuotes } from './page/lists.js';
import { keepNear } from './page/near.js';
import { keepForOffline } from './page/offline.js';
import { createOut } from './page/out.js';
import { printWhole } from './page/part.js';
import { createLazyPainter } from './page/paint.js';
import { createPanels } from './page/panels.js';
import { createReader } from './page/reader.js';
import { SAMPLE } from './page/sample.js';
import { createSession } from './page/session.js';
import { showSpeakers } from './page/speakers.js';
import { fillPage, T } from './page/strings.js';
import { createVersus } from './page/versus.js';

/** @typedef {import('../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./src/article.js').Article} Article */
/** @typedef {import('./src/painter.js').Target} Target */

/** After so many milliseconds without a key, what is written is analysed. */
const TYPING_PAUSE = 300;
/** Longer texts do not go through the box: setting its value would stop the page. */
const BOX_LIMIT = 400_000;
/** So many milliseconds the page works on a long text before it looks whether there is something else to do. */
const STEP = 12;

fillPage();
watchRequests();
printWhole();
keepForOffline();

const box = find('#text', HTMLTextAreaElement);
const articleElement = find('#article', HTMLElement);
const status = find('.status', HTMLElement);
const results = [find('#found', HTMLElement), find('.index', HTMLElement), find('.jumps', HTMLElement)];
const undo = find('#undo', HTMLButtonElement);
const file = find('#file', HTMLInputElement);
const day = find('#day', HTMLInputElement);
const only = find('#only', HTMLButtonElement);
const tags = find('#tags', HTMLButtonElement);
const unfix = find('#unfix', HTMLButtonElement);
const refix = find('#refix', HTMLButtonElement);

/** @type {import('./page/session.js').Saved | null} what `New article` took away */
let removed = null;
/** @type {Set<string>} kinds that are switched off */
let off = new Set();
/** @type {ReturnType<typeof sourcesOf>} who is quoted, where it is known */
let said = { sources: [], sourceOf: new Map() };
let isLinked = false; // the text came with a link
let arrival = ''; // from which window it came
let typingTimer = 0;

const session = createSession({
  onDocument: showAnalysis,
  onFailure: showFailure,
  onWait: () => say(T.status.reading),
  onBusy(isBusy) {
    articleElement.toggleAttribute('aria-busy', isBusy);
  },
});

const lights = createLights(articleElement, find('main', HTMLElement));
const painter = createLazyPainter(articleElement, lights.renew);
const updateNear = keepNear(articleElement, painter.mark);

const reader = createReader(articleElement, painter, {
  textOf: (start, end) => session.article().text.slice(start, end),
  describe,
  isOff,
  onSelect(target, mark, source) {
    panels.showCurrent(target);
    if (source === 'pointer') {
      openCard(target, mark);
    } else {
      card.close();
    }
  },
  onOpen() {
    const target = reader.current();
    const [mark] = target ? painter.marksOf(target) : [];
    if (target && mark) {
      openCard(target, mark);
      card.focus();
    }
  },
  onEscape() {
    if (card.isOpen()) {
      card.close();
    } else {
      reader.deselect();
    }
  },
  onHover: light,
});

const card = createCard(find('#card', HTMLElement), {
  goTo(target) {
    reader.select(target, 'list');
    const [mark] = painter.marksOf(target);
    if (mark) {
      openCard(target, mark);
    }
  },
  goToList(target) {
    card.close();
    panels.focusItem(target);
  },
  onClose: () => reader.focus(),
  fixes(analyzed, target) {
    const { text } = session.article();
    return 'quote' in target ? quoteFixes(analyzed, text, target.quote, correct) : nameFixes(analyzed, text, target.entity, target.mention, correct);
  },
});

const marking = createMarking(find('#marking', HTMLElement), articleElement, {
  painter,
  text: () => session.article().text,
  document: session.document,
  correct,
});

/** @param {import('./src/corrections.js').Correction} correction */
function correct(correction) {
  card.close();
  session.correct(correction);
  reader.focusAt(correction.at.start);
}

const panels = createPanels(find('main', HTMLElement), {
  onChoose(target) {
    if (document.body.dataset.mode !== 'read') {
      startReading();
    }
    // Again on the same name: its next mention.
    const now = reader.current();
    const analyzed = session.document();
    if ('entity' in target && !target.mention && now && 'entity' in now && now.entity === target.entity && analyzed) {
      target.mention = (now.mention + 1) % analyzed.entities[target.entity].mentions.length;
    }
    reader.select(target, 'list');
  },
  onLight: light,
  onLightVoice: (quotes) => lights.light({ quotes }),
});

const legend = createLegend(find('.legend', HTMLElement), (switchedOff, kind) => {
  off = switchedOff;
  articleElement.dataset.off = [...off].join(' ');
  card.close();
  reader.refresh();
  const found = session.document();
  if (found && kind in T.type) {
    listQuotes(found);
  } else {
    hideOff();
  }
});

const input = createInput(box, {
  onArticle: showArticle,
  onTyping(text) {
    clearTimeout(typingTimer);
    setMode(text ? 'write' : 'empty');
    typingTimer = window.setTimeout(() => session.edit(text), TYPING_PAUSE);
  },
  onRefusal: (message) => say(message),
  onAddress() {
    say(T.status.address);
    const bookmark = document.querySelector('#bookmarklet');
    if (bookmark instanceof HTMLElement) {
      const get = el('button', { type: 'button', class: 'plain' }, T.handover.get);
      get.addEventListener('click', () => {
        about.open();
        bookmark.focus();
      });
      status.lastElementChild?.append(' ', get);
    }
  },
  onLink(text) {
    showArticle(articleFromText(text));
    isLinked = true;
  },
  isWriting: () => document.body.dataset.mode === 'write',
});

/**
 * `empty`: nothing there; `write`: the text in the box; `read`: the article, marked.
 *
 * @param {'empty' | 'write' | 'read'} mode
 */
function setMode(mode) {
  document.body.dataset.mode = mode;
  articleElement.hidden = mode !== 'read';
  find('.bar', HTMLElement).hidden = mode !== 'read';
  find('.actions', HTMLElement).hidden = mode === 'empty';
  if (mode !== 'empty') {
    undo.hidden = true;
  }
  card.close();
  marking.hide();
}

/** @param {boolean} isShown */
function showResults(isShown) {
  for (const part of results) {
    part.hidden = !isShown;
  }
}

/**
 * @param {Article} next
 * @param {import('./page/session.js').Saved} [saved]
 */
function showArticle(next, saved) {
  clearTimeout(typingTimer);
  isLinked = false;
  arrival = '';
  box.value = '';
  setMode('read');
  // Before there is more to lay out for it.
  window.scrollTo({ top: 0 });
  session.open(next, saved);
  paint();
  reader.reset();
}

/** @param {import('./src/paint-marks.js').Known} [known] */
function paint(known) {
  document.body.classList.toggle('long', session.isLong());
  painter.paint(session.article(), session.document(), known);
  find('.links', HTMLOListElement).replaceChildren(...session.article().links.map(({ href }) => el('li', {}, href)));
  lights.spot(null);
  updateNear();
}

/** Shows what was found; of a long text in steps, between which the page goes on. */
async function showAnalysis() {
  const found = /** @type {AnalyzedDocument} */ (session.document());
  await inSteps(show(found), session.isLong() ? STEP : Infinity, () => session.document() === found);
}

/** @param {AnalyzedDocument} found */
function* show(found) {
  articleElement.lang = found.lang === 'und' ? '' : found.lang;
  said = sourcesOf(found);
  yield;
  const findMarks = yield* sortMarks(found);
  yield;
  if (document.body.dataset.mode === 'read') {
    paint({ findMarks, sourceOf: said.sourceOf });
  }
  yield;
  reader.reset();
  yield;
  legend.show(found);
  yield;
  yield* showSpeakers(find('.speakers', HTMLElement), found, said, spot);
  yield;
  listQuotes(found);
  yield;
  showNames(find('.families', HTMLElement), found, said.sources);
  yield;
  const hasDates = yield* showDates(find('.timeline', HTMLOListElement), found, session.article().text);
  yield;
  hideOff();
  find('#speakers-title', HTMLElement).textContent = T.voices.title(said.sources.length);
  find('#said-title', HTMLElement).textContent = T.quotes.title(found.quotes.length);
  const nNames = found.entities.filter((e) => e.kind !== 'time' && e.kind !== 'num').length;
  find('#named-title', HTMLElement).textContent = T.names.title(nNames);
  find('#speakers', HTMLElement).hidden = !found.quotes.length;
  day.value = found.date ?? '';
  find('#day-hint', HTMLElement).textContent = session.isDateFromText() ? T.dates.fromText : hasDates ? T.dates.hint : T.dates.none;
  share.hidden = false;
  comparing.hidden = false;
  showResults(Boolean(found.quotes.length || found.entities.length));
  const nFixes = session.corrections().length;
  unfix.hidden = !nFixes;
  unfix.title = T.fix.made(nFixes);
  refix.hidden = !session.canRedo();
  const { words } = found.stats;
  say(words ? T.status.found(found.quotes.length, said.sources.length, nNames, words) : '', notesOn(found));
}

/** @param {AnalyzedDocument} found */
function listQuotes(found) {
  showQuotes(find('.quotes', HTMLOListElement), found, said.sourceOf, off);
}

/** Hides the lists of names and dates that are switched off. */
function hideOff() {
  for (const list of document.querySelectorAll('.families > [data-kind], .timeline')) {
    /** @type {HTMLElement} */ (list).hidden = off.has(/** @type {HTMLElement} */ (list).dataset.kind ?? 'time');
  }
}

/**
 * What there is to say about a document beside its counts.
 *
 * @param {AnalyzedDocument} document_
 */
function notesOn({ warnings, quotes, entities, stats }) {
  const notes = [...(isLinked ? [T.status.linked] : []), ...(arrival ? [arrival] : []), ...warnings.map((w) => w.message)];
  if (session.lost()) {
    notes.push(T.fix.lost(session.lost()));
  }
  if (!stats.words) {
    return notes.length || !session.article().text.trim() ? notes : [T.status.noText];
  }
  const isPoor = warnings.some((w) => w.code === 'not-english');
  if (!quotes.length && !isPoor) {
    notes.push(entities.length ? T.status.noQuotes : T.status.nothing);
  } else if (!entities.length && !isPoor) {
    notes.push(T.status.onlyQuotes);
  }
  return notes;
}

/** @param {unknown} error */
function showFailure(error) {
  share.hidden = true;
  comparing.hidden = true;
  showResults(false);
  const message = error instanceof Error ? error.message : String(error);
  say(message, error instanceof AnalyzerError && error.code === 'too-long' ? [] : [T.status.stillHere]);
}

/**
 * Writes the status line, which is announced.
 *
 * @param {string} summary
 * @param {string[]} [notes]
 */
function say(summary, notes = []) {
  const content = [summary, ...notes].filter(Boolean);
  // The same words again would be announced again.
  if (Array.from(status.children, (line) => line.textContent).join('\n') !== content.join('\n')) {
    status.replaceChildren(...content.map((line, i) => el('span', { class: i || !summary ? 'note' : 'sum' }, line)));
  }
}

/** @param {Target} target */
function describe(target) {
  const analyzed = session.document();
  if (!analyzed) {
    return '';
  }
  if ('quote' in target) {
    const { speaker, type } = analyzed.quotes[target.quote];
    return T.describe.quote(T.type[type], speaker?.name ?? speaker?.text);
  }
  const { label, mentions } = analyzed.entities[target.entity];
  return T.describe.name(T.label[label], mentions.length);
}

/** @param {Target} target */
function isOff(target) {
  const analyzed = session.document();
  return analyzed !== null && off.has('quote' in target ? analyzed.quotes[target.quote].type : analyzed.entities[target.entity].kind);
}

/**
 * @param {Target} target
 * @param {HTMLElement} mark
 */
function openCard(target, mark) {
  const analyzed = session.document();
  if (analyzed) {
    card.open(analyzed, target, mark);
  }
}

/** @param {Target | null} target */
function light(target) {
  lights.light(!target || isOff(target) ? null : 'quote' in target ? { quotes: [target.quote] } : { entity: target.entity });
}

/**
 * Keeps the colour of one speaker's words until it is switched off again.
 *
 * @param {import('./page/voices.js').Voice} voice
 * @param {HTMLButtonElement} button
 */
function spot({ quotes, entity }, button) {
  const isOn = button.getAttribute('aria-pressed') === 'true';
  for (const other of document.querySelectorAll('.spot[aria-pressed=true]')) {
    other.setAttribute('aria-pressed', 'false');
  }
  button.setAttribute('aria-pressed', String(!isOn));
  if (document.body.dataset.mode !== 'read') {
    startReading();
  }
  lights.spot(isOn ? null : { quotes: quotes.map((q) => q.id), entity: entity ?? undefined });
}

function startReading() {
  clearTimeout(typingTimer);
  // The box has line feeds only, whatever the text had.
  if (box.value !== session.article().text.replace(/\r\n?/gu, '\n')) {
    session.edit(box.value);
  }
  setMode('read');
  paint();
  reader.reset();
}

find('#edit', HTMLButtonElement).addEventListener('click', () => {
  const { text } = session.article();
  if (text.length > BOX_LIMIT) {
    say(T.status.tooLong);
    return;
  }
  box.value = text;
  setMode('write');
  box.focus();
  box.setSelectionRange(0, 0);
});

find('#read', HTMLButtonElement).addEventListener('click', () => {
  startReading();
  reader.focus();
});

box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && box.value.trim()) {
    event.preventDefault();
    startReading();
    reader.focus();
  }
});

for (const [button, name] of /** @type {const} */ ([[only, 'focus'], [tags, 'tags']])) {
  button.addEventListener('click', () => {
    const isOn = button.getAttribute('aria-pressed') === 'false';
    button.setAttribute('aria-pressed', String(isOn));
    document.body.dataset[name] = isOn ? 'on' : 'off';
  });
}
only.title = T.legend.only;
tags.title = T.legend.tags;

unfix.addEventListener('click', session.undo);
refix.addEventListener('click', session.redo);
document.addEventListener('keydown', (event) => {
  const isWriting = event.target instanceof Element && event.target.closest('input, textarea, select');
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !isWriting && (key === 'z' || key === 'y') && document.body.dataset.mode === 'read') {
    event.preventDefault();
    (key === 'y' || event.shiftKey ? session.redo : session.undo)();
  }
});

day.addEventListener('change', () => session.setDate(day.value));

find('#clear', HTMLButtonElement).addEventListener('click', () => {
  clearTimeout(typingTimer);
  removed = session.save();
  if (document.body.dataset.mode === 'write') {
    removed.article = articleFromText(box.value);
  }
  session.clear();
  box.value = '';
  setMode('empty');
  showResults(false);
  undo.hidden = !removed.article.blocks.length;
  say('');
  window.scrollTo({ top: 0 });
  box.focus();
});

undo.addEventListener('click', () => {
  if (removed) {
    showArticle(removed.article, removed);
    reader.focus();
  }
});

const out = createOut(find('#out', HTMLDialogElement), () => {
  const analyzed = session.document();
  return analyzed && { article: session.article(), document: analyzed, corrections: session.corrections(), ...session.about() };
});
const share = find('#share', HTMLButtonElement);
share.addEventListener('click', out.open);
const versus = createVersus(find('#versus', HTMLDialogElement), session.document, session.analyze);
const comparing = find('#compare', HTMLButtonElement);
comparing.addEventListener('click', versus.open);
const about = createAbout(find('#about', HTMLDialogElement), [...bookmarkletHint(), el('h3', {}, T.about.keys), el('p', {}, T.page.keys)]);
find('#about-open', HTMLButtonElement).addEventListener('click', about.open);

find('#sample', HTMLButtonElement).addEventListener('click', () => {
  showArticle(articleFromText(SAMPLE));
});

find('#open', HTMLButtonElement).addEventListener('click', () => file.click());
file.addEventListener('change', () => {
  if (file.files?.[0]) {
    input.openFile(file.files[0]);
  }
  file.value = '';
});
file.accept = ACCEPTED;

document.addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Element && !target.closest('#card, .quotelight-e, .quotelight-q')) {
    card.close();
  }
});

receiveArticle((saved, note) => {
  showArticle(saved.article, saved);
  arrival = note;
});
