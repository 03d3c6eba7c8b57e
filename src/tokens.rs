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

use std::fmt;

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

impl Case {
    /// Whether there is a capital.
    #[must_use]
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper | Self::Mixed)
    }
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

/// One token, in eight bytes: those of a long text take more room than anything else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    /// From the lowest bit: gap 2, case 3, kind 3, and the length 24.
    shape: u32,
}

impl Token {
    /// The longest token; what is longer ends there.
    pub const LONGEST: u32 = (1 << 24) - 1;

    /// A token at `span`.
    #[must_use]
    pub fn new(span: Span, kind: TokenKind, case: Case, gap: Gap) -> Self {
        Self::at(span.start, span.len().min(Self::LONGEST), kind, case, gap)
    }

    /// A token of `length` bytes, [`LONGEST`](Self::LONGEST) at most, from `start`.
    fn at(start: u32, length: u32, kind: TokenKind, case: Case, gap: Gap) -> Self {
        let shape = length << 8 | (kind as u32) << 5 | (case as u32) << 2 | gap as u32;
        Self { start, shape }
    }

    /// Where it stands.
    #[inline]
    #[must_use]
    pub fn span(self) -> Span {
        Span {
            start: self.start,
            end: self.start + (self.shape >> 8),
        }
    }

    /// What it is made of.
    #[inline]
    #[must_use]
    pub fn kind(self) -> TokenKind {
        match self.shape >> 5 & 7 {
            0 => TokenKind::Word,
            1 => TokenKind::Possessive,
            2 => TokenKind::Number,
            3 => TokenKind::Address,
            4 => TokenKind::Quote,
            5 => TokenKind::Stop,
            6 => TokenKind::Punctuation,
            _ => TokenKind::Symbol,
        }
    }

    /// How its letters are cased.
    #[inline]
    #[must_use]
    pub fn case(self) -> Case {
        match self.shape >> 2 & 7 {
            0 => Case::None,
            1 => Case::Lower,
            2 => Case::Title,
            3 => Case::Upper,
            _ => Case::Mixed,
        }
    }

    /// The white space before it.
    #[inline]
    #[must_use]
    pub fn gap(self) -> Gap {
        match self.shape & 3 {
            0 => Gap::None,
            1 => Gap::Space,
            2 => Gap::Line,
            _ => Gap::Paragraph,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut token = f.debug_struct("Token");
        token.field("span", &self.span());
        token.field("kind", &self.kind());
        token.field("case", &self.case());
        token.field("gap", &self.gap()).finish()
    }
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
            Some([first, .., last]) => Span::new(first.start, last.span().end),
            Some([only]) => only.span(),
            Some([]) | None => Span::default(),
        }
    }
}

/// Splits `text` into tokens, in order, in time linear in its length.
#[must_use]
#[inline(never)]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 8);
    let mut end = 0;
    loop {
        let (at, blank) = blank_end(text, end);
        if at >= text.len() {
            break;
        }
        let before = tokens.last();
        let gap = before.map_or(Gap::Paragraph, |_| blank);
        let piece = scan::token(text, at, before.filter(|_| gap == Gap::None));
        end = within(text, at, piece.end.max(at + 1));
        let length = to_u32(end - at);
        tokens.push(Token::at(to_u32(at), length, piece.kind, piece.case, gap));
    }
    tokens.shrink_to_fit();
    tokens
}

/// The end of the token from `at` to `end`: what is longer than a token may be is cut there.
fn within(text: &str, at: usize, end: usize) -> usize {
    let longest = at + Token::LONGEST as usize;
    if end <= longest {
        return end;
    }
    let cuts = (longest - 3..=longest).rev();
    cuts.into_iter().find(|cut| text.is_char_boundary(*cut)).unwrap_or(longest)
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
        let found: Vec<(Gap, Case)> = tokenize(text).iter().map(|t| (t.gap(), t.case())).collect();
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

    #[test]
    fn endless_words_are_cut_between_characters() {
        let text = "é".repeat(Token::LONGEST as usize / 2 + 10);
        let ends: Vec<(u32, u32)> = tokenize(&text)
            .iter()
            .map(|t| (t.span().start, t.span().end))
            .collect();
        let cut = Token::LONGEST - 1;
        assert_eq!(ends, [(0, cut), (cut, to_u32(text.len()))]);
    }

    #[test]
    fn tokens_keep_what_they_are_made_of() {
        // Every shape that a token can have is that of the token made anew of what it tells.
        for case in 0..=Case::Mixed as u32 {
            for rest in 0..1 << 5 {
                let (kind, gap) = (rest >> 2, rest & 3);
                let token = Token {
                    start: 4_000_000_000,
                    shape: Token::LONGEST << 8 | kind << 5 | case << 2 | gap,
                };
                let (kind, case, gap) = (token.kind(), token.case(), token.gap());
                let again = Token::new(token.span(), kind, case, gap);
                assert_eq!(again.shape, token.shape, "{token:?}");
                assert_eq!(again.span(), Span::new(4_000_000_000, 4_000_000_000 + Token::LONGEST));
            }
        }
        assert_eq!(size_of::<Token>(), 8);
    }
}
