//! The model files, for those who damage them.

use quotelight::attribution::{self, Attributor};
use quotelight::entities::{Tagger, decode};
use quotelight::lexicon::{self, Lexicon};
use quotelight::model::format;
use quotelight::{Analyzer, ModelError};

/// A model file that is embedded in the program.
#[derive(Debug)]
pub(crate) struct Model {
    pub name: &'static str,
    pub bytes: &'static [u8],
    /// How long its header is, with the table of sections.
    pub header: usize,
    /// Opens it alone.
    pub check: fn(&[u8]) -> Result<(), ModelError>,
    /// Where its checksum stands, and how it is made.
    checksum: (usize, fn(&[u8]) -> u32),
}

/// All of them.
pub(crate) const FILES: &[Model] = &[
    Model {
        name: "lexicon.bin",
        bytes: lexicon::DATA,
        header: lexicon::format::HEADER,
        check: |bytes| Lexicon::open(bytes).map(drop),
        checksum: (12, |bytes| {
            lexicon::format::checksum(bytes.get(16..).unwrap_or_default())
        }),
    },
    Model {
        name: "names.bin",
        bytes: decode::MODEL,
        header: header_of(decode::MODEL),
        check: |bytes| Tagger::open(bytes).map(drop),
        checksum: (8, |bytes| {
            format::checksum_of(bytes.get(12..).unwrap_or_default())
        }),
    },
    Model {
        name: "quotes.bin",
        bytes: attribution::MODEL,
        header: header_of(attribution::MODEL),
        check: |bytes| Attributor::open(bytes).map(drop),
        checksum: (8, |bytes| {
            format::checksum_of(bytes.get(12..).unwrap_or_default())
        }),
    },
];

/// 28 bytes and 12 for each section, whose number stands in the last four.
const fn header_of(bytes: &[u8]) -> usize {
    28 + 12 * bytes[24] as usize
}

impl Model {
    /// The engine with this file in place of its own.
    pub(crate) fn open(&self, bytes: &[u8]) -> Result<Analyzer, ModelError> {
        let file = |name: &str, own: &'static [u8]| {
            if name == self.name {
                bytes.to_vec()
            } else {
                own.to_vec()
            }
        };
        let [lexicon, names, quotes] = [
            file("lexicon.bin", lexicon::DATA),
            file("names.bin", decode::MODEL),
            file("quotes.bin", attribution::MODEL),
        ];
        Analyzer::with_models(&lexicon, &names, &quotes)
    }

    /// Makes the checksum of a damaged file right.
    pub(crate) fn seal(&self, bytes: &mut [u8]) {
        let (at, checksum) = self.checksum;
        let sum = checksum(bytes);
        if let Some(place) = bytes.get_mut(at..at + 4) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
    }
}
