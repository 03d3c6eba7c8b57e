// What the parts of the extension say to each other, and the part of the browser's API that they use.

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */

/**
 * - `analyze`, from the page to the background: answered with a document or a reason;
 * - `shown`, from the page: what is highlighted now, `null` nothing;
 * - `ask`, from the panel to the page: answered with what is highlighted;
 * - `select`, between panel and page: a mark;
 * - `toggle`, from the background to the page: the button was pressed again.
 *
 * @typedef {{ type: 'analyze', text: string }
 *   | { type: 'shown', shown: Shown | null }
 *   | { type: 'ask' }
 *   | { type: 'select', id: string }
 *   | { type: 'toggle' }} Message
 * @typedef {{ document: AnalyzedDocument, title: string, words: number, skipped: number }} Shown
 * @typedef {{ document: AnalyzedDocument } | { code: string, message: string }} Answer
 */

/**
 * @typedef {{ id?: number }} Tab
 * @typedef {{
 *   action: { onClicked: { addListener(listener: (tab: Tab) => void): void } },
 *   runtime: {
 *     getURL(path: string): string,
 *     sendMessage(message: Message): Promise<unknown>,
 *     onMessage: { addListener(listener: (message: Message, sender: { tab?: Tab }, answer: (value: unknown) => void) => unknown): void },
 *   },
 *   scripting: { executeScript(what: { target: { tabId: number }, files: string[] }): Promise<unknown> },
 *   tabs: {
 *     query(what: { active: boolean, currentWindow: boolean }): Promise<Tab[]>,
 *     sendMessage(tab: number, message: Message): Promise<unknown>,
 *     onActivated: { addListener(listener: () => void): void },
 *   },
 *   sidePanel?: { open(where: { tabId: number }): Promise<void> },
 *   sidebarAction?: { open(): Promise<void> },
 * }} Extension
 */

/**
 * The API, under the name that this browser gives it.
 *
 * @returns {Extension}
 */
export function extension() {
  const { browser, chrome } = /** @type {{ browser?: Extension, chrome?: Extension }} */ (globalThis);
  return /** @type {Extension} */ (browser ?? chrome);
}
