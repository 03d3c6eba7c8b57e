//! The sections of a wasm file.

use anyhow::{Context as _, Result, ensure};

/// A section, with its header, as it lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Section<'b> {
    pub(crate) id: u8,
    pub(crate) bytes: &'b [u8],
}

/// Length of the magic number and the version.
const HEADER: usize = 8;
const CUSTOM: u8 = 0;

pub(crate) fn sections(wasm: &[u8]) -> Result<Vec<Section<'_>>> {
    ensure!(wasm.starts_with(b"\0asm\x01\0\0\0"), "this is no wasm");
    let mut sections = Vec::new();
    let mut rest = wasm.get(HEADER..).unwrap_or_default();
    while let Some((&id, after)) = rest.split_first() {
        let (length, digits) = leb128(after).context("a section is cut off")?;
        let bytes = rest
            .get(..1 + digits + length)
            .context("a section is cut off")?;
        sections.push(Section { id, bytes });
        rest = rest.get(bytes.len()..).unwrap_or_default();
    }
    Ok(sections)
}

/// The file without its custom sections, which only tools read.
pub(crate) fn strip(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut out = wasm.get(..HEADER).unwrap_or_default().to_vec();
    for section in sections(wasm)?
        .iter()
        .filter(|section| section.id != CUSTOM)
    {
        out.extend_from_slice(section.bytes);
    }
    Ok(out)
}

/// An unsigned LEB128 number and the count of its bytes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripping_leaves_out_custom_sections_only() {
        let wasm = b"\0asm\x01\0\0\0\x01\x01\x00\x00\x82\x00\x01n\x0b\x01\x00";
        assert_eq!(
            strip(wasm).unwrap(),
            b"\0asm\x01\0\0\0\x01\x01\x00\x0b\x01\x00"
        );
        assert_eq!(
            sections(wasm)
                .unwrap()
                .iter()
                .map(|s| s.id)
                .collect::<Vec<_>>(),
            [1, 0, 11]
        );
        assert!(sections(&wasm[..10]).is_err());
        assert!(sections(b"<!doctype").is_err());
    }
}
