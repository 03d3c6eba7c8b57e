//! `cargo xtask train quotes`: the model of quotations and their sources.

mod bearers;
mod gold;
mod instances;
mod passages;
mod ranker;
mod spots;

use crate::corpus::{self, Article};
use crate::lite;
use crate::parallel;
use crate::train::{articles, corpora, data, record};
use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use gold::{Passes, Text};
use instances::{Alphabet, Instance, collect};
use quotelight::attribution::Attributor;
use quotelight::attribution::features::TEMPLATES;
use quotelight::attribution::parts::Limits;
use quotelight::attribution::ranker::COLUMNS;
use quotelight::model::format;
use quotelight::model::small;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

/// Options of `cargo xtask train quotes`.
#[derive(ClapArgs, Clone)]
pub(crate) struct Args {
    /// The folder of the corpora.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// The corpora to train on, and how much a quotation of each counts.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "wikinews/train=1,voa/train=0.7,quotes/gum.train=1,quotes/ewt.train=0.1"
    )]
    corpora: Vec<String>,
    #[arg(long, default_value_t = 7)]
    epochs: u32,
    #[arg(long, default_value_t = 0.07)]
    rate: f32,
    #[arg(long, default_value_t = if lite::IS_BUILT_IN { 3e-3 } else { 5e-4 })]
    l1: f32,
    /// By how much a choice must beat one that has nothing in common with it.
    #[arg(long, default_value_t = 0.5)]
    margin: f32,
    /// Into how many parts the texts are cut, each to be read by a model of the others.
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// Rounds for the models of the parts.
    #[arg(long, default_value_t = 5)]
    fold_epochs: u32,
    /// Each of these is the mean of so many runs.
    #[arg(long, default_value_t = 2)]
    fold_runs: u16,
    /// Cues likelier than this are looked at by the models of the parts.
    #[arg(long, default_value_t = 0.03)]
    fold_gate: f32,
    /// Corpora of direct speech alone, of which only quoted words without a cue are learnt.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "quotes/litbank.train=0.05"
    )]
    direct: Vec<String>,
    /// How many passages of each template of our own to learn from too.
    #[arg(long, default_value_t = 12)]
    passages: usize,
    /// How much a quotation of these counts.
    #[arg(long, default_value_t = 0.1)]
    passage_weight: f32,
    /// How much a quotation of each copy of our own articles counts.
    #[arg(long, default_value_t = 0.15)]
    article_weight: f32,
    /// How many texts of unmarked news to mark with a first model and learn from too.
    #[arg(long, default_value_t = 0)]
    silver: usize,
    /// How much a quotation of these counts.
    #[arg(long, default_value_t = 0.2)]
    silver_weight: f32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The weights are the mean of so many runs, each from a seed of its own.
    #[arg(long, default_value_t = 16)]
    runs: u16,
    /// Features that are rarer than this are not learnt.
    #[arg(long, default_value_t = 2)]
    cutoff: u32,
    /// Cues likelier than this are looked at.
    #[arg(long, default_value_t = 0.1)]
    gate: f32,
    /// Quotations whose log-odds are below this are none.
    #[arg(long, default_value_t = -0.1, allow_hyphen_values = true)]
    floor: f32,
    /// Leave one in so many articles of the first corpus out, and measure on them.
    #[arg(long)]
    hold_out: Option<usize>,
    /// Do so for each part in turn, and measure on all; no model file is written.
    #[arg(long, requires = "hold_out")]
    cross: bool,
    /// Print so many errors of each group on each set.
    #[arg(long)]
    errors: Option<usize>,
    /// Which of them: the first, the second, ….
    #[arg(long, default_value_t = 0)]
    fold: usize,
    #[arg(long, default_value_t = 16.0)]
    scale: f32,
    /// Weights nearer to zero than this are dropped.
    #[arg(long, default_value_t = if lite::IS_BUILT_IN { 0.2 } else { 0.07 })]
    prune: f32,
    /// Where the model file goes, if not to its place.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let passes = Passes::open()?;
    if args.cross {
        return cross(args, &passes);
    }
    let (mut texts, held_out) = texts(args, &passes, &args.corpora)?;
    let (direct, _) = self::texts(args, &passes, &args.direct)?;
    let mut file = learn(args, &passes, &texts, &direct)?;
    if args.silver > 0 {
        let _ = crate::eval::quotes::print_with_model(&file, &args.data, held_out.clone(), None)?;
        texts.extend(silver(args, &passes, &file)?);
        file = learn(args, &passes, &texts, &direct)?;
    }
    let (place, section) = lite::place("quotes");
    std::fs::write(args.out.clone().unwrap_or_else(|| place.into()), &file)?;
    let scores = crate::eval::quotes::print_with_model(&file, &args.data, held_out, args.errors)?;
    if args.out.is_none() {
        let percent = |figure: f64| format!("{:.1}", figure * 100.0);
        let figures = scores
            .iter()
            .map(|(set, figures)| format!("{set:?} = [{}]", figures.map(percent).join(", ")));
        let figures = format!("{{ {} }}", figures.collect::<Vec<_>>().join(", "));
        let names = format!("{:?}", record::hash(quotelight::entities::decode::MODEL));
        record::note(&section, &file, &[("names", names), ("scores", figures)])?;
    }
    Ok(())
}

