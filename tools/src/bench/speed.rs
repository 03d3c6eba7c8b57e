//! Speed: beside other programs, pass by pass, and in browsers.

use std::{collections::BTreeMap, process::Command};

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::{
    Args,
    hosts::{self, Stand},
    median, native,
    peers::{self, NPM, PYTHON},
    ratio,
    report::{Report, bytes, count, millis},
    texts::{self, Texts},
};
use crate::{browsers, build, programs};

/// Characters that the programs of Python get, which are slow.
const FOR_PYTHON: usize = 40_000;
/// Characters that programs get in a browser, where compromise is slow.
const IN_BROWSERS: usize = 60_000;
/// Runs of the cold start, each in a process of its own.
const COLD: usize = 7;

/// Times of each program, a round each.
type Times = BTreeMap<String, Vec<f64>>;

pub(crate) fn peers(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    for texts in texts::all()? {
        let mut rows = beside_npm(stand, args, &texts)?;
        if !args.no_python {
            match peers::python() {
                Ok(python) => rows.extend(beside_python(stand, args, &texts, &python)?),
                Err(error) => eprintln!("spaCy and textacy are left out: {error:#}"),
            }
        }
        report.table(
            &format!(
                "**{} texts ({}), {} characters**",
                texts.texts.len(),
                texts.name,
                texts.chars()
            ),
            &[
                "",
                "characters/s",
                "Quotelight (Node.js) is",
                "loaded in",
                "to load, gzip",
                "brotli",
                "peak memory",
            ],
            &rows,
        );
    }
    Ok(())
}

/// What is known of a program before it has seen the texts.
struct Loaded {
    ms: f64,
    sizes: [String; 2],
    peak: u64,
}

fn loaded(stand: &Stand, name: &str, texts: &Texts) -> Result<Loaded> {
    let job = json!({ "kind": "load", "name": name, "texts": texts.texts });
    let measured = stand.node::<f64>(&job)?;
    let sizes = if name == "quotelight" {
        peers::sizes_of(&build::dist().join("npm"), &["index.js", "quotelight.wasm"])?
    } else {
        peers::sizes_of(&stand.folder, &[&format!("{name}.js")])?
    };
    Ok(Loaded {
        ms: measured.value,
        sizes: [sizes.gzip, sizes.brotli].map(|size| bytes(size as f64)),
        peak: measured.peak,
    })
}

fn beside_npm(stand: &Stand, args: &Args, texts: &Texts) -> Result<Vec<Vec<String>>> {
    let names = ["quotelight", NPM[0], NPM[1]];
    let job = json!({ "kind": "throughput", "names": names, "texts": texts.texts, "rounds": args.rounds });
    let times: Times = stand.node(&job)?.value;
    let ours = times.get("quotelight").cloned().unwrap_or_default();
    let mut rows = Vec::new();
    for name in names {
        let theirs = times.get(name).cloned().unwrap_or_default();
        let Loaded {
            ms,
            sizes: [gzip, brotli],
            peak,
        } = loaded(stand, name, texts)?;
        let title = match name {
            "quotelight" => "Quotelight, wasm in Node.js",
            "wink" => "wink-nlp, wink-eng-lite-web-model",
            other => other,
        };
        rows.push(vec![
            title.to_owned(),
            count(speed(texts, &theirs)),
            times_as_fast(name, &theirs, &ours),
            millis(ms),
            gzip,
            brotli,
            bytes(peak as f64),
        ]);
    }
    let native = native::throughput(&texts.texts, args.rounds)?;
    rows.insert(1, short_row("Quotelight, native", texts, &native, &ours));
    Ok(rows)
}

fn beside_python(
    stand: &Stand,
    args: &Args,
    texts: &Texts,
    python: &std::path::Path,
) -> Result<Vec<Vec<String>>> {
    #[derive(Deserialize)]
    struct Timed {
        seconds: Vec<f64>,
        load: f64,
        peak: f64,
    }
    let head = texts.head(FOR_PYTHON);
    let rounds = args.rounds.min(3);
    let mut rows = Vec::new();
    for name in PYTHON {
        // Ours again, in the same minute.
        let job = json!({ "kind": "throughput", "names": ["quotelight"], "texts": head.texts, "rounds": rounds });
        let times: Times = stand.node(&job)?.value;
        let file = stand.job(&json!(head.texts))?;
        let mut command = Command::new(python);
        command.arg(peers::sources().join("python.py")).arg(name);
        let timed: Timed = hosts::read(command.arg(file).arg(rounds.to_string()))?;
        let theirs: Vec<f64> = timed.seconds.iter().map(|s| s * 1_000.0).collect();
        let ours = times.get("quotelight").cloned().unwrap_or_default();
        let mut row = short_row(
            if name == "spacy" {
                "spaCy, en_core_web_sm"
            } else {
                "textacy over it"
            },
            &head,
            &theirs,
            &ours,
        );
        row[3] = millis(timed.load * 1_000.0);
        row[6] = bytes(timed.peak);
        rows.push(row);
    }
    Ok(rows)
}

/// A row of a program that no page loads.
fn short_row(title: &str, texts: &Texts, theirs: &[f64], ours: &[f64]) -> Vec<String> {
    let mut row = vec![
        title.to_owned(),
        count(speed(texts, theirs)),
        times_as_fast(title, theirs, ours),
    ];
    row.resize(7, "–".to_owned());
    row
}

/// Characters a second.
fn speed(texts: &Texts, times: &[f64]) -> f64 {
    texts.chars() as f64 / median(times) * 1_000.0
}

