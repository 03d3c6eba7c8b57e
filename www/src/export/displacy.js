// displaCy's JSON, of which `displacy.render(…, manual=True)` takes `ents` with style "ent" and
// `tokens` with `spans`, which may overlap, with style "span".

import { offsetsIn } from './offsets.js';
import { tokensOf } from './tokens.js';

/** @typedef {import('./index.d.ts').Source} Source */
/** @typedef {import('./index.d.ts').ExportOptions} ExportOptions */

/**
 * @param {Source} source
 * @param {ExportOptions} options
 */
export function toDisplacy({ text, document }, { metadata = {}, offsetUnit = 'codepoint' }) {
  const at = offsetsIn(text, offsetUnit);
  const tokens = tokensOf(text, document);
  const starts = new Map(tokens.map((token, i) => [token.start, i]));
  const ends = new Map(tokens.map((token, i) => [token.end, i + 1]));

  /**
   * @param {{ start: number, end: number }} span
   * @param {string} label
   */
  const inTokens = ({ start, end }, label) => {
    const [from, to] = [starts.get(start), ends.get(end)];
    // A piece that begins or ends with white space has no token there.
    return from === undefined || to === undefined ? [] : [{ start_token: from, end_token: to, label }];
  };

  const mentions = document.entities.flatMap(({ label, mentions: all }) => all.map((m) => ({ ...m, label })));
  mentions.sort((a, b) => a.start - b.start || a.end - b.end);
  let free = 0;
  const ents = mentions.flatMap(({ start, end, label }) => {
    if (start < free) {
      return []; // corrected documents may overlap, which this style cannot show
    }
    free = end;
    return [{ start: at(start), end: at(end), label, kb_id: '', kb_url: '#' }];
  });
  const spans = [
    ...mentions.flatMap((m) => inTokens(m, m.label)),
    ...document.quotes.flatMap((q) => [
      ...q.contents.flatMap((c) => inTokens(c, q.type)),
      ...(q.speaker ? inTokens(q.speaker, 'speaker') : []),
      ...(q.cue ? inTokens(q.cue, 'cue') : []),
    ]),
  ].sort((a, b) => a.start_token - b.start_token || b.end_token - a.end_token);
  const json = {
    text,
    ents,
    title: metadata.title ?? null,
    settings: document.lang === 'und' ? {} : { lang: document.lang },
    offsetUnit,
    tokens: tokens.map((t) => t.text),
    spans,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}
