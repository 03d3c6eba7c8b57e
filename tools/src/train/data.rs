//! Corpora → texts with the labels that their tokens may have.

use super::crf::Labels;
use anyhow::{Context, Result};
use quotelight::EntityKind::{self, *};
use quotelight::model::chain::{Place, label, label_at};
use quotelight::tokens::{Token, TokenRange, tokenize};
use quotelight::{Layout, sentences};
use serde::Deserialize;
use std::path::Path;

/// What the labels of a corpus mean here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// Its labels, and the kinds that each may stand for.
    pub(crate) labels: &'static [(&'static str, &'static [EntityKind])],
    /// The kinds that it does not annotate: where it marks nothing, these may stand.
    pub(crate) silent: &'static [EntityKind],
}

/// The annotation guide's own labels.
pub(crate) const OWN: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("NORP", &[Norp]),
        ("ORG", &[Org]),
        ("GPE", &[Gpe]),
        ("LOC", &[Loc]),
        ("FAC", &[Fac]),
        ("EVENT", &[Event]),
        ("LAW", &[Law]),
        ("WORK_OF_ART", &[WorkOfArt]),
        ("PRODUCT", &[Product]),
        ("LANGUAGE", &[Language]),
        ("DATE", &[Date]),
        ("TIME", &[Time]),
        ("MONEY", &[Money]),
        ("PERCENT", &[Percent]),
        ("QUANTITY", &[Quantity]),
        ("ORDINAL", &[Ordinal]),
        ("CARDINAL", &[Cardinal]),
    ],
    silent: &[],
};

/// A text to learn from or to be measured on.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) layout: Layout,
    /// The labels that each token may have.
    pub(crate) allowed: Vec<Labels>,
    /// The marked mentions, as far as their label names one kind.
    pub(crate) gold: Vec<(TokenRange, EntityKind)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    entities: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    label: String,
}

/// Reads a data file after `policy`.
pub(crate) fn read(path: &Path, policy: &Policy) -> Result<Vec<Text>> {
    let all =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut texts = Vec::new();
    let mut off_border = 0;
    for line in all.lines() {
        let line: Line = serde_json::from_str(line)?;
        texts.push(annotate(&line, policy, &mut off_border));
    }
    if off_border > 0 {
        eprintln!(
            "{}: {off_border} marks widened to whole tokens",
            path.display()
        );
    }
    Ok(texts)
}

fn annotate(line: &Line, policy: &Policy, off_border: &mut u32) -> Text {
    let text = line.text.clone();
    let tokens = tokenize(&text);
    let layout = sentences::split(&text, &tokens);
    let mut starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    starts.push(text.len() as u32);
    let outside = policy
        .silent
        .iter()
        .fold(1, |set: Labels, kind| set | every_place(*kind));
    let mut allowed = vec![outside; tokens.len()];
    let mut gold = Vec::new();
    for mark in &line.entities {
        let (Some(&start), Some(&end)) = (starts.get(mark.start), starts.get(mark.end)) else {
            continue;
        };
        let first = tokens.partition_point(|t| t.span.end <= start);
        let last = tokens.partition_point(|t| t.span.start < end);
        if first >= last {
            continue;
        }
        if tokens[first].span.start != start || tokens[last - 1].span.end != end {
            *off_border += 1;
        }
        let kinds = policy.labels.iter().find(|(name, _)| *name == mark.label);
        let kinds = kinds.map_or(&[][..], |(_, kinds)| *kinds);
        for (at, set) in (first..last).zip(&mut allowed[first..last]) {
            *set = kinds.iter().fold(0, |set, kind| {
                set | 1 << label_at(*kind as usize, first, last, at)
            });
            if kinds.is_empty() {
                *set = Labels::MAX;
            }
        }
        if let [kind] = kinds {
            gold.push((TokenRange::new(first as u32, last as u32), *kind));
        }
    }
    Text {
        text,
        tokens,
        layout,
        allowed,
        gold,
    }
}

/// All places in segments of a kind.
fn every_place(kind: EntityKind) -> Labels {
    [Place::Begin, Place::Inside, Place::Last, Place::Unit]
        .iter()
        .fold(0, |set, place| set | 1 << label(kind as usize, *place))
}
