//! Values of features, and the keys that features have in the model.
//!
//! Every text makes thousands of them a second, and a key is mixed enough by the product that ends it:
//! two steps join two values, where [the general way](crate::model::hasher) takes seven.

/// Odd constants of the golden ratio and of pi.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
const PI: u64 = 0x2437_54A6_B3E4_5D8B;

/// The key of the feature that template number `template` makes of `value`.
#[inline]
#[must_use]
pub fn key(template: u32, value: u64) -> u32 {
    key_of(feature(template, value))
}

/// A feature as one value: the first half of the way to its key, and the one that differs from template to
/// template.
#[inline]
pub(super) fn feature(template: u32, value: u64) -> u64 {
    value.wrapping_add(u64::from(template).wrapping_mul(PI))
}

/// The key of a [`feature`].
#[inline]
pub(super) fn key_of(feature: u64) -> u32 {
    let [.., a, b, c, d] = feature.wrapping_mul(GOLDEN).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Joins two values into one; the order matters.
#[inline]
#[must_use]
pub fn join(first: u64, second: u64) -> u64 {
    first.wrapping_mul(GOLDEN).wrapping_add(second)
}

/// Joins several values.
#[inline]
#[must_use]
pub(super) fn all<const N: usize>(values: [u64; N]) -> u64 {
    values.into_iter().fold(0, join)
}

/// Steps that widen with the number.
pub(super) fn bin(n: u32) -> u64 {
    match n {
        0..=4 => u64::from(n),
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        50.. => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hasher::text;
    use std::collections::BTreeSet;

    #[test]
    fn keys_of_small_numbers_of_bits_and_of_words_differ() {
        let bits = (0..41).map(|i| 1 << i);
        let words = ["said", "says", "the", "that"].map(text);
        let values: Vec<u64> = (0..30).chain(bits).chain(words).collect();
        let values: BTreeSet<u64> = values.into_iter().collect();
        let mut keys = BTreeSet::new();
        let mut n = 0;
        for template in [1, 2, 157, 323] {
            for a in &values {
                for b in &values {
                    keys.insert(key(template, join(*a, *b)));
                    keys.insert(key(template + 400, all([*a, 3, *b])));
                    n += 2;
                }
            }
        }
        // Of 40,000 random numbers of 32 bits, fewer than one pair is expected to meet.
        assert!(n - keys.len() < 4, "{} of {n} meet", n - keys.len());
    }

    #[test]
    fn keys_fill_the_buckets_of_a_table_and_the_tags_in_them() {
        let keys = (0..4096).map(|value| key(7, value));
        let buckets: BTreeSet<u32> = keys.clone().map(|key| key >> 20).collect();
        let tags: BTreeSet<u32> = keys.map(|key| key & 0xfff).collect();
        // 4,096 random draws fill 63% of 4,096 places.
        for filled in [buckets, tags] {
            assert!(filled.len() > 2450, "{}", filled.len());
        }
    }
}
