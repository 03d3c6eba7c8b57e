//! How sure the tagger is of a mention: by how far the mention beats its rivals.
//!
//! The rivals of a mention are what else its tokens could be, all else in the sentence left as it
//! is: outside of all mentions, a mention of another kind, or one that begins or ends a token
//! earlier or later. The weights of the rivals over that of the mention are the **odds** against
//! it. How often mentions with such odds were right is measured after training and stored in the
//! model, as a table over halvings of the odds.

use crate::model::ModelError;
use crate::model::chain::{Block, Chain, NEVER, OUTSIDE, Place, Row, WIDTH, places};
use crate::model::format::Reader;
use crate::model::viterbi::Segment;

/// The table's steps; each stands for odds twice as low as the step before.
pub const STEPS: usize = 20;
/// The odds of the first step are two to this power.
const FIRST: i32 = 4;

/// The measured certainty of mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Certainty {
    /// The steps of a score that are a factor of e.
    unit: u16,
    /// `decay[n]` is the odds of a rival whose score is `n` lower.
    decay: Vec<f32>,
    /// For each step, the share of right mentions.
    right: [f32; STEPS],
}

impl Certainty {
    /// A table for scores of which `unit_steps` steps are a factor of e; `right` holds the share of
    /// right mentions for each step.
    #[must_use]
    pub fn new(unit_steps: u16, right: [f32; STEPS]) -> Self {
        // By multiplication alone, so that every machine has the same table.
        let unit = f32::from(unit_steps.max(1));
        let (mut term, mut factor) = (1.0_f32, 1.0_f32);
        for n in 1_u8..8 {
            term *= -1.0 / (unit * f32::from(n));
            factor += term;
        }
        let decay = std::iter::successors(Some(1.0_f32), |odds| {
            Some(odds * factor).filter(|odds| *odds > 1e-6)
        });
        Self {
            unit: unit_steps,
            decay: decay.collect(),
            right,
        }
    }

    /// The steps of a score that are a factor of e, one nat.
    #[must_use]
    pub fn unit(&self) -> u16 {
        self.unit
    }

    /// Reads the table from a section's bytes (see [`Certainty::write`]).
    ///
    /// # Errors
    /// [`ModelError::Section`] where the bytes are too few or too many.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        Self::parse(section).ok_or(ModelError::Section)
    }

    fn parse(section: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(section);
        let unit = bytes.u16()?;
        let mut right = [0.0; STEPS];
        for share in &mut right {
            *share = f32::from(bytes.u16()?) / f32::from(u16::MAX);
        }
        bytes.rest().is_empty().then(|| Self::new(unit, right))
    }

    /// The section's bytes: the unit, then the share of right mentions of each step in 65535ths.
    #[must_use]
    pub fn write(unit: u16, right: &[u16; STEPS]) -> Vec<u8> {
        let numbers = std::iter::once(&unit).chain(right);
        numbers.flat_map(|n| n.to_le_bytes()).collect()
    }

    /// The odds against `segment` in a sentence with these rows of `scores`; `before` and `after`
    /// say whether the tokens beside it are outside of all mentions, so that it could take them in.
    #[must_use]
    pub fn odds(
        &self,
        chain: &Chain,
        scores: &[Row],
        segment: Segment,
        (before, after): (bool, bool),
    ) -> f32 {
        let (start, end) = (segment.start as usize, segment.end as usize);
        let kind = usize::from(segment.kind);
        let window = Window { chain, scores };
        let mut all = window.segments(start, end);
        let Some(slot) = all.get_mut(kind) else {
            return 0.0;
        };
        let own = i32::from(*slot);
        *slot = NEVER;
        let mut odds = 0.0;
        let mut rival = |score: i32| {
            let behind = usize::try_from(own.saturating_sub(score)).unwrap_or_default();
            odds += self.decay.get(behind).copied().unwrap_or_default();
        };
        rival(window.outside(start, end) + i32::from(chain.between(0, 0)));
        for other in all.iter().take(chain.kinds()) {
            rival(i32::from(*other));
        }
        if end - start > 1 {
            rival(window.outside(start, start + 1) + window.segment(kind, start + 1, end));
            rival(window.segment(kind, start, end - 1) + window.outside(end - 1, end));
        }
        if before && start > 0 {
            let longer = window.segment(kind, start - 1, end);
            rival(longer - window.outside(start - 1, start));
        }
        if after {
            let longer = window.segment(kind, start, end + 1);
            rival(longer - window.outside(end, end + 1));
        }
        odds
    }

    /// The step of the table that `odds` fall on, as a whole number and a part of the next one.
    #[must_use]
    pub fn step(odds: f32) -> (usize, f32) {
        // The exponent and the fraction of the number are its logarithm, near enough.
        let bits = odds.max(1e-7).to_bits();
        let exponent = i32::try_from(bits >> 23).unwrap_or_default() - 127;
        let fraction = f32::from_bits((bits & 0x007F_FFFF) | 0x3F80_0000) - 1.0;
        let at = FIRST - exponent;
        match usize::try_from(at) {
            Ok(0) | Err(_) => (0, 0.0),
            Ok(at) if at < STEPS => (at - 1, 1.0 - fraction),
            Ok(_) => (STEPS - 1, 0.0),
        }
    }

    /// The share of right mentions among those with such odds.
    #[must_use]
    pub fn of(&self, odds: f32) -> f32 {
        let (step, part) = Self::step(odds);
        let at = |step: usize| self.right.get(step).copied();
        let here = at(step).unwrap_or_default();
        here + (at(step + 1).unwrap_or(here) - here) * part
    }
}

