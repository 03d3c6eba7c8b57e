//! Quotations and their speakers, on texts whose names are given.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::collections::BTreeMap;

use common::markup::Marked;
use common::suite;
use quotelight::attribution::{Attributor, attribute, view::Input};
use quotelight::entities::vocabulary::Vocabulary;
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::{Analysis, Entity, Mention, MentionId, TokenRange, marks, sentences, tokens};

/// The quotations that the program finds in a marked text, given its names.
fn find((attributor, lexicon): (&Attributor, &Lexicon), marked: &Marked) -> Marked {
    let text = marked.text.as_str();
    let tokens = tokens::tokenize(text);
    let layout = sentences::split(text, &tokens);
    let marks = marks::pair(text, &tokens, &layout);
    let position = |n: usize| u32::try_from(n).expect("a short text");
    let mut mentions = Vec::new();
    let mut chains: BTreeMap<u32, Vec<MentionId>> = BTreeMap::new();
    for entity in &marked.entities {
        if let Some(chain) = entity.chain {
            let id = MentionId(position(mentions.len()));
            chains.entry(chain).or_default().push(id);
        }
        let start = tokens.partition_point(|t| t.span().end <= entity.span.start);
        let end = tokens.partition_point(|t| t.span().start < entity.span.end);
        mentions.push(Mention {
            span: entity.span,
            tokens: TokenRange::new(position(start), position(end)),
            kind: entity.kind,
            value: None,
            confidence: 1.0,
        });
    }
    let longest = |ids: &[MentionId]| {
        let id = ids
            .iter()
            .rev()
            .max_by_key(|m| mentions[m.0 as usize].span.len());
        *id.expect("a chain has a mention")
    };
    let entities: Vec<Entity> = chains
        .values()
        .map(|ids| Entity {
            kind: mentions[ids[0].0 as usize].kind,
            name: longest(ids),
            mentions: ids.clone(),
            roles: Vec::new(),
            female: None,
        })
        .collect();
    let input = Input {
        text,
        tokens: &tokens,
        layout: &layout,
        marks: &marks,
        mentions: &mentions,
        entities: &entities,
        lexicon,
    };
    let (vocabulary, pace) = (&mut Vocabulary::default(), Pace::unbroken());
    let quotes = finish(attribute(
        attributor,
        input,
        (vocabulary, None),
        None,
        &pace,
    ));
    let mut found = Marked::from_analysis(&Analysis {
        text,
        tokens,
        layout,
        marks,
        mentions,
        entities,
        quotes,
        date: None,
    });
    found.entities.clone_from(&marked.entities);
    // The numbers of the chains are those of the row.
    let numbers: Vec<u32> = chains.keys().copied().collect();
    for speaker in found.quotes.iter_mut().filter_map(|q| q.speaker.as_mut()) {
        speaker.chain = speaker
            .chain
            .and_then(|c| numbers.get(c as usize - 1).copied());
    }
    found
}

#[test]
fn quotations() {
    let attributor = Attributor::embedded().unwrap();
    let lexicon = Lexicon::embedded().unwrap();
    suite::run_marked("quotes", |row| find((&attributor, &lexicon), &row.marked()));
}
