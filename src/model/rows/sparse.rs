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
#[derive(Clone, Debug)]
pub(super) struct SparseRows {
    /// The label of a cell below its weight.
    steps: Vec<[u16; STEP]>,
}

/// How many numbers a row of so many cells takes.
pub(super) const fn numbers(cells: usize) -> usize {
    cells.div_ceil(STEP)
}

impl SparseRows {
    /// No rows, with room for some of these lengths.
    pub(super) fn with_room(lengths: impl Iterator<Item = usize>) -> Self {
        let n_steps = lengths.map(numbers).sum();
        Self {
            steps: Vec::with_capacity(n_steps),
        }
    }

    /// Appends a row of cells, the label below the weight, and gives its number; none where numbers
    /// are used up.
    pub(super) fn push(&mut self, cells: &[u16]) -> Option<u16> {
        let first = self.steps.len();
        let (whole, rest) = cells.as_chunks();
        self.steps.extend(whole);
        if !rest.is_empty() {
            let mut step = [0; STEP];
            for (slot, cell) in step.iter_mut().zip(rest) {
                *slot = *cell;
            }
            self.steps.push(step);
        }
        if let [others @ .., _] = self.steps.get_mut(first..)? {
            for step in others {
                *step.first_mut()? |= GOES_ON;
            }
        }
        u16::try_from(first).ok()
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
