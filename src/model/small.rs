//! A table of weight rows of a few labels, addressed by feature keys.
//!
//! The upper half of a key is its bucket, the lower one its tag (see [`buckets`](super::buckets)).

use super::ModelError;
use super::buckets::Buckets;
use super::format::Reader;
#[cfg(any(test, feature = "_internals"))]
use crate::text::to_u32;

/// The number of labels.
pub const LABELS: usize = 4;

/// The bits of a bucket's number.
const BUCKET_BITS: u32 = 16;

/// A table of rows of [`LABELS`] weights.
#[derive(Clone, Debug)]
pub struct SmallRows {
    keys: Buckets,
    /// The weights of all rows, a column for each label.
    columns: [Vec<i8>; LABELS],
}

impl SmallRows {
    /// Reads a table from a section's bytes (see [`write()`]).
    ///
    /// # Errors
    /// [`ModelError::Section`] where the bytes contradict themselves.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        Self::parse(section).ok_or(ModelError::Section)
    }

    fn parse(section: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(section);
        let n = bytes.u32()? as usize;
        let counts = bytes.take(1 << BUCKET_BITS)?;
        let (low, high) = (bytes.take(n)?, bytes.take(n)?);
        let keys = Buckets::new(counts, low, high)?;
        let mut columns = [const { Vec::new() }; LABELS];
        for column in &mut columns {
            let weights = bytes.take(n)?.iter();
            *column = weights.map(|b| b.cast_signed()).collect();
        }
        bytes.rest().is_empty().then_some(Self { keys, columns })
    }

    /// Adds the weights of features to the sums of the first `N` labels; a feature that the table
    /// does not know has none.
    pub fn add<const N: usize>(&self, keys: &[u32], sums: &mut [i32; N]) {
        for key in keys {
            let [a, b, c, d] = key.to_le_bytes();
            let bucket = u16::from_le_bytes([c, d]);
            let Some(row) = self.keys.find(bucket.into(), u16::from_le_bytes([a, b])) else {
                continue;
            };
            for (sum, column) in sums.iter_mut().zip(&self.columns) {
                *sum += column.get(row).map_or(0, |w| i32::from(*w));
            }
        }
    }
}

/// Writes a table section: the number of rows (u32), then, each as one run of bytes, the rows of
/// each bucket, the low and the high bytes of their tags, and the weights of each label.
///
/// Rows of zeros are left out. Keys must differ, and a bucket holds at most 255 of them.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn write(rows: &[(u32, [i8; LABELS])]) -> Vec<u8> {
    let mut sorted: Vec<_> = rows.iter().filter(|(_, w)| *w != [0; LABELS]).collect();
    sorted.sort_by_key(|(key, _)| *key);
    let keys = sorted.iter().map(|(key, _)| *key);
    let planes =
        super::buckets::planes(1 << BUCKET_BITS, keys, 32 - BUCKET_BITS).unwrap_or_default();
    let mut section = to_u32(sorted.len()).to_le_bytes().to_vec();
    section.extend(planes.concat());
    for label in 0..LABELS {
        let weights = sorted
            .iter()
            .map(|(_, w)| w.get(label).copied().unwrap_or_default());
        section.extend(weights.flat_map(i8::to_le_bytes));
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hasher::key;

    #[test]
    fn finds_the_rows_that_were_written() {
        let rows: Vec<(u32, [i8; LABELS])> = (0_i8..100)
            .map(|i| (key(3, u64::from(i.unsigned_abs())), [i + 1, 0, -i, 7]))
            .collect();
        let table = SmallRows::read(&write(&rows)).unwrap();
        for (known, weights) in &rows {
            let mut sums = [100; LABELS];
            table.add(&[*known, key(4, 0)], &mut sums);
            assert_eq!(sums, weights.map(|w| 100 + i32::from(w)));
        }
    }

    #[test]
    fn refuses_sections_that_contradict_themselves() {
        let section = write(&[(3, [1, 2, 3, 4])]);
        assert!(SmallRows::read(&section).is_ok());
        for cut in [0, 3, 4, 1000, section.len() - 1] {
            assert!(SmallRows::read(&section[..cut]).is_err(), "cut at {cut}");
        }
        let mut damaged = section.clone();
        damaged[4] = 2;
        assert!(SmallRows::read(&damaged).is_err());
        assert!(SmallRows::read(&[&section[..], &[0]].concat()).is_err());
    }
}
