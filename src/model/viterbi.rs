//! The best labelling of a sentence.
//!
//! Only whole segments are spelt, so a step keeps three kinds of states: what **ended** here (O,
//! or a segment of each kind), and each kind's **begun** and **inside** segment. Of what ended
//! before, nearly always only O can win; [`Chain`] knows by how much another must lead, and the
//! rest is skipped, which makes a step linear in the number of kinds.

use super::chain::{Chain, Within};
use crate::text::to_u32;

/// A labelled run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its first token.
    pub start: u32,
    /// The token after its last one.
    pub end: u32,
    /// The number of its kind.
    pub kind: u8,
}

/// No path leads here. Far from the ends of the number range, so that it can be added to.
const NEVER: i32 = i32::MIN / 4;

/// The working memory of [`Lattice::decode`], kept between sentences.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    ended: Vec<i32>,
    starts: Vec<i32>,
    open: Vec<Open>,
    /// For each token and each that begins there (or O): what ended before.
    before: Vec<u8>,
    /// For each token and kind: how its states were reached.
    routes: Vec<Route>,
}

/// The best scores of one kind's unfinished segments.
#[derive(Clone, Copy, Debug)]
struct Open {
    begun: i32,
    inside: i32,
}

/// How the states of one kind were reached at a token.
#[derive(Clone, Copy, Debug, Default)]
struct Route {
    /// Inside follows inside; else begin.
    inside_from_inside: bool,
    /// Last follows inside; else begin.
    last_from_inside: bool,
    /// The segment that ended is longer than this token.
    ended_by_last: bool,
}

impl Lattice {
    /// Finds the best labelling and appends its segments, in order, to `segments`.
    ///
    /// `scores` gives for each token a row of at least [`Chain::width`] scores; before the first one
    /// stands O, and after the last one too where `is_inner`. Of equal labellings the one with O,
    /// then with the lower kind wins.
    pub fn decode<'s>(
        &mut self,
        chain: &Chain,
        scores: impl Iterator<Item = &'s [i16]>,
        is_inner: bool,
        segments: &mut Vec<Segment>,
    ) {
        let side = chain.kinds() + 1;
        self.ended.clear();
        self.ended.resize(side, NEVER);
        if let Some(outside) = self.ended.first_mut() {
            *outside = 0; // as after a token outside of all segments
        }
        self.starts.resize(side, NEVER);
        self.open.clear();
        self.open.resize(
            chain.kinds(),
            Open {
                begun: NEVER,
                inside: NEVER,
            },
        );
        self.before.clear();
        self.routes.clear();
        for row in scores {
            self.step(chain, row);
        }
        if is_inner {
            let to_outside = chain.between.iter().step_by(side);
            for (ended, weight) in self.ended.iter_mut().zip(to_outside) {
                *ended = ended.saturating_add(i32::from(*weight)).max(NEVER);
            }
        }
        self.trace(side, segments);
    }

    fn step(&mut self, chain: &Chain, row: &[i16]) {
        let side = chain.kinds() + 1;
        let first = self.before.len();
        self.before.resize(first + side, 0);
        let before = self.before.get_mut(first..).unwrap_or_default();
        let outside = self.ended.first().copied().unwrap_or(NEVER);
        let from_outside = chain.between.get(..side).unwrap_or_default();
        for (start, weight) in self.starts.iter_mut().zip(from_outside) {
            *start = outside + i32::from(*weight);
        }
        let weights = chain.between.chunks_exact(side);
        for (number, ((ended, gain), weights)) in (0_u8..)
            .zip(self.ended.iter().zip(&chain.gains).zip(weights))
            .skip(1)
        {
            if ended + gain <= outside {
                continue;
            }
            for ((start, from), weight) in self.starts.iter_mut().zip(&mut *before).zip(weights) {
                let score = ended + i32::from(*weight);
                if score > *start {
                    *start = score;
                    *from = number;
                }
            }
        }
        let Some((outside_score, rows)) = row.split_first() else {
            return;
        };
        let (Some(start_outside), Some(ended_outside)) =
            (self.starts.first(), self.ended.first_mut())
        else {
            return;
        };
        *ended_outside = start_outside + i32::from(*outside_score);
        let kinds = self.ended.iter_mut().zip(&self.starts).skip(1);
        let (rows, _) = rows.as_chunks::<4>();
        for ((((ended, start), open), within), row) in
            kinds.zip(&mut self.open).zip(&chain.within).zip(rows)
        {
            self.routes.push(advance(ended, *start, open, within, row));
        }
    }

    fn trace(&self, side: usize, segments: &mut Vec<Segment>) {
        let first = segments.len();
        let n_tokens = self.before.len().checked_div(side).unwrap_or_default();
        let mut ended = 0_usize;
        let mut best = NEVER;
        for (number, score) in self.ended.iter().enumerate() {
            if *score > best {
                (ended, best) = (number, *score);
            }
        }
        let route = |token: usize, kind: usize| {
            let at = token * (side - 1) + kind;
            self.routes.get(at).copied().unwrap_or_default()
        };
        let mut end = n_tokens; // everything from here on is traced
        while end > 0 {
            let mut start = end - 1;
            if let Some(kind) = ended.checked_sub(1) {
                if route(start, kind).ended_by_last {
                    let mut inside = route(start, kind).last_from_inside;
                    start = start.saturating_sub(1);
                    while inside && start > 0 {
                        inside = route(start, kind).inside_from_inside;
                        start -= 1;
                    }
                }
                segments.push(Segment {
                    start: to_u32(start),
                    end: to_u32(end),
                    kind: u8::try_from(kind).unwrap_or(u8::MAX),
                });
            }
            ended = self
                .before
                .get(start * side + ended)
                .map_or(0, |b| usize::from(*b));
            end = start;
        }
        if let Some(new) = segments.get_mut(first..) {
            new.reverse();
        }
    }
}

