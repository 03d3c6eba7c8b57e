//! Names and numbers against gold, by the rules of `score.py entities`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::chars;
use super::matching::{Counts, Prf, max_matching};
use crate::corpus::{Article, Entity};

/// Which labels are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Labels {
    /// All of them.
    #[default]
    All,
    /// GPE, LOC, FAC are LOC; only PERSON, ORG, LOC are scored.
    Collapsed,
    /// As collapsed; NORP, EVENT, LAW, WORK_OF_ART, PRODUCT, LANGUAGE are MISC.
    CollapsedMisc,
}

/// How borders are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Edges {
    /// As they are.
    #[default]
    Exact,
    /// Without edge punctuation, a leading article, a final `'s`.
    Loose,
}

/// How to score.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EntityRules {
    pub(crate) labels: Labels,
    pub(crate) edges: Edges,
}

/// The figures, in the shape of `score.py --json`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntityScores {
    pub(crate) labels: BTreeMap<String, LabelScores>,
    pub(crate) exact: Prf,
    pub(crate) partial: Prf,
    pub(crate) span: Prf,
    pub(crate) macro_f1: f64,
    pub(crate) docs: usize,
    pub(crate) ignored_predicted_labels: BTreeMap<String, usize>,
}

/// The figures of one label.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct LabelScores {
    pub(crate) exact: Prf,
    pub(crate) partial: Prf,
}

type Item = (usize, usize, String);

/// Scores predictions, one for each gold article.
///
/// Predicted labels that no gold article uses are left out of everything, so that a corpus
/// without a label does not punish finding it.
pub(crate) fn score(
    gold: &[Article],
    predicted: &[Vec<Entity>],
    rules: EntityRules,
) -> EntityScores {
    let texts: Vec<Vec<char>> = gold.iter().map(|a| a.text.chars().collect()).collect();
    let pairs = || texts.iter().zip(gold);
    let gold_items: Vec<BTreeSet<Item>> = pairs()
        .map(|(text, a)| items(&a.entities, text, rules))
        .collect();
    let used: BTreeSet<&str> = gold_items.iter().flatten().map(|i| i.2.as_str()).collect();

    let mut exact: BTreeMap<&str, Counts> = used.iter().map(|l| (*l, Counts::default())).collect();
    let mut partial = exact.clone();
    let mut span = Counts::default();
    let mut ignored = BTreeMap::new();
    for ((text, gold), predicted) in texts.iter().zip(&gold_items).zip(predicted) {
        let (kept, left_out): (BTreeSet<Item>, BTreeSet<Item>) = items(predicted, text, rules)
            .into_iter()
            .partition(|item| used.contains(item.2.as_str()));
        for item in left_out {
            *ignored.entry(item.2).or_insert(0) += 1;
        }
        for label in &used {
            let of = |items: &BTreeSet<Item>| -> Vec<(usize, usize)> {
                let mine = items.iter().filter(|item| item.2 == *label);
                mine.map(|item| (item.0, item.1)).collect()
            };
            let (p, g) = (of(&kept), of(gold));
            let (predicted, gold) = (p.len(), g.len());
            let right = p.iter().filter(|s| g.contains(s)).count();
            *exact.entry(label).or_default() += Counts {
                right,
                predicted,
                gold,
            };
            let right = overlap_pairs(&p, &g);
            *partial.entry(label).or_default() += Counts {
                right,
                predicted,
                gold,
            };
        }
        let spans = |items: &BTreeSet<Item>| -> BTreeSet<(usize, usize)> {
            items.iter().map(|item| (item.0, item.1)).collect()
        };
        let (p, g) = (spans(&kept), spans(gold));
        span += Counts {
            right: p.intersection(&g).count(),
            predicted: p.len(),
            gold: g.len(),
        };
    }
    totals(&exact, &partial, span, ignored, gold.len())
}

fn totals(
    exact: &BTreeMap<&str, Counts>,
    partial: &BTreeMap<&str, Counts>,
    span: Counts,
    ignored: BTreeMap<String, usize>,
    docs: usize,
) -> EntityScores {
    let sum = |of: &BTreeMap<&str, Counts>| {
        let mut sum = Counts::default();
        of.values().for_each(|c| sum += *c);
        Prf::from(sum)
    };
    let labels: BTreeMap<String, LabelScores> = exact
        .iter()
        .zip(partial.values())
        .map(|((label, e), p)| {
            let scores = LabelScores {
                exact: (*e).into(),
                partial: (*p).into(),
            };
            ((*label).to_owned(), scores)
        })
        .collect();
    let f1s = labels
        .values()
        .filter(|l| l.exact.gold > 0)
        .map(|l| l.exact.f1);
    let n = f1s.clone().count();
    EntityScores {
        exact: sum(exact),
        partial: sum(partial),
        span: span.into(),
        macro_f1: if n == 0 {
            0.0
        } else {
            f1s.sum::<f64>() / n as f64
        },
        labels,
        docs,
        ignored_predicted_labels: ignored,
    }
}

/// The comparable items of one text: sorted, without doubles.
fn items(entities: &[Entity], text: &[char], rules: EntityRules) -> BTreeSet<Item> {
    let mut found = BTreeSet::new();
    for entity in entities {
        let (mut start, mut end) = (entity.start, entity.end.min(text.len()));
        let Some(label) = comparable_label(&entity.label, rules.labels) else {
            continue;
        };
        if start >= end {
            continue;
        }
        if rules.edges == Edges::Loose {
            (start, end) = chars::loose(text, start, end);
        }
        found.insert((start, end, label));
    }
    found
}

/// The label under which a label is compared; none where it is not scored.
fn comparable_label(label: &str, labels: Labels) -> Option<String> {
    let label = label.to_uppercase();
    let label = match label.as_str() {
        "PER" => "PERSON",
        "ORGANIZATION" | "ORGANISATION" => "ORG",
        "LOCATION" => "LOC",
        other => other,
    };
    if labels == Labels::All {
        return Some(label.to_owned());
    }
    match label {
        "GPE" | "LOC" | "FAC" => Some("LOC".to_owned()),
        "PERSON" | "ORG" => Some(label.to_owned()),
        "NORP" | "EVENT" | "WORK_OF_ART" | "LAW" | "LANGUAGE" | "PRODUCT" | "MISC"
            if labels == Labels::CollapsedMisc =>
        {
            Some("MISC".to_owned())
        }
        _ => None,
    }
}

/// How many one-to-one pairs of spans share a code point.
fn overlap_pairs(predicted: &[(usize, usize)], gold: &[(usize, usize)]) -> usize {
    let fits: Vec<Vec<usize>> = predicted
        .iter()
        .map(|(s, e)| {
            let touching = gold.iter().enumerate().filter(|(_, (a, b))| a < e && s < b);
            touching.map(|(j, _)| j).collect()
        })
        .collect();
    max_matching(&fits, gold.len())
}
