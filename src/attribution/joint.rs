//! Cues that reach into each other: which of their frames stand together.
//!
//! A report is outermost where it holds another: `Reuters said [she said she won]`. Where two
//! reports stand side by side, a shorter one of the first and that of the second are likelier
//! together than the longer one alone: `He said [he won] while she said [she won]`.

use super::cover::Bits;
use super::frames::Frame;
use super::ranker::Ranked;
use super::regions;
use super::view::View;
use crate::order;
use crate::tokens::TokenRange;

/// The choice of the frames that stand together, one of each cue at most. Frames only meet within
/// a sentence, so it is made sentence by sentence.
#[derive(Debug)]
pub struct Choice {
    allowance: i32,
    /// The tokens of the contents that are chosen.
    taken: Bits,
    kept: Vec<Frame>,
    unit: TokenRange,
    /// The frames of each cue of the sentence, the best first, in the order of the cues.
    ranked: Vec<Vec<Ranked>>,
}

impl Choice {
    /// Begins with the turns of a conversation, which come before all others.
    ///
    /// Two frames are chosen over one that holds the second cue even where they score lower by
    /// `allowance`: that a cue stands inside is no surprise to the longer one's score.
    #[must_use]
    #[inline(never)]
    pub fn new(view: &View, turns: Vec<Frame>, allowance: i32) -> Self {
        let mut choice = Self {
            allowance,
            taken: Bits::none(view.input.tokens.len()),
            kept: Vec::new(),
            unit: TokenRange::default(),
            ranked: Vec::new(),
        };
        for turn in turns {
            choice.take(turn);
        }
        choice
    }

    /// Adds the frames of the next cue, which stands in the sentence `unit`, the best first.
    pub fn add(&mut self, unit: TokenRange, frames: Vec<Ranked>) {
        if unit != self.unit {
            self.choose();
            self.unit = unit;
        }
        if !frames.is_empty() {
            self.ranked.push(frames);
        }
    }

    /// The chosen frames, in the order of the text.
    #[must_use]
    #[inline(never)]
    pub fn finish(mut self) -> Vec<Frame> {
        self.choose();
        order::by_number(&mut self.kept, |f| regions::first(f).into());
        self.kept
    }

    /// Chooses among the frames of the sentence, the longest first.
    fn choose(&mut self) {
        let ranked = std::mem::take(&mut self.ranked);
        let mut lists: Vec<usize> = (0..ranked.len()).collect();
        let length = |f: &Frame| f.content.iter().map(|p| p.len()).sum::<u32>();
        order::by_number(&mut lists, |i| {
            u64::MAX - u64::from(best(&ranked, *i).map_or(0, |r| length(&r.frame)))
        });
        for i in lists {
            if let Some(ranked) = apart(&ranked, i, self.allowance) {
                self.take(ranked.frame.clone());
            }
        }
    }

    /// Keeps a frame if nothing of it is taken.
    fn take(&mut self, frame: Frame) {
        let free = |r: TokenRange| !(r.start..r.end).any(|token| self.taken.has(token));
        let cue = frame.cue.map(|x| x.span);
        if frame.content.iter().copied().chain(cue).all(free) {
            for piece in &frame.content {
                (piece.start..piece.end).for_each(|token| self.taken.set(token));
            }
            self.kept.push(frame);
        }
    }
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
