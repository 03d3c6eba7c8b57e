//! `cargo xtask train`: trains the models from the data folders.

mod articles;
mod certainty;
mod corpora;
mod crf;
mod data;
mod encode;
mod lattice;
mod measure;
mod names;
mod pack;
mod passages;
mod quantisation;
mod quotes;
pub(crate) mod record;
mod sieve;
mod templates;

use clap::{Args as ClapArgs, Subcommand};

/// Options of `cargo xtask train`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// The tagger of names and numbers: writes src/data/names.bin.
    Names(names::Args),
    /// The model of quotations and their sources: writes src/data/quotes.bin.
    Quotes(quotes::Args),
}

/// Trains a model.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    match &args.model {
        Model::Names(args) => names::run(args),
        Model::Quotes(args) => quotes::run(args),
    }
}
