//! Rows of many weights: few, but most features of a text are theirs.

use super::{Cell, LANES, sum};

/// Rows of all labels, addressed by their keys.
///
/// A key is cut into a **bucket**, its upper bits, and a **tag**, the bits below; there are about
/// as many buckets as rows.
///
/// ```text
/// key 0b0110_1011…   bucket 0b0110   tag 0b1011
/// index   … [3] [5] …        rows 3 and 4 are in bucket 0b0110
/// tags    … 0b0010 0b1011 …  the second one: row 4
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct FullRows {
    tag_bits: u32,
    index: Vec<u32>,
    tags: Vec<u16>,
    /// The length of a row in pairs of steps of [`LANES`].
    pairs: usize,
    /// Two weights in one: in the lower byte that of the first step, in the upper one that of the
    /// second, which can be parted by shifts of whole vectors.
    weights: Vec<[i16; LANES]>,
}

impl FullRows {
    /// The rows of sorted keys of `bits` bits.
    pub(super) fn new(rows: &[(u32, &[Cell])], width: usize, bits: u32) -> Self {
        // Tags have 16 bits at most.
        let bucket_bits = rows.len().max(1).ilog2();
        let bucket_bits = bucket_bits.max(bits.saturating_sub(16)).min(bits);
        let tag_bits = bits - bucket_bits;
        let mut full = Self {
            tag_bits,
            pairs: width.div_ceil(2 * LANES),
            ..Self::default()
        };
        let mut at = 0;
        for bucket in 0..=1_u64 << bucket_bits {
            let is_before = |row: &(u32, _)| u64::from(row.0) >> tag_bits < bucket;
            while rows.get(at).is_some_and(is_before) {
                at += 1;
            }
            full.index.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        for (key, cells) in rows {
            let tag = key & ((1 << tag_bits) - 1);
            full.tags.push(u16::try_from(tag).unwrap_or_default());
            full.push(cells);
        }
        full
    }

    fn push(&mut self, cells: &[Cell]) {
        let first = self.weights.len();
        self.weights.resize(first + self.pairs, [0; LANES]);
        let row = self.weights.get_mut(first..).unwrap_or_default();
        for cell in cells {
            let label = usize::from(cell.label);
            let pair = row.get_mut(label / (2 * LANES));
            if let Some(both) = pair.and_then(|pair| pair.get_mut(label % LANES)) {
                let [first, second] = both.to_le_bytes();
                let weight = cell.weight.cast_unsigned();
                *both = i16::from_le_bytes(match label / LANES % 2 {
                    0 => [weight, second],
                    _ => [first, weight],
                });
            }
        }
    }

    /// The length of a row of scores in steps.
    pub(super) fn steps(&self) -> usize {
        2 * self.pairs
    }

    /// The place of a key's row, for [`add`](Self::add).
    #[inline]
    pub(super) fn find(&self, key: u32) -> Option<u32> {
        let bucket = (key >> self.tag_bits) as usize;
        let [from, to] = self.index.get(bucket..)?.first_chunk()?;
        let tag = key & ((1 << self.tag_bits) - 1);
        let tags = self.tags.get(*from as usize..*to as usize)?;
        (*from..)
            .zip(tags)
            .find(|(_, t)| u32::from(**t) == tag)
            .map(|(at, _)| at)
    }

    /// Adds rows to a row of scores.
    #[inline]
    pub(super) fn add(&self, places: &[u32], scores: &mut [[i16; LANES]]) {
        for (pair, scores) in scores.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            // The sums stay in registers.
            let [mut first, mut second] = *scores;
            for place in places {
                if let Some(both) = self.weights.get(*place as usize * self.pairs + pair) {
                    first = sum(&first, &both.map(|weights| weights << 8 >> 8));
                    second = sum(&second, &both.map(|weights| weights >> 8));
                }
            }
            *scores = [first, second];
        }
    }
}
