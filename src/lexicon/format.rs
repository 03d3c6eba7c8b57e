//! The packed file: header, sections, and their decoding.
//!
//! ```text
//! magic 8 · version u32 · checksum u32 · section table (SECTIONS × offset u32, length u32) · sections
//! ```
//! All numbers are little-endian. Keys are sorted hashes in [`buckets`](crate::model::buckets), so
//! that a key costs about ten bits; every column is a byte plane of its own, which the page's
//! compression likes, and is read as it lies there.

use crate::model::ModelError;

/// The first bytes of the file.
pub const MAGIC: &[u8; 8] = b"QLLEXICN";
/// The format that this program reads.
pub const VERSION: u32 = 2;
/// The number of sections.
pub const SECTIONS: usize = 14;
/// Bytes before the first section.
pub const HEADER: usize = 16 + SECTIONS * 8;
/// The hash range has this many values for each word, as a power of two: one unknown word in `2^8`
/// is taken for a known one.
pub const WORD_SLACK: u32 = 8;
/// The same for names of several words: one in `2^16`.
pub const PHRASE_SLACK: u32 = 16;

/// Sections of the file, in order.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub enum Section {
    /// Distinct attribute sets, eight bytes each: flags u32, country u8, gender u8, case u8, 0.
    Classes = 0,
    /// The number of words in each bucket.
    WordCounts = 1,
    /// The tag of each word, the [`WORD_SLACK`] lower bits of its key.
    WordTags = 2,
    /// Low bytes of the class of each word.
    ClassLow = 3,
    /// High bytes of it.
    ClassHigh = 4,
    /// Low bytes of the cluster of each word.
    ClusterLow = 5,
    /// High bytes of it.
    ClusterHigh = 6,
    /// The coarser clusters of each cluster, three bytes each.
    ClusterTree = 7,
    /// The number of phrases in each bucket.
    PhraseCounts = 8,
    /// Low bytes of the tags of the phrases, the [`PHRASE_SLACK`] lower bits of their keys.
    PhraseTagLow = 9,
    /// High bytes of them.
    PhraseTagHigh = 10,
    /// Low bytes of the class of each phrase.
    PhraseClassLow = 11,
    /// High bytes of it.
    PhraseClassHigh = 12,
    /// Country codes, two letters each; a country is its position, and the first is none.
    Countries = 13,
}

/// The sections of a checked file.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a> {
    bytes: &'a [u8],
}

impl<'a> Sections<'a> {
    /// Checks the header.
    ///
    /// # Errors
    /// [`ModelError`] where the file is foreign, of another version, cut short or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(ModelError::Magic);
        }
        let version = read_u32(bytes, 8).ok_or(ModelError::Truncated)?;
        if version != VERSION {
            return Err(ModelError::Version);
        }
        let sum = read_u32(bytes, 12).ok_or(ModelError::Truncated)?;
        let body = bytes.get(16..).ok_or(ModelError::Truncated)?;
        let this = Self { bytes };
        for i in 0..SECTIONS {
            this.nth(i).ok_or(ModelError::Truncated)?;
        }
        if checksum(body) != sum {
            return Err(ModelError::Checksum);
        }
        Ok(this)
    }

    /// The bytes of a section.
    #[must_use]
    pub fn get(self, section: Section) -> &'a [u8] {
        self.nth(section as usize).unwrap_or_default()
    }

    fn nth(self, i: usize) -> Option<&'a [u8]> {
        let start = read_u32(self.bytes, 16 + i * 8)? as usize;
        let len = read_u32(self.bytes, 20 + i * 8)? as usize;
        self.bytes.get(start..start.checked_add(len)?)
    }
}

/// The number at `at`.
#[must_use]
pub fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A sum over words of four bytes that sees changed, moved and missing bytes.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    let mut sum: u32 = 0x811c_9dc5;
    let chunks = bytes.chunks_exact(4);
    let rest = chunks.remainder();
    for four in chunks {
        let word = u32::from_le_bytes(four.try_into().unwrap_or_default());
        sum = (sum.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1);
    }
    for b in rest {
        sum = (sum.rotate_left(5) ^ u32::from(*b)).wrapping_mul(0x9e37_79b1);
    }
    sum
}

/// Where a 64-bit hash falls in a range: scaled, so that sorted order keeps.
#[must_use]
pub fn scale(hash: u64, n: usize, slack: u32) -> u32 {
    let range = (n as u64) << slack;
    let top = hash >> 32;
    u32::try_from((top * range) >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        for i in 0..SECTIONS {
            let start = u32::try_from(HEADER).unwrap().to_le_bytes();
            bytes[16 + i * 8..20 + i * 8].copy_from_slice(&start);
        }
        bytes.extend_from_slice(b"tail");
        let sum = checksum(&bytes[16..]);
        bytes[12..16].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    #[test]
    fn refuses_damaged_files() {
        assert!(Sections::open(&file()).is_ok());
        type Damage = fn(&mut Vec<u8>);
        let rows: &[(Damage, ModelError)] = &[
            (|b| b[0] = b'X', ModelError::Magic),
            (|b| b.clear(), ModelError::Magic),
            (|b| b[8] = 99, ModelError::Version),
            (|b| b.truncate(14), ModelError::Truncated),
            (|b| b.truncate(HEADER - 1), ModelError::Truncated),
            (|b| b[23] = 9, ModelError::Truncated),
            (|b| b[HEADER] ^= 1, ModelError::Checksum),
            (|b| b.push(0), ModelError::Checksum),
        ];
        for (damage, expected) in rows {
            let mut bytes = file();
            damage(&mut bytes);
            assert_eq!(Sections::open(&bytes).err(), Some(*expected));
        }
    }
}
