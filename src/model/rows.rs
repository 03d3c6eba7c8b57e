//! A table of weight rows, addressed by feature keys.
//!
//! Of a feature's row only the labels with a weight are kept: nine in ten weights of a trained
//! tagger are zero, so that a table of such rows is smaller and faster than one of full rows, and
//! stays within the cache.
//!
//! A key is cut into a **bucket**, its upper bits, and a **tag**, the bits below. Rows lie in the
//! order of their keys. Looking a key up is one step into `index` and a comparison with the one or
//! two tags of the bucket:
//!
//! ```text
//! key 0b0110_1011…   bucket 0b0110   tag 0b1011
//! index   … [3] [5] …        rows 3 and 4 are in bucket 0b0110
//! tags    … 0b0010 0b1011 …  the second one: row 4
//! starts  … [17] [20] …      its cells 17, 18, 19
//! cells   … (B-PERSON +31) (O -12) (U-ORG +3) …
//! ```

use super::ModelError;
use super::format::Reader;

/// The weight that a feature gives a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The label's number.
    pub label: u8,
    /// The weight, in the unit of the table.
    pub weight: i8,
}

/// A table of weight rows.
#[derive(Clone, Debug)]
pub struct Rows {
    bucket_bits: u32,
    tag_bits: u32,
    width: usize,
    index: Vec<u32>,
    tags: Vec<u16>,
    starts: Vec<u32>,
    cells: Vec<Cell>,
}

impl Rows {
    /// Reads a table from a section's bytes (see [`write()`]).
    ///
    /// # Errors
    /// [`ModelError::Section`] where the bytes contradict themselves.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        Self::parse(section).ok_or(ModelError::Section)
    }

    fn parse(section: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(section);
        let n_rows = bytes.u32()?;
        let n_cells = bytes.u32()?;
        let bucket_bits = u32::from(bytes.u8()?);
        let tag_bits = u32::from(bytes.u8()?);
        let width = usize::from(bytes.u16()?);
        if bucket_bits > 24 || !matches!(tag_bits, 8 | 16) || bucket_bits + tag_bits > 32 {
            return None;
        }
        let index = running_sums(bytes.take(1 << bucket_bits)?, n_rows)?;
        let rows = n_rows as usize;
        let tags = if tag_bits == 8 {
            bytes.take(rows)?.iter().map(|t| u16::from(*t)).collect()
        } else {
            let (pairs, _) = bytes.take(rows.checked_mul(2)?)?.as_chunks::<2>();
            pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
        };
        let starts = running_sums(bytes.take(rows)?, n_cells)?;
        let labels = bytes.take(n_cells as usize)?;
        let weights = bytes.take(n_cells as usize)?;
        if labels.iter().any(|l| usize::from(*l) >= width) || !bytes.rest().is_empty() {
            return None;
        }
        let cells = labels
            .iter()
            .zip(weights)
            .map(|(label, weight)| Cell {
                label: *label,
                weight: i8::from_le_bytes([*weight]),
            })
            .collect();
        Some(Self {
            bucket_bits,
            tag_bits,
            width,
            index,
            tags,
            starts,
            cells,
        })
    }

    /// The number of labels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether it holds no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The weights of a feature; none where the table does not know it.
    #[inline]
    #[must_use]
    pub fn row(&self, key: u32) -> &[Cell] {
        let (bucket, tag) = split(key, self.bucket_bits, self.tag_bits);
        let Some([from, to]) = self.index.get(bucket..).and_then(<[u32]>::first_chunk) else {
            return &[];
        };
        let Some(tags) = self.tags.get(*from as usize..*to as usize) else {
            return &[];
        };
        let Some(row) = tags.iter().position(|t| *t == tag) else {
            return &[];
        };
        let starts = self.starts.get(*from as usize + row..);
        let Some([from, to]) = starts.and_then(<[u32]>::first_chunk) else {
            return &[];
        };
        self.cells
            .get(*from as usize..*to as usize)
            .unwrap_or_default()
    }

    /// Adds the weights of a feature to a row of scores, one for each label.
    #[inline]
    pub fn add(&self, key: u32, scores: &mut [i16]) {
        for cell in self.row(key) {
            if let Some(score) = scores.get_mut(usize::from(cell.label)) {
                *score = score.wrapping_add(i16::from(cell.weight));
            }
        }
    }
}

/// The part of a key that the table tells apart: keys that agree in it share a row.
#[must_use]
pub fn cut(key: u32, bucket_bits: u32, tag_bits: u32) -> u32 {
    key >> (32 - (bucket_bits + tag_bits).clamp(1, 32))
}

#[inline]
fn split(key: u32, bucket_bits: u32, tag_bits: u32) -> (usize, u16) {
    let cut = cut(key, bucket_bits, tag_bits);
    let tag = cut & ((1 << tag_bits) - 1);
    (
        (cut >> tag_bits) as usize,
        u16::try_from(tag).unwrap_or_default(),
    )
}

