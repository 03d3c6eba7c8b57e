//! The best labelling of a sentence.
//!
//! Only whole segments are spelt, so a step keeps three kinds of states: what **ended** here (O,
//! or a segment of each kind), and each kind's **begun** and **inside** segment. Of what ended
//! before, nearly always only O can win; [`Chain`] knows by how much another must lead, and the
//! rest is skipped, which makes a step linear in the number of kinds.

use super::chain::{BLOCK, Block, Chain, NEVER, OUTSIDE, Row, places};
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

/// [`OUTSIDE`] as a number in a block.
const OUTSIDE_NUMBER: i16 = 19;
const _: () = assert!(OUTSIDE_NUMBER as usize == OUTSIDE);

/// The working memory of [`Lattice::decode`], kept between sentences.
///
/// Scores are counted from that of O, so that they stay within the range of small numbers however
/// long the sentence is.
#[derive(Clone, Debug)]
pub struct Lattice {
    /// The best scores of what ended here: a segment of each kind, or O.
    ended: Block,
    /// Those of each kind's segments that began here.
    begun: Block,
    /// Those of each kind's segments that began before and go on.
    inside: Block,
    /// How each token was reached.
    routes: Vec<Route>,
}

impl Default for Lattice {
    fn default() -> Self {
        Self {
            ended: [NEVER; BLOCK],
            begun: [NEVER; BLOCK],
            inside: [NEVER; BLOCK],
            routes: Vec::new(),
        }
    }
}

/// How the states at a token were reached; conditions are zero or not.
#[derive(Clone, Copy, Debug)]
struct Route {
    /// For each that begins there, or O: what ended before.
    before: Block,
    /// Inside follows inside; else begin.
    inside_from_inside: Block,
    /// Last follows inside; else begin.
    last_from_inside: Block,
    /// The segment that ended is longer than this token.
    ended_by_last: Block,
}

impl Lattice {
    /// Finds the best labelling and appends its segments, in order, to `segments`.
    ///
    /// `scores` are the tokens' rows; before the first one stands O, and after the last one too where
    /// `is_inner`. Of equal labellings the one with O, then with the lower kind wins.
    pub fn decode(
        &mut self,
        chain: &Chain,
        scores: &[Row],
        is_inner: bool,
        segments: &mut Vec<Segment>,
    ) {
        if scores.iter().all(|row| chain.is_outside(row)) {
            return;
        }
        if let [row] = scores {
            segments.extend(unit(chain, row, is_inner));
            return;
        }
        self.ended = [NEVER; BLOCK];
        if let Some(outside) = self.ended.get_mut(OUTSIDE) {
            *outside = 0; // as after a token outside of all segments
        }
        self.begun = [NEVER; BLOCK];
        self.inside = [NEVER; BLOCK];
        self.routes.clear();
        for row in scores {
            self.step(chain, row);
        }
        if is_inner {
            self.ended = sum(&self.ended, &chain.back);
        }
        self.trace(segments);
    }

