//! A table of weight rows, addressed by feature keys.
//!
//! In the file only the labels with a weight are kept: nine in ten weights of a trained tagger are
//! zero. When it is read, the rows fall into two parts: few have many weights and are added label
//! by label, a vector at a time ([`narrow`](super::narrow)); all others stay lists of cells
//! ([`sparse`]). One index leads to both ([`slots`](super::slots)).

mod sparse;

use super::ModelError;
use super::chain::{Row, WIDTH};
use super::format::Reader;
use super::narrow::{Narrow, Sums};
use super::slots::Slots;
use sparse::{CELLS, SparseRows};

/// The weight that a feature gives a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The label's number.
    pub label: u8,
    /// The weight, in the unit of the table.
    pub weight: i8,
}

/// As many numbers of 16 bits as an index has: 0 is none.
#[cfg(any(test, feature = "_internals"))]
const NUMBERS: usize = u16::MAX as usize;

/// The bits of a key that an index tells apart within a bucket.
const TAG_BITS: u32 = u16::BITS;

/// Keys are cut to at most this many bits.
const MAX_BITS: u32 = 27;

/// Keys that are looked up side by side, so that the waits for memory overlap.
const BATCH: usize = 32;

/// A table of weight rows.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The bits that the table does not look at.
    cut: u32,
    /// The number of each row: first those of the full ones, from 1, then those of the others.
    index: Slots,
    n_full: u16,
    full: Vec<Narrow>,
    sparse: SparseRows,
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
        if width != WIDTH {
            return None;
        }
        if bucket_bits > 24 || !matches!(tag_bits, 8 | 16) || bucket_bits + tag_bits > MAX_BITS {
            return None;
        }
        let counts = bytes.take(1 << bucket_bits)?;
        let tags = bytes.take((n_rows as usize).checked_mul(tag_bits as usize / 8)?)?;
        let lengths = bytes.take(n_rows as usize)?;
        let labels = bytes.take(n_cells as usize)?;
        let weights = bytes.take(n_cells as usize)?;
        let sum = |counts: &[u8]| counts.iter().map(|c| u64::from(*c)).sum::<u64>();
        if sum(counts) != n_rows.into()
            || sum(lengths) != n_cells.into()
            || labels.iter().any(|l| usize::from(*l) >= width)
            || !bytes.rest().is_empty()
        {
            return None;
        }
        // The label of a cell below its weight.
        let cells = labels.iter().zip(weights);
        let cells: Vec<u16> = cells.map(|(l, w)| u16::from_le_bytes([*l, *w])).collect();
        let bits = bucket_bits + tag_bits;
        let n_full = lengths.iter().filter(|n| usize::from(**n) > CELLS).count();
        let n_full = u16::try_from(n_full).ok()?;
        let n_sparse = lengths.len().checked_sub(n_full.into())?;
        let (mut full, mut sparse) = (Vec::with_capacity(n_full.into()), SparseRows::with_room(n_sparse));
        let least_bits = bits.saturating_sub(TAG_BITS);
        let mut index = Slots::new(lengths.len(), bits, least_bits);
        let mut tags = tags.chunks_exact(tag_bits as usize / 8);
        let (mut lengths, mut rest) = (lengths.iter(), cells.as_slice());
        // Plain loops: a browser runs them once, before it has optimised them.
        for (bucket, count) in (0_u32..).zip(counts) {
            for _ in 0..*count {
                let tag = match tags.next()? {
                    [low, high] => u32::from(u16::from_le_bytes([*low, *high])),
                    tag => u32::from(*tag.first()?),
                };
                let (cells, others) = rest.split_at_checked(usize::from(*lengths.next()?))?;
                rest = others;
                let number = if cells.len() > CELLS {
                    full.push(full_row(cells));
                    u16::try_from(full.len() - 1).ok()?
                } else {
                    sparse.push(cells)?.checked_add(n_full)?
                };
                index.push(bucket << tag_bits | tag, number.checked_add(1)?)?;
            }
        }
        Some(Self {
            cut: u32::BITS - bits.clamp(1, u32::BITS),
            index,
            n_full,
            full,
            sparse,
        })
    }

    /// Adds the weights of features to a row of scores, one for each label, in steps.
    pub fn add(&self, keys: &[u32], lists: &mut Lists, scores: &mut Row) {
        for keys in keys.chunks(BATCH) {
            self.look_up(keys, lists);
            self.sum_full(lists, Sums::default()).add_to(scores);
            self.add_sparse(lists, scores);
        }
    }

    /// Sets a row of scores to the sum of narrow rows and of the weights of features.
    #[inline]
    pub fn sum<'r>(
        &self,
        narrow: impl Iterator<Item = &'r Narrow>,
        keys: &[u32],
        lists: &mut Lists,
        scores: &mut Row,
    ) {
        let (keys, more) = keys.split_at(keys.len().min(BATCH));
        self.look_up(keys, lists);
        let mut sums = Sums::default();
        narrow.for_each(|row| sums.add(row));
        self.sum_full(lists, sums).store(scores);
        self.add_sparse(lists, scores);
        if !more.is_empty() {
            self.add(more, lists, scores);
        }
    }

    /// Looks up at most [`BATCH`] features.
    #[inline]
    fn look_up(&self, keys: &[u32], lists: &mut Lists) {
        let Lists { full, sparse } = lists;
        full.length = 0;
        sparse.length = 0;
        // Asked of all buckets before the first look-up, so that they are waited for at once.
        let is_full = |key: &u32| self.index.is_full(key >> self.cut);
        let goes_on = keys.iter().fold(false, |any, key| any | is_full(key));
        for key in keys {
            let number = self.index.get(key >> self.cut, goes_on);
            let is_full = number <= self.n_full;
            full.push_if(number.wrapping_sub(1), is_full && number > 0);
            let sparse_number = number.wrapping_sub(self.n_full).wrapping_sub(1);
            sparse.push_if(sparse_number, !is_full);
        }
    }

    #[inline]
    fn sum_full(&self, lists: &Lists, mut sums: Sums) -> Sums {
        for number in lists.full.all() {
            if let Some(row) = self.full.get(usize::from(*number)) {
                sums.add(row);
            }
        }
        sums
    }

    #[inline]
    fn add_sparse(&self, lists: &Lists, scores: &mut Row) {
        for number in lists.sparse.all() {
            self.sparse.add(*number, scores);
        }
    }
}

