//! What the first pass found in the whole text, for the second one to look at.
//!
//! A name that is clear in one sentence helps where it is not: `Jordan said` after `Ann Jordan`. So
//! each word, and each pair of neighbouring words, collects **votes**: how often the first pass saw
//! it within a mention of each kind, or outside. A token's own vote is not counted for itself.

use super::article::Article;
use super::decode::Tagged;
use crate::kind::EntityKind;
use crate::model::chain::label_at;
use crate::model::hasher::{Running, ValueMap, join};
use crate::tokens::{Case, TokenRange};

/// The number of kinds, and outside.
const CHOICES: usize = EntityKind::ALL.len() + 1;

/// How often a word was seen outside (0) and in each kind.
#[derive(Clone, Copy, Debug)]
struct Votes([u16; CHOICES]);

impl Default for Votes {
    fn default() -> Self {
        Self([0; CHOICES])
    }
}

impl Votes {
    fn add(&mut self, choice: usize) {
        if let Some(votes) = self.0.get_mut(choice) {
            *votes = votes.saturating_add(1);
        }
    }

    /// The choice with the most votes and its share of them, 1 to 3, without one vote for `own`;
    /// zero where nobody else voted.
    fn verdict(&self, own: usize) -> u64 {
        let (mut best, mut most, mut all) = (0_u64, 0_u32, 0_u32);
        for (choice, (number, votes)) in (0_u64..).zip(self.0.iter().enumerate()) {
            let votes = u32::from(*votes) - u32::from(number == own && *votes > 0);
            all += votes;
            if votes > most {
                (best, most) = (choice, votes);
            }
        }
        let share = match (all, most) {
            (0, _) => return 0,
            (all, most) if most == all => 3,
            (all, most) if most * 3 >= all * 2 => 2,
            _ => 1,
        };
        1 + best * 4 + share
    }
}

/// The votes of a text.
#[derive(Clone, Debug)]
pub struct Memory {
    /// For each token, the number of its label in the first pass.
    labels: Vec<u8>,
    /// For each word of the text.
    words: Vec<Votes>,
    /// For each pair of words within one mention.
    pairs: ValueMap<Votes>,
    /// For the initials of each mention of several words.
    acronyms: ValueMap<Votes>,
}

impl Memory {
    /// Collects the votes of what was found.
    #[must_use]
    pub fn collect(article: &Article<'_>, found: &[Tagged]) -> Self {
        let mut memory = Self {
            labels: vec![0; article.tokens.len()],
            words: vec![Votes::default(); article.words],
            pairs: ValueMap::default(),
            acronyms: ValueMap::default(),
        };
        for tagged in found {
            let (start, end) = (tagged.tokens.start as usize, tagged.tokens.end as usize);
            for at in start..end {
                let label = label_at(tagged.kind as usize, start, end, at);
                if let Some(slot) = memory.labels.get_mut(at) {
                    *slot = u8::try_from(label).unwrap_or_default();
                }
            }
            memory.add_pairs(article, tagged);
        }
        for (at, label) in memory.labels.iter().enumerate() {
            if let Some(votes) = article.word_of(at).and_then(|w| memory.words.get_mut(w)) {
                votes.add(choice(*label));
            }
        }
        memory
    }

    fn add_pairs(&mut self, article: &Article<'_>, tagged: &Tagged) {
        let choice = tagged.kind as usize + 1;
        let mut initials = Running::new();
        let mut n_initials = 0;
        let mut before = None;
        for at in tagged.tokens.bounds() {
            let word = article.word_of(at);
            if let Some(pair) = pair(before, word) {
                self.pairs.entry(pair).or_default().add(choice);
            }
            before = word;
            if let Some(form) = article.forms.get(at).filter(|f| f.is_capital()) {
                initials.push(form.initial);
                n_initials += 1;
            }
        }
        if n_initials > 1 {
            self.acronyms
                .entry(initials.finish())
                .or_default()
                .add(choice);
        }
    }

    /// Gives what the text says of `token`, one of `sentence`, to `push`, as template and value.
    pub fn extract(
        &self,
        article: &Article<'_>,
        sentence: TokenRange,
        token: usize,
        push: &mut impl FnMut(u32, u64),
    ) {
        let label = |token: usize| self.labels.get(token).copied().unwrap_or_default();
        let verdict = |token: usize| {
            let votes = article.word_of(token).and_then(|w| self.words.get(w));
            votes.map_or(0, |v| v.verdict(choice(label(token))))
        };
        let in_sentence = |offset: isize| {
            let other = token.checked_add_signed(offset)?;
            sentence.bounds().contains(&other).then_some(other)
        };
        let own = u64::from(label(token));
        push(256, own);
        let before = in_sentence(-1);
        let after = in_sentence(1);
        push(257, before.map_or(99, |t| u64::from(label(t))));
        push(258, after.map_or(99, |t| u64::from(label(t))));
        let here = verdict(token);
        push(259, here);
        push(260, join(here, own));
        push(261, before.map_or(99, &verdict));
        push(262, after.map_or(99, &verdict));
        let pair_verdict = |first: Option<usize>, second: Option<usize>| {
            let (first, second) = (first?, second?);
            let pair = pair(article.word_of(first), article.word_of(second))?;
            // Both in one mention: this very pair has voted too.
            let (a, b) = (choice(label(first)), choice(label(second)));
            let own = if a == b { a } else { CHOICES };
            Some(self.pairs.get(&pair)?.verdict(own))
        };
        push(263, pair_verdict(before, Some(token)).unwrap_or(0));
        push(264, pair_verdict(Some(token), after).unwrap_or(0));
        let form = article.forms.get(token);
        if let Some(form) = form.filter(|f| f.case == Case::Upper) {
            let votes = self.acronyms.get(&form.letters);
            push(265, votes.map_or(0, |v| v.verdict(CHOICES)));
        }
    }
}

fn pair(first: Option<usize>, second: Option<usize>) -> Option<u64> {
    Some(join(first? as u64, second? as u64))
}

/// The choice that a label stands for: outside is 0, then the kinds.
fn choice(label: u8) -> usize {
    usize::from(label).div_ceil(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_leaves_ones_own_vote_out() {
        // Votes for outside, the first and the second kind; one's own; the choice and its share.
        let rows = [
            ([0, 0, 0], 0, None),
            ([0, 1, 0], 1, None),
            ([0, 2, 0], 1, Some((1, 3))),
            ([1, 3, 0], 1, Some((1, 2))),
            ([2, 2, 1], 2, Some((0, 1))),
            ([0, 1, 4], 1, Some((2, 3))),
            ([0, 1, 4], 7, Some((2, 2))),
        ];
        for (votes, own, expected) in rows {
            let mut all = Votes::default();
            all.0[..3].copy_from_slice(&votes);
            let verdict = expected.map_or(0, |(choice, share)| 1 + choice * 4 + share);
            assert_eq!(all.verdict(own), verdict, "{votes:?} {own}");
        }
    }
}
