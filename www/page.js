// The page: paste an article, read it marked, look up who said what.

import { articleFromText } from './src/article.js';
import { AnalyzerError, createAnalyzer } from './src/index.js';
import { LABELS, QUOTE_TYPES } from './src/kinds.js';
import { createMarkPainter } from './src/paint-marks.js';
import { sourcesOf } from './src/speakers.js';
import { createCard } from './page/card.js';
import { count, el, find, isStill, showInView } from './page/dom.js';
import { createInput } from './page/input.js';
import { createLegend } from './page/legend.js';
import { showNames, showQuotes, targetOfItem } from './page/lists.js';
import { createReader } from './page/reader.js';
import { SAMPLE } from './page/sample.js';

/** @typedef {import('../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('./src/article.js').Article} Article */
/** @typedef {import('./src/painter.js').Target} Target */

/** After so many milliseconds without a key, what is written is analysed. */
const TYPING_PAUSE = 300;
/** Longer texts do not go through the box: setting its value would stop the page. */
const BOX_LIMIT = 400_000;

const box = find('#text', HTMLTextAreaElement);
const articleElement = find('#article', HTMLElement);
const status = find('.status', HTMLElement);
const bar = find('.bar', HTMLElement);
const actions = find('.actions', HTMLElement);
const said = find('#said', HTMLElement);
const named = find('#named', HTMLElement);
const jumps = find('.jumps', HTMLElement);
const undo = find('#undo', HTMLButtonElement);
const file = find('#file', HTMLInputElement);
const quoteList = find('.quotes', HTMLOListElement);
const nameList = find('.families', HTMLElement);

const analyzer = createAnalyzer();
// The engine loads while the reader looks for an article. A failure is reported when it matters.
analyzer.ready().catch(() => {});

/** @type {Article} */
let article = articleFromText('');
/** @type {AnalyzedDocument | null} of `article`, when it is known */
let analyzed = null;
/** @type {Article | null} what `New article` took away */
let removed = null;
/** @type {Set<string>} kinds that are switched off */
let off = new Set();
let typingTimer = 0;

const painter = createMarkPainter(articleElement);

const reader = createReader(articleElement, painter, {
  textOf: (start, end) => article.text.slice(start, end),
  describe,
  isOff,
  onSelect(target, mark, source) {
    showItem(target);
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
    const item = itemOf(target);
    item?.closest('details')?.setAttribute('open', '');
    if (item) {
      showInView(item);
      item.focus({ preventScroll: true });
    }
  },
  onClose: () => reader.focus(),
});

const legend = createLegend(find('.legend', HTMLElement), (switchedOff, tags) => {
  off = switchedOff;
  document.body.dataset.off = [...off].join(' ');
  document.body.dataset.tags = tags ? 'on' : 'off';
  card.close();
  reader.refresh();
});

const input = createInput(box, {
  onArticle: showArticle,
  onTyping(text) {
    clearTimeout(typingTimer);
    setMode(text ? 'write' : 'empty');
    typingTimer = window.setTimeout(() => {
      article = articleFromText(text);
      analyze();
    }, TYPING_PAUSE);
  },
  onRefusal: (message) => say(message),
  isReading: () => document.body.dataset.mode === 'read',
});

/**
 * `empty`: nothing there; `write`: the text in the box; `read`: the article, marked.
 *
 * @param {'empty' | 'write' | 'read'} mode
 */
function setMode(mode) {
  document.body.dataset.mode = mode;
  articleElement.hidden = mode !== 'read';
  bar.hidden = mode !== 'read';
  actions.hidden = mode === 'empty';
  if (mode !== 'empty') {
    undo.hidden = true;
  }
  card.close();
}

/** @param {Article} next */
function showArticle(next) {
  clearTimeout(typingTimer);
  article = next;
  analyzed = null;
  box.value = '';
  setMode('read');
  paint();
  window.scrollTo({ top: 0 });
  analyze();
}

