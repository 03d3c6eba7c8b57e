//! Cues and speakers: who said it.

pub mod bearer_features;
pub mod cast;
pub mod clause;
pub mod contents;
pub mod cover;
pub mod cues;
mod dateline;
pub mod features;
pub mod frames;
mod headline;
pub mod joint;
pub mod meant;
pub mod nouns;
pub mod parts;
pub mod ranker;
pub mod region_features;
pub mod regions;
pub mod resolve;
pub mod rules;
pub mod sources;
pub mod titles;
pub mod turns;
pub mod values;
pub mod view;
pub mod words;

use std::iter;

use crate::entities::vocabulary::{Numbering, Vocabulary};
use crate::kind::{QuoteKind, Via};
use crate::model::ModelError;
use crate::model::format::File;
use crate::order;
use crate::pace::Pace;
use crate::quotes::Quote;
use crate::tokens::{TokenKind, TokenRange};
use cues::{Cue, Cues};
use frames::Frame;
use parts::Parts;
use ranker::Ranker;
use regions::{Placed, Spot};
use view::{Input, View, words};
use words::{Words, class};

/// The embedded model.
#[cfg(not(feature = "lite"))]
pub const MODEL: &[u8] = include_bytes!("data/quotes.bin");
/// The embedded model.
#[cfg(feature = "lite")]
pub const MODEL: &[u8] = include_bytes!("data/quotes.lite.bin");

/// Speakers below this confidence stay open where the caller sets no threshold.
pub const DEFAULT_THRESHOLD: f32 = 0.4;

/// The opened model and the word classes.
#[derive(Clone, Debug)]
pub struct Attributor {
    /// Word classes.
    pub words: Words,
    /// The choice of parts around a cue.
    pub ranker: Ranker,
}

impl Attributor {
    /// Opens the model that is embedded in the program.
    ///
    /// # Errors
    /// [`ModelError`] where the file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::open(MODEL)
    }

    /// Checks and opens a model file.
    ///
    /// # Errors
    /// [`ModelError`] where the file is foreign, damaged, or made for other features.
    pub fn open(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes, features::TEMPLATES)?;
        file.expect_labels(ranker::COLUMNS.into_iter())?;
        Ok(Self {
            words: Words::new(),
            ranker: Ranker::read(&file)?,
        })
    }
}

/// Finds the quotations of a text, with their sources. `numbering` has the words of the text's tokens, if
/// they were looked up in the vocabulary before.
pub async fn attribute(
    attributor: &Attributor,
    input: Input<'_>,
    (vocabulary, numbering): (&mut Vocabulary, Option<Numbering>),
    threshold: Option<f32>,
    pace: &Pace,
) -> Vec<Quote> {
    let view = View::new(input, &attributor.words, vocabulary, numbering, pace).await;
    let mut ruled = turns::find(&view);
    if ruled.is_empty() {
        ruled.extend(headline::find(&view));
    }
    pace.rest().await;
    let ranker = &attributor.ranker;
    let mut choice = joint::Choice::new(&view, ruled, ranker.allowance());
    each_cue(&view, pace, |parts, earlier| {
        choice.add(parts.unit, ranker.rank(&view, parts, earlier));
    })
    .await;
    let frames = choice.finish();
    pace.rest().await;
    let read = |spot: &Spot, before: &[Frame]| ranker.read_spot(&view, spot, before);
    let mut quotes: Vec<Quote> = Vec::with_capacity(frames.len());
    let mut frames = WithRegions::new(&view, frames);
    let threshold = threshold.unwrap_or(DEFAULT_THRESHOLD);
    let mut resolver = resolve::Resolver::new(&view, ranker);
    while let Some(frame) = frames.next(pace, read).await {
        let (speaker, runner_up) = resolver.resolve(&frame);
        let speaker = speaker.filter(|s| s.confidence >= threshold);
        quotes.push(Quote {
            kind: if frame.via == Via::Turn {
                QuoteKind::Direct
            } else {
                kind_of(&view, &frame.content)
            },
            content: frame
                .content
                .iter()
                .map(|p| p.span(view.input.tokens))
                .collect(),
            speaker,
            runner_up: runner_up.filter(|_| speaker.is_some()),
            cue: frame.cue.map(|x| x.span.span(view.input.tokens)),
            via: if speaker.is_some() {
                frame.via
            } else {
                Via::Open
            },
            confidence: frame.confidence,
        });
    }
    quotes.shrink_to_fit();
    order::by_number(&mut quotes, |q| {
        q.content.first().map_or(0, |s| order::pair(s.start, s.end))
    });
    quotes
}