/// Trains without each part of the first corpus in turn, and measures on what was left out and on
/// the development set.
fn cross(args: &Args, passes: &Passes) -> Result<()> {
    let dev = corpus::read(&args.data.join("wikinews/dev.jsonl"))?;
    let mut sets = [
        ("left out", Vec::new(), Vec::new()),
        ("wikinews/dev", Vec::new(), Vec::new()),
    ];
    let (direct, _) = texts(args, passes, &args.direct)?;
    for fold in 0..args.hold_out.unwrap_or_default() {
        let args = &Args {
            fold,
            ..args.clone()
        };
        let (texts, held_out) = texts(args, passes, &args.corpora)?;
        let file = learn(args, passes, &texts, &direct)?;
        for (set, articles) in sets.iter_mut().zip([held_out, dev.clone()]) {
            set.2
                .extend(crate::eval::quotes::mark(&file, articles.clone())?);
            set.1.extend(articles);
        }
    }
    crate::eval::quotes::print_crossed(&sets, args.errors);
    Ok(())
}

/// The model file that the texts teach.
fn learn(args: &Args, passes: &Passes, texts: &[Text], direct: &[Text]) -> Result<Vec<u8>> {
    let start = Instant::now();
    let mut alphabet = Alphabet::default();
    let mut instances = Vec::new();
    let mut text_of = Vec::new();
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    let found = parallel::map(texts, |text| collect(passes, text));
    for (n, (found, cues)) in found.into_iter().enumerate() {
        for mut instance in found {
            alphabet.encode(&mut instance);
            instances.push(instance);
            text_of.push(n);
        }
        for cue in cues {
            *missed.entry(cue).or_default() += 1;
        }
    }
    print_missed(&missed);
    describe("words", &instances);
    let options = ranker::Options {
        epochs: args.epochs,
        rate: args.rate,
        l1: args.l1,
        margin: args.margin,
        seed: args.seed,
    };
    // Quoted words without a cue are learnt around what a model of other texts finds by cues.
    drop_rare(&mut instances, &alphabet, args.cutoff);
    let fold = |fold: usize| -> Result<Vec<Instance>> {
        let others = instances
            .iter()
            .zip(&text_of)
            .filter(|(_, t)| *t % args.folds != fold);
        let others: Vec<&Instance> = others.map(|(instance, _)| instance).collect();
        let options = ranker::Options {
            epochs: args.fold_epochs,
            ..options
        };
        let weights = ranker::train_several(&others, alphabet.keys.len(), options, args.fold_runs);
        let file = pack(args, args.fold_gate, &weights, &alphabet.keys);
        let mut ranker = Attributor::open(&file)?.ranker;
        ranker.limits = Limits::WIDE;
        let own = texts.iter().skip(fold).step_by(args.folds);
        let own = own.chain(direct.iter().skip(fold).step_by(args.folds));
        Ok(own
            .flat_map(|text| spots::collect(passes, text, &ranker))
            .collect())
    };
    let folds: Vec<usize> = (0..args.folds).collect();
    let mut spots = Vec::new();
    for found in parallel::map(&folds, |n| fold(*n)) {
        spots.extend(found?);
    }
    describe("quoted regions", &spots);
    let linked = parallel::map(texts, |text| bearers::collect(passes, text));
    let before = spots.len();
    spots.extend(linked.into_iter().flatten());
    describe("speakers", &spots[before..]);
    for spot in &mut spots {
        alphabet.encode(spot);
    }
    drop_rare(&mut spots, &alphabet, args.cutoff);
    instances.extend(spots);
    eprintln!("{} features, {:.0?}", alphabet.keys.len(), start.elapsed());
    let all: Vec<&Instance> = instances.iter().collect();
    let weights = ranker::train_several(&all, alphabet.keys.len(), options, args.runs);
    let file = pack(args, args.gate, &weights, &alphabet.keys);
    eprintln!("{} bytes, {:.0?}", file.len(), start.elapsed());
    Ok(file)
}