function paint() {
  painter.paint(article, analyzed);
  reader.reset();
}

async function analyze() {
  const { text } = article;
  const asked = article;
  const late = window.setTimeout(() => say('Reading…'), 400);
  articleElement.setAttribute('aria-busy', 'true');
  try {
    const document_ = await analyzer.analyze(text, { supersede: true });
    if (article === asked) {
      showAnalysis(document_);
    }
  } catch (error) {
    if (article === asked && !(error instanceof AnalyzerError && error.code === 'aborted')) {
      showFailure(error);
    }
  } finally {
    clearTimeout(late);
    if (article === asked) {
      articleElement.removeAttribute('aria-busy');
    }
  }
}

/** @param {AnalyzedDocument} document_ */
function showAnalysis(document_) {
  analyzed = document_;
  if (document_.lang !== 'und') {
    articleElement.lang = document_.lang;
  }
  if (document.body.dataset.mode === 'read') {
    paint();
  }
  const { sources, sourceOf } = sourcesOf(document_);
  const isEmpty = !document_.quotes.length && !document_.entities.length;
  legend.show(document_);
  showQuotes(quoteList, document_, sourceOf);
  showNames(nameList, document_, sources);
  find('#said-title', HTMLElement).textContent = count(document_.quotes.length, 'quotation');
  find('#named-title', HTMLElement).textContent = count(document_.entities.filter((e) => e.kind !== 'time' && e.kind !== 'num').length, 'name');
  said.hidden = isEmpty;
  named.hidden = isEmpty;
  jumps.hidden = isEmpty;
  say(summaryOf(document_, sources.length), document_.warnings.map((w) => w.message));
}

/**
 * @param {AnalyzedDocument} document_
 * @param {number} nSources
 */
function summaryOf({ quotes, entities, stats }, nSources) {
  const names = entities.filter((e) => e.kind !== 'time' && e.kind !== 'num').length;
  if (!stats.words) {
    return '';
  }
  const by = nSources ? ` by ${count(nSources, 'speaker')}` : '';
  const found = quotes.length ? `${count(quotes.length, 'quotation')}${by}` : 'No quotations found';
  return `${found}, ${count(names, 'name')}, in ${count(stats.words, 'word')}.`;
}

/** @param {unknown} error */
function showFailure(error) {
  analyzed = null;
  said.hidden = true;
  named.hidden = true;
  jumps.hidden = true;
  const message = error instanceof Error ? error.message : String(error);
  const again = error instanceof AnalyzerError && error.code === 'too-long' ? [] : ['The text is still here; change it, or load the page again.'];
  say(message, again);
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
  if (status.innerText !== content.join('\n')) {
    status.replaceChildren(...content.map((line, i) => el('span', { class: i || !summary ? 'note' : 'sum' }, line)));
  }
}

/** @param {Target} target */
function describe(target) {
  if (!analyzed) {
    return '';
  }
  if ('quote' in target) {
    const { speaker, type } = analyzed.quotes[target.quote];
    return `${QUOTE_TYPES[type].name} quotation, ${speaker ? `by ${speaker.name ?? speaker.text}` : 'speaker not found'}`;
  }
  const { label, mentions } = analyzed.entities[target.entity];
  return `${LABELS[label].name}, ${count(mentions.length, 'mention')}`;
}

/** @param {Target} target */
function isOff(target) {
  return analyzed !== null && off.has('quote' in target ? analyzed.quotes[target.quote].type : analyzed.entities[target.entity].kind);
}

/**
 * @param {Target} target
 * @param {HTMLElement} mark
 */
function openCard(target, mark) {
  if (analyzed) {
    card.open(analyzed, target, mark);
  }
}

/** @param {Target} target */
function itemOf(target) {
  const list = 'quote' in target ? quoteList : nameList;
  const selector = 'quote' in target ? `[data-quote="${target.quote}"]` : `[data-entity="${target.entity}"]`;
  const item = list.querySelector(`.item${selector}`);
  return item instanceof HTMLElement ? item : null;
}

