// Our own JSON: the document as the analyzer gives it, with its text and what is known of it.

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */

/**
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toJson({ text, document }, { metadata, corrections }) {
  const { version, offsetUnit, ...rest } = document;
  const json = { version, offsetUnit, ...(metadata && { metadata }), text, ...rest, ...(corrections && { corrections }) };
  return `${JSON.stringify(json, null, 1)}\n`;
}
