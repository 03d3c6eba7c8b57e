//! `cargo xtask train names`.

use super::articles;
use super::certainty;
use super::corpora;
use super::crf::{self, Sentence, Weights};
use super::data::{self, Policy, Text};
use super::encode::{Alphabet, Encoded};
use super::measure::{self, Set, measure};
use super::pack::{self, Packing};
use super::passages;
use super::quantisation;
use super::record;
use super::sieve;
use crate::corpus::Article;
use crate::lite;
use crate::parallel;
use crate::spoil::{Spoil, spoilt};
use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use quotelight::EntityKind;
use quotelight::entities::Tagger;
use quotelight::entities::certainty::{Certainty, STEPS};
use quotelight::entities::features::TEMPLATES;
use quotelight::lexicon::Lexicon;
use quotelight::model::chain::width;
use quotelight::model::format;
use std::path::PathBuf;
use std::time::Instant;

/// Options of `cargo xtask train names`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// The folder of the corpora.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// The corpora to train on, by a part of their name and their weight: `gmb=0.3`.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "wikinews,voa,gum_,wikigold,crossner,re3d,wnut17,btc"
    )]
    corpora: Vec<String>,
    /// The most articles of one corpus.
    #[arg(long, default_value_t = usize::MAX)]
    most: usize,
    #[arg(long, default_value_t = 5)]
    epochs: u32,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 1e-5)]
    l1: f32,
    #[arg(long, default_value_t = 0.0)]
    l2: f32,
    /// The share of features that are left out at random at each step.
    #[arg(long, default_value_t = 0.5)]
    dropout: f32,
    /// The first round whose weights are averaged.
    #[arg(long, default_value_t = 1)]
    average_from: u32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Rounds of a first training, which selects the features of the others; 0 is none.
    #[arg(long, default_value_t = 3)]
    select_epochs: u32,
    /// Features without a weight as large in the first training are left out.
    #[arg(long, default_value_t = if lite::IS_BUILT_IN { 0.28 } else { 0.07 })]
    select: f32,
    /// The weights are the mean of so many runs, each from a seed of its own.
    #[arg(long, default_value_t = 8)]
    runs: u64,
    /// Features that are rarer than this are not learnt.
    #[arg(long, default_value_t = 2)]
    cutoff: u32,
    /// One in so many own articles is added in lower case, in capitals and in title case each; 0 is none.
    #[arg(long, default_value_t = 6)]
    recase: usize,
    /// The parts that are tagged by a model of the others, for the second pass; 0 is no such pass.
    #[arg(long, default_value_t = 3)]
    folds: usize,
    /// Rounds for the models of the parts.
    #[arg(long, default_value_t = 2)]
    fold_epochs: u32,
    /// Passages made from each template of `tools/passages`; 0 is none.
    #[arg(long, default_value_t = 16)]
    passages: usize,
    /// How much a sentence of them counts.
    #[arg(long, default_value_t = 0.25)]
    passages_weight: f32,
    /// How much a sentence of our own articles counts; 0 is without them.
    #[arg(long, default_value_t = 1.0)]
    articles_weight: f32,
    /// Feature templates to leave out: `10,160-182`.
    #[arg(long, value_delimiter = ',')]
    skip: Vec<String>,
    /// Print F1 against the size of the training data, and write nothing.
    #[arg(long)]
    curve: bool,
    /// Train nothing: measure this model file.
    #[arg(long)]
    measure: Option<PathBuf>,
    /// With `--measure`: list the errors on the sets whose name contains this.
    #[arg(long)]
    errors: Option<String>,
    /// The share of the tokens of mentions that the sieve may lose.
    #[arg(long, default_value_t = 0.006)]
    loss: f64,
    #[arg(long, default_value_t = 16.0)]
    scale: f32,
    #[arg(long, default_value_t = if lite::IS_BUILT_IN { 0.06 } else { 0.03 })]
    prune: f32,
    /// Where the model file goes, if not to its place.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let lexicon = Lexicon::embedded()?;
    let sets = measure::sets(&args.data)?;
    if let Some(model) = &args.measure {
        return measure_file(args, &lexicon, &std::fs::read(model)?, &sets);
    }
    let texts = texts(args)?;
    if args.curve {
        return curve(args, &lexicon, &texts, &sets);
    }
    let (weights, alphabet, tagger) = fit(args, &lexicon, &texts, &sets)?;
    let options = sieve::Options {
        seed: args.seed,
        loss: args.loss,
    };
    let sieve = sieve::train(&lexicon, &tagger, &texts, options)?;
    let file = |right| pack(&weights, &alphabet.keys, packing(args), &sieve, right);
    let unsure = Tagger::open(&file(&[0; STEPS])?)?;
    let own = sets.first().context("no development set")?;
    let full: Vec<&Set> = sets.iter().filter(|set| set.is_full()).collect();
    let right = certainty::fit(&lexicon, &unsure, &full);
    let bytes = file(&right)?;
    println!("{}", measure(&lexicon, &Tagger::open(&bytes)?, &sets));
    let (place, section) = lite::place("names");
    let out = args.out.clone().unwrap_or_else(|| place.into());
    std::fs::write(&out, &bytes)?;
    println!("{} {}", record::hash(&bytes), out.display());
    if args.out.is_none() {
        let scores = measure::f1(&lexicon, &Tagger::open(&bytes)?, &sets);
        let scores = scores.iter().map(|(set, f1)| format!("{set:?} = {f1:.1}"));
        let scores = format!("{{ {} }}", scores.collect::<Vec<_>>().join(", "));
        let used = format!("{:?}", record::hash(quotelight::lexicon::DATA));
        record::note(&section, &bytes, &[("lexicon", used), ("f1", scores)])?;
    }
    let [fine, packed] = quantisation::cost(&lexicon, &weights, &alphabet, &unsure, own)?;
    println!(
        "before quantisation F1 {fine:.2}, after it {packed:.2} (first pass on {})",
        own.name
    );
    Ok(())
}

