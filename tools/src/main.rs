//! `cargo xtask`: the jobs of the project, one subcommand and one module each.

// A fault of a job stops it with a backtrace, which is what its caller wants to see; only the
// shipped crate must never panic.
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation)]

mod corpus;
mod eval;
mod lexicon;
mod parallel;
mod paths;
mod train;

use clap::{Parser, Subcommand};

/// The jobs of the Quotelight project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    job: Job,
}

// Each job lives in a module of its own, with its `Args` and its `run`.
#[derive(Subcommand)]
enum Job {
    /// Scores names and quotations on the development sets of ../shared/data.
    Eval(eval::Args),
    /// Trains the models from ../shared/data.
    Train(train::Args),
    /// Compiles the word lists into src/data/lexicon.bin (downloads their sources).
    Lexicon,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().job {
        Job::Eval(args) => eval::run(&args),
        Job::Train(args) => train::run(&args),
        Job::Lexicon => lexicon::run(),
    }
}
