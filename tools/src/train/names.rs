//! `cargo xtask train names`.

use super::crf::{self, Sentence, Weights};
use super::data::{self, OWN, Text};
use super::pack::{self, Packing};
use anyhow::Result;
use clap::Args as ClapArgs;
use quotelight::EntityKind;
use quotelight::entities::Tagger;
use quotelight::entities::features::{Context, TEMPLATES, extract};
use quotelight::entities::forms::Forms;
use quotelight::model::{format, rows};
use quotelight::tokens::TokenRange;
use std::collections::HashMap;
use std::path::PathBuf;

/// Options of `cargo xtask train names`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// The folder of the corpora.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    #[arg(long, default_value_t = 12)]
    epochs: u32,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 0.0)]
    l1: f32,
    #[arg(long, default_value_t = 0.0)]
    l2: f32,
    #[arg(long, default_value_t = 2)]
    cutoff: u32,
    /// Where the model file goes.
    #[arg(long, default_value = "src/data/names.bin")]
    out: PathBuf,
}

const PACKING: Packing = Packing {
    scale: 16.0,
    prune: 0.03,
    bucket_bits: 16,
    tag_bits: 16,
};

fn cut(key: u32) -> u32 {
    rows::cut(key, PACKING.bucket_bits, PACKING.tag_bits)
}

/// Numbers for features.
#[derive(Default)]
struct Alphabet {
    rows: HashMap<u32, u32>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let mut texts = data::read(&args.data.join("wikinews/train.jsonl"), &OWN)?;
    texts.extend(data::read(&args.data.join("voa/train.jsonl"), &OWN)?);
    let dev = data::read(&args.data.join("wikinews/dev.jsonl"), &OWN)?;
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for text in &texts {
        for keys in sentences(text) {
            for key in keys.1.iter().flatten() {
                *counts.entry(cut(*key)).or_default() += 1;
            }
        }
    }
    let mut kept: Vec<u32> = counts
        .iter()
        .filter(|(_, n)| **n >= args.cutoff)
        .map(|(k, _)| *k)
        .collect();
    kept.sort_unstable();
    let alphabet = Alphabet {
        rows: kept.iter().copied().zip(0..).collect(),
    };
    eprintln!("{} features, {} kept", counts.len(), kept.len());
    let train: Vec<Sentence> = texts.iter().flat_map(|t| encode(t, &alphabet)).collect();
    let kinds = EntityKind::ALL.len();
    let options = crf::Options {
        epochs: args.epochs,
        rate: args.rate,
        l1: args.l1,
        l2: args.l2,
        seed: 1,
    };
    let start = std::time::Instant::now();
    let weights = crf::train(
        &train,
        Weights::zero(kinds, kept.len()),
        options,
        |epoch, ll, weights| {
            let nonzero = weights.rows.iter().filter(|w| w.abs() > 0.03).count();
            let used = weights
                .rows
                .chunks_exact(73)
                .filter(|r| r.iter().any(|w| w.abs() > 0.03))
                .count();
            eprintln!(
                "{epoch}: ll {ll:.3}, {used} rows, {nonzero} weights, {:.0?}",
                start.elapsed()
            );
            if epoch % 2 == 0 || epoch == args.epochs {
                let file = pack(weights, &kept)?;
                let tagger = Tagger::open(&file)?;
                eprintln!("   {} bytes, {}", file.len(), measure(&tagger, &dev));
            }
            Ok(())
        },
    )?;
    let file = pack(&weights, &kept)?;
    std::fs::write(&args.out, &file)?;
    Ok(())
}

fn sentences(text: &Text) -> Vec<(TokenRange, Vec<Vec<u32>>)> {
    let forms = Forms::collect(&text.text, &text.tokens);
    let mut all = Vec::new();
    for paragraph in &text.layout.paragraphs {
        for s in paragraph.first_sentence..paragraph.end_sentence {
            let sentence = text.layout.sentences[s as usize];
            let context = Context {
                tokens: &text.tokens,
                forms: &forms,
                sentence,
                heading: paragraph.heading,
            };
            let keys = (sentence.start..sentence.end)
                .map(|at| {
                    let mut keys = Vec::new();
                    extract(&context, at, &mut keys);
                    keys
                })
                .collect();
            all.push((sentence, keys));
        }
    }
    all
}

fn encode(text: &Text, alphabet: &Alphabet) -> Vec<Sentence> {
    sentences(text)
        .into_iter()
        .map(|(range, keys)| {
            let mut sentence = Sentence {
                weight: 1.0,
                allowed: text.allowed[range.bounds()].to_vec(),
                ..Sentence::default()
            };
            for token in keys {
                sentence
                    .features
                    .extend(token.iter().filter_map(|k| alphabet.rows.get(&cut(*k))));
                sentence.ends.push(sentence.features.len() as u32);
            }
            sentence
        })
        .collect()
}

/// The model file of the weights.
fn pack(weights: &Weights, keys: &[u32]) -> Result<Vec<u8>> {
    let labels: Vec<&str> = EntityKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let sections = [
        (format::LABELS, labels.join("\n").into_bytes()),
        (*b"ROWS", pack::rows(weights, keys, PACKING)),
        (*b"CHAI", pack::chain(weights, PACKING)?.write()),
    ];
    Ok(format::write(TEMPLATES, &sections))
}

/// Counts right, found and marked mentions of each kind.
fn measure(tagger: &Tagger, dev: &[Text]) -> String {
    let kinds = EntityKind::ALL.len();
    let mut counts = vec![[0_u32; 3]; kinds];
    for text in dev {
        for (_, kind) in &text.gold {
            counts[*kind as usize][2] += 1;
        }
        for mention in tagger.tag(&text.text, &text.tokens, &text.layout) {
            counts[mention.kind as usize][1] += 1;
            let right = text.gold.contains(&(mention.tokens, mention.kind));
            counts[mention.kind as usize][0] += u32::from(right);
        }
    }
    let all = [0, 1, 2].map(|i| counts.iter().map(|c| c[i]).sum());
    let f1 = |c: &[u32; 3]| 200.0 * f64::from(c[0]) / f64::from((c[1] + c[2]).max(1));
    let mut line = format!("F1 {:.2}", f1(&all));
    for kind in EntityKind::ALL {
        line += &format!(
            " {} {:.0}",
            &kind.as_str()[..3],
            f1(&counts[*kind as usize])
        );
    }
    line
}
