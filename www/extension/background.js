// Behind the toolbar button: puts the highlighter into the tab, and analyses for it. The binary runs
// here, where the policy of the page does not count.

import { createAnalyzer } from '../src/analyzer.js';
import { AnalyzerError } from '../src/protocol.js';
import { extension } from './messages.js';

const { action, runtime, scripting, sidePanel, sidebarAction, tabs } = extension();

// A service worker starts no workers; it is a thread of its own anyhow.
const analyzer = createAnalyzer({ engine: 'main', wasm: runtime.getURL('quotelight.wasm') });

action.onClicked.addListener(({ id }) => {
  if (id === undefined) {
    return;
  }
  // At once: the browser opens it only while the click counts.
  const opened = sidePanel ? sidePanel.open({ tabId: id }) : sidebarAction?.open();
  opened?.catch(() => {}); // the highlights do without it
  highlight(id).catch(() => {}); // a page of the browser itself, into which nobody may look
});

/** @param {number} tab */
async function highlight(tab) {
  const isThere = await tabs.sendMessage(tab, { type: 'toggle' }).catch(() => false);
  if (!isThere) {
    await scripting.executeScript({ target: { tabId: tab }, files: ['content.js'] });
  }
}

runtime.onMessage.addListener((message, _, answer) => {
  if (message.type !== 'analyze') {
    return false;
  }
  analyzer.analyze(message.text).then((document) => answer({ document }), (error) =>
    answer({ code: error instanceof AnalyzerError ? error.code : 'wasm-trap', message: String(error.message) }));
  return true; // the answer comes later
});
