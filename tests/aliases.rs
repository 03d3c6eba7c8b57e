//! Chains of names, on texts whose names are given.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::collections::BTreeMap;

use common::markup::{self, Marked};
use common::suite;
use quotelight::aliases::{self, Known};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::{EntityKind, Mention, Token, TokenRange, tokens};

fn position(n: usize) -> u32 {
    u32::try_from(n).expect("a short text")
}

/// The names of a marked text.
fn mentions(marked: &Marked, tokens: &[Token]) -> Vec<Mention> {
    let entities = marked.entities.iter();
    entities
        .map(|entity| {
            let start = tokens.partition_point(|t| t.span().end <= entity.span.start);
            let end = tokens.partition_point(|t| t.span().start < entity.span.end);
            Mention {
                span: entity.span,
                tokens: TokenRange::new(position(start), position(end)),
                kind: entity.kind,
                value: None,
                confidence: 1.0,
            }
        })
        .collect()
}

/// The chains that the program makes of the names of a marked text.
fn link(lexicon: &Lexicon, known: &Known, marked: &Marked) -> Marked {
    let text = marked.text.as_str();
    let tokens = tokens::tokenize(text);
    let mentions = mentions(marked, &tokens);
    let entities = finish(aliases::link(
        aliases::Source::new(lexicon, known, text, &tokens),
        &mentions,
        &Pace::unbroken(),
    ));
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

/// Roles and the sex that the first person of a text has, `f`, `m` or `?`.
const ROLES: &[(&str, &[&str], char)] = &[
    ("{PERSON Ann Lee} left.", &[], 'f'),
    ("{PERSON Lee} left.", &[], '?'),
    ("Mr. {PERSON Lee} left.", &[], 'm'),
    ("Mr. {PERSON Ann Lee} left.", &[], 'm'),
    ("Mayor {PERSON Lee} left.", &["Mayor"], '?'),
    ("Actress {PERSON Lee} left.", &["Actress"], 'f'),
    (
        "{NORP Norwegian} Prime Minister {PERSON Bo Lee} left.",
        &["Norwegian Prime Minister"],
        '?',
    ),
    (
        "{GPE Norway}'s foreign minister {PERSON Lee} left.",
        &["Norway's foreign minister"],
        '?',
    ),
    (
        "{PERSON Lee}, the mayor of {GPE Oslo}, left.",
        &["the mayor of Oslo"],
        '?',
    ),
    (
        "The mayor of {GPE Oslo}, {PERSON Lee}, left.",
        &["The mayor of Oslo"],
        '?',
    ),
    (
        "Mayor {PERSON Lee} left. {PERSON Lee}, a lawyer, came.",
        &["Mayor", "a lawyer"],
        '?',
    ),
    (
        "{PERSON Lee}, mayor {PERSON Bo Kim} and others left.",
        &[],
        '?',
    ),
    ("{PERSON Lee}, who is a lawyer, left.", &[], '?'),
    ("The lawyer left\n\n{PERSON Lee} came.", &[], '?'),
    ("According to the mayor, {PERSON Lee} left.", &[], '?'),
];

#[test]
fn roles_and_sex() {
    let lexicon = Lexicon::embedded().expect("the embedded lists");
    let known = Known::new();
    for (text, roles, sex) in ROLES {
        let marked = markup::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let plain = marked.text.as_str();
        let tokens = tokens::tokenize(plain);
        let mentions = mentions(&marked, &tokens);
        let entities = finish(aliases::link(
            aliases::Source::new(&lexicon, &known, plain, &tokens),
            &mentions,
            &Pace::unbroken(),
        ));
        let person = entities.iter().find(|e| e.kind == EntityKind::Person);
        let person = person.unwrap_or_else(|| panic!("{text}: nobody"));
        let found = person.roles.iter().map(|r| r.span(&tokens).of(plain));
        assert_eq!(found.collect::<Vec<_>>(), *roles, "{text}");
        let found = match person.female {
            Some(p) if p > 0.6 => 'f',
            Some(p) if p < 0.4 => 'm',
            _ => '?',
        };
        assert_eq!(found, *sex, "{text}");
    }
}
