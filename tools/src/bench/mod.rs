//! `cargo xtask bench`: speed, size and memory, beside the programs that people use today.
//!
//! Everything is measured on the same texts ([`texts`]) in the same run; programs of one host take
//! turns, round by round, and a ratio is the median of the rounds' ratios, so that what slows the
//! machine slows both sides. Every round has texts of its own, and programs are warmed up with
//! others: nothing that is timed was seen before. Parts:
//!
//! | part | measured |
//! |---|---|
//! | `peers` | Quotelight in Node.js and native, wink-nlp, compromise, spaCy and textacy |
//! | `passes` | each pass in wasm, articles of 800 words, the cold start |
//! | `browsers` | Quotelight and the peers from npm in Chromium and Firefox |
//! | `linear` | how cost grows with the length of ordinary and of hostile texts |
//! | `memory` | memory of the wasm for short and long texts and after many |
//! | `page` | how fast the page feels in Chromium and Firefox: open, paste, click, scroll |

mod growth;
mod hosts;
mod native;
mod page;
mod peers;
mod report;
mod speed;
mod texts;

use anyhow::Result;
use clap::ValueEnum;

use hosts::Stand;
use report::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Runs these parts only
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Part>,
    /// Rounds of each measurement; the table shows their medians
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// The longest text of `linear` and `memory`, in bytes
    #[arg(long, default_value_t = 10_000_000)]
    longest: usize,
    /// Counts the time of the processor in Node.js, other threads of its own included, where other
    /// programs keep the machine busy
    #[arg(long)]
    processor: bool,
    /// Leaves the peers of Python out
    #[arg(long)]
    no_python: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Beside other programs
    Peers,
    /// Where the time goes
    Passes,
    /// In Chromium and Firefox
    Browsers,
    /// Longer and longer texts
    Linear,
    /// Memory of the wasm
    Memory,
    /// How fast the page feels
    Page,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let stand = Stand::build()?;
    let mut report = Report::begin()?;
    for part in Part::value_variants() {
        if !args.only.is_empty() && !args.only.contains(part) {
            continue;
        }
        match part {
            Part::Peers => speed::peers(&stand, args, &mut report)?,
            Part::Passes => speed::passes(&stand, args, &mut report)?,
            Part::Browsers => speed::browsers(&stand, args, &mut report)?,
            Part::Linear => growth::linear(&stand, args, &mut report)?,
            Part::Memory => growth::memory(&stand, args, &mut report)?,
            Part::Page => page::run(&mut report)?,
        }
    }
    report.end(args.only.is_empty())
}

/// The value in the middle; of an even number, the upper one of the two.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The median of the quotients of `values` and `others`, pair by pair.
fn ratio(values: &[f64], others: &[f64]) -> f64 {
    let quotients: Vec<f64> = values.iter().zip(others).map(|(a, b)| a / b).collect();
    median(&quotients)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_pairs() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((ratio(&[10.0, 90.0, 20.0], &[5.0, 30.0, 10.0]) - 2.0).abs() < 1e-9);
    }
}
