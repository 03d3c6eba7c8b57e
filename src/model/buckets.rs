//! Sorted keys → row numbers, read as they lie in the file.
//!
//! A key is cut into a **bucket**, its upper bits, and a **tag**, its lower bits. There are about as
//! many buckets as rows, so that a key costs little more than the bits of its tag:
//!
//! ```text
//! counts  1 0 2 1 …       rows of each bucket
//! low     9 3 7 1 …       the low bytes of the tags of all rows
//! high    0 8 8 2 …       their high bytes, where tags have two
//! starts  0 1 1 3 4 …     the first row of each bucket: all that is worked out
//! ```
//!
//! To open a table is little more than that, which matters: a browser runs the code that opens it only
//! once, before it has optimised it.

use std::borrow::Cow;
use std::iter;

/// A run of bytes of a file, which stays where it is if the file is part of the program.
pub type Plane = Cow<'static, [u8]>;

/// A table of keys.
#[derive(Clone, Debug)]
pub struct Buckets {
    /// And one more, to end the last bucket.
    starts: Vec<u32>,
    low: Plane,
    high: Plane,
}

impl Buckets {
    /// The table of these counts and tags; without high bytes, tags have eight bits. None where
    /// the counts do not add up to the tags.
    #[must_use]
    pub fn new(counts: &[u8], low: Plane, high: Plane) -> Option<Self> {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0_u32;
        starts.push(sum);
        starts.extend(counts.iter().map(|count| {
            sum = sum.saturating_add(u32::from(*count));
            sum
        }));
        let fits = sum as usize == low.len() && (high.is_empty() || high.len() == low.len());
        fits.then_some(Self { starts, low, high })
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

    /// The bucket and the tag of each row, in order.
    pub fn keys(&self) -> impl Iterator<Item = (u32, u16)> {
        let ends = self.starts.iter().skip(1);
        let buckets = (0..).zip(self.starts.iter().zip(ends));
        let buckets = buckets.flat_map(|(bucket, (from, to))| (*from..*to).map(move |_| bucket));
        let highs = self.high.iter().chain(iter::repeat(&0));
        let tags = self.low.iter().zip(highs);
        buckets.zip(tags.map(|(low, high)| u16::from_le_bytes([*low, *high])))
    }

    /// The row of a key.
    #[inline]
    #[must_use]
    pub fn find(&self, bucket: u32, tag: u16) -> Option<usize> {
        let [from, to] = *self.starts.get(bucket as usize..)?.first_chunk()?;
        let (from, to) = (from as usize, to as usize);
        let [low, high] = tag.to_le_bytes();
        let mut lows = self.low.get(from..to)?.iter();
        if self.high.is_empty() {
            return Some(from + lows.position(|l| *l == low)?);
        }
        let highs = self.high.get(from..to)?;
        let place = lows.zip(highs).position(|tag| tag == (&low, &high))?;
        Some(from + place)
    }
}

/// The three planes of a table of `n` buckets, for keys and the bits of their tags, 8 or 16, in
/// ascending order; none where a bucket holds more rows than a byte counts.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn planes(n: usize, keys: impl Iterator<Item = u32>, tag_bits: u32) -> Option<[Vec<u8>; 3]> {
    let mut counts = vec![0_u8; n];
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
            let table = Buckets::new(&counts, low.into(), high.into()).unwrap();
            assert_eq!(table.len(), keys.len());
            let told = |(bucket, tag): (u32, u16)| bucket << tag_bits | u32::from(tag);
            assert_eq!(table.keys().map(told).collect::<Vec<_>>(), keys);
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
        let rows = [
            (&counts[..], 256, 0, true),
            (&counts, 256, 256, true),
            (&counts, 255, 0, false),
            (&counts, 256, 9, false),
            (&counts[..1], 256, 0, false),
        ];
        for (counts, low, high, expected) in rows {
            let plane = |n: usize| Plane::from(vec![0; n]);
            let table = Buckets::new(counts, plane(low), plane(high));
            assert_eq!(table.is_some(), expected, "{low} {high}");
        }
        assert!(planes(8, std::iter::repeat_n(3, 256), 8).is_none());
    }
}
