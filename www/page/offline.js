// Asks the browser to keep the page for visits without a network.

/** @typedef {{ createScriptURL(url: string): unknown }} Policy */

const WORKER = 'sw.js';

/** Only for the hosted page: a single file needs nothing else, and has no manifest. */
export function keepForOffline() {
  if (!navigator.serviceWorker || !isSecureContext || !document.querySelector('link[rel=manifest]')) {
    return;
  }
  const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }} */ (globalThis);
  const url = trustedTypes?.createPolicy('quotelight#offline', {
    createScriptURL(wanted) {
      if (wanted !== WORKER) {
        throw new TypeError('not the worker of this page');
      }
      return wanted;
    },
  }).createScriptURL(WORKER) ?? WORKER;
  // Without it the page works all the same.
  window.addEventListener('load', () => navigator.serviceWorker.register(/** @type {string} */ (url)).catch(() => {}));
}
