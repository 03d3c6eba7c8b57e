//! Files → plain text.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::{html_in, markdown_in};

/// An article to analyse.
pub(super) struct Article {
    /// The file's name; none for standard input.
    pub(super) name: Option<String>,
    pub(super) text: String,
}

/// How an article is written down.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// Plain text; an empty line parts paragraphs.
    Txt,
    /// A web page, or a part of one.
    Html,
    /// Markdown.
    Md,
}

/// What a message calls an input.
pub(super) fn shown(path: &Path) -> String {
    match path.to_str() {
        Some("-") => "standard input".to_owned(),
        _ => path.display().to_string(),
    }
}

/// Reads a file, or standard input for `-`. Bytes that are no UTF-8 are replaced, with a warning.
pub(super) fn read(path: &Path, kind: Option<Kind>) -> io::Result<Article> {
    let from_stdin = path.as_os_str() == "-";
    let mut bytes = Vec::new();
    if from_stdin {
        let mut stdin = io::stdin();
        if stdin.is_terminal() {
            eprintln!(
                "quotelight: paste an article, then press Ctrl+D (Ctrl+Z and Enter on Windows)"
            );
        }
        stdin.read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(path)?;
    }
    let raw = String::from_utf8(bytes).unwrap_or_else(|error| {
        eprintln!(
            "quotelight: {} is not all UTF-8; broken bytes are shown as \u{fffd}",
            shown(path)
        );
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    let text = match kind.unwrap_or_else(|| kind_of(path)) {
        Kind::Txt => raw,
        Kind::Html => html_in::text(&raw),
        Kind::Md => markdown_in::text(&raw),
    };
    let name = (!from_stdin).then(|| path.display().to_string());
    Ok(Article { name, text })
}

fn kind_of(path: &Path) -> Kind {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    match extension.as_str() {
        "html" | "htm" | "xhtml" => Kind::Html,
        "md" | "markdown" => Kind::Md,
        _ => Kind::Txt,
    }
}
