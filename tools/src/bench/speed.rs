//! Speed: beside other programs, pass by pass, and in browsers.

use std::{collections::BTreeMap, process::Command};

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

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

/// Characters of a round for the programs of Python, which are slow.
const FOR_PYTHON: usize = 40_000;
/// Articles of 800 words.
const ARTICLES: usize = 40;
/// Runs of the cold start, each in a process of its own.
const COLD: usize = 7;

/// Times of each program, a round each.
type Times = BTreeMap<String, Vec<f64>>;

pub(crate) fn peers(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    for texts in texts::all(args.rounds)? {
        let mut rows = beside_npm(stand, args, &texts)?;
        if !args.no_python {
            match peers::python() {
                Ok(python) => rows.extend(beside_python(stand, args, &texts, &python)?),
                Err(error) => eprintln!("spaCy and textacy are left out: {error:#}"),
            }
        }
        report.table(
            &title("Speed", &texts),
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

/// Says what is measured, and on what.
fn title(what: &str, texts: &Texts) -> String {
    let chars = texts.chars();
    format!(
        "**{what}: {} rounds of {} texts ({}), {} characters, after {} others**",
        chars.len(),
        texts.rounds.first().map_or(0, Vec::len),
        texts.name,
        chars.first().copied().unwrap_or_default(),
        texts.warm.len()
    )
}

/// What is known of a program before it has seen the texts.
struct Loaded {
    ms: f64,
    sizes: [String; 2],
    peak: u64,
}

fn loaded(stand: &Stand, name: &str, texts: &Texts) -> Result<Loaded> {
    let job = json!({ "kind": "load", "name": name, "texts": texts.all() });
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

fn in_node(stand: &Stand, args: &Args, texts: &Texts, names: &[&str]) -> Result<Times> {
    let Texts { warm, rounds, .. } = texts;
    let job = json!({ "kind": "throughput", "names": names, "warm": warm, "rounds": rounds, "processor": args.processor });
    Ok(stand.node(&job)?.value)
}

fn beside_npm(stand: &Stand, args: &Args, texts: &Texts) -> Result<Vec<Vec<String>>> {
    let names = ["quotelight", NPM[0], NPM[1]];
    let times = in_node(stand, args, texts, &names)?;
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
    let native = native::throughput(texts)?;
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
    let head = texts.head(args.rounds.min(3), FOR_PYTHON);
    let mut rows = Vec::new();
    for name in PYTHON {
        // Ours again, in the same minute.
        let times = in_node(stand, args, &head, &["quotelight"])?;
        let file = stand.job(&json!(head))?;
        let mut command = Command::new(python);
        command.arg(peers::sources().join("python.py")).arg(name);
        let timed: Timed = hosts::read(command.arg(file))?;
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
    1e9 / cost(texts, times)
}

/// Nanoseconds a character, of a time for each round.
fn cost(texts: &Texts, times: &[f64]) -> f64 {
    let chars = texts.chars();
    let costs = chars.iter().zip(times).map(|(n, ms)| ms * 1e6 / *n as f64);
    median(&costs.collect::<Vec<_>>())
}

fn times_as_fast(name: &str, theirs: &[f64], ours: &[f64]) -> String {
    if name == "quotelight" {
        "–".to_owned()
    } else {
        format!("{:.1} times as fast", ratio(theirs, ours))
    }
}

pub(crate) fn passes(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    type Rounds = Vec<BTreeMap<String, f64>>;
    let all = texts::all(args.rounds)?;
    let Some(texts) = all.last() else {
        return Ok(());
    };
    let Texts { warm, rounds, .. } = texts;
    let job = json!({ "kind": "passes", "warm": warm, "rounds": rounds });
    let wasm: Rounds = stand.node(&job)?.value;
    let native = native::passes(texts)?;
    let sum = |rounds: &Rounds, counts: &dyn Fn(&str) -> bool| {
        let sum = |round: &BTreeMap<String, f64>| {
            let of_those = round.iter().filter(|(pass, _)| counts(pass));
            of_those.map(|(_, ms)| ms).sum()
        };
        cost(texts, &rounds.iter().map(sum).collect::<Vec<f64>>())
    };
    let is_of_document = |pass: &str| pass != "serialize";
    let whole = sum(&wasm, &is_of_document);
    let row = |name: &str, counts: &dyn Fn(&str) -> bool| {
        let ns = sum(&wasm, counts);
        let native = match sum(&native, counts) {
            0.0 => "–".to_owned(),
            ns => format!("{ns:.1} ns"),
        };
        vec![
            name.to_owned(),
            format!("{ns:.1} ns"),
            format!("{:.1} %", ns / whole * 100.0),
            count(1e9 / ns),
            native,
        ]
    };
    let mut names: Vec<&String> = wasm.iter().flat_map(BTreeMap::keys).collect();
    names.sort_unstable();
    names.dedup();
    names.sort_by(|a, b| sum(&wasm, &|p| p == *b).total_cmp(&sum(&wasm, &|p| p == *a)));
    let mut rows: Vec<_> = names.iter().map(|n| row(n, &|p| p == *n)).collect();
    rows.push(row("text to document", &is_of_document));
    report.table(
        &title("Passes, wasm in Node.js", texts),
        &[
            "pass",
            "a character",
            "of text to document",
            "characters/s",
            "native, a character",
        ],
        &rows,
    );
    one_article(stand, args, warm, report)
}

/// Times of articles of 800 words in a session.
#[derive(Debug, Deserialize)]
struct Session {
    first: Vec<f64>,
    later: Vec<f64>,
}

/// What `measure.js` wants for a [`Session`].
fn session(args: &Args, warm: &[String]) -> Result<Value> {
    let articles = texts::articles(ARTICLES)?;
    let rounds = args.rounds;
    Ok(
        json!({ "kind": "articles", "warm": warm, "articles": articles, "rounds": rounds, "processor": args.processor }),
    )
}

fn one_article(stand: &Stand, args: &Args, warm: &[String], report: &mut Report) -> Result<()> {
    let articles = texts::articles(COLD)?;
    let cold = articles.iter().map(|text| {
        let job = json!({ "kind": "cold", "text": text });
        Ok(stand.node::<Cold>(&job)?.value)
    });
    let cold = cold.collect::<Result<Vec<_>>>()?;
    let Session { first, later } = stand.node(&session(args, warm)?)?.value;
    let mut rows = vec![
        vec![
            format!("a new article, after {} of a session", ARTICLES / 2),
            millis(median(&later)),
        ],
        vec![
            "the first article of a session, no word known, the code warm".to_owned(),
            millis(median(&first)),
        ],
    ];
    rows.extend(Cold::rows(&cold));
    report.table(
        "**One article of 800 words, from string to objects, in Node.js**",
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
            row("the first article, all cold", of(|c| c.first)),
            row("instantiate to first result", of(|c| c.open + c.first)),
        ]
    }
}

pub(crate) fn browsers(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    #[derive(Deserialize)]
    struct Browser {
        version: String,
        values: (Times, Cold, Session),
    }
    browsers::install()?;
    programs::need("node", crate::npm::ADVICE)?;
    let all = texts::all(args.rounds)?;
    let Some(texts) = all.last() else {
        return Ok(());
    };
    let names = ["quotelight", NPM[0], NPM[1]];
    let Texts { warm, rounds, .. } = texts;
    let articles = texts::articles(1)?;
    let jobs = json!([
        { "kind": "throughput", "names": names, "warm": warm, "rounds": rounds },
        { "kind": "cold", "text": articles.first() },
        session(args, warm)?,
    ]);
    let mut rows = Vec::new();
    for browser in ["chromium", "firefox"] {
        let Browser {
            version,
            values: (times, cold, session),
        } = stand.browser(browser, &jobs)?;
        let of = |name: &str| times.get(name).cloned().unwrap_or_default();
        rows.push(vec![
            version,
            count(speed(texts, &of(names[0]))),
            format!("{:.1}", ratio(&of(names[1]), &of(names[0]))),
            format!("{:.1}", ratio(&of(names[2]), &of(names[0]))),
            millis(median(&session.later)),
            millis(cold.open + cold.first),
        ]);
    }
    report.table(
        &title("Browsers", texts),
        &[
            "",
            "characters/s",
            "times wink-nlp",
            "times compromise",
            "800 words, a new article",
            "instantiate to first result",
        ],
        &rows,
    );
    Ok(())
}
