// What every part of the package needs to show a document. The package keeps it in one file, which its
// other files import.

export { FAMILIES, LABELS, QUOTE_TYPES, REASONS } from './kinds.js';
export { INK, PALETTE } from './palette.js';
export { runsOf } from './ranges.js';
export { sourcesOf, tidy, wordsOf } from './speakers.js';
export { byId, idOf, isWanted, selectablesOf, sizeOf } from './targets.js';
