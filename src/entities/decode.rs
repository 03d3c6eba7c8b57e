//! The tagger: sentences → labelled token ranges.

use super::article::Article;
use super::certainty::Certainty;
use super::contexts::ContextScores;
use super::features;
use super::memo::Memo;
use super::memory::{HintScores, Hints, Memory};
use super::runs::{Sentence, is_foreign};
use super::sieve::{Interest, Sieve, judges};
use super::words::Scratch;
use crate::kind::EntityKind;
use crate::model::ModelError;
use crate::model::chain::{Chain, Row, WIDTH};
use crate::model::format::File;
use crate::model::hasher::join;
use crate::model::rows::Rows;
use crate::model::viterbi::{Lattice, Segment};
use crate::pace::{self, Pace};
use crate::text::to_u32;
use crate::tokens::TokenRange;
use std::ops::Range;

/// The embedded model.
#[cfg(not(feature = "lite"))]
pub const MODEL: &[u8] = include_bytes!("../data/names.bin");
/// The embedded model.
#[cfg(feature = "lite")]
pub const MODEL: &[u8] = include_bytes!("../data/names.lite.bin");

/// How far from a token words are looked at.
const REACH: usize = features::AROUND.end as usize / 2;

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
    /// What is not looked at closely.
    sieve: Sieve,
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
        if chain.kinds() != EntityKind::ALL.len() {
            return Err(ModelError::Section);
        }
        Ok(Self {
            sieve: Sieve::read(file.section(*b"SIEV")?)?,
            rows,
            chain,
            certainty,
        })
    }

    /// Finds the mentions of a text, in order. `memo` has the vocabulary that the article was
    /// collected with, and is what is kept from the text before.
    pub async fn tag(&self, article: &Article<'_>, memo: &mut Memo, pace: &Pace) -> Vec<Tagged> {
        let mut work = memo.take_work();
        let first = self.first_pass(article, &mut work, memo, pace).await;
        pace.rest().await;
        let memory = Memory::collect(article, &first);
        let found = self
            .second_pass(article, &memory, &mut work, memo, pace)
            .await;
        memo.keep_work(work);
        found
    }

    /// Finds the mentions by what each sentence shows.
    #[must_use]
    pub fn first(&self, article: &Article<'_>, memo: &mut Memo) -> Vec<Tagged> {
        let mut work = memo.take_work();
        let found = pace::finish(self.first_pass(article, &mut work, memo, &Pace::unbroken()));
        memo.keep_work(work);
        found
    }

    async fn first_pass(
        &self,
        article: &Article<'_>,
        work: &mut Work,
        memo: &mut Memo,
        pace: &Pace,
    ) -> Vec<Tagged> {
        let mut found = Vec::new();
        for piece in pieces(article) {
            pace.rest().await;
            let key = memo.key(article, piece);
            let first_island = work.islands.len();
            let first = found.len();
            let is_known =
                key.is_some_and(|key| memo.first(key, piece.0, &mut found, &mut work.known));
            if is_known {
                let known = work.known.drain(..);
                work.islands.extend(known.map(Island::without_scores));
            } else {
                self.score(article, piece, work, memo);
                for island in first_island..work.islands.len() {
                    self.decode(island, work, &mut found);
                }
                if let Some(key) = key {
                    let islands = work.islands.get(first_island..).unwrap_or_default();
                    let islands = islands.iter().map(|island| island.tokens);
                    let found = found.get(first..).unwrap_or_default();
                    memo.keep_first(key, piece.0, found, islands);
                }
            }
            work.sentences.push(Seen {
                key,
                islands: first_island..work.islands.len(),
                is_scored: !is_known,
            });
        }
        found
    }

    /// Adds up what the words of a sentence and their contexts give the tokens that are worth it.
    fn score(
        &self,
        article: &Article<'_>,
        (range, heading): Piece,
        work: &mut Work,
        memo: &mut Memo,
    ) {
        work.sentence.set(article, range, heading);
        let words = &mut memo.words;
        let n_tokens = range.len() as usize;
        words.begin(&memo.vocabulary, n_tokens);
        // The words, and as many places beside the sentence as are looked at.
        work.words.clear();
        work.words.resize(REACH, 0);
        let numbers = range.bounds().map(|token| article.forms.number(token));
        work.words.extend(numbers);
        work.words.resize(n_tokens + 2 * REACH, 0);
        let form = |place: usize| work.sentence.form(article, place.checked_sub(REACH)?);
        work.interest.clear();
        for (place, word) in work.words.iter().enumerate() {
            let adds = words.interest(&self.sieve, *word, || form(place));
            work.interest.push(adds);
        }
        let mut island: Option<Island> = None;
        for (at, token) in range.bounds().enumerate() {
            let around = work.interest.get(at..).and_then(<[_]>::first_chunk);
            if around.is_some_and(|around| self.sieve.holds_back(around))
                && judges(article, &work.sentence, at)
            {
                work.islands.extend(island.take().map(Island::inner));
                continue;
            }
            let around = work.words.get(at..).and_then(<[_]>::first_chunk);
            let form = |offset: u32| form(at + offset as usize);
            let around = around.unwrap_or(&[0; 2 * REACH + 1]);
            let row = work.n_scores;
            if row == work.scores.len() {
                work.scores.push([0; WIDTH]);
            }
            work.n_scores += 1;
            let Some(scores) = work.scores.get_mut(row) else {
                continue;
            };
            let (contexts, scratch) = (&mut work.contexts, &mut work.scratch);
            scratch.keys.clear();
            let numbers = words.numbers(&self.rows, around, form, scratch);
            contexts.collect(&self.rows, scratch, |sink| {
                features::of_context(article, &work.sentence, at, sink);
            });
            let Scratch { keys, groups, lists } = scratch;
            let of_words = numbers.iter().filter_map(|number| words.row(*number));
            let of_groups = groups.iter().filter_map(|number| contexts.row(*number));
            self.rows.sum(of_words.chain(of_groups), keys, lists, scores);
            let end = to_u32(token + 1);
            let start = Island {
                tokens: TokenRange::new(to_u32(token), end),
                row,
                is_inner: false,
            };
            island.get_or_insert(start).tokens.end = end;
        }
        work.islands.extend(island);
    }

    /// Finds the mentions by what the first pass saw, and by what it found in the whole text.
    async fn second_pass(
        &self,
        article: &Article<'_>,
        memory: &Memory,
        work: &mut Work,
        memo: &mut Memo,
        pace: &Pace,
    ) -> Vec<Tagged> {
        let mut found = Vec::new();
        for (number, piece) in pieces(article).enumerate() {
            pace.rest().await;
            let Some(sentence) = work.sentences.get(number).cloned() else {
                break;
            };
            let range = piece.0;
            let n_islands = sentence.islands.len();
            let hints = work.take_hints(article, memory, range, sentence.islands.clone());
            let key = sentence.key;
            if key.is_some_and(|key| memo.second(key, hints, range, &mut found)) {
                continue;
            }
            let mut first_island = sentence.islands.start;
            if !sentence.is_scored {
                first_island = work.islands.len();
                self.score(article, piece, work, memo);
            }
            let first = found.len();
            let mut seen = 0;
            for island in first_island..first_island + n_islands {
                seen = self.add_hints(island, seen, work);
                let first = found.len();
                self.decode(island, work, &mut found);
                self.count_odds(island, work, found.get_mut(first..).unwrap_or_default());
            }
            if found.len() > first && is_foreign(article, range) {
                let sure = |t: &Tagged| self.certainty.of(t.odds) >= SURE_ABROAD;
                let kept: Vec<Tagged> = found.drain(first..).filter(sure).collect();
                found.extend(kept);
            }
            if let Some(key) = key {
                memo.keep_second(key, hints, range, found.get(first..).unwrap_or_default());
            }
        }
        found
    }

    /// Adds what the whole text says of the tokens of an island; `from` counts the tokens of the
    /// sentence's islands before. Gives their number with this one's.
    fn add_hints(&self, island: usize, from: usize, work: &mut Work) -> usize {
        let Some(island) = work.islands.get(island) else {
            return from;
        };
        let end = from + island.tokens.len() as usize;
        let hints = work.hints.get(from..end).unwrap_or_default();
        let rows = work.scores.get_mut(island.rows()).unwrap_or_default();
        for (hints, scores) in hints.iter().zip(rows) {
            work.hint_scores.add(&self.rows, hints, scores);
        }
        end
    }

    /// Finds the mentions of an island by the scores of its tokens.
    #[inline(never)]
    fn decode(&self, island: usize, work: &mut Work, found: &mut Vec<Tagged>) {
        work.segments.clear();
        let Some(island) = work.islands.get(island) else {
            return;
        };
        let rows = work.scores.get(island.rows()).unwrap_or_default();
        let segments = &mut work.segments;
        work.lattice
            .decode(&self.chain, rows, island.is_inner, segments);
        found.extend(work.segments.iter().filter_map(|segment| {
            let first = island.tokens.start;
            Some(Tagged {
                tokens: TokenRange::new(first + segment.start, first + segment.end),
                kind: *EntityKind::ALL.get(usize::from(segment.kind))?,
                odds: 0.0,
            })
        }));
    }

    /// Counts the odds against the mentions `found` in an island that was just decoded.
    #[inline(never)]
    fn count_odds(&self, island: usize, work: &Work, found: &mut [Tagged]) {
        let Some(island) = work.islands.get(island) else {
            return;
        };
        let scores = work.scores.get(island.rows()).unwrap_or_default();
        let mut before = 0;
        for (number, tagged) in found.iter_mut().enumerate() {
            let Some(segment) = work.segments.get(number) else {
                return;
            };
            let next = work.segments.get(number + 1).map(|next| next.start);
            let beside = (
                segment.start > before,
                segment.end < next.unwrap_or(island.tokens.len()),
            );
            tagged.odds = self.certainty.odds(&self.chain, scores, *segment, beside);
            before = segment.end;
        }
    }
}

