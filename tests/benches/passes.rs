//! `cargo bench --bench passes`: each pass by itself, over made articles in turn, by an engine that
//! knows their words.

#[allow(dead_code, unreachable_pub, reason = "other measurements use the rest")]
mod news;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use quotelight::aliases::{self, Known};
use quotelight::attribution::{self, Attributor, view::Input};
use quotelight::entities::{self, Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::{Analysis, Analyzer, Document, Options, dates, marks, sentences, tokens};

/// Articles, each with the results of all passes.
const ARTICLES: u64 = 100;
/// Their length in bytes.
const LENGTH: usize = 6_000;

fn main() {
    let articles: Vec<String> = (0..ARTICLES)
        .map(|seed| news::article(seed, LENGTH))
        .collect();
    let (Ok(analyzer), Ok(lexicon), Ok(tagger), Ok(attributor)) = (
        Analyzer::new(),
        Lexicon::embedded(),
        Tagger::embedded(),
        Attributor::embedded(),
    ) else {
        return;
    };
    let known = Known::new();
    let mut memo = Memo::default();
    let mut found: Vec<Analysis<'_>> = Vec::new();
    for text in &articles {
        let options = Options::default();
        found.push(analyzer.analyze_again(text, &options, &mut memo, &mut |_| {}));
    }

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("passes");
    let bytes: usize = articles.iter().map(String::len).sum();
    group.throughput(Throughput::Bytes(bytes as u64 / ARTICLES));
    let pace = Pace::unbroken();
    let mut all = found.iter().cycle();
    let mut next = || all.next();
    macro_rules! pass {
        ($name:literal, |$a:ident| $work:expr) => {
            group.bench_function($name, |b| {
                b.iter(|| next().map(|$a| black_box($work)));
            });
        };
    }
    pass!("tokens", |a| tokens::tokenize(a.text));
    pass!("sentences", |a| sentences::split(a.text, &a.tokens));
    pass!("marks", |a| marks::pair(a.text, &a.tokens, &a.layout));
    pass!("dates", |a| finish(dates::find(
        a.text, &a.tokens, &a.layout, a.date, &pace
    )));
    group.bench_function("entities", |b| {
        let mut given = || {
            next().map(|a| {
                (
                    a,
                    finish(dates::find(a.text, &a.tokens, &a.layout, a.date, &pace)),
                )
            })
        };
        let mut work = |(a, numbers): (&Analysis<'_>, _)| {
            let (text, tokens, layout) = (a.text, &a.tokens, &a.layout);
            finish(entities::find(
                (&tagger, &lexicon),
                text,
                tokens,
                layout,
                numbers,
                &mut memo,
                &pace,
            ))
        };
        b.iter_batched(
            &mut given,
            |given| given.map(&mut work),
            BatchSize::SmallInput,
        );
    });
    pass!("aliases", |a| finish(aliases::link(
        aliases::Source {
            lexicon: &lexicon,
            known: &known,
            text: a.text,
            tokens: &a.tokens,
            memo: None
        },
        &a.mentions,
        &pace,
    )));
    pass!("quotes", |a| {
        let input = Input {
            text: a.text,
            tokens: &a.tokens,
            layout: &a.layout,
            marks: &a.marks,
            mentions: &a.mentions,
            entities: &a.entities,
            lexicon: &lexicon,
        };
        finish(attribution::attribute(
            &attributor,
            input,
            (&mut memo.vocabulary, memo.numbering.clone()),
            None,
            &pace,
        ))
    });
    pass!("document", |a| Document::new(a));
    group.finish();
    criterion.final_summary();
}
