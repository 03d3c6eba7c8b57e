//! What the tagger found in the sentences of the text before, so that an edit costs little.
//!
//! A sentence is kept under a value made of everything that the first pass looks at in it, and its
//! final mentions under one made of all that the second pass adds. So what is taken from here is
//! what would be found again.

use super::article::Article;
use super::decode::Tagged;
use crate::model::hasher::join;
use crate::tokens::TokenRange;
use std::collections::HashMap;

/// What was found in one sentence; its tokens count from the sentence's first.
#[derive(Clone, Debug, Default)]
struct Kept {
    first: Vec<Tagged>,
    /// What the second pass looked at.
    seen: u64,
    second: Vec<Tagged>,
}

/// The sentences of the last text.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    before: HashMap<u64, Kept>,
    now: HashMap<u64, Kept>,
}

impl Memo {
    /// Begins a new text: sentences that it does not have are forgotten with the next one.
    pub fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// Adds what the first pass found in the same sentence before, if it was read.
    pub fn first(&mut self, key: u64, sentence: TokenRange, found: &mut Vec<Tagged>) -> bool {
        if let Some(kept) = self.before.remove(&key) {
            self.now.insert(key, kept);
        }
        let kept = self.now.get(&key);
        found.extend(kept.iter().flat_map(|k| shifted(&k.first, sentence)));
        kept.is_some()
    }

    /// Keeps what the first pass found.
    pub fn keep_first(&mut self, key: u64, sentence: TokenRange, found: &[Tagged]) {
        let kept = self.now.entry(key).or_default();
        kept.first = relative(found, sentence);
        kept.seen = 0;
    }

    /// Adds what the second pass found before where it saw the same.
    pub fn second(
        &self,
        key: u64,
        seen: u64,
        sentence: TokenRange,
        found: &mut Vec<Tagged>,
    ) -> bool {
        let kept = self.now.get(&key).filter(|kept| kept.seen == seen);
        found.extend(kept.iter().flat_map(|k| shifted(&k.second, sentence)));
        kept.is_some()
    }

    /// Keeps what the second pass found.
    pub fn keep_second(&mut self, key: u64, seen: u64, sentence: TokenRange, found: &[Tagged]) {
        if let Some(kept) = self.now.get_mut(&key) {
            kept.seen = seen;
            kept.second = relative(found, sentence);
        }
    }
}

fn shifted(kept: &[Tagged], sentence: TokenRange) -> impl Iterator<Item = Tagged> + '_ {
    kept.iter().map(move |tagged| {
        let TokenRange { start, end } = tagged.tokens;
        Tagged {
            tokens: TokenRange::new(sentence.start + start, sentence.start + end),
            ..*tagged
        }
    })
}

fn relative(found: &[Tagged], sentence: TokenRange) -> Vec<Tagged> {
    let relative = found.iter().map(|tagged| {
        let TokenRange { start, end } = tagged.tokens;
        let back = |at: u32| at.saturating_sub(sentence.start);
        Tagged {
            tokens: TokenRange::new(back(start), back(end)),
            ..*tagged
        }
    });
    relative.collect()
}

/// All that the first pass looks at in a sentence, as one value.
#[must_use]
pub fn key(article: &Article<'_>, sentence: TokenRange, heading: bool) -> u64 {
    let mut key = join(u64::from(heading), u64::from(sentence.len()));
    let mut add = |value: u64| key = join(key, value);
    for at in sentence.bounds() {
        let (Some(form), Some(token)) = (article.forms.get(at), article.tokens.get(at)) else {
            continue;
        };
        add(form.exact);
        let number = article.numbers.get(at).copied().unwrap_or_default();
        let shape = (form.kind as u64) | (form.case as u64) << 8 | (token.gap as u64) << 16;
        add(shape | u64::from(number) << 24);
        if let Some(Some(phrase)) = article.phrases.get(at) {
            let first = u64::from(phrase.tokens.start as usize == at);
            let last = u64::from(phrase.tokens.end as usize == at + 1);
            add(join(u64::from(phrase.word.flags.0), 1 + first + 2 * last));
        }
        if let Some(uses) = article.use_of(at).filter(|_| form.is_capital()) {
            add(u64::from(uses.small.min(2)) | u64::from(uses.capital.min(2)) << 2);
            add(u64::from(uses.before.0) | u64::from(uses.after.0) << 32);
        }
    }
    key
}
