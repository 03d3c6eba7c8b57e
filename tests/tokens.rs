//! Texts part into tokens as `tests/suites/tokens.toml` says, where `|` stands between tokens that
//! touch.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::suite;
use quotelight::Case;
use quotelight::tokens::{self, Gap, TokenKind};

fn parted(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for token in tokens::tokenize(text) {
        if token.gap() == Gap::None {
            out.push('|');
        }
        out.push_str(&text[at..token.span().start as usize]);
        out.push_str(token.span().of(text));
        at = token.span().end as usize;
    }
    out + &text[at..]
}

#[test]
fn suite() {
    suite::run(
        "tokens",
        |_, answer| answer.to_owned(),
        |row| parted(&row.text.replace('|', "")),
    );
}

#[test]
fn knows_kinds() {
    let rows = [
        ("Lee U.S. A380 don't 'em Amazon.com", "WWWWWW"),
        ("Lee's 2's", "WPNP"),
        ("1,000.5 ½ 1️⃣", "NNN"),
        ("@lee #tag https://a.example a@b.example b.com/x", "AAAAA"),
        ("\" ' “ ” `` '' « ‚", "QQQQQQQQ"),
        (". ... ? ! … 。 ؟ ।", "SSSSSSSS"),
        (", ; : - – ( ) [ / ، ** --", "CCCCCCCCCCCC"),
        ("$ % ° 😀 • \u{fffd} _ =", "YYYYYYYY"),
    ];
    for (text, expected) in rows {
        let found = tokens::tokenize(text).into_iter().map(|t| match t.kind() {
            TokenKind::Word => 'W',
            TokenKind::Possessive => 'P',
            TokenKind::Number => 'N',
            TokenKind::Address => 'A',
            TokenKind::Quote => 'Q',
            TokenKind::Stop => 'S',
            TokenKind::Punctuation => 'C',
            TokenKind::Symbol => 'Y',
        });
        assert_eq!(found.collect::<String>(), expected, "{text}");
    }
}

#[test]
fn knows_case() {
    let rows = [
        ("minister don't 'em élan iv", Case::Lower),
        ("Minister A O’s Élan Amazon.com A380 'Tis Ǆ", Case::Title),
        ("NATO U.S. AT&T ÉTÉ G20A", Case::Upper),
        ("iPhone McKay O'Neill eBay PhD", Case::Mixed),
        ("日本語 مرحبا नमस्ते", Case::None),
    ];
    for (text, expected) in rows {
        for token in tokens::tokenize(text) {
            if token.kind() == TokenKind::Word {
                assert_eq!(token.case(), expected, "{}", token.span().of(text));
            }
        }
    }
}

#[test]
fn knows_gaps() {
    let rows = [
        ("a b", Gap::Space),
        ("a \t\u{a0}b", Gap::Space),
        ("a\nb", Gap::Line),
        ("a \r\n b", Gap::Line),
        ("a\n\nb", Gap::Paragraph),
        ("a\r\n\r\nb", Gap::Paragraph),
        ("a\n \u{200b}\nb", Gap::Paragraph),
        ("a\u{2028}b", Gap::Line),
        ("a\u{2029}b", Gap::Paragraph),
        ("a\rb", Gap::Line),
        ("a\0b", Gap::Space),
        ("a\u{200b}b", Gap::None),
        ("a,", Gap::None),
    ];
    for (text, expected) in rows {
        let gaps: Vec<Gap> = tokens::tokenize(text).iter().map(|t| t.gap()).collect();
        assert_eq!(gaps, [Gap::Paragraph, expected], "{text:?}");
    }
}
