// What can be selected in a document, in the order of the text, and how it is called outside:
// `q3` is quotation 3, `e5.1` the second mention of entity 5, `e5` its first one.

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */
/** @typedef {import('../../src/types.d.ts').Family} Family */
/** @typedef {import('../../src/types.d.ts').Span} Span */
/** @typedef {import('./painter.js').Target} Target */

/**
 * @typedef {{
 *   id: string,
 *   target: Target,
 *   kind: Family | 'quote',
 *   label: string,
 *   spans: Span[],
 * }} Selectable `kind`: a family or `quote`; `label`: an entity's label or a quotation's type
 */

/** @param {Target} target */
export function idOf(target) {
  return 'quote' in target ? `q${target.quote}` : `e${target.entity}.${target.mention}`;
}

/**
 * All that can be selected; at one place the larger comes first.
 *
 * @param {AnalyzedDocument} document
 * @returns {Selectable[]}
 */
export function selectablesOf({ entities, quotes }) {
  /** @type {Selectable[]} */
  const all = [
    ...quotes.map(({ id, type, contents }) => /** @type {Selectable} */ ({ id: `q${id}`, target: { quote: id }, kind: 'quote', label: type, spans: contents })),
    ...entities.flatMap(({ id, kind, label, mentions }) => mentions.map((span, mention) =>
      ({ id: `e${id}.${mention}`, target: { entity: id, mention }, kind, label, spans: [span] }))),
  ];
  return all.filter((s) => s.spans.length)
    .sort((a, b) => a.spans[0].start - b.spans[0].start || sizeOf(b) - sizeOf(a));
}

/** @param {Selectable} selectable */
export function sizeOf({ spans }) {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * @param {Selectable[]} selectables
 * @param {string} id
 */
export function byId(selectables, id) {
  return selectables.find((s) => s.id === id || s.id === `${id}.0`);
}

/**
 * Whether a mark is wanted: by its family, or as a quotation by its type.
 *
 * @param {Pick<Selectable, 'kind' | 'label'>} selectable
 * @param {{ kinds?: Iterable<string> | null, quotes?: Iterable<string> | null }} wanted everything where there is nothing
 */
export function isWanted({ kind, label }, { kinds, quotes }) {
  return (!kinds || [...kinds].includes(kind)) && (kind !== 'quote' || !quotes || [...quotes].includes(label));
}
