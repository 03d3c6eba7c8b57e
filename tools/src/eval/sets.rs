//! The development sets, and what each can tell.

use std::path::Path;

use crate::corpus::{self, Article};

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

/// Reads one set.
pub(super) fn read(data: &Path, name: &'static str) -> anyhow::Result<Set> {
    let articles = corpus::read(&data.join(format!("{name}.jsonl")))?;
    Ok(Set { name, articles })
}
