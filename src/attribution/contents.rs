//! What is reported: borders fall on quotation marks, punctuation and clause openers.

use super::view::{View, whole, words};
use super::words::class as c;
use crate::tokens::TokenRange;

/// Content is looked for no farther than this many tokens away.
pub(super) const REACH: u32 = 150;

/// How content after its cue is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A clause, to its end.
    Rest,
    /// It begins with a quotation mark, and may go on after it.
    Quoted,
    /// The quoted words alone.
    Words,
}

/// The content that ends before the token `edge` (a comma, a closing mark, or the first token after it).
#[must_use]
pub fn before(view: &View, edge: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(edge.saturating_sub(REACH));
    let mut end = edge + 1;
    while end > floor && (view.is_break(end - 1) || !view.is_quoted(end - 1) && end > edge) {
        end -= 1;
    }
    if let Some(region) = end.checked_sub(1).and_then(|e| view.closes(e)) {
        // Quoted words that end a longer clause: `It was "bad", Lee said`.
        let before = region.open;
        let alone = before <= floor
            || view.is_break(before - 1)
            || view.is_quoted(before - 1)
            || view.has(before - 1, c::CONJ);
        if alone {
            return (!region.inside.is_empty()).then_some(region.inside);
        }
    }
    let start = clause_start(view, end, floor);
    trim(view, TokenRange::new(start, end))
}

/// The start of the clause that ends at `end`.
fn clause_start(view: &View, end: u32, floor: u32) -> u32 {
    (floor..end)
        .rev()
        .find(|i| {
            !view.is_quoted(*i) && (view.is_word(*i, words![";"]) || view.is_word(*i, words!["–"]) && !view.joins(*i))
        })
        .map_or(floor, |i| i + 1)
}

/// The content that begins at `at`.
#[must_use]
pub fn after(view: &View, at: u32, ceiling: u32, clause: Clause) -> Option<TokenRange> {
    let ceiling = ceiling.min(at + REACH.max(view.opens(at).map_or(0, |r| r.inside.len() + 8)));
    let mut from = at;
    while from < ceiling && view.is_outer_break(from) {
        from += 1;
    }
    if let Some(region) = view.opens(from) {
        let close = whole(region).end;
        let stops = view.is_break(close.wrapping_sub(2)) && !view.is_word(close.wrapping_sub(2), words![","]);
        let goes_on = clause != Clause::Words
            && close < ceiling
            && !view.is_break(close)
            && !stops
            && !is_cut(view, close)
            && !view.is_quoted(close);
        if !goes_on {
            return (!region.inside.is_empty()).then_some(region.inside);
        }
    }
    let mut end = from;
    while end < ceiling {
        if let Some(region) = view.region(end) {
            end = whole(region).end.min(ceiling);
            continue;
        }
        if end > from && is_end(view, end, ceiling) {
            break;
        }
        end += 1;
    }
    trim(view, TokenRange::new(from, end))
}

fn is_end(view: &View, at: u32, ceiling: u32) -> bool {
    if view.is_word(at, words![";"]) {
        return true;
    }
    if view.is_word(at, words![","]) {
        let next = at + 1;
        let adds = view.has(next, c::ING) && view.has(next, c::SAY | c::WEAK);
        return next < ceiling && (is_cut(view, next) || adds);
    }
    // `and said`, `but has denied`
    if view.has(at, c::CONJ) {
        let verb = (at + 1..ceiling.min(at + 4)).find(|i| !view.has(*i, c::ADVERB | c::AUX));
        return verb.is_some_and(|v| view.has(v, c::SAY) && view.has(v, c::PAST | c::THIRD));
    }
    false
}

/// Whether a clause begins at `at` that is no part of the report: `while`, `but`.
fn is_cut(view: &View, at: u32) -> bool {
    view.is_word(
        at,
        words!["while", "but", "although", "though", "whereas", "despite"],
    )
}

/// Without the punctuation at its ends.
pub(super) fn trim(view: &View, range: TokenRange) -> Option<TokenRange> {
    let TokenRange { mut start, mut end } = range;
    while start < end && view.is_outer_break(start) && !view.is_word(start, words!["[", "("]) {
        start += 1;
    }
    while start < end && view.is_outer_break(end - 1) && !view.is_word(end - 1, words!["]", ")"]) {
        end -= 1;
    }
    (start < end).then(|| TokenRange::new(start, end))
}
