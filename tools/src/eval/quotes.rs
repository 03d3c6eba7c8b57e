//! Figures of quotations and speakers.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::score_quotes::{QuoteRules, QuoteScores, score};
use super::table::{Table, percent};
use super::{Args, predict, sets, write_predictions};
use crate::corpus::{Article, Quote};

/// Scores the sets with quotations and prints their table; gives the figures for JSON.
pub(super) fn run(args: &Args, data: &Path) -> anyhow::Result<Value> {
    let mut table = Table::new(&[
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
    ]);
    let mut figures = Map::new();
    for (name, direct_only) in sets::QUOTES.iter().filter(|s| args.selects(s.0)) {
        let mut set = sets::read(data, name)?;
        // Turns of interviews were not marked alike.
        set.articles.retain(|a| !a.turns);
        let predictions = predict::all(&set.articles)?;
        if let Some(folder) = &args.write_predictions {
            write_predictions(folder, name, &predictions)?;
        }
        let quotes: Vec<Vec<Quote>> = predictions.into_iter().map(|p| p.quotes).collect();
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
        table.print(
            "Quotations (exact: whole quotations; lenient: pieces with half of their words):",
        );
    }
    Ok(Value::Object(figures))
}

/// The scores over all kinds, then of each kind.
fn by_kind(
    gold: &[Article],
    predicted: &[Vec<Quote>],
    direct_only: bool,
) -> Vec<(&'static str, QuoteScores)> {
    let kinds: &[&str] = if direct_only {
        &["direct"]
    } else {
        &["all", "direct", "indirect", "mixed"]
    };
    let with = |kind: &str| {
        let kinds = if kind == "all" {
            Vec::new()
        } else {
            vec![kind.to_owned()]
        };
        let marked_only = direct_only;
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
