//! Hard cases of quotation and attribution, through the whole pipeline: kinds, contents, cues and
//! speakers, with the chain that each speaker is.
//!
//! A row that comes out wrong stands in `tests/suites/hard/known.toml` with today's answer. It
//! fails when the answer changes, for better or worse. `UPDATE_EXPECT=1` takes out what has become
//! right and writes down the new answer where a known one changed; a row that was right and broke
//! is only accepted when its name is put into the file by hand: `"inversion 1" = ""`.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use common::hard;
use common::markup::{self, Marked};
use quotelight::{Analyzer, Options, Span};

/// Stands for somebody whom the passage does not know as a speaker.
const STRANGER: u32 = 0;

/// What is compared: quotations alone, numbered as they stand.
fn answer(mut marked: Marked) -> String {
    marked.entities.clear();
    marked.quotes.sort_by_key(|q| q.pieces.first().copied());
    for (number, quote) in (1..).zip(&mut marked.quotes) {
        quote.number = number;
    }
    markup::render(&marked)
}

/// The passage's number for the chain that the program calls by the name at `name`.
fn chain_at(gold: &Marked, name: Span) -> Option<u32> {
    let meets = |span: Span| span.start < name.end && name.start < span.end;
    let known = gold.entities.iter().find(|e| meets(e.span));
    known.and_then(|e| e.chain)
}

fn find(analyzer: &Analyzer, gold: &Marked) -> String {
    let analysis = analyzer.analyze(&gold.text, &Options::default());
    let mut found = Marked::from_analysis(&analysis);
    for (quote, marked) in analysis.quotes.iter().zip(&mut found.quotes) {
        let (Some(speaker), Some(marked)) = (&quote.speaker, &mut marked.speaker) else {
            continue;
        };
        marked.chain = speaker.entity.and_then(|id| {
            let name = analysis.entities[id.0 as usize].name;
            let name = analysis.mentions[name.0 as usize].span;
            // A name that speaks is the speaker itself, whether or not it is told.
            let itself = speaker.span.of(&gold.text).contains(name.of(&gold.text));
            chain_at(gold, name).or((!itself).then_some(STRANGER))
        });
    }
    answer(found)
}

#[test]
fn hard_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows = hard::read(root).unwrap_or_else(|e| panic!("{e}"));
    let path = root.join(hard::FOLDER).join(hard::KNOWN);
    let source =
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let known: BTreeMap<String, String> =
        toml::from_str(&source).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let analyzer = Analyzer::new().expect("the embedded models");

    let mut names = BTreeSet::new();
    let mut wrong = BTreeMap::new();
    let mut failures = String::new();
    for row in &rows {
        assert!(names.insert(&row.id), "two rows `{}`", row.id);
        let (expected, found) = (answer(row.clone()), find(&analyzer, row));
        let verdict = match known.get(&row.id) {
            None if found == expected => continue,
            Some(_) if found == expected => "is right now",
            None => "is wrong",
            Some(today) => {
                wrong.insert(row.id.clone(), found.clone());
                if *today == found {
                    continue;
                }
                "is wrong in a new way"
            }
        };
        let _ = write!(
            failures,
            "\n\n-- `{}` {verdict}\nexpected: {expected}\n   found: {found}",
            row.id
        );
    }
    for gone in known.keys().filter(|id| !names.contains(id)) {
        let _ = write!(failures, "\n\n-- there is no row `{gone}`");
    }
    println!(
        "hard: {} of {} rows right, {} known wrong",
        rows.len() - wrong.len(),
        rows.len(),
        wrong.len()
    );
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let mut text = "# Today's wrong answers; `tests/hard.rs` explains the file.\n\n".to_owned();
        text.push_str(&toml::to_string(&wrong).expect("text"));
        std::fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
    assert!(
        failures.is_empty(),
        "{failures}\n\nUPDATE_EXPECT=1 rewrites {}\n",
        hard::KNOWN
    );
}

/// The suite is what it says: many phenomena, most of them more than once.
#[test]
fn the_suite_is_broad() {
    let rows = hard::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|e| panic!("{e}"));
    let phenomena: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| Some(row.id.rsplit_once(' ')?.0))
        .collect();
    let mut texts = BTreeSet::new();
    assert!(rows.len() >= 160, "{} rows", rows.len());
    assert!(phenomena.len() >= 62, "{} phenomena", phenomena.len());
    for row in &rows {
        assert!(texts.insert(&row.text), "`{}` comes twice", row.id);
    }
}
