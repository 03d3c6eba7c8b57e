//! The trained choice: which parts around a cue make up a quotation, or that none do.
//!
//! The score of a choice is the sum of the scores of its parts, and no quotation scores zero. So
//! cue, source and borders are chosen together, and a cue that reports nothing finds nothing.

use super::bearer_features::{self, Asked};
use super::cast::Bearer;
use super::cues::{Cue, CueForm};
use super::features::{self, Push};
use super::frames::Frame;
use super::parts::{Back, Choice, Front, Layout, Limits, Parts, pieces};
use super::region_features;
use super::regions::{self, Placed, Reading, Spot};
use super::values::{feature, key_of};
use super::view::{View, words};
use crate::kind::Via;
use crate::model::ModelError;
use crate::model::format::{File, Reader};
use crate::model::small::{LABELS, SmallRows};
use crate::order;

/// What the weights of a feature speak for, in the order of their columns: the layouts, and that
/// the cue is worth a look.
pub const COLUMNS: [&str; LABELS] = ["after", "before", "around", "gate"];
/// The column of the gate.
pub const GATE: usize = 3;

/// The trained weights.
#[derive(Clone, Debug)]
pub struct Ranker {
    rows: SmallRows,
    /// Cues whose gate is below this are not looked at.
    gate: i16,
    /// Choices whose score is below this are no quotations.
    floor: i16,
    /// Integer steps for a weight of one.
    scale: u16,
    /// How much of what may be is looked at.
    pub limits: Limits,
}

impl Ranker {
    /// Reads the ranker of a model file.
    ///
    /// # Errors
    /// [`ModelError`] where a section is missing or contradicts itself.
    pub fn read(file: &File<'_>) -> Result<Self, ModelError> {
        let rows = SmallRows::read(file.section(*b"RANK")?)?;
        let mut settings = Reader::new(file.section(*b"RSET")?);
        let gate = settings
            .array()
            .map(i16::from_le_bytes)
            .ok_or(ModelError::Section)?;
        let floor = settings
            .array()
            .map(i16::from_le_bytes)
            .ok_or(ModelError::Section)?;
        let scale = settings
            .u16()
            .filter(|s| *s > 0)
            .ok_or(ModelError::Section)?;
        Ok(Self {
            rows,
            gate,
            floor,
            scale,
            limits: Limits::NARROW,
        })
    }

    /// How much the scores of two frames together may stay below that of one that holds the second
    /// cue.
    #[must_use]
    pub fn allowance(&self) -> i32 {
        i32::from(self.scale) * 3
    }

    /// The best frames of a cue, the best first; none where no quotation is likelier.
    #[must_use]
    pub fn rank(&self, view: &View, parts: &mut Parts, earlier: &[Cue]) -> Vec<Ranked> {
        let mut of_cue = Features::default();
        features::cue(view, parts, earlier, &mut |t, v| of_cue.push(t, v));
        if self.sum(GATE, &of_cue) < i32::from(self.gate) {
            return Vec::new();
        }
        parts.collect(view, earlier, self.limits);
        let mut work = std::mem::take(&mut parts.work);
        self.choose(view, parts, &of_cue, &mut work);
        let Work { best, by_source, .. } = &work;
        let ranked = best
            .iter()
            .map(|(score, choice)| Ranked {
                score: *score,
                frame: self.frame(view, parts, *score, *choice, by_source),
            })
            .collect();
        parts.work = work;
        ranked
    }

    /// Finds the best choices of the parts of a cue.
    fn choose(&self, view: &View, parts: &Parts, of_cue: &Features, work: &mut Work) {
        let Work { scores, around, best, by_source } = work;
        let scratch = &mut Features::default();
        scores.layouts = LAYOUTS.map(|layout| {
            // Without content in front of it there is one layout alone.
            if parts.fronts.is_empty() && layout != Layout::After {
                return NEVER;
            }
            self.sum(layout as usize, of_cue)
        });
        scores.set(self, view, parts, scratch);
        around.begin(parts);
        best.clear();
        by_source.clear();
        by_source.resize(parts.sources.len(), i32::MIN);
        parts.choices(|choice| {
            let mut score = scores.sum(choice);
            if score < NEVER / 2 || parts.is_odd(choice) {
                return;
            }
            score += around.score(parts, choice, |front, back| {
                self.score(scratch, |p| features::around(view, parts, front, back, p))
            });
            if score >= i32::from(self.floor) {
                keep(best, score, choice);
            }
            if let Some(slot) = by_source.get_mut(choice.source) {
                *slot = (*slot).max(score);
            }
        });
    }

