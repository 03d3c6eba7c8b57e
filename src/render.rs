//! Document → flat, non-overlapping runs for painters.
//!
//! Marks nest in a fixed order: quotation, then speaker or cue, then entity. A painter opens and
//! closes them in this order, and of the marks at one place the innermost, which is the smallest,
//! is the one that a reader means. `www/src/ranges.js` does the same for the page; a test
//! compares the two.

use serde::Serialize;

use crate::document::Document;

/// A stretch of text with the same marks throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// The quotation whose content it is.
    pub quote: Option<u32>,
    /// The quotation whose speaker it names; the first one, where it names that of several.
    pub speaker: Option<u32>,
    /// The quotation whose cue it is; the first one, where it is that of several.
    pub cue: Option<u32>,
    /// The entity that it names.
    pub entity: Option<u32>,
    /// Which of the entity's mentions it is.
    pub mention: Option<u32>,
}

impl Run {
    /// Whether the run is plain text.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.marks() == Self::default()
    }

    /// The run without its place.
    fn marks(self) -> Self {
        Self {
            start: 0,
            end: 0,
            ..self
        }
    }
}

/// The runs of a document, in order; together they are the whole text.
///
/// Marks of one sort that overlap, which no pass makes but a corrected document may have, are
/// cut: the one that starts first keeps the common part.
#[must_use]
pub fn runs(document: &Document) -> Vec<Run> {
    let quotes = &document.quotes;
    let contents = quotes.iter().flat_map(|q| {
        let pieces = q.contents.iter().zip(0..);
        pieces.map(|(c, i)| (c.start, c.end, q.id, i))
    });
    let speakers = quotes
        .iter()
        .filter_map(|q| q.speaker.as_ref().map(|s| (s.start, s.end, q.id, 0)));
    let cues = quotes
        .iter()
        .filter_map(|q| q.cue.as_ref().map(|c| (c.start, c.end, q.id, 0)));
    let mentions = document.entities.iter().flat_map(|e| {
        let mentions = e.mentions.iter().zip(0..);
        mentions.map(|(m, i)| (m.start, m.end, e.id, i))
    });
    let mut layers = [
        Layer::new(contents, document.length),
        Layer::new(speakers, document.length),
        Layer::new(cues, document.length),
        Layer::new(mentions, document.length),
    ];

    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < document.length {
        let [quote, speaker, cue, entity] = layers.each_mut().map(|l| l.at(at));
        let end = [quote, speaker, cue, entity]
            .iter()
            .map(|(_, end)| *end)
            .fold(document.length, u32::min);
        let id = |found: (Option<(u32, u32)>, u32)| found.0.map(|(id, _)| id);
        runs.push(Run {
            start: at,
            end,
            quote: id(quote),
            speaker: id(speaker),
            cue: id(cue),
            entity: id(entity),
            mention: entity.0.map(|(_, index)| index),
        });
        at = end;
    }
    runs
}

/// Marks of one sort, sorted and cut so that they do not overlap, with the next one to look at.
struct Layer {
    /// Start, end, id, and which of the id's marks.
    spans: Vec<(u32, u32, u32, u32)>,
    next: usize,
}

impl Layer {
    fn new(spans: impl Iterator<Item = (u32, u32, u32, u32)>, length: u32) -> Self {
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        let mut free = 0;
        spans.retain_mut(|(start, end, ..)| {
            *start = (*start).max(free);
            *end = (*end).min(length);
            free = free.max(*end);
            start < end
        });
        Self { spans, next: 0 }
    }

    /// The mark at `at`, and where that answer ends. Positions must not decrease.
    fn at(&mut self, at: u32) -> (Option<(u32, u32)>, u32) {
        while let Some((start, end, id, index)) = self.spans.get(self.next) {
            if at < *start {
                return (None, *start);
            }
            if at < *end {
                return (Some((*id, *index)), *end);
            }
            self.next += 1;
        }
        (None, u32::MAX)
    }
}
