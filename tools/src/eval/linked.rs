//! Chains by themselves: the gold mentions are given, so that only their links are judged.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use quotelight::aliases::{self, Known};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::text::OffsetMap;
use quotelight::{EntityKind, Mention, Span, Token, TokenRange, tokens};

use crate::corpus::{Article, Entity};

/// The gold names of each article with the chains that the program gives them.
pub(super) fn all(articles: &[Article]) -> anyhow::Result<Vec<Vec<Entity>>> {
    let lexicon = Lexicon::embedded().context("the embedded word lists")?;
    let known = Known::new();
    Ok(articles
        .iter()
        .map(|article| link(&lexicon, &known, article))
        .collect())
}

fn link(lexicon: &Lexicon, known: &Known, article: &Article) -> Vec<Entity> {
    let text = article.text.as_str();
    let tokens = tokens::tokenize(text);
    let mentions = mentions(article, &tokens);
    let mut linked = article.entities.clone();
    linked.iter_mut().for_each(|entity| entity.chain = None);
    let pace = Pace::unbroken();
    let found = finish(aliases::link(
        aliases::Source::new(lexicon, known, text, &tokens),
        &mentions,
        &pace,
    ));
    for (chain, entity) in (0..).zip(found) {
        for mention in entity.mentions {
            linked[mention.0 as usize].chain = Some(chain);
        }
    }
    linked
}

/// The gold entities as mentions, one for each. What has none of our labels becomes a number,
/// which is in no chain.
pub(super) fn mentions(article: &Article, tokens: &[Token]) -> Vec<Mention> {
    let map = OffsetMap::new(&article.text);
    let byte = |chars: usize| map.byte_of_char(position(chars));
    let mention = |entity: &Entity| {
        let span = Span::new(byte(entity.start), byte(entity.end));
        let start = tokens.partition_point(|t| t.span().end <= span.start);
        let end = tokens.partition_point(|t| t.span().start < span.end);
        Mention {
            span,
            tokens: TokenRange::new(position(start), position(end)),
            kind: entity.label.parse().unwrap_or(EntityKind::Cardinal),
            value: None,
            confidence: 1.0,
        }
    };
    article.entities.iter().map(mention).collect()
}

pub(super) fn position(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Prints the gold chains that are split and the found ones that hold several things.
pub(super) fn print_errors(set: &str, gold: &[Article], linked: &[Vec<Entity>], limit: usize) {
    println!("\nChains in {set}, gold mentions given:");
    let mut left = limit;
    for (article, linked) in gold.iter().zip(linked) {
        let text: Vec<char> = article.text.chars().collect();
        let name = |e: &Entity| {
            text[e.start..e.end.min(text.len())]
                .iter()
                .collect::<String>()
        };
        let chained = |group: &[Entity], by: &[Entity]| {
            // For each chain of one side, what the chains of the other side call its names.
            let mut chains: BTreeMap<u32, BTreeMap<Option<u32>, BTreeSet<String>>> =
                BTreeMap::new();
            for (a, b) in group.iter().zip(by) {
                if let Some(chain) = a.chain {
                    let parts = chains.entry(chain).or_default();
                    let label = format!("{} {}", a.label, name(a));
                    parts.entry(b.chain).or_default().insert(label);
                }
            }
            chains.retain(|_, parts| parts.len() > 1);
            chains
        };
        for (what, chains) in [
            ("split", chained(&article.entities, linked)),
            ("mixed", chained(linked, &article.entities)),
        ] {
            for parts in chains.values() {
                if left > 0 {
                    left -= 1;
                    println!(
                        "  {what} {}: {:?}",
                        article.id,
                        parts.values().collect::<Vec<_>>()
                    );
                }
            }
        }
    }
}
