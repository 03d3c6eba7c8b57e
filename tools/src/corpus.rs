//! Articles of the data folders: JSON Lines, positions in Unicode code points.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

/// One line of a data file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Article {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) text: String,
    /// The article's date, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(default)]
    pub(crate) entities: Vec<Entity>,
    #[serde(default)]
    pub(crate) quotes: Vec<Quote>,
    /// An interview set as turns, whose quotations are not marked as elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) turns: bool,
}

/// A name or number.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Entity {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// A label of ours, or MISC.
    pub(crate) label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) chain: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Quote {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default)]
    pub(crate) kind: Option<String>,
    #[serde(default)]
    pub(crate) content: Vec<(usize, usize)>,
    #[serde(default)]
    pub(crate) speaker: Option<Speaker>,
    #[serde(default)]
    pub(crate) cue: Option<Range>,
}

/// A source; some corpora give only its canonical name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Speaker {
    #[serde(default)]
    pub(crate) start: Option<usize>,
    #[serde(default)]
    pub(crate) end: Option<usize>,
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) canonical: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) chain: Option<u32>,
    /// The head word, where the corpus gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) head: Option<(usize, usize)>,
}

/// A range of code points.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Range {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Reads a data file.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Article>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(BufReader::new(file), &path.display().to_string())
}

/// Reads JSON Lines; `name` is said in errors.
pub(crate) fn parse(lines: impl BufRead, name: &str) -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    let mut ids = std::collections::HashSet::new();
    for (n, line) in lines.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let place = || format!("{name}:{}", n + 1);
        let article: Article = serde_json::from_str(&line).with_context(place)?;
        if !ids.insert(article.id.clone()) {
            bail!("{}: id {:?} comes twice", place(), article.id);
        }
        articles.push(article);
    }
    Ok(articles)
}
