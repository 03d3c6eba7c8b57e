//! The head of a report: `LISBON, 4 March 2024 (Reuters) —`, in a live blog `10:25`. What is said begins after it.

use super::view::{View, words};
use crate::kind::EntityKind;
use crate::tokens::{Case, Gap, TokenKind, TokenRange};

/// A dateline has at most this many tokens.
const LONGEST: u32 = 14;

/// All datelines of a text.
pub(super) fn all(view: &View) -> Vec<TokenRange> {
    let sentences = view.input.layout.sentences.iter();
    let heads = sentences.map(|sentence| TokenRange::new(sentence.start, after(view, *sentence)));
    heads.filter(|head| !head.is_empty()).collect()
}

/// The first token of a sentence after the dateline in front of it, if it has one.
pub(super) fn after(view: &View, sentence: TokenRange) -> u32 {
    let start = sentence.start;
    let opens = view.token(start).is_some_and(|t| t.gap() >= Gap::Line);
    let is_place = matches!(
        view.mention_kind(start),
        Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
    );
    if !opens {
        return start;
    }
    if let Some(clock) = after_clock(view, start) {
        return clock;
    }
    if !(is_place || is_all_capitals(view, start)) {
        return start;
    }
    let head = start + 1..sentence.end.min(start + LONGEST);
    let mut in_brackets = false; // `(dpa-AFX)`
    let mut others = head.skip_while(|i| {
        match view.word(*i) {
            "(" => in_brackets = true,
            ")" => in_brackets = false,
            _ => {}
        }
        in_brackets || !is_dash(view, *i) && may_stand_in_one(view, *i)
    });
    match others.next() {
        Some(dash) if is_dash(view, dash) => dash + 1,
        Some(colon) if is_place && is_colon(view, colon, sentence) => colon + 1,
        Some(_) | None => start,
    }
}

/// The token after the time of day of an entry, which a new sentence follows: `16:44 The bill …`.
fn after_clock(view: &View, start: u32) -> Option<u32> {
    let time = view.mention(start).filter(|m| m.kind == EntityKind::Time)?;
    let hours = view.word(start).trim_start_matches(|c: char| c.is_ascii_digit());
    let is_clock = view.kind(start) == Some(TokenKind::Number)
        && (hours.starts_with([':', '.', 'a', 'p']) || view.is_word(start + 1, words![":"]));
    let end = time.tokens.end;
    let next = if view.is_word(end, words![":"]) || is_dash(view, end) { end + 1 } else { end };
    (is_clock && (view.is_capital(next) || view.is_opening(next))).then_some(next)
}

fn is_all_capitals(view: &View, i: u32) -> bool {
    let token = view.token(i);
    token.is_some_and(|t| t.case() == Case::Upper && t.kind() == TokenKind::Word)
}

/// The colon of `New Delhi: The court …`, in the first lines under a title; a report may follow others.
fn is_colon(view: &View, i: u32, sentence: TokenRange) -> bool {
    const LINES: usize = 3;
    let paragraphs = &view.input.layout.paragraphs;
    let number = paragraphs.partition_point(|p| p.tokens.end <= i);
    view.is_word(i, words![":"])
        && number <= LINES
        && paragraphs.get(number).is_some_and(|p| !p.heading)
        && view.is_capital(i + 1)
        && !view.is_opening(i + 1)
        && sentence.end - i > LONGEST
}

/// A dash between words; a hyphen joins.
fn is_dash(view: &View, i: u32) -> bool {
    let apart = |i: u32| view.token(i).is_some_and(|t| t.gap() != Gap::None);
    match view.word(i) {
        "—" | "–" | "--" => true,
        "-" => apart(i) && apart(i + 1),
        _ => false,
    }
}

/// Names, dates and what divides them.
fn may_stand_in_one(view: &View, i: u32) -> bool {
    view.is_capital(i)
        || view.is_mentioned(i)
        || view.kind(i) == Some(TokenKind::Number)
        || matches!(view.word(i), "," | "." | ")" | "/" | ";")
}
