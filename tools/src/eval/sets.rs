//! The development sets, and what each can tell.

use std::path::Path;

use crate::corpus::{self, Article};
use crate::marked;

/// A development set.
pub(super) struct Set {
    pub(super) name: &'static str,
    pub(super) articles: Vec<Article>,
}

/// Sets with names: file, and whether it tells all 18 labels apart as our guide does.
pub(super) const NAMES: &[(&str, bool)] = &[
    ("wikinews/dev", true),
    ("ner/uner_ewt.dev", false),
    ("ner/wikigold.dev", false),
    ("ner/gmb.dev", false),
    ("ner/gum_news.dev", false),
    ("ner/gum_other.dev", false),
    ("ner/crossner.dev", false),
    ("ner/re3d.dev", false),
    ("ner/wnut17.dev", false),
    ("ner/btc.dev", false),
];

/// Sets with quotations: file, and whether it marks only direct speech.
pub(super) const QUOTES: &[(&str, bool)] = &[
    ("wikinews/dev", false),
    ("quotes/gum.dev", false),
    ("quotes/ewt.dev", false),
    ("quotes/litbank.dev", true),
];

/// Our own sets with names, which come with the repository.
const OWN_NAMES: &[(&str, bool)] = &[
    ("articles", true),
    ("beats", true),
    ("fresh", true),
    ("later", true),
];

/// Our own sets with quotations.
const OWN_QUOTES: &[(&str, bool)] = &[
    ("hard", false),
    ("articles", false),
    ("fresh", false),
    ("later", false),
];

/// The sets with names that are here: our own ones, and those of the data folder if there is one.
pub(super) fn names(data: Option<&Path>) -> impl Iterator<Item = &'static (&'static str, bool)> {
    let shared = if data.is_some() { NAMES } else { &[] };
    shared.iter().chain(OWN_NAMES)
}

/// The sets with quotations that are here.
pub(super) fn quotes(data: Option<&Path>) -> impl Iterator<Item = &'static (&'static str, bool)> {
    let shared = if data.is_some() { QUOTES } else { &[] };
    shared.iter().chain(OWN_QUOTES)
}

/// Reads one set.
pub(super) fn read(data: Option<&Path>, name: &'static str) -> anyhow::Result<Set> {
    let articles = match (name, data) {
        ("hard", _) => marked::hard_cases()?,
        ("articles", _) => marked::articles()?,
        ("beats", _) => marked::beats()?,
        ("fresh", _) => marked::fresh()?,
        ("later", _) => marked::later()?,
        (_, Some(data)) => corpus::read(&data.join(format!("{name}.jsonl")))?,
        (_, None) => anyhow::bail!("{name} lies in ../shared/data, which is not here"),
    };
    Ok(Set { name, articles })
}
