//! The floors of `tests/accuracy.toml`: accuracy that must not be lost again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::{Args, names, quotes, sets};
use crate::paths;

/// Set → figure → the least that it may be, in per cent.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    names: Floors,
    quotes: Floors,
}

/// Where the figures of `accuracy.toml` stand among those that `cargo xtask eval --json` prints.
fn pointer(figure: &str) -> &str {
    match figure {
        "names" => "/exact_edges/exact/f1",
        "chains" => "/chains/all/f1",
        "dates" => "/date_values/accuracy",
        "exact" => "/all/quote/f1",
        "lenient" => "/all/lenient/f1",
        "speaker" => "/all/speaker/accuracy",
        "direct-exact" => "/direct/quote/f1",
        _ => panic!("no figure is called `{figure}`"),
    }
}

#[test]
fn accuracy_is_above_its_floors() {
    let path = paths::root().join("tests/accuracy.toml");
    let file: File = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let data = paths::shared().map(|shared| shared.join("data"));
    let data = data.as_deref();
    let mut failures = String::new();
    let mut check =
        |floors: &Floors, is_here: &dyn Fn(&str) -> bool, figures: &dyn Fn(&str) -> Value| {
            for (set, floors) in floors {
                if !is_here(set) {
                    println!("{set} is not here: its floors are not checked");
                    continue;
                }
                let figures = figures(set);
                for (figure, floor) in floors {
                    let value = figures.get(set).and_then(|f| f.pointer(pointer(figure)));
                    let value = value
                        .and_then(Value::as_f64)
                        .unwrap_or_else(|| panic!("{set} has no {figure}"));
                    println!("{set}, {figure}: {:.1}, floor {floor:.1}", value * 100.0);
                    if value * 100.0 < *floor {
                        let _ = write!(
                            failures,
                            "\n{set}, {figure}: {:.2} is below {floor}",
                            value * 100.0
                        );
                    }
                }
            }
        };
    let here =
        |all: Vec<&'static (&'static str, bool)>| move |set: &str| all.iter().any(|s| s.0 == set);
    check(&file.names, &here(sets::names(data).collect()), &|set| {
        names::run(&Args::quiet(set), data).unwrap()
    });
    check(&file.quotes, &here(sets::quotes(data).collect()), &|set| {
        quotes::run(&Args::quiet(set), data).unwrap()
    });
    assert!(failures.is_empty(), "{failures}");
}
