//! What the context of a token gives it.
//!
//! Some features hang together: where a token stands is told by a few facts, which are the same for
//! many tokens. What the features of such a group add up to is kept, as long as no other takes its
//! place.

use super::features::Sink;
use super::words::Scratch;
use crate::model::chain::{Row, WIDTH};
use crate::model::hasher::key;
use crate::model::rows::{Rows, add_one};

/// How many sums are kept.
const MOST: usize = 1 << 11;

/// The sums of groups. They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct ContextScores {
    /// What each of them is about, see [`Sink::group`]; 0 where none is kept.
    about: Vec<u64>,
    rows: Vec<Row>,
}

impl ContextScores {
    /// Adds the features of a token, which `extract` gives, to its `scores`.
    pub fn add(
        &mut self,
        table: &Rows,
        work: &mut Scratch,
        scores: &mut Row,
        extract: impl FnOnce(&mut Adder<'_>),
    ) {
        if self.about.is_empty() {
            self.about.resize(MOST, 0);
            self.rows.resize(MOST, [0; WIDTH]);
        }
        work.keys.clear();
        extract(&mut Adder {
            table,
            kept: self,
            work,
            scores,
        });
        table.add(&work.keys, &mut work.lists, scores);
    }
}

/// Adds up features.
pub struct Adder<'a> {
    table: &'a Rows,
    kept: &'a mut ContextScores,
    work: &'a mut Scratch,
    scores: &'a mut Row,
}

impl Sink for Adder<'_> {
    #[inline]
    fn push(&mut self, template: u32, value: u64) {
        self.work.keys.push(key(template, value));
    }

    #[inline]
    fn group(&mut self, about: u64, features: impl FnOnce(&mut Self)) {
        let slot = (about >> 32) as usize % MOST;
        let is_known = self.kept.about.get(slot) == Some(&about);
        if !is_known {
            self.work_out(slot, about, features);
        }
        if let Some(row) = self.kept.rows.get(slot) {
            add_one(self.scores, row);
        }
    }
}

impl Adder<'_> {
    #[cold]
    fn work_out(&mut self, slot: usize, about: u64, features: impl FnOnce(&mut Self)) {
        let first = self.work.keys.len();
        features(self);
        let Scratch { keys, lists } = &mut *self.work;
        let kept = self.kept.about.get_mut(slot).zip(self.kept.rows.get_mut(slot));
        if let Some((kept, row)) = kept {
            *kept = about;
            row.fill(0);
            self.table.add(keys.get(first..).unwrap_or_default(), lists, row);
        }
        keys.truncate(first);
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::Tagger;
    use super::super::features::of_context;
    use super::super::runs::in_first;
    use super::*;

    #[test]
    fn contexts_score_as_their_features_do() {
        let tagger = Tagger::embedded().unwrap();
        let text = "On 3 May the Bank of Acme told Ann Lee and Bob Lee in Paris that it had 40 banks.";
        let mut contexts = ContextScores::default();
        let mut work = Scratch::default();
        // The second time, all groups are known.
        for round in 0..2 {
            let scored = in_first(text, |article, sentence| {
                for at in 0..article.tokens.len() {
                    let mut keys = Vec::new();
                    of_context(article, sentence, at, &mut |template, value| {
                        keys.push(key(template, value));
                    });
                    let (mut expected, mut found) = ([0; WIDTH], [0; WIDTH]);
                    tagger.rows.add(&keys, &mut work.lists, &mut expected);
                    contexts.add(&tagger.rows, &mut work, &mut found, |sink| {
                        of_context(article, sentence, at, sink);
                    });
                    assert_eq!(found, expected, "round {round}, token {at}");
                }
                article.tokens.len()
            });
            assert!(scored > 15);
        }
        assert!(contexts.about.iter().filter(|about| **about != 0).count() > 30);
    }
}
