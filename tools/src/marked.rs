//! Our own marked texts in `tests`, hard cases and articles, in the form of the data folders.
//!
//! The code of the tests reads them.

#[path = "../../tests/common/articles.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod articles;
#[path = "../../tests/common/hard.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod hard;
#[path = "../../tests/common/markup.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod markup;

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use quotelight::Span;

use crate::corpus::{Article, Entity, Quote, Range, Speaker};
use crate::paths::root;
use markup::{Marked, MarkedQuote};

/// The hard cases, each an article of its own.
pub(crate) fn hard_cases() -> Result<Vec<Article>> {
    let rows = hard::read(root()).map_err(|e| anyhow!(e))?;
    Ok(rows.iter().map(|row| article(row, None)).collect())
}

/// The articles.
pub(crate) fn articles() -> Result<Vec<Article>> {
    let articles = articles::read(root()).map_err(|e| anyhow!(e))?;
    let with_date = |a: articles::GoldArticle| article(&a.marked, Some(a.date));
    Ok(articles.into_iter().map(with_date).collect())
}

/// The short passages of `tests/suites/beats.txt`, in which names are marked and quotations are not.
pub(crate) fn beats() -> Result<Vec<Article>> {
    suite("beats")
}

/// The articles of `tests/suites/fresh.txt`, of every desk and many countries, which no weight is learnt from.
pub(crate) fn fresh() -> Result<Vec<Article>> {
    suite("fresh")
}

/// The articles of `tests/suites/later.txt`, of business and of general news rich in speech, which no weight
/// and no table is made from.
pub(crate) fn later() -> Result<Vec<Article>> {
    suite("later")
}

fn suite(name: &str) -> Result<Vec<Article>> {
    let file = root().join(format!("tests/suites/{name}.txt"));
    several(&std::fs::read_to_string(file)?)
}

/// The articles of a file in marked text.
pub(crate) fn several(text: &str) -> Result<Vec<Article>> {
    let marked = markup::parse_file(text).map_err(|e| anyhow!(e))?;
    Ok(marked.iter().map(|marked| article(marked, None)).collect())
}

/// One passage in marked text.
pub(crate) fn passage(text: &str, id: String) -> Result<Article> {
    let marked = markup::parse(text).map_err(|e| anyhow!(e))?;
    Ok(article(&Marked { id, ..marked }, None))
}

fn article(marked: &Marked, date: Option<String>) -> Article {
    // A chain is called by its longest name.
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    for entity in &marked.entities {
        if let Some(chain) = entity.chain {
            let (name, known) = (
                entity.span.of(&marked.text),
                names.entry(chain).or_default(),
            );
            if name.chars().count() > known.chars().count() {
                *known = name;
            }
        }
    }
    let entities = marked.entities.iter().map(|entity| {
        let Range { start, end } = points(&marked.text, entity.span);
        Entity {
            start,
            end,
            label: entity.kind.as_str().to_owned(),
            chain: entity.chain,
            value: entity.value.clone(),
        }
    });
    Article {
        id: marked.id.clone(),
        text: marked.text.clone(),
        date,
        entities: entities.collect(),
        quotes: marked
            .quotes
            .iter()
            .map(|q| quote(q, &marked.text, &names))
            .collect(),
        turns: false,
    }
}

fn quote(quote: &MarkedQuote, text: &str, names: &BTreeMap<u32, &str>) -> Quote {
    let pieces = quote.pieces.iter().map(|piece| points(text, *piece));
    let content: Vec<(usize, usize)> = pieces.map(|r| (r.start, r.end)).collect();
    let speaker = quote.speaker.as_ref().map(|speaker| {
        let Range { start, end } = points(text, speaker.span);
        let name = speaker.chain.and_then(|chain| names.get(&chain));
        Speaker {
            start: Some(start),
            end: Some(end),
            text: Some(speaker.span.of(text).to_owned()),
            canonical: name.map(|name| (*name).to_owned()),
            chain: speaker.chain,
            head: None,
        }
    });
    Quote {
        start: content.first().map_or(0, |piece| piece.0),
        end: content.last().map_or(0, |piece| piece.1),
        kind: Some(quote.kind.as_str().to_owned()),
        content,
        speaker,
        cue: quote.cue.map(|cue| points(text, cue)),
    }
}

/// Bytes → code points.
fn points(text: &str, span: Span) -> Range {
    let count = |end: u32| text.get(..end as usize).unwrap_or(text).chars().count();
    Range {
        start: count(span.start),
        end: count(span.end),
    }
}
