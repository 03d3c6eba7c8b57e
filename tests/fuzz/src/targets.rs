//! What is fuzzed. Each target takes any bytes and panics where a property is broken.

use std::sync::OnceLock;

use quotelight::{Analyzer, Day, Document, Memo, Options};

use super::damage;
use super::html_in;
use super::markdown_in;
use super::properties;

/// One thing to fuzz.
#[derive(Debug)]
pub(crate) struct Target {
    /// Its name on the command line, and of its folder of findings.
    pub name: &'static str,
    /// Does it with these bytes.
    pub run: fn(&[u8]),
}

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "text",
        run: text,
    },
    Target {
        name: "options",
        run: options,
    },
    Target {
        name: "edits",
        run: edits,
    },
    Target {
        name: "pages",
        run: pages,
    },
    Target {
        name: "models",
        run: models,
    },
];

impl Target {
    /// The target of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }
}

/// Opened once: it has no state that an analysis could change.
fn analyzer() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| Analyzer::new().expect("the embedded models"))
}

/// Any bytes as a text.
fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    properties::check(&analyzer().analyze(&text, &Options::default()));
}

/// Any options, those of no calendar and no range too, and then a text: 8 bytes, the rest.
fn options(bytes: &[u8]) {
    let Some((head, rest)) = bytes.split_first_chunk::<8>() else {
        return;
    };
    let [flags, year_low, year_high, month, threshold @ ..] = *head;
    let date = Day {
        year: i32::from(i16::from_le_bytes([year_low, year_high])) << (flags >> 4),
        month,
        day: threshold[0],
    };
    let options = Options {
        date: (flags & 1 > 0).then_some(date),
        speaker_threshold: (flags & 2 > 0).then_some(f32::from_le_bytes(threshold)),
    };
    let text = String::from_utf8_lossy(rest);
    properties::check(&analyzer().analyze(&text, &options));
}

/// A text and a sequence of edits: after each, the analysis with what is kept of the last text is
/// that of the new text alone.
///
/// The bytes are parts between 0xFF: the text, and then edits of two bytes (where, as a part of
/// the length, and how many characters go) and what is put in.
fn edits(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0xff);
    let first = parts.next().unwrap_or_default();
    let mut text: Vec<char> = String::from_utf8_lossy(first).chars().collect();
    let mut memo = Memo::default();
    for part in parts.take(16) {
        let (Some(place), Some(gone)) = (part.first(), part.get(1)) else {
            continue;
        };
        let start = text.len() * usize::from(*place) / 255;
        let end = (start + usize::from(*gone)).min(text.len());
        let new = String::from_utf8_lossy(part.get(2..).unwrap_or_default());
        text.splice(start..end, new.chars());
        let text: String = text.iter().collect();
        let options = Options::default();
        let again = analyzer().analyze_again(&text, &options, &mut memo, &mut |_| {});
        properties::check(&again);
        let whole = analyzer().analyze(&text, &options);
        assert_eq!(Document::new(&again), Document::new(&whole), "{text:?}");
    }
}

/// Any bytes as a file of HTML and as one of Markdown.
fn pages(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    for text in [html_in::text(&source), markdown_in::text(&source)] {
        properties::check(&analyzer().analyze(&text, &Options::default()));
    }
}

/// A damaged model file: which, whether its checksum is made right, and 5 bytes for each change (a
/// place, counted from the front or from anywhere, and a byte).
fn models(bytes: &[u8]) {
    let Some(([which, flags], changes)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let Some(model) = damage::FILES.get(usize::from(*which) % damage::FILES.len()) else {
        return;
    };
    let mut file = model.bytes.to_vec();
    for change in changes.as_chunks::<5>().0.iter().take(64) {
        let [a, b, c, near, value] = *change;
        let place = u32::from_le_bytes([a, b, c, 0]) as usize;
        let reach = if near & 1 > 0 { 512 } else { file.len() };
        if let Some(byte) = file.get_mut(place % reach.max(1)) {
            *byte = value;
        }
        if near & 0xfe == 0xfe {
            file.truncate(place);
        }
    }
    if flags & 1 > 0 {
        model.seal(&mut file);
    }
    // A file that opens is one that works.
    if let Ok(analyzer) = model.open(&file) {
        let text = "“We won’t pay,” Mayor Ann Lee of Oslo told Reuters on 3 May. She said that it was over.";
        properties::check(&analyzer.analyze(text, &Options::default()));
    }
}
