//! An analysis that rests gives what one run gives, and rests often.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use common::articles;
use common::generate::{self, Random};
use quotelight::pace::{Pace, finish};
use quotelight::{Analyzer, Document, Memo, Options};

/// The document of a text, resting where `is_due` says so.
fn paced(analyzer: &Analyzer, text: &str, is_due: impl Fn() -> bool + 'static) -> Document {
    let pace = Pace::new(is_due);
    let (options, mut memo) = (Options::default(), Memo::default());
    let mut ended = |_| {};
    let analysis = analyzer.analyze_paced(text, &options, &mut memo, &mut ended, &pace);
    finish(Document::paced(&finish(analysis), &pace))
}

#[test]
fn rests_change_nothing() {
    let analyzer = Analyzer::new().expect("the embedded models");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = articles::read(root).unwrap_or_else(|e| panic!("{e}"));
    let mut texts: Vec<String> = articles.into_iter().map(|a| a.marked.text).collect();
    texts.push(texts.concat());
    let mut random = Random::new(11);
    texts.extend((0..20).map(|_| generate::text(&mut random, 12)));
    texts.push(String::new());
    for text in &texts {
        let whole = Document::new(&analyzer.analyze(text, &Options::default()));
        assert_eq!(paced(&analyzer, text, || true), whole, "{text}");
        let random = RefCell::new(Random::new(text.len() as u64));
        let now_and_then = move || random.borrow_mut().below(3) == 0;
        assert_eq!(paced(&analyzer, text, now_and_then), whole, "{text}");
    }
}

#[test]
fn a_rest_is_never_far() {
    let analyzer = Analyzer::new().expect("the embedded models");
    // Ordinary news, one endless paragraph, one endless sentence; how often for 1,000 words.
    let rows = [
        (
            "\u{201c}We won,\u{201d} Ann Lee said on Monday. NATO met 40 farmers in Oslo.\n\n",
            100,
        ),
        ("\u{201c}We won,\u{201d} Ann Lee said on Monday. ", 100),
        ("they went to Moscow and then said that ", 30),
    ];
    for (part, least) in rows {
        let text = part.repeat(2_000);
        let asked = Rc::new(Cell::new(0));
        let count = Rc::clone(&asked);
        let document = paced(&analyzer, &text, move || {
            count.set(count.get() + 1);
            false
        });
        let words = document.stats.words;
        assert!(
            asked.get() * 1_000 > words * least,
            "{} for {words} words: {part}",
            asked.get()
        );
    }
}
