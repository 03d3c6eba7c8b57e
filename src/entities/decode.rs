//! The tagger: sentences → labelled token ranges.

use super::article::Article;
use super::features;
use super::memory::Memory;
use super::runs::Sentence;
use crate::kind::EntityKind;
use crate::model::ModelError;
use crate::model::chain::Chain;
use crate::model::format::File;
use crate::model::hasher::key;
use crate::model::rows::Rows;
use crate::model::viterbi::{Lattice, Segment};
use crate::tokens::TokenRange;

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
    pub fn tag(&self, article: &Article<'_>) -> Vec<Tagged> {
        let first = self.pass(article, None);
        let memory = Memory::collect(article, &first);
        self.pass(article, Some(&memory))
    }

    /// Finds the mentions by what each sentence shows, and by what was found before in the whole
    /// text, if that is given.
    #[must_use]
    pub fn pass(&self, article: &Article<'_>, memory: Option<&Memory>) -> Vec<Tagged> {
        let mut work = Work::default();
        let mut found = Vec::new();
        for (sentence, heading) in pieces(article) {
            work.sentence.set(article, sentence, heading);
            self.tag_sentence(article, memory, &mut work, &mut found);
        }
        found
    }

    fn tag_sentence(
        &self,
        article: &Article<'_>,
        memory: Option<&Memory>,
        work: &mut Work,
        found: &mut Vec<Tagged>,
    ) {
        let width = self.chain.width();
        let sentence = &work.sentence;
        work.scores.clear();
        work.scores.resize(sentence.forms.len() * width, 0);
        for (at, row) in work.scores.chunks_exact_mut(width).enumerate() {
            let mut push = |template, value| self.rows.add(key(template, value), row);
            features::extract(article, sentence, at, &mut push);
            if let Some(memory) = memory {
                memory.extract(article, sentence, at, &mut push);
            }
        }
        let sentence = sentence.range;
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

/// The sentences of a text, long ones in pieces, each with whether it is a headline.
pub fn pieces(article: &Article<'_>) -> impl Iterator<Item = (TokenRange, bool)> {
    let layout = article.layout;
    layout.paragraphs.iter().flat_map(move |paragraph| {
        let numbers = paragraph.first_sentence as usize..paragraph.end_sentence as usize;
        let sentences = layout.sentences.get(numbers).unwrap_or_default();
        sentences.iter().flat_map(move |sentence| {
            let starts = (sentence.start..sentence.end).step_by(MAX_SENTENCE as usize);
            starts.map(move |start| {
                let end = sentence.end.min(start + MAX_SENTENCE);
                (TokenRange::new(start, end), paragraph.heading)
            })
        })
    })
}

/// Working memory, kept between sentences.
#[derive(Default)]
struct Work {
    sentence: Sentence,
    scores: Vec<i16>,
    lattice: Lattice,
    segments: Vec<Segment>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::sentences::split;
    use crate::tokens::tokenize;

    fn found(text: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokenize(text);
        let layout = split(text, &tokens);
        let lexicon = Lexicon::embedded().unwrap();
        let article = Article::collect(&lexicon, text, &tokens, &layout, &[]);
        let tagged = Tagger::embedded().unwrap().tag(&article);
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