/// Takes one kind over one token.
#[inline]
fn advance(
    ended: &mut i32,
    start: i32,
    open: &mut Open,
    within: &Within,
    [begin, inside, last, unit]: &[i16; 4],
) -> Route {
    let inside_by_begin = open.begun + i32::from(within.begin_inside);
    let inside_by_inside = open.inside + i32::from(within.inside_inside);
    let last_by_begin = open.begun + i32::from(within.begin_last);
    let last_by_inside = open.inside + i32::from(within.inside_last);
    let by_last = last_by_begin.max(last_by_inside) + i32::from(*last);
    let by_unit = start + i32::from(*unit);
    *ended = by_last.max(by_unit).max(NEVER);
    open.inside = (inside_by_begin.max(inside_by_inside) + i32::from(*inside)).max(NEVER);
    open.begun = (start + i32::from(*begin)).max(NEVER);
    Route {
        inside_from_inside: inside_by_inside > inside_by_begin,
        last_from_inside: last_by_inside > last_by_begin,
        ended_by_last: by_last > by_unit,
    }
}

/// The score of one labelling, for tests and the trainer.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn score_of(chain: &Chain, scores: &[i16], segments: &[Segment]) -> i32 {
    use super::chain::{Place, label};
    let side = chain.kinds() + 1;
    let n_tokens = scores.len() / chain.width();
    let at = |token: usize, label: usize| {
        let score = scores.get(token * chain.width() + label);
        score.map_or(NEVER, |s| i32::from(*s))
    };
    let between = |from: usize, to: usize| {
        let weight = chain.between.get(from * side + to);
        weight.map_or(NEVER, |w| i32::from(*w))
    };
    let (mut sum, mut ended, mut token) = (0, 0, 0);
    let outside = |sum: &mut i32, ended: &mut usize, from: usize, to: usize| {
        for t in from..to {
            *sum += between(*ended, 0) + at(t, 0);
            *ended = 0;
        }
    };
    for segment in segments {
        let (start, end) = (segment.start as usize, segment.end as usize);
        let kind = usize::from(segment.kind);
        outside(&mut sum, &mut ended, token, start);
        sum += between(ended, kind + 1);
        if let Some(within) = chain.within.get(kind).filter(|_| end - start > 1) {
            sum += at(start, label(kind, Place::Begin)) + at(end - 1, label(kind, Place::Last));
            for t in start + 1..end - 1 {
                sum += at(t, label(kind, Place::Inside));
            }
            let more = i32::try_from(end - start).unwrap_or_default() - 3;
            sum += match more {
                -1 => i32::from(within.begin_last),
                _ => {
                    i32::from(within.begin_inside)
                        + i32::from(within.inside_inside) * more
                        + i32::from(within.inside_last)
                }
            };
        } else {
            sum += at(start, label(kind, Place::Unit));
        }
        (ended, token) = (kind + 1, end);
    }
    outside(&mut sum, &mut ended, token, n_tokens);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small numbers that look random, the same in every run.
    struct Numbers(u64);

    impl Numbers {
        fn next(&mut self, bound: i16) -> i16 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(99);
            i16::try_from((self.0 >> 33) % (2 * bound.unsigned_abs() as u64 + 1)).unwrap() - bound
        }
    }

    fn chain(numbers: &mut Numbers, kinds: usize) -> Chain {
        let within = (0..kinds)
            .map(|_| Within {
                begin_inside: numbers.next(9),
                begin_last: numbers.next(9),
                inside_inside: numbers.next(9),
                inside_last: numbers.next(9),
            })
            .collect();
        let side = kinds + 1;
        Chain::new(within, (0..side * side).map(|_| numbers.next(9)).collect()).unwrap()
    }

    /// Every labelling of `n` tokens.
    fn all_labellings(n: u32, kinds: u8) -> Vec<Vec<Segment>> {
        let mut ending_at: Vec<Vec<Vec<Segment>>> = vec![vec![vec![]]];
        for end in 1..=n {
            let mut here = ending_at[end as usize - 1].clone();
            for start in 0..end {
                for kind in 0..kinds {
                    for labelling in &ending_at[start as usize] {
                        let mut longer = labelling.clone();
                        longer.push(Segment { start, end, kind });
                        here.push(longer);
                    }
                }
            }
            ending_at.push(here);
        }
        ending_at.pop().unwrap()
    }

    #[test]
    fn finds_the_best_of_all_labellings() {
        let mut numbers = Numbers(5);
        let mut lattice = Lattice::default();
        for round in 0..60 {
            let kinds = 1 + round % 3;
            let n = 1 + round % 5;
            let chain = chain(&mut numbers, kinds);
            let scores: Vec<i16> = (0..n * chain.width()).map(|_| numbers.next(30)).collect();
            let mut found = Vec::new();
            lattice.decode(
                &chain,
                scores.chunks_exact(chain.width()),
                false,
                &mut found,
            );
            let labellings =
                all_labellings(u32::try_from(n).unwrap(), u8::try_from(kinds).unwrap());
            let best = labellings
                .iter()
                .map(|l| score_of(&chain, &scores, l))
                .max();
            assert!(labellings.contains(&found), "round {round}: {found:?}");
            assert_eq!(
                Some(score_of(&chain, &scores, &found)),
                best,
                "round {round}: {found:?}"
            );
        }
    }

    #[test]
    fn spells_long_and_neighbouring_segments() {
        let chain = Chain::new(vec![Within::default(); 2], vec![0; 9]).unwrap();
        let wanted = [(0, 4, 0), (4, 5, 1), (5, 6, 1), (7, 9, 1)]
            .map(|(start, end, kind)| Segment { start, end, kind });
        let mut scores = vec![0; 10 * chain.width()];
        for segment in wanted {
            let (start, end) = (segment.start as usize, segment.end as usize);
            for t in start..end {
                let l = crate::model::chain::label_at(usize::from(segment.kind), start, end, t);
                scores[t * chain.width() + l] = 5;
            }
        }
        let mut found = Vec::new();
        Lattice::default().decode(
            &chain,
            scores.chunks_exact(chain.width()),
            false,
            &mut found,
        );
        assert_eq!(found, wanted);
    }

    #[test]
    fn no_token_and_no_score_give_no_segment() {
        let chain = Chain::new(vec![Within::default(); 2], vec![0; 9]).unwrap();
        let mut found = Vec::new();
        Lattice::default().decode(&chain, [].into_iter(), false, &mut found);
        Lattice::default().decode(
            &chain,
            [[0; 9].as_slice(); 3].into_iter(),
            false,
            &mut found,
        );
        assert_eq!(found, []);
    }
}
