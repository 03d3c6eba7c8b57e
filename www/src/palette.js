// The colours of the families, checked for contrast and for colour blindness.

/** @typedef {import('../../src/types.d.ts').Family} Family */

/**
 * For each family and for quotations: `accent` for lines and small text and `tint` for areas, each
 * on light and on dark; `any` is a line that shows on both, for pages whose background we do not know.
 *
 * @type {Record<Family | 'quote', { accent: [string, string], tint: [string, string], any: string }>}
 */
export const PALETTE = {
  person: { accent: ['#2c5dea', '#b0c9fd'], tint: ['#e4edff', '#1c2a49'], any: '#2d5eec' },
  org: { accent: ['#603c00', '#dd9001'], tint: ['#ffe9d0', '#3e2502'], any: '#865e28' },
  place: { accent: ['#01402d', '#0fb484'], tint: ['#cff8e5', '#013424'], any: '#23795b' },
  time: { accent: ['#3b038a', '#9c87fe'], tint: ['#eceafe', '#2b2647'], any: '#9289cb' },
  num: { accent: ['#746b0b', '#ede69f'], tint: ['#f2efc9', '#302c08'], any: '#9a8e14' },
  work: { accent: ['#a93b95', '#bc87af'], tint: ['#ffe3f7', '#3b2135'], any: '#b1329b' },
  event: { accent: ['#016560', '#8ffff6'], tint: ['#c8f8f4', '#023330'], any: '#3f9d97' },
  quote: { accent: ['#a4044f', '#feb1c4'], tint: ['#fee5eb', '#431d28'], any: '#ee4984' },
};

/** Text on a tint, on light and on dark. */
export const INK = ['#16181d', '#f2f3f5'];