/// A sentence, or a piece of a long one, and whether it is a headline.
pub type Piece = (TokenRange, bool);

/// The sentences of a text, long ones in pieces, each with whether it is a headline.
pub fn pieces(article: &Article<'_>) -> impl Iterator<Item = Piece> {
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

/// Neighbouring tokens of a sentence that are worth a close look.
#[derive(Clone, Copy, Debug)]
struct Island {
    tokens: TokenRange,
    /// Where its rows of scores begin.
    row: usize,
    /// Whether tokens of its sentence follow it.
    is_inner: bool,
}

impl Island {
    /// One of a sentence that the memo knows.
    fn without_scores(tokens: TokenRange) -> Self {
        Self {
            tokens,
            row: usize::MAX,
            is_inner: false,
        }
    }

    /// Its rows of scores.
    fn rows(&self) -> Range<usize> {
        self.row..self.row.saturating_add(self.tokens.len() as usize)
    }

    fn inner(self) -> Self {
        Self {
            is_inner: true,
            ..self
        }
    }
}

/// What the first pass leaves of a sentence for the second.
#[derive(Clone, Debug)]
struct Seen {
    /// Its key in the memo.
    key: Option<u64>,
    /// Its islands in [`Work::islands`].
    islands: Range<usize>,
    /// Whether their scores are added up.
    is_scored: bool,
}

/// Working memory, kept between sentences and texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    sentences: Vec<Seen>,
    islands: Vec<Island>,
    /// A row for each token of the islands, kept from the first pass to the second; behind them,
    /// rows of texts before, which are set anew when it is their turn.
    scores: Vec<Row>,
    /// The number of rows of the text at hand.
    n_scores: usize,
    /// The islands of a sentence that the memo knows.
    known: Vec<TokenRange>,
    sentence: Sentence,
    /// The words of the sentence and of the places beside it, see [`WordScores`](super::words::WordScores).
    words: Vec<u32>,
    /// For each of the words, what it adds to the interest of the tokens around it.
    interest: Vec<Interest>,
    scratch: Scratch,
    contexts: ContextScores,
    /// What the text says of the tokens of a sentence's islands.
    hints: Vec<Hints>,
    /// What the hints that were met are worth.
    hint_scores: HintScores,
    lattice: Lattice,
    segments: Vec<Segment>,
}

impl Work {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.sentences.clear();
        self.islands.clear();
        self.n_scores = 0;
    }

    /// Collects what the text says of the tokens of some islands; gives it as one value too.
    fn take_hints(
        &mut self,
        article: &Article<'_>,
        memory: &Memory,
        sentence: TokenRange,
        islands: Range<usize>,
    ) -> u64 {
        let islands = self.islands.get(islands).unwrap_or_default();
        self.hints.clear();
        for island in islands {
            let hints = memory.hints(article, sentence, island.tokens);
            self.hints.extend(hints);
        }
        let hints = self.hints.iter();
        hints.fold(1, |seen, hints| join(seen, hints.value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::pace::finish;
    use crate::sentences::split;
    use crate::tokens::tokenize;

    fn found(text: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokenize(text);
        let layout = split(text, &tokens);
        let lexicon = Lexicon::embedded().unwrap();
        let mut memo = Memo::default();
        let vocabulary = &mut memo.vocabulary;
        let article = Article::collect(&lexicon, vocabulary, text, &tokens, &layout, &[]);
        let tagger = Tagger::embedded().unwrap();
        let tagged = finish(tagger.tag(&article, &mut memo, &Pace::unbroken()));
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
