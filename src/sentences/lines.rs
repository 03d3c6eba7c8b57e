//! What a single line break means: nothing in hard-wrapped text, else the end of a sentence, or of
//! a paragraph where no empty line parts them.

use crate::tokens::{Gap, Token, TokenKind};

/// What a single line break ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineBreak {
    /// Nothing: it stands for a space.
    Nothing,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// The longest line, in bytes, of text that looks hard-wrapped. Mail and terminals wrap before 80
/// characters, editors before 100 or 120.
const LONGEST_WRAPPED: u32 = 130;

/// A line that is shorter than this and has no stop is a heading or an item rather than wrapped.
const SHORTEST_WRAPPED: u32 = 40;

/// Looks at all line breaks of a text.
pub(super) fn line_breaks(text: &str, tokens: &[Token]) -> LineBreak {
    let mut paragraphs = false;
    let (mut breaks, mut wrapped, mut lower) = (0_u32, 0_u32, 0_u32);
    let mut longest = 0;
    let mut line_start = 0;
    let mut before: Option<&Token> = None;
    for token in tokens {
        if let (Some(last), Gap::Line | Gap::Paragraph) = (before, token.gap()) {
            let length = last.span().end - line_start;
            longest = longest.max(length);
            line_start = token.span().start;
            if token.gap() == Gap::Line {
                breaks += 1;
                let goes_on = token.kind() == TokenKind::Word
                    && token.case() == crate::tokens::Case::Lower
                    && last.kind() != TokenKind::Stop;
                lower += u32::from(goes_on);
                let stops = matches!(last.kind(), TokenKind::Stop | TokenKind::Quote)
                    || last.span().of(text) == ":";
                wrapped += u32::from(goes_on || !stops && length >= SHORTEST_WRAPPED);
            } else {
                paragraphs = true;
            }
        }
        before = Some(token);
    }
    longest = longest.max(before.map_or(0, |t| t.span().end - line_start));
    // One break alone may part a headline from its text.
    let evident = lower > 0 || breaks > 2;
    if longest <= LONGEST_WRAPPED && wrapped * 2 > breaks && evident {
        LineBreak::Nothing
    } else if paragraphs {
        LineBreak::Sentence
    } else {
        LineBreak::Paragraph
    }
}
