//! Noun phrases without a parser: where the one that ends or begins at a token has its other end.

use super::view::{View, words};
use super::words::class as c;
use crate::kind::EntityKind;
use crate::tokens::{TokenKind, TokenRange};

/// Noun phrases are looked for no farther than this many tokens away.
const REACH: u32 = 24;

const BOUNDARY: u64 = c::AUX | c::SUBORD | c::WH | c::THAT | c::TO | c::CONJ | c::NOT;

/// The noun phrase whose last token is `end - 1`, looking no farther left than `floor`.
#[must_use]
pub fn ending_at(view: &View, end: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(end.saturating_sub(REACH));
    let last = end.checked_sub(1).filter(|l| *l >= floor)?;
    if !can_end(view, last) {
        return None;
    }
    let mut start = last;
    if let Some(m) = view.mention(last) {
        start = m.tokens.start.max(floor);
    } else if is_pronoun(view, last, c::SUBJECT) {
        return Some(TokenRange::new(last, end));
    }
    while start > floor {
        let at = start - 1;
        if let Some(m) = view.mention(at)
            && m.kind.is_name()
            && m.tokens.end == start
            && !parts_names(view, m.tokens, start)
        {
            start = m.tokens.start.max(floor);
            continue;
        }
        if !extends(view, at, start, floor) {
            break;
        }
        // A preposition comes with the noun before it.
        start = if view.has(at, c::PREP) || is_and(view, at) {
            at - 1
        } else {
            at
        };
        if view.has(start, c::DET)
            && !view.has(start.wrapping_sub(1), c::DET)
            && !of_before(view, start)
        {
            break;
        }
        if let Some(m) = view.mention(start) {
            start = m.tokens.start.max(floor);
        }
    }
    // Adverbs and dates at the front belong to the clause.
    while start < last
        && view.has(start, c::ADVERB)
        && !view.has(start, c::DET)
        && !view.is_capital(start)
        && !is_rank(view, start)
    {
        start += 1;
    }
    (start < end).then(|| TokenRange::new(start, end))
}

/// What the relative pronoun at `at` stands for: the noun phrase before it, or before its comma.
#[must_use]
pub fn antecedent(view: &View, at: u32, floor: u32) -> Option<TokenRange> {
    let mut end = at;
    while end > floor && view.is_break(end - 1) {
        end -= 1;
    }
    ending_at(view, end, floor)
}

/// The noun phrase whose first token is `start`, looking no farther right than `ceiling`.
#[must_use]
pub fn starting_at(view: &View, start: u32, ceiling: u32) -> Option<TokenRange> {
    let ceiling = ceiling.min(start + REACH);
    if start >= ceiling || !can_start(view, start) {
        return None;
    }
    if is_pronoun(view, start, c::SUBJECT | c::OBJECT) {
        return Some(TokenRange::new(start, start + 1));
    }
    let mut end = start;
    while end < ceiling {
        if let Some(m) = view.mention(end) {
            // `a 1989 report`, `the 34-year-old`
            let next = m.tokens.end;
            let is_before_noun = view.kind(next) == Some(TokenKind::Word)
                && !view.has(next, BOUNDARY | c::PREP)
                && !is_finite(view, next);
            let within = view.has(end.wrapping_sub(1), c::DET)
                && (is_before_noun || view.is_aged(next - 1));
            if !m.kind.is_name() && end > start && m.kind <= EntityKind::Time && !within {
                break;
            }
            end = m.tokens.end;
            let plain = view.kind(end) == Some(TokenKind::Word) && !view.is_capital(end);
            if m.kind == EntityKind::Person && plain && !view.has(end, c::PREP | c::CONJ | c::ROLE)
            {
                break;
            }
            continue;
        }
        if !goes_on(view, end, start) {
            break;
        }
        end += 1;
    }
    while end > start + 1
        && view.has(end - 1, c::PREP | c::CONJ | c::DET)
        && !view.is_mentioned(end - 1)
    {
        end -= 1;
    }
    let is_bare = end == start + 1 && view.is_article(start);
    (end > start && !is_bare).then(|| TokenRange::new(start, end.min(ceiling)))
}

