// Markdown: the quotations and names of an article as lists.

import { FAMILIES, QUOTE_TYPES } from '../kinds.js';
import { httpUrl } from './metadata.js';
import { oneLine, paragraphsOf, quoted, speakerInWords } from './words.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */

/**
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toMarkdown({ document }, { metadata = {} }) {
  const paragraphAt = paragraphsOf(document);
  const parts = [];
  const url = httpUrl(metadata.url);
  if (metadata.title || url) {
    const title = escape(oneLine(metadata.title ?? url ?? ''));
    parts.push(`# ${url ? `[${title}](<${url}>)` : title}`);
  }
  for (const quote of document.quotes) {
    const cue = quote.cue ? `, ${escape(oneLine(quote.cue.text))}` : '';
    const type = quote.type === 'direct' ? '' : `, ${QUOTE_TYPES[quote.type].name.toLowerCase()}`;
    parts.push(`> ${escape(quoted(quote))}`);
    parts.push(`— ${escape(speakerInWords(quote))}${cue} (¶${paragraphAt(quote.start)}${type})`);
  }
  for (const [family, name] of FAMILIES) {
    const members = document.entities.filter((e) => e.kind === family);
    if (members.length) {
      parts.push(`## ${name}`, members.map((e) => `- ${escape(oneLine(e.name))} (${e.label}, ${e.mentions.length}×)`).join('\n'));
    }
  }
  return parts.map((part) => `${part}\n`).join('\n');
}

/**
 * Text that CommonMark shows as it is.
 *
 * @param {string} text one line
 */
function escape(text) {
  return text
    .replace(/[\\`*_[\]<>&~|$]/gu, '\\$&')
    .replace(/^(?:#|[-+=]|\d+(?=[.)]))/u, (start) => (/\d/u.test(start) ? `${start}\\` : `\\${start}`));
}