/// Prints F1 against the share of the articles that is trained on.
fn curve(args: &Args, lexicon: &Lexicon, texts: &[Text], sets: &[Set]) -> Result<()> {
    for eighths in [1, 2, 4, 8] {
        let part: Vec<Text> = texts
            .iter()
            .filter(|text| text.part % 8 < eighths)
            .cloned()
            .collect();
        println!("{eighths} of 8 parts, {} texts:", part.len());
        fit(args, lexicon, &part, sets)?;
    }
    Ok(())
}

fn packing(args: &Args) -> Packing {
    Packing {
        scale: args.scale,
        prune: args.prune,
        bucket_bits: 17,
        tag_bits: 8,
    }
}

/// Trains on `texts` and prints how it goes.
fn fit(
    args: &Args,
    lexicon: &Lexicon,
    texts: &[Text],
    sets: &[Set],
) -> Result<(Weights, Alphabet, Tagger)> {
    let start = Instant::now();
    let packing = packing(args);
    let skip: Vec<u32> = args.skip.iter().flat_map(|r| parse_range(r)).collect();
    let mut alphabet = Alphabet::new(packing, skip);
    let mut encoded = alphabet.encode(lexicon, texts);
    encoded.drop_rare(&mut alphabet, args.cutoff);
    eprintln!(
        "{} texts, {} sentences, {} features, {:.0?}",
        texts.len(),
        encoded.sentences.len(),
        alphabet.keys.len(),
        start.elapsed()
    );
    if args.folds > 0 {
        remember(args, lexicon, texts, packing, &mut alphabet, &mut encoded)?;
        eprintln!(
            "{} features with memory, {:.0?}",
            alphabet.keys.len(),
            start.elapsed()
        );
    }
    if args.select_epochs > 0 {
        let weights = runs(args, &encoded, &alphabet, 1, args.select_epochs);
        let rows = weights.rows.chunks_exact(width(weights.kinds));
        let counts = |row: &[f32]| row.iter().any(|w| w.abs() >= args.select);
        encoded.keep(&mut alphabet, &rows.map(counts).collect::<Vec<_>>());
        eprintln!(
            "{} features selected, {:.0?}",
            alphabet.keys.len(),
            start.elapsed()
        );
    }
    let weights = runs(args, &encoded, &alphabet, args.runs, args.epochs);
    eprintln!("{:.0?}", start.elapsed());
    let open = sieve::open();
    let file = pack(&weights, &alphabet.keys, packing, &open, &[0; STEPS])?;
    let tagger = Tagger::open(&file)?;
    println!("{} bytes\n{}", file.len(), measure(lexicon, &tagger, sets));
    Ok((weights, alphabet, tagger))
}

/// The mean weights of `n` runs.
fn runs(args: &Args, encoded: &Encoded, alphabet: &Alphabet, n: u64, epochs: u32) -> Weights {
    let train: Vec<&Sentence> = encoded.sentences.iter().collect();
    let zero = Weights::zero(EntityKind::ALL.len(), alphabet.keys.len());
    let seeds: Vec<u64> = (0..n).map(|n| args.seed + n).collect();
    let runs = parallel::map(&seeds, |seed| {
        let options = crf::Options {
            seed: *seed,
            ..options(args, epochs)
        };
        crf::train(&train, zero.clone(), options, |epoch, ll| {
            eprintln!("run {seed}, {epoch}: ll {ll:.3}");
        })
    });
    let mut weights = zero;
    for (n, run) in runs.iter().enumerate() {
        weights.move_towards(run, 1.0 / (n + 1) as f32);
    }
    weights
}

