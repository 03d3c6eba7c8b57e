//! Quoted words that no cue reports: the next piece of a quotation, the next one of its speaker, or no speech.

use super::frames::Frame;
use super::nouns;
use super::view::{View, whole};
use super::words::class as c;
use crate::kind::{EntityKind, Via};
use crate::marks::MarkPair;
use crate::text::to_u32;
use crate::tokens::{TokenKind, TokenRange};

/// Adds the quoted regions that no frame covers to the frames before them, or as frames of their own.
pub fn add(view: &View, frames: &mut Vec<Frame>) {
    let mut covered = vec![false; view.regions.len()];
    for frame in frames.iter() {
        for piece in &frame.content {
            for slot in view.region_of.get(piece.bounds()).unwrap_or_default() {
                if let Some(flag) = (*slot as usize)
                    .checked_sub(1)
                    .and_then(|i| covered.get_mut(i))
                {
                    *flag = true;
                }
            }
        }
    }
    let mut out: Vec<Frame> = Vec::with_capacity(frames.len() + 4);
    let mut queue = std::mem::take(frames).into_iter().peekable();
    for (region, covered) in view.regions.iter().zip(&covered) {
        if *covered {
            continue;
        }
        while let Some(frame) = queue.next_if(|f| first(f) <= region.open) {
            out.push(frame);
        }
        place(view, region, &mut out);
    }
    out.extend(queue);
    *frames = out;
}

/// The first token of a frame's content.
#[must_use]
pub fn first(frame: &Frame) -> u32 {
    frame.content.first().map_or(0, |p| p.start)
}

fn place(view: &View, region: &MarkPair, out: &mut Vec<Frame>) {
    if region.inside.is_empty() || !is_speech(view, region) {
        return;
    }
    let inside = region.inside;
    if let Some(last) = out.last_mut()
        && let Some(piece) = last.content.last().copied()
        && continues(view, last, piece, region)
    {
        last.content.push(inside);
        return;
    }
    let mut speaker = None;
    let mut via = Via::Open;
    let paragraph = paragraph_of(view, region.open);
    if region.open > 0 && view.is(region.open - 1, ":") {
        speaker = before_colon(view, region.open - 1, paragraph.start);
        via = Via::Colon;
    }
    if speaker.is_none()
        && let Some(last) = out.last()
        && first(last) + 400 > region.open
        && last.content.iter().any(|p| view.region(p.start).is_some())
    {
        speaker = last.speaker;
        via = Via::Inherited;
    }
    if speaker.is_none() {
        speaker = nearest_person(view, region.open, paragraph.start);
        via = if speaker.is_some() {
            Via::Nearby
        } else {
            Via::Open
        };
    }
    out.push(Frame {
        cue: None,
        speaker,
        content: vec![inside],
        via,
        runner_up: None,
        confidence: 0.5,
        source_confidence: 0.9,
    });
}

/// Whether a region is the next piece of the quotation before it.
fn continues(view: &View, last: &Frame, piece: TokenRange, region: &MarkPair) -> bool {
    let Some(earlier) = view.region(piece.start) else {
        return false;
    };
    if earlier.inside != piece {
        return false;
    }
    if region.reopens {
        return true;
    }
    // `"We lost," he said. "It is over."`
    let between = TokenRange::new(whole(earlier).end, region.open);
    let cue_end = last
        .cue
        .map_or(0, |x| x.span.end)
        .max(last.speaker.map_or(0, |s| s.end));
    let same = paragraph_of(view, piece.start) == paragraph_of(view, region.open);
    same && between.len() < 40
        && (cue_end > between.start && cue_end <= between.end)
        && (cue_end..between.end).filter(|i| view.is_break(*i)).count() <= 2
        && (cue_end..between.end)
            .filter(|i| view.kind(*i) == Some(TokenKind::Stop))
            .count()
            <= 1
        && (between.end == between.start || view.is_break(between.end - 1))
}

/// Whether quoted words without a cue are somebody's words, and not a title or a scare quote.
fn is_speech(view: &View, region: &MarkPair) -> bool {
    let inside = region.inside;
    if region.reopens {
        return true;
    }
    let words = (inside.start..inside.end)
        .filter(|i| view.kind(*i) == Some(TokenKind::Word))
        .count();
    if words < 4 {
        return false;
    }
    let last = inside.end - 1;
    let punctuated = view.is_break(last);
    let capital = view.is_capital(inside.start) || view.is(inside.start, "[");
    let finite = (inside.start..inside.end).any(|i| view.has(i, c::AUX | c::VERB));
    let colon = region.open > 0 && (view.is(region.open - 1, ":") || view.is(region.open - 1, ","));
    let starts = region.open == 0
        || view.is_break(region.open - 1)
        || view.closes(region.open - 1).is_some();
    punctuated && finite && (capital || starts) || finite && words > 6 && (colon || capital)
}

/// The tokens of the paragraph around a token.
#[must_use]
pub fn paragraph_of(view: &View, at: u32) -> TokenRange {
    let paragraphs = &view.input.layout.paragraphs;
    let i = paragraphs.partition_point(|p| p.tokens.end <= at);
    paragraphs.get(i).map_or_else(
        || TokenRange::new(0, to_u32(view.input.tokens.len())),
        |p| p.tokens,
    )
}

fn before_colon(view: &View, colon: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(colon.saturating_sub(60));
    let start = (floor..colon)
        .rev()
        .find(|i| view.kind(*i) == Some(TokenKind::Stop) && view.is_break(*i))
        .map_or(floor, |i| i + 1);
    (start..colon).find_map(|i| {
        nouns::starting_at(view, i, colon).filter(|np| {
            view.has(np.start, c::SUBJECT)
                || view.mention(np.start).is_some_and(|m| m.kind.is_name())
                || view.has(np.end - 1, c::ROLE | c::BODY)
        })
    })
}

fn nearest_person(view: &View, at: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(at.saturating_sub(80));
    (floor..at).rev().find_map(|i| {
        view.mention(i)
            .filter(|m| m.kind == EntityKind::Person)
            .map(|m| m.tokens)
    })
}
