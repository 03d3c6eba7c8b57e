//! Trains the sieve: a logistic model of whether the tagger finds a name or a number at a token.
//!
//! The sieve need not know better than the tagger, only what the tagger would not find anyway, so
//! the tagger is its teacher.

use super::crf::Random;
use super::data::Text;
use anyhow::{Context, Result};
use quotelight::entities::decode::pieces;
use quotelight::entities::features::{AROUND, of_word};
use quotelight::entities::runs::Sentence;
use quotelight::entities::sieve::{BITS, Sieve, judges, place};
use quotelight::entities::{Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::model::hasher::key;
use quotelight::pace::{Pace, finish};

/// Integer steps for a weight of one.
const SCALE: f32 = 4.0;
const EPOCHS: u32 = 3;
const RATE: f32 = 0.1;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) seed: u64,
    /// The share of the tokens of mentions that the sieve may lose.
    pub(crate) loss: f64,
}

/// The section of a sieve that lets everything through.
pub(crate) fn open() -> Vec<u8> {
    Sieve::write(i16::MIN, &[0; 1 << BITS])
}

/// A token to learn from.
struct Example {
    /// Where its features' weights are.
    places: Vec<u16>,
    is_named: bool,
    /// Whether it is kept back to find the threshold.
    is_held_out: bool,
}

/// The section of a sieve for `tagger`, which looks at everything.
pub(crate) fn train(
    lexicon: &Lexicon,
    tagger: &Tagger,
    texts: &[Text],
    options: Options,
) -> Result<Vec<u8>> {
    let mut memo = Memo::default();
    let mut examples = Vec::new();
    for text in texts {
        of_text(lexicon, tagger, text, &mut memo, &mut examples);
    }
    let mut weights = vec![0.0_f32; 1 << BITS];
    let mut squares = vec![1e-6_f32; 1 << BITS];
    let mut random = Random(options.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    order.retain(|n| !examples[*n].is_held_out);
    let mut mean = weights.clone();
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        for n in &order {
            let example = &examples[*n];
            let p = 1.0 / (1.0 + (-sum(&weights, example)).exp());
            let miss = f32::from(u8::from(example.is_named)) - p;
            for place in &example.places {
                let place = usize::from(*place);
                squares[place] += miss * miss;
                weights[place] += RATE * miss / squares[place].sqrt();
            }
        }
        for (mean, weight) in mean.iter_mut().zip(&weights) {
            *mean += (weight - *mean) / epoch as f32;
        }
    }
    let rounded: Vec<i8> = mean
        .iter()
        .map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8)
        .collect();
    let held_out = examples.iter().filter(|e| e.is_held_out);
    let interest = |example: &Example| -> i32 {
        let places = example.places.iter();
        places.map(|p| i32::from(rounded[usize::from(*p)])).sum()
    };
    let mut named: Vec<i32> = held_out
        .clone()
        .filter(|e| e.is_named)
        .map(interest)
        .collect();
    named.sort_unstable();
    let lost = (named.len() as f64 * options.loss) as usize;
    let least = *named.get(lost).context("no names to train the sieve on")?;
    let others: Vec<i32> = held_out.filter(|e| !e.is_named).map(interest).collect();
    let passed = others.iter().filter(|interest| **interest >= least).count();
    eprintln!(
        "sieve: {passed} of {} tokens pass, and all but {lost} of {} of mentions",
        others.len(),
        named.len(),
    );
    let least = least.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
    Ok(Sieve::write(least, &rounded))
}

fn sum(weights: &[f32], example: &Example) -> f32 {
    let places = example.places.iter();
    places.map(|place| weights[usize::from(*place)]).sum()
}

/// The tokens of a text that a sieve judges.
fn of_text(
    lexicon: &Lexicon,
    tagger: &Tagger,
    text: &Text,
    memo: &mut Memo,
    examples: &mut Vec<Example>,
) {
    let article = text.article(lexicon, &mut memo.vocabulary);
    let mut named = vec![false; article.tokens.len()];
    let first = tagger.first(&article, memo);
    let last = finish(tagger.tag(&article, memo, &Pace::unbroken()));
    for found in first.iter().chain(&last) {
        named[found.tokens.bounds()].fill(true);
    }
    let mut sentence = Sentence::default();
    for (range, heading) in pieces(&article) {
        sentence.set(&article, range, heading);
        for (at, token) in range.bounds().enumerate() {
            if !judges(&article, &sentence, at) {
                continue;
            }
            let mut places = Vec::new();
            for offset in AROUND {
                let neighbour = (token + offset as usize).checked_sub(2);
                let neighbour = neighbour.filter(|t| range.bounds().contains(t));
                let form = neighbour.and_then(|t| article.forms.get(t));
                of_word(offset, form, &mut |template, value| {
                    places.push(place(key(template, value)) as u16);
                });
            }
            examples.push(Example {
                places,
                is_named: named[token],
                is_held_out: text.is_own && text.part.is_multiple_of(8),
            });
        }
    }
}
