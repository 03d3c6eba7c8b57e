//! Texts for property tests: ordinary and hostile pieces, from a seed, the same on every machine.

/// Numbers from a seed (SplitMix64).
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("a number below a usize")
    }

    /// One of `items`.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Pieces of ordinary news text.
const ORDINARY: &[&str] = &[
    "the",
    "minister",
    "said",
    "Ann",
    "Lee",
    "in",
    "U.S.",
    "Inc.",
    "Mr.",
    "a.m.",
    "No.",
    "1,000.50",
    "3bn",
    "10th",
    "$5",
    "40%",
    "don't",
    "O’Neill’s",
    "dogs'",
    "’90s",
    "rock 'n' roll",
    "5'10\"",
    "it-self",
    "well–known",
    "over — and",
    "out...",
    "Yes!",
    "Why?",
    "end.",
    "said:",
    "https://a.example/x(y)?z=1",
    "ann.lee@mail.example",
    "@lee",
    "#news",
    "AT&T",
    "A380",
    "(so)",
    "[sic]",
];

/// White space and other characters that make no token.
const BLANKS: &[&str] = &[
    " ", " ", " ", " ", " ", " ", "", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u{a0}", "\u{2003}",
    "\u{2028}", "\u{2029}", "\u{feff}", "\u{200b}", "\0", "\u{b}",
];

/// Quotation marks of all sorts.
const MARKS: &[&str] = &[
    "\"", "“", "”", "„", "‟", "'", "‘", "’", "‚", "‛", "«", "»", "‹", "›", "「", "」", "『", "』",
    "``", "''", "`", "´", "＂", "〝", "〟", "\" ", " \"", "' ", " '", ",\"", ".”",
];

/// Characters that break naive programs.
const HOSTILE: &[&str] = &[
    "e\u{301}\u{302}",
    "\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "👍🏽",
    "🇩🇪",
    "❤\u{fe0f}",
    "😀",
    "𝔘",
    "𠜎",
    "\u{fffd}",
    "\0",
    "\u{202e}",
    "\u{202c}",
    "\u{200e}",
    "\u{2066}",
    "\u{200d}",
    "\u{ad}",
    "\u{7f}",
    "שלום",
    "مرحبا",
    "١٢٣",
    "日本語。",
    "नमस्ते",
    "한국어",
    "ไทย",
    "İ",
    "ß",
    "ǅ",
    "½",
    "٣٫٥",
    "Ⅷ",
    "²",
    "......",
    "…",
    "?!",
    "----",
    "—",
    "––",
    "•",
    "<p>",
    "</b",
    "&amp;",
    "{",
    "}",
    "\\",
    "|",
    "_",
    "*",
    "\u{e000}",
    "\u{10ffff}",
    "\u{fdd0}",
    "a\u{200d}b",
    "'s",
    "’s",
    "@",
    "#",
    "http://",
    "www.",
    ".",
    "..",
    ".a.b",
    "1.",
    "1.2.3.4",
    "1,",
    ",1",
    "a.b@",
    "@c.d",
    "x@y.z",
    "://",
    "''''",
    "\"\"\"\"",
];

/// A text of about `pieces` pieces.
pub(crate) fn text(random: &mut Random, pieces: usize) -> String {
    let mut out = String::new();
    // Each text has its own taste, so that some are nearly all marks and others nearly ordinary.
    let (ordinary, marks) = (random.below(100), random.below(60));
    for _ in 0..random.below(pieces.max(1)) {
        let list = match random.below(100 + marks) {
            n if n < ordinary => ORDINARY,
            n if n >= 100 => MARKS,
            _ => HOSTILE,
        };
        out.push_str(random.pick(list));
        out.push_str(random.pick(BLANKS));
    }
    out
}
