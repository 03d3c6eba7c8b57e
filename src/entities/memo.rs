//! What is kept from text to text: the words with their scores, and what the tagger found in the
//! sentences of the text before, so that an edit costs little.
//!
//! A sentence is kept under a value made of everything that the first pass looks at in it, and its
//! final mentions under one made of all that the second pass adds. So what is taken from here is
//! what would be found again.

use super::article::Article;
use super::decode::{Piece, Tagged, Work};
use super::forms::Form;
use super::vocabulary::{Numbering, Vocabulary};
use super::words::WordScores;
use crate::model::hasher::{ValueMap, join};
use crate::tokens::TokenRange;
use std::ops::Range;

/// What was found in the sentences of a text; tokens count from the sentence's first.
#[derive(Clone, Debug, Default)]
struct Sentences {
    kept: ValueMap<Kept>,
    /// What both passes found, sentence by sentence.
    tagged: Vec<Tagged>,
    /// The stretches that the tagger looked into.
    islands: Vec<TokenRange>,
}

/// What was found in one sentence: its places in the lists of all [`Sentences`].
#[derive(Clone, Debug, Default)]
struct Kept {
    first: Range<usize>,
    islands: Range<usize>,
    /// What the second pass looked at.
    seen: u64,
    second: Range<usize>,
}

impl Sentences {
    fn clear(&mut self) {
        self.kept.clear();
        self.tagged.clear();
        self.islands.clear();
    }

    fn tagged(&self, of: &Range<usize>) -> &[Tagged] {
        self.tagged.get(of.clone()).unwrap_or_default()
    }

    fn islands(&self, of: &Range<usize>) -> &[TokenRange] {
        self.islands.get(of.clone()).unwrap_or_default()
    }
}

/// Adds to a list; gives where it begins and ends there.
fn added<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) -> Range<usize> {
    let start = list.len();
    list.extend(items);
    start..list.len()
}

/// Longer texts, in bytes, are nothing that somebody edits; their sentences are not kept.
const EDITABLE: usize = 1 << 19;

/// What is kept from one text to the next. A memo belongs to one analyzer; the results are the same
/// whatever it has seen.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// The words that were met.
    pub vocabulary: Vocabulary,
    /// The words of the text at hand, unless it is too long; for the pass that asks for them next.
    pub numbering: Option<Numbering>,
    pub(super) words: WordScores,
    work: Work,
    /// Whether sentences are kept.
    keeps: bool,
    before: Sentences,
    now: Sentences,
}

impl Memo {
    /// Begins a new text: sentences that it does not have are forgotten with the next one.
    pub(super) fn begin(&mut self, text: &str) {
        self.keeps = text.len() <= EDITABLE;
        std::mem::swap(&mut self.before, &mut self.now);
        self.now.clear();
        self.numbering = None;
    }

    /// What the word of a token of the text at hand shows, as long as [`numbering`](Self::numbering) is
    /// there.
    #[must_use]
    pub fn form(&self, token: u32) -> Option<&Form> {
        let Numbering { of_token, ids } = self.numbering.as_ref()?;
        let id = ids.get(*of_token.get(token as usize)? as usize)?;
        self.vocabulary.form(*id)
    }

    /// The tagger's working memory, empty.
    pub(super) fn take_work(&mut self) -> Work {
        let mut work = std::mem::take(&mut self.work);
        work.clear();
        work
    }

    /// Keeps the working memory for the next text.
    pub(super) fn keep_work(&mut self, work: Work) {
        self.work = work;
    }

    /// Ends a text. After a long one, what only the tagger needs gives its room to the passes after it.
    pub(super) fn end(&mut self) {
        if !self.keeps {
            self.work = Work::default();
            self.words = WordScores::default();
        }
    }

    /// What the first pass looks at in a sentence, as one value; `None` where none are kept.
    pub(super) fn key(&self, article: &Article<'_>, (sentence, heading): Piece) -> Option<u64> {
        let about = u64::from(heading) | u64::from(self.vocabulary.generation()) << 1;
        self.keeps.then(|| key(article, sentence, about))
    }

