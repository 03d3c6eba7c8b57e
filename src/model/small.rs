//! Weights of a few labels, addressed by feature keys: a table for each label, as most look-ups are for
//! one alone. One of some 15,000 keys that are not there takes the weight of another with the same tag.

use super::ModelError;
use super::format::Reader;
use super::slots::{SLOTS, Slots};
#[cfg(any(test, feature = "_internals"))]
use crate::text::to_u32;

/// The number of labels.
pub const LABELS: usize = 4;

/// The bits of a bucket's number in the file.
const BUCKET_BITS: u32 = 16;

/// Weights of [`LABELS`] labels.
#[derive(Clone, Debug)]
pub struct SmallRows {
    tables: [Slots; LABELS],
}

impl SmallRows {
    /// Reads the tables from a section's bytes (see [`write()`]).
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
        let sum = |counts: &[u8]| counts.iter().map(|count| usize::from(*count)).sum::<usize>();
        let weights = [bytes.take(n)?, bytes.take(n)?, bytes.take(n)?, bytes.take(n)?];
        if sum(counts) != n || !bytes.rest().is_empty() {
            return None;
        }
        let mut tables = weights.map(|weights| {
            // As many at once as a byte counts, which the compiler can add up sixteen at a time.
            let parts = weights.chunks(usize::from(u8::MAX));
            let filled = parts.map(|part| part.iter().map(|weight| u8::from(*weight != 0)).sum());
            Slots::new(filled.map(|n: u8| usize::from(n)).sum(), u32::BITS, 1)
        });
        let mut tags = low.iter().zip(high).enumerate();
        // Plain loops: a browser runs them once, before it has optimised them.
        for (bucket, count) in (0..).zip(counts) {
            for _ in 0..*count {
                let (row, (low, high)) = tags.next()?;
                let tag = u16::from_le_bytes([*low, *high]);
                let key = bucket << (u32::BITS - BUCKET_BITS) | u32::from(tag);
                for (table, weights) in tables.iter_mut().zip(weights) {
                    let weight = *weights.get(row)?;
                    if weight != 0 {
                        table.push(key, i16::from(weight.cast_signed()).cast_unsigned())?;
                    }
                }
            }
        }
        Some(Self { tables })
    }

    /// The sum of the weights of features for a label; a feature that the table does not know has none.
    #[inline]
    #[must_use]
    pub fn sum(&self, label: usize, keys: impl Iterator<Item = u32>) -> i32 {
        let Some(table) = self.tables.get(label) else {
            return 0;
        };
        let mut sums = [0_u16; SLOTS];
        keys.for_each(|key| table.add(key, &mut sums));
        sums.iter().map(|sum| i32::from(sum.cast_signed())).sum()
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
            for (label, weight) in weights.iter().enumerate() {
                let sum = table.sum(label, [*known, key(4, 0)].into_iter());
                assert_eq!(sum, i32::from(*weight));
            }
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
