//! Whether dates get the right value.

use serde::Serialize;

use super::chars;
use super::matching::ratio;
use crate::corpus::{Article, Entity};

/// Of the gold DATEs with a value, how many got it.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct ValueScores {
    /// The date was found with the same borders (loose edges) and has the same value.
    pub(super) accuracy: f64,
    /// A date that shares a code point with it has the same value.
    pub(super) accuracy_touching: f64,
    pub(super) gold: usize,
    pub(super) right: usize,
    pub(super) right_touching: usize,
}

/// Scores predictions, one for each gold article.
pub(super) fn score(gold: &[Article], predicted: &[Vec<Entity>]) -> ValueScores {
    let mut scores = ValueScores::default();
    for (article, predicted) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        let span = |e: &Entity| chars::loose(&text, e.start, e.end.min(text.len()));
        let dated = |e: &&Entity| e.label == "DATE" && e.value.is_some();
        for g in article.entities.iter().filter(dated) {
            let right = |p: &&Entity| dated(p) && p.value == g.value;
            scores.gold += 1;
            let same = predicted.iter().any(|p| right(&p) && span(p) == span(g));
            scores.right += usize::from(same);
            let touching = predicted
                .iter()
                .any(|p| right(&p) && p.start < g.end && g.start < p.end);
            scores.right_touching += usize::from(touching);
        }
    }
    scores.accuracy = ratio(scores.right, scores.gold);
    scores.accuracy_touching = ratio(scores.right_touching, scores.gold);
    scores
}
