//! What the command line offers, and how it ends.

mod batch;
mod csv_out;
mod files;
mod html_in;
mod html_out;
mod input;
mod markdown_in;
mod runs;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use quotelight::Day;

/// Finds who is named and who said what in news articles. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "quotelight", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    files: files::Args,
}

#[derive(Subcommand)]
enum Command {
    /// Reads JSON Lines {"id","text","date"?} and writes JSON Lines {"id","entities","quotes"}.
    ///
    /// Positions count Unicode code points. Each line is answered as soon as it is ready, in the
    /// order of the input. A broken line is reported on standard error, and the rest goes on.
    Batch(batch::Args),
}

/// How a run ended that was not cut short by an error.
enum Outcome {
    /// Everything was read and analysed.
    Complete,
    /// Something was left out, and has been reported.
    Incomplete,
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Some(Command::Batch(args)) => batch::run(args),
        None => files::run(&cli.files),
    };
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::FAILURE,
        // The reader has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quotelight: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A date on the command line.
fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|error: quotelight::DayError| error.to_string())
}

/// A confidence on the command line.
fn confidence(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| "must be a number from 0 to 1".to_owned())
}