/**
 * Marks the list item of a target, and shows it where its list scrolls by itself.
 *
 * @param {Target} target
 */
function showItem(target) {
  for (const item of document.querySelectorAll('.item[aria-current]')) {
    item.removeAttribute('aria-current');
  }
  const item = itemOf(target);
  item?.setAttribute('aria-current', 'true');
  const panel = item?.closest('section');
  if (item && panel && panel.scrollHeight > panel.clientHeight) {
    const { top, bottom } = item.getBoundingClientRect();
    const frame = panel.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) {
      panel.scrollBy({ top: top - frame.top - panel.clientHeight / 3, behavior: isStill() ? 'auto' : 'smooth' });
    }
  }
}

/**
 * Lights what belongs together: a quotation with its speaker and cue, a name with all its mentions.
 *
 * @param {Target | null} target
 */
function light(target) {
  for (const mark of document.querySelectorAll('.quotelight-lit')) {
    mark.classList.remove('quotelight-lit');
  }
  if (!target || isOff(target)) {
    return;
  }
  const marks = 'quote' in target
    ? articleElement.querySelectorAll(`[data-quote="${target.quote}"], [data-speaks="${target.quote}"], [data-cues="${target.quote}"]`)
    : articleElement.querySelectorAll(`[data-entity="${target.entity}"]`);
  for (const mark of [...marks, itemOf(target)]) {
    mark?.classList.add('quotelight-lit');
  }
}

for (const list of [quoteList, nameList]) {
  /** @param {Event} event */
  const itemAt = ({ target }) => {
    const item = target instanceof Element ? target.closest('.item') : null;
    return item instanceof HTMLElement ? item : null;
  };
  list.addEventListener('click', (event) => {
    const item = itemAt(event);
    if (!item) {
      return;
    }
    event.preventDefault();
    if (document.body.dataset.mode !== 'read') {
      startReading();
    }
    const target = targetOfItem(item);
    // Again on the same name: its next mention.
    const now = reader.current();
    if ('entity' in target && now && 'entity' in now && now.entity === target.entity && analyzed) {
      target.mention = (now.mention + 1) % analyzed.entities[target.entity].mentions.length;
    }
    reader.select(target, 'list');
  });
  for (const name of ['pointerover', 'focusin']) {
    list.addEventListener(name, (event) => {
      const item = itemAt(event);
      light(item && targetOfItem(item));
    });
  }
  list.addEventListener('pointerleave', () => light(null));
  list.addEventListener('focusout', () => light(null));
}

function startReading() {
  clearTimeout(typingTimer);
  // The box has line feeds only, whatever the text had.
  if (box.value !== article.text.replace(/\r\n?/gu, '\n')) {
    article = articleFromText(box.value);
    analyzed = null;
    analyze();
  }
  setMode('read');
  paint();
}

find('#edit', HTMLButtonElement).addEventListener('click', () => {
  if (article.text.length > BOX_LIMIT) {
    say('This text is too long to be edited here. Edit it where it comes from, and paste it again.');
    return;
  }
  box.value = article.text;
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

find('#clear', HTMLButtonElement).addEventListener('click', () => {
  clearTimeout(typingTimer);
  removed = document.body.dataset.mode === 'write' ? articleFromText(box.value) : article;
  article = articleFromText('');
  analyzed = null;
  box.value = '';
  setMode('empty');
  for (const part of [said, named, jumps]) {
    part.hidden = true;
  }
  undo.hidden = !removed.blocks.length;
  say('');
  window.scrollTo({ top: 0 });
  box.focus();
});

undo.addEventListener('click', () => {
  if (removed) {
    showArticle(removed);
    reader.focus();
  }
});

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

document.addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Element && !target.closest('#card, .quotelight-e, .quotelight-q')) {
    card.close();
  }
});
