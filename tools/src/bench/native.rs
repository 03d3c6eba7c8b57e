//! Quotelight without a browser, in this process.

use std::{hint::black_box, time::Instant};

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
