//! The words of a source → those that tell whom it is.

use super::view::{View, words};
use super::words::class as c;
use crate::kind::EntityKind;
use crate::text::to_u32;
use crate::tokens::{TokenKind, TokenRange};

/// The words that tell whom a source means: a spokesman or a report is the body that it speaks for, and `the RMT union` is
/// `the RMT`.
#[must_use]
pub fn meant(view: &View, source: TokenRange) -> TokenRange {
    let source = spoken_for(view, source).unwrap_or(source);
    named_before_sort(view, source).unwrap_or(source)
}

/// `the RMT` of `a spokesman for the RMT` and `a report by the RMT`, `company` of `a company spokesman`.
fn spoken_for(view: &View, source: TokenRange) -> Option<TokenRange> {
    let is_spokesman = |i: u32| view.word(i).starts_with("spokes");
    let is_text = |i: u32| view.is_word(i, words!["statement", "report", "letter"]);
    let head = (source.start..source.end).find(|i| is_spokesman(*i) || is_text(*i))?;
    let links = if is_text(head) {
        words!["by", "from", "of"]
    } else {
        words!["for", "from", "of"]
    };
    let body = if head + 1 == source.end && is_spokesman(head) {
        let lead = (source.start..head).take_while(|i| view.has(*i, c::DET));
        TokenRange::new(source.start + to_u32(lead.count()), head)
    } else if view.is_word(head + 1, links) {
        TokenRange::new(head + 2, source.end)
    } else {
        return None;
    };
    let last = body.end.checked_sub(1).filter(|last| *last >= body.start)?;
    let is_body = view.has(last, c::SORT)
        || matches!(view.mention_kind(last), Some(EntityKind::Org | EntityKind::Gpe))
        || is_text(head) && view.mention_kind(last) == Some(EntityKind::Person);
    // `A Home Office spokesman, Ben Ames,` is Ames.
    let has_name = view.is_word(source.end, words![","])
        && view.mention_kind(source.end + 1) == Some(EntityKind::Person);
    (is_body && !has_name).then_some(body)
}

/// `Kyodo` of `the Kyodo agency`, `the Kyodo news agency` or `Japan’s Kyodo agency`.
fn named_before_sort(view: &View, source: TokenRange) -> Option<TokenRange> {
    let sort = source.end.checked_sub(1).filter(|i| view.has(*i, c::SORT))?;
    let qualifies = |i: &u32| {
        view.kind(*i) == Some(TokenKind::Word)
            && !view.is_capital(*i)
            && !view.has(*i, c::PREP | c::CONJ | c::DET)
    };
    let up_to = |end: u32| {
        let name = view.mention(end.checked_sub(1)?)?;
        let start = name.tokens.start;
        let follows = start > source.start && !view.is_word(start - 1, words!["a", "an"]);
        let is_body = name.kind == EntityKind::Org && name.tokens.end == end;
        (is_body && follows).then_some(TokenRange::new(start, end))
    };
    up_to(sort).or_else(|| up_to(sort.checked_sub(1).filter(qualifies)?))
}