    fn frame(
        &self,
        view: &View,
        parts: &Parts,
        score: i32,
        choice: Choice,
        by_source: &[i32],
    ) -> Frame {
        let (second, margin) = second_best(by_source, choice.source, score);
        let range = |i: usize| parts.sources.get(i).and_then(|s| s.range);
        Frame {
            cue: Some(parts.cue),
            speaker: range(choice.source),
            content: parts.content(view, choice),
            via: via(view, &parts.cue, choice.layout),
            runner_up: second.and_then(range),
            confidence: self.confidence(score - i32::from(self.floor)),
            source_confidence: self.confidence(margin),
        }
    }

    /// What quoted words without a cue are; none where they are likelier no speech.
    #[must_use]
    pub fn read_spot(&self, view: &View, spot: &Spot, before: &[Frame]) -> Option<Placed> {
        if let Some(placed) = regions::by_rule(view, spot, before) {
            return Some(placed);
        }
        let mut scratch = Features::default();
        let readings = score_all(&spot.readings, |(reading, content)| {
            self.score(&mut scratch, |p| region_features::reading(view, spot, *reading, *content, before, p))
        });
        let sources = score_all(&spot.sources, |s| {
            self.score(&mut scratch, |p| region_features::source(view, spot, s, before, p))
        });
        let mut best: Option<(i32, usize, usize)> = None;
        let mut by_source = vec![i32::MIN; spot.sources.len()];
        spot.choices(|r, s| {
            let score = readings
                .get(r)
                .zip(sources.get(s))
                .map_or(0, |(a, b)| a + b);
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, r, s));
            }
            if let Some(slot) = by_source.get_mut(s) {
                *slot = (*slot).max(score);
            }
        });
        let (score, reading, source) =
            best.filter(|(score, ..)| *score >= i32::from(self.floor) || spot.is_long(view))?;
        let (reading, content) = *spot.readings.get(reading)?;
        if reading == Reading::Continues {
            return Some(Placed::Piece(content));
        }
        let (second, margin) = second_best(&by_source, source, score);
        let from = spot.sources.get(source)?;
        Some(Placed::Own(Frame {
            cue: None,
            speaker: from.range,
            content: pieces(view, content),
            via: regions::via(from.from),
            runner_up: second.and_then(|i| spot.sources.get(i)?.range),
            confidence: self.confidence(score),
            source_confidence: self.confidence(margin),
        }))
    }

    /// Whom a speaker's words mean.
    #[must_use]
    pub fn link(&self, asked: &Asked<'_>, bearers: &[Bearer]) -> Link {
        if let [only] = bearers {
            return Link { best: Some(*only), second: None, confidence: self.confidence(i32::MAX) };
        }
        let mut scratch = Features::default();
        let mut score = |b: &Bearer| self.score(&mut scratch, |p| bearer_features::bearer(asked, b, p));
        let mut ranked: Vec<(i32, Bearer)> = bearers.iter().map(|b| (score(b), *b)).collect();
        order::by_number(&mut ranked, |(score, _)| order::highest_first(*score));
        let (best, second) = (ranked.first(), ranked.get(1));
        let margin = best
            .zip(second)
            .map_or(i32::MAX, |(a, b)| a.0.saturating_sub(b.0));
        Link {
            best: best.map(|b| b.1),
            second: second.map(|b| b.1),
            confidence: self.confidence(margin),
        }
    }

    /// The probability that a margin stands for, by a curve of straight pieces, so that every
    /// machine finds the same.
    fn confidence(&self, margin: i32) -> f32 {
        const CURVE: [f32; 7] = [0.5, 0.73, 0.88, 0.95, 0.98, 0.99, 0.995];
        let scale = i32::from(self.scale);
        let margin = margin.clamp(0, scale * 6 - 1);
        let step = usize::try_from(margin / scale).unwrap_or_default();
        let rest = i16::try_from(margin % scale).unwrap_or_default();
        let (Some(from), Some(to)) = (CURVE.get(step), CURVE.get(step + 1)) else {
            return 0.5;
        };
        from + (to - from) * f32::from(rest) / f32::from(self.scale)
    }

    /// The sum of the weights of features for a label.
    #[inline(never)]
    fn sum(&self, label: usize, features: &Features) -> i32 {
        self.rows.sum(label, features.all().iter().map(|feature| key_of(*feature)))
    }

    /// The sum of the weights of the features that `extract` pushes.
    fn score(&self, features: &mut Features, extract: impl FnOnce(Push<'_>)) -> i32 {
        features.n = 0;
        extract(&mut |t, v| features.push(t, v));
        self.sum(0, features)
    }
}

