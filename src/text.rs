//! Text, positions in it, and the classes of its characters.
//!
//! Every pass speaks UTF-8 bytes. Only [`document`](crate::document) speaks UTF-16, through
//! [`OffsetMap`].

pub mod chars;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes, on character boundaries of the text it belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an end before the start gives an empty span.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text of the span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// A half-open range of UTF-16 code units, as JavaScript counts; a type of its own, so that it is
/// not taken for bytes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Utf16Span {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
}

/// Bytes between two stored sums of an [`OffsetMap`].
const BLOCK: usize = 64;

/// Converts positions between bytes, UTF-16 code units and code points, in constant time.
///
/// The code points before a byte are the bytes before it that continue no character; its UTF-16
/// units are these and one more for each byte from 0xF0 on, which begins a character outside the
/// basic plane. Both sums are kept for every 64th byte, and the rest is counted:
///
/// ```text
/// bytes    0 ........ 63 64 ........ 127 128 ...
/// sums     (0, 0)        (60, 1)         (118, 1)      code points, characters of two units
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<'t> {
    bytes: &'t [u8],
    sums: Vec<Sum>,
}

/// What stands before a position.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    chars: u32,
    /// Those of the code points that are two UTF-16 units.
    wide: u32,
}

impl Sum {
    fn of(bytes: &[u8]) -> Self {
        // A block has 64 bytes at most, so its sums fit in `u8`, which the compiler can add up
        // sixteen at a time.
        let (mut chars, mut wide) = (0_u8, 0_u8);
        for &b in bytes {
            chars += u8::from(starts_char(b));
            wide += u8::from(b >= 0xF0);
        }
        Self {
            chars: chars.into(),
            wide: wide.into(),
        }
    }

    /// The sum of the first bytes of a block: all are looked at, which takes fewer steps than to know when
    /// to stop.
    #[inline(never)]
    fn of_first(block: &[u8; BLOCK], n: usize) -> Self {
        let n = u8::try_from(n).unwrap_or_default();
        let (mut chars, mut wide) = (0_u8, 0_u8);
        for (at, &b) in (0_u8..).zip(block) {
            let counts = u8::from(at < n);
            chars += u8::from(starts_char(b)) & counts;
            wide += u8::from(b >= 0xF0) & counts;
        }
        Self {
            chars: chars.into(),
            wide: wide.into(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            wide: self.wide + other.wide,
        }
    }

    fn utf16(self) -> u32 {
        self.chars + self.wide
    }
}

/// Whether a byte begins a character.
fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl<'t> OffsetMap<'t> {
    /// The map of `text`, in time linear in its length.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut sums = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut sum = Sum::default();
        for block in bytes.chunks(BLOCK) {
            sums.push(sum);
            sum = sum.plus(Sum::of(block));
        }
        if bytes.len().is_multiple_of(BLOCK) {
            sums.push(sum);
        }
        Self { bytes, sums }
    }

    /// What stands before `byte`; past the end of the text, all of it.
    fn sum(&self, byte: u32) -> Sum {
        let byte = (byte as usize).min(self.bytes.len());
        let block = byte / BLOCK;
        let sum = self.sums.get(block).copied().unwrap_or_default();
        let behind = self.bytes.get(block * BLOCK..).unwrap_or_default();
        let rest = byte % BLOCK;
        match behind.first_chunk() {
            Some(block) => sum.plus(Sum::of_first(block, rest)),
            None => sum.plus(Sum::of(behind.get(..rest).unwrap_or_default())),
        }
    }

    /// The UTF-16 units before `byte`.
    #[must_use]
    pub fn utf16(&self, byte: u32) -> u32 {
        self.sum(byte).utf16()
    }

    /// The code points before `byte`.
    #[must_use]
    pub fn chars(&self, byte: u32) -> u32 {
        self.sum(byte).chars
    }

    /// A span in UTF-16 units.
    #[must_use]
    pub fn utf16_span(&self, span: Span) -> Utf16Span {
        Utf16Span {
            start: self.utf16(span.start),
            end: self.utf16(span.end),
        }
    }

    /// The byte at which the character with the UTF-16 unit number `units` begins; past the end of
    /// the text, its length.
    #[must_use]
    pub fn byte_of_utf16(&self, units: u32) -> u32 {
        self.byte_of(units, Sum::utf16)
    }

    /// The byte at which the code point number `chars` begins; past the end of the text, its
    /// length.
    #[must_use]
    pub fn byte_of_char(&self, chars: u32) -> u32 {
        self.byte_of(chars, |sum| sum.chars)
    }

    /// The start of the first character whose end `measure` puts after `count`.
    fn byte_of(&self, count: u32, measure: impl Fn(Sum) -> u32) -> u32 {
        let after = self.sums.partition_point(|sum| measure(*sum) <= count);
        let block = after.saturating_sub(1);
        let mut sum = self.sums.get(block).copied().unwrap_or_default();
        let rest = self.bytes.iter().enumerate().skip(block * BLOCK);
        for (i, &byte) in rest {
            sum = sum.plus(Sum::of(&[byte]));
            if measure(sum) > count {
                return to_u32(i);
            }
        }
        to_u32(self.bytes.len())
    }
}

/// A length or position as `u32`. Texts are cut to `u32::MAX` bytes before the first pass.
#[must_use]
pub(crate) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
