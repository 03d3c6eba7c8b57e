//! A document's runs with their text, and its quotations in the words that a reader sees.

use quotelight::document::{Document, Quote};
use quotelight::render::{self, Run};

/// The runs of a document, each with its piece of the text.
pub(super) fn with_text<'t>(text: &'t str, document: &Document) -> Vec<(Run, &'t str)> {
    let mut rest = text;
    let runs = render::runs(document).into_iter();
    runs.map(|run| {
        let mut units = run.end - run.start;
        let end = rest.char_indices().find(|(_, c)| {
            let done = units == 0;
            units = units.saturating_sub(if *c > '\u{ffff}' { 2 } else { 1 });
            done
        });
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |(i, _)| i));
        rest = after;
        (run, piece)
    })
    .collect()
}

/// The words of a quotation in one line; `…` stands between its pieces.
pub(super) fn words(quote: &Quote) -> String {
    let pieces = quote.contents.iter().map(|piece| one_line(&piece.text));
    pieces.collect::<Vec<_>>().join(" … ")
}

/// The speaker as a reader knows it: `Angela Merkel`, `the minister`.
pub(super) fn speaker(quote: &Quote) -> Option<String> {
    let speaker = quote.speaker.as_ref()?;
    Some(one_line(speaker.name.as_deref().unwrap_or(&speaker.text)))
}

/// The speaker with the words that stand in the text: `Angela Merkel (she)`.
pub(super) fn speaker_in_words(quote: &Quote) -> String {
    let Some(speaker) = &quote.speaker else {
        return "speaker open".to_owned();
    };
    let words = one_line(&speaker.text);
    match &speaker.name {
        Some(name) if *name != words => format!("{name} ({words})"),
        _ => words,
    }
}

/// A text with all white space as single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
