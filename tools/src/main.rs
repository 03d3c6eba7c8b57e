//! `cargo xtask`: the jobs of the project, one subcommand and one module each.

// A fault of a job stops it with a backtrace, which is what its caller wants to see; only the
// shipped crate must never panic.
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation)]

mod audit;
mod bench;
mod browsers;
mod build;
mod corpus;
mod eval;
mod fuzz;
mod lexicon;
mod lite;
mod marked;
mod notices;
mod npm;
mod parallel;
mod paths;
mod programs;
mod screenshots;
mod serve;
mod size;
mod spoil;
mod stamp;
mod test;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The jobs of the Quotelight project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    job: Job,
    /// With the small models: `build` makes their wasm too, `train` and `eval` are about them
    #[arg(long, global = true)]
    lite: bool,
}

// Each job lives in a module of its own, with its `Args` and its `run`.
#[derive(Subcommand)]
enum Job {
    /// Makes the page, the single file and the npm package, below dist.
    Build(build::Args),
    /// Serves the page on this machine.
    Serve(serve::Args),
    /// Makes the pictures of the page for the README.
    Screenshots,
    /// Runs all checks and tests.
    Test(test::Args),
    /// Feeds the analyzer with what nobody would write, and keeps what breaks it.
    Fuzz(fuzz::Args),
    /// Says what the bytes of the wasm are spent on.
    Size(size::Args),
    /// Measures speed, size and memory, beside other programs.
    Bench(bench::Args),
    /// Holds the supply chain against .deny.toml.
    Audit(audit::Args),
    /// Writes LICENSE-THIRD-PARTY.md: whose code and data is in what we hand out.
    Notices(notices::Args),
    /// Scores names and quotations on the development sets of ../shared/data.
    Eval(eval::Args),
    /// Trains the models from ../shared/data.
    Train(train::Args),
    /// Compiles the word lists into src/data/lexicon.bin (downloads their sources).
    Lexicon,
}

fn main() -> ExitCode {
    let Cli { job, lite } = Cli::parse();
    let result = match job {
        Job::Train(_) | Job::Eval(_) if lite && !lite::IS_BUILT_IN => lite::run_again(),
        Job::Build(args) => build::run(&args),
        Job::Serve(args) => serve::run(&args),
        Job::Screenshots => screenshots::run(),
        Job::Test(args) => test::run(&args),
        Job::Fuzz(args) => fuzz::run(&args),
        Job::Size(args) => size::run(&args),
        Job::Bench(args) => bench::run(&args),
        Job::Audit(args) => audit::run(&args),
        Job::Notices(args) => notices::run(&args),
        Job::Eval(args) => eval::run(&args),
        Job::Train(args) => train::run(&args),
        Job::Lexicon => lexicon::run(),
    };
    if let Err(error) = result {
        // One line, without a backtrace: it says what to do.
        eprintln!("{error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
