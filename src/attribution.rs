//! Cues and speakers: who said it.

pub mod contents;
pub mod cues;
pub mod frames;
pub mod leftover;
pub mod nouns;
pub mod resolve;
pub mod rules;
pub mod view;
pub mod words;

use crate::kind::{QuoteKind, Via};
use crate::quotes::Quote;
use crate::tokens::{TokenKind, TokenRange};
use frames::Frame;
use view::{Input, View};
use words::Words;

/// Speakers below this confidence stay open where the caller sets no threshold.
pub const DEFAULT_THRESHOLD: f32 = 0.4;

/// Finds the quotations of a text, with their sources.
#[must_use]
pub fn attribute(words: &Words, input: Input, threshold: Option<f32>) -> Vec<Quote> {
    let view = View::new(input, words);
    let mut frames = by_rule(&view);
    leftover::add(&view, &mut frames);
    let threshold = threshold.unwrap_or(DEFAULT_THRESHOLD);
    let mut resolver = resolve::Resolver::new(&view);
    let mut quotes: Vec<Quote> = frames
        .iter()
        .map(|frame| {
            let speaker = resolver
                .resolve(frame)
                .filter(|s| s.confidence >= threshold);
            Quote {
                kind: kind_of(&view, &frame.content),
                content: frame
                    .content
                    .iter()
                    .map(|p| p.span(view.input.tokens))
                    .collect(),
                speaker,
                runner_up: None,
                cue: frame.cue.map(|x| x.span.span(view.input.tokens)),
                via: if speaker.is_some() { frame.via } else { Via::Open },
                confidence: frame.confidence,
            }
        })
        .collect();
    quotes.sort_by_key(|q| q.content.first().map(|s| (s.start, s.end)));
    quotes
}

/// The frames of every cue, outermost only, in the order of the text.
fn by_rule(view: &View) -> Vec<Frame> {
    let cues = cues::find(view);
    let mut frames: Vec<Frame> = Vec::with_capacity(cues.len());
    let mut units = units(view).into_iter();
    let mut unit = units.next().unwrap_or_default();
    for cue in &cues {
        while unit.end <= cue.head {
            let Some(next) = units.next() else {
                return frames;
            };
            unit = next;
        }
        // Inside the report of an earlier cue: only the outermost is a quotation.
        let inside = |f: &Frame| f.content.iter().any(|p| p.overlaps(cue.span));
        if frames.iter().rev().take(8).any(inside) {
            continue;
        }
        let Some(frame) = rules::frame(view, cue, unit, &frames) else {
            continue;
        };
        let clash = |f: &Frame| {
            f.content
                .iter()
                .any(|p| frame.content.iter().any(|x| p.overlaps(*x)))
        };
        if frames.iter().rev().take(8).any(clash) {
            continue;
        }
        frames.push(frame);
    }
    frames.sort_by_key(leftover::first);
    frames
}

/// Sentences, those joined that a quoted region spans.
fn units(view: &View) -> Vec<TokenRange> {
    let mut units: Vec<TokenRange> = Vec::with_capacity(view.input.layout.sentences.len());
    for sentence in &view.input.layout.sentences {
        let joined = sentence.start > 0
            && view.region_of.get(sentence.start as usize) == view.region_of.get(sentence.start as usize - 1)
            && view.region(sentence.start).is_some();
        match units.last_mut() {
            Some(last) if joined => last.end = sentence.end,
            Some(_) | None => units.push(*sentence),
        }
    }
    units
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
            if quoted { marked += 1 } else { plain += 1 }
        }
    }
    match (marked, plain) {
        (0, _) => QuoteKind::Indirect,
        (_, 0) => QuoteKind::Direct,
        (_, _) => QuoteKind::Mixed,
    }
}

