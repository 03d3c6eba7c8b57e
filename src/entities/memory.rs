//! What the first pass found in the whole text, for the second one to look at.
//!
//! A name that is clear in one sentence helps where it is not: `Jordan said` after `Ann Jordan`. So
//! each word, and each pair of neighbouring words, collects **votes**: how often the first pass saw
//! it within a mention of each kind, or outside. A token's own vote is not counted for itself.

use std::cmp::Reverse;

use super::article::Article;
use super::decode::Tagged;
use crate::kind::EntityKind;
use crate::model::chain::{Row, WIDTH, label_at, width};
use crate::model::hasher::{self, Running, ValueMap, join, key};
use crate::model::narrow::{Narrow, Sums};
use crate::model::rows::{Lists, Rows};
use crate::tokens::{Case, TokenRange};

/// The number of kinds, and outside.
const CHOICES: usize = EntityKind::ALL.len() + 1;

/// No choice: no vote is one's own.
const NOBODY: u8 = u8::MAX;

/// How often a word was seen outside (0) and in each kind.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    counts: [u16; CHOICES],
    all: u32,
    /// The choice with the most votes, and the one with the most of the others.
    best: Choice,
    second: Choice,
}

/// A choice with its votes: of equal ones, the first is more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    votes: u16,
    number: Reverse<u8>,
}

impl Votes {
    fn add(&mut self, choice: u8) {
        let Some(votes) = self.counts.get_mut(usize::from(choice)) else {
            return;
        };
        *votes = votes.saturating_add(1);
        self.all += 1;
        let choice = Choice {
            votes: *votes,
            number: Reverse(choice),
        };
        if choice.number == self.best.number {
            self.best = choice;
        } else if choice > self.best {
            self.second = std::mem::replace(&mut self.best, choice);
        } else if choice > self.second {
            self.second = choice;
        }
    }

    /// The choice with the most votes and its share of them, 1 to 3, without one vote for `own`;
    /// zero where nobody else voted.
    fn verdict(&self, own: u8) -> u8 {
        let (mut all, mut best) = (self.all, self.best);
        let has_own = self.counts.get(usize::from(own)).is_some_and(|votes| *votes > 0);
        all -= u32::from(has_own);
        if has_own && best.number.0 == own {
            best.votes -= 1;
            best = best.max(self.second);
        }
        let most = u32::from(best.votes);
        let share = match (all, most) {
            (0, _) => return 0,
            (all, most) if most == all => 3,
            (all, most) if most * 3 >= all * 2 => 2,
            _ => 1,
        };
        1 + best.number.0 * 4 + share
    }
}

/// The templates of what is looked at, in the order of [`Hints`]; the last one joins two of them.
const TEMPLATES: [u32; N_HINTS] = [256, 257, 258, 259, 261, 262, 263, 264, 265];
const N_HINTS: usize = 9;
const JOINT: u32 = 260;

/// Stands for the label and the verdict of a token beyond the sentence.
const BEYOND: u8 = 99;
/// Stands for what is not looked at.
const NOTHING: u8 = 100;

/// What the text says of a token: its label in the first pass, that of the token before and after;
/// the verdict on its word, on the word before and after; on its pair with the word before and
/// after; and on its letters as initials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hints([u8; N_HINTS]);

impl Hints {
    /// Gives the features to `push`, as template and value.
    pub fn each(&self, push: &mut impl FnMut(u32, u64)) {
        for (template, hint) in TEMPLATES.into_iter().zip(self.0) {
            if hint != NOTHING {
                push(template, hint.into());
            }
        }
        push(JOINT, joint(self.verdict(), self.label()));
    }

    fn label(&self) -> u8 {
        self.0.first().copied().unwrap_or_default()
    }

    fn verdict(&self) -> u8 {
        self.0.get(3).copied().unwrap_or_default()
    }

    /// All of them as one value.
    #[must_use]
    pub fn value(&self) -> u64 {
        let low = self.0.first_chunk().copied().unwrap_or_default();
        let last = self.0.last().copied().unwrap_or_default();
        join(u64::from_le_bytes(low), last.into())
    }
}

fn joint(verdict: u8, label: u8) -> u64 {
    join(verdict.into(), label.into())
}

