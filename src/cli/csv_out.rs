//! `--format csv`: one quotation a row.

use std::io::{self, Write};

use quotelight::document::{Document, Quote};

use super::runs;

const COLUMNS: [&str; 10] = [
    "quote",
    "type",
    "speaker",
    "speaker_text",
    "cue",
    "entities",
    "paragraph",
    "start",
    "end",
    "confidence",
];

/// Writes the head; with several files, their names are the last column.
pub(super) fn start(out: &mut impl Write, several: bool) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS.iter().chain(several.then_some(&"file")))?;
    rows.flush()
}

/// Writes the quotations of one document. Positions count UTF-16 code units.
pub(super) fn write(
    out: &mut impl Write,
    file: Option<&str>,
    document: &Document,
) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    let names = names(document);
    for quote in &document.quotes {
        let speaker_text = quote.speaker.as_ref().map(|s| runs::one_line(&s.text));
        let cue = quote.cue.as_ref().map(|cue| runs::one_line(&cue.text));
        let cells = [
            runs::words(quote),
            quote.kind.to_string(),
            runs::speaker(quote).unwrap_or_default(),
            speaker_text.unwrap_or_default(),
            cue.unwrap_or_default(),
            entities(quote, &names, document).join("; "),
            paragraph(quote, document).to_string(),
            quote.start.to_string(),
            quote.end.to_string(),
            format!("{:.2}", quote.confidence),
        ];
        rows.write_record(cells.iter().map(String::as_str).chain(file).map(neutral))?;
    }
    rows.flush()
}

/// The mentions of names in the order of the text, with the positions of their entities.
fn names(document: &Document) -> Vec<(u32, u32, usize)> {
    let entities = document.entities.iter().enumerate();
    let named = entities.filter(|(_, entity)| entity.label.is_name());
    let mut names: Vec<_> = named
        .flat_map(|(at, entity)| entity.mentions.iter().map(move |m| (m.start, m.end, at)))
        .collect();
    names.sort_unstable();
    names
}

/// The names inside a quotation, each once, in the order of the entities.
fn entities<'d>(
    quote: &Quote,
    names: &[(u32, u32, usize)],
    document: &'d Document,
) -> Vec<&'d str> {
    let inside = quote.contents.iter().flat_map(|piece| {
        let first = names.partition_point(|(start, ..)| *start < piece.start);
        let behind = names.get(first..).unwrap_or_default();
        let begun = behind.iter().take_while(|(start, ..)| *start < piece.end);
        begun.filter(|(_, end, _)| *end <= piece.end)
    });
    let mut entities: Vec<usize> = inside.map(|(.., entity)| *entity).collect();
    entities.sort_unstable();
    entities.dedup();
    let entities = entities.iter().filter_map(|at| document.entities.get(*at));
    entities.map(|e| e.name.as_str()).collect()
}

/// The number of the paragraph in which a quotation starts, from 1.
fn paragraph(quote: &Quote, document: &Document) -> usize {
    document
        .paragraphs
        .partition_point(|p| p.start <= quote.start)
}

/// A cell that no spreadsheet takes for a formula.
fn neutral(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_become_text() {
        let rows = [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (cell, expected) in rows {
            assert_eq!(neutral(cell), expected);
        }
    }
}
