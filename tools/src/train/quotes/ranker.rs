//! The weights of the ranker: a log-linear model over the choices of each cue and "no quotation",
//! and a gate that keeps most cues that report nothing away from it.
//!
//! The objective is the log-probability of the right choices together. Updates are AdaGrad steps
//! with an L2 penalty, in a fixed order from a fixed seed.

use super::instances::{Instance, NO_PART};
use quotelight::attribution::ranker::{COLUMNS, GATE};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) epochs: u32,
    pub(crate) rate: f32,
    /// The L1 penalty of a weight, for each time it is looked at.
    pub(crate) l1: f32,
    /// By how much a choice must beat one that has nothing in common with it.
    pub(crate) margin: f32,
    pub(crate) seed: u64,
}

/// One row of [`COLUMNS`] weights for each feature.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    pub(crate) rows: Vec<[f32; COLUMNS.len()]>,
    squares: Vec<[f32; COLUMNS.len()]>,
}

impl Weights {
    fn new(n_features: usize) -> Self {
        Self {
            rows: vec![[0.0; COLUMNS.len()]; n_features],
            squares: vec![[0.1; COLUMNS.len()]; n_features],
        }
    }

    fn sum(&self, list: &[u32], column: usize) -> f32 {
        list.iter().map(|f| self.rows[*f as usize][column]).sum()
    }

    fn climb(&mut self, list: &[u32], column: usize, gradient: f32, options: Options) {
        if gradient.abs() < 1e-5 {
            return;
        }
        for f in list {
            let square = &mut self.squares[*f as usize][column];
            *square += gradient * gradient;
            let step = options.rate / square.sqrt();
            let weight = &mut self.rows[*f as usize][column];
            let moved = *weight + step * gradient;
            *weight = moved.signum() * (moved.abs() - step * options.l1).max(0.0);
        }
    }
}

/// Trains so many models, each with another order of the instances; the result is their mean.
pub(crate) fn train_several(
    instances: &[&Instance],
    n_features: usize,
    options: Options,
    runs: u16,
) -> Weights {
    let seeds: Vec<u64> = (0..u64::from(runs)).map(|i| options.seed + i).collect();
    let run = |seed: u64| train(instances, n_features, Options { seed, ..options });
    let mut mean = Weights::new(n_features);
    for weights in crate::parallel::map(&seeds, |seed| run(*seed)) {
        let pairs = mean.rows.iter_mut().flatten();
        for (mean, weight) in pairs.zip(weights.rows.iter().flatten()) {
            *mean += weight / f32::from(runs);
        }
    }
    mean
}

/// Trains; the result is the mean of the weights after each of the last rounds.
pub(crate) fn train(instances: &[&Instance], n_features: usize, options: Options) -> Weights {
    let mut weights = Weights::new(n_features);
    let mut mean = weights.rows.clone();
    let mut order: Vec<usize> = (0..instances.len()).collect();
    let mut random = crate::train::crf::Random(options.seed);
    let average_from = options.epochs / 2;
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        let mut sum = 0.0;
        for &i in &order {
            sum += learn(&mut weights, instances[i], options);
        }
        eprintln!(
            "{epoch}: mean log-probability {:.4}",
            sum / instances.len() as f64
        );
        if epoch >= average_from {
            let share = 1.0 / (epoch - average_from + 1) as f32;
            for (mean, row) in mean.iter_mut().zip(&weights.rows) {
                for (mean, weight) in mean.iter_mut().zip(row) {
                    *mean += (weight - *mean) * share;
                }
            }
        }
    }
    weights.rows = mean;
    weights
}

/// The scores of the options of an instance.
fn scores(weights: &Weights, instance: &Instance) -> Vec<f32> {
    let columns: Vec<f32> = (0..GATE)
        .map(|c| weights.sum(&instance.features[0], c))
        .collect();
    let parts: Vec<f32> = instance
        .features
        .iter()
        .map(|list| weights.sum(list, 0))
        .collect();
    let sum = |parts_of: &[u16; 7]| -> f32 {
        parts_of
            .iter()
            .filter(|p| **p != NO_PART)
            .map(|p| parts[*p as usize])
            .sum()
    };
    let options = instance.options.iter();
    options
        .map(|o| columns[o.layout as usize] + sum(&o.parts))
        .collect()
}

fn learn(weights: &mut Weights, instance: &Instance, options: Options) -> f64 {
    let cue = &instance.features[0];
    // The gate, which stays as it is where there is no cue.
    let p = 1.0 / (1.0 + (-weights.sum(cue, GATE)).exp());
    let target = f32::from(u8::from(instance.is_cue));
    weights.climb(cue, GATE, (target - p) * instance.weight, options);
    if instance.is_cue && !instance.reachable {
        return 0.0;
    }
    // The choice.
    let mut scores = scores(weights, instance);
    for (score, cost) in scores.iter_mut().zip(&instance.costs) {
        *score += options.margin * cost;
    }
    let least = if instance.closed { f32::MIN } else { 0.0 };
    let most = scores.iter().copied().fold(least, f32::max);
    let none = if instance.closed { 0.0 } else { (-most).exp() };
    let free: f32 = scores.iter().map(|s| (s - most).exp()).sum::<f32>() + none;
    let is_right = |i: usize| instance.right.get(i).copied().unwrap_or(false);
    let bound: f32 = if instance.is_cue {
        let right = scores.iter().enumerate().filter(|(i, _)| is_right(*i));
        right.map(|(_, s)| (s - most).exp()).sum()
    } else {
        (-most).exp()
    };
    let mut columns = [0.0_f32; GATE];
    let mut parts = vec![0.0_f32; instance.features.len()];
    for (i, (option, score)) in instance.options.iter().zip(&scores).enumerate() {
        let e = (score - most).exp();
        let mut g = -e / free;
        if is_right(i) {
            g += e / bound.max(1e-20);
        }
        columns[option.layout as usize] += g;
        for part in option.parts.iter().filter(|p| **p != NO_PART) {
            parts[*part as usize] += g;
        }
    }
    for (column, g) in columns.iter().enumerate() {
        weights.climb(cue, column, g * instance.weight, options);
    }
    for (list, g) in instance.features.iter().zip(&parts).skip(1) {
        weights.climb(list, 0, g * instance.weight, options);
    }
    f64::from((bound.max(1e-20) / free).ln())
}
