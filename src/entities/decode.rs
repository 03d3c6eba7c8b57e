//! The tagger: sentences → labelled token ranges.

use super::article::Article;
use super::certainty::{Certainty, Scores};
use super::features;
use super::memo::{self, Memo};
use super::memory::Memory;
use super::runs::{Sentence, is_foreign};
use crate::kind::EntityKind;
use crate::model::ModelError;
use crate::model::chain::Chain;
use crate::model::format::File;
use crate::model::hasher::{join, key};
use crate::model::rows::{LANES, Lists, Rows, add_scores};
use crate::model::viterbi::{Lattice, Segment};
use crate::tokens::TokenRange;

/// The embedded model.
pub const MODEL: &[u8] = include_bytes!("../data/names.bin");

/// Longer sentences are tagged in pieces, which bounds the working memory.
const MAX_SENTENCE: u32 = 400;

/// In sentences of other languages, where capitals and contexts mislead, mentions need as much
/// certainty.
const SURE_ABROAD: f32 = 0.85;

/// The opened model.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The weights of the features.
    pub rows: Rows,
    /// The weights between neighbouring labels.
    pub chain: Chain,
    /// How often mentions are right.
    pub certainty: Certainty,
}

/// A mention as the tagger sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: EntityKind,
    /// The odds against it, see [`Certainty`]; not counted in the first pass.
    pub odds: f32,
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
        let certainty = Certainty::read(file.section(*b"SURE")?)?;
        if chain.kinds() != EntityKind::ALL.len() || rows.width() != chain.width() {
            return Err(ModelError::Section);
        }
        Ok(Self {
            rows,
            chain,
            certainty,
        })
    }

    /// Finds the mentions of a text, in order.
    #[must_use]
    pub fn tag(&self, article: &Article<'_>) -> Vec<Tagged> {
        self.tag_again(article, None)
    }

    /// Finds the mentions of a text, in order; takes from `memo` what it keeps of the text before.
    #[must_use]
    pub fn tag_again(&self, article: &Article<'_>, mut memo: Option<&mut Memo>) -> Vec<Tagged> {
        let mut work = Work::new(&self.rows, article);
        let first = self.first_pass(article, &mut work, memo.as_deref_mut());
        let memory = Memory::collect(article, &first);
        self.second_pass(article, &memory, &mut work, memo)
    }

    /// Finds the mentions by what each sentence shows.
    #[must_use]
    pub fn first(&self, article: &Article<'_>) -> Vec<Tagged> {
        self.first_pass(article, &mut Work::new(&self.rows, article), None)
    }

    fn first_pass(
        &self,
        article: &Article<'_>,
        work: &mut Work,
        mut memo: Option<&mut Memo>,
    ) -> Vec<Tagged> {
        let mut found = Vec::new();
        for (range, heading) in pieces(article) {
            let Some(memo) = &mut memo else {
                self.score(article, range, heading, work);
                self.decode(range, work, &mut found);
                continue;
            };
            let key = memo::key(article, range, heading);
            work.sentences.push((key, false));
            if memo.first(key, range, &mut found) {
                continue;
            }
            self.score(article, range, heading, work);
            if let Some(scored) = work.sentences.last_mut() {
                scored.1 = true;
            }
            let first = found.len();
            self.decode(range, work, &mut found);
            memo.keep_first(key, range, found.get(first..).unwrap_or_default());
        }
        found
    }

    /// Adds up what the words of a sentence and their contexts give its tokens.
    fn score(&self, article: &Article<'_>, range: TokenRange, heading: bool, work: &mut Work) {
        let steps = self.rows.steps();
        work.sentence.set(article, range, heading);
        work.words
            .prepare(&self.rows, article, range, &mut work.keys, &mut work.lists);
        for (at, token) in range.bounds().enumerate() {
            let Some(scores) = work.scores.get_mut(token * steps..(token + 1) * steps) else {
                continue;
            };
            work.words.add(article, range, token, scores);
            work.keys.clear();
            features::of_context(article, &work.sentence, at, &mut |template, value| {
                work.keys.push(key(template, value));
            });
            self.rows.add(&work.keys, &mut work.lists, scores);
        }
    }

    /// Finds the mentions by what the first pass saw, and by what it found in the whole text.
    fn second_pass(
        &self,
        article: &Article<'_>,
        memory: &Memory,
        work: &mut Work,
        mut memo: Option<&mut Memo>,
    ) -> Vec<Tagged> {
        let steps = self.rows.steps();
        let mut found = Vec::new();
        for (number, (range, heading)) in pieces(article).enumerate() {
            let sentence = work.sentences.get(number).copied();
            let mut seen = 1;
            if let (Some(memo), Some((key, scored))) = (&memo, sentence) {
                for token in range.bounds() {
                    memory.extract(article, range, token, &mut |template, value| {
                        seen = join(seen, join(value, u64::from(template)));
                    });
                }
                if memo.second(key, seen, range, &mut found) {
                    continue;
                }
                if !scored {
                    self.score(article, range, heading, work);
                }
            }
            for token in range.bounds() {
                let Some(scores) = work.scores.get_mut(token * steps..(token + 1) * steps) else {
                    continue;
                };
                work.keys.clear();
                memory.extract(article, range, token, &mut |template, value| {
                    work.keys.push(key(template, value));
                });
                self.rows.add(&work.keys, &mut work.lists, scores);
            }
            let first = found.len();
            self.decode(range, work, &mut found);
            self.count_odds(range, work, found.get_mut(first..).unwrap_or_default());
            if is_foreign(article, range) {
                let sure = |t: &Tagged| self.certainty.of(t.odds) >= SURE_ABROAD;
                let kept: Vec<Tagged> = found.drain(first..).filter(sure).collect();
                found.extend(kept);
            }
            if let (Some(memo), Some((key, _))) = (&mut memo, sentence) {
                memo.keep_second(key, seen, range, found.get(first..).unwrap_or_default());
            }
        }
        found
    }

    /// Finds the mentions of a sentence by the scores of its tokens.
    fn decode(&self, sentence: TokenRange, work: &mut Work, found: &mut Vec<Tagged>) {
        let steps = self.rows.steps();
        let scores = work.scores.chunks_exact(steps).map(<[_]>::as_flattened);
        let scores = scores
            .skip(sentence.start as usize)
            .take(sentence.len() as usize);
        work.segments.clear();
        work.lattice.decode(&self.chain, scores, &mut work.segments);
        found.extend(work.segments.iter().filter_map(|segment| {
            Some(Tagged {
                tokens: TokenRange::new(
                    sentence.start + segment.start,
                    sentence.start + segment.end,
                ),
                kind: *EntityKind::ALL.get(usize::from(segment.kind))?,
                odds: 0.0,
            })
        }));
    }

    /// Counts the odds against the mentions `found` in a sentence that was just decoded.
    fn count_odds(&self, sentence: TokenRange, work: &Work, found: &mut [Tagged]) {
        let steps = self.rows.steps();
        let range = sentence.bounds();
        let rows = work.scores.get(range.start * steps..range.end * steps);
        let scores = Scores::new(rows.unwrap_or_default().as_flattened(), steps * LANES);
        let mut before = 0;
        for (number, tagged) in found.iter_mut().enumerate() {
            let Some(segment) = work.segments.get(number) else {
                return;
            };
            let next = work.segments.get(number + 1).map(|next| next.start);
            let beside = (
                segment.start > before,
                segment.end < next.unwrap_or(sentence.end - sentence.start),
            );
            tagged.odds = self.certainty.odds(&self.chain, scores, *segment, beside);
            before = segment.end;
        }
    }
}

