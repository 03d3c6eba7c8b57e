//! Trained weights → the integer weights of a model file.

use super::crf::Weights;
use quotelight::ModelError;
use quotelight::model::chain::{self, Chain, Within, width};
use quotelight::model::rows::{self, Cell};

/// How weights become integers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packing {
    /// Integer steps for a weight of one.
    pub(crate) scale: f32,
    /// Weights nearer to zero than this are dropped.
    pub(crate) prune: f32,
    /// The bits of a key that address a bucket and those that tell its rows apart.
    pub(crate) bucket_bits: u32,
    pub(crate) tag_bits: u32,
}

/// The integer weights between labels.
pub(crate) fn chain(weights: &Weights, packing: Packing) -> Result<Chain, ModelError> {
    let step = |w: f32| (w * packing.scale).round() as i16;
    let within = weights.between.within.iter().map(|w| Within {
        begin_inside: step(w[0]),
        begin_last: step(w[1]),
        inside_inside: step(w[2]),
        inside_last: step(w[3]),
    });
    let outer = weights.between.outer.iter().map(|w| step(*w));
    Chain::new(within.collect(), &outer.collect::<Vec<_>>())
}

/// The section of the rows; `keys` are the cut keys of the features in the order of their rows.
pub(crate) fn rows(weights: &Weights, keys: &[u32], packing: Packing) -> Vec<u8> {
    let width = width(weights.kinds);
    let cells = |row: &[f32]| -> Vec<Cell> {
        let weights = row
            .iter()
            .zip(0..)
            .filter(|(w, _)| w.abs() >= packing.prune);
        let steps = weights.map(|(w, label)| Cell {
            label: chain::lane_of(label) as u8,
            weight: (w * packing.scale).round().clamp(-127.0, 127.0) as i8,
        });
        steps.filter(|cell| cell.weight != 0).collect()
    };
    let rows: Vec<_> = keys
        .iter()
        .zip(weights.rows.chunks_exact(width))
        .map(|(key, row)| (*key, cells(row)))
        .collect();
    rows::write(&rows, packing.bucket_bits, packing.tag_bits)
}
