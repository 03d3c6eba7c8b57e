// The bookmarklet: it loads nothing into the page where it is used. It collects the text there,
// opens our page and hands the text over from window to window.

/**
 * The address to drag to the bookmarks.
 *
 * @param {string} app the address of our page
 */
export function bookmarkletFor(app) {
  const call = `(${collect})(${JSON.stringify(app)})`;
  return `${['java', 'script'].join('')}:${encodeURIComponent(`void ${call}`)}`;
}

/**
 * Runs in a page of others, alone: it may use nothing from outside.
 *
 * @param {string} app
 */
export function collect(app) {
  const selection = getSelection();
  const holder = document.createElement('div');
  // The longest article, unless something is selected; the whole page where there is none.
  const articles = [...document.querySelectorAll('[itemprop=articleBody], article, main')]
    .sort((a, b) => (b.textContent ?? '').length - (a.textContent ?? '').length);
  const root = articles[0] ?? document.body;
  if (selection && !selection.isCollapsed) {
    holder.append(selection.getRangeAt(0).cloneContents());
  } else {
    holder.append(root.cloneNode(true));
  }
  const skipped = articles[0] ? [...document.querySelectorAll('p')].filter((p) => !root.contains(p)).length : 0;
  const text = holder.innerText;
  const { origin } = new URL(app);
  const opened = open(app, '_blank');
  // A page that cuts the tie to the windows that it opens can still use the clipboard.
  const late = setTimeout(() => {
    removeEventListener('message', onMessage);
    navigator.clipboard?.writeText(text).then(
      () => alert('Quotelight: the text is in the clipboard. Paste it into the page that was opened.'),
      () => alert('Quotelight: copy the article and paste it into the page that was opened.'),
    );
  }, 15_000);
  addEventListener('message', onMessage);

  /** @param {MessageEvent} event */
  function onMessage({ source, data, origin: from }) {
    if (source === opened && from === origin && data?.type === 'quotelight:ready') {
      clearTimeout(late);
      removeEventListener('message', onMessage);
      const html = new XMLSerializer().serializeToString(holder);
      opened?.postMessage({
        type: 'quotelight:text', v: 1, html, url: location.href, title: document.title, lang: document.documentElement.lang, skipped,
      }, origin);
    }
  }
}