    fn step(&mut self, chain: &Chain, row: &Row) {
        let [begin, inside, last, unit] = &places(row);
        // Before this token stands O, or a segment where that leads further.
        let mut starts = chain.between.last().copied().unwrap_or([NEVER; BLOCK]);
        let mut before = [OUTSIDE_NUMBER; BLOCK];
        let gained = sum(&self.ended, &chain.gains);
        if gained.iter().fold(0, |most, gained| (*gained).max(most)) > 0 {
            let ended = self.ended.iter().zip(&gained).zip(&chain.between);
            for (number, ((ended, gained), weights)) in (0_i16..).zip(ended) {
                if *gained <= 0 {
                    continue;
                }
                for ((start, from), weight) in starts.iter_mut().zip(&mut before).zip(weights) {
                    let score = ended.saturating_add(*weight);
                    *from = if score > *start { number } else { *from };
                    *start = score.max(*start);
                }
            }
        }
        let [begin_inside, begin_last, inside_inside, inside_last] = &chain.steps;
        let inside_by_begin = sum(&self.begun, begin_inside);
        let inside_by_inside = sum(&self.inside, inside_inside);
        let last_by_begin = sum(&self.begun, begin_last);
        let last_by_inside = sum(&self.inside, inside_last);
        let by_last = sum(&most(&last_by_begin, &last_by_inside), last);
        let by_unit = sum(&starts, unit);
        self.routes.push(Route {
            before,
            inside_from_inside: above(&inside_by_inside, &inside_by_begin),
            last_from_inside: above(&last_by_inside, &last_by_begin),
            ended_by_last: above(&by_last, &by_unit),
        });
        // The lane of O among those that begin has its score, from which all are counted anew.
        let begun = sum(&starts, begin);
        let outside = [begun.get(OUTSIDE).copied().unwrap_or_default(); BLOCK];
        let inside = sum(&most(&inside_by_begin, &inside_by_inside), inside);
        self.ended = each(&most(&by_last, &by_unit), &outside, i16::saturating_sub);
        self.begun = each(&begun, &outside, i16::saturating_sub);
        self.inside = each(&inside, &outside, i16::saturating_sub);
        if let Some(ended) = self.ended.get_mut(OUTSIDE) {
            *ended = 0;
        }
    }

    fn trace(&self, segments: &mut Vec<Segment>) {
        let first = segments.len();
        let mut ended = best(&self.ended);
        let mut end = self.routes.len(); // everything from here on is traced
        while end > 0 {
            let mut start = end - 1;
            if ended != OUTSIDE {
                if self.went(start, ended, |route| &route.ended_by_last) {
                    let mut inside = self.went(start, ended, |route| &route.last_from_inside);
                    start = start.saturating_sub(1);
                    while inside && start > 0 {
                        inside = self.went(start, ended, |route| &route.inside_from_inside);
                        start -= 1;
                    }
                }
                segments.push(Segment {
                    start: to_u32(start),
                    end: to_u32(end),
                    kind: u8::try_from(ended).unwrap_or(u8::MAX),
                });
            }
            let route = self.routes.get(start);
            let before = route.and_then(|route| route.before.get(ended));
            ended = before.map_or(OUTSIDE, |before| usize::from(before.cast_unsigned()));
            end = start;
        }
        if let Some(new) = segments.get_mut(first..) {
            new.reverse();
        }
    }

    /// Whether a kind's way at a token was this one.
    fn went(&self, token: usize, kind: usize, way: impl Fn(&Route) -> &Block) -> bool {
        let way = self.routes.get(token).map(way);
        way.and_then(|way| way.get(kind)).is_some_and(|x| *x != 0)
    }
}

/// The best labelling of a single token.
fn unit(chain: &Chain, row: &Row, is_inner: bool) -> Option<Segment> {
    let [begin, _, _, unit] = &places(row);
    let starts = chain.between.last()?;
    let mut ended = sum(starts, unit);
    *ended.get_mut(OUTSIDE)? = starts.get(OUTSIDE)?.saturating_add(*begin.get(OUTSIDE)?);
    if is_inner {
        ended = sum(&ended, &chain.back);
    }
    let kind = u8::try_from(best(&ended)).ok();
    kind.filter(|kind| usize::from(*kind) != OUTSIDE)
        .map(|kind| Segment {
            start: 0,
            end: 1,
            kind,
        })
}

/// The kind, or O, with the best score: of equal ones O, then the lowest.
#[inline]
fn best(ended: &Block) -> usize {
    let most = ended.iter().fold(NEVER, |most, score| most.max(*score));
    match ended.get(OUTSIDE) {
        Some(outside) if *outside < most => {}
        _ => return OUTSIDE,
    }
    let best = ended.iter().position(|score| *score == most);
    best.unwrap_or(OUTSIDE)
}

