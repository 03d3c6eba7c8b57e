//! Rows of many weights: few, but most features of a text are theirs.

use super::{Cell, LANES, sum};

/// Rows of all labels, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct FullRows {
    n_rows: u16,
    /// The length of a row in pairs of steps of [`LANES`].
    pairs: usize,
    /// Two weights in one: in the lower byte that of the first step, in the upper one that of the
    /// second, which can be parted by shifts of whole vectors.
    weights: Vec<[i16; LANES]>,
}

impl FullRows {
    /// No rows yet, of `width` labels.
    pub(super) fn new(width: usize) -> Self {
        Self {
            pairs: width.div_ceil(2 * LANES),
            ..Self::default()
        }
    }

    /// Appends a row and gives its number; none where they are used up.
    pub(super) fn push(&mut self, cells: &[Cell]) -> Option<u16> {
        let number = self.n_rows;
        self.n_rows = number.checked_add(1)?;
        let first = self.weights.len();
        self.weights.resize(first + self.pairs, [0; LANES]);
        let row = self.weights.get_mut(first..).unwrap_or_default();
        for cell in cells {
            let label = usize::from(cell.label);
            let pair = row.get_mut(label / (2 * LANES));
            if let Some(both) = pair.and_then(|pair| pair.get_mut(label % LANES)) {
                let [first, second] = both.to_le_bytes();
                let weight = cell.weight.cast_unsigned();
                *both = i16::from_le_bytes(match label / LANES % 2 {
                    0 => [weight, second],
                    _ => [first, weight],
                });
            }
        }
        Some(number)
    }

    /// The length of a row of scores in steps.
    pub(super) fn steps(&self) -> usize {
        2 * self.pairs
    }

    /// Adds rows to a row of scores.
    #[inline]
    pub(super) fn add(&self, numbers: &[u16], scores: &mut [[i16; LANES]]) {
        for (pair, scores) in scores.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            // The sums stay in registers.
            let [mut first, mut second] = *scores;
            for number in numbers {
                let row = usize::from(*number) * self.pairs;
                if let Some(both) = self.weights.get(row + pair) {
                    first = sum(&first, &both.map(|weights| weights << 8 >> 8));
                    second = sum(&second, &both.map(|weights| weights >> 8));
                }
            }
            *scores = [first, second];
        }
    }
}
