//! Interviews and transcripts: turns with the label of who speaks, `WN: … Smith: …`, `Q: … A: …`.

use super::frames::Frame;
use super::parts::normal;
use super::view::{View, whole, words};
use super::words::class as c;
use crate::kind::{EntityKind, Via};
use crate::model::hasher::ValueMap;
use crate::tokens::{Case, Gap, TokenKind, TokenRange};

/// A label has at most so many tokens.
const LONGEST: u32 = 5;
/// Turns farther apart are of no one conversation.
const NEAR: usize = 4;

/// A labelled line.
struct Line {
    label: TokenRange,
    /// What follows the colon, up to the end of the line or the next labelled one.
    said: TokenRange,
    /// The number of its paragraph.
    paragraph: usize,
}

/// The turns of a text; none where it is no conversation.
#[must_use]
#[inline(never)]
pub fn find(view: &View) -> Vec<Frame> {
    let lines = lines(view);
    let mut times: ValueMap<u32> = ValueMap::default();
    for line in &lines {
        *times.entry(name(view, line.label)).or_default() += 1;
    }
    if !times.values().any(|n| *n > 1) && is_news(view, &lines) {
        return Vec::new();
    }
    let sure = |l: &Line| {
        times.get(&name(view, l.label)).is_some_and(|n| *n > 1) || is_speaker(view, l.label)
    };
    // Beside a label that surely speaks another one does.
    let beside = |i: usize, j: Option<usize>| {
        let pair = lines.get(i).zip(j.and_then(|j| lines.get(j)));
        pair.is_some_and(|(a, b)| sure(b) && a.paragraph.abs_diff(b.paragraph) <= 1)
    };
    let spoken: Vec<&Line> = lines
        .iter()
        .enumerate()
        .filter(|(i, l)| sure(l) || beside(*i, i.checked_sub(1)) || beside(*i, Some(i + 1)))
        .map(|(_, l)| l)
        .collect();
    let mut frames: Vec<Frame> = Vec::new();
    for (i, line) in spoken.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| spoken.get(i));
        let next = spoken.get(i + 1);
        let near = |a: &Line, b: &Line| {
            b.paragraph - a.paragraph < NEAR && name(view, a.label) != name(view, b.label)
        };
        let in_turn = before.is_some_and(|b| near(b, line))
            || next.is_some_and(|n| near(line, n))
            || answers(view, line);
        let Some(said) = in_turn.then(|| spoken_words(view, line.said)).flatten() else {
            continue;
        };
        let mut content = vec![said];
        // Paragraphs without a label before the next one go on.
        if let Some(next) = next.filter(|n| near(line, n)) {
            let between = view
                .input
                .layout
                .paragraphs
                .get(line.paragraph + 1..next.paragraph);
            content.extend(
                between
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|p| spoken_words(view, p.tokens)),
            );
        }
        let frame = Frame::ruled(None, Some(line.label), content, Via::Turn, 0.95);
        frames.push(Frame { source_confidence: 0.95, ..frame });
    }
    frames
}

/// Whether lines whose labels all differ tell of different places or matters instead of speaking, as
/// `GLASSON: The vicar reminds all … “I am only human,” he wrote.`: nobody asks, and somebody is quoted.
fn is_news(view: &View, lines: &[Line]) -> bool {
    let asks = |l: &Line| view.is_word(l.said.end.wrapping_sub(1), words!["?"]);
    let quotes = |l: &Line| (l.said.start + 1..l.said.end).any(|i| view.opens(i).is_some());
    !lines.iter().any(asks) && lines.iter().any(quotes)
}

/// Whether somebody answers what the paragraph before asks without a label: `How many?`, `Lee: Two.`
fn answers(view: &View, line: &Line) -> bool {
    let paragraphs = &view.input.layout.paragraphs;
    let before = line.paragraph.checked_sub(1).and_then(|p| paragraphs.get(p));
    let asks = before.is_some_and(|p| view.is_word(p.tokens.end.wrapping_sub(1), words!["?"]));
    asks && is_speaker(view, line.label)
}

