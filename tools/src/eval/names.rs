//! Figures of names and numbers.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::score_entities::{Edges, EntityRules, EntityScores, Labels, score};
use super::table::{Table, percent};
use super::{
    Args, calibration, chains, chars, errors, linked, noise, predict, sets, values,
    write_predictions,
};
use crate::corpus::{Article, Entity};

/// The figures of one set.
struct Figures {
    set: &'static str,
    /// Whether the set tells our 18 labels apart.
    full: bool,
    exact: EntityScores,
    loose: EntityScores,
    collapsed: EntityScores,
    with_misc: EntityScores,
    values: values::ValueScores,
    chains: chains::ChainScores,
    other_chains: chains::ChainScores,
    /// With the gold mentions given.
    linked: [chains::BCubed; 2],
    calibration_error: f64,
}

/// Scores the sets with names and prints their tables; gives the figures for JSON.
pub(super) fn run(args: &Args, data: Option<&Path>) -> anyhow::Result<Value> {
    let mut all = Vec::new();
    for (name, full) in sets::names(data).filter(|s| args.selects(s.0)) {
        let set = sets::read(data, name)?;
        let predictions = predict::all(&set.articles)?;
        if let Some(folder) = &args.write_predictions {
            write_predictions(folder, name, &predictions)?;
        }
        let answers = answers(&set.articles, &predictions);
        let entities: Vec<Vec<Entity>> = predictions.into_iter().map(|p| p.entities).collect();
        // What other corpora call an error is often only their policy.
        if args.errors && (*full || args.only.is_some()) {
            errors::print_names(name, &set.articles, &entities, args.limit);
        }
        if args.coverage && *full {
            calibration::print(&format!("Names in {name}"), &answers);
        }
        let calibration_error = calibration::expected_error(&answers);
        let linked = linked::all(&set.articles)?;
        if args.errors && *full {
            linked::print_errors(name, &set.articles, &linked, args.limit);
        }
        all.push(Figures::new(
            (set.name, *full),
            &set.articles,
            &entities,
            &linked,
            calibration_error,
        ));
    }
    if !args.json {
        print(&all);
    }
    if args.noise {
        let set = sets::read(data, "wikinews/dev")?;
        noise::run(set.name, &set.articles)?;
    }
    let figures = all.iter().map(|f| (f.set.to_owned(), f.json()));
    Ok(Value::Object(figures.collect::<Map<_, _>>()))
}

impl Figures {
    fn new(
        (set, full): (&'static str, bool),
        gold: &[Article],
        predicted: &[Vec<Entity>],
        linked: &[Vec<Entity>],
        calibration_error: f64,
    ) -> Self {
        let with = |labels, edges| score(gold, predicted, EntityRules { labels, edges });
        Self {
            set,
            full,
            exact: with(Labels::All, Edges::Exact),
            loose: with(Labels::All, Edges::Loose),
            collapsed: with(Labels::Collapsed, Edges::Loose),
            with_misc: with(Labels::CollapsedMisc, Edges::Loose),
            values: values::score(gold, predicted),
            chains: chains::score(gold, predicted, chains::is_source),
            other_chains: chains::score(gold, predicted, chains::is_other_name),
            linked: [
                chains::score(gold, linked, chains::is_source).all,
                chains::score(gold, linked, chains::is_other_name).all,
            ],
            calibration_error,
        }
    }

    fn json(&self) -> Value {
        json!({
            "exact_edges": self.exact,
            "loose_edges": self.loose,
            "collapsed_loose_edges": self.collapsed,
            "collapsed_misc_loose_edges": self.with_misc,
            "date_values": self.values,
            "chains": self.chains,
            "chains_of_other_names": self.other_chains,
            "chains_of_given_mentions": self.linked,
            "calibration_error": self.calibration_error,
        })
    }
}

/// How sure the finder was of each mention, and whether it is right, with loose edges.
fn answers(gold: &[Article], predicted: &[predict::Prediction]) -> Vec<calibration::Answer> {
    let mut answers = Vec::new();
    for (article, prediction) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        let item = |e: &Entity| {
            (
                chars::loose(&text, e.start, e.end.min(text.len())),
                e.label.clone(),
            )
        };
        let gold: HashSet<_> = article.entities.iter().map(item).collect();
        let predicted = prediction
            .entities
            .iter()
            .zip(&prediction.entity_confidences);
        answers.extend(predicted.map(|(e, confidence)| calibration::Answer {
            confidence: *confidence,
            right: gold.contains(&item(e)),
        }));
    }
    answers
}

