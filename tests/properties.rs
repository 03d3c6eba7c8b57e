//! What holds for any text, ordinary or hostile.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::generate::{self, Random};
use common::properties;
use quotelight::text::chars::is_blank;
use quotelight::{Analyzer, Document, Options};

/// Generated texts.
const TEXTS: u64 = 1_000;

fn analyzer() -> Analyzer {
    Analyzer::new().expect("the embedded models")
}

#[test]
fn generated_texts_keep_the_properties() {
    let (analyzer, other) = (analyzer(), analyzer());
    for seed in 0..TEXTS {
        let mut random = Random::new(seed);
        let pieces = 1 + random.below(120);
        let text = generate::text(&mut random, pieces);
        let analysis = analyzer.analyze(&text, &Options::default());
        properties::check(&analysis);
        // The state of an engine is nowhere in its answers.
        if seed % 4 == 0 {
            let again = other.analyze(&text, &Options::default());
            assert_eq!(Document::new(&analysis), Document::new(&again), "{text:?}");
        }
    }
}

/// Inputs that a page may be given by mistake or in malice. They are long enough for what breaks
/// on length; `tests/wasm/hostile.test.mjs` has them in full size, in the optimised program.
fn bad_inputs() -> Vec<(&'static str, String)> {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len() + 1);
    let long = |piece: &str| many(piece, 40_000);
    vec![
        ("empty", String::new()),
        ("blank", " \n\n\t\u{200b}".to_owned()),
        ("no space", many("abcdefgh", 1 << 20)),
        ("no space, no letter", many("漢", 300_000)),
        ("digits", long("1234567890")),
        ("digits and commas", long("1,")),
        ("letters and dots", long("a.")),
        ("words and dots", long("ab.")),
        ("words and hyphens", long("ab-")),
        ("at signs", long("a@")),
        ("addresses", long("www.a")),
        (
            "address in brackets",
            format!("https://a.example/{}", long(")")),
        ),
        ("straight marks", many("\"", 100_000)),
        ("straight marks and words", long("\"a ")),
        ("opening marks", long(" “a")),
        ("closing marks", long("a,” ")),
        ("single marks", long(" 'a")),
        ("closing single marks", long("as' ")),
        ("low marks", long(" „a ‚b «c 「d")),
        ("marks of all sorts", long("\"'“‘«")),
        ("reopened marks", long("“a b c.\n\n")),
        (
            "interview",
            long("KW: Will Ken Whitford go?\n\nIP: Ask Ina Paredes.\n\n"),
        ),
        ("datelines", long("PARIS (AP) — “It is over,” he said.\n\n")),
        ("backticks", long("`")),
        ("stops", long(".")),
        ("spaced stops", long(". ")),
        ("stops and marks", long("?\"")),
        ("brackets", long("(")),
        ("list items", format!("1. a {}", long("2. b "))),
        ("lines", long("a\n")),
        ("paragraphs", long("a\n\n")),
        ("capitals", long("Ann Lee ")),
        ("said", long("said ")),
        ("attributions", long(", Ann said")),
        ("lone surrogates", long("Ann \u{fffd}said\u{fffd}. ")),
        ("nul", long("a\0")),
        ("direction marks", long("\u{202e}a\u{202c} \u{2066}b")),
        ("zero width", long("\u{200b}\u{feff}\u{200d}")),
        ("combining marks", format!("e{}", long("\u{301}"))),
        ("emoji", long("👩\u{200d}")),
        (
            "half of a page",
            long("<div class=\"x\"><p>“Yes,” <b>Ann Lee</b> said. <a href='/x?y=1&amp;z"),
        ),
    ]
}

#[test]
fn bad_inputs_give_a_result() {
    let analyzer = analyzer();
    for (name, text) in bad_inputs() {
        let analysis = analyzer.analyze(&text, &Options::default());
        let end = analysis.tokens.last().map_or(0, |t| t.span().end as usize);
        let rest = text.get(end..).expect("the rest");
        assert!(rest.chars().all(is_blank), "{name}: text is lost");
    }
}
