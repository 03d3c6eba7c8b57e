//! One-to-one pairs, and precision, recall and F1.

use serde::Serialize;

/// The size of the largest one-to-one matching; `fits[i]` lists the right sides that fit left side `i`.
pub(super) fn max_matching(fits: &[Vec<usize>], n_right: usize) -> usize {
    let mut owner = vec![None; n_right];
    let mut seen = vec![usize::MAX; n_right];
    let grown = |i: &usize| grow(*i, *i, fits, &mut owner, &mut seen);
    (0..fits.len()).filter(grown).count()
}

/// Finds a partner for `i`, moving others on where need be; `turn` marks who was asked this time.
fn grow(
    i: usize,
    turn: usize,
    fits: &[Vec<usize>],
    owner: &mut [Option<usize>],
    seen: &mut [usize],
) -> bool {
    for &j in &fits[i] {
        if std::mem::replace(&mut seen[j], turn) == turn {
            continue;
        }
        if owner[j].is_none_or(|other| grow(other, turn, fits, owner, seen)) {
            owner[j] = Some(i);
            return true;
        }
    }
    false
}

/// How many are right, predicted and true; sums over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) predicted: usize,
    pub(super) gold: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// Precision, recall and F1, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Prf {
    pub(crate) p: f64,
    pub(crate) r: f64,
    pub(crate) f1: f64,
    pub(crate) tp: usize,
    pub(crate) pred: usize,
    pub(crate) gold: usize,
}

impl From<Counts> for Prf {
    fn from(counts: Counts) -> Self {
        let p = ratio(counts.right, counts.predicted);
        let r = ratio(counts.right, counts.gold);
        Self {
            p,
            r,
            f1: harmonic(p, r),
            tp: counts.right,
            pred: counts.predicted,
            gold: counts.gold,
        }
    }
}

/// `part / whole`, 0 where there is no whole.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of items are far below 2^52"
)]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The harmonic mean, 0 where both are 0.
pub(super) fn harmonic(a: f64, b: f64) -> f64 {
    if a + b > 0.0 {
        2.0 * a * b / (a + b)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_others_on() {
        let rows: &[(&[&[usize]], usize)] = &[
            (&[&[0], &[0, 1]], 2),
            (&[&[0, 1], &[0]], 2),
            (&[&[0, 1, 2], &[0], &[0, 1]], 3),
            (&[&[0], &[0], &[0]], 1),
            (&[&[], &[2]], 1),
        ];
        for (fits, expected) in rows {
            let fits: Vec<Vec<usize>> = fits.iter().map(|f| f.to_vec()).collect();
            assert_eq!(max_matching(&fits, 3), *expected, "{fits:?}");
        }
    }
}
