//! Sorted keys → row numbers, read as they lie in the file.
//!
//! A key is cut into a **bucket**, its upper bits, and a **tag**, its lower bits. There are about as
//! many buckets as rows, so that a key costs little more than the bits of its tag:
//!
//! ```text
//! counts  1 0 2 1 …       rows of each bucket
//! low     9 3 7 1 …       the low bytes of the tags of all rows
//! high    0 8 8 2 …       their high bytes, where tags have two
//! starts  0           …   the first row of each eight buckets: all that is worked out
//! ```
//!
//! To open a table is to copy it, which matters: a browser runs the code that opens it only once,
//! before it has optimised it.

use crate::text::to_u32;

/// Buckets whose counts are read in one step.
const GROUP: usize = 8;

/// A table of keys.
#[derive(Clone, Debug)]
pub struct Buckets {
    counts: Vec<[u8; GROUP]>,
    starts: Vec<u32>,
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Buckets {
    /// The table of these counts and tags; without high bytes, tags have eight bits. None where
    /// the counts are not eight by eight or do not add up to the tags.
    #[must_use]
    pub fn new(counts: &[u8], low: &[u8], high: &[u8]) -> Option<Self> {
        let (counts, rest) = counts.as_chunks::<GROUP>();
        let mut starts = Vec::with_capacity(counts.len());
        let mut sum = 0_u64;
        for group in counts {
            starts.push(u32::try_from(sum).ok()?);
            sum += sum_of(*group, GROUP);
        }
        let fits = sum == low.len() as u64 && (high.is_empty() || high.len() == low.len());
        (fits && rest.is_empty()).then(|| Self {
            counts: counts.to_vec(),
            starts,
            low: low.to_vec(),
            high: high.to_vec(),
        })
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.low.is_empty()
    }

    /// The row of a key.
    #[inline]
    #[must_use]
    pub fn find(&self, bucket: u32, tag: u16) -> Option<usize> {
        let (group, place) = (bucket as usize / GROUP, bucket as usize % GROUP);
        let counts = *self.counts.get(group)?;
        let count = usize::from(*counts.get(place)?);
        if count == 0 {
            return None;
        }
        let start = u64::from(*self.starts.get(group)?) + sum_of(counts, place);
        let start = usize::try_from(start).ok()?;
        let [low, high] = tag.to_le_bytes();
        let mut rows = (start..).zip(self.low.get(start..start + count)?);
        let is_high = |row: usize| self.high.get(row).is_none_or(|h| *h == high);
        rows.find_map(|(row, l)| (*l == low && is_high(row)).then_some(row))
    }
}

/// The sum of the first `n` counts, without a loop.
#[inline]
fn sum_of(counts: [u8; GROUP], n: usize) -> u64 {
    const PAIRS: u64 = 0x00FF_00FF_00FF_00FF;
    let bits = to_u32(n * 8);
    let kept = u64::MAX.checked_shr(64 - bits).unwrap_or_default();
    let counts = u64::from_le_bytes(counts) & kept;
    let pairs = (counts & PAIRS) + (counts >> 8 & PAIRS);
    pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48
}

/// The three planes of a table of `n` buckets, for keys and the bits of their tags, 8 or 16, in
/// ascending order; none where a bucket holds more rows than a byte counts.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn planes(n: usize, keys: impl Iterator<Item = u32>, tag_bits: u32) -> Option<[Vec<u8>; 3]> {
    let mut counts = vec![0_u8; n.next_multiple_of(GROUP)];
    let (mut low, mut high) = (Vec::new(), Vec::new());
    for key in keys {
        let count = counts.get_mut((key >> tag_bits) as usize)?;
        *count = count.checked_add(1)?;
        let [l, h, ..] = key.to_le_bytes();
        low.push(l);
        if tag_bits > 8 {
            high.push(h);
        }
    }
    Some([counts, low, high])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_keys_that_were_written() {
        for tag_bits in [8, 16] {
            let key = |i: u32| i.pow(2) * 77 % (100 << tag_bits);
            let mut keys: Vec<u32> = (0..150).map(key).collect();
            keys.sort_unstable();
            keys.dedup();
            let [counts, low, high] = planes(100, keys.iter().copied(), tag_bits).unwrap();
            let table = Buckets::new(&counts, &low, &high).unwrap();
            assert_eq!(table.len(), keys.len());
            for key in 0..100_u32 << tag_bits {
                let tag = u16::try_from(key & ((1 << tag_bits) - 1)).unwrap();
                let row = keys.binary_search(&key).ok();
                assert_eq!(table.find(key >> tag_bits, tag), row, "{key}");
            }
            assert_eq!(table.find(9_999, 0), None);
        }
    }

    #[test]
    fn refuses_planes_that_do_not_fit() {
        let counts = [255, 1, 0, 0, 0, 0, 0, 0];
        assert!(Buckets::new(&counts, &[0; 256], &[]).is_some());
        assert!(Buckets::new(&counts, &[0; 256], &[0; 256]).is_some());
        assert!(Buckets::new(&counts, &[0; 255], &[]).is_none());
        assert!(Buckets::new(&counts, &[0; 256], &[0; 9]).is_none());
        assert!(Buckets::new(&counts[..7], &[0; 256], &[]).is_none());
        assert!(planes(8, std::iter::repeat_n(3, 256), 8).is_none());
    }
}
