//! Rows of few weights, as lists of cells.

use crate::model::chain::{Row, WIDTH};

/// Cells that are added in one step, without a branch between them: most rows have no more.
const STEP: usize = 4;

/// The bit of a step's first label that says that the row goes on behind it.
const GOES_ON: u16 = 1 << 7;
const _: () = assert!(WIDTH <= GOES_ON as usize);

/// Rows, each by the number of its first step; the last step of a row is filled up with weights of
/// zero.
///
/// ```text
/// steps   (B-PERSON +31) (O -12) (0 0) (0 0)    (goes on, …) (…) (…) (…)    (…) (…) (0 0) (0 0)
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct SparseRows {
    /// The label of a cell below its weight.
    steps: Vec<[u16; STEP]>,
}

impl SparseRows {
    /// Appends a row of cells, the label below the weight, and gives its number; none where numbers
    /// are used up.
    pub(super) fn push(&mut self, cells: &[u16]) -> Option<u16> {
        let number = u16::try_from(self.steps.len()).ok()?;
        let n_steps = cells.len().div_ceil(STEP);
        for (n, cells) in cells.chunks(STEP).enumerate() {
            let mut step = [0; STEP];
            for (slot, cell) in step.iter_mut().zip(cells) {
                *slot = *cell;
            }
            if n + 1 < n_steps {
                *step.first_mut()? |= GOES_ON;
            }
            self.steps.push(step);
        }
        Some(number)
    }

    /// Adds a row to a row of scores.
    #[inline]
    pub(super) fn add(&self, number: u16, scores: &mut Row) {
        let steps = self.steps.get(usize::from(number)..).unwrap_or_default();
        for step in steps {
            for cell in step {
                let [label, weight] = (cell & !GOES_ON).to_le_bytes();
                if let Some(score) = scores.get_mut(usize::from(label)) {
                    *score = score.wrapping_add(weight.cast_signed().into());
                }
            }
            let [first, ..] = step;
            if first & GOES_ON == 0 {
                break;
            }
        }
    }
}
