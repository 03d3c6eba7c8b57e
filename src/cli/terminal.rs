//! `--format text`: the article, marked where the terminal can show it, and the lists below.

use std::fmt::Write as _;
use std::io::{self, Write};

use quotelight::Family;
use quotelight::document::{Document, Entity, Quote};

use super::runs;

/// Whether marks are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// By colours and underlines.
    Coloured,
    /// Not at all.
    Plain,
}

const RESET: &str = "\u{1b}[0m";
const QUOTED: &str = "31";
const SPEAKER: &str = "1";
const CUE: &str = "2";
const HEAD: &str = "1";

/// Writes one article.
pub(super) fn write(
    out: &mut impl Write,
    style: Style,
    name: Option<&str>,
    text: &str,
    document: &Document,
) -> io::Result<()> {
    if let Some(name) = name {
        writeln!(
            out,
            "{}\n",
            paint(style, HEAD, &format!("== {} ==", printable(name)))
        )?;
    }
    for (run, piece) in runs::with_text(text, document) {
        let entity = run.entity.and_then(|id| document.entities.get(id as usize));
        let mut codes = String::new();
        if run.quote.is_some() {
            codes.push_str(QUOTED);
        }
        for (marked, code) in [(run.speaker, SPEAKER), (run.cue, CUE)] {
            if marked.is_some() {
                let _ = write!(codes, ";{code}");
            }
        }
        if let Some(entity) = entity {
            let _ = write!(codes, ";4;{}", colour(entity.kind));
        }
        write!(
            out,
            "{}",
            paint(style, codes.trim_start_matches(';'), &printable(piece))
        )?;
    }
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    write_quotes(out, style, &document.quotes)?;
    write_names(out, style, &document.entities)?;
    for warning in &document.warnings {
        writeln!(out, "\nNote: {}", warning.message)?;
    }
    writeln!(out)
}

fn write_quotes(out: &mut impl Write, style: Style, quotes: &[Quote]) -> io::Result<()> {
    let head = match quotes.len() {
        0 => "No quotations.".to_owned(),
        n => format!("Quotations: {n}"),
    };
    writeln!(out, "\n{}", paint(style, HEAD, &head))?;
    for quote in quotes {
        let cue = quote
            .cue
            .as_ref()
            .map(|cue| format!(", {}", runs::one_line(&cue.text)));
        let line = format!(
            "{:>3}. {}{} [{}]",
            quote.id + 1,
            runs::speaker_in_words(quote),
            cue.unwrap_or_default(),
            quote.kind
        );
        writeln!(out, "{}", paint(style, SPEAKER, &printable(&line)))?;
        writeln!(
            out,
            "     {}",
            paint(style, QUOTED, &printable(&runs::words(quote)))
        )?;
    }
    Ok(())
}

fn write_names(out: &mut impl Write, style: Style, entities: &[Entity]) -> io::Result<()> {
    let mut names: Vec<&Entity> = entities.iter().filter(|e| e.label.is_name()).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort_by_key(|e| (e.kind, std::cmp::Reverse(e.mentions.len()), e.id));
    writeln!(
        out,
        "\n{}",
        paint(style, HEAD, &format!("Names: {}", names.len()))
    )?;
    for entity in names {
        let name = paint(style, colour(entity.kind), &printable(&entity.name));
        writeln!(
            out,
            "{:>4}× {name} [{}]",
            entity.mentions.len(),
            entity.label
        )?;
    }
    Ok(())
}

/// The SGR code of a family, near its colour on the page.
fn colour(family: Family) -> &'static str {
    match family {
        Family::Person => "94",
        Family::Org => "33",
        Family::Place => "32",
        Family::Time => "35",
        Family::Num => "93",
        Family::Work => "95",
        Family::Event => "36",
    }
}

fn paint(style: Style, codes: &str, text: &str) -> String {
    if style == Style::Plain || codes.is_empty() {
        return text.to_owned();
    }
    format!("\u{1b}[{codes}m{text}{RESET}")
}

/// The text without control characters, with which an article could steer the terminal.
fn printable(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    text.replace("\r\n", "\n").replace(steers, "\u{fffd}")
}
