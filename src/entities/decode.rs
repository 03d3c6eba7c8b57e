//! The tagger: sentences → labelled token ranges.

use super::features::{self, Context};
use super::forms::Forms;
use crate::kind::EntityKind;
use crate::model::ModelError;
use crate::model::chain::Chain;
use crate::model::format::File;
use crate::model::rows::Rows;
use crate::model::viterbi::{Lattice, Segment};
use crate::sentences::Layout;
use crate::tokens::{Token, TokenRange};

/// The embedded model.
pub const MODEL: &[u8] = include_bytes!("../data/names.bin");

/// Longer sentences are tagged in pieces, which bounds the working memory.
const MAX_SENTENCE: u32 = 400;

/// The opened model.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The weights of the features.
    pub rows: Rows,
    /// The weights between neighbouring labels.
    pub chain: Chain,
}

/// A mention as the tagger sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: EntityKind,
    /// How sure the tagger is, from 0 to 1.
    pub confidence: f32,
}

impl Tagger {
    /// Opens the model that is embedded in the program.
    ///
    /// # Errors
    /// [`ModelError`] where the file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::open(MODEL)
    }

    /// Checks and opens a model file.
    ///
    /// # Errors
    /// [`ModelError`] where the file is foreign, damaged, or made for other labels or features.
    pub fn open(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes, features::TEMPLATES)?;
        file.expect_labels(EntityKind::ALL.iter().map(|kind| kind.as_str()))?;
        let rows = Rows::read(file.section(*b"ROWS")?)?;
        let chain = Chain::read(file.section(*b"CHAI")?)?;
        if chain.kinds() != EntityKind::ALL.len() || rows.width() != chain.width() {
            return Err(ModelError::Section);
        }
        Ok(Self { rows, chain })
    }

    /// Finds the mentions of a text, in order.
    #[must_use]
    pub fn tag(&self, text: &str, tokens: &[Token], layout: &Layout) -> Vec<Tagged> {
        let forms = Forms::collect(text, tokens);
        let mut work = Work::default();
        let mut found = Vec::new();
        for paragraph in &layout.paragraphs {
            let numbers = paragraph.first_sentence as usize..paragraph.end_sentence as usize;
            for sentence in layout.sentences.get(numbers).unwrap_or_default() {
                let mut rest = *sentence;
                while !rest.is_empty() {
                    let piece =
                        TokenRange::new(rest.start, rest.end.min(rest.start + MAX_SENTENCE));
                    rest.start = piece.end;
                    let context = Context {
                        tokens,
                        forms: &forms,
                        sentence: piece,
                        heading: paragraph.heading,
                    };
                    self.tag_sentence(&context, &mut work, &mut found);
                }
            }
        }
        found
    }

    fn tag_sentence(&self, context: &Context<'_>, work: &mut Work, found: &mut Vec<Tagged>) {
        let sentence = context.sentence;
        let width = self.chain.width();
        work.scores.clear();
        work.scores.resize(sentence.len() as usize * width, 0);
        for (at, row) in (sentence.start..sentence.end).zip(work.scores.chunks_exact_mut(width)) {
            work.keys.clear();
            features::extract(context, at, &mut work.keys);
            for key in &work.keys {
                self.rows.add(*key, row);
            }
        }
        work.segments.clear();
        work.lattice
            .decode(&self.chain, &work.scores, &mut work.segments);
        found.extend(work.segments.iter().filter_map(|segment| {
            Some(Tagged {
                tokens: TokenRange::new(
                    sentence.start + segment.start,
                    sentence.start + segment.end,
                ),
                kind: *EntityKind::ALL.get(usize::from(segment.kind))?,
                confidence: 0.5,
            })
        }));
    }
}

/// Working memory, kept between sentences.
#[derive(Default)]
struct Work {
    keys: Vec<u32>,
    scores: Vec<i16>,
    lattice: Lattice,
    segments: Vec<Segment>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::split;
    use crate::tokens::tokenize;

    fn found(text: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokenize(text);
        let tagged = Tagger::embedded().unwrap().tag(text, &tokens, &split(text, &tokens));
        let words = tagged.iter().map(|t| t.tokens.span(&tokens).of(text).to_owned());
        words.zip(tagged.iter().map(|t| t.kind)).collect()
    }

    #[test]
    fn finds_plain_names_and_numbers() {
        use EntityKind::{Cardinal, Date, Gpe, Norp, Person};
        let text = "On Tuesday, Russian President Vladimir Putin met 40 farmers in Moscow.";
        let expected = [
            ("Tuesday", Date),
            ("Russian", Norp),
            ("Vladimir Putin", Person),
            ("40", Cardinal),
            ("Moscow", Gpe),
        ];
        assert_eq!(found(text), expected.map(|(words, kind)| (words.to_owned(), kind)));
    }

    #[test]
    fn odd_texts_are_tagged_without_a_fault() {
        for text in ["", " ", "...", "“”", "\u{0}\u{202e}", "a\n\n\nb"] {
            assert_eq!(found(text), [], "{text:?}");
        }
        let endless = "They went to Moscow and then ".repeat(3_000);
        let moscow = ("Moscow".to_owned(), EntityKind::Gpe);
        let in_endless = found(&endless);
        assert!(in_endless.iter().all(|m| *m == moscow));
        assert!(in_endless.len() > 2_950, "{}", in_endless.len());
    }
}
