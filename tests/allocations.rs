//! Memory is asked for by sentence, mention and quotation, never by token.

#![cfg(test)] // so that Clippy knows that this is no shipped code

#[path = "benches/news.rs"]
#[allow(dead_code, unreachable_pub, reason = "the benches use the rest")]
mod news;

use quotelight::{Analyzer, Document, Memo, Options};

/// Analyses texts one after the other; gives the allocations of the last one, and how many
/// sentences, mentions, chains and quotations it has.
fn last(texts: &[String]) -> (u64, usize) {
    let analyzer = Analyzer::new().unwrap();
    let mut memo = Memo::default();
    let (mut allocations, mut found) = (0, 0);
    for text in texts {
        let count = allocation_counter::measure(|| {
            let options = Options::default();
            let analysis = analyzer.analyze_again(text, &options, &mut memo, &mut |_| {});
            found = analysis.layout.sentences.len() + analysis.mentions.len();
            found += analysis.entities.len() + analysis.quotes.len();
            drop(Document::new(&analysis));
        });
        allocations = count.count_total;
    }
    (allocations, found)
}

#[test]
fn a_longer_sentence_needs_no_more_allocations() {
    for clause in ["and then they went to the market with the others ", "(so) "] {
        let [short, long] = [200, 2_000].map(|n| {
            // The words are known, the sentence is not.
            last(&[clause.repeat(n + 1), clause.repeat(n)]).0
        });
        // Lists that double, and pieces of the endless sentence.
        assert!(long < short + 200, "{clause}: {short}, {long}");
    }
}

#[test]
fn allocations_are_few_for_what_is_found() {
    let texts: Vec<String> = (0..20).map(|seed| news::article(seed, 6_000)).collect();
    let (allocations, found) = last(&texts);
    assert!(
        allocations < 12 * found as u64,
        "{allocations} allocations for {found}"
    );
}
