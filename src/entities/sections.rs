//! Long texts → sections, so that the working memory does not grow with the text.
//!
//! What the tagger knows of a whole text, it knows of a section: no article is as long as one, and
//! in what is longer, names that stand far apart say little of each other.

use std::iter;

use crate::dates::NumberMention;
use crate::sentences::{Layout, Paragraph};
use crate::text::to_u32;
use crate::tokens::TokenRange;

/// A section has at most this many tokens, those of some 13,000 words.
const LONGEST: u32 = 16_384;

/// A part of a text. All that it holds is counted from its first token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its tokens in the text.
    pub tokens: TokenRange,
    /// Its paragraphs and sentences.
    pub layout: Layout,
}

/// Cuts a text between sentences, and longer sentences than a section within.
pub fn cut(layout: &Layout) -> impl Iterator<Item = Section> {
    cut_at(layout, LONGEST)
}

fn cut_at(layout: &Layout, longest: u32) -> impl Iterator<Item = Section> {
    let mut parts = parts(layout, longest).peekable();
    iter::from_fn(move || {
        let start = parts.peek()?.tokens.start;
        let mut section = Section {
            tokens: TokenRange::new(start, start),
            ..Section::default()
        };
        while let Some(part) = parts.next_if(|part| part.tokens.end - start <= longest) {
            section.push(part);
        }
        Some(section)
    })
}

/// A sentence, or a piece of a long one.
struct Part {
    tokens: TokenRange,
    heading: bool,
    /// Whether it is the first one of its paragraph.
    is_first: bool,
}

fn parts(layout: &Layout, longest: u32) -> impl Iterator<Item = Part> {
    layout.paragraphs.iter().flat_map(move |paragraph| {
        let sentences = paragraph.first_sentence as usize..paragraph.end_sentence as usize;
        let sentences = layout.sentences.get(sentences).unwrap_or_default();
        sentences.iter().flat_map(move |sentence| {
            let starts = (sentence.start..sentence.end).step_by(longest as usize);
            starts.map(move |start| Part {
                tokens: TokenRange::new(start, sentence.end.min(start.saturating_add(longest))),
                heading: paragraph.heading,
                is_first: start == paragraph.tokens.start,
            })
        })
    })
}

impl Section {
    /// Adds a sentence, as the first one of a paragraph or to the last paragraph.
    fn push(&mut self, part: Part) {
        let first = self.tokens.start;
        self.tokens.end = part.tokens.end;
        let sentence = TokenRange::new(part.tokens.start - first, part.tokens.end - first);
        self.layout.sentences.push(sentence);
        let end_sentence = to_u32(self.layout.sentences.len());
        match self.layout.paragraphs.last_mut().filter(|_| !part.is_first) {
            Some(paragraph) => {
                paragraph.tokens.end = sentence.end;
                paragraph.end_sentence = end_sentence;
            }
            None => self.layout.paragraphs.push(Paragraph {
                tokens: sentence,
                first_sentence: end_sentence - 1,
                end_sentence,
                heading: part.heading,
            }),
        }
    }

    /// The numbers that begin in the section, of sorted ones of the text; without their values,
    /// which the tagger does not look at.
    #[must_use]
    pub fn numbers(&self, all: &[NumberMention]) -> Vec<NumberMention> {
        let before = |at: u32| all.partition_point(|n| n.tokens.start < at);
        let (from, to) = (before(self.tokens.start), before(self.tokens.end));
        let shift = |n: &NumberMention| NumberMention {
            tokens: TokenRange::new(
                n.tokens.start - self.tokens.start,
                n.tokens.end.min(self.tokens.end) - self.tokens.start,
            ),
            kind: n.kind,
            value: None,
            confidence: n.confidence,
        };
        all.get(from..to)
            .unwrap_or_default()
            .iter()
            .map(shift)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::split;
    use crate::tokens::tokenize;

    #[test]
    fn a_short_text_is_one_section_as_it_is() {
        let text = "Ann Lee wins\n\nShe won. He lost.\n\nAll left.";
        let layout = split(text, &tokenize(text));
        let sections: Vec<Section> = cut(&layout).collect();
        assert_eq!(sections.len(), 1);
        assert_eq!(sections[0].layout, layout);
        assert_eq!(cut(&Layout::default()).count(), 0);
    }

    #[test]
    fn sections_hold_every_token_once() {
        let text = "Ann Lee wins\n\nShe won. He lost and then he left the town for ever. So it is.\n\nAll left.";
        let tokens = tokenize(text);
        let layout = split(text, &tokens);
        for longest in 1..30 {
            let mut next = 0;
            for section in cut_at(&layout, longest) {
                assert_eq!(section.tokens.start, next, "{longest}");
                assert!(section.tokens.len() <= longest, "{longest}");
                let mut at = 0;
                for paragraph in &section.layout.paragraphs {
                    let sentences =
                        paragraph.first_sentence as usize..paragraph.end_sentence as usize;
                    assert_eq!(paragraph.tokens.start, at, "{longest}");
                    for sentence in &section.layout.sentences[sentences] {
                        assert_eq!(sentence.start, at, "{longest}");
                        at = sentence.end;
                    }
                    assert_eq!(paragraph.tokens.end, at, "{longest}");
                }
                assert_eq!(at, section.tokens.len(), "{longest}");
                next = section.tokens.end;
            }
            assert_eq!(next as usize, tokens.len(), "{longest}");
        }
    }
}
