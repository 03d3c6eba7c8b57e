//! Text → tokens: words, numbers, marks and symbols, each with its shape and the gap before it.
//!
//! A token never holds white space. Hyphens and dashes stand alone (`British-backed` is three
//! tokens), digits part from letters that follow them (`3bn`, `6am`, `10th`), a possessive `'s`
//! parts from what it follows (`Lee's`, `Jr.'s`, `2017's`), other apostrophes inside a word stay in
//! it (`don't`, `O'Neill`), and so do those of `'em`, `'til`, `rock 'n' roll`. The apostrophe of
//! `dogs'` and of `'90s` stands alone, as a quotation mark would. Abbreviations of single letters
//! keep their dots (`U.S.`, `a.m.`, `Ph.D.`); all others part from theirs (`Mr` `.`, `Inc` `.`,
//! `J` `.` `Lee`). Addresses (`https://…`, `a@b.c`), handles and hash tags are one token, and so
//! are names of sites and files (`Amazon.com`), which are words. What is drawn as one emoji is one
//! token; runs of `.`, `-`, `*`, `=`, `~` and `_` are one token, and so are ` `` ` and `''`.
//!
//! Controls and white space make a gap; characters without width make none, so that two tokens
//! with [`Gap::None`] between them need not touch.

mod address;
mod scan;

use crate::text::chars::{ends_line, has_no_width, is_blank};
use crate::text::{Span, to_u32};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, dots and digits: `Lee`, `don't`, `U.S.`, `A380`, `a.com`.
    Word,
    /// The possessive `'s`.
    Possessive,
    /// Digits with their inner separators: `1,000.50`.
    Number,
    /// An address of a page or of mail, a handle or a hash tag.
    Address,
    /// A quotation mark or apostrophe that stands alone.
    Quote,
    /// `.`, `!`, `?`, `…` and their like, runs of dots as one token.
    Stop,
    /// `,`, `;`, `:`, dashes, hyphens, brackets, slashes.
    Punctuation,
    /// Everything else: `$`, `%`, `°`, emoji.
    Symbol,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// No letter that has case.
    None,
    /// `minister`
    Lower,
    /// `Minister`, and one capital alone: `A`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
}

/// The white space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// None: the token touches the one before it.
    None,
    /// Spaces, tabs and their like.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are cased.
    pub case: Case,
    /// The white space before it.
    pub gap: Gap,
}

/// A half-open range of token positions; a type of its own, so that it is not taken for bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub start: u32,
    /// The token after the last one.
    pub end: u32,
}

impl TokenRange {
    /// The range from `start` to `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no token.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two ranges share a token.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as slice bounds.
    #[must_use]
    pub fn bounds(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes from the first token's start to the last token's end.
    #[must_use]
    pub fn span(self, tokens: &[Token]) -> Span {
        match tokens.get(self.bounds()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            Some([]) | None => Span::default(),
        }
    }
}

/// Splits `text` into tokens, in order, in time linear in its length.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while at < text.len() {
        let (end, blank) = blank_end(text, at);
        if end > at {
            gap = gap.max(blank);
            at = end;
            continue;
        }
        let touching = tokens.last().filter(|_| gap == Gap::None);
        let scan::Piece { end, kind, case } = scan::token(text, at, touching);
        let end = end.max(at + 1);
        tokens.push(Token {
            span: Span::new(to_u32(at), to_u32(end)),
            kind,
            case,
            gap,
        });
        gap = Gap::None;
        at = end;
    }
    tokens.shrink_to_fit();
    tokens
}

/// The end of the white space from `at`, and the gap it makes: none where it has no width.
fn blank_end(text: &str, at: usize) -> (usize, Gap) {
    let bytes = text.as_bytes();
    match bytes.get(at..) {
        Some([b'!'..=b'~', ..]) => return (at, Gap::None),
        Some([b' ', b'!'..=b'~', ..]) => return (at + 1, Gap::Space),
        _ => {}
    }
    let (mut lines, mut spaces) = (0, 0);
    let mut end = at;
    let mut last = '\0';
    for c in text.get(at..).unwrap_or_default().chars() {
        if ends_line(c) {
            // CR and LF together end one line.
            if !(c == '\n' && last == '\r') {
                lines += if c == '\u{2029}' { 2 } else { 1 };
            }
        } else if !is_blank(c) {
            break;
        } else if !has_no_width(c) {
            spaces += 1;
        }
        last = c;
        end += c.len_utf8();
    }
    let gap = match (lines, spaces) {
        (0, 0) => Gap::None,
        (0, _) => Gap::Space,
        (1, _) => Gap::Line,
        (_, _) => Gap::Paragraph,
    };
    (end, gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_gaps_and_case() {
        let text = "NATO said\n\nMcKay left\nit";
        let found: Vec<(Gap, Case)> = tokenize(text).iter().map(|t| (t.gap, t.case)).collect();
        assert_eq!(
            found,
            [
                (Gap::Paragraph, Case::Upper),
                (Gap::Space, Case::Lower),
                (Gap::Paragraph, Case::Mixed),
                (Gap::Space, Case::Lower),
                (Gap::Line, Case::Lower),
            ]
        );
    }
}
