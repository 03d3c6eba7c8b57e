//! Texts part into sentences and paragraphs as `tests/suites/sentences.toml` and `layout.toml`
//! say: `‖` stands after a sentence, `¶` after the last one of a paragraph, `¶=` after a heading;
//! nothing stands after the last sentence of a text that does not end with a heading.
//!
//! The rows of `sentences.toml` show, one by one and in its order, the behaviours that the English
//! golden rules of pySBD (MIT) ask for, in sentences of our own.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::suite;
use quotelight::{sentences, tokens};

fn parted(text: &str) -> String {
    let tokens = tokens::tokenize(text);
    let layout = sentences::split(text, &tokens);
    let mut out = String::new();
    let mut at = 0;
    for (i, paragraph) in layout.paragraphs.iter().enumerate() {
        for s in paragraph.first_sentence..paragraph.end_sentence {
            let end = layout.sentences[s as usize].span(&tokens).end as usize;
            out.push_str(&text[at..end]);
            at = end;
            let last = s + 1 == paragraph.end_sentence;
            out.push_str(match (last, paragraph.heading) {
                (false, _) => "‖",
                (true, true) => "¶=",
                (true, false) if i + 1 < layout.paragraphs.len() => "¶",
                (true, false) => "",
            });
        }
    }
    out + &text[at..]
}

#[test]
fn golden_rules() {
    // Short as they are, some of the texts look like headlines; that is not asked here.
    suite::run(
        "sentences",
        |_, answer| answer.to_owned(),
        |row| parted(&row.text.replace('‖', "")).replace("¶=", ""),
    );
}

#[test]
fn layout() {
    suite::run(
        "layout",
        |_, answer| answer.to_owned(),
        |row| parted(&row.text.replace("¶=", "").replace(['‖', '¶'], "")),
    );
}