/// For each form of a text, the scores that it gives a token from each place around it.
#[derive(Default)]
struct WordScores {
    steps: usize,
    /// A row for each place of [`features::AROUND`] where no word is, then of each form.
    rows: Vec<[i16; LANES]>,
    /// Whether the rows of no word and of each form are worked out.
    ready: Vec<bool>,
}

impl WordScores {
    fn new(rows: &Rows, article: &Article<'_>) -> Self {
        let steps = rows.steps();
        let n_forms = article.forms.all.len() + 1;
        Self {
            steps,
            rows: vec![[0; LANES]; n_forms * features::AROUND.len() * steps],
            ready: vec![false; n_forms],
        }
    }

    /// Works out the rows of the forms of a sentence.
    fn prepare(
        &mut self,
        rows: &Rows,
        article: &Article<'_>,
        sentence: TokenRange,
        keys: &mut Vec<u32>,
        lists: &mut Lists,
    ) {
        let forms = article.forms.of_token.get(sentence.bounds());
        let forms = forms.unwrap_or_default().iter();
        for number in std::iter::once(0).chain(forms.map(|form| *form as usize + 1)) {
            match self.ready.get_mut(number) {
                Some(ready) if !*ready => *ready = true,
                Some(_) | None => continue,
            }
            let form = number.checked_sub(1).and_then(|f| article.forms.all.get(f));
            let width = features::AROUND.len() * self.steps;
            let own = self.rows.get_mut(number * width..(number + 1) * width);
            let places = own.unwrap_or_default().chunks_exact_mut(self.steps.max(1));
            for (offset, scores) in features::AROUND.zip(places) {
                keys.clear();
                features::of_word(offset, form, &mut |template, value| {
                    keys.push(key(template, value));
                });
                rows.add(keys, lists, scores);
            }
        }
    }

    /// Adds what the words around `token` give it.
    fn add(
        &self,
        article: &Article<'_>,
        sentence: TokenRange,
        token: usize,
        scores: &mut [[i16; LANES]],
    ) {
        for offset in features::AROUND {
            let neighbour = (token + offset as usize).checked_sub(2);
            let neighbour = neighbour.filter(|t| sentence.bounds().contains(t));
            let form = neighbour.and_then(|t| article.forms.of_token.get(t));
            let row = form.map_or(0, |form| *form as usize + 1) * features::AROUND.len()
                + offset as usize;
            add_scores(
                scores,
                self.rows.get(row * self.steps..).unwrap_or_default(),
            );
        }
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
    words: WordScores,
    /// For each sentence its key in the memo, and whether its scores are added up.
    sentences: Vec<(u64, bool)>,
    sentence: Sentence,
    /// The features of a token.
    keys: Vec<u32>,
    lists: Lists,
    /// A row for each token of the text, kept from the first pass to the second.
    scores: Vec<[i16; LANES]>,
    lattice: Lattice,
    segments: Vec<Segment>,
}

impl Work {
    fn new(rows: &Rows, article: &Article<'_>) -> Self {
        Self {
            words: WordScores::new(rows, article),
            scores: vec![[0; LANES]; article.tokens.len() * rows.steps()],
            ..Self::default()
        }
    }
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
        let words = tagged
            .iter()
            .map(|t| t.tokens.span(&tokens).of(text).to_owned());
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
        assert_eq!(
            found(text),
            expected.map(|(words, kind)| (words.to_owned(), kind))
        );
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
