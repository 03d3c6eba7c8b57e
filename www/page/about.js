// What this is, how well it does it, and the proof that nothing leaves: the policy that the browser
// enforces, and how often the page has asked the network for anything since it was loaded.

import { el } from './dom.js';
import { FIGURES } from './figures.js';
import { number, T } from './strings.js';

/** What a page loads before a reader can do anything: itself and the program. */
let seen = 0;
let asked = 0;

/** Counts what the page asks for after it was loaded. */
export function watchRequests() {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The browser takes the icon when it pleases.
      const isLate = entry.startTime > loadTime() && !entry.name.endsWith('icon.svg');
      seen += 1;
      asked += Number(isLate);
    }
  });
  observer.observe({ type: 'resource', buffered: true });
}

function loadTime() {
  const [page] = performance.getEntriesByType('navigation');
  const { loadEventStart } = /** @type {PerformanceNavigationTiming} */ (page);
  return loadEventStart || Infinity;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {Node[]} more what else the dialog has, at its end
 */
export function createAbout(dialog, more) {
  const proof = el('div', {});
  dialog.append(
    el('h2', { id: 'about-title' }, T.about.title),
    el('p', {}, T.about.what),
    el('h3', {}, T.about.accuracy),
    el('p', {}, T.about.measured),
    el('table', {}, el('caption', { class: 'hidden' }, T.about.accuracy), el('tbody', {}, ...Object.entries(FIGURES).map(([what, value]) => el('tr', {},
      el('th', { scope: 'row' }, T.about.figures[/** @type {keyof typeof FIGURES} */ (what)]), el('td', {}, T.voices.percent(value / 100)))))),
    el('p', {}, T.about.limits),
    el('h3', {}, T.about.private),
    el('p', {}, T.about.airplane),
    proof,
    ...more);

  return {
    open() {
      const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
      proof.replaceChildren(
        el('p', { class: 'proof' }, el('b', { id: 'requests' }, number(asked)), ` ${T.about.requests(seen - asked)}`),
        el('p', {}, T.about.policy),
        el('code', { id: 'policy' }, policy));
      dialog.showModal();
    },
  };
}
