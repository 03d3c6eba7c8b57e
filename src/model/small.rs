//! A table of weight rows of a few labels, addressed by feature keys.
//!
//! A key is cut into a **bucket**, its upper half, and a **tag**, its lower half. Rows lie in the
//! order of their keys, about one to a bucket, so that looking one up is one step into `index` and
//! a comparison or two.

use super::ModelError;
use super::format::Reader;
#[cfg(any(test, feature = "_internals"))]
use crate::text::to_u32;

/// The number of labels.
pub const LABELS: usize = 4;

/// The bits of a bucket's number.
const BUCKET_BITS: u32 = 16;

/// The bits of a key that the filter looks at.
const FILTER_BITS: u32 = 19;

/// A table of rows of [`LABELS`] weights.
#[derive(Clone, Debug)]
pub struct SmallRows {
    /// A bit for each start of a key, set where a row has it: most features that are looked up are
    /// unknown, and this small table tells so.
    filter: Vec<u64>,
    index: Vec<u32>, // the first row of each bucket, and the number of rows
    tags: Vec<u16>,
    weights: Vec<[i8; LABELS]>,
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
        let mut columns = [[].as_slice(); LABELS];
        for column in &mut columns {
            *column = bytes.take(n)?;
        }
        let mut index = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0_u32;
        for count in counts {
            index.push(sum);
            sum += u32::from(*count);
        }
        index.push(sum);
        if sum as usize != n || !bytes.rest().is_empty() {
            return None;
        }
        let tags = low
            .iter()
            .zip(high)
            .map(|(l, h)| u16::from_le_bytes([*l, *h]));
        let tags: Vec<u16> = tags.collect();
        let row = |i: usize| columns.map(|c| c.get(i).map_or(0, |b| i8::from_le_bytes([*b])));
        let mut filter = vec![0_u64; 1 << (FILTER_BITS - 6)];
        for (bucket, pair) in index.windows(2).enumerate() {
            let &[from, to] = pair else { continue };
            for tag in tags.get(from as usize..to as usize).unwrap_or_default() {
                let key = u32::try_from(bucket).ok()? << BUCKET_BITS | u32::from(*tag);
                let (word, bit) = place(key);
                *filter.get_mut(word)? |= bit;
            }
        }
        Some(Self {
            filter,
            index,
            tags,
            weights: (0..n).map(row).collect(),
        })
    }

    /// The weights of a feature; zeros where the table does not know it.
    #[inline]
    #[must_use]
    pub fn row(&self, key: u32) -> [i8; LABELS] {
        let (word, bit) = place(key);
        if self.filter.get(word).is_none_or(|bits| bits & bit == 0) {
            return [0; LABELS];
        }
        let bucket = (key >> BUCKET_BITS) as usize;
        let Some([from, to]) = self.index.get(bucket..).and_then(<[u32]>::first_chunk) else {
            return [0; LABELS];
        };
        let from = *from as usize;
        let tags = self.tags.get(from..*to as usize).unwrap_or_default();
        let at = tags.iter().position(|t| u32::from(*t) == key & 0xFFFF);
        let row = at.and_then(|at| self.weights.get(from + at));
        row.copied().unwrap_or_default()
    }
}

/// The word and the bit of the filter for a key.
#[inline]
fn place(key: u32) -> (usize, u64) {
    let at = key >> (32 - FILTER_BITS);
    ((at >> 6) as usize, 1 << (at & 63))
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
    let mut counts = vec![0_u8; 1 << BUCKET_BITS];
    for (key, _) in &sorted {
        if let Some(count) = counts.get_mut((key >> BUCKET_BITS) as usize) {
            *count = count.saturating_add(1);
        }
    }
    let mut section = to_u32(sorted.len()).to_le_bytes().to_vec();
    section.extend(counts);
    for shift in [0, 8] {
        let bytes = sorted.iter().map(|(key, _)| (key >> shift).to_le_bytes());
        section.extend(bytes.map(|[low, ..]| low));
    }
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
        for (key, weights) in &rows {
            assert_eq!(table.row(*key), *weights);
        }
        assert_eq!(table.row(key(4, 0)), [0; LABELS]);
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
