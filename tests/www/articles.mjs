// Texts for the tests, in our own words.

export const ARTICLE = `Harbour plan divides council

Lisbon, 4 March 2024 — The port authority of Lisbon (PAL) will spend €12 million on a new quay, its chairman said on Monday.

“We cannot wait another decade,” Maria Santos told reporters at the town hall. “The ships are already here.” She added that work would start in two weeks.

João Pires, who leads the opposition, called the plan “a gift to the cruise lines”. According to Pires, 40 percent of residents oppose it.

“I will say only this:

“Nobody asked us,” said Rosa Lima, a fishmonger 👩‍🔧 in Alcântara.
`;

export const GERMAN = `Der Minister sagte am Dienstag, dass die Reform nicht vor dem Herbst kommen wird. „Wir brauchen Zeit“, erklärte er vor den Abgeordneten, und das sei auch für die Länder wichtig.`;

/** Text that would do harm if it became markup, code or an address. Each sets `__harm` if it runs. */
export const HOSTILE = [
  '<script>globalThis.__harm = 1</script>',
  '<img src=x onerror="globalThis.__harm = 1">',
  '<svg onload="globalThis.__harm = 1"></svg>',
  '"><img src=x onerror=globalThis.__harm=1>',
  '<a href="javascript:globalThis.__harm=1">link</a>',
  '<iframe srcdoc="<script>parent.__harm = 1</script>"></iframe>',
  '<details open ontoggle="globalThis.__harm=1">x</details>',
  '<style>@import "http://127.0.0.1:1/x";</style>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.__harm=1&gt;">',
  '<form action="http://127.0.0.1:1/"><button autofocus onfocus="globalThis.__harm=1">x</button></form>',
  '<base href="http://127.0.0.1:1/"><link rel="stylesheet" href="x.css">',
  '<noscript><p title="</noscript><img src=x onerror=globalThis.__harm=1>">',
  '${globalThis.__harm=1}',
  '{{constructor.constructor("globalThis.__harm=1")()}}',
  '\u202e“evil”\u202c said \u2066Ann Lee\u2069 \u0000 \ud800',
];
