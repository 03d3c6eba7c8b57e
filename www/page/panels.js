// What the lists beside the article have in common: every item leads to its place in the text, is
// lit with it, and is shown when its place is chosen there.

import { isStill, showInView } from './dom.js';
import { itemOfTarget, targetOfItem } from './lists.js';

/** @typedef {import('../src/painter.js').Target} Target */

/**
 * @param {HTMLElement} root
 * @param {{
 *   onChoose(target: Target): void,
 *   onLight(target: Target | null): void,
 *   onLightVoice(quotes: number[]): void,
 * }} page
 */
export function createPanels(root, { onChoose, onLight, onLightVoice }) {
  /** @param {Event} event */
  function itemAt({ target }) {
    const item = target instanceof Element ? target.closest('.item') : null;
    return item instanceof HTMLElement ? item : null;
  }

  root.addEventListener('click', (event) => {
    const item = itemAt(event);
    if (item?.dataset.quote !== undefined || item?.dataset.entity !== undefined) {
      event.preventDefault();
      onChoose(targetOfItem(item));
    }
  });

  for (const name of ['pointerover', 'focusin']) {
    for (const side of root.querySelectorAll('.side')) {
      side.addEventListener(name, (event) => {
        const item = itemAt(event);
        const voice = event.target instanceof Element ? event.target.closest('.voice') : null;
        if (item && !item.matches('summary')) {
          onLight(targetOfItem(item));
        } else if (voice instanceof HTMLElement) {
          onLightVoice((voice.dataset.voice ?? '').split(' ').map(Number));
        } else {
          onLight(null);
        }
      });
      side.addEventListener('pointerleave', () => onLight(null));
      side.addEventListener('focusout', () => onLight(null));
    }
  }

  return {
    /**
     * Marks the item of a target, and shows it where its list scrolls by itself.
     *
     * @param {Target} target
     */
    showCurrent(target) {
      for (const item of root.querySelectorAll('.item[aria-current]')) {
        item.removeAttribute('aria-current');
      }
      const item = itemOfTarget(root, target);
      item?.setAttribute('aria-current', 'true');
      const panel = item?.closest('.side');
      if (item && panel && panel.scrollHeight > panel.clientHeight && item.checkVisibility()) {
        const { top, bottom } = item.getBoundingClientRect();
        const frame = panel.getBoundingClientRect();
        if (top < frame.top || bottom > frame.bottom) {
          panel.scrollBy({ top: top - frame.top - panel.clientHeight / 3, behavior: isStill() ? 'auto' : 'smooth' });
        }
      }
    },

    /** @param {Target} target */
    focusItem(target) {
      const item = itemOfTarget(root, target);
      item?.closest('details')?.setAttribute('open', '');
      if (item) {
        showInView(item);
        item.focus({ preventScroll: true });
      }
    },
  };
}
