//! `--format html`: one page with the marked articles and lists of their quotations. It holds no
//! script and loads nothing.

use std::io::{self, Write};

use quotelight::document::{Document, Quote};
use quotelight::render::Run;

use super::runs;

const STYLE: &str = include_str!("page.css");

/// Writes the head of the page.
pub(super) fn start(out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Names and quotations</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
}

/// Writes one article.
pub(super) fn write(
    out: &mut impl Write,
    name: Option<&str>,
    text: &str,
    document: &Document,
) -> io::Result<()> {
    writeln!(out, "<main>")?;
    if let Some(name) = name {
        writeln!(out, "<h1>{}</h1>", escape(name))?;
    }
    write!(
        out,
        "<article lang=\"{}\" dir=\"auto\">",
        escape(&document.lang)
    )?;
    for (run, piece) in runs::with_text(text, document) {
        write_run(out, run, piece, document)?;
    }
    writeln!(out, "</article>")?;
    writeln!(
        out,
        "<section>\n<h2>Quotations: {}</h2>\n<ol>",
        document.quotes.len()
    )?;
    for quote in &document.quotes {
        write_quote(out, quote)?;
    }
    writeln!(out, "</ol>")?;
    for warning in &document.warnings {
        writeln!(out, "<p>{}</p>", escape(&warning.message))?;
    }
    writeln!(out, "</section>\n</main>")
}

/// Writes the end of the page.
pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</body>\n</html>")
}

/// Marks nest: quotation, speaker or cue, name.
fn write_run(out: &mut impl Write, run: Run, piece: &str, document: &Document) -> io::Result<()> {
    let mut ends = String::new();
    if let Some(quote) = run.quote.and_then(|id| document.quotes.get(id as usize)) {
        write!(out, "<span class=\"quote {}\">", quote.kind)?;
        ends.insert_str(0, "</span>");
    }
    for (marked, class) in [(run.speaker, "speaker"), (run.cue, "cue")] {
        if marked.is_some() {
            write!(out, "<span class=\"{class}\">")?;
            ends.insert_str(0, "</span>");
        }
    }
    if let Some(entity) = run.entity.and_then(|id| document.entities.get(id as usize)) {
        write!(
            out,
            "<mark class=\"{} {}\" title=\"{}\">",
            entity.kind, entity.label, entity.label
        )?;
        ends.insert_str(0, "</mark>");
    }
    write!(out, "{}{ends}", escape(piece))
}

fn write_quote(out: &mut impl Write, quote: &Quote) -> io::Result<()> {
    let cue = quote
        .cue
        .as_ref()
        .map(|cue| format!(", {}", runs::one_line(&cue.text)));
    writeln!(
        out,
        "<li><blockquote>{}</blockquote>\n<p><cite>{}</cite>{} <small>{}</small></p></li>",
        escape(&runs::words(quote)),
        escape(&runs::speaker_in_words(quote)),
        escape(&cue.unwrap_or_default()),
        quote.kind
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // A page must not hold NUL, and a line break of its own would be lost.
            '\0' => escaped.push('\u{fffd}'),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}
