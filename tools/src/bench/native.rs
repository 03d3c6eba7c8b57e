//! Quotelight without a browser, in this process.

use std::{collections::BTreeMap, hint::black_box, time::Instant};

use anyhow::Result;
use quotelight::{Analyzer, Document, Options};

/// A shorter run is repeated, since clocks are coarse.
const LONG_ENOUGH: f64 = 150.0;

/// Milliseconds over all `texts`, from text to document, in each of `rounds`.
pub(crate) fn throughput(texts: &[String], rounds: u32) -> Result<Vec<f64>> {
    let analyzer = Analyzer::new()?;
    let options = Options::default();
    let all = || {
        for text in texts {
            black_box(Document::new(&analyzer.analyze(text, &options)));
        }
    };
    all();
    let round = |_| {
        let begun = Instant::now();
        let mut runs = 0.0;
        loop {
            all();
            runs += 1.0;
            let spent = begun.elapsed().as_secs_f64() * 1_000.0;
            if spent >= LONG_ENOUGH {
                return spent / runs;
            }
        }
    };
    Ok((0..rounds).map(round).collect())
}

/// Milliseconds of each pass over `text`, a value for each of `rounds`.
pub(crate) fn passes(text: &str, rounds: u32) -> Result<BTreeMap<&'static str, Vec<f64>>> {
    let analyzer = Analyzer::new()?;
    let options = Options::default();
    let mut times: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    for round in 0..=rounds {
        let mut begun = Instant::now();
        let mut ended = |pass| {
            if round > 0 {
                let ms = begun.elapsed().as_secs_f64() * 1_000.0;
                times.entry(pass).or_default().push(ms);
            }
            begun = Instant::now();
        };
        let analysis = analyzer.analyze_observed(text, &options, &mut ended);
        black_box(Document::new(&analysis));
        ended("document");
    }
    Ok(times)
}