/// The weights of the hints that were met: there are few different ones, and each is looked up once.
/// They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct HintScores {
    rows: Vec<Narrow>,
    /// For each hint and each of its values, the number of its row.
    single: Vec<[u16; NOTHING as usize]>,
    /// For each verdict and label, the number of the row of their joint feature.
    joint: Vec<[u16; LABELS]>,
}

/// The number of a row that is not looked up yet.
const UNKNOWN: u16 = u16::MAX;

/// The number of labels.
const LABELS: usize = width(EntityKind::ALL.len());
/// The number of verdicts.
const VERDICTS: usize = 4 * CHOICES + 1;

impl HintScores {
    /// Adds the weights that `table` gives the hints at a token to its scores.
    pub fn add(&mut self, table: &Rows, hints: &Hints, scores: &mut Row) {
        if self.single.is_empty() {
            self.single.resize(N_HINTS, [UNKNOWN; NOTHING as usize]);
            self.joint.resize(VERDICTS, [UNKNOWN; LABELS]);
        }
        let (verdict, label) = (hints.verdict(), hints.label());
        let rows = &mut self.rows;
        let mut number = |number: Option<&mut u16>, template: u32, value: u64| {
            let Some(number) = number else {
                return NO_ROW;
            };
            if *number == UNKNOWN {
                *number = look_up(table, rows, key(template, value));
            }
            *number
        };
        let mut numbers = [NO_ROW; N_HINTS + 1];
        let single = self.single.iter_mut().zip(TEMPLATES);
        for (((all, template), hint), slot) in single.zip(hints.0).zip(&mut numbers) {
            *slot = number(all.get_mut(usize::from(hint)), template, hint.into());
        }
        let joint_of = self.joint.get_mut(usize::from(verdict));
        let joint_of = joint_of.and_then(|labels| labels.get_mut(usize::from(label)));
        if let Some(slot) = numbers.last_mut() {
            *slot = number(joint_of, JOINT, joint(verdict, label));
        }
        let mut sums = Sums::default();
        let rows = numbers.iter().filter_map(|number| self.rows.get(usize::from(*number)));
        rows.for_each(|row| sums.add(row));
        sums.add_to(scores);
    }
}

/// The number of the row of a feature, which is added to `rows`; one behind all rows where the
/// feature has no weights.
#[cold]
fn look_up(table: &Rows, rows: &mut Vec<Narrow>, key: u32) -> u16 {
    let mut row = [0; WIDTH];
    table.add(&[key], &mut Lists::default(), &mut row);
    if row == [0; WIDTH] {
        return NO_ROW;
    }
    // Weights have eight bits.
    rows.extend(Narrow::of(&row));
    u16::try_from(rows.len() - 1).unwrap_or(NO_ROW)
}

