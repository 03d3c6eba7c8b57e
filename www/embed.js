// The page for a sandboxed frame. The page around it sends a text; it answers with what was found
// and with its height, and loads nothing.

import { QuoteLight } from './src/element.js';
import { articleOf, isMessage, message } from './src/messages.js';

QuoteLight.define();

const element = /** @type {QuoteLight} */ (document.querySelector('quote-light'));
const origin = /** @type {HTMLElement} */ (document.querySelector('#origin'));
const isFramed = parent !== window;

/** What the address may set, as `embed.html#view=quotes&kinds=person+quote`. */
const settings = new URLSearchParams(location.hash.slice(1));
for (const name of ['view', 'kinds', 'quotes', 'labels', 'focus-mode', 'announce']) {
  const value = settings.get(name);
  if (value !== null) {
    element.setAttribute(name, value);
  }
}
element.toggleAttribute('controls', settings.get('controls') !== '0');

/** @type {{ source: MessageEventSource, origin: string } | null} who sent the text */
let sender = null;

/** @param {object} content */
function answer(content) {
  // A frame or a file has no origin that one could name.
  sender?.source.postMessage(content, { targetOrigin: sender.origin === 'null' ? '*' : sender.origin });
}

addEventListener('message', ({ source, data, origin: from }) => {
  // Only the page around us, or the one that opened us, may give us a text.
  if (!source || (source !== parent && source !== opener) || source === window) {
    return;
  }
  if (isMessage(data, 'select')) {
    element.select(typeof data.id === 'string' ? data.id : null);
    return;
  }
  const received = articleOf(data);
  if (received) {
    sender = { source, origin: from };
    origin.textContent = `Text from ${from === 'null' ? 'the page around this frame' : from}`;
    origin.hidden = false;
    element.text = received.article.text;
  }
});
element.addEventListener('quotelight-result', ({ detail }) => answer(message('result', { result: detail.result, ms: detail.ms })));
element.addEventListener('quotelight-error', ({ detail }) => answer(message('error', { code: detail.code, message: detail.message })));
element.addEventListener('quotelight-select', ({ detail }) => answer(message('select', detail)));

if (isFramed) {
  new ResizeObserver(() => parent.postMessage(message('height', { height: Math.ceil(document.documentElement.getBoundingClientRect().height) }), '*'))
    .observe(document.documentElement);
}
(isFramed ? parent : opener)?.postMessage(message('ready'), '*');
