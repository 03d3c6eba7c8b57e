//! `quotelight FILES…`: articles in, one report out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use quotelight::{Analyzer, Day, Document, Options};
use serde::Serialize;

use super::input::{self, Article, Kind};
use super::{Outcome, csv_out, html_out, terminal};

/// What to analyse, and how to report it.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Articles as .txt, .html or .md; `-` or none: standard input.
    files: Vec<PathBuf>,
    /// The form of the report.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The form of the input, where the file name does not say it.
    #[arg(long, value_enum)]
    input: Option<Kind>,
    /// The articles' date, against which relative dates are resolved.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    date: Option<Day>,
    /// Speakers below this confidence stay open, from 0 to 1.
    #[arg(long, value_name = "CONFIDENCE", value_parser = super::confidence)]
    speaker_threshold: Option<f32>,
    /// Whether `text` is coloured; `auto`: on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The article, its names and quotations marked in a terminal, and a list of quotations.
    Text,
    /// One document a line; offsets count UTF-16 code units.
    Json,
    /// A page with marks and a list of quotations.
    Html,
    /// One quotation a row.
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl When {
    fn is_now(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
            }
        }
    }
}

/// Reports on every file that can be read.
pub(super) fn run(args: &Args) -> io::Result<Outcome> {
    let analyzer = Analyzer::new().map_err(io::Error::other)?;
    let options = Options {
        date: args.date,
        speaker_threshold: args.speaker_threshold,
    };
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &standard_input[..]
    } else {
        &args.files
    };
    let mut report = Report::start(args, files.len() > 1)?;
    let mut outcome = Outcome::Complete;
    for path in files {
        match input::read(path, args.input) {
            Ok(article) => {
                let analysis = analyzer.analyze(&article.text, &options);
                report.add(&article, &Document::new(&analysis))?;
            }
            Err(error) => {
                eprintln!("quotelight: cannot read {}: {error}", input::shown(path));
                outcome = Outcome::Incomplete;
            }
        }
    }
    report.end()?;
    Ok(outcome)
}

/// What is written, in one of the formats.
struct Report {
    out: BufWriter<io::Stdout>,
    form: Form,
    /// Whether articles are told apart by name.
    several: bool,
}

enum Form {
    Text(terminal::Style),
    Json,
    Html,
    Csv,
}

/// A document with what it was made from.
#[derive(Serialize)]
struct Sourced<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    text: &'a str,
    #[serde(flatten)]
    document: &'a Document,
}

impl Report {
    fn start(args: &Args, several: bool) -> io::Result<Self> {
        let mut out = BufWriter::new(io::stdout());
        let form = match args.format {
            Format::Text if args.color.is_now() => Form::Text(terminal::Style::Coloured),
            Format::Text => Form::Text(terminal::Style::Plain),
            Format::Json => Form::Json,
            Format::Html => {
                html_out::start(&mut out)?;
                Form::Html
            }
            Format::Csv => {
                csv_out::start(&mut out, several)?;
                Form::Csv
            }
        };
        Ok(Self { out, form, several })
    }

    fn add(&mut self, article: &Article, document: &Document) -> io::Result<()> {
        let out = &mut self.out;
        let name = article.name.as_deref().filter(|_| self.several);
        let text = &article.text;
        match self.form {
            Form::Text(style) => terminal::write(out, style, name, text, document)?,
            Form::Json => {
                let file = article.name.as_deref();
                serde_json::to_writer(
                    &mut *out,
                    &Sourced {
                        file,
                        text,
                        document,
                    },
                )?;
                writeln!(out)?;
            }
            Form::Html => html_out::write(out, name, text, document)?,
            Form::Csv => {
                let file = self.several.then(|| article.name.as_deref().unwrap_or("-"));
                csv_out::write(out, file, document)?;
            }
        }
        self.out.flush()
    }

    fn end(mut self) -> io::Result<()> {
        match self.form {
            Form::Html => html_out::end(&mut self.out)?,
            Form::Text(_) | Form::Json | Form::Csv => {}
        }
        self.out.flush()
    }
}
