//! How time and memory grow with the length of the text.

use anyhow::Result;
use serde_json::json;

use super::{
    Args,
    hosts::Stand,
    report::{Report, bytes},
    texts::news::{self, GROWING},
};

/// Lengths of texts, in bytes.
const LENGTHS: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

fn lengths(args: &Args) -> impl Iterator<Item = usize> {
    LENGTHS.into_iter().filter(|length| *length <= args.longest)
}

pub(crate) fn linear(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    for kind in GROWING {
        let texts: Vec<String> = lengths(args)
            .map(|length| news::growing(kind, length))
            .collect();
        let job = json!({ "kind": "linear", "texts": texts, "rounds": args.rounds.min(3) });
        let times: Vec<f64> = stand.node(&job)?.value;
        let costs: Vec<f64> = texts
            .iter()
            .zip(times)
            .map(|(text, ms)| ms * 1e6 / text.len() as f64)
            .collect();
        let mut row = vec![kind.to_owned()];
        row.extend(costs.iter().map(|ns| format!("{ns:.0} ns")));
        let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let last = costs.last().copied().unwrap_or(f64::NAN);
        row.push(format!("{:.2}", last / least));
        rows.push(row);
    }
    let heads: Vec<String> = lengths(args).map(|length| bytes(length as f64)).collect();
    let mut head = vec![""];
    head.extend(heads.iter().map(String::as_str));
    head.push("longest / cheapest");
    report.table(
        "**Cost of a byte as the text grows (wasm, Node.js)**",
        &head,
        &rows,
    );
    Ok(())
}

pub(crate) fn memory(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    let mut measure = |what: &str, texts: Vec<String>, runs: u32| -> Result<()> {
        let longest = texts.iter().map(String::len).max().unwrap_or_default();
        let job = json!({ "kind": "memory", "texts": texts, "runs": runs });
        let memory: Vec<f64> = stand.node(&job)?.value;
        let (open, last) = (memory.first().copied(), memory.last().copied());
        let (open, last) = (open.unwrap_or(f64::NAN), last.unwrap_or(f64::NAN));
        rows.push(vec![
            what.to_owned(),
            bytes(longest as f64),
            bytes(open),
            bytes(last),
            format!("{:.1}", (last - open) / longest as f64),
        ]);
        Ok(())
    };
    measure("one article", vec![news::article(1, 6_000)], 1)?;
    measure(
        "one article, 1,000 times",
        vec![news::article(1, 6_000)],
        1_000,
    )?;
    measure(
        "50 articles, 20 times each",
        (0..50).map(|seed| news::article(seed, 6_000)).collect(),
        20,
    )?;
    for length in lengths(args).filter(|length| *length >= 100_000) {
        measure("one long article", vec![news::article(7, length)], 1)?;
    }
    let head = ["", "text", "opened", "after it", "more, times the text"];
    report.table("**Memory of the wasm**", &head, &rows);
    Ok(())
}