fn measure_file(args: &Args, lexicon: &Lexicon, file: &[u8], sets: &[Set]) -> Result<()> {
    let tagger = Tagger::open(file)?;
    println!("{}", measure(lexicon, &tagger, sets));
    let part = args.errors.as_ref();
    for set in sets
        .iter()
        .filter(|s| part.is_some_and(|p| s.name.contains(p)))
    {
        measure::errors(lexicon, &tagger, set, 30);
    }
    Ok(())
}

fn options(args: &Args, epochs: u32) -> crf::Options {
    crf::Options {
        epochs,
        rate: args.rate,
        l1: args.l1,
        l2: args.l2,
        dropout: args.dropout,
        average_from: args.average_from.min(epochs.saturating_sub(1)),
        seed: args.seed,
    }
}

/// Tags each part of the texts with a model of the others and adds what the second pass sees.
fn remember(
    args: &Args,
    lexicon: &Lexicon,
    texts: &[Text],
    packing: Packing,
    alphabet: &mut Alphabet,
    encoded: &mut Encoded,
) -> Result<()> {
    let fold_model = |fold: usize| -> Result<Tagger> {
        let others = encoded.sentences.iter().zip(&encoded.text_of);
        let train: Vec<&Sentence> = others
            .filter(|(_, text)| texts[**text].part % args.folds != fold)
            .map(|(sentence, _)| sentence)
            .collect();
        let zero = Weights::zero(EntityKind::ALL.len(), alphabet.keys.len());
        let options = options(args, args.fold_epochs);
        let weights = crf::train(&train, zero, options, |_, _| ());
        Ok(Tagger::open(&pack(
            &weights,
            &alphabet.keys,
            packing,
            &sieve::open(),
            &[0; STEPS],
        )?)?)
    };
    let folds: Vec<usize> = (0..args.folds).collect();
    let taggers = parallel::map(&folds, |fold| fold_model(*fold));
    let taggers: Vec<Tagger> = taggers.into_iter().collect::<Result<_>>()?;
    alphabet.add_memory(lexicon, texts, &taggers, encoded);
    Ok(())
}

/// The training texts.
fn texts(args: &Args) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut own = Vec::new();
    for corpus in corpora::ALL {
        let wanted = args.corpora.iter().find_map(|wanted| {
            let (name, weight) = wanted.split_once('=').unwrap_or((wanted, ""));
            let weight = weight.parse().unwrap_or(corpus.weight);
            corpus.file.contains(name).then_some(weight)
        });
        let Some(weight) = wanted else {
            continue;
        };
        let mut articles = data::articles(&args.data, corpus)?;
        if corpus.file.starts_with("ner/gmb") {
            articles = data::without_repeats(articles, &own);
        }
        articles.truncate(args.most);
        for (n, article) in articles.iter().enumerate() {
            push(&mut texts, args, article, (n, weight), &corpus.policy);
        }
        if corpus.file.starts_with("voa") {
            own.extend(articles);
        }
    }
    if args.articles_weight > 0.0 {
        for (n, article) in articles::all()?.iter().enumerate() {
            let weight = args.articles_weight;
            push(&mut texts, args, article, (n, weight), &corpora::OWN);
        }
    }
    for (n, article) in passages::make(args.passages)?.iter().enumerate() {
        let mut text = data::annotate(article, &corpora::OWN, args.passages_weight);
        text.part = n;
        texts.push(text);
    }
    Ok(texts)
}

/// Adds an article and, of some of our own, one with other capitals.
fn push(
    texts: &mut Vec<Text>,
    args: &Args,
    article: &Article,
    (part, weight): (usize, f32),
    policy: &Policy,
) {
    let mut push = |article: &Article, weight: f32| {
        let mut text = data::annotate(article, policy, weight);
        text.part = part;
        texts.push(text);
    };
    push(article, weight);
    if policy.silent[0].is_none() && args.recase > 0 {
        let copies = [Spoil::Lower, Spoil::Upper, Spoil::Title];
        if let Some(spoil) = copies.get(part % args.recase) {
            push(&spoilt(article, *spoil), weight * 0.5);
        }
    }
}

/// The model file of the weights; `right` is the measured certainty of mentions.
fn pack(
    weights: &Weights,
    keys: &[u32],
    packing: Packing,
    sieve: &[u8],
    right: &[u16; STEPS],
) -> Result<Vec<u8>> {
    let labels: Vec<&str> = EntityKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let sections = [
        (format::LABELS, labels.join("\n").into_bytes()),
        (*b"ROWS", pack::rows(weights, keys, packing)),
        (*b"CHAI", pack::chain(weights, packing)?.write()),
        (*b"SIEV", sieve.to_vec()),
        (
            *b"SURE",
            Certainty::write(packing.scale.round() as u16, right),
        ),
    ];
    Ok(format::write(TEMPLATES, &sections))
}

fn parse_range(range: &str) -> Vec<u32> {
    let (from, to) = range.split_once('-').unwrap_or((range, range));
    let number = |n: &str| n.parse::<u32>().unwrap_or_default();
    (number(from)..=number(to)).collect()
}
