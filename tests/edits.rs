//! An edited text gives what a full run over it gives, whatever was analysed before.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::path::Path;

use common::articles;
use common::generate::{self, Random};
use quotelight::{Analyzer, Document, Memo, Options};

/// Replaces a stretch of `text` by something else, at character boundaries.
fn edit(random: &mut Random, text: &str, others: &[String]) -> String {
    let at = |random: &mut Random| {
        let mut at = random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (a, b) = (at(random), at(random));
    let (start, longest) = (a.min(b), a.max(b));
    // Mostly a keystroke, sometimes a passage.
    let end = match random.below(4) {
        0 => longest,
        1 => (start + 1..=longest)
            .find(|i| text.is_char_boundary(*i))
            .unwrap_or(start),
        _ => start,
    };
    let new = match random.below(6) {
        0 => String::new(),
        1 => "\n\n".to_owned(),
        2 => generate::text(random, 3),
        3 => others[random.below(others.len())].clone(),
        _ => random
            .pick(&["x", " ", ".", "”", "Ann Lee ", "3", "S", "\n"])
            .to_owned(),
    };
    format!("{}{new}{}", &text[..start], &text[end..])
}

#[test]
fn edits_give_what_full_runs_give() {
    let analyzer = Analyzer::new().expect("the embedded models");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = articles::read(root).unwrap_or_else(|e| panic!("{e}"));
    let texts: Vec<String> = articles.into_iter().map(|a| a.marked.text).collect();
    let options = Options::default();
    let mut random = Random::new(7);
    let mut memo = Memo::default();
    for text in &texts {
        let mut text = text.clone();
        for step in 0..24 {
            let again = analyzer.analyze_again(&text, &options, &mut memo, &mut |_| {});
            let again = Document::new(&again);
            let full = Document::new(&analyzer.analyze(&text, &options));
            assert_eq!(again, full, "step {step}: {text}");
            text = edit(&mut random, &text, &texts);
            if text.len() > 20_000 {
                text.clear();
            }
        }
    }
}

#[test]
fn a_text_read_twice_gives_the_same() {
    let analyzer = Analyzer::new().expect("the embedded models");
    let options = Options::default();
    let text = "Ann Lee left Oslo. “We lost,” she said.\n\nAnn Lee left Oslo. NATO met Lee.";
    let full = Document::new(&analyzer.analyze(text, &options));
    let mut memo = Memo::default();
    for other in [text, text, "", text, "Lee", text] {
        let again = analyzer.analyze_again(other, &options, &mut memo, &mut |_| {});
        let again = Document::new(&again);
        assert_eq!(again == full, other == text, "{other}");
    }
}