/// Whether the token at `end` continues the noun phrase that begins at `start` to the right.
fn goes_on(view: &View, end: u32, start: u32) -> bool {
    let next_name =
        view.is_capital(end + 1) || view.is_mentioned(end + 1) || view.has(end + 1, c::DET);
    match view.kind(end) {
        Some(TokenKind::Word) => {
            if view.has(end, c::PREP) {
                let light = view.is_word(end, words!["for", "at", "from", "in"])
                    && next_name
                    && !view.is_when(end + 1)
                    && !view.has(end + 2, c::MEDIUM);
                let of = view.is_word(end, words!["of"]) && !view.ends_in_ing(end + 1);
                return end > start && (of || light);
            }
            if is_and(view, end) {
                return end > start && (view.is_capital(end + 1) || view.has(end + 1, c::DET));
            }
            let first =
                end == start || view.has(end - 1, c::PREP | c::DET) || is_and(view, end - 1);
            // `a smiling Bright`
            let describes =
                view.has(end, c::ING) && view.is_name(end + 1) && view.has(end.wrapping_sub(1), c::DET);
            let cue = view.has(end, c::CUE)
                && !view.is_capital(end)
                && !describes
                && !view.has(end, c::ROLE | c::BODY | c::BASE | c::THIRD);
            let verb = cue || end > start && is_finite(view, end);
            !view.has(end, BOUNDARY | c::SUBJECT | c::WHEN)
                && !verb
                && (first || !view.has(end, c::DET | c::ADVERB))
        }
        Some(TokenKind::Possessive | TokenKind::Number) => true,
        Some(TokenKind::Stop) => !view.is_break(end),
        Some(TokenKind::Punctuation) => view.joins(end),
        Some(TokenKind::Address) => end == start,
        Some(TokenKind::Quote) => view.owns(end),
        Some(TokenKind::Symbol) | None => false,
    }
}

/// Whether the word after a noun is its verb: `the chairman | ended the row`, `a man | using a stick`.
fn is_finite(view: &View, at: u32) -> bool {
    if view.is_capital(at) || view.has(at - 1, c::DET | c::PREP | c::CONJ) {
        return false;
    }
    let object = view.has(at + 1, c::DET | c::OBJECT | c::PREP | c::THAT)
        || view.is_name(at + 1);
    let verbal = view.ends_in_ed(at) || view.ends_in_ing(at);
    view.has(at, c::VERB) || object && verbal
}

fn can_start(view: &View, at: u32) -> bool {
    match view.kind(at) {
        Some(TokenKind::Word) => {
            view.is_mentioned(at) && !view.is_when(at)
                || !view.has(at, BOUNDARY | c::PREP | c::WHEN)
                    && (!view.has(at, c::ADVERB) || view.has(at, c::DET))
        }
        Some(TokenKind::Number) => !view.is_when(at) || is_age(view, at),
        Some(TokenKind::Address) => !view.is_when(at),
        Some(
            TokenKind::Possessive
            | TokenKind::Quote
            | TokenKind::Stop
            | TokenKind::Punctuation
            | TokenKind::Symbol,
        )
        | None => false,
    }
}

/// Whether the age of somebody begins at `at`: `12-year-old Tom`.
fn is_age(view: &View, at: u32) -> bool {
    view.mention(at).is_some_and(|m| m.tokens.start == at && view.is_aged(m.tokens.end - 1))
}

fn can_end(view: &View, at: u32) -> bool {
    match view.kind(at) {
        Some(TokenKind::Word) => {
            view.is_name(at)
                || view.has(at, c::SUBJECT)
                || view.has(at, c::ROLE | c::BODY)
                || view.has(at, c::ADVERB) && view.is_article(at.wrapping_sub(1))
                || !view.has(at, BOUNDARY | c::PREP | c::WHEN | c::AUX | c::ADVERB)
        }
        Some(TokenKind::Number | TokenKind::Address) => !view.is_when(at),
        Some(TokenKind::Stop) => view.has(at.wrapping_sub(1), c::TITLE),
        Some(
            TokenKind::Possessive | TokenKind::Quote | TokenKind::Punctuation | TokenKind::Symbol,
        )
        | None => false,
    }
}

