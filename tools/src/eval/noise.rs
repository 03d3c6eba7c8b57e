//! What becomes of names in bad input: F1 where the marks still fit, and mentions in 100 words.

use super::predict;
use super::score_entities::{Edges, EntityRules, Labels, score};
use super::table::{Table, percent};
use crate::corpus::{Article, Entity};
use crate::spoil::{Spoil, spoilt};

const SPOILS: &[(&str, Option<Spoil>)] = &[
    ("as it is", None),
    ("lower case", Some(Spoil::Lower)),
    ("capitals", Some(Spoil::Upper)),
    ("title case", Some(Spoil::Title)),
    ("no punctuation", Some(Spoil::Unpunctuated)),
    ("misread letters", Some(Spoil::Misread)),
];

/// News-like paragraphs of our own in other languages, without a name.
const FOREIGN: &str = include_str!("foreign.txt");
const LANGUAGES: [&str; 3] = ["German", "French", "Spanish"];

/// Scores spoilt copies of `articles`, and counts what is found in other languages.
pub(super) fn run(set: &str, articles: &[Article]) -> anyhow::Result<()> {
    let mut table = Table::new(&[
        "input",
        "mentions in 100 words",
        "of them names",
        "F1",
        "of plain F1",
    ]);
    let mut plain = None;
    for (name, spoil) in SPOILS {
        let copies: Vec<Article> = articles
            .iter()
            .map(|a| spoil.map_or_else(|| a.clone(), |s| spoilt(a, s)))
            .collect();
        let predicted = entities(&copies)?;
        let rules = EntityRules {
            labels: Labels::All,
            edges: Edges::Loose,
        };
        let f1 = score(&copies, &predicted, rules).exact.f1;
        let share = f1 / *plain.get_or_insert(f1);
        let [all, names] = density(&copies, &predicted);
        table.row([
            (*name).to_owned(),
            format!("{all:.1}"),
            format!("{names:.1}"),
            percent(f1),
            percent(share),
        ]);
    }
    for (language, text) in LANGUAGES.iter().zip(FOREIGN.split("\n\n")) {
        let article = Article {
            text: text.to_owned(),
            ..Article::default()
        };
        let articles = std::slice::from_ref(&article);
        let [all, names] = density(articles, &entities(articles)?);
        let cells = [
            (*language).to_owned(),
            format!("{all:.1}"),
            format!("{names:.1}"),
        ];
        table.row(cells);
    }
    table.print(&format!("Bad input, {set} spoilt, and other languages:"));
    Ok(())
}

fn entities(articles: &[Article]) -> anyhow::Result<Vec<Vec<Entity>>> {
    let predictions = predict::all(articles)?;
    Ok(predictions.into_iter().map(|p| p.entities).collect())
}

/// Mentions in 100 words, all and those that are names.
fn density(articles: &[Article], predicted: &[Vec<Entity>]) -> [f64; 2] {
    let words: usize = articles
        .iter()
        .map(|a| a.text.split_whitespace().count())
        .sum();
    let is_name = |e: &&Entity| {
        let kind = quotelight::EntityKind::ALL
            .iter()
            .find(|k| k.as_str() == e.label);
        kind.is_some_and(|k| k.is_name())
    };
    let all: usize = predicted.iter().map(Vec::len).sum();
    let names = predicted.iter().flatten().filter(is_name).count();
    [all, names].map(|n| 100.0 * n as f64 / words.max(1) as f64)
}
