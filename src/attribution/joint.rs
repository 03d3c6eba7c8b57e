//! Cues that reach into each other: which of their frames stand together.
//!
//! A report is outermost where it holds another: `Reuters said [she said she won]`. Where two
//! reports stand side by side, a shorter one of the first and that of the second are likelier
//! together than the longer one alone: `He said [he won] while she said [she won]`.

use super::frames::Frame;
use super::ranker::Ranked;
use super::regions;
use super::view::View;
use crate::order;
use crate::tokens::TokenRange;

/// The frames that stand together, one of each list at most, in the order of the text.
///
/// `ranked` holds the frames of each cue, the best first, in the order of the cues. Two frames are
/// chosen over one that holds the second cue even where they score lower by `allowance`: that a
/// cue stands inside is no surprise to the longer one's score.
#[must_use]
pub fn choose(
    view: &View,
    turns: Vec<Frame>,
    ranked: &[Vec<Ranked>],
    allowance: i32,
) -> Vec<Frame> {
    let mut lists: Vec<usize> = (0..ranked.len()).collect();
    let length = |f: &Frame| f.content.iter().map(|p| p.len()).sum::<u32>();
    order::by_number(&mut lists, |i| {
        u64::MAX - u64::from(best(ranked, *i).map_or(0, |r| length(&r.frame)))
    });
    let mut taken = vec![false; view.input.tokens.len()];
    let mut kept: Vec<Frame> = Vec::with_capacity(ranked.len());
    let chosen = lists
        .into_iter()
        .filter_map(|i| apart(ranked, i, allowance).map(|r| r.frame.clone()));
    for frame in turns.into_iter().chain(chosen) {
        let free = |r: TokenRange| !taken.get(r.bounds()).unwrap_or_default().contains(&true);
        let cue = frame.cue.map(|x| x.span);
        if frame.content.iter().copied().chain(cue).all(free) {
            for piece in &frame.content {
                taken.get_mut(piece.bounds()).unwrap_or_default().fill(true);
            }
            kept.push(frame);
        }
    }
    order::by_number(&mut kept, |f| regions::first(f).into());
    kept
}

fn best(ranked: &[Vec<Ranked>], i: usize) -> Option<&Ranked> {
    ranked.get(i)?.first()
}

/// The frame of list `i`: its best one, or one that leaves room for that of a cue inside it.
fn apart(ranked: &[Vec<Ranked>], i: usize, allowance: i32) -> Option<&Ranked> {
    let outer = best(ranked, i)?;
    let inside = |r: &Ranked| {
        let cue = r.frame.cue.map(|x| x.head);
        let holds = |p: &TokenRange| cue.is_some_and(|c| p.start <= c && c < p.end);
        outer.frame.content.iter().any(holds)
    };
    let later = (i + 1..ranked.len()).map_while(|j| best(ranked, j).map(|b| (j, b)));
    let near = later.take_while(|(_, b)| {
        let end = outer.frame.content.last().map_or(0, |p| p.end);
        b.frame.cue.is_some_and(|c| c.head < end)
    });
    let earlier = (0..i).rev().map_while(|j| best(ranked, j).map(|b| (j, b)));
    let before = earlier.take_while(|(_, b)| {
        let start = outer.frame.content.first().map_or(0, |p| p.start);
        b.frame.cue.is_some_and(|c| c.head >= start)
    });
    let pairs = near.chain(before).filter(|(_, b)| inside(b));
    let gains = pairs.filter_map(|(_, inner)| {
        let alone = ranked
            .get(i)?
            .iter()
            .find(|r| !meets(&r.frame, &inner.frame))?;
        let gain = alone.score + inner.score + allowance - outer.score;
        (gain > 0).then_some((gain, alone))
    });
    let most = gains.max_by_key(|(gain, _)| *gain);
    Some(most.map_or(outer, |(_, alone)| alone))
}

/// Whether the content of `outer` reaches into anything of `inner`.
fn meets(outer: &Frame, inner: &Frame) -> bool {
    let cue = inner.cue.map(|c| c.span);
    let mut parts = inner
        .content
        .iter()
        .copied()
        .chain(cue)
        .chain(inner.speaker);
    parts.any(|part| outer.content.iter().any(|p| p.overlaps(part)))
}
