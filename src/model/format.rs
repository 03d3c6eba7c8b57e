//! The model file: a header that identifies it, then named sections.
//!
//! ```text
//!  0  magic "QLM1"                    16  hash of the feature templates, u64
//!  4  format version, u32             24  number of sections, u32
//!  8  checksum of all from 12 on, u32 28  sections: name (4 bytes), offset u32, length u32
//! 12  length of the file, u32         ..  their contents
//! ```
//!
//! All numbers are little-endian. Section `LABL` holds the label names, a line each, in the order
//! of their numbers.

use super::ModelError;

/// The first bytes of every model file.
pub const MAGIC: [u8; 4] = *b"QLM1";
/// The version of the layout above and of the sections' contents.
pub const VERSION: u32 = 1;
/// The section of the label names.
pub const LABELS: [u8; 4] = *b"LABL";

const HEADER: usize = 28;
const ENTRY: usize = 12;

/// A checked model file.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    bytes: &'a [u8],
    sections: u32,
    checksum: u32,
}

impl<'a> File<'a> {
    /// Checks the header, the section table and the checksum of `bytes`.
    ///
    /// # Errors
    /// [`ModelError`] with the first contradiction found; `templates` is the hash of the feature
    /// templates of this program, which must be the file's.
    pub fn open(bytes: &'a [u8], templates: u64) -> Result<Self, ModelError> {
        let mut header = Reader::new(bytes);
        if header.array::<4>().ok_or(ModelError::Magic)? != MAGIC {
            return Err(ModelError::Magic);
        }
        if header.u32().ok_or(ModelError::Truncated)? != VERSION {
            return Err(ModelError::Version);
        }
        let checksum = header.u32().ok_or(ModelError::Truncated)?;
        let length = header.u32().ok_or(ModelError::Truncated)?;
        if usize::try_from(length) != Ok(bytes.len()) {
            return Err(ModelError::Truncated);
        }
        if checksum_of(bytes.get(12..).unwrap_or_default()) != checksum {
            return Err(ModelError::Checksum);
        }
        if header.u64().ok_or(ModelError::Truncated)? != templates {
            return Err(ModelError::Templates);
        }
        let sections = header.u32().ok_or(ModelError::Truncated)?;
        let file = Self {
            bytes,
            sections,
            checksum,
        };
        for index in 0..sections {
            file.entry(index).ok_or(ModelError::Truncated)?;
        }
        Ok(file)
    }

    /// The contents of a section.
    ///
    /// # Errors
    /// [`ModelError::Section`] where the file has no section of this name.
    pub fn section(&self, name: [u8; 4]) -> Result<&'a [u8], ModelError> {
        (0..self.sections)
            .filter_map(|index| self.entry(index))
            .find(|(found, _)| *found == name)
            .map(|(_, contents)| contents)
            .ok_or(ModelError::Section)
    }

    /// Checks that the file's labels are `expected`, in this order.
    ///
    /// # Errors
    /// [`ModelError::Labels`] where they are not.
    pub fn expect_labels<'l>(
        &self,
        expected: impl Iterator<Item = &'l str>,
    ) -> Result<(), ModelError> {
        let found = std::str::from_utf8(self.section(LABELS)?).map_err(|_| ModelError::Labels)?;
        if found.lines().eq(expected) {
            Ok(())
        } else {
            Err(ModelError::Labels)
        }
    }

    /// The checksum, which identifies the model.
    #[must_use]
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    fn entry(&self, index: u32) -> Option<([u8; 4], &'a [u8])> {
        let start = ENTRY.checked_mul(index as usize)?.checked_add(HEADER)?;
        let mut entry = Reader::new(self.bytes.get(start..)?);
        let name = entry.array::<4>()?;
        let offset = entry.u32()? as usize;
        let length = entry.u32()? as usize;
        Some((name, self.bytes.get(offset..offset.checked_add(length)?)?))
    }
}

/// Writes a model file.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn write(templates: u64, sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    use crate::text::to_u32;
    let mut offset = HEADER + sections.len() * ENTRY;
    let mut body = Vec::new();
    body.extend(templates.to_le_bytes());
    body.extend(to_u32(sections.len()).to_le_bytes());
    for (name, contents) in sections {
        body.extend(name);
        body.extend(to_u32(offset).to_le_bytes());
        body.extend(to_u32(contents.len()).to_le_bytes());
        offset += contents.len();
    }
    for (_, contents) in sections {
        body.extend(contents);
    }
    let mut checked = to_u32(offset).to_le_bytes().to_vec();
    checked.extend(body);
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(checksum_of(&checked).to_le_bytes());
    file.extend(checked);
    file
}

/// A sum over 8 bytes a step in which each byte's place matters.
#[must_use]
pub fn checksum_of(bytes: &[u8]) -> u32 {
    let mut sum = 0x51_u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        sum = (sum.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    for byte in rest {
        sum = (sum.rotate_left(23) ^ u64::from(*byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let folded = sum ^ (sum >> 32);
    u32::try_from(folded & u64::from(u32::MAX)).unwrap_or_default()
}

/// Reads little-endian numbers from the front of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader of `bytes` from their start.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.rest.split_at_checked(n)?;
        self.rest = tail;
        Some(head)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.rest.split_first_chunk::<N>()?;
        self.rest = tail;
        Some(*head)
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    /// The next 16-bit number.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next 32-bit number.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next 64-bit number.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// The bytes not yet read.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(7, &[(LABELS, b"A\nB".to_vec()), (*b"DATA", vec![1, 2, 3])])
    }

    #[test]
    fn gives_back_what_was_written() {
        let bytes = sample();
        let file = File::open(&bytes, 7).unwrap();
        assert_eq!(file.section(*b"DATA"), Ok(&[1_u8, 2, 3][..]));
        assert_eq!(file.section(*b"NONE"), Err(ModelError::Section));
        assert_eq!(file.expect_labels(["A", "B"].into_iter()), Ok(()));
        for other in [&["A"][..], &["B", "A"], &["A", "B", "C"]] {
            assert_eq!(
                file.expect_labels(other.iter().copied()),
                Err(ModelError::Labels)
            );
        }
    }

    #[test]
    fn refuses_foreign_files() {
        let mut later = sample();
        later[4] = 2;
        let rows: [(&[u8], u64, ModelError); 6] = [
            (b"", 7, ModelError::Magic),
            (b"QLM", 7, ModelError::Magic),
            (b"PK\x03\x04 and more", 7, ModelError::Magic),
            (b"QLM1", 7, ModelError::Truncated),
            (&later, 7, ModelError::Version),
            (&sample(), 8, ModelError::Templates),
        ];
        for (bytes, templates, error) in rows {
            assert_eq!(File::open(bytes, templates).err(), Some(error), "{bytes:?}");
        }
    }

    #[test]
    fn refuses_every_cut_and_every_single_changed_byte() {
        let bytes = sample();
        for cut in 0..bytes.len() {
            assert!(File::open(&bytes[..cut], 7).is_err(), "cut at {cut}");
        }
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << bit;
                assert!(File::open(&damaged, 7).is_err(), "byte {at}, bit {bit}");
            }
        }
    }
}