/// Unmarked news, marked with a model.
fn silver(args: &Args, passes: &Passes, model: &[u8]) -> Result<Vec<Text>> {
    let gmb = corpora::ALL.iter().find(|c| c.file == "ner/gmb.train");
    let gmb = gmb.context("the corpus of unmarked news")?;
    let known = corpus::read(&args.data.join("voa/train.jsonl"))?;
    let mut articles = data::without_repeats(data::articles(&args.data, gmb)?, &known);
    articles.truncate(args.silver);
    for article in &mut articles {
        article.entities.clear();
    }
    let articles = crate::eval::quotes::mark(model, articles)?;
    Ok(parallel::map(&articles, |a| {
        passes.text(a, args.silver_weight)
    }))
}

/// The texts to train on and the articles held out.
fn texts(args: &Args, passes: &Passes, corpora: &[String]) -> Result<(Vec<Text>, Vec<Article>)> {
    let mut texts = Vec::new();
    let mut held_out = Vec::new();
    for (i, corpus) in corpora.iter().enumerate() {
        let (file, weight) = corpus.split_once('=').unwrap_or((corpus, "1"));
        let mut articles = corpus::read(&args.data.join(format!("{file}.jsonl")))?;
        articles.retain(|a| !a.turns);
        for (n, article) in articles.into_iter().enumerate() {
            let first = i == 0 && corpus == &args.corpora[0];
            let out = args.hold_out.is_some_and(|k| first && n % k == args.fold);
            if out {
                held_out.push(article);
            } else {
                texts.push((article, weight.parse()?));
            }
        }
    }
    if corpora == args.corpora {
        let passages = passages::make(args.passages)?;
        texts.extend(passages.into_iter().map(|a| (a, args.passage_weight)));
        for article in articles::all()? {
            texts.push((articles::straight(&article), args.article_weight));
            texts.push((article, args.article_weight));
        }
    }
    let texts = parallel::map(&texts, |(article, weight)| passes.text(article, *weight));
    Ok((texts, held_out))
}

fn describe(what: &str, instances: &[Instance]) {
    let cues = instances.iter().filter(|i| i.is_cue).count();
    let reachable = instances.iter().filter(|i| i.is_cue && i.reachable).count();
    let exact = instances.iter().filter(|i| i.is_cue && i.exact).count();
    eprintln!(
        "{} {what}, of them {cues} speech, {reachable} reachable, {exact} exactly",
        instances.len()
    );
}

fn print_missed(missed: &BTreeMap<String, usize>) {
    let mut sorted: Vec<(&String, &usize)> = missed.iter().collect();
    sorted.sort_by_key(|(cue, n)| (std::cmp::Reverse(**n), (*cue).clone()));
    let total: usize = missed.values().sum();
    let shown: Vec<String> = sorted
        .iter()
        .take(150)
        .map(|(cue, n)| format!("{cue} {n}"))
        .collect();
    eprintln!(
        "{total} marked cues are no words of the lists: {}",
        shown.join(", ")
    );
}

fn drop_rare(instances: &mut [Instance], alphabet: &Alphabet, cutoff: u32) {
    for instance in instances {
        for list in &mut instance.features {
            list.retain(|f| alphabet.counts[*f as usize] >= cutoff);
        }
    }
}

/// The model file of the weights.
fn pack(args: &Args, gate: f32, weights: &ranker::Weights, keys: &[u32]) -> Vec<u8> {
    let step = |w: &f32| {
        let kept = if w.abs() < args.prune { 0.0 } else { *w };
        (kept * args.scale).round().clamp(-127.0, 127.0) as i8
    };
    let rows = weights.rows.iter().map(|row| row.each_ref().map(step));
    let table: Vec<_> = keys.iter().copied().zip(rows).collect();
    let gate = (gate / (1.0 - gate)).ln() * args.scale;
    let mut settings = (gate.round() as i16).to_le_bytes().to_vec();
    settings.extend(((args.floor * args.scale).round() as i16).to_le_bytes());
    settings.extend((args.scale.round() as u16).to_le_bytes());
    let sections = [
        (format::LABELS, COLUMNS.join("\n").into_bytes()),
        (*b"RANK", small::write(&table)),
        (*b"RSET", settings),
    ];
    format::write(TEMPLATES, &sections)
}
