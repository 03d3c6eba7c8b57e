// What a reader corrects. A correction names its place by the words and what stands around them, not
// by a number of the document, so that it survives an edit of the text and a newer analysis. They are
// applied to the document of the analysis, which itself is never changed.

import { LABELS } from './kinds.js';
import { tidy, wordsOf } from './speakers.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Entity} Entity */
/** @typedef {import('../../src/types.d.ts').EntityLabel} EntityLabel */
/** @typedef {import('../../src/types.d.ts').Mention} Mention */
/** @typedef {import('../../src/types.d.ts').Quote} Quote */
/** @typedef {import('../../src/types.d.ts').QuoteType} QuoteType */
/** @typedef {import('../../src/types.d.ts').Span} Span */

/** @typedef {import('./anchors.js').Anchor} Anchor */

/**
 * A quotation's place is that of its first piece; `who` is where the text names the speaker.
 *
 * @typedef {{ do: 'remove', what: 'name' | 'quote', at: Anchor, all: boolean }
 *   | { do: 'label', at: Anchor, label: EntityLabel, all: boolean }
 *   | { do: 'merge', at: Anchor, with: Anchor }
 *   | { do: 'split', at: Anchor }
 *   | { do: 'name', at: Anchor, label: EntityLabel }
 *   | { do: 'quote', at: Anchor, type: QuoteType }
 *   | { do: 'bounds', what: 'name' | 'quote', at: Anchor, to: Anchor }
 *   | { do: 'type', at: Anchor, type: QuoteType }
 *   | { do: 'speaker', at: Anchor, who: Anchor | null }} Correction
 */

/** A quotation while its speaker's chain has no number yet. @typedef {Quote & { chain: Entity | null, rival: Entity | null }} Said */
/** @typedef {{ text: string, chains: Entity[], said: Said[] }} Draft */

/** So many units around the words must be the same, or all that there are. */
const ENOUGH = 6;

/**
 * Where an anchor is in a text that may have changed.
 *
 * @param {string} text
 * @param {Anchor} anchor
 * @returns {Span | null} `null` where its words are gone, or stand in other words only
 */
export function placeOf(text, { exact, prefix, suffix, start }) {
  /** @type {{ at: number, score: number } | null} */
  let best = null;
  for (let at = exact ? text.indexOf(exact) : -1; at >= 0; at = text.indexOf(exact, at + 1)) {
    const score = sameEnd(text, at, prefix) + sameStart(text, at + exact.length, suffix);
    if (!best || score > best.score || (score === best.score && Math.abs(at - start) < Math.abs(best.at - start))) {
      best = { at, score };
    }
  }
  const isIt = best && best.score >= Math.min(ENOUGH, prefix.length + suffix.length);
  return best && isIt ? { start: best.at, end: best.at + exact.length } : null;
}

/** @param {string} text @param {number} at @param {string} part */
function sameStart(text, at, part) {
  let n = 0;
  while (n < part.length && text[at + n] === part[n]) {
    n += 1;
  }
  return n;
}

/** @param {string} text @param {number} at @param {string} part */
function sameEnd(text, at, part) {
  let n = 0;
  while (n < part.length && text[at - 1 - n] === part[part.length - 1 - n]) {
    n += 1;
  }
  return n;
}

/**
 * The document with all corrections that have a place in the text, in their order.
 *
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @param {readonly Correction[]} corrections
 * @returns {{ document: AnalyzedDocument, lost: number }} `lost`: how many have no place any more
 */
export function applyCorrections(document, text, corrections) {
  if (!corrections.length) {
    return { document, lost: 0 };
  }
  const chains = document.entities.map((e) => ({ ...e, mentions: [...e.mentions] }));
  const chainOf = (/** @type {number | null | undefined} */ id) => chains[id ?? -1] ?? null;
  const said = document.quotes.map((q) => ({ ...q, chain: chainOf(q.speaker?.entity), rival: chainOf(q.runnerUp?.entity) }));
  const draft = { text, chains, said };
  const lost = corrections.filter((c) => !apply(draft, c)).length;
  return { document: finished(document, draft), lost };
}

/**
 * @param {Draft} draft
 * @param {Correction} correction
 * @returns {boolean} whether it had a place
 */
function apply(draft, correction) {
  const span = placeOf(draft.text, correction.at);
  if (!span) {
    return false;
  }
  switch (correction.do) {
    case 'name':
      return addName(draft, span, correction.label);
    case 'quote':
      return addQuote(draft, span, correction.type);
    case 'type':
    case 'speaker': {
      const quote = quoteAt(draft, span);
      return quote !== undefined && (correction.do === 'type' ? setType(quote, correction.type) : setSpeaker(draft, quote, correction.who));
    }
    case 'bounds': {
      const to = placeOf(draft.text, correction.to);
      return to !== null && (correction.what === 'quote' ? setPiece(draft, span, to) : moveMention(draft, span, to));
    }
    case 'remove':
      if (correction.what === 'quote') {
        const quote = quoteAt(draft, span);
        draft.said = draft.said.filter((q) => q !== quote);
        return quote !== undefined;
      }
      break;
    default:
  }
  const found = mentionAt(draft, span);
  return found !== undefined && changeName(draft, found, correction);
}

