//! Figures of quotations and speakers.

use std::path::Path;

use quotelight::Analyzer;
use serde_json::{Map, Value, json};

use super::calibration::Answer;
use super::score_quotes::{Candidate, QuoteRules, QuoteScores, is_speaker_right, score};
use super::table::{Table, percent};
use super::{Args, calibration, chars, errors, passes, predict, sets, sources, write_predictions};
use crate::corpus::{Article, Quote};

/// Scores the sets with quotations and prints their table; gives the figures for JSON.
pub(super) fn run(args: &Args, data: Option<&Path>) -> anyhow::Result<Value> {
    let mut table = table();
    let mut figures = Map::new();
    for (name, direct_only) in sets::quotes(data).filter(|s| args.selects(s.0)) {
        let mut set = sets::read(data, name)?;
        // Turns of interviews were not marked alike.
        set.articles.retain(|a| !a.turns);
        if args.passes && *name == "wikinews/dev" {
            passes::print(&set.articles)?;
        }
        let predictions = predict::all(&set.articles)?;
        if let Some(folder) = &args.write_predictions {
            write_predictions(folder, name, &predictions)?;
        }
        if args.coverage && !direct_only {
            print_coverage(name, &set.articles)?;
            sources::print(
                name,
                &set.articles,
                if args.errors { args.limit } else { 0 },
            )?;
        }
        let quotes: Vec<Vec<Quote>> = predictions.into_iter().map(|p| p.quotes).collect();
        if args.errors && (*name == "wikinews/dev" || args.only.is_some()) {
            errors::print_quotes(name, &set.articles, &quotes, args.limit);
        }
        let scores = by_kind(&set.articles, &quotes, *direct_only);
        for (kind, s) in &scores {
            table.row(row(name, kind, s));
        }
        let scores: Map<String, Value> = scores
            .into_iter()
            .map(|(kind, s)| (kind.to_owned(), json!(s)))
            .collect();
        figures.insert((*name).to_owned(), Value::Object(scores));
    }
    if !args.json {
        table.print(TITLE);
    }
    Ok(Value::Object(figures))
}

const TITLE: &str =
    "Quotations (exact: whole quotations; lenient: pieces with half of their words):";

fn table() -> Table {
    Table::new(&[
        "set, kind",
        "gold",
        "predicted",
        "exact P",
        "R",
        "F1",
        "pieces F1",
        "lenient P",
        "R",
        "F1",
        "words F1",
        "speaker acc.",
        "prec.",
        "on found",
    ])
}

/// Marks the quotations of articles with a model that is not the embedded one.
pub(crate) fn mark(model: &[u8], mut articles: Vec<Article>) -> anyhow::Result<Vec<Article>> {
    let analyzer = Analyzer::with_quotes(model)?;
    let predictions = predict::with_analyzer(&analyzer, &articles, None);
    for (article, prediction) in articles.iter_mut().zip(predictions) {
        article.quotes = prediction.quotes;
    }
    Ok(articles)
}

/// Prints the table for articles that were read by models which had not learnt from them.
pub(crate) fn print_crossed(sets: &[(&str, Vec<Article>, Vec<Article>)], limit: Option<usize>) {
    let mut table = table();
    for (name, gold, marked) in sets {
        let quotes: Vec<Vec<Quote>> = marked.iter().map(|a| a.quotes.clone()).collect();
        for (kind, s) in &by_kind(gold, &quotes, false) {
            table.row(row(name, kind, s));
        }
        if let Some(limit) = limit {
            errors::print_quotes(name, gold, &quotes, limit);
        }
    }
    table.print(TITLE);
}