/// What is said, with its last stop; without marks that enclose all of it.
fn spoken_words(view: &View, range: TokenRange) -> Option<TokenRange> {
    match view.opens(range.start) {
        Some(region) if whole(region).end >= range.end => normal(view, range),
        Some(_) | None => (!range.is_empty()).then_some(range),
    }
}

/// The lines that begin with a label.
fn lines(view: &View) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, paragraph) in view.input.layout.paragraphs.iter().enumerate() {
        let range = paragraph.tokens;
        let begins = |i: u32| i == range.start || view.token(i).is_some_and(|t| t.gap() == Gap::Line);
        let follows = |i: u32| view.kind(i.wrapping_sub(1)) == Some(TokenKind::Stop);
        for start in (range.start..range.end).filter(|i| begins(*i) || follows(*i)) {
            let labelled = lines.last().is_some_and(|l| l.paragraph == number);
            let label = (begins(start) || labelled).then(|| label(view, start, range.end));
            let Some((label, said)) = label.flatten() else {
                continue;
            };
            if let Some(last) = lines.last_mut().filter(|l| l.said.end > start) {
                last.said.end = start;
            }
            lines.push(Line {
                label,
                said: TokenRange::new(said, range.end),
                paragraph: number,
            });
        }
    }
    lines.retain(|l| !l.said.is_empty());
    lines
}

/// The label that begins at `start`, and where what it says does: capitals or a role, perhaps a
/// gesture, then a colon: `The mayor (laughs): …`.
fn label(view: &View, start: u32, end: u32) -> Option<(TokenRange, u32)> {
    let marks = |i: &u32| view.is_word(*i, words![":"]) || view.is_word(*i, words!["("]);
    let last = (start + 1..end.min(start + LONGEST + 1)).find(marks)?;
    let mut colon = last;
    if view.is_word(last, words!["("]) {
        colon = (last + 1..end.min(last + LONGEST)).find(|i| view.is_word(*i, words![")"]))? + 1;
    }
    let role = view.is_capital(start) && (start..last).any(|i| view.has(i, c::ROLE));
    let fits = |i: u32| match view.kind(i) {
        Some(TokenKind::Word) => role || view.is_capital(i) || view.is_mentioned(i),
        Some(TokenKind::Stop) => view.word(i) == ".",
        Some(
            TokenKind::Possessive
            | TokenKind::Number
            | TokenKind::Address
            | TokenKind::Quote
            | TokenKind::Punctuation
            | TokenKind::Symbol,
        )
        | None => false,
    };
    let ends = view.is_word(colon, words![":"]) && view.touches(colon);
    (ends && (start..last).all(fits) && !is_notice(view, start))
        .then(|| (TokenRange::new(start, last), colon + 1))
}

/// What stands before a colon and is nobody: `Q&A: the woman who counts penguins`.
fn is_notice(view: &View, start: u32) -> bool {
    view.is_word(
        start,
        words![
            "q&a", "faq", "live", "note", "update", "new", "watch", "listen", "read", "photo", "photos",
            "video", "more", "by", "date", "time", "tip", "fact",],
    )
}

fn name(view: &View, label: TokenRange) -> u64 {
    view.lower(label.end - 1)
}

/// Whether a label names somebody who may speak.
fn is_speaker(view: &View, label: TokenRange) -> bool {
    let last = label.end - 1;
    let initials = label.len() == 1
        && view.word(last).len() <= 4
        && view.token(last).is_some_and(|t| t.case() == Case::Upper);
    initials
        || view.is_word(
            last,
            words![
                "q",
                "a",
                "question",
                "answer",
                "interviewer",
                "interviewee",
                "host",
                "moderator",],
        )
        || (label.start..label.end).any(|i| view.has(i, c::ROLE))
        || view.mention_kind(last) == Some(EntityKind::Person)
}
