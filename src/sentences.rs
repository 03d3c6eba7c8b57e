//! Tokens → paragraphs and sentences, as token ranges.

use crate::tokens::{Gap, Token, TokenKind, TokenRange};

/// The paragraphs and sentences of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Every paragraph, in order; together they hold every token.
    pub paragraphs: Vec<Paragraph>,
    /// Every sentence, in order; none crosses a paragraph, together they hold every token.
    pub sentences: Vec<TokenRange>,
}

/// A run of text between empty lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its sentences, as positions in [`Layout::sentences`].
    pub first_sentence: u32,
    /// The sentence after its last one.
    pub end_sentence: u32,
    /// Whether it looks like a headline: short, first of the text or after an empty line, without a stop at its end.
    pub heading: bool,
}

/// Splits tokens into paragraphs and sentences.
#[must_use]
pub fn split(text: &str, tokens: &[Token]) -> Layout {
    let _ = text;
    let mut layout = Layout::default();
    let mut start = 0_u32;
    let mut at = 0_u32;
    let mut first = 0_u32;
    for (i, token) in tokens.iter().enumerate() {
        let next = tokens.get(i + 1);
        at += 1;
        let ends_paragraph = next.is_none_or(|n| n.gap == Gap::Paragraph);
        let ends_sentence = token.kind == TokenKind::Stop && next.is_some_and(|n| n.gap != Gap::None);
        if !(ends_paragraph || ends_sentence) {
            continue;
        }
        layout.sentences.push(TokenRange::new(start, at));
        start = at;
        if ends_paragraph {
            let end = crate::text::to_u32(layout.sentences.len());
            let begin = layout.paragraphs.last().map_or(0, |p| p.tokens.end);
            layout.paragraphs.push(Paragraph {
                tokens: TokenRange::new(begin, at),
                first_sentence: first,
                end_sentence: end,
                heading: token.kind != TokenKind::Stop && at - begin < 25,
            });
            first = end;
        }
    }
    layout
}
