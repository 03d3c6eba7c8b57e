//! Features → 32-bit keys.
//!
//! A key tells nothing but its feature's identity: the template (what is looked at, such as "the
//! word before") and the value seen there. Values are hashes of words, classes, or several of them
//! joined. Trainer and program make keys with these functions and no others.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Odd constants of the golden ratio and of pi.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
const PI: u64 = 0x2437_54A6_B3E4_5D8B;

/// The key of the feature that template number `template` makes of `value`.
#[inline]
#[must_use]
pub fn key(template: u32, value: u64) -> u32 {
    let mut h = (value ^ u64::from(template).wrapping_mul(PI)).wrapping_mul(GOLDEN);
    h ^= h >> 32;
    h = h.wrapping_mul(PI);
    high_half(h)
}

/// Joins two values into one; the order matters.
#[inline]
#[must_use]
pub fn join(first: u64, second: u64) -> u64 {
    let h = (first ^ (first >> 29)).wrapping_mul(GOLDEN);
    (h ^ (h >> 32)).wrapping_add(second.wrapping_mul(PI))
}

/// [`text`], for words that are known when the program is built.
#[must_use]
pub const fn constant(piece: &str) -> u64 {
    let mut rest = piece.as_bytes();
    let mut h = Running::new();
    while let [byte, others @ ..] = rest {
        h.push(*byte);
        rest = others;
    }
    h.finish()
}

/// The value of a text, byte by byte.
#[must_use]
pub fn text(piece: &str) -> u64 {
    bytes(piece.bytes())
}

/// The value of a text with ASCII capitals and the capitals of other scripts made small.
#[must_use]
pub fn lowered(piece: &str) -> u64 {
    if piece.is_ascii() {
        return bytes(piece.bytes().map(|b| b.to_ascii_lowercase()));
    }
    let mut buffer = [0_u8; 4];
    let mut h = Running::new();
    for c in piece.chars().flat_map(char::to_lowercase) {
        for b in c.encode_utf8(&mut buffer).bytes() {
            h.push(b);
        }
    }
    h.finish()
}

/// The value of a sequence of bytes.
#[inline]
#[must_use]
pub fn bytes(all: impl Iterator<Item = u8>) -> u64 {
    let mut h = Running::new();
    for b in all {
        h.push(b);
    }
    h.finish()
}

/// A byte hash in the making, for values that are built piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct Running(u64);

impl Running {
    /// The hash of nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Takes one more byte (FNV-1a).
    #[inline]
    pub const fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
    }

    /// The value of the bytes so far.
    #[must_use]
    pub const fn finish(self) -> u64 {
        self.0
    }
}

impl Default for Running {
    fn default() -> Self {
        Self::new()
    }
}

/// A map from keys that hold a value, so a hash already. A text that makes it slow on purpose only slows its
/// own analysis.
pub type ValueMap<V, K = u64> = HashMap<K, V, BuildHasherDefault<ValueHasher>>;

/// A map with room for `n` keys, as far as those of an article go: it grows in texts with more.
#[must_use]
pub fn map_for<V, K>(n: usize) -> ValueMap<V, K> {
    const MOST: usize = 56;
    ValueMap::with_capacity_and_hasher(n.min(MOST), BuildHasherDefault::default())
}

/// The hasher of [`ValueMap`].
#[derive(Clone, Copy, Debug, Default)]
pub struct ValueHasher(u64);

impl Hasher for ValueHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, b| join(h, u64::from(*b)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(32) ^ value ^ (value >> 32)).wrapping_mul(GOLDEN);
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    fn write_isize(&mut self, value: isize) {
        // The number of an enum's variant.
        self.write_u64(u64::try_from(value).unwrap_or_default());
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the upper 32 of 64 bits")]
fn high_half(h: u64) -> u32 {
    (h >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn case_is_dropped_alike_inside_and_outside_of_ascii() {
        for (a, b) in [("NATO", "nato"), ("ÉCOLE", "école"), ("Lee", "lee")] {
            assert_eq!(lowered(a), text(b), "{a}");
            assert_ne!(text(a), text(b), "{a}");
        }
    }

    #[test]
    fn templates_values_and_order_make_different_keys() {
        let (ann, lee) = (text("ann"), text("lee"));
        let mut keys = BTreeSet::new();
        for template in 0..200 {
            for value in [ann, lee, join(ann, lee), join(lee, ann), 0, 1, 2, 3] {
                keys.insert(key(template, value));
            }
        }
        assert_eq!(keys.len(), 200 * 8);
    }

    #[test]
    fn keys_spread_over_their_upper_bits() {
        let mut filled = BTreeSet::new();
        for value in 0..4096 {
            filled.insert(key(7, value) >> 20);
        }
        // 4,096 random draws fill 63% of 4,096 buckets.
        assert!((2450..2750).contains(&filled.len()), "{}", filled.len());
    }
}