/// Calls `take` with each cue, what the rules make of it, and the last cues before it, in the order
/// of the text.
pub async fn each_cue(view: &View<'_>, pace: &Pace, mut take: impl FnMut(&mut Parts, &[Cue])) {
    /// Contents reach over no more frames.
    const NEAR: usize = 8;
    let mut cues = Cues::default();
    let mut done = None;
    // The frames of the sentence and the last ones before it.
    let mut ruled: Vec<Frame> = Vec::new();
    let mut units = units(view);
    let mut unit = units.next().unwrap_or_default();
    while let Some(cue) = cues.next(view, pace).await {
        pace.rest().await;
        while unit.end <= cue.head {
            let Some(next) = units.next() else {
                return;
            };
            unit = next;
            ruled.drain(..ruled.len().saturating_sub(NEAR));
        }
        let rule = cue
            .plausible
            .then(|| rules::frame(view, &cue, unit, &ruled))
            .flatten();
        let mut parts = Parts::new(&cue, unit, rule, done.take());
        take(&mut parts, cues.earlier());
        let rule = parts.rule.take();
        done = Some(parts);
        if let Some(rule) = rule {
            // Inside the report of an earlier cue: only the outermost is a quotation.
            let inside = |f: &Frame| f.content.iter().any(|p| p.overlaps(cue.span));
            if !ruled
                .iter()
                .rev()
                .take(NEAR)
                .any(|f| inside(f) || clash(f, &rule))
            {
                ruled.push(rule);
            }
        }
    }
}

fn clash(a: &Frame, b: &Frame) -> bool {
    a.content
        .iter()
        .any(|p| b.content.iter().any(|x| p.overlaps(*x)))
}

/// Frames in the order of the text, and between them the quoted regions that none of them covers.
#[derive(Debug)]
pub struct WithRegions<'v, 'a> {
    view: &'v View<'a>,
    /// The frames to come, the next one last.
    frames: Vec<Frame>,
    /// For each region, whether a frame covers it.
    covered: Vec<bool>,
    /// The region to look at next.
    region: usize,
    /// The last frames, which tell what the next region is, and to which it may add a piece.
    before: Vec<Frame>,
}

impl<'v, 'a> WithRegions<'v, 'a> {
    /// Nobody asks for more of the frames before a region.
    const BEFORE: usize = 2;

    /// Begins with the first of these frames, which are in order.
    #[must_use]
    pub fn new(view: &'v View<'a>, mut frames: Vec<Frame>) -> Self {
        let mut covered = vec![false; view.regions.len()];
        for piece in frames.iter().flat_map(|f| &f.content) {
            for token in piece.start..piece.end {
                let region = view.region_number(token);
                if let Some(flag) = region.and_then(|i| covered.get_mut(i)) {
                    *flag = true;
                }
            }
        }
        frames.reverse();
        Self {
            view,
            frames,
            covered,
            region: 0,
            before: Vec::new(),
        }
    }

