//! The command line program: `quotelight FILES…` and `quotelight batch`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
