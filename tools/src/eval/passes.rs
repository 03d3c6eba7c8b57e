//! Which share of the time each pass takes, in native code.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use quotelight::{Analyzer, Options};

use super::table::{Table, percent};
use crate::corpus::Article;

/// The texts are read so often, and the fastest reading of all counts.
const ROUNDS: usize = 10;

/// Prints the time of each pass over the articles.
pub(super) fn print(articles: &[Article]) -> anyhow::Result<()> {
    let analyzer = Analyzer::new()?;
    let mut fastest: Option<(Duration, BTreeMap<&str, Duration>)> = None;
    for _ in 0..ROUNDS {
        let mut passes: BTreeMap<&str, Duration> = BTreeMap::new();
        for article in articles {
            let mut last = Instant::now();
            let mut ended = |name| {
                let now = Instant::now();
                *passes.entry(name).or_default() += now - last;
                last = now;
            };
            let _ = analyzer.analyze_observed(&article.text, &Options::default(), &mut ended);
        }
        let total: Duration = passes.values().sum();
        if fastest.as_ref().is_none_or(|(least, _)| total < *least) {
            fastest = Some((total, passes));
        }
    }
    let Some((total, passes)) = fastest else {
        return Ok(());
    };
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let mut table = Table::new(&["pass", "share", "MB/s"]);
    let mut row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64().max(1e-9);
        table.row([
            name.to_owned(),
            percent(seconds / total.as_secs_f64().max(1e-9)),
            format!("{:.1}", bytes as f64 / 1e6 / seconds),
        ]);
    };
    for (name, time) in &passes {
        row(name, *time);
    }
    row("all", total);
    table.print("Time of each pass:");
    Ok(())
}
