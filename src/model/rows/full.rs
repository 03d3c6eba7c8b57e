//! Rows of many weights: few, but most features of a text are theirs.

use crate::model::chain::{Row, WIDTH};

/// Lanes that are added in one step: a vector of the machine.
const LANES: usize = 8;
/// A row in pairs of steps.
const PAIRS: usize = WIDTH / (2 * LANES);
const _: () = assert!(PAIRS * 2 * LANES == WIDTH);

/// Two weights in one: in the lower byte that of the first step of a pair, in the upper one that of
/// the second, which can be parted by shifts of whole vectors.
type Weights = [[i16; LANES]; PAIRS];

/// Rows of all lanes, by number.
#[derive(Clone, Debug)]
pub(super) struct FullRows {
    rows: Vec<Weights>,
}

impl FullRows {
    /// No rows, with room for `n`.
    pub(super) fn with_room(n: u16) -> Self {
        Self {
            rows: Vec::with_capacity(n.into()),
        }
    }

    /// Appends a row and gives its number; none where they are used up.
    pub(super) fn push(&mut self, cells: &[u16]) -> Option<u16> {
        let number = u16::try_from(self.rows.len()).ok()?;
        let mut row = [[[0; 2]; LANES]; PAIRS];
        for cell in cells {
            let [lane, weight] = cell.to_le_bytes();
            let lane = usize::from(lane);
            let pair = row.get_mut(lane / (2 * LANES));
            let both = pair.and_then(|pair| pair.get_mut(lane % LANES));
            if let Some(slot) = both.and_then(|both| both.get_mut(lane / LANES % 2)) {
                *slot = weight;
            }
        }
        self.rows.push(row.map(|pair| pair.map(i16::from_le_bytes)));
        Some(number)
    }

    /// Adds rows to a row of scores.
    #[inline]
    pub(super) fn add(&self, numbers: &[u16], scores: &mut Row) {
        let (vectors, _) = scores.as_chunks_mut::<LANES>();
        let (pairs, _) = vectors.as_chunks_mut::<2>();
        let Some(pairs) = pairs.first_chunk_mut::<PAIRS>() else {
            return;
        };
        let mut sums = *pairs;
        for number in numbers {
            let Some([a, b, c, d, e]) = self.rows.get(usize::from(*number)) else {
                continue;
            };
            // Not a loop, so that the sums stay in registers.
            let [sum_a, sum_b, sum_c, sum_d, sum_e] = &mut sums;
            add_pair(sum_a, a);
            add_pair(sum_b, b);
            add_pair(sum_c, c);
            add_pair(sum_d, d);
            add_pair(sum_e, e);
        }
        *pairs = sums;
    }
}

/// Adds the weights of two vectors of lanes.
#[inline]
fn add_pair([first, second]: &mut [[i16; LANES]; 2], both: &[i16; LANES]) {
    for ((first, second), both) in first.iter_mut().zip(second).zip(both) {
        *first = first.wrapping_add(both << 8 >> 8);
        *second = second.wrapping_add(both >> 8);
    }
}
