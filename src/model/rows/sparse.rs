//! Keys → rows. Most rows have few weights and lie here; of those with many, here are the numbers.

use super::full::FullRows;
use crate::model::chain::Row;

/// Keys that one page covers, by their upper bits.
const PREFIXES: u32 = 32;
/// The bits of a unit that hold the number of cells.
const LENGTH_BITS: u32 = 4;
/// The bits of a unit that hold a tag.
pub(super) const TAG_BITS: u32 = 16 - LENGTH_BITS - 1;
/// The length of a row that lies with the full ones; its only unit is its number there.
const IS_FULL: u16 = (1 << LENGTH_BITS) - 1;
/// A row has at most this many cells.
pub(super) const MAX_CELLS: usize = IS_FULL as usize - 1;
/// The bit of a unit that says that its row is the last one of the page.
const IS_LAST: u16 = 1 << LENGTH_BITS;

/// Rows as lists of cells, or as numbers of full rows, addressed by their keys.
///
/// A key is cut into a **page**, its upper bits, and a **tag**, the bits below. A page says with one
/// bit for each value of the tag's five upper bits whether there is a row, which answers most
/// questions with one access to memory; its rows lie side by side, which answers the others with a
/// second one:
///
/// ```text
/// pages   … (bits 0b…0100_0001, start 7) …        two rows, or some more with the same bits
/// units   … (tag 198, full) (row 31) (tag 3, last, 2 cells) (B-PERSON +31) (O -12) …
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct SparseRows {
    tag_bits: u32,
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
    /// The tag, as a unit has it.
    tag: u16,
    /// The unit at the start.
    head: u16,
}

impl SparseRows {
    /// The table of rows sorted by keys of `bits` bits, of these lengths; those of more than `most`
    /// cells go to `full`. None where these are more than it has numbers for.
    pub(super) fn new<'c>(
        rows: impl Iterator<Item = (u32, &'c [u16])>,
        (lengths, bits): (&[u8], u32),
        most: usize,
        full: &mut FullRows,
    ) -> Option<Self> {
        let n_units = lengths.iter().map(|length| match usize::from(*length) {
            length if length > most => 2,
            length => 1 + length,
        });
        let tag_bits = bits.saturating_sub(lengths.len().max(1).ilog2().saturating_sub(1));
        let tag_bits = tag_bits.clamp(PREFIXES.ilog2(), TAG_BITS);
        let n_pages = 1 << bits.saturating_sub(tag_bits);
        let mut table = Self {
            tag_bits,
            pages: Vec::with_capacity(n_pages),
            units: Vec::with_capacity(n_units.sum()),
        };
        let mut page = Page::default();
        // Those of few cells wait: of a text's features, most lead to the rows of many.
        let mut lists: Vec<(u16, &[u16])> = Vec::new();
        for (key, cells) in rows {
            while table.pages.len() < (key >> table.tag_bits) as usize {
                table.end_page(&mut page, &mut lists);
            }
            page.bits |= table.bit(key);
            let head = table.tag(key);
            if cells.len() > most {
                table.units.push(head | IS_FULL);
                table.units.push(full.push(cells)?);
            } else {
                let length = u16::try_from(cells.len()).unwrap_or_default();
                lists.push((head | length, cells));
            }
        }
        while table.pages.len() < n_pages {
            table.end_page(&mut page, &mut lists);
        }
        Some(table)
    }

    fn end_page(&mut self, page: &mut Page, lists: &mut Vec<(u16, &[u16])>) {
        // That of a full row, unless lists follow.
        let mut last = self.units.len().checked_sub(2);
        for (head, cells) in lists.iter() {
            last = Some(self.units.len());
            self.units.push(*head);
            // They are too short to be copied by a call.
            for cell in *cells {
                self.units.push(*cell);
            }
        }
        lists.clear();
        let last = last.filter(|_| page.bits != 0);
        if let Some(head) = last.and_then(|last| self.units.get_mut(last)) {
            *head |= IS_LAST;
        }
        self.pages.push(*page);
        *page = Page {
            bits: 0,
            start: u32::try_from(self.units.len()).unwrap_or(u32::MAX),
        };
    }

    /// The tag of a key, as a unit has it.
    #[inline]
    fn tag(&self, key: u32) -> u16 {
        let [low, high, ..] = (key & ((1 << self.tag_bits) - 1)).to_le_bytes();
        u16::from_le_bytes([low, high]) << (LENGTH_BITS + 1)
    }

    #[inline]
    fn bit(&self, key: u32) -> u32 {
        1 << ((key >> (self.tag_bits - PREFIXES.ilog2())) % PREFIXES)
    }

    /// Where the row of a key is if there is one, and whether there may be one.
    #[inline]
    pub(super) fn find(&self, key: u32) -> (Place, bool) {
        let page = self.pages.get((key >> self.tag_bits) as usize);
        let Page { bits, start } = page.copied().unwrap_or_default();
        let place = Place {
            start,
            tag: self.tag(key),
            head: 0,
        };
        (place, bits & self.bit(key) != 0)
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
        let (mut at, mut head) = (place.start as usize + 1, place.head);
        loop {
            let length = head & IS_FULL;
            if (head ^ place.tag) <= (IS_FULL | IS_LAST) {
                let units = self.units.get(at..).unwrap_or_default();
                if length == IS_FULL {
                    return units.first().copied();
                }
                for cell in units.iter().take(length.into()) {
                    let [label, weight] = cell.to_le_bytes();
                    if let Some(score) = scores.get_mut(usize::from(label)) {
                        *score = score.wrapping_add(weight.cast_signed().into());
                    }
                }
                return None;
            }
            if head & IS_LAST != 0 {
                return None;
            }
            at += if length == IS_FULL { 1 } else { length.into() };
            head = *self.units.get(at)?;
            at += 1;
        }
    }
}