/**
 * @param {Draft} draft
 * @param {{ chain: Entity, mention: Mention }} found
 * @param {Correction} correction of a name
 */
function changeName(draft, { chain, mention }, correction) {
  switch (correction.do) {
    case 'remove':
      chain.mentions = correction.all ? [] : chain.mentions.filter((m) => m !== mention);
      return true;
    case 'label': {
      const { label } = correction;
      const own = correction.all ? chain : splitOff(draft, chain, mention);
      Object.assign(own, { label, kind: LABELS[label].family });
      // A value belongs to a date or a number.
      own.mentions = own.mentions.map(({ value, ...m }) => (/^(?:time|num)$/u.test(own.kind) && value ? { ...m, value } : m));
      return true;
    }
    case 'split':
      splitOff(draft, chain, mention);
      return true;
    case 'merge': {
      const other = placeOf(draft.text, correction.with);
      const into = other && mentionAt(draft, other)?.chain;
      if (!into) {
        return false;
      }
      if (into !== chain) {
        into.mentions = [...into.mentions, ...chain.mentions];
        into.roles = [...new Set([...into.roles, ...chain.roles])];
        chain.mentions = [];
        for (const quote of draft.said) {
          quote.chain = quote.chain === chain ? into : quote.chain;
          quote.rival = quote.rival === chain ? into : quote.rival;
        }
      }
      return true;
    }
    default:
      return false;
  }
}

/**
 * Makes a mention a chain of its own, with the quotations that it speaks.
 *
 * @param {Draft} draft
 * @param {Entity} chain
 * @param {Mention} mention
 */
function splitOff(draft, chain, mention) {
  if (chain.mentions.length === 1) {
    return chain;
  }
  chain.mentions = chain.mentions.filter((m) => m !== mention);
  /** @type {Entity} */
  const own = { ...chain, name: tidy(mention.text), aliases: [], roles: [], mentions: [mention] };
  draft.chains.push(own);
  for (const quote of draft.said) {
    if (quote.speaker && quote.chain === chain && overlap(quote.speaker, mention) > 0) {
      quote.chain = own;
    }
  }
  return own;
}

