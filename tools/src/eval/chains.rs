//! Whether mentions of one thing share a chain: B-cubed over the gold mentions.

use std::collections::HashMap;

use serde::Serialize;

use super::chars;
use super::matching::{harmonic, ratio};
use crate::corpus::{Article, Entity};

/// B-cubed over all gold mentions, where a mention that was not found stands alone, and over the
/// found ones only.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct ChainScores {
    pub(super) all: BCubed,
    pub(super) found: BCubed,
}

/// Precision, recall and F1 as means over mentions.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct BCubed {
    pub(super) p: f64,
    pub(super) r: f64,
    pub(super) f1: f64,
    pub(super) mentions: usize,
}

/// Scores predictions, one for each gold article, on the gold mentions whose label `counts`.
pub(super) fn score(
    gold: &[Article],
    predicted: &[Vec<Entity>],
    counts: impl Fn(&str) -> bool,
) -> ChainScores {
    let mut all = Sums::default();
    let mut found = Sums::default();
    for (article, predicted) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        let span = |e: &Entity| chars::loose(&text, e.start, e.end.min(text.len()));
        let places: HashMap<(usize, usize), &Entity> =
            predicted.iter().map(|p| (span(p), p)).collect();
        // A chain that nobody else has: the mention's own number, counted from the far end.
        let alone = |i: usize| u32::MAX - i as u32;
        let named = article.entities.iter().enumerate();
        let named = named.filter(|(_, g)| counts(&g.label));
        let mentions: Vec<Mention> = named
            .map(|(i, g)| {
                let here = places.get(&span(g));
                Mention {
                    gold: g.chain.unwrap_or(alone(i)),
                    predicted: here.and_then(|p| p.chain).unwrap_or(alone(i)),
                    found: here.is_some(),
                }
            })
            .collect();
        all.add(&mentions);
        let only_found: Vec<Mention> = mentions.into_iter().filter(|m| m.found).collect();
        found.add(&only_found);
    }
    ChainScores {
        all: all.scores(),
        found: found.scores(),
    }
}

/// The labels whose chains matter most: people and organisations.
pub(super) fn is_source(label: &str) -> bool {
    matches!(label, "PERSON" | "ORG")
}

/// The labels of names other than those.
pub(super) fn is_other_name(label: &str) -> bool {
    let kind = label.parse::<quotelight::EntityKind>();
    kind.is_ok_and(|kind| kind.is_name()) && !is_source(label)
}

/// A gold mention with the chains that it has.
struct Mention {
    gold: u32,
    predicted: u32,
    found: bool,
}

#[derive(Default)]
struct Sums {
    precision: f64,
    recall: f64,
    mentions: usize,
}

impl Sums {
    /// Adds the mentions of one article.
    fn add(&mut self, mentions: &[Mention]) {
        let count = |keep: &dyn Fn(&Mention) -> bool| mentions.iter().filter(|m| keep(m)).count();
        for m in mentions {
            let both = count(&|o| o.gold == m.gold && o.predicted == m.predicted);
            self.precision += ratio(both, count(&|o| o.predicted == m.predicted));
            self.recall += ratio(both, count(&|o| o.gold == m.gold));
        }
        self.mentions += mentions.len();
    }

    fn scores(&self) -> BCubed {
        let mean = |sum: f64| {
            if self.mentions == 0 {
                0.0
            } else {
                sum / self.mentions as f64
            }
        };
        let (p, r) = (mean(self.precision), mean(self.recall));
        BCubed {
            p,
            r,
            f1: harmonic(p, r),
            mentions: self.mentions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(start: usize, chain: Option<u32>) -> Entity {
        let label = "PERSON".to_owned();
        Entity {
            start,
            end: start + 1,
            label,
            chain,
            value: None,
        }
    }

    #[test]
    fn counts_by_mention() {
        let gold = Article {
            text: "abcd".to_owned(),
            entities: vec![
                entity(0, Some(1)),
                entity(1, Some(1)),
                entity(2, Some(2)),
                entity(3, None),
            ],
            ..Article::default()
        };
        // a and b apart, c and d together: precision (1 + 1 + ½ + ½) / 4, recall (½ + ½ + 1 + 1) / 4.
        let predicted = vec![
            entity(0, Some(0)),
            entity(1, Some(1)),
            entity(2, Some(2)),
            entity(3, Some(2)),
        ];
        let scores = score(std::slice::from_ref(&gold), &[predicted], is_source);
        assert!((scores.all.p - 0.75).abs() < 1e-9 && (scores.all.r - 0.75).abs() < 1e-9);
        // b is not found: it stands alone, and is no part of the second figure.
        let predicted = vec![entity(0, Some(0)), entity(2, Some(2)), entity(3, None)];
        let scores = score(&[gold], &[predicted], is_source);
        assert!((scores.all.p - 1.0).abs() < 1e-9 && (scores.all.r - 0.75).abs() < 1e-9);
        assert_eq!((scores.all.mentions, scores.found.mentions), (4, 3));
        assert!((scores.found.f1 - 1.0).abs() < 1e-9);
    }
}
