//! `cargo xtask eval`: accuracy on our own hard cases and articles, and on the development sets of
//! ../shared/data, by the rules of its `score.py`.

mod calibration;
mod chains;
pub(crate) mod chars;
pub(crate) mod errors;
#[cfg(test)]
mod floors;
mod linked;
mod matching;
mod names;
mod noise;
mod passes;
mod predict;
pub(crate) mod quotes;
pub(crate) mod score_entities;
mod score_quotes;
mod sets;
mod sources;
mod speakers;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::paths;

/// What to score, and how to print it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Names, quotations, or both.
    #[arg(value_enum)]
    what: Vec<What>,
    /// Only the sets whose name contains this: `wikinews`, `ner/`.
    #[arg(long)]
    only: Option<String>,
    /// Group the errors by kind and show some of each in their context.
    #[arg(long)]
    errors: bool,
    /// How many errors of each kind to show.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Print accuracy of speakers against coverage, and how often each confidence is right.
    #[arg(long)]
    coverage: bool,
    /// Score names in spoilt copies, and count them in texts of other languages.
    #[arg(long)]
    noise: bool,
    /// Print which share of the time each pass takes.
    #[arg(long)]
    passes: bool,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Write the predictions on each set as JSON Lines into this folder, ready for score.py.
    #[arg(long, value_name = "DIR")]
    write_predictions: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Names,
    Quotes,
}

impl Args {
    /// The figures of one set, which nobody reads on a terminal.
    #[cfg(test)]
    fn quiet(set: &str) -> Self {
        Self {
            what: Vec::new(),
            only: Some(set.to_owned()),
            errors: false,
            noise: false,
            limit: 0,
            coverage: false,
            passes: false,
            json: true,
            write_predictions: None,
        }
    }

    fn wants(&self, what: What) -> bool {
        self.what.is_empty() || self.what.contains(&what)
    }

    fn selects(&self, set: &str) -> bool {
        self.only
            .as_ref()
            .is_none_or(|part| set.contains(part.as_str()))
    }
}

/// Runs the job.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let data = paths::shared().map(|shared| shared.join("data"));
    if data.is_none() {
        eprintln!(
            "There is no ../shared/data beside the repository: only our own texts are scored."
        );
    }
    let data = data.as_deref();
    let mut figures = Map::new();
    if args.wants(What::Names) {
        figures.insert("names".to_owned(), names::run(args, data)?);
    }
    if args.wants(What::Quotes) {
        figures.insert("quotes".to_owned(), quotes::run(args, data)?);
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&Value::Object(figures))?);
    }
    Ok(())
}

/// Writes the records of a set to `DIR/<set>.jsonl`, `/` in its name as `-`.
fn write_predictions(
    folder: &Path,
    set: &str,
    predictions: &[predict::Prediction],
) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = fs::File::create(folder.join(format!("{}.jsonl", set.replace('/', "-"))))?;
    for prediction in predictions {
        writeln!(file, "{}", serde_json::to_string(&prediction.record)?)?;
    }
    Ok(())
}