    /// Adds what the first pass found in the same sentence of the text before, and where it looked,
    /// if there was one. Sentences of the text itself do not count, so that repeated ones cost the
    /// same in texts that are kept and in longer ones.
    pub(super) fn first(
        &mut self,
        key: u64,
        sentence: TokenRange,
        found: &mut Vec<Tagged>,
        islands: &mut Vec<TokenRange>,
    ) -> bool {
        let Self { before, now, .. } = self;
        let Some(kept) = before.kept.get(&key) else {
            return false;
        };
        let first = before.tagged(&kept.first);
        found.extend(first.iter().map(|t| from_first(*t, sentence)));
        let looked = before.islands(&kept.islands);
        islands.extend(looked.iter().map(|i| shift(*i, sentence)));
        now.kept.entry(key).or_insert_with(|| Kept {
            first: added(&mut now.tagged, first.iter().copied()),
            islands: added(&mut now.islands, looked.iter().copied()),
            seen: kept.seen,
            second: added(&mut now.tagged, before.tagged(&kept.second).iter().copied()),
        });
        true
    }

    /// Keeps what the first pass found, and where it looked.
    pub(super) fn keep_first(
        &mut self,
        key: u64,
        sentence: TokenRange,
        found: &[Tagged],
        islands: impl Iterator<Item = TokenRange>,
    ) {
        let now = &mut self.now;
        let kept = now.kept.entry(key).or_default();
        kept.first = added(&mut now.tagged, relative(found, sentence));
        kept.islands = added(&mut now.islands, islands.map(|island| unshift(island, sentence)));
        kept.seen = 0;
    }

    /// Adds what the second pass found before where it saw the same.
    pub(super) fn second(
        &self,
        key: u64,
        seen: u64,
        sentence: TokenRange,
        found: &mut Vec<Tagged>,
    ) -> bool {
        let kept = self.before.kept.get(&key).filter(|kept| kept.seen == seen);
        let second = kept.iter().flat_map(|kept| self.before.tagged(&kept.second));
        found.extend(second.map(|t| from_first(*t, sentence)));
        kept.is_some()
    }

    /// Keeps what the second pass found.
    pub(super) fn keep_second(
        &mut self,
        key: u64,
        seen: u64,
        sentence: TokenRange,
        found: &[Tagged],
    ) {
        let now = &mut self.now;
        if let Some(kept) = now.kept.get_mut(&key) {
            kept.seen = seen;
            kept.second = added(&mut now.tagged, relative(found, sentence));
        }
    }
}

fn shift(range: TokenRange, sentence: TokenRange) -> TokenRange {
    TokenRange::new(sentence.start + range.start, sentence.start + range.end)
}

fn unshift(range: TokenRange, sentence: TokenRange) -> TokenRange {
    let back = |at: u32| at.saturating_sub(sentence.start);
    TokenRange::new(back(range.start), back(range.end))
}

fn from_first(tagged: Tagged, sentence: TokenRange) -> Tagged {
    Tagged {
        tokens: shift(tagged.tokens, sentence),
        ..tagged
    }
}

fn relative(found: &[Tagged], sentence: TokenRange) -> impl Iterator<Item = Tagged> {
    found.iter().map(move |tagged| Tagged {
        tokens: unshift(tagged.tokens, sentence),
        ..*tagged
    })
}

/// All that the first pass looks at in a sentence, as one value; `about` is what tells it beside its tokens.
fn key(article: &Article<'_>, sentence: TokenRange, about: u64) -> u64 {
    let mut key = join(about, u64::from(sentence.len()));
    for at in sentence.bounds() {
        let Some(token) = article.tokens.get(at) else {
            continue;
        };
        let number = article.numbers.get(at).copied().unwrap_or_default();
        let word = u64::from(article.forms.number(at));
        let mut seen = word | u64::from(number) << 32 | (token.gap() as u64) << 40;
        if let Some(phrase) = article.phrase(at) {
            let first = u64::from(phrase.tokens.start as usize == at);
            let last = u64::from(phrase.tokens.end as usize == at + 1);
            seen = join(seen, join(u64::from(phrase.word.flags.0), 1 + first + 2 * last));
        }
        if let Some(uses) = article.use_of(at).filter(|_| token.case().is_capital()) {
            seen = join(seen, u64::from(uses.small.min(2)) | u64::from(uses.capital.min(2)) << 2);
            seen = join(seen, u64::from(uses.before.0) | u64::from(uses.after.0) << 32);
        }
        key = join(key, seen);
    }
    key
}