/// Prints the table for a model that is not the embedded one, for articles held out from its
/// training too; `limit` errors of each group of each set, if given. Gives for each set,
/// over all kinds, the F1 of whole quotations, that of pieces, lenient, and the share of right speakers.
pub(crate) fn print_with_model(
    model: &[u8],
    data: &Path,
    held_out: Vec<Article>,
    limit: Option<usize>,
) -> anyhow::Result<Vec<(String, [f64; 3])>> {
    let analyzer = Analyzer::with_quotes(model)?;
    let mut table = table();
    let mut whole = Vec::new();
    let mut add = |name: &str, articles: &[Article], direct_only| {
        let predictions = predict::with_analyzer(&analyzer, articles, None);
        let quotes: Vec<Vec<Quote>> = predictions.into_iter().map(|p| p.quotes).collect();
        for (kind, s) in by_kind(articles, &quotes, direct_only) {
            table.row(row(name, kind, &s));
            if kind == "all" {
                let figures = [s.quote.f1, s.lenient.f1, s.speaker.accuracy];
                whole.push((name.to_owned(), figures));
            }
        }
        if let Some(limit) = limit {
            errors::print_quotes(name, articles, &quotes, limit);
        }
    };
    if !held_out.is_empty() {
        add("held out", &held_out, false);
    }
    for (name, direct_only) in sets::quotes(Some(data)) {
        let mut set = sets::read(Some(data), name)?;
        set.articles.retain(|a| !a.turns);
        add(name, &set.articles, *direct_only);
    }
    table.print(TITLE);
    Ok(whole)
}

/// Accuracy of speakers against coverage, over the gold quotations that were found and have a
/// speaker, and how often a quotation of each confidence is one.
fn print_coverage(set: &str, gold: &[Article]) -> anyhow::Result<()> {
    let mut speakers = Vec::new();
    let mut quotes = Vec::new();
    let mut asked = 0;
    // With every speaker, however unsure.
    for (article, prediction) in gold.iter().zip(predict::with_threshold(gold, Some(0.0))?) {
        let text: Vec<char> = article.text.chars().collect();
        let words = chars::words(&text, 0, text.len());
        let gold = Candidate::all(&article.quotes, &text, &words);
        for (i, quote) in prediction.quotes.iter().enumerate() {
            for p in Candidate::all(std::slice::from_ref(quote), &text, &words) {
                let best = p.best_of(&gold);
                quotes.push(Answer {
                    confidence: prediction.quote_confidences[i],
                    right: !best.is_empty(),
                });
                if best.first().is_some_and(|g| g.quote.speaker.is_some()) {
                    asked += 1;
                    speakers.extend(quote.speaker.as_ref().map(|_| Answer {
                        confidence: prediction.speaker_confidences[i],
                        right: is_speaker_right(&p, &gold, &text),
                    }));
                }
            }
        }
    }
    let title = format!("Speakers of found quotations in {set}");
    calibration::print_coverage(
        &format!("{title}, accuracy against coverage:"),
        &speakers,
        asked,
    );
    calibration::print(&title, &speakers);
    calibration::print(&format!("Quotations in {set} that match one"), &quotes);
    Ok(())
}

/// The scores over all kinds, then of each kind.
fn by_kind(
    gold: &[Article],
    predicted: &[Vec<Quote>],
    direct_only: bool,
) -> Vec<(&'static str, QuoteScores)> {
    let kinds: &[&str] = if direct_only {
        &["direct, marked"]
    } else {
        &["all", "direct", "direct, marked", "indirect", "mixed"]
    };
    let with = |name: &str| {
        let kind = name.trim_end_matches(", marked");
        let kinds = if kind == "all" {
            Vec::new()
        } else {
            vec![kind.to_owned()]
        };
        let marked_only = kind != name;
        score(gold, predicted, &QuoteRules { kinds, marked_only })
    };
    kinds.iter().map(|kind| (*kind, with(kind))).collect()
}

fn row(set: &str, kind: &str, s: &QuoteScores) -> Vec<String> {
    vec![
        format!("{set} {kind}"),
        s.quote.gold.to_string(),
        s.quote.pred.to_string(),
        percent(s.quote.p),
        percent(s.quote.r),
        percent(s.quote.f1),
        percent(s.span.f1),
        percent(s.lenient.p),
        percent(s.lenient.r),
        percent(s.lenient.f1),
        percent(s.partial.f1),
        percent(s.speaker.accuracy),
        percent(s.speaker.precision),
        percent(s.speaker.on_found),
    ]
}