/** @param {Span} a @param {Span} b */
function overlap(a, b) {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

/**
 * The mention at a place, or the one that shares most with it.
 *
 * @param {Draft} draft
 * @param {Span} span
 */
function mentionAt({ chains }, span) {
  const all = chains.flatMap((chain) => chain.mentions.filter((m) => overlap(m, span) > 0).map((mention) => ({ chain, mention })));
  const fit = (/** @type {{ mention: Mention }} */ { mention: m }) => overlap(m, span) * 2 - (m.end - m.start);
  return all.sort((a, b) => fit(b) - fit(a))[0];
}

/**
 * @param {Draft} draft
 * @param {Span} span
 */
function quoteAt({ said }, span) {
  const most = (/** @type {Said} */ q) => Math.max(...q.contents.map((c) => overlap(c, span)));
  return said.filter((q) => most(q) > 0).sort((a, b) => most(b) - most(a))[0];
}

/**
 * @param {Draft} draft
 * @param {Span} span
 * @param {EntityLabel} label
 */
function addName(draft, span, label) {
  clear(draft, span);
  const text = draft.text.slice(span.start, span.end);
  const mention = { ...span, text, confidence: 1 };
  const name = tidy(text);
  const same = draft.chains.find((c) => c.label === label && c.mentions.length && (c.name === name || c.aliases.includes(name)));
  if (same) {
    same.mentions = [...same.mentions, mention];
  } else {
    draft.chains.push({ id: -1, kind: LABELS[label].family, label, name, aliases: [], roles: [], mentions: [mention] });
  }
  return true;
}

/**
 * Makes room for a name: what overlaps it is gone.
 *
 * @param {Draft} draft
 * @param {Span} span
 */
function clear({ chains }, span) {
  for (const chain of chains) {
    chain.mentions = chain.mentions.filter((m) => overlap(m, span) <= 0);
  }
}

/**
 * @param {Draft} draft
 * @param {Span} from
 * @param {Span} to
 */
function moveMention(draft, from, to) {
  const found = mentionAt(draft, from);
  if (!found) {
    return false;
  }
  const { chain, mention } = found;
  clear(draft, to);
  chain.mentions = [...chain.mentions.filter((m) => m !== mention), { ...to, text: draft.text.slice(to.start, to.end), confidence: 1 }];
  return true;
}

/**
 * @param {Draft} draft
 * @param {Span} span
 * @param {QuoteType} type
 */
function addQuote(draft, span, type) {
  draft.said.push({
    id: -1, ...span, type, contents: [{ ...span, text: draft.text.slice(span.start, span.end) }], cue: null,
    speaker: null, runnerUp: null, via: 'open', confidence: 1, chain: null, rival: null,
  });
  return true;
}

/**
 * @param {Draft} draft
 * @param {Span} from a place in the piece
 * @param {Span} to
 */
function setPiece(draft, from, to) {
  const quote = quoteAt(draft, from);
  if (!quote) {
    return false;
  }
  const contents = quote.contents.filter((c) => overlap(c, from) <= 0 && overlap(c, to) <= 0);
  quote.contents = [...contents, { ...to, text: draft.text.slice(to.start, to.end) }].sort((a, b) => a.start - b.start);
  quote.start = quote.contents[0].start;
  quote.end = quote.contents[quote.contents.length - 1].end;
  quote.confidence = 1;
  return true;
}

/**
 * @param {Said} quote
 * @param {QuoteType} type
 */
function setType(quote, type) {
  quote.type = type;
  return true;
}

/**
 * @param {Draft} draft
 * @param {Said} quote
 * @param {Anchor | null} who
 */
function setSpeaker(draft, quote, who) {
  const span = who && placeOf(draft.text, who);
  if (who && !span) {
    return false;
  }
  Object.assign(quote, { runnerUp: null, rival: null, chain: null, speaker: null, via: 'open' });
  if (span) {
    quote.chain = mentionAt(draft, span)?.chain ?? null;
    const text = draft.text.slice(span.start, span.end);
    quote.speaker = { ...span, text, via: quote.chain ? 'name' : 'nominal', entity: null, name: null, confidence: 1 };
    quote.via = 'nearby';
  }
  return true;
}

/**
 * A document again: numbered in the order of the text, names and links as they follow.
 *
 * @param {AnalyzedDocument} document
 * @param {Draft} draft
 * @returns {AnalyzedDocument}
 */
function finished(document, { chains, said }) {
  const alive = chains.filter((c) => c.mentions.length);
  for (const chain of alive) {
    const before = document.entities[chain.id]?.mentions ?? [];
    if (chain.mentions.length === before.length && chain.mentions.every((m, i) => m === before[i])) {
      continue;
    }
    chain.mentions.sort((a, b) => a.start - b.start);
    const forms = [...new Set(chain.mentions.map((m) => tidy(m.text)))];
    if (!forms.includes(chain.name)) {
      chain.name = forms.reduce((a, b) => (b.length > a.length ? b : a));
    }
    chain.aliases = forms.filter((f) => f !== chain.name);
  }
  alive.sort((a, b) => a.mentions[0].start - b.mentions[0].start);
  for (const [id, chain] of alive.entries()) {
    chain.id = id;
  }
  const linkOf = (/** @type {Entity | null} */ chain) => (chain && alive.includes(chain) ? { entity: chain.id, name: chain.name } : { entity: null, name: null });
  said.sort((a, b) => a.start - b.start);
  const quotes = said.map(({ chain, rival, ...quote }, id) => ({
    ...quote, id,
    speaker: quote.speaker && { ...quote.speaker, ...linkOf(chain) },
    runnerUp: quote.runnerUp && { ...quote.runnerUp, ...linkOf(rival) },
  }));
  const quotedWords = quotes.reduce((n, q) => n + wordsOf(q), 0);
  return { ...document, entities: alive, quotes, stats: { ...document.stats, quotedWords } };
}

const SHAPES = /** @type {Record<string, string[]>} */ ({
  remove: ['what', 'all'], label: ['label', 'all'], merge: ['with'], split: [], name: ['label'], quote: ['type'], bounds: ['what', 'to'], type: ['type'], speaker: ['who'],
});

/** @type {Record<string, (value: unknown) => boolean>} */
const CHECKS = {
  what: (v) => v === 'name' || v === 'quote',
  all: (v) => typeof v === 'boolean',
  label: (v) => typeof v === 'string' && Object.hasOwn(LABELS, v),
  type: (v) => v === 'direct' || v === 'mixed' || v === 'indirect',
  with: isAnchor,
  to: isAnchor,
  who: (v) => v === null || isAnchor(v),
};

/** @param {unknown} value */
function isAnchor(value) {
  const { exact, prefix, suffix, start } = /** @type {Record<string, unknown>} */ (Object(value));
  return typeof exact === 'string' && typeof prefix === 'string' && typeof suffix === 'string' && Number.isInteger(start);
}

/**
 * Those of some values from outside that are corrections.
 *
 * @param {readonly unknown[]} values
 * @returns {Correction[]}
 */
export function correctionsOf(values) {
  return /** @type {Correction[]} */ (values.filter((value) => {
    const correction = /** @type {Record<string, unknown>} */ (Object(value));
    const keys = Object.hasOwn(SHAPES, String(correction.do)) ? SHAPES[String(correction.do)] : undefined;
    return keys !== undefined && isAnchor(correction.at) && keys.every((key) => CHECKS[key](correction[key]));
  }));
}
