//! Positions in bytes, UTF-16 units and code points agree with counting by hand.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::generate::{self, Random};
use quotelight::Span;
use quotelight::text::{OffsetMap, Utf16Span};

fn small(n: usize) -> u32 {
    u32::try_from(n).expect("a short text")
}

/// Compares every position of `text` with a count from its start.
fn check(text: &str) {
    let map = OffsetMap::new(text);
    let (mut byte, mut units, mut chars) = (0, 0, 0);
    for c in text.chars() {
        assert_eq!(
            (map.utf16(byte), map.chars(byte)),
            (units, chars),
            "{text:?} at {byte}"
        );
        for unit in 0..small(c.len_utf16()) {
            assert_eq!(map.byte_of_utf16(units + unit), byte, "{text:?} at {byte}");
        }
        assert_eq!(map.byte_of_char(chars), byte, "{text:?} at {byte}");
        byte += small(c.len_utf8());
        units += small(c.len_utf16());
        chars += 1;
    }
    for beyond in [0, 1, 64, u32::MAX - units] {
        let past = byte.saturating_add(beyond);
        assert_eq!(
            (map.utf16(past), map.chars(past)),
            (units, chars),
            "{text:?}"
        );
        assert_eq!(map.byte_of_utf16(units + beyond), byte, "{text:?}");
        assert_eq!(map.byte_of_char(chars + beyond), byte, "{text:?}");
    }
}

#[test]
fn agrees_with_counting() {
    let mut random = Random::new(1);
    for _ in 0..400 {
        check(&generate::text(&mut random, 80));
    }
}

#[test]
fn agrees_at_block_borders() {
    for piece in ["a", "é", "語", "😀", "\0", "\u{fffd}", "\r\n", "e\u{301}"] {
        for lead in 0..4 {
            for count in [0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128] {
                check(&format!("{}{}", "x".repeat(lead), piece.repeat(count)));
            }
        }
    }
}

#[test]
fn spans_slice_the_same_text() {
    let text = "Zoë 👩\u{200d}🚀 said: “שלום”";
    let map = OffsetMap::new(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    for piece in ["Zoë", "👩\u{200d}🚀", "said", "שלום"] {
        let start = small(text.find(piece).expect("the piece"));
        let Utf16Span { start, end } = map.utf16_span(Span::new(start, start + small(piece.len())));
        let slice = String::from_utf16(&units[start as usize..end as usize]);
        assert_eq!(slice.expect("valid UTF-16"), piece);
    }
}