    /// The next frame; `read` reads the regions.
    pub async fn next(
        &mut self,
        pace: &Pace,
        mut read: impl FnMut(&Spot, &[Frame]) -> Option<Placed>,
    ) -> Option<Frame> {
        pace.rest().await;
        while self.before.len() <= Self::BEFORE {
            let Some(region) = self.view.regions.get(self.region) else {
                if self.before.is_empty() {
                    return self.pop();
                }
                break;
            };
            let is_covered = self.covered.get(self.region) == Some(&true);
            let first = self.frames.last().map_or(u32::MAX, regions::first);
            if !is_covered && first <= region.open {
                let frame = self.pop();
                self.before.extend(frame);
                continue;
            }
            let is_taken = is_covered || self.runs_into_next();
            self.region += 1;
            if is_taken {
                continue;
            }
            pace.rest().await;
            let Some(mut spot) = Spot::collect(self.view, region, &self.before) else {
                continue;
            };
            spot.readings.retain(|(_, content)| content.end <= first);
            match read(&spot, &self.before) {
                Some(Placed::Own(frame)) => self.before.push(frame),
                Some(Placed::Piece(piece)) => {
                    if let Some(last) = self.before.last_mut() {
                        last.content.push(piece);
                    }
                }
                None => {}
            }
        }
        Some(self.before.remove(0))
    }

    /// Whether the region, and those that open again after it, run into the speech of the next frame, which
    /// takes them: `“We lost.¶“We lost it all,” he said`.
    fn runs_into_next(&mut self) -> bool {
        let regions = self.view.regions.get(self.region..).unwrap_or_default();
        let Some(frame) = self.frames.last_mut() else {
            return false;
        };
        if regions.first().is_none_or(|r| r.reopens) {
            return false;
        }
        let goes_on = regions.iter().skip(1).take_while(|r| r.reopens);
        let start = regions::first(frame);
        let Some(count) = goes_on.map(|r| r.inside.start).position(|at| at == start) else {
            return false;
        };
        let number = self.region..=self.region + count;
        if self.covered.get(number.clone()).is_none_or(|c| c.contains(&true)) {
            return false;
        }
        // A mark at the end of a paragraph opens nothing.
        let pieces = regions.iter().take(count + 1).map(|r| r.inside).filter(|r| !r.is_empty());
        frame.content.splice(0..0, pieces);
        self.covered.get_mut(number).unwrap_or_default().fill(true);
        true
    }

    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop();
        // Of a long text, they take much room.
        if self.frames.len() < self.frames.capacity() / 8 * 7 {
            self.frames.shrink_to_fit();
        }
        frame
    }
}

/// Sentences without their datelines, those joined that a quoted region spans, or that a report and
/// its attribution share over a paragraph's end: `“…,”` and `said Lee`, `Lee said:` and `“…”`.
fn units(view: &View) -> impl Iterator<Item = TokenRange> {
    let mut sentences = view.input.layout.sentences.iter().peekable();
    iter::from_fn(move || {
        let first = sentences.next()?;
        let mut unit = TokenRange::new(dateline::after(view, *first), first.end);
        while let Some(next) = sentences.next_if(|s| is_joined(view, s.start)) {
            unit.end = next.end;
        }
        Some(unit)
    })
}

/// Whether the sentence that begins at `start` is of one unit with the one before.
fn is_joined(view: &View, start: u32) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    view.is_quoted(start) && view.region_number(start) == view.region_number(before)
        || view.is_closing(before) && view.has(start, class::CUE) && !view.is_capital(start)
        || view.is_word(before, words![":"]) && view.is_opening(start)
}

/// Direct where all words stand in marks, indirect where none do.
fn kind_of(view: &View, content: &[TokenRange]) -> QuoteKind {
    let mut marked = 0_u32;
    let mut plain = 0_u32;
    for piece in content {
        for i in piece.start..piece.end {
            if !matches!(view.kind(i), Some(TokenKind::Word | TokenKind::Number)) {
                continue;
            }
            let quoted = view
                .region(i)
                .is_some_and(|r| r.inside.start <= i && i < r.inside.end);
            if quoted {
                marked += 1;
            } else {
                plain += 1;
            }
        }
    }
    match (marked, plain) {
        (0, _) => QuoteKind::Indirect,
        (_, 0) => QuoteKind::Direct,
        (_, _) => QuoteKind::Mixed,
    }
}
