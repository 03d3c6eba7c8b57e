// The style of the element's shadow tree. Colours, font and sizes are custom properties; font,
// colour and line height come from the host, light or dark from its `color-scheme`.

import { LABELS } from './kinds.js';
import { INK, PALETTE } from './palette.js';

/** @param {[string, string] | string[]} pair */
const pair = ([light, dark]) => `light-dark(${light}, ${dark})`;

const families = Object.entries(PALETTE).map(([family, { accent, tint }]) => `
[data-family=${family}] { --a: var(--quotelight-${family}-accent, ${pair(accent)}); --t: var(--quotelight-${family}-tint, ${pair(tint)}); }`);

const lines = Object.entries(LABELS).map(([label, { line }]) => `
[data-label=${label}] { text-decoration-style: ${line}; }`);

/** The text of the style sheet. */
export const STYLES = `
:host { display: block; --ink: var(--quotelight-ink, ${pair(INK)}); --f: var(--quotelight-focus, ${pair(PALETTE.person.accent)}); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
${families.join('')}${lines.join('')}
:focus-visible { outline: 2px solid var(--f); outline-offset: 2px; }
[part=toolbar], [part=legend], .views { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: center; }
[part=toolbar], [part=status], [part=panel], [part=card], [part=paste-box] { font-family: var(--quotelight-font, inherit); }
[part=status] { margin: .5em 0; font-size: .875em; min-height: 1lh; }
button { min-height: 1.75rem; min-width: 1.75rem; padding: .125rem .5rem; border: 1px solid color-mix(in srgb, currentColor 35%, transparent); border-radius: .25rem; background: none; color: inherit; font: inherit; font-size: .875em; cursor: pointer; }
button[aria-pressed=true] { border-color: currentColor; box-shadow: inset 0 -2px var(--a, currentColor); }
button[aria-pressed=false] { border-style: dashed; }
[part=paste-box] { display: block; width: 100%; min-height: 8lh; padding: .5em; font-size: inherit; color: inherit; background: none; resize: vertical; }
[part=article] { overflow-wrap: anywhere; line-height: 1.6; }
[part=article] > * { content-visibility: auto; contain-intrinsic-size: auto 6lh; }
[part=article] > li { margin-inline-start: 1.5em; list-style-position: inside; }
.quotelight-e, .quotelight-q { color: var(--ink); scroll-margin-block: 5rem; }
.quotelight-e { background: var(--t); text-decoration-line: underline; text-decoration-thickness: var(--quotelight-underline, 2px); text-decoration-color: var(--a); text-underline-offset: .2em; cursor: pointer; }
.quotelight-q { --a: var(--quotelight-quote-accent, ${pair(PALETTE.quote.accent)}); background: var(--quotelight-quote-tint, ${pair(PALETTE.quote.tint)}); box-shadow: 0 2px var(--a), 0 -2px var(--a); cursor: pointer; }
.quotelight-q[data-type=indirect] { box-shadow: none; outline: 1px dashed var(--a); }
.quotelight-q[data-type=mixed] { box-shadow: 0 2px var(--a); }
.quotelight-s, .quotelight-c { text-decoration: underline dotted 1px; }
.quotelight-wrapped { white-space: pre-line; }
:host([labels=inline]) .quotelight-e::after, :host(:not([labels=none])) .quotelight-e:is(:focus, :hover, .current)::after { content: attr(data-tag) / ""; margin-inline-start: .3em; color: var(--a); font: 700 var(--quotelight-label-size, .6em)/1 sans-serif; }
.quotelight-q[data-first][data-number]:not([data-number=""])::before { content: "❝" attr(data-number) / ""; margin-inline-end: .2em; color: var(--a); font: 700 var(--quotelight-label-size, .6em)/1 sans-serif; }
[role=mark][data-name]::before { content: "" / attr(data-name) ": "; }
.current { outline: 2px solid var(--f) !important; outline-offset: 2px; }
.off.off { background: none; box-shadow: none; outline: none; text-decoration: none; color: inherit; cursor: auto; }
.off::after, .off::before { content: none !important; }
:host([focus-mode=quotes]) [part=article] { color: color-mix(in srgb, currentColor 70%, transparent); }
:host([focus-mode=quotes]) .quotelight-q { color: var(--ink); }
[part=list] { margin: 0; padding-inline-start: 1.5em; }
[part=list-item] { margin-block: .5em; }
[part=list] blockquote { margin: 0; }
[part=card] { position: fixed; inset: auto; max-width: min(20rem, calc(100vw - 1.5rem)); margin: 0; padding: .75rem; border: 1px solid; border-radius: .375rem; background: Canvas; color: CanvasText; }
[part=card] p { margin: 0; }
[part=label] { color: var(--a, inherit); font-size: .8125em; font-weight: 600; }
meter { inline-size: 6em; }
@media (forced-colors: active) { .quotelight-e:not(.off), .quotelight-q:not(.off) { background: Mark; color: MarkText; } .quotelight-e:not(.off)::after { content: attr(data-tag) / "" !important; } }
@media (prefers-contrast: more) { .quotelight-e { background: none; text-decoration-thickness: 3px; } }
@media print { [part=toolbar], [part=card] { display: none !important; } .quotelight-e, .quotelight-q { background: none; } .quotelight-e:not(.off)::after { content: attr(data-tag) / "" !important; margin-inline: .3em; font-size: .6em; } }
`;