/// Lane by lane, in a form that compiles to vector instructions.
#[inline]
fn each(first: &Block, second: &Block, work: impl Fn(i16, i16) -> i16) -> Block {
    let mut all = [0; BLOCK];
    for ((slot, first), second) in all.iter_mut().zip(first).zip(second) {
        *slot = work(*first, *second);
    }
    all
}

#[inline]
fn sum(first: &Block, second: &Block) -> Block {
    each(first, second, i16::saturating_add)
}

#[inline]
fn most(first: &Block, second: &Block) -> Block {
    each(first, second, i16::max)
}

/// Where the first is above the second.
#[inline]
fn above(first: &Block, second: &Block) -> Block {
    each(first, second, |first, second| i16::from(first > second))
}

/// The score of one labelling, for tests and the trainer.
#[cfg(any(test, feature = "_internals"))]
#[must_use]
pub fn score_of(chain: &Chain, scores: &[Row], segments: &[Segment]) -> i32 {
    use super::chain::{Place, lane};
    let at = |token: usize, lane: usize| {
        let score = scores.get(token).and_then(|row| row.get(lane));
        score.map_or(0, |s| i32::from(*s))
    };
    let between = |from: usize, to: usize| i32::from(chain.between(from, to));
    let (mut sum, mut ended, mut token) = (0, 0, 0);
    let outside = |sum: &mut i32, ended: &mut usize, from: usize, to: usize| {
        for t in from..to {
            *sum += between(*ended, 0) + at(t, OUTSIDE);
            *ended = 0;
        }
    };
    for segment in segments {
        let (start, end) = (segment.start as usize, segment.end as usize);
        let kind = usize::from(segment.kind);
        outside(&mut sum, &mut ended, token, start);
        sum += between(ended, kind + 1);
        let within = chain.within(kind);
        if end - start > 1 {
            sum += at(start, lane(kind, Place::Begin)) + at(end - 1, lane(kind, Place::Last));
            for t in start + 1..end - 1 {
                sum += at(t, lane(kind, Place::Inside));
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
            sum += at(start, lane(kind, Place::Unit));
        }
        (ended, token) = (kind + 1, end);
    }
    outside(&mut sum, &mut ended, token, scores.len());
    sum
}

#[cfg(test)]
mod tests {
    use super::super::chain::{WIDTH, Within, label_at, lane_of};
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
        let between: Vec<i16> = (0..side * side).map(|_| numbers.next(9)).collect();
        Chain::new(within, &between).unwrap()
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
            let scores: Vec<Row> = (0..n)
                .map(|_| std::array::from_fn(|_| numbers.next(30)))
                .collect();
            let mut found = Vec::new();
            lattice.decode(&chain, &scores, false, &mut found);
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
        let chain = Chain::new(vec![Within::default(); 2], &[0; 9]).unwrap();
        let wanted = [(0, 4, 0), (4, 5, 1), (5, 6, 1), (7, 9, 1)]
            .map(|(start, end, kind)| Segment { start, end, kind });
        let mut scores = [[0; WIDTH]; 10];
        for segment in wanted {
            let (start, end) = (segment.start as usize, segment.end as usize);
            for (t, row) in scores.iter_mut().enumerate().take(end).skip(start) {
                row[lane_of(label_at(usize::from(segment.kind), start, end, t))] = 5;
            }
        }
        let mut found = Vec::new();
        Lattice::default().decode(&chain, &scores, false, &mut found);
        assert_eq!(found, wanted);
    }

    #[test]
    fn no_token_and_no_score_give_no_segment() {
        let chain = Chain::new(vec![Within::default(); 2], &[0; 9]).unwrap();
        let mut found = Vec::new();
        Lattice::default().decode(&chain, &[], false, &mut found);
        Lattice::default().decode(&chain, &[[0; WIDTH]; 3], false, &mut found);
        assert_eq!(found, []);
    }
}
