// Registers `<quote-light>`, unless a page has one already.

import { QuoteLight } from './element.js';

QuoteLight.define();

export { QuoteLight };
