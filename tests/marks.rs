//! Quotation marks are paired as `tests/suites/marks.toml` says.
//!
//! In its texts `⟦` stands before the first token inside a pair and `⟧` after the last one. `⟦+`
//! reopens the speech of the paragraph before, `⟧-` has no closing mark, and `⟧?` is a guess.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::suite::{self, Row};
use quotelight::{marks, sentences, tokens};

fn without_signs(marked: &str) -> String {
    let mut text = marked.to_owned();
    for sign in ["⟦+", "⟦", "⟧-?", "⟧-", "⟧?", "⟧"] {
        text = text.replace(sign, "");
    }
    text
}

/// The text with signs for the pairs found in it.
fn signed(text: &str) -> String {
    let tokens = tokens::tokenize(text);
    let layout = sentences::split(text, &tokens);
    let mut signs: Vec<(u32, i32, String)> = Vec::new();
    for pair in marks::pair(text, &tokens, &layout) {
        let span = pair.inside.span(&tokens);
        let depth = i32::from(pair.depth);
        let end = match (pair.close, pair.guessed) {
            (Some(_), false) => "⟧",
            (Some(_), true) => "⟧?",
            (None, false) => "⟧-",
            (None, true) => "⟧-?",
        };
        // At one place, inner pairs end before outer ones, and all end before any begins.
        signs.push((span.end, -100 - depth, end.to_owned()));
        let start = if pair.reopens { "⟦+" } else { "⟦" };
        signs.push((span.start, depth, start.to_owned()));
    }
    signs.sort();
    let mut out = text.to_owned();
    for (at, _, sign) in signs.iter().rev() {
        out.insert_str(*at as usize, sign);
    }
    out
}

#[test]
fn suite() {
    suite::run(
        "marks",
        |_, answer| answer.trim_end().to_owned(),
        |row: &Row| signed(without_signs(&row.text).trim_end()),
    );
}
