//! A linear-chain CRF over BILOU labels, trained by stochastic gradient ascent.
//!
//! Each token has a set of **allowed** labels; the objective is the log-probability that the model
//! gives to all labellings within these sets together. Where each token has one allowed label this
//! is the common CRF; where a corpus is silent on a kind, or does not tell two kinds apart, the sets
//! are larger, and the model is not taught what nobody said.
//!
//! Updates are AdaGrad steps with an L1 and an L2 penalty, paid lazily when a row is next read.
//! Everything runs in a fixed order from a fixed seed, so that two runs give the same weights.

use super::lattice::{Between, Lattice, Marginals};
use quotelight::model::chain::width;

/// A set of labels, one bit each.
pub(crate) type Labels = u128;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    /// The features of all tokens, as row numbers.
    pub(crate) features: Vec<u32>,
    /// For each token, where its features end.
    pub(crate) ends: Vec<u32>,
    /// Further features of all tokens, which half of the steps leave out, so that the weights of
    /// the others stand on their own.
    pub(crate) extra: Vec<u32>,
    /// For each token, where its further features end; empty where there are none.
    pub(crate) extra_ends: Vec<u32>,
    /// For each token, the labels that it may have.
    pub(crate) allowed: Vec<Labels>,
    /// How much it counts.
    pub(crate) weight: f32,
}

impl Sentence {
    /// The features of each token.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &[u32]> {
        spans(&self.features, &self.ends)
    }
}

fn spans<'f>(features: &'f [u32], ends: &'f [u32]) -> impl Iterator<Item = &'f [u32]> {
    let mut start = 0;
    ends.iter().map(move |end| {
        let token = &features[start..*end as usize];
        start = *end as usize;
        token
    })
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Rounds over all sentences.
    pub(crate) epochs: u32,
    /// The learning rate.
    pub(crate) rate: f32,
    /// The L1 penalty of a weight, for each sentence.
    pub(crate) l1: f32,
    /// The L2 penalty of a weight, for each sentence.
    pub(crate) l2: f32,
    /// The share of features that are left out at random at each step, so that the model does not
    /// lean on single words; those left count for more in turn. Further features are never dropped
    /// singly.
    pub(crate) dropout: f32,
    /// The result is the mean of the weights after this and each later round.
    pub(crate) average_from: u32,
    /// Fixes the order of the sentences.
    pub(crate) seed: u64,
}

/// The trained weights.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    pub(crate) kinds: usize,
    /// One row of label weights for each feature.
    pub(crate) rows: Vec<f32>,
    pub(crate) between: Between,
}

impl Weights {
    /// Weights of zero for `n_features` features.
    pub(crate) fn zero(kinds: usize, n_features: usize) -> Self {
        Self {
            kinds,
            rows: vec![0.0; n_features * width(kinds)],
            between: Between::zero(kinds),
        }
    }

    /// Moves these weights by a share of the way towards `goal`.
    pub(crate) fn move_towards(&mut self, goal: &Self, share: f32) {
        let rows = self.rows.iter_mut().zip(goal.rows.iter().copied());
        let between = self.between.all_mut().zip(goal.between.all());
        for (weight, goal) in rows.chain(between) {
            *weight += (goal - *weight) * share;
        }
    }

    /// The scores of a token.
    pub(crate) fn score(&self, features: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        self.add(features, scores);
    }

    fn add(&self, features: &[u32], scores: &mut [f32]) {
        let width = scores.len();
        for feature in features {
            let at = *feature as usize * width;
            for (score, weight) in scores.iter_mut().zip(&self.rows[at..at + width]) {
                *score += weight;
            }
        }
    }
}

/// Trains on `sentences`; `report` is called after each round with its number and the mean
/// log-probability of a sentence.
pub(crate) fn train(
    sentences: &[&Sentence],
    start: Weights,
    options: Options,
    report: impl Fn(u32, f64),
) -> Weights {
    let mut trainer = Trainer::new(start, options);
    let mut mean = Weights::zero(trainer.weights.kinds, 0);
    mean.rows.resize(trainer.weights.rows.len(), 0.0);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = Random(options.seed);
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        let mut sum = 0.0;
        let mut weight = 0.0;
        for &index in &order {
            let sentence = sentences[index];
            sum += trainer.learn(sentence) * f64::from(sentence.weight);
            weight += f64::from(sentence.weight);
        }
        trainer.settle();
        report(epoch + 1, sum / weight.max(1e-9));
        if let Some(n) = epoch.checked_sub(options.average_from) {
            mean.move_towards(&trainer.weights, 1.0 / (n + 1) as f32);
        }
    }
    if options.average_from < options.epochs {
        mean
    } else {
        trainer.weights
    }
}

/// The state of a training run.
struct Trainer {
    weights: Weights,
    options: Options,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    between_squares: Between,
    /// The step up to which each row has paid its penalties.
    paid: Vec<u32>,
    step: u32,
    lattice: Lattice,
    scores: Vec<f32>,
    free: Marginals,
    bound: Marginals,
    random: Random,
    features: Vec<u32>,
    /// For each token, where its further features begin.
    splits: Vec<u32>,
    ends: Vec<u32>,
}

/// Added to the squares, so that first steps are not too large.
const START: f32 = 0.1;

/// Rows pay their penalties at most once in so many steps, since paying costs more than reading.
const LAG: u32 = 24;