fn times_as_fast(name: &str, theirs: &[f64], ours: &[f64]) -> String {
    if name == "quotelight" {
        "–".to_owned()
    } else {
        format!("{:.1} times as fast", ratio(theirs, ours))
    }
}

pub(crate) fn passes(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    #[derive(Deserialize)]
    struct Inside {
        passes: Vec<BTreeMap<String, f64>>,
        article: Vec<f64>,
    }
    let all = texts::all()?;
    let text = all
        .last()
        .map(|texts| texts.texts.join("\n\n"))
        .unwrap_or_default();
    let job = json!({ "kind": "inside", "text": text, "article": texts::article(), "rounds": args.rounds });
    let inside: Inside = stand.node(&job)?.value;
    let of = |pass: &str| {
        let times: Vec<f64> = inside
            .passes
            .iter()
            .filter_map(|round| round.get(pass).copied())
            .collect();
        median(&times)
    };
    let mut names: Vec<&String> = inside.passes.iter().flat_map(BTreeMap::keys).collect();
    names.sort_by(|a, b| of(b).total_cmp(&of(a)));
    names.dedup();
    let chars = text.encode_utf16().count() as f64;
    let document: f64 = names
        .iter()
        .filter(|name| *name != &"serialize")
        .map(|name| of(name))
        .sum();
    let native = native::passes(&text, args.rounds)?;
    let natively = |name: &str| native.get(name).map_or(f64::NAN, |times| median(times));
    let row = |name: &str, ms: f64, native: f64| {
        let cost = |ms: f64| match ms {
            _ if ms.is_nan() => "–".to_owned(),
            _ => format!("{:.1} ns", ms / chars * 1e6),
        };
        vec![
            name.to_owned(),
            cost(ms),
            format!("{:.1} %", ms / document * 100.0),
            count(chars / ms * 1_000.0),
            cost(native),
        ]
    };
    let mut rows: Vec<_> = names
        .iter()
        .map(|name| row(name, of(name), natively(name)))
        .collect();
    rows.push(row(
        "text to document",
        document,
        native.keys().map(|name| natively(name)).sum(),
    ));
    let title = format!(
        "**Passes in wasm (Node.js), {} texts, {chars} characters**",
        all.last().map_or("", |t| t.name)
    );
    report.table(
        &title,
        &[
            "pass",
            "a character",
            "of text to document",
            "characters/s",
            "native, a character",
        ],
        &rows,
    );

    let cold = (0..COLD)
        .map(|_| {
            Ok(stand
                .node::<Cold>(&json!({ "kind": "cold", "text": texts::article() }))?
                .value)
        })
        .collect::<Result<Vec<_>>>()?;
    let mut rows = vec![vec![
        "article of 800 words, warm".to_owned(),
        millis(median(&inside.article)),
    ]];
    rows.extend(Cold::rows(&cold));
    report.table(
        "**One article, from string to objects, in Node.js**",
        &["", "time"],
        &rows,
    );
    Ok(())
}

/// Steps of a cold start, in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Cold {
    compile: f64,
    open: f64,
    first: f64,
}

impl Cold {
    fn rows(all: &[Self]) -> Vec<Vec<String>> {
        let of = |step: fn(&Self) -> f64| millis(median(&all.iter().map(step).collect::<Vec<_>>()));
        let row = |what: &str, time| vec![what.to_owned(), time];
        vec![
            row("compile the wasm", of(|c| c.compile)),
            row("instantiate it and open the models", of(|c| c.open)),
            row("the first article of 800 words", of(|c| c.first)),
            row("instantiate to first result", of(|c| c.open + c.first)),
        ]
    }
}

pub(crate) fn browsers(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    #[derive(Deserialize)]
    struct Browser {
        version: String,
        values: (Times, Cold, Inside),
    }
    #[derive(Deserialize)]
    struct Inside {
        article: Vec<f64>,
    }
    browsers::install()?;
    programs::need("node", crate::npm::ADVICE)?;
    let all = texts::all()?;
    let Some(texts) = all.last().map(|texts| texts.head(IN_BROWSERS)) else {
        return Ok(());
    };
    let names = ["quotelight", NPM[0], NPM[1]];
    let article = texts::article();
    let rounds = args.rounds.min(3);
    let jobs = json!([
        { "kind": "throughput", "names": names, "texts": texts.texts, "rounds": rounds },
        { "kind": "cold", "text": article },
        { "kind": "inside", "text": article, "article": article, "rounds": rounds },
    ]);
    let mut rows = Vec::new();
    for browser in ["chromium", "firefox"] {
        let Browser {
            version,
            values: (times, cold, inside),
        } = stand.browser(browser, &jobs)?;
        let of = |name: &str| times.get(name).cloned().unwrap_or_default();
        rows.push(vec![
            version,
            count(speed(&texts, &of(names[0]))),
            format!("{:.1}", ratio(&of(names[1]), &of(names[0]))),
            format!("{:.1}", ratio(&of(names[2]), &of(names[0]))),
            millis(median(&inside.article)),
            millis(cold.open + cold.first),
        ]);
    }
    report.table(
        &format!(
            "**Quotelight in browsers, {} texts ({}), {} characters**",
            texts.texts.len(),
            texts.name,
            texts.chars()
        ),
        &[
            "",
            "characters/s",
            "times wink-nlp",
            "times compromise",
            "800 words, warm",
            "instantiate to first result",
        ],
        &rows,
    );
    Ok(())
}