/// The sums before each count and after the last one, if they reach `total`.
fn running_sums(counts: &[u8], total: u32) -> Option<Vec<u32>> {
    let mut sums = Vec::with_capacity(counts.len() + 1);
    let mut sum = 0_u32;
    sums.push(sum);
    for count in counts {
        sum = sum.checked_add(u32::from(*count))?;
        sums.push(sum);
    }
    (sum == total).then_some(sums)
}

/// Writes a table section: numbers of rows and of cells (u32 each), bucket bits, tag bits (u8
/// each), number of labels (u16), then, each as one run of bytes that compresses well, the rows of
/// each bucket, the tags, the cells of each row, their labels, their weights.
///
/// `rows` are pairs of a key cut to `bucket_bits + tag_bits` ([`cut`]) and its cells, in any order.
/// Rows without a cell are left out. `tag_bits` is 8 or 16.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn write(rows: &[(u32, Vec<Cell>)], width: u16, bucket_bits: u32, tag_bits: u32) -> Vec<u8> {
    use crate::text::to_u32;
    let mut sorted: Vec<_> = rows.iter().filter(|(_, cells)| !cells.is_empty()).collect();
    sorted.sort_by_key(|(key, _)| *key);
    let mut counts = vec![0_u8; 1 << bucket_bits];
    let (mut tags, mut lengths, mut labels, mut weights) = (vec![], vec![], vec![], vec![]);
    for (key, cells) in sorted {
        if let Some(count) = counts.get_mut((key >> tag_bits) as usize) {
            *count += 1;
        }
        let tag = (key & ((1 << tag_bits) - 1)).to_le_bytes();
        tags.extend(tag.iter().take(if tag_bits == 8 { 1 } else { 2 }));
        lengths.push(u8::try_from(cells.len()).unwrap_or(u8::MAX));
        labels.extend(cells.iter().map(|c| c.label));
        weights.extend(cells.iter().flat_map(|c| c.weight.to_le_bytes()));
    }
    let mut section = Vec::new();
    section.extend(to_u32(lengths.len()).to_le_bytes());
    section.extend(to_u32(labels.len()).to_le_bytes());
    section.extend([bucket_bits, tag_bits].map(|bits| u8::try_from(bits).unwrap_or_default()));
    section.extend(width.to_le_bytes());
    for part in [counts, tags, lengths, labels, weights] {
        section.extend(part);
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hasher::{key, text};

    fn cell(label: u8, weight: i8) -> Cell {
        Cell { label, weight }
    }

    #[test]
    fn finds_the_rows_that_were_written() {
        for (bucket_bits, tag_bits) in [(3, 8), (8, 16), (10, 8)] {
            let features: Vec<u32> = (0..40)
                .map(|i| key(i, text("word")))
                .collect();
            let rows: Vec<(u32, Vec<Cell>)> = features
                .iter()
                .zip(0_i8..)
                .map(|(k, i)| (cut(*k, bucket_bits, tag_bits), vec![cell(1, i + 1), cell(4, -i)]))
                .collect();
            let section = write(&rows, 5, bucket_bits, tag_bits);
            let table = Rows::read(&section).unwrap();
            assert_eq!(table.width(), 5);
            for (feature, (_, cells)) in features.iter().zip(&rows) {
                assert_eq!(table.row(*feature), cells);
            }
            let mut scores = [100_i16; 5];
            table.add(features[7], &mut scores);
            assert_eq!(scores, [100, 108, 100, 100, 93]);
        }
    }

    #[test]
    fn an_unknown_feature_adds_nothing() {
        let rows = [(cut(key(1, text("ann")), 4, 16), vec![cell(0, 9)])];
        let section = write(&rows, 1, 4, 16);
        let table = Rows::read(&section).unwrap();
        assert_eq!(table.row(key(1, text("lee"))), &[]);
        assert_eq!(table.row(key(1, text("ann"))), &[cell(0, 9)]);
    }

    #[test]
    fn refuses_sections_that_contradict_themselves() {
        let section = write(&[(3, vec![cell(1, 5)])], 2, 1, 8);
        assert!(Rows::read(&section).is_ok());
        for cut in 0..section.len() {
            assert_eq!(
                Rows::read(&section[..cut]).err(),
                Some(ModelError::Section),
                "cut at {cut}"
            );
        }
        // The number of rows, of cells, the bits, the label and a byte too many.
        let last = section.len() - 2;
        for (at, byte) in [(0, 2), (4, 2), (8, 30), (9, 7), (last, 2)] {
            let mut damaged = section.clone();
            damaged[at] = byte;
            assert_eq!(Rows::read(&damaged).err(), Some(ModelError::Section), "{at}");
        }
        let longer = [&section[..], &[0]].concat();
        assert_eq!(Rows::read(&longer).err(), Some(ModelError::Section));
    }
}
