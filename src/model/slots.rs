//! Keys → numbers of 16 bits, looked up without a branch.
//!
//! The upper bits of a key tell its bucket, its lower 16 are its tag:
//!
//! ```text
//! bucket  tags    9 3 7 1 0 0 0 0      of its keys, and of those that the full ones before it have no place for
//!         values  5 2 8 1 0 0 0 0      0 where the slot is free
//! ```
//!
//! A look-up compares all tags of a bucket and sums up the values of those that agree: it waits for memory
//! once, and takes the same steps whether the key is there or not, which no processor could foretell.

/// The slots of a bucket.
pub const SLOTS: usize = 8;

/// At most so many full buckets are passed over.
const MOST_STEPS: usize = 8;

/// A table of keys.
#[derive(Clone, Debug)]
pub struct Slots {
    /// The bits of a key that do not tell its bucket.
    shift: u32,
    /// And some more, for the keys that the last ones have no place for.
    buckets: Vec<Bucket>,
    /// The slot after that of the last key.
    free: usize,
}

/// In one line of a processor's cache.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Bucket {
    tags: [u16; SLOTS],
    values: [u16; SLOTS],
}

impl Slots {
    /// A table for some `n` keys of `key_bits` bits, without one yet.
    ///
    /// It has at least two to the power of `least_bits` buckets. What their numbers and a tag do not
    /// tell of a key is not looked at.
    #[must_use]
    pub fn new(n: usize, key_bits: u32, least_bits: u32) -> Self {
        // Of five keys a bucket on average, hardly one has more than eight.
        let mut bits = least_bits.max(1);
        while n >> bits >= 5 {
            bits += 1;
        }
        Self {
            shift: key_bits.saturating_sub(bits),
            buckets: vec![Bucket::default(); (1 << bits) + MOST_STEPS],
            free: 0,
        }
    }

    /// Adds a key, higher than those before, and its value, which is not zero; none where too many
    /// keys meet.
    #[inline]
    pub fn push(&mut self, key: u32, value: u16) -> Option<()> {
        let (bucket, tag) = self.place(key);
        let place = self.free.max(bucket * SLOTS);
        self.free = place + 1;
        if place / SLOTS - bucket >= MOST_STEPS {
            return None;
        }
        let Bucket { tags, values } = self.buckets.get_mut(place / SLOTS)?;
        *tags.get_mut(place % SLOTS)? = tag;
        *values.get_mut(place % SLOTS)? = value;
        Some(())
    }

    /// The number of a key's bucket, and its tag.
    #[inline]
    fn place(&self, key: u32) -> (usize, u16) {
        let [low, high, ..] = key.to_le_bytes();
        ((key >> self.shift) as usize, u16::from_le_bytes([low, high]))
    }

    /// Whether the bucket of a key is full. To ask this of many keys before the first one is looked up is
    /// to wait for their memory at once.
    #[inline]
    #[must_use]
    pub fn is_full(&self, key: u32) -> bool {
        let (at, _) = self.place(key);
        let last = self.buckets.get(at).and_then(|bucket| bucket.values.last());
        last.is_some_and(|value| *value != 0)
    }

    /// Adds the value of a key to one of the sums; one that is not there has none.
    #[inline]
    pub fn add(&self, key: u32, sums: &mut [u16; SLOTS]) {
        let (at, tag) = self.place(key);
        if self.add_bucket(at, tag, sums) {
            self.add_next(at, tag, sums);
        }
    }

    /// Adds what the buckets after a full one have for a tag.
    #[cold]
    fn add_next(&self, full: usize, tag: u16, sums: &mut [u16; SLOTS]) {
        let mut at = full + 1;
        while self.add_bucket(at, tag, sums) {
            at += 1;
        }
    }

    /// Adds what a bucket has for a tag, and tells whether it is full.
    #[inline]
    fn add_bucket(&self, at: usize, tag: u16, sums: &mut [u16; SLOTS]) -> bool {
        let Some(bucket) = self.buckets.get(at) else {
            return false;
        };
        for ((sum, slot), value) in sums.iter_mut().zip(bucket.tags).zip(bucket.values) {
            *sum = sum.wrapping_add(if slot == tag { value } else { 0 });
        }
        let [.., last] = bucket.values;
        last != 0
    }

    /// The value of a key; 0 where it is not there. Behind its bucket it is looked for only where `goes_on`.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u32, goes_on: bool) -> u16 {
        let mut sums = [0; SLOTS];
        let (at, tag) = self.place(key);
        if self.add_bucket(at, tag, &mut sums) & goes_on {
            self.add_next(at, tag, &mut sums);
        }
        sums.iter().fold(0, |all: u16, sum| all.wrapping_add(*sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(keys: impl Iterator<Item = (u32, u16)>, n: u16, bits: [u32; 2]) -> Option<Slots> {
        let [key_bits, least_bits] = bits;
        let mut table = Slots::new(n.into(), key_bits, least_bits);
        for (key, value) in keys {
            table.push(key, value)?;
        }
        Some(table)
    }

    fn get(table: &Slots, key: u32) -> u16 {
        table.get(key, table.is_full(key))
    }

    #[test]
    fn keys_that_a_bucket_has_no_place_for_lie_in_the_next_ones() {
        let most = u16::try_from(MOST_STEPS * SLOTS).unwrap();
        for (n, fits) in [(8_u16, true), (9, true), (most, true), (most + 1, false)] {
            let keys = (0..n).map(|n| (u32::from(n), n + 1));
            let table = table(keys.clone(), n, [32, 1]);
            assert_eq!(table.is_some(), fits, "{n}");
            for (key, value) in table.iter().flat_map(|_| keys.clone()) {
                assert_eq!(table.as_ref().map(|t| get(t, key)), Some(value), "{key} of {n}");
            }
        }
    }

    #[test]
    fn a_key_is_looked_up_as_a_whole_where_there_are_buckets_enough() {
        let table = table([(5 << 16 | 7, 9)].into_iter(), 1, [20, 4]).unwrap();
        let rows = [(5 << 16 | 7, 9), (7, 0), (5 << 16, 0), (4 << 16 | 7, 0)];
        for (key, value) in rows {
            assert_eq!(get(&table, key), value, "{key:x}");
        }
    }
}
