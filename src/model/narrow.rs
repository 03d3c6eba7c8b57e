//! Rows of scores of eight bits, as nearly all sums of a few features are: half as much memory is waited
//! for, and half as many loads are needed to add them up.
//!
//! Two vectors of lanes lie in one of numbers twice as wide. The upper bytes are the second vector; the
//! lower ones are the first with 128 added to each, so that they are never below zero and the upper ones
//! come out by a shift:
//!
//! ```text
//! row                upper × 256 + lower + 128
//! sum of n rows      Σ upper × 256 + Σ lower + 128 n     and, beside it, Σ upper
//! ```

use super::chain::{Row, WIDTH};

/// Lanes that are added in one step: a vector of the machine.
const LANES: usize = 8;
/// The vectors of a narrow row.
const VECTORS: usize = WIDTH / (2 * LANES);
const _: () = assert!(VECTORS * 2 * LANES == WIDTH);

type Vector = [i16; LANES];

/// What is added to the lower bytes.
const BIAS: i16 = 128;

/// A row of scores of eight bits.
#[derive(Clone, Copy, Debug)]
pub struct Narrow([Vector; VECTORS]);

impl Narrow {
    /// A row of zeros.
    pub const NOTHING: Self = Self([[BIAS; LANES]; VECTORS]);

    /// A row as a narrow one, if its scores have no more than eight bits.
    #[must_use]
    pub fn of(row: &Row) -> Option<Self> {
        // Without a branch in the loops, so that they are compiled to vector instructions.
        let beyond = row.iter().fold(0, |all, score| all | (score.wrapping_add(BIAS) >> u8::BITS));
        let mut narrow = Self::NOTHING;
        let (vectors, _) = row.as_chunks::<LANES>();
        let (pairs, _) = vectors.as_chunks::<2>();
        for (both, [lower, upper]) in narrow.0.iter_mut().zip(pairs) {
            for ((both, lower), upper) in both.iter_mut().zip(lower).zip(upper) {
                *both = both.wrapping_add(*lower).wrapping_add(upper << u8::BITS);
            }
        }
        (beyond == 0).then_some(narrow)
    }

    /// Sets the score of a lane that is zero.
    #[inline]
    pub fn set(&mut self, lane: usize, score: i8) {
        let place = lane / (2 * LANES) * LANES + lane % LANES;
        let shift = if lane & LANES == 0 { 0 } else { u8::BITS };
        if let Some(both) = self.0.as_flattened_mut().get_mut(place) {
            *both += i16::from(score) << shift;
        }
    }
}

/// The sum of narrow rows in the making: to be kept in local variables, so that it stays in registers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    both: [Vector; VECTORS],
    upper: [Vector; VECTORS],
    bias: i16,
}

impl Sums {
    /// Adds a row.
    #[inline]
    pub fn add(&mut self, row: &Narrow) {
        self.bias = self.bias.wrapping_add(BIAS);
        // Not a loop, so that each vector of the sum is a local variable of its own.
        let [a, b, c, d, e] = &mut self.both;
        let [upper_a, upper_b, upper_c, upper_d, upper_e] = &mut self.upper;
        let [row_a, row_b, row_c, row_d, row_e] = &row.0;
        add(a, upper_a, row_a);
        add(b, upper_b, row_b);
        add(c, upper_c, row_c);
        add(d, upper_d, row_d);
        add(e, upper_e, row_e);
    }

    /// Sets a row of scores to the sum.
    #[inline]
    pub fn store(&self, scores: &mut Row) {
        self.each(scores, |score, sum| *score = sum);
    }

    /// Adds the sum to a row of scores.
    #[inline]
    pub fn add_to(&self, scores: &mut Row) {
        self.each(scores, |score, sum| *score = score.wrapping_add(sum));
    }

    #[inline]
    fn each(&self, scores: &mut Row, take: impl Fn(&mut i16, i16)) {
        let (vectors, _) = scores.as_chunks_mut::<LANES>();
        let (pairs, _) = vectors.as_chunks_mut::<2>();
        for (([first, second], both), upper) in pairs.iter_mut().zip(&self.both).zip(&self.upper) {
            for (((first, second), both), upper) in first.iter_mut().zip(second).zip(both).zip(upper) {
                take(first, both.wrapping_sub(upper << u8::BITS).wrapping_sub(self.bias));
                take(second, *upper);
            }
        }
    }
}

#[inline]
fn add(sum: &mut Vector, upper: &mut Vector, row: &Vector) {
    for ((sum, upper), row) in sum.iter_mut().zip(upper).zip(row) {
        *sum = sum.wrapping_add(*row);
        *upper = upper.wrapping_add(row >> u8::BITS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of many different scores, the least and the most of eight bits among them.
    fn row(seed: usize) -> Row {
        let byte = |lane: usize| u8::try_from((lane * 67 + seed * 31) % 256).unwrap();
        std::array::from_fn(|lane| byte(lane).cast_signed().into())
    }

    #[test]
    fn sums_are_those_of_the_wide_rows() {
        let mut expected = [7; WIDTH];
        let (mut sums, mut found) = (Sums::default(), [7; WIDTH]);
        for seed in 0..200 {
            sums.add(&Narrow::of(&row(seed)).unwrap());
            sums.add(&Narrow::NOTHING);
            for (sum, score) in expected.iter_mut().zip(row(seed)) {
                *sum += score;
            }
        }
        sums.add_to(&mut found);
        assert_eq!(found, expected);
        sums.store(&mut found);
        assert_eq!(found, expected.map(|sum| sum - 7));
    }

    #[test]
    fn rows_are_narrow_where_all_their_scores_are() {
        for (score, is_narrow) in [(-129, false), (-128, true), (127, true), (128, false)] {
            for lane in [0, 7, 8, 15, WIDTH - 1] {
                let mut wide = [0; WIDTH];
                wide[lane] = score;
                let narrow = Narrow::of(&wide);
                assert_eq!(narrow.is_some(), is_narrow, "{score}");
                let mut set = Narrow::NOTHING;
                set.set(lane, i8::try_from(score).unwrap_or_default());
                assert!(narrow.is_none_or(|narrow| narrow.0 == set.0), "{score} {lane}");
            }
        }
    }
}