fn print(all: &[Figures]) {
    for figures in all.iter().filter(|f| f.full) {
        print_labels(figures);
    }
    let mut table = Table::new(&[
        "set", "docs", "gold", "P", "R", "F1", "PERSON", "ORG", "LOC", "partial", "+MISC F1",
    ]);
    for f in all {
        let c = &f.collapsed;
        let label = |l: &str| {
            c.labels
                .get(l)
                .map_or("-".to_owned(), |s| percent(s.exact.f1))
        };
        let misc = f.with_misc.labels.get("MISC");
        table.row([
            f.set.to_owned(),
            c.docs.to_string(),
            c.exact.gold.to_string(),
            percent(c.exact.p),
            percent(c.exact.r),
            percent(c.exact.f1),
            label("PERSON"),
            label("ORG"),
            label("LOC"),
            percent(c.partial.f1),
            misc.map_or("-".to_owned(), |_| percent(f.with_misc.exact.f1)),
        ]);
    }
    table.print("Names, PERSON / ORG / LOC (GPE and FAC are LOC), loose edges, exact:");
}

/// The table of one set with all labels.
fn print_labels(figures: &Figures) {
    let mut table = Table::new(&[
        "label",
        "gold",
        "P",
        "R",
        "F1",
        "partial F1",
        "F1 strict edges",
    ]);
    let mut row = |name: &str, exact: super::matching::Prf, partial: f64, strict: Option<f64>| {
        table.row([
            name.to_owned(),
            exact.gold.to_string(),
            percent(exact.p),
            percent(exact.r),
            percent(exact.f1),
            percent(partial),
            strict.map_or_else(String::new, percent),
        ]);
    };
    let (loose, strict) = (&figures.loose, &figures.exact);
    for (label, scores) in &loose.labels {
        let strict = strict.labels.get(label).map(|s| s.exact.f1);
        row(label, scores.exact, scores.partial.f1, strict);
    }
    row(
        "all labels",
        loose.exact,
        loose.partial.f1,
        Some(strict.exact.f1),
    );
    row(
        "borders only",
        loose.span,
        loose.partial.f1,
        Some(strict.span.f1),
    );
    table.print(&format!("Names in {}, loose edges:", figures.set));
    println!(
        "  macro F1 {}; predicted labels that the set lacks: {:?}",
        percent(loose.macro_f1),
        loose.ignored_predicted_labels
    );
    let v = figures.values;
    println!(
        "  DATE value right: {} ({} of {} gold DATEs with a value; {} where the borders may differ)",
        percent(v.accuracy),
        v.right,
        v.gold,
        percent(v.accuracy_touching)
    );
    let [given, given_others] = figures.linked;
    for (names, chains, given) in [
        ("PERSON and ORG", figures.chains, given),
        ("other names", figures.other_chains, given_others),
    ] {
        println!(
            "  Chains of {names}, B-cubed F1: {} on all {} gold mentions, {} on the {} found ones, {} with the gold mentions given",
            percent(chains.all.f1),
            chains.all.mentions,
            percent(chains.found.f1),
            chains.found.mentions,
            percent(given.f1),
        );
    }
    println!(
        "  Expected calibration error of mentions: {}",
        percent(figures.calibration_error)
    );
}
