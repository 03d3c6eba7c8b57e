//! Rows of few weights, as lists of cells.

use crate::model::chain::Row;

/// The cells of a row, which are added without a branch between them: most rows have no more.
pub(super) const CELLS: usize = 4;

/// Rows, each filled up with weights of zero:
///
/// ```text
/// (B-PERSON +31) (O -12) (0 0) (0 0)
/// ```
#[derive(Clone, Debug)]
pub(super) struct SparseRows {
    /// The label of a cell below its weight.
    rows: Vec<[u16; CELLS]>,
}

impl SparseRows {
    /// No rows, with room for so many.
    pub(super) fn with_room(n: usize) -> Self {
        Self {
            rows: Vec::with_capacity(n),
        }
    }

    /// Appends a row of [`CELLS`] at most, the label of each below the weight, and gives its number.
    pub(super) fn push(&mut self, cells: &[u16]) -> Option<u16> {
        // A loop, since to copy so little is a call of its own in WebAssembly.
        let mut row = [0; CELLS];
        for (slot, cell) in row.iter_mut().zip(cells) {
            *slot = *cell;
        }
        self.rows.push(row);
        u16::try_from(self.rows.len() - 1).ok()
    }

    /// Adds a row to a row of scores.
    #[inline]
    pub(super) fn add(&self, number: u16, scores: &mut Row) {
        for cell in self.rows.get(usize::from(number)).into_iter().flatten() {
            let [label, weight] = cell.to_le_bytes();
            if let Some(score) = scores.get_mut(usize::from(label)) {
                *score = score.wrapping_add(weight.cast_signed().into());
            }
        }
    }
}