/// The scores of a sentence and the weights between its labels.
#[derive(Clone, Copy)]
struct Window<'a> {
    chain: &'a Chain,
    scores: &'a [Row],
}

impl Window<'_> {
    /// The score of tokens outside of all mentions, with the steps into each.
    fn outside(self, start: usize, end: usize) -> i32 {
        let step = i32::from(self.chain.between(0, 0));
        let rows = self.scores.get(start..end).unwrap_or_default();
        let scores = rows.iter().filter_map(|row| row.get(OUTSIDE));
        scores.map(|score| i32::from(*score) + step).sum()
    }

    /// The score of one mention, with the steps into it and out of it.
    fn segment(self, kind: usize, start: usize, end: usize) -> i32 {
        let all = self.segments(start, end);
        all.get(kind)
            .map_or(i32::from(NEVER), |score| i32::from(*score))
    }

    /// The scores of mentions of each kind.
    fn segments(self, start: usize, end: usize) -> Block {
        let mut sums = self.chain.alone;
        let mut add = |block: &Block| {
            for (sum, score) in sums.iter_mut().zip(block) {
                *sum = sum.saturating_add(*score);
            }
        };
        let mut add_place = |token: usize, place: Place| {
            let row = self.scores.get(token).unwrap_or(&[NEVER; WIDTH]);
            if let Some(block) = places(row).get(place as usize) {
                add(block);
            }
        };
        let [begin_inside, begin_last, inside_inside, inside_last] = &self.chain.steps;
        if end - start == 1 {
            add_place(start, Place::Unit);
            return sums;
        }
        add_place(start, Place::Begin);
        for token in start + 1..end - 1 {
            add_place(token, Place::Inside);
        }
        add_place(end - 1, Place::Last);
        if end - start == 2 {
            add(begin_last);
            return sums;
        }
        add(begin_inside);
        for _ in start + 2..end - 1 {
            add(inside_inside);
        }
        add(inside_last);
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chain::{Within, lane_of};

    /// One kind of weight zero and another; three tokens, scores of O B I L U for each kind.
    fn chain() -> Chain {
        Chain::new(vec![Within::default(); 2], &[0; 9]).unwrap()
    }

    fn sentence(rows: [[i16; 9]; 3]) -> [Row; 3] {
        rows.map(|labels| {
            let mut row = [0; WIDTH];
            for (label, score) in labels.into_iter().enumerate() {
                row[lane_of(label)] = score;
            }
            row
        })
    }

    #[test]
    fn odds_count_every_rival() {
        let certainty = Certainty::new(16, [0.0; STEPS]);
        // The middle token: a unit of the first kind leads by 160 over all else.
        let mut rows = [[0; 9]; 3];
        rows[1][4] = 160;
        let segment = Segment {
            start: 1,
            end: 2,
            kind: 0,
        };
        let far = (-10.0_f32).exp();
        let rows_of = [
            // Outside, the other kind, and two longer ones.
            ((true, true), rows, 4.0 * far),
            ((false, true), rows, 3.0 * far),
            ((false, false), rows, 2.0 * far),
            (
                (false, false),
                {
                    rows[1][8] = 160;
                    rows
                },
                1.0 + far,
            ),
        ];
        for (beside, rows, expected) in rows_of {
            let odds = certainty.odds(&chain(), &sentence(rows), segment, beside);
            assert!(
                (odds / expected - 1.0).abs() < 0.01,
                "{odds} for {expected}"
            );
        }
    }

    #[test]
    fn borders_of_long_mentions_have_rivals() {
        let certainty = Certainty::new(16, [0.0; STEPS]);
        let mut rows = [[0; 9]; 3];
        (rows[0][1], rows[1][2], rows[2][3]) = (96, 96, 96);
        let whole = Segment {
            start: 0,
            end: 3,
            kind: 0,
        };
        let sure = certainty.odds(&chain(), &sentence(rows), whole, (true, false));
        // Ending a token earlier costs nothing if its last token scores as well.
        rows[1][3] = 192;
        let torn = certainty.odds(&chain(), &sentence(rows), whole, (true, false));
        assert!(sure < 0.01 && (torn - 1.0).abs() < 0.01, "{sure} {torn}");
    }

    #[test]
    fn lower_odds_are_read_further_down_the_table() {
        let mut right = [0_u16; STEPS];
        for (n, share) in (0..).zip(&mut right) {
            *share = n * 3000;
        }
        let section = Certainty::write(16, &right);
        let certainty = Certainty::read(&section).unwrap();
        let share = |n: f32| n * 3000.0 / 65535.0;
        let rows = [
            (1e9, 0.0),
            (16.0, 0.0),
            (8.0, 1.0),
            (1.0, 4.0),
            (0.75, 4.5),
            (0.5, 5.0),
            (0.0, 19.0),
        ];
        for (odds, step) in rows {
            let found = certainty.of(odds);
            assert!((found - share(step)).abs() < 1e-4, "{odds}: {found}");
        }
        for cut in 0..section.len() {
            assert_eq!(Certainty::read(&section[..cut]), Err(ModelError::Section));
        }
    }
}