impl Trainer {
    fn new(weights: Weights, options: Options) -> Self {
        let kinds = weights.kinds;
        Self {
            squares: vec![START; weights.rows.len()],
            between_squares: Between::filled(kinds, START),
            paid: vec![0; weights.rows.len() / width(kinds)],
            step: 0,
            lattice: Lattice::new(kinds),
            scores: Vec::new(),
            free: Marginals::new(kinds),
            bound: Marginals::new(kinds),
            random: Random(options.seed ^ 0xD20),
            features: Vec::new(),
            splits: Vec::new(),
            ends: Vec::new(),
            weights,
            options,
        }
    }

    /// Takes one step and returns the log-probability that the sentence had before.
    fn learn(&mut self, sentence: &Sentence) -> f64 {
        let width = width(self.weights.kinds);
        self.step += 1;
        self.drop_out(sentence);
        let features = std::mem::take(&mut self.features);
        let ends = std::mem::take(&mut self.ends);
        for feature in &features {
            self.pay(*feature as usize, LAG);
        }
        self.scores.resize(ends.len() * width, 0.0);
        let mut start = 0;
        let borders = self.splits.iter().zip(&ends);
        for ((split, end), scores) in borders.zip(self.scores.chunks_exact_mut(width)) {
            let (split, end) = (*split as usize, *end as usize);
            self.weights.score(&features[start..split], scores);
            let boost = 1.0 / (1.0 - self.options.dropout);
            scores.iter_mut().for_each(|score| *score *= boost);
            self.weights.add(&features[split..end], scores);
            start = end;
        }
        self.lattice.set_between(&self.weights.between);
        let bound = self
            .lattice
            .run(&self.scores, Some(&sentence.allowed), &mut self.bound);
        let free = self.lattice.run(&self.scores, None, &mut self.free);
        let gain = match (bound, free) {
            (Some(bound), Some(free)) => {
                self.climb(spans(&features, &ends), sentence.weight);
                bound - free
            }
            _ => 0.0, // contradicting marks
        };
        (self.features, self.ends) = (features, ends);
        gain
    }

    /// Takes over the features of a sentence, without those left out this time.
    fn drop_out(&mut self, sentence: &Sentence) {
        self.features.clear();
        self.splits.clear();
        self.ends.clear();
        let bound = (f64::from(self.options.dropout) * f64::from(u16::MAX)) as u64;
        let mut bits = 0;
        let with_extra = !sentence.extra_ends.is_empty() && self.random.below(2) == 0;
        let mut extra = spans(&sentence.extra, &sentence.extra_ends);
        for token in sentence.tokens() {
            for (n, feature) in token.iter().enumerate() {
                if n % 4 == 0 {
                    bits = self.random.next();
                }
                if bits & 0xFFFF >= bound {
                    self.features.push(*feature);
                }
                bits >>= 16;
            }
            self.splits.push(self.features.len() as u32);
            if let Some(extra) = extra.next().filter(|_| with_extra) {
                self.features.extend(extra);
            }
            self.ends.push(self.features.len() as u32);
        }
    }

    /// Moves the weights along the gradient.
    fn climb<'f>(&mut self, tokens: impl Iterator<Item = &'f [u32]>, importance: f32) {
        let width = width(self.weights.kinds);
        let rate = self.options.rate;
        let mut gradient: Vec<(usize, f32)> = Vec::with_capacity(width);
        for (at, token) in tokens.enumerate() {
            gradient.clear();
            let range = at * width..(at + 1) * width;
            let pairs = self.bound.labels[range.clone()]
                .iter()
                .zip(&self.free.labels[range]);
            for (label, (bound, free)) in pairs.enumerate() {
                let g = (bound - free) * importance;
                if g.abs() > 1e-4 {
                    gradient.push((label, g));
                }
            }
            if gradient.is_empty() {
                continue;
            }
            for feature in token {
                let row = *feature as usize * width;
                for (label, g) in &gradient {
                    let square = &mut self.squares[row + label];
                    *square += g * g;
                    self.weights.rows[row + label] += rate * g / square.sqrt();
                }
            }
        }
        let between = self.weights.between.all_mut();
        let squares = self.between_squares.all_mut();
        let expected = self.bound.between.all().zip(self.free.between.all());
        for ((weight, square), (bound, free)) in between.zip(squares).zip(expected) {
            let g = (bound - free) * importance;
            *square += g * g;
            *weight += rate * g / square.sqrt();
        }
    }

    /// Lets a row pay the penalties of all steps since it last paid, once these are `least` steps.
    fn pay(&mut self, row: usize, least: u32) {
        let steps = self.step - self.paid[row];
        if steps < least {
            return;
        }
        self.paid[row] = self.step;
        #[allow(clippy::cast_precision_loss, reason = "a count of steps")]
        let steps = steps as f32;
        let width = width(self.weights.kinds);
        let range = row * width..(row + 1) * width;
        let l1 = self.options.l1 * self.options.rate * steps;
        let l2 = self.options.l2 * self.options.rate * steps;
        for (weight, square) in self.weights.rows[range.clone()]
            .iter_mut()
            .zip(&self.squares[range])
        {
            let scale = 1.0 / square.sqrt();
            let left = (weight.abs() - l1 * scale).max(0.0) / (1.0 + l2 * scale);
            *weight = left.copysign(*weight);
        }
    }

    /// Lets all rows pay.
    fn settle(&mut self) {
        for row in 0..self.paid.len() {
            self.pay(row, 1);
        }
    }
}

/// A small generator of random numbers (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