/// The features of a part, collected before the first weight is looked up: to note a feature takes a few
/// instructions, where the functions above are long, and the look-ups wait for memory side by side.
#[derive(Clone, Debug)]
struct Features {
    items: [u64; features::MOST],
    n: usize,
}

impl Default for Features {
    fn default() -> Self {
        Self { items: [0; features::MOST], n: 0 }
    }
}

impl Features {
    #[inline]
    fn push(&mut self, template: u32, value: u64) {
        if let Some(slot) = self.items.get_mut(self.n) {
            *slot = feature(template, value);
            self.n += 1;
        }
    }

    fn all(&self) -> &[u64] {
        self.items.get(..self.n).unwrap_or_default()
    }
}

/// A frame with its score.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// How far it is likelier than no quotation, in the integer steps of the weights.
    pub score: i32,
    /// The frame.
    pub frame: Frame,
}

const LAYOUTS: [Layout; 3] = [Layout::After, Layout::Before, Layout::Around];

/// The score of a choice that is never taken: three of them are a number yet.
const NEVER: i32 = i32::MIN / 4;

/// So many contents of a cue are kept.
const MOST_KEPT: usize = 6;

/// Keeps a choice if it is the best of its content and among the best of all.
fn keep(best: &mut Vec<(i32, Choice)>, score: i32, choice: Choice) {
    let same = |c: &Choice| (c.front, c.back) == (choice.front, choice.back);
    if let Some(i) = best.iter().position(|(_, c)| same(c)) {
        if best.get(i).is_some_and(|(s, _)| *s >= score) {
            return;
        }
        best.remove(i);
    }
    let at = best.partition_point(|(s, _)| *s >= score);
    if at < MOST_KEPT {
        best.insert(at, (score, choice));
        best.truncate(MOST_KEPT);
    }
}

/// The best source but the chosen one, and how far it is behind.
fn second_best(by_source: &[i32], chosen: usize, score: i32) -> (Option<usize>, i32) {
    let others = by_source.iter().enumerate().filter(|(i, _)| *i != chosen);
    let second = others.max_by_key(|(i, s)| (**s, std::cmp::Reverse(*i)));
    let margin = second.map_or(i32::MAX, |(_, s)| score.saturating_sub(*s));
    (second.map(|(i, _)| i), margin)
}

/// Whom a speaker's words mean.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The likeliest.
    pub best: Option<Bearer>,
    /// The second best.
    pub second: Option<Bearer>,
    /// How sure the first is, from 0 to 1.
    pub confidence: f32,
}

/// What a cue's choices are counted in; lists keep their room from cue to cue.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    scores: Scores,
    around: Around,
    /// The best choices, the best first.
    best: Vec<(i32, Choice)>,
    /// The score of the best choice with each source.
    by_source: Vec<i32>,
}

/// The scores of all parts of a cue.
#[derive(Clone, Debug, Default)]
struct Scores {
    layouts: [i32; 3],
    sources: Vec<i32>,
    in_layouts: Vec<[i32; 3]>,
    fronts: Vec<i32>,
    starts: Vec<i32>,
    ends: Vec<i32>,
    backs: Vec<i32>,
}