/// The number of no row: there are fewer hints.
const NO_ROW: u16 = UNKNOWN - 1;
const _: () = assert!(N_HINTS * NOTHING as usize + VERDICTS * LABELS < NO_ROW as usize);

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
    #[inline(never)]
    pub fn collect(article: &Article<'_>, found: &[Tagged]) -> Self {
        let mut memory = Self {
            labels: vec![0; article.tokens.len()],
            words: vec![Votes::default(); article.forms.n_words],
            pairs: hasher::map_for(found.len()),
            acronyms: hasher::map_for(found.len() / 2),
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
            if let Some(votes) = article.forms.word(at).and_then(|w| memory.words.get_mut(w)) {
                votes.add(choice(*label));
            }
        }
        memory
    }

    fn add_pairs(&mut self, article: &Article<'_>, tagged: &Tagged) {
        let choice = tagged.kind as u8 + 1;
        let mut initials = Running::new();
        let mut n_initials = 0;
        let mut before = None;
        for at in tagged.tokens.bounds() {
            let word = article.forms.word(at);
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

    /// What the text says of each of the `tokens`, some of `sentence`.
    pub fn hints<'m>(
        &'m self,
        article: &'m Article<'_>,
        sentence: TokenRange,
        tokens: TokenRange,
    ) -> impl Iterator<Item = Hints> + 'm {
        let seen = move |token: usize| self.seen(article, sentence, token);
        let first = tokens.start as usize;
        let mut before = first.checked_sub(1).map_or(Seen::BEYOND, seen);
        let mut here = seen(first);
        tokens.bounds().map(move |token| {
            let after = seen(token + 1);
            let hints = Hints([
                here.label,
                before.label,
                after.label,
                here.verdict,
                before.verdict,
                after.verdict,
                self.pair_verdict(before, here),
                self.pair_verdict(here, after),
                self.initials(article, token),
            ]);
            (before, here) = (here, after);
            hints
        })
    }

    fn seen(&self, article: &Article<'_>, sentence: TokenRange, token: usize) -> Seen {
        if !sentence.bounds().contains(&token) {
            return Seen::BEYOND;
        }
        let label = self.labels.get(token).copied().unwrap_or_default();
        let word = article.forms.word(token);
        let votes = word.and_then(|word| self.words.get(word));
        Seen {
            label,
            verdict: votes.map_or(0, |votes| votes.verdict(choice(label))),
            word,
        }
    }

    /// The verdict on a pair of neighbours, 0 where they were in no mention together.
    fn pair_verdict(&self, first: Seen, second: Seen) -> u8 {
        let votes = pair(first.word, second.word).and_then(|pair| self.pairs.get(&pair));
        // Both in one mention: this very pair has voted too.
        let (a, b) = (choice(first.label), choice(second.label));
        let own = if a == b { a } else { NOBODY };
        votes.map_or(0, |votes| votes.verdict(own))
    }

    /// The verdict on the letters of a word in capitals as initials.
    fn initials(&self, article: &Article<'_>, token: usize) -> u8 {
        let form = article.forms.get(token);
        let Some(form) = form.filter(|form| form.case == Case::Upper) else {
            return NOTHING;
        };
        let votes = self.acronyms.get(&form.letters);
        votes.map_or(0, |votes| votes.verdict(NOBODY))
    }
}

/// What the text says of a token alone: of its word, and its label in the first pass.
#[derive(Clone, Copy, Debug)]
struct Seen {
    label: u8,
    verdict: u8,
    word: Option<usize>,
}

impl Seen {
    /// A token beyond the sentence.
    const BEYOND: Self = Self {
        label: BEYOND,
        verdict: BEYOND,
        word: None,
    };
}

fn pair(first: Option<usize>, second: Option<usize>) -> Option<u64> {
    Some(join(first? as u64, second? as u64))
}

/// The choice that a label stands for: outside is 0, then the kinds.
fn choice(label: u8) -> u8 {
    label.div_ceil(4)
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
            for (choice, votes) in (0..).zip(votes) {
                (0..votes).for_each(|_| all.add(choice));
            }
            let verdict = expected.map_or(0, |(choice, share)| 1 + choice * 4 + share);
            assert_eq!(all.verdict(own), verdict, "{votes:?} {own}");
        }
    }

    #[test]
    fn hints_score_as_their_features_do() {
        use super::super::decode::Tagger;
        let tagger = Tagger::embedded().unwrap();
        let mut scores = HintScores::default();
        let mut lists = Lists::default();
        let mut differ = 0;
        // Every value of every hint comes up, and most labels with most verdicts.
        for n in 0..200_u8 {
            let label = n % 73;
            let verdict = n % u8::try_from(VERDICTS).unwrap();
            let beyond = if n % 3 == 0 { BEYOND } else { label };
            let initials = if n % 2 == 0 { NOTHING } else { verdict };
            let hints = Hints([
                label, beyond, label, verdict, beyond, verdict, verdict, verdict, initials,
            ]);
            let mut keys = Vec::new();
            hints.each(&mut |template, value| keys.push(key(template, value)));
            let (mut expected, mut found) = ([0; WIDTH], [0; WIDTH]);
            tagger.rows.add(&keys, &mut lists, &mut expected);
            scores.add(&tagger.rows, &hints, &mut found);
            assert_eq!(found, expected, "{hints:?}");
            // And when it is met again.
            let mut again = [0; WIDTH];
            scores.add(&tagger.rows, &hints, &mut again);
            assert_eq!(again, expected, "{hints:?}");
            differ += usize::from(found != [0; WIDTH]);
        }
        assert!(differ > 150, "{differ}");
    }
}
