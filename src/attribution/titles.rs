//! What stands beside a person's name and tells who that is: role words, an age.

use super::nouns;
use super::view::{View, words};
use super::words::class as c;
use crate::kind::EntityKind;
use crate::tokens::{TokenKind, TokenRange};

/// Calls `take` with each word beside a name that says what its bearer is: `Mayor Lee`, `Lee, the mayor of Cuenca`,
/// `Lee is the mayor`, `the mayor, Ms Lee,`.
pub fn beside(view: &View, name: TokenRange, take: &mut impl FnMut(u32)) {
    let TokenRange { start, end } = name;
    let before = (start.saturating_sub(4)..start).rev();
    // `Judge Lee | jailed Kay`
    let is_own = |i: &u32| is_plain(view, *i) && view.mention_kind(*i) != Some(EntityKind::Person);
    before.take_while(is_own).filter(|i| is_role(view, *i)).for_each(&mut *take);
    let mut first = start;
    while view.has(first.wrapping_sub(1), c::TITLE) || view.is_word(first.wrapping_sub(1), words!["."]) {
        first -= 1;
    }
    let comma = first.checked_sub(1).filter(|i| view.is_word(*i, words![","]) && view.is_break(end));
    if let Some(noun) = comma.and_then(|comma| nouns::ending_at(view, comma, 0)) {
        apposed(view, noun, take);
    }
    let is_said_to_be = view.has(end, c::BE) && view.has(end + 1, c::DET | c::ROLE);
    if is_said_to_be || view.is_word(end, words![","]) {
        let rest = end + 1..end + 9;
        let close = rest.clone().find(|i| view.is_break(*i)).unwrap_or(rest.end);
        apposed(view, TokenRange::new(end + 1, close), take);
    }
}

/// The role words of a phrase that a comma parts from a name, none of what only says more of them: `the minister’s
/// [wife]`, `[head] of the minister’s office`. A noun of no list is a role where an article opens the phrase: `the
/// harbour [master]`.
fn apposed(view: &View, phrase: TokenRange, take: &mut impl FnMut(u32)) {
    let more = (phrase.start..phrase.end).find(|i| !is_plain(view, *i) && view.kind(*i) != Some(TokenKind::Possessive));
    let end = more.unwrap_or(phrase.end);
    (phrase.start..end).filter(|i| is_role(view, *i)).for_each(&mut *take);
    let is_whole = end == phrase.end && view.has(phrase.start, c::DET);
    let noun = is_whole.then(|| nouns::starting_at(view, phrase.start, end)).flatten();
    let head = noun.filter(|np| np.end == end).map(|np| np.end - 1);
    let other = head.filter(|i| !view.is_capital(*i) && !is_role(view, *i));
    other.into_iter().for_each(take);
}

/// Whether a word says what somebody is: not the minister of `the minister’s wife`.
fn is_role(view: &View, i: u32) -> bool {
    view.has(i, c::ROLE) && view.kind(i + 1) != Some(TokenKind::Possessive)
}

/// Whether the token at `i` may stand within a noun phrase before its first preposition.
fn is_plain(view: &View, i: u32) -> bool {
    let other = c::PREP | c::CONJ | c::WH | c::THAT | c::AUX;
    let verb = view.has(i, c::CUE) && !view.has(i, c::ROLE) && view.has(i, c::PAST | c::THIRD);
    !view.is_break(i) && !view.has(i, other) && !verb && view.kind(i) != Some(TokenKind::Possessive)
}

/// 1 where a role word is only used of men, 2 where only of women, else 0.
pub fn gender(view: &View, i: u32) -> u8 {
    let female = view.input.lexicon.probe(view.word(i)).female();
    match female {
        Some(p) if p > 0.99 => 2,
        Some(p) if p < 0.01 => 1,
        Some(_) | None => 0,
    }
}

/// The gender that words ask for as [`gender`] gives it: `she`, `the mother of four`.
pub fn wanted(view: &View, words: TokenRange) -> u8 {
    if words.len() == 1 && !view.is_mentioned(words.start) {
        let of = |list: &[u64]| view.is_word(words.start, list);
        return match (of(words!["he", "him"]), of(words!["she", "her"])) {
            (true, _) => 1,
            (_, true) => 2,
            (false, false) => 0,
        };
    }
    let link = (words.start + 1..words.end).find(|i| view.has(*i, c::PREP));
    let noun = link.unwrap_or(words.end).saturating_sub(1);
    if view.is_mentioned(noun) || !view.has(noun, c::ROLE) { 0 } else { gender(view, noun) }
}

/// The age that stands beside a name: `Lee, 34,` or `34-year-old Lee`.
pub fn age_beside(view: &View, name: TokenRange) -> Option<u64> {
    let behind = (view.is_word(name.end, words![","]) && view.is_break(name.end + 2))
        .then(|| view.word(name.end + 1).parse().ok())
        .flatten();
    behind.or_else(|| age(view, name.start.checked_sub(1)?))
}

/// The years of `34-year-old`.
pub fn age(view: &View, i: u32) -> Option<u64> {
    let age = view.mention(i).filter(|m| m.tokens.end == i + 1 && view.is_aged(i))?;
    view.word(age.tokens.start).parse().ok()
}