/// The row of cells, the label of each below the weight.
fn full_row(cells: &[u16]) -> Narrow {
    let mut row = Narrow::NOTHING;
    for cell in cells {
        let [label, weight] = cell.to_le_bytes();
        row.set(label.into(), weight.cast_signed());
    }
    row
}

/// The working memory of [`Rows::add`], kept from one call to the next: numbers of rows.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    full: List,
    sparse: List,
}

/// At most as many numbers as a batch has keys.
#[derive(Clone, Copy, Debug, Default)]
struct List {
    items: [u16; BATCH],
    length: usize,
}

impl List {
    /// Appends without a branch, which would go wrong every other time.
    #[inline]
    fn push_if(&mut self, item: u16, wanted: bool) {
        if let Some(slot) = self.items.get_mut(self.length % BATCH) {
            *slot = item;
        }
        self.length += usize::from(wanted);
    }

    #[inline]
    fn all(&self) -> &[u16] {
        self.items.get(..self.length).unwrap_or_default()
    }
}

/// The part of a key that the table tells apart: keys that agree in it share a row.
#[must_use]
pub fn cut(key: u32, bucket_bits: u32, tag_bits: u32) -> u32 {
    key >> (32 - (bucket_bits + tag_bits).clamp(1, 32))
}

/// Writes a table section: numbers of rows and of cells (u32 each), bucket bits, tag bits (u8
/// each), number of lanes (u16), then, each as one run of bytes that compresses well, the rows of
/// each bucket, the tags, the cells of each row, their labels, their weights.
///
/// `rows` are pairs of a key cut to `bucket_bits + tag_bits` ([`cut`]) and its cells, in any order.
/// Rows without a cell are left out, and of more rows than 16 bits can number those with the smallest
/// weights. `tag_bits` is 8 or 16.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn write(rows: &[(u32, Vec<Cell>)], bucket_bits: u32, tag_bits: u32) -> Vec<u8> {
    use crate::text::to_u32;
    const LANES: u16 = 80;
    const _: () = assert!(LANES as usize == WIDTH);
    let mut sorted: Vec<_> = rows.iter().filter(|(_, cells)| !cells.is_empty()).collect();
    let largest = |cells: &[Cell]| cells.iter().map(|c| c.weight.unsigned_abs()).max();
    // Among equal ones by the lower bits, so that those left out are missing everywhere alike: buckets
    // of which none is missing would run over.
    sorted.sort_by_key(|(key, cells)| (std::cmp::Reverse(largest(cells)), key.reverse_bits()));
    sorted.truncate(NUMBERS);
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
    section.extend(LANES.to_le_bytes());
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

    /// What a feature adds.
    fn added(table: &Rows, key: u32) -> Row {
        let mut scores = [100; WIDTH];
        table.add(&[key], &mut Lists::default(), &mut scores);
        scores.map(|score| score - 100)
    }

    #[test]
    fn finds_the_rows_that_were_written() {
        for (bucket_bits, tag_bits) in [(3, 8), (8, 16), (10, 8)] {
            let features: Vec<u32> = (0..40).map(|i| key(i, text("word"))).collect();
            let cells = |i: u8| -> Vec<Cell> {
                // From rows of one weight to full ones.
                let labels = (0..37).filter(|label| label % (1 + i % 7 * 6) == 0);
                labels
                    .map(|label| cell(label, i.cast_signed() - 50))
                    .collect()
            };
            let rows: Vec<_> = features
                .iter()
                .zip(0_u8..)
                .map(|(k, i)| (cut(*k, bucket_bits, tag_bits), cells(i)))
                .collect();
            let table = Rows::read(&write(&rows, bucket_bits, tag_bits)).unwrap();
            for (feature, (_, cells)) in features.iter().zip(&rows) {
                let mut expected = [0; WIDTH];
                for cell in cells {
                    expected[usize::from(cell.label)] = i16::from(cell.weight);
                }
                assert_eq!(added(&table, *feature), expected);
            }
        }
    }

    #[test]
    fn of_more_rows_than_have_numbers_the_strongest_are_written() {
        let weight = |i: u32| if i < 60_000 { 3 } else { 2 };
        let rows: Vec<_> = (0..70_000).map(|i| (i * 400, vec![cell(1, weight(i))])).collect();
        let table = Rows::read(&write(&rows, 17, 8)).unwrap();
        let known = |numbers: std::ops::Range<u32>| {
            let rows = numbers.map(|i| added(&table, (i * 400) << table.cut)[1]);
            rows.filter(|weight| *weight != 0).count()
        };
        assert_eq!(known(0..60_000), 60_000);
        assert_eq!(known(60_000..70_000), NUMBERS - 60_000);
        // Of equal ones as many here as there.
        let half = known(60_000..65_000);
        assert!((2_600..2_900).contains(&half), "{half}");
    }

    #[test]
    fn an_unknown_feature_adds_nothing() {
        let rows = [(cut(key(1, text("ann")), 4, 16), vec![cell(0, 9)])];
        let table = Rows::read(&write(&rows, 4, 16)).unwrap();
        assert_eq!(added(&table, key(1, text("lee"))), [0; WIDTH]);
        assert_eq!(added(&table, key(1, text("ann")))[..2], [9, 0]);
        let empty = Rows::read(&write(&[], 4, 16)).unwrap();
        assert_eq!(added(&empty, key(1, text("ann"))), [0; WIDTH]);
    }

    #[test]
    fn refuses_sections_that_contradict_themselves() {
        let section = write(&[(3, vec![cell(1, 5)])], 1, 8);
        assert!(Rows::read(&section).is_ok());
        for cut in 0..section.len() {
            assert_eq!(
                Rows::read(&section[..cut]).err(),
                Some(ModelError::Section),
                "cut at {cut}"
            );
        }
        // The number of rows, of cells, the bits, the lanes, and the lane of the cell.
        let last = section.len() - 2;
        for (at, byte) in [(0, 2), (4, 2), (8, 30), (9, 7), (10, 2), (last, 80)] {
            let mut damaged = section.clone();
            damaged[at] = byte;
            assert_eq!(
                Rows::read(&damaged).err(),
                Some(ModelError::Section),
                "{at}"
            );
        }
        let longer = [&section[..], &[0]].concat();
        assert_eq!(Rows::read(&longer).err(), Some(ModelError::Section));
    }
}
