//! Tokens → paragraphs and sentences, as token ranges.

mod abbreviations;
mod lines;
mod lists;
mod stops;

use lines::{LineBreak, line_breaks};
use lists::marker;
use stops::sentence_end;

use crate::text::to_u32;
use crate::tokens::{Case, Gap, Token, TokenKind, TokenRange};

pub(crate) use abbreviations::is_speech_verb;

/// The paragraphs and sentences of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Every paragraph, in order; together they hold every token.
    pub paragraphs: Vec<Paragraph>,
    /// Every sentence, in order; none crosses a paragraph, together they hold every token.
    pub sentences: Vec<TokenRange>,
}

/// A run of text between empty lines; or a line, where no line is empty and none is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its sentences, as positions in [`Layout::sentences`].
    pub first_sentence: u32,
    /// The sentence after its last one.
    pub end_sentence: u32,
    /// Whether it looks like a headline: one short sentence without a stop at its end.
    pub heading: bool,
}

/// Splits tokens into paragraphs and sentences, in time linear in their number.
#[must_use]
#[inline(never)]
pub fn split(text: &str, tokens: &[Token]) -> Layout {
    let line_break = line_breaks(text, tokens);
    let mut layout = Layout {
        paragraphs: Vec::with_capacity(tokens.len() / 40 + 1),
        sentences: Vec::with_capacity(tokens.len() / 20 + 1),
    };
    // The least gaps that end a paragraph, and a sentence.
    let (ends_paragraph, ends_line) = match line_break {
        LineBreak::Nothing => (Gap::Paragraph, Gap::Paragraph),
        LineBreak::Sentence => (Gap::Paragraph, Gap::Line),
        LineBreak::Paragraph => (Gap::Line, Gap::Line),
    };
    let mut start = 0; // of the sentence
    let mut paragraph_start = 0;
    let mut first_sentence = 0;
    let mut found_end = 0;
    let mut stops_seen = 0;
    let mut list = marker(text, tokens, 0);
    for (i, token) in tokens.iter().enumerate() {
        if may_end(text, token) && i >= stops_seen {
            let found = sentence_end(text, tokens, start, i);
            found_end = found.end.unwrap_or(0);
            stops_seen = found.next;
        }
        let at = i + 1;
        let gap = tokens.get(at).map_or(Gap::Paragraph, |t| t.gap());
        let mut ends = gap >= ends_line || found_end == at;
        if let (Some(item), true) = (list, gap != Gap::None) {
            let next = marker(text, tokens, at).filter(|m| item.precedes(*m));
            ends |= next.is_some();
            list = next.or(list);
        }
        if !ends {
            continue;
        }
        layout.sentences.push(range(start, at));
        start = at;
        if gap >= ends_paragraph {
            let end = to_u32(layout.sentences.len());
            let tokens_of = range(paragraph_start, at);
            layout.paragraphs.push(Paragraph {
                tokens: tokens_of,
                first_sentence,
                end_sentence: end,
                heading: end == first_sentence + 1 && is_heading(text, tokens, tokens_of),
            });
            first_sentence = end;
            paragraph_start = at;
            list = marker(text, tokens, at);
        }
    }
    layout
}

fn range(start: usize, end: usize) -> TokenRange {
    TokenRange::new(to_u32(start), to_u32(end))
}

/// Whether a token is a stop, or a word that brings its own, as `U.S.` does.
fn may_end(text: &str, token: &Token) -> bool {
    match token.kind() {
        TokenKind::Stop => true,
        TokenKind::Word => {
            let last = (token.span().end as usize).checked_sub(1);
            last.and_then(|l| text.as_bytes().get(l)) == Some(&b'.')
        }
        TokenKind::Possessive | TokenKind::Number | TokenKind::Address => false,
        TokenKind::Quote | TokenKind::Punctuation | TokenKind::Symbol => false,
    }
}

/// Whether a paragraph of one sentence looks like a headline.
fn is_heading(text: &str, tokens: &[Token], range: TokenRange) -> bool {
    let inside = tokens.get(range.bounds()).unwrap_or_default();
    let ends_open = |t: &&Token| match t.kind() {
        TokenKind::Stop => {
            // A question may be a headline, but only the first one of the text.
            range.start == 0 && t.span().of(text) != "."
        }
        TokenKind::Punctuation => matches!(t.span().of(text), ")" | "]"),
        TokenKind::Word | TokenKind::Possessive | TokenKind::Number => true,
        TokenKind::Address | TokenKind::Quote | TokenKind::Symbol => true,
    };
    // Closing marks and brackets stand after the stop of a sentence.
    let last = inside.iter().rev().find(|t| {
        t.kind() != TokenKind::Quote && !(t.kind() == TokenKind::Punctuation && ends_open(t))
    });
    let first_lower = inside.first().is_some_and(|t| t.case() == Case::Lower);
    inside.len() < 25 && !first_lower && last.is_some_and(|t| ends_open(&t))
}
