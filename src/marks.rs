//! Quotation marks → pairs.
//!
//! Pairing never leaves a paragraph: an odd or missing mark can spoil one paragraph, never the
//! text. A speech that runs over paragraphs opens each of them and closes only the last one: there
//! each pair but the last has no closing mark, and each but the first one [reopens].
//!
//! A mark is first looked at by itself: its character says to which family it belongs and which
//! way it leans, and the white space and punctuation around it say which way it faces. Then one
//! walk with a stack decides what it does: opens, closes, or nothing (apostrophes, feet and
//! inches, strays). Whatever stays open at the end of the paragraph lacks its closing mark.
//!
//! [reopens]: MarkPair::reopens

mod look;
mod walk;

use look::{collect, first_family};
use walk::{Walk, nest};

use crate::sentences::Layout;
use crate::tokens::{Token, TokenRange};

/// Two marks and what they enclose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkPair {
    /// The tokens between the marks, without them.
    pub inside: TokenRange,
    /// The opening mark. Where it is missing, the first token inside.
    pub open: u32,
    /// The closing mark. None where it is missing or the speech goes on in the next paragraph.
    pub close: Option<u32>,
    /// How many pairs enclose this one.
    pub depth: u8,
    /// Whether it continues the speech of the paragraph before.
    pub reopens: bool,
    /// Whether a mark is missing, so that one end of `inside` is a guess.
    pub guessed: bool,
}

/// Pairs the quotation marks of each paragraph, sorted by their opening mark, in linear time.
#[must_use]
#[inline(never)]
pub fn pair(text: &str, tokens: &[Token], layout: &Layout) -> Vec<MarkPair> {
    let mut pairs = Vec::new();
    let mut marks = Vec::new();
    let mut unfinished = None;
    let mut paragraphs = layout.paragraphs.iter().map(|p| p.tokens).peekable();
    while let Some(paragraph) = paragraphs.next() {
        collect(text, tokens, paragraph, &mut marks);
        if marks.is_empty() {
            unfinished = None;
            continue;
        }
        let mut walk = Walk::new((text, tokens, layout), paragraph, unfinished);
        for mark in &marks {
            walk.step(mark);
        }
        let next = paragraphs.peek();
        unfinished = walk.finish(next.and_then(|p| first_family(text, tokens, *p)));
        pairs.extend(nest(walk.pairs));
    }
    pairs
}

