//! What the context of a token gives it.
//!
//! Some features hang together: where a token stands is told by a few facts, which are the same for
//! many tokens. What the features of such a group add up to is kept, as long as no other takes its
//! place.

use super::features::Sink;
use super::words::Scratch;
use crate::model::chain::WIDTH;
use crate::model::hasher::key;
use crate::model::narrow::Narrow;
use crate::model::rows::Rows;

/// How many sums are kept.
const MOST: u16 = 1 << 11;

/// The sums of groups. They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct ContextScores {
    /// What each of them is about, see [`Sink::group`]; 0 where none is kept.
    about: Vec<u64>,
    rows: Vec<Narrow>,
}

impl ContextScores {
    /// Collects the features of a token, which `extract` gives: those of groups whose sums are kept
    /// as the numbers of these, all others as keys.
    pub fn collect(
        &mut self,
        table: &Rows,
        work: &mut Scratch,
        extract: impl FnOnce(&mut Collector<'_>),
    ) {
        if self.about.is_empty() {
            self.about.resize(MOST.into(), 0);
            self.rows.resize(MOST.into(), Narrow::NOTHING);
        }
        work.groups.clear();
        extract(&mut Collector {
            table,
            kept: self,
            work,
        });
    }

    /// The sum of this number.
    #[inline]
    #[must_use]
    pub fn row(&self, number: u16) -> Option<&Narrow> {
        self.rows.get(usize::from(number))
    }
}

/// Collects features.
pub struct Collector<'a> {
    table: &'a Rows,
    kept: &'a mut ContextScores,
    work: &'a mut Scratch,
}

impl Sink for Collector<'_> {
    #[inline]
    fn push(&mut self, template: u32, value: u64) {
        self.work.keys.push(key(template, value));
    }

    #[inline]
    fn group(&mut self, about: u64, features: impl FnOnce(&mut Self)) {
        let [.., low, high] = about.to_le_bytes();
        let number = u16::from_le_bytes([low, high]) % MOST;
        let is_known = self.kept.about.get(usize::from(number)) == Some(&about);
        if is_known || self.work_out(number, about, features) {
            self.work.groups.push(number);
        }
    }
}

impl Collector<'_> {
    /// Sums up the features of a group and keeps the sum, if it is a narrow one and takes the place of
    /// no other of the same token; if not, its features are collected like others.
    #[cold]
    fn work_out(&mut self, number: u16, about: u64, features: impl FnOnce(&mut Self)) -> bool {
        let first = self.work.keys.len();
        features(self);
        let Scratch { keys, groups, lists } = &mut *self.work;
        let mut sum = [0; WIDTH];
        self.table.add(keys.get(first..).unwrap_or_default(), lists, &mut sum);
        let is_free = !groups.contains(&number);
        let Some(row) = Narrow::of(&sum).filter(|_| is_free) else {
            return false;
        };
        let place = usize::from(number);
        if let Some((kept_about, kept)) = self.kept.about.get_mut(place).zip(self.kept.rows.get_mut(place)) {
            *kept_about = about;
            *kept = row;
        }
        keys.truncate(first);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::Tagger;
    use super::super::features::of_context;
    use super::super::runs::in_first;
    use super::*;
    use crate::model::rows::{self, Cell};

    #[test]
    fn groups_keep_narrow_sums_that_take_the_place_of_no_other_of_their_token() {
        let cell = |weight| vec![Cell { label: 0, weight }];
        let keys = [(1, 100), (2, 27), (3, 28)];
        let rows: Vec<_> = keys
            .map(|(template, weight)| (rows::cut(key(template, 0), 8, 16), cell(weight)))
            .into();
        let table = Rows::read(&rows::write(&rows, 8, 16)).unwrap();
        let (mut contexts, mut work) = (ContextScores::default(), Scratch::default());
        let (place, same_place) = (7 << 48, 7 << 48 | 1);
        for (groups, n_keys, n_groups) in [
            (vec![(place, [1, 2])], 0, 1),
            (vec![(place, [1, 3])], 0, 1), // known, so not asked for again
            (vec![(same_place, [1, 3])], 2, 0), // 128 is too much
            (vec![(place, [1, 2]), (same_place, [1, 2])], 2, 1),
            (vec![(same_place, [1, 2]), (place, [1, 2])], 2, 1),
        ] {
            work.keys.clear();
            contexts.collect(&table, &mut work, |sink| {
                for (about, templates) in &groups {
                    sink.group(*about, |sink| templates.iter().for_each(|t| sink.push(*t, 0)));
                }
            });
            assert_eq!((work.keys.len(), work.groups.len()), (n_keys, n_groups), "{groups:?}");
            let kept = work.groups.iter().filter_map(|number| contexts.row(*number));
            let mut scores = [0; WIDTH];
            table.sum(kept, &work.keys, &mut work.lists, &mut scores);
            let sums = if n_keys > 0 && n_groups == 0 { 128 } else { 127 };
            assert_eq!(scores.first(), Some(&(sums * i16::try_from(groups.len()).unwrap())));
        }
    }

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
                    work.keys.clear();
                    contexts.collect(&tagger.rows, &mut work, |sink| {
                        of_context(article, sentence, at, sink);
                    });
                    let groups = work.groups.iter().filter_map(|number| contexts.row(*number));
                    tagger.rows.sum(groups, &work.keys, &mut work.lists, &mut found);
                    assert_eq!(found, expected, "round {round}, token {at}");
                }
                article.tokens.len()
            });
            assert!(scored > 15);
        }
        assert!(contexts.about.iter().filter(|about| **about != 0).count() > 30);
    }
}