/// Whether a word is a pronoun in one of these cases, which makes a phrase of its own: `In an interview
/// with the Post | he said`.
fn is_pronoun(view: &View, at: u32, cases: u64) -> bool {
    view.has(at, cases) && !view.has(at, c::DET | c::ROLE)
}

/// Whether the token at `at` joins names: `and`, `&`.
#[must_use]
pub fn is_and(view: &View, at: u32) -> bool {
    view.is_word(at, words!["and", "&"])
}

/// `first` as part of a title: `first mate Wilk`, `first lady`.
fn is_rank(view: &View, at: u32) -> bool {
    let next = at + 1;
    view.is_word(at, words!["first"])
        && view.kind(next) == Some(TokenKind::Word)
        && !view.has(next, c::CUE | c::AUX | c::PREP | c::ADVERB)
}

fn of_before(view: &View, at: u32) -> bool {
    at > 0 && view.is_word(at - 1, words!["of", "for", "at", "from", "in", "and"])
}

/// A place before a person belongs to the phrase before it: `in Paris | Ann Lee said`.
fn parts_names(view: &View, name: TokenRange, next: u32) -> bool {
    let place = view
        .mention_kind(name.start)
        .is_some_and(|k| matches!(k, EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac));
    place
        && view.mention_kind(next) == Some(EntityKind::Person)
        && view.has(name.start.wrapping_sub(1), c::PREP)
}

/// Whether the token at `at` continues the noun phrase that begins at `start` to the left.
fn extends(view: &View, at: u32, start: u32, floor: u32) -> bool {
    if let Some(m) = view.mention(at) {
        return m.kind.is_name() && !parts_names(view, m.tokens, start)
            || matches!(m.kind, EntityKind::Cardinal | EntityKind::Ordinal)
            // `Last week’s ruling`, `12-year-old Tom`
            || view.kind(start) == Some(TokenKind::Possessive)
            || view.is_aged(at)
            || m.tokens.start > floor && view.has(m.tokens.start - 1, c::DET);
    }
    match view.kind(at) {
        Some(TokenKind::Word) => {
            let before = at.wrapping_sub(1);
            let noun_before =
                at > floor && can_end(view, before) && (!view.has(before, c::CUE) || view.has(before, c::ROLE));
            if view.has(at, c::PREP) && !view.has(at, c::ROLE) {
                let light = view.is_word(at, words!["of", "for", "at", "from", "in", "with", "on"]);
                return light
                    && noun_before
                    && (view.is_word(at, words!["of"]) || noun_is_source(view, before));
            }
            if is_and(view, at) {
                return noun_before
                    && (view.is_capital(start) == view.is_capital(before)
                        || view.has(before, c::ROLE | c::BODY))
                    && !view.has(start, c::DET);
            }
            if view.has(at, BOUNDARY) && !view.has(at, c::DET) || view.has(at, c::WHEN) {
                return false;
            }
            if is_pronoun(view, at, c::SUBJECT | c::OBJECT) {
                return false;
            }
            // `the then mayor`
            if view.has(at, c::ADVERB) && !view.has(at, c::DET) && !is_rank(view, at) && !view.is_article(before) {
                return false;
            }
            if view.has(start, c::DET) && !view.has(start, c::ROLE) {
                return view.has(at, c::DET);
            }
            // A finite reporting verb is no part of a noun phrase, a capital word is, and a noun of the
            // same letters: `the UK’s counter terror police`.
            let owned = view.kind(before) == Some(TokenKind::Possessive)
                || view.is_article(before);
            !view.has(at, c::CUE)
                || view.has(at, c::ROLE | c::BODY)
                || view.is_capital(at)
                || owned && view.has(at, c::BASE) && !view.has(at, c::PAST)
        }
        Some(TokenKind::Possessive | TokenKind::Number) => true,
        Some(TokenKind::Stop) => !view.is_break(at),
        Some(TokenKind::Punctuation) => view.joins(at),
        Some(TokenKind::Quote) => view.owns(at),
        Some(TokenKind::Address | TokenKind::Symbol) | None => false,
    }
}

fn noun_is_source(view: &View, at: u32) -> bool {
    view.has(at, c::ROLE | c::BODY) || view.mention_kind(at) == Some(EntityKind::Person)
}
