//! Chains of names, on texts whose names are given.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::collections::BTreeMap;

use common::markup::Marked;
use common::suite;
use quotelight::aliases::{self, Known};
use quotelight::lexicon::Lexicon;
use quotelight::{Mention, TokenRange, tokens};

fn position(n: usize) -> u32 {
    u32::try_from(n).expect("a short text")
}

/// The chains that the program makes of the names of a marked text.
fn link(lexicon: &Lexicon, known: &Known, marked: &Marked) -> Marked {
    let text = marked.text.as_str();
    let tokens = tokens::tokenize(text);
    let mentions: Vec<Mention> = marked
        .entities
        .iter()
        .map(|entity| {
            let start = tokens.partition_point(|t| t.span.end <= entity.span.start);
            let end = tokens.partition_point(|t| t.span.start < entity.span.end);
            Mention {
                span: entity.span,
                tokens: TokenRange::new(position(start), position(end)),
                kind: entity.kind,
                value: None,
                confidence: 1.0,
            }
        })
        .collect();
    let entities = aliases::link(lexicon, known, text, &tokens, &mentions);
    let mut chains = BTreeMap::new();
    for (chain, entity) in (1..).zip(&entities) {
        chains.extend(entity.mentions.iter().map(|m| (m.0 as usize, chain)));
    }
    let mut found = marked.clone();
    for (i, entity) in found.entities.iter_mut().enumerate() {
        entity.chain = chains.get(&i).copied();
    }
    found
}

#[test]
fn chains() {
    let lexicon = Lexicon::embedded().expect("the embedded lists");
    let known = Known::new();
    suite::run_marked("aliases", |row| link(&lexicon, &known, &row.marked()));
}
