//! How time and memory grow with the length of the text.

use anyhow::Result;
use serde_json::json;

use super::{
    Args,
    hosts::Stand,
    report::{Report, bytes},
    texts::news::{self, GROWING},
};

/// Lengths of texts in bytes, and how many texts are timed: many of the short ones, since clocks are
/// coarse.
const LENGTHS: [(usize, u64); 5] = [
    (1_000, 1_000),
    (10_000, 100),
    (100_000, 10),
    (1_000_000, 3),
    (10_000_000, 1),
];

/// A length's cost is the least of so many: what disturbs a machine only ever adds to one.
const ROUNDS: usize = 3;

fn lengths(args: &Args) -> impl Iterator<Item = (usize, u64)> {
    let longest = args.longest;
    LENGTHS
        .into_iter()
        .filter(move |(length, _)| *length <= longest)
}

pub(crate) fn linear(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    for kind in GROWING {
        // No text is timed twice: a seed for each.
        let mut seeds = 0..;
        let mut texts = |length: usize, n: u64| -> Vec<String> {
            let seeds = seeds.by_ref().take(n as usize);
            seeds
                .map(|seed| news::growing(kind, seed, length))
                .collect()
        };
        let mut costs = vec![f64::INFINITY; lengths(args).count()];
        for _ in 0..ROUNDS {
            // Short ones too: engines compile what is called often.
            let warm = [texts(1_000, 1_000), texts(10_000, 50)].concat();
            let lengths: Vec<Vec<String>> =
                lengths(args).map(|(length, n)| texts(length, n)).collect();
            let job = json!({ "kind": "linear", "warm": warm, "lengths": lengths });
            let times: Vec<f64> = stand.node(&job)?.value;
            for ((cost, texts), ms) in costs.iter_mut().zip(&lengths).zip(times) {
                let bytes: usize = texts.iter().map(String::len).sum();
                *cost = cost.min(ms * 1e6 / bytes as f64);
            }
        }
        let mut row = vec![kind.to_owned()];
        row.extend(costs.iter().map(|ns| format!("{ns:.0} ns")));
        let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let last = costs.last().copied().unwrap_or(f64::NAN);
        row.push(format!("{:.2}", last / least));
        rows.push(row);
    }
    let heads: Vec<String> = lengths(args)
        .map(|(length, _)| bytes(length as f64))
        .collect();
    let mut head = vec![""];
    head.extend(heads.iter().map(String::as_str));
    head.push("longest / cheapest");
    report.table(
        &format!("**Cost of a byte as the text grows (wasm, Node.js, time of the processor, least of {ROUNDS})**"),
        &head,
        &rows,
    );
    Ok(())
}

pub(crate) fn memory(stand: &Stand, args: &Args, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    let mut measure = |what: &str, texts: Vec<String>| -> Result<()> {
        let longest = texts.iter().map(String::len).max().unwrap_or_default();
        let memory: Vec<f64> = stand
            .node(&json!({ "kind": "memory", "texts": texts }))?
            .value;
        let [opened, .., last] = memory[..] else {
            return Ok(());
        };
        let grew = memory
            .windows(2)
            .rposition(|pair| pair[0] < pair[1])
            .map_or(0, |n| n + 1);
        rows.push(vec![
            what.to_owned(),
            bytes(longest as f64),
            bytes(opened),
            bytes(last),
            format!("{:.1}", (last - opened) / longest as f64),
            format!("{grew}"),
        ]);
        Ok(())
    };
    measure("one article", vec![news::article(0, 6_000)])?;
    measure(
        "2,000 articles",
        (0..2_000).map(|seed| news::article(seed, 6_000)).collect(),
    )?;
    for (length, _) in lengths(args).filter(|(length, _)| *length >= 100_000) {
        measure("one long article", vec![news::article(7, length)])?;
    }
    let head = [
        "",
        "longest text",
        "opened",
        "after all",
        "more, times the longest",
        "last growth at",
    ];
    report.table("**Memory of the wasm**", &head, &rows);
    Ok(())
}