impl Scores {
    /// Scores all parts; the layouts are scored before.
    fn set(&mut self, ranker: &Ranker, view: &View, parts: &Parts, scratch: &mut Features) {
        let marks = features::quotes_around(view, &parts.cue, parts.unit);
        let sources = set_all(&mut self.sources, &parts.sources, |s| {
            ranker.score(scratch, |p| features::source(view, parts, s, p))
        });
        let best = sources.iter().max().copied().unwrap_or_default();
        let least = best - i32::from(ranker.scale) * ranker.limits.source_beam;
        let starts = set_all(&mut self.starts, &parts.starts, |s| {
            ranker.score(scratch, |p| features::start(view, parts, s, p))
        });
        let ends = set_all(&mut self.ends, &parts.ends, |e| {
            ranker.score(scratch, |p| features::end(view, parts, *e, p))
        });
        let mut of_sources = sources.iter();
        set_all(&mut self.in_layouts, &parts.sources, |source| {
            if of_sources.next().is_some_and(|score| *score < least) {
                return [NEVER; 3];
            }
            let fronted = parts.fronts.iter().any(|f| f.edge == source.edge);
            LAYOUTS.map(|layout| {
                if !fronted && layout != Layout::After {
                    return NEVER;
                }
                ranker.score(scratch, |p| {
                    features::source_in_layout(view, parts, source, layout, marks, p)
                })
            })
        });
        set_all(&mut self.fronts, &parts.fronts, |f| {
            ranker.score(scratch, |p| features::front(view, parts, f, p))
        });
        // Contents after the cue: their borders, and of those whose borders are good enough, themselves.
        let backs = set_all(&mut self.backs, &parts.backs, |b| at(starts, b.start) + at(ends, b.end));
        let best = backs.iter().max().copied().unwrap_or_default();
        let least = best - i32::from(ranker.scale) * ranker.limits.beam;
        for (score, back) in backs.iter_mut().zip(&parts.backs) {
            *score = if *score < least {
                NEVER
            } else {
                *score + ranker.score(scratch, |p| features::back(view, parts, back, p))
            };
        }
    }

    fn sum(&self, choice: Choice) -> i32 {
        let layout = choice.layout as usize;
        let part = |scores: &[i32], part: Option<usize>| part.map_or(0, |i| at(scores, i));
        let in_layouts = self.in_layouts.get(choice.source);
        at(&self.layouts, layout)
            + at(&self.sources, choice.source)
            + in_layouts.map_or(0, |scores| at(scores, layout))
            + part(&self.fronts, choice.front)
            + part(&self.backs, choice.back)
    }
}

/// What two pieces around an attribution gain, worked out once whatever their source.
#[derive(Clone, Debug, Default)]
struct Around(Vec<Option<i32>>);

impl Around {
    fn begin(&mut self, parts: &Parts) {
        self.0.clear();
        self.0.resize(parts.fronts.len() * parts.backs.len(), None);
    }

    fn score(
        &mut self,
        parts: &Parts,
        choice: Choice,
        score: impl FnOnce(&Front, &Back) -> i32,
    ) -> i32 {
        let Some((f, b)) = choice.front.zip(choice.back) else {
            return 0;
        };
        let pair = parts.fronts.get(f).zip(parts.backs.get(b));
        let slot = self.0.get_mut(f * parts.backs.len() + b);
        pair.zip(slot).map_or(0, |((front, back), slot)| {
            *slot.get_or_insert_with(|| score(front, back))
        })
    }
}

fn at(scores: &[i32], i: usize) -> i32 {
    scores.get(i).copied().unwrap_or_default()
}

/// Sets `scores` to those of all parts.
fn set_all<'s, T, S>(
    scores: &'s mut Vec<S>,
    parts: &[T],
    score: impl FnMut(&T) -> S,
) -> &'s mut [S] {
    scores.clear();
    scores.extend(parts.iter().map(score));
    scores
}

fn score_all<T, S>(parts: &[T], score: impl FnMut(&T) -> S) -> Vec<S> {
    parts.iter().map(score).collect()
}

fn via(view: &View, cue: &Cue, layout: Layout) -> Via {
    match (cue.form, layout) {
        (CueForm::AccordingTo, _) => Via::AccordingTo,
        (_, Layout::After) if view.is_word(cue.span.end, words![":"]) => Via::Colon,
        (_, Layout::After) => Via::CueBefore,
        (_, Layout::Before) => Via::CueAfter,
        (_, Layout::Around) => Via::CueInside,
    }
}
