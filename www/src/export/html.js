// HTML: the quotations, then the article with its marks. Styles stand at the elements, since
// whoever takes it over, a mail or an editor, drops style sheets.

import { LABELS, QUOTE_TYPES } from '../kinds.js';
import { INK, PALETTE } from '../palette.js';
import { createFinder } from '../places.js';
import { runsBetween } from '../ranges.js';
import { httpUrl } from './metadata.js';
import { oneLine, paragraphsOf, quoted, speakerInWords } from './words.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */
/** @typedef {import('../../../src/types.d.ts').Entity} Entity */
/** @typedef {import('../../../src/types.d.ts').Quote} Quote */

/**
 * A page, or with `fragment` only what stands in its body.
 *
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toHtml(source, { metadata = {}, fragment = false }) {
  const title = oneLine(metadata.title ?? '');
  const url = httpUrl(metadata.url);
  const heading = title || url ? [`<h1>${url ? `<a href="${escape(url)}">${escape(title || url)}</a>` : escape(title)}</h1>`] : [];
  const { quotes } = source.document;
  const body = [...heading, ...(quotes.length ? ['<h2>Quotations</h2>', ...quoteList(source)] : []), '<h2>Text</h2>', ...paragraphs(source)];
  if (fragment) {
    return `${body.join('\n')}\n`;
  }
  const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">';
  return `<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n${policy}\n<meta name="viewport" content="width=device-width">\n`
    + `<title>${escape(title || 'Names and quotations')}</title>\n</head>\n<body style="max-width:40em;margin:auto;padding:1em;line-height:1.6">\n`
    + `${body.join('\n')}\n</body>\n</html>\n`;
}

/** @param {Source} source */
function quoteList({ document }) {
  const paragraphAt = paragraphsOf(document);
  return document.quotes.map((quote) => {
    const cue = quote.cue ? `, ${escape(oneLine(quote.cue.text))}` : '';
    const place = `(¶${paragraphAt(quote.start)}, ${QUOTE_TYPES[quote.type].name.toLowerCase()})`;
    return `<blockquote dir="auto"><p>${escape(quoted(quote))}</p></blockquote>\n`
      + `<p>— <cite>${escape(speakerInWords(quote))}</cite>${cue} ${place}</p>`;
  });
}

/**
 * The paragraphs of the text, cut at the marks.
 *
 * @param {Source} source
 */
function paragraphs({ text, document }) {
  const entities = new Map(document.entities.map((e) => [e.id, e]));
  const quotes = new Map(document.quotes.map((q) => [q.id, q]));
  const find = createFinder(document);
  return document.paragraphs.map(({ start, end, kind }) => {
    const tag = kind === 'heading' ? 'h3' : 'p';
    const inner = runsBetween(start, end, find(start, end)).map((run) => marked(escape(text.slice(run.start, run.end)), {
      entity: entities.get(run.entity ?? -1), quote: quotes.get(run.quote ?? -1), isSpeaker: run.speaker !== null,
    })).join('');
    return `<${tag} dir="auto">${inner.replace(/\r\n?|\n/gu, '<br>')}</${tag}>`;
  });
}

/**
 * @param {string} html
 * @param {{ entity: Entity | undefined, quote: Quote | undefined, isSpeaker: boolean }} marks
 */
function marked(html, { entity, quote, isSpeaker }) {
  let out = html;
  if (entity) {
    const { name, line } = LABELS[entity.label];
    out = `<span title="${name}" style="text-decoration:underline ${line} ${PALETTE[entity.kind].accent[0]}">${out}</span>`;
  }
  if (isSpeaker) {
    out = `<cite>${out}</cite>`;
  }
  if (quote) {
    const { name } = QUOTE_TYPES[quote.type];
    out = `<mark title="${name} quotation" style="background:${PALETTE.quote.tint[0]};color:${INK[0]}">${out}</mark>`;
  }
  return out;
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\0': '\ufffd' };

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"'\0]/gu, (c) => ENTITIES[c]);
}
