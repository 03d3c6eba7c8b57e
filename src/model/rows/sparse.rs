//! Keys → rows. Most rows have few weights and lie here; of those with many, here are the numbers.

use super::full::FullRows;
use crate::model::chain::Row;

/// Keys that one page covers, by their upper bits.
const PREFIXES: u32 = 32;
/// The bits of a unit that hold the number of cells.
const LENGTH_BITS: u32 = 4;
/// The bits of a unit that hold a tag.
pub(super) const TAG_BITS: u32 = 16 - LENGTH_BITS;
/// The length of a row that lies with the full ones; its only unit is its number there.
const IS_FULL: u16 = (1 << LENGTH_BITS) - 1;
/// A row has at most this many cells.
pub(super) const MAX_CELLS: usize = IS_FULL as usize - 1;

/// Rows as lists of cells, or as numbers of full rows, addressed by their keys.
///
/// A key is cut into a **page**, its upper bits, and a **tag**, the bits below. A page says with one
/// bit for each value of the tag's five upper bits whether there is a row, which answers most
/// questions with one access to memory; its rows lie side by side, which answers the others with a
/// second one:
///
/// ```text
/// pages   … (bits 0b…0100_0001, start 7) …        two rows, or some more with the same bits
/// units   … (tag 3, 2 cells) (B-PERSON +31) (O -12) (tag 198, full) (row 31) …
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct SparseRows {
    tag_bits: u32,
    /// And one more, to end the last one.
    pages: Vec<Page>,
    units: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Page {
    bits: u32,
    start: u32,
}

/// Where a row may be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    start: u32,
    end: u32,
    tag: u16,
    /// The unit at the start.
    head: u16,
}

impl SparseRows {
    /// The table of `n_rows` rows sorted by keys of `bits` bits; those of more than `most` cells go
    /// to `full`. None where these are more than it has numbers for.
    pub(super) fn new<'c>(
        rows: impl Iterator<Item = (u32, &'c [u16])>,
        (n_rows, bits): (usize, u32),
        most: usize,
        full: &mut FullRows,
    ) -> Option<Self> {
        let tag_bits = bits.saturating_sub(n_rows.max(1).ilog2().saturating_sub(1));
        let tag_bits = tag_bits.clamp(PREFIXES.ilog2(), TAG_BITS);
        let n_pages = 1 << bits.saturating_sub(tag_bits);
        let mut table = Self {
            tag_bits,
            pages: Vec::with_capacity(n_pages + 1),
            units: Vec::new(),
        };
        let mut page = Page::default();
        // Those of few cells wait: of a text's features, most lead to the rows of many.
        let mut lists = Vec::new();
        for (key, cells) in rows {
            while table.pages.len() < (key >> table.tag_bits) as usize {
                table.end_page(&mut page, &mut lists);
            }
            page.bits |= table.bit(key);
            let head = table.tag(key) << LENGTH_BITS;
            if cells.len() > most {
                table.units.extend([head | IS_FULL, full.push(cells)?]);
            } else {
                lists.push(head | u16::try_from(cells.len()).unwrap_or_default());
                lists.extend_from_slice(cells);
            }
        }
        while table.pages.len() <= n_pages {
            table.end_page(&mut page, &mut lists);
        }
        Some(table)
    }

    fn end_page(&mut self, page: &mut Page, lists: &mut Vec<u16>) {
        self.units.append(lists);
        self.pages.push(*page);
        *page = Page {
            bits: 0,
            start: u32::try_from(self.units.len()).unwrap_or(u32::MAX),
        };
    }

    #[inline]
    fn tag(&self, key: u32) -> u16 {
        u16::try_from(key & ((1 << self.tag_bits) - 1)).unwrap_or_default()
    }

    #[inline]
    fn bit(&self, key: u32) -> u32 {
        1 << ((key >> (self.tag_bits - PREFIXES.ilog2())) % PREFIXES)
    }

    /// Where the row of a key is if there is one, and whether there may be one.
    #[inline]
    pub(super) fn find(&self, key: u32) -> (Place, bool) {
        let page = (key >> self.tag_bits) as usize;
        let Some([page, next]) = self.pages.get(page..).and_then(<[_]>::first_chunk) else {
            return (Place::default(), false);
        };
        let place = Place {
            start: page.start,
            end: next.start,
            tag: self.tag(key),
            head: 0,
        };
        (place, page.bits & self.bit(key) != 0)
    }

    /// Reads the first unit of a place: done for many of them, the waits for memory overlap.
    #[inline]
    pub(super) fn touch(&self, place: &mut Place) {
        place.head = self
            .units
            .get(place.start as usize)
            .copied()
            .unwrap_or_default();
    }

    /// Adds the row at a place that was touched, if there is one, to a row of scores; or gives its
    /// number among the full ones.
    #[inline]
    pub(super) fn add(&self, place: Place, scores: &mut Row) -> Option<u16> {
        let (mut at, mut head) = (place.start, place.head);
        while at < place.end {
            let length = head % (1 << LENGTH_BITS);
            let n_units = if length == IS_FULL { 1 } else { length };
            let end = at + 1 + u32::from(n_units);
            if head >> LENGTH_BITS == place.tag {
                let units = self.units.get(at as usize + 1..end as usize);
                let units = units.unwrap_or_default();
                if length == IS_FULL {
                    return units.first().copied();
                }
                for cell in units {
                    let [label, weight] = cell.to_le_bytes();
                    if let Some(score) = scores.get_mut(usize::from(label)) {
                        *score = score.wrapping_add(weight.cast_signed().into());
                    }
                }
                return None;
            }
            at = end;
            head = self.units.get(at as usize).copied().unwrap_or_default();
        }
        None
    }
}
