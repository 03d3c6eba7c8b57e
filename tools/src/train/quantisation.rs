//! What it costs to round the weights: F1 of the trained weights beside that of the packed ones.

use super::corpora;
use super::crf::Weights;
use super::data;
use super::encode::Alphabet;
use super::measure::{self, Set};
use super::pack::{self, Packing};
use crate::corpus::Entity;
use anyhow::Result;
use quotelight::entities::{Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::model::chain::{Row, WIDTH, lane_of, width};
use quotelight::model::viterbi::{Lattice, Segment};
use quotelight::{EntityKind, TokenRange};

/// So many steps for a weight of one are as good as no rounding.
const FINE: f32 = 512.0;

/// F1 of the first pass on a set, in per cent: by the weights as trained, and by the packed tagger.
pub(crate) fn cost(
    lexicon: &Lexicon,
    weights: &Weights,
    alphabet: &Alphabet,
    packed: &Tagger,
    set: &Set,
) -> Result<[f64; 2]> {
    let fine = Packing {
        scale: FINE,
        ..alphabet.packing
    };
    let chain = pack::chain(weights, fine)?;
    let width = width(weights.kinds);
    let mut lattice = Lattice::default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for marked in &set.articles {
        let text = data::annotate(marked, &corpora::OWN, 1.0);
        let mut memo = Memo::default();
        let article = text.article(lexicon, &mut memo.vocabulary);
        let entity = |tokens: TokenRange, kind: EntityKind| {
            let span = tokens.span(&text.tokens);
            let points = |byte: u32| text.text[..byte as usize].chars().count();
            Entity {
                start: points(span.start),
                end: points(span.end),
                label: kind.as_str().to_owned(),
                ..Entity::default()
            }
        };
        let packed = packed.first(&article, &mut memo);
        after.push(packed.iter().map(|t| entity(t.tokens, t.kind)).collect());
        let mut found = Vec::new();
        for (range, features) in alphabet.known(&article) {
            let mut scores = vec![0.0; width];
            let rows: Vec<Row> = features
                .iter()
                .map(|token| {
                    weights.score(token, &mut scores);
                    let mut row = [0; WIDTH];
                    for (label, score) in scores.iter().enumerate() {
                        row[lane_of(label)] = (score * FINE).round() as i16;
                    }
                    row
                })
                .collect();
            let mut segments: Vec<Segment> = Vec::new();
            lattice.decode(&chain, &rows, false, &mut segments);
            found.extend(segments.iter().map(|s| {
                let tokens = TokenRange::new(range.start + s.start, range.start + s.end);
                entity(tokens, EntityKind::ALL[usize::from(s.kind)])
            }));
        }
        before.push(found);
    }
    Ok([before, after].map(|predicted| 100.0 * measure::scores(set, &predicted).exact.f1))
}
