//! Quotelight without a browser, in this process.

use std::{collections::BTreeMap, hint::black_box, time::Instant};

use anyhow::Result;
use quotelight::{Analyzer, Document, Memo, Options};

use super::texts::Texts;

/// Milliseconds of each pass over the texts of each round.
pub(crate) fn passes(texts: &Texts) -> Result<Vec<BTreeMap<String, f64>>> {
    let analyzer = Analyzer::new()?;
    let mut memo = Memo::default();
    let mut all = |texts: &[String]| {
        let mut times: BTreeMap<String, f64> = BTreeMap::new();
        for text in texts {
            let mut begun = Instant::now();
            let mut ended = |pass: &'static str| {
                let ms = begun.elapsed().as_secs_f64() * 1_000.0;
                *times.entry(pass.to_owned()).or_default() += ms;
                begun = Instant::now();
            };
            let options = Options::default();
            let analysis = analyzer.analyze_again(text, &options, &mut memo, &mut ended);
            black_box(Document::new(&analysis));
            ended("document");
        }
        times
    };
    all(&texts.warm);
    Ok(texts.rounds.iter().map(|round| all(round)).collect())
}

/// Milliseconds over all texts, from text to document, in each round.
pub(crate) fn throughput(texts: &Texts) -> Result<Vec<f64>> {
    let passes = passes(texts)?;
    Ok(passes.iter().map(|times| times.values().sum()).collect())
}
