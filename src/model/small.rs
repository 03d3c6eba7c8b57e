//! A table of weight rows of a few labels, addressed by feature keys.
//!
//! Most look-ups are for the first label alone, so its weights lie with the keys, and the others
//! apart:
//!
//! ```text
//! pages    bits, start    which of 32 parts of the page have a row; the page's first row
//! rows     key, weight    the part of the key that the page does not tell, the first weight
//! others   weight, …      a column for each other label
//! ```
//!
//! An absent feature mostly costs the access to its page, and one that is there another.

use super::ModelError;
use super::format::Reader;
#[cfg(any(test, feature = "_internals"))]
use crate::text::to_u32;

/// The number of labels.
pub const LABELS: usize = 4;

/// Features whose weights are looked up side by side, so that the waits for memory overlap; few parts
/// of a quotation have more.
pub const BATCH: usize = 32;

/// The bits of a bucket's number, in the file.
const BUCKET_BITS: u32 = 16;

/// The bits of a key that its page does not tell: with eight bits of a weight, they fill a row.
const ROW_BITS: u32 = 18;
const WEIGHT_BITS: u32 = 8;

/// The bits of a key that tell the part of its page.
const PART_BITS: u32 = 5;

/// A table of rows of [`LABELS`] weights.
#[derive(Clone, Debug)]
pub struct SmallRows {
    /// And one more, to end the last page.
    pages: Vec<Page>,
    rows: Vec<u32>,
    /// The weights of all rows for the labels after the first, a column for each.
    others: [Vec<i8>; LABELS - 1],
}

/// Rows whose keys begin with the same bits.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
    bits: u32,
    start: u32,
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
        let first = bytes.take(n)?;
        let tags = low.iter().zip(high).map(|(l, h)| u16::from_le_bytes([*l, *h]));
        let rows = tags.zip(first).map(|(tag, weight)| u32::from(tag) << WEIGHT_BITS | u32::from(*weight));
        let mut table = Self {
            pages: Vec::with_capacity((1 << (u32::BITS - ROW_BITS)) + 1),
            rows: rows.collect(),
            others: [const { Vec::new() }; LABELS - 1],
        };
        table.open_pages(counts)?;
        for column in &mut table.others {
            let weights = bytes.take(n)?.iter();
            *column = weights.map(|b| b.cast_signed()).collect();
        }
        bytes.rest().is_empty().then_some(table)
    }

    /// Finds where pages begin, given the number of rows in each bucket.
    fn open_pages(&mut self, counts: &[u8]) -> Option<()> {
        let mut at = 0;
        for counts in counts.chunks(1 << (ROW_BITS - BUCKET_BITS)) {
            let mut page = Page { bits: 0, start: u32::try_from(at).ok()? };
            for (bucket, count) in (0..).zip(counts) {
                for row in self.rows.get_mut(at..at + usize::from(*count))? {
                    *row |= bucket << (WEIGHT_BITS + BUCKET_BITS);
                    page.bits |= part(*row >> WEIGHT_BITS);
                }
                at += usize::from(*count);
            }
            self.pages.push(page);
        }
        self.pages.push(Page { bits: 0, start: u32::try_from(at).ok()? });
        (at == self.rows.len()).then_some(())
    }

    /// Adds the weights of features to the sums of the first `N` labels; a feature that the table
    /// does not know has none.
    pub fn add<const N: usize>(&self, keys: &[u32], sums: &mut [i32; N]) {
        for keys in keys.chunks(BATCH) {
            let mut places = [(0, 0, 0); BATCH];
            let mut n = 0;
            for key in keys {
                let page = (key >> ROW_BITS) as usize;
                let Some([page, next]) = self.pages.get(page..).and_then(<[_]>::first_chunk) else {
                    continue;
                };
                let key = key & ((1 << ROW_BITS) - 1);
                // How many parts before it have a row: as few rows are passed over.
                let before = (page.bits & (part(key) - 1)).count_ones();
                // Written without a branch, which would go wrong every other time.
                if let Some(place) = places.get_mut(n) {
                    *place = (key, page.start + before, next.start);
                }
                n += usize::from(page.bits & part(key) != 0);
            }
            for (key, start, end) in places.get(..n).unwrap_or_default() {
                let rows = self.rows.get(*start as usize..*end as usize).unwrap_or_default();
                let Some(place) = rows.iter().position(|row| row >> WEIGHT_BITS == *key) else {
                    continue;
                };
                let Some((first, others)) = sums.split_first_mut() else {
                    return;
                };
                let [weight, ..] = rows.get(place).copied().unwrap_or_default().to_le_bytes();
                *first += i32::from(weight.cast_signed());
                for (sum, column) in others.iter_mut().zip(&self.others) {
                    let weight = column.get(*start as usize + place);
                    *sum += weight.map_or(0, |w| i32::from(*w));
                }
            }
        }
    }
}

/// The bit of a key's part of its page.
#[inline]
fn part(key: u32) -> u32 {
    1 << (key >> (ROW_BITS - PART_BITS))
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
