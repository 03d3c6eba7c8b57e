// The side panel: who said what in the article of the tab, with the way to each place.

import { count, el } from '../src/dom.js';
import { LISTS } from '../src/element-lists.js';
import { FAMILIES, QUOTE_TYPES } from '../src/kinds.js';
import { extension } from './messages.js';

/** @typedef {import('./messages.js').Shown} Shown */

const { runtime, tabs } = extension();
const wanted = { kinds: ['quote', ...FAMILIES.map(([family]) => family)], quotes: Object.keys(QUOTE_TYPES) };

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

async function currentTab() {
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** @param {Shown | null} shown */
function show(shown) {
  find('title').textContent = shown?.title || 'Quotelight';
  if (!shown) {
    find('status').textContent = 'Press the button of the toolbar to highlight the article of this tab.';
    find('list').replaceChildren();
    return;
  }
  const { document: analyzed, words, skipped } = shown;
  const left = skipped ? `; ${count(skipped, 'paragraph')} outside the article left out` : '';
  find('status').textContent = `${count(analyzed.quotes.length, 'quotation')} in ${count(words, 'word')}${left}.`;
  find('list').replaceChildren(
    el('h2', {}, 'Quotations'), ...LISTS.quotes(analyzed, wanted),
    el('h2', {}, 'Who is quoted'), ...LISTS.people(analyzed, wanted),
    el('h2', {}, 'What is named'), ...LISTS.index(analyzed, wanted));
}

/** Asks the page of the tab. */
async function refresh() {
  const tab = await currentTab();
  const shown = tab === undefined ? null : await tabs.sendMessage(tab, { type: 'ask' }).catch(() => null);
  show(/** @type {Shown | null} */ (shown ?? null));
}

find('list').addEventListener('click', async ({ target }) => {
  const id = target instanceof Element && target.closest('[data-id]')?.getAttribute('data-id');
  const tab = await currentTab();
  if (id && tab !== undefined) {
    await tabs.sendMessage(tab, { type: 'select', id });
  }
});

runtime.onMessage.addListener((message, sender) => {
  if (message.type === 'shown') {
    currentTab().then((tab) => sender.tab?.id === tab && show(message.shown));
  } else if (message.type === 'select') {
    document.querySelectorAll('.current').forEach((item) => item.classList.remove('current'));
    const item = document.querySelector(`[data-id="${CSS.escape(message.id.replace(/\.\d+$/u, ''))}"]`)?.closest('li');
    item?.classList.add('current');
    item?.scrollIntoView({ block: 'nearest' });
  }
});
tabs.onActivated.addListener(refresh);
refresh();
