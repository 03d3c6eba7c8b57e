//! The scores are those of `score.py`: on a small fixture whose figures it once printed, and,
//! where it and Python are there, on worn copies of the development sets.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::score_entities::{self, Edges, EntityRules, Labels};
use super::score_quotes::{self, QuoteRules};
use super::sets;
use crate::corpus::{self, Article};
use crate::paths;

const GOLD: &str = include_str!("fixtures/gold.jsonl");
const PREDICTED: &str = include_str!("fixtures/predicted.jsonl");
const EXPECTED: &str = include_str!("fixtures/expected.json");

/// Our figures under the options of `score.py`, as it writes them on its command line.
fn ours(options: &str, gold: &[Article], predicted: &[Article]) -> Value {
    let has = |option: &str| options.split(' ').any(|o| o == option);
    if has("entities") {
        let labels = match (has("--collapse"), has("--collapse-misc")) {
            (true, _) => Labels::Collapsed,
            (_, true) => Labels::CollapsedMisc,
            _ => Labels::All,
        };
        let edges = if has("--loose-edges") {
            Edges::Loose
        } else {
            Edges::Exact
        };
        let predicted: Vec<_> = predicted.iter().map(|a| a.entities.clone()).collect();
        return json!(score_entities::score(
            gold,
            &predicted,
            EntityRules { labels, edges }
        ));
    }
    let kinds = ["direct", "indirect", "mixed"]
        .into_iter()
        .filter(|kind| has(kind));
    let rules = QuoteRules {
        kinds: kinds.map(str::to_owned).collect(),
        marked_only: has("--pred-direct"),
    };
    let predicted: Vec<_> = predicted.iter().map(|a| a.quotes.clone()).collect();
    json!(score_quotes::score(gold, &predicted, &rules))
}

/// Every figure of ours must be in `expected`, with the same value.
fn assert_same(ours: &Value, expected: &Value, place: &str) {
    match (ours, expected) {
        (Value::Object(ours), Value::Object(expected)) => {
            assert!(
                !ours.is_empty() || expected.is_empty(),
                "{place}: no figures"
            );
            for (key, value) in ours {
                let place = format!("{place} {key}");
                assert_same(value, expected.get(key).unwrap_or(&Value::Null), &place);
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() < 1e-9, "{place}: {a}, but score.py says {b}");
        }
        _ => panic!("{place}: {ours} is not comparable to {expected}"),
    }
}

#[test]
fn fixture_gets_the_recorded_figures() {
    let gold = corpus::parse(GOLD.as_bytes(), "gold").unwrap();
    let predicted = corpus::parse(PREDICTED.as_bytes(), "predicted").unwrap();
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    for (options, expected) in expected.as_object().unwrap() {
        assert_same(&ours(options, &gold, &predicted), expected, options);
    }
}

#[test]
fn gold_against_itself_is_perfect() {
    let gold = corpus::parse(GOLD.as_bytes(), "gold").unwrap();
    let names = ours("entities", &gold, &gold);
    let quotes = ours("quotes", &gold, &gold);
    for figure in ["exact", "partial", "span"] {
        assert_eq!(names[figure]["f1"], 1.0, "{figure}");
    }
    for figure in ["quote", "span", "lenient", "partial"] {
        assert_eq!(quotes[figure]["f1"], 1.0, "{figure}");
    }
    assert_eq!(quotes["speaker"]["accuracy"], 1.0);
}

#[test]
fn development_sets_get_the_figures_of_score_py() {
    let Some(shared) = paths::shared().filter(|s| s.join("score.py").is_file()) else {
        println!("no ../shared/score.py: only the fixture was compared");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        println!("no python3: only the fixture was compared");
        return;
    }
    let folder = std::env::temp_dir().join(format!("quotelight-eval-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let check = |set: &str, options: &str| {
        let path = shared.join("data").join(format!("{set}.jsonl"));
        let gold = corpus::read(&path).unwrap();
        let predicted: Vec<Article> = gold.iter().enumerate().map(worn).collect();
        let expected = by_score_py(&shared, &folder, (&path, &predicted), options);
        assert_same(
            &ours(options, &gold, &predicted),
            &expected,
            &format!("{set} {options}"),
        );
    };
    // The sets of single sentences add little but time.
    let sentences = ["ner/crossner.dev", "ner/gmb.dev", "ner/btc.dev"];
    for (set, full) in sets::NAMES.iter().filter(|s| !sentences.contains(&s.0)) {
        check(set, "entities --collapse-misc --loose-edges");
        if *full {
            check(set, "entities");
            check(set, "entities --loose-edges");
            check(set, "entities --collapse --loose-edges");
        }
    }
    for (set, direct_only) in sets::QUOTES {
        check(set, "quotes");
        if *direct_only {
            check(set, "quotes --kinds direct --pred-direct");
        } else {
            check(set, "quotes --kinds direct");
            check(set, "quotes --kinds mixed");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// What `score.py` says of predictions on a gold file.
fn by_score_py(
    shared: &Path,
    folder: &Path,
    (gold, predicted): (&Path, &[Article]),
    options: &str,
) -> Value {
    let path = folder.join("predicted.jsonl");
    let lines = predicted
        .iter()
        .map(|a| serde_json::to_string(a).unwrap() + "\n");
    fs::write(&path, lines.collect::<String>()).unwrap();
    let (task, options) = options.split_once(' ').unwrap_or((options, ""));
    let output = Command::new("python3")
        .arg("-B")
        .arg(shared.join("score.py"))
        .arg(task)
        .args([gold, path.as_path()])
        .args(options.split_whitespace())
        .arg("--json")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A copy of an article with all kinds of errors, always the same ones.
fn worn((n, article): (usize, &Article)) -> Article {
    let mut state = 0x9E37_79B9_u64 + n as u64;
    let mut dice = |sides: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let length = article.text.chars().count();
    let mut worn = article.clone();
    worn.entities.retain(|_| dice(8) > 0);
    for entity in &mut worn.entities {
        match dice(8) {
            0 => entity.end = (entity.end + 2).min(length),
            1 => entity.start = entity.start.saturating_sub(5),
            2 => entity.label = "NORP".to_owned(),
            3 => entity.end = (entity.end - 1).max(entity.start + 1),
            4 => entity.start = (entity.start + 1).min(entity.end - 1),
            _ => {}
        }
    }
    worn.quotes.retain(|_| dice(8) > 0);
    for i in 0..worn.quotes.len() {
        let speaker_of_another = worn.quotes[dice(worn.quotes.len() as u64) as usize]
            .speaker
            .clone();
        let quote = &mut worn.quotes[i];
        match dice(10) {
            0 => quote.speaker = None,
            1 | 2 => quote.speaker = speaker_of_another,
            3 => quote.content.truncate(1),
            _ => {}
        }
        if let Some(speaker) = &mut quote.speaker {
            match dice(6) {
                0 => (speaker.start, speaker.end) = (None, None),
                1 => speaker.canonical = None,
                2 => speaker.end = speaker.end.map(|end| (end + 30).min(length)),
                _ => {}
            }
        }
        for piece in &mut quote.content {
            match dice(6) {
                0 => piece.1 = (piece.1 + dice(60) as usize).min(length),
                1 => piece.0 = piece.0.saturating_sub(dice(60) as usize),
                2 => piece.1 = (piece.0 + piece.1).div_ceil(2),
                _ => {}
            }
        }
        if dice(9) == 0 {
            quote.content.clear();
        }
    }
    worn
}
