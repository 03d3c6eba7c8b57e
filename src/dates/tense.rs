//! Whether the clause around a date speaks of what was or of what will be.

use super::class::same_word;
use super::scan::Context;
use crate::tokens::TokenRange;

/// The tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It happened.
    Past,
    /// It is still to come.
    Future,
}

/// How many words before and after a date are looked at.
const REACH: u32 = 14;

/// The tense of the verb nearest to `mention`, first before it, then after it, within its clause.
#[inline(never)]
pub(super) fn tense(context: Context<'_>, mention: TokenRange) -> Option<Tense> {
    let sentence = context.sentence(mention.start);
    let first = sentence.start.max(mention.start.saturating_sub(REACH));
    for i in (first..mention.start).rev() {
        let word = context.word(i);
        if matches!(word, ";" | "—" | "\"" | "“" | "”") {
            break;
        }
        if let Some(tense) = sign(context, i, word) {
            return Some(tense);
        }
    }
    let last = sentence.end.min(mention.end.saturating_add(REACH));
    for i in mention.end..last {
        let word = context.word(i);
        if matches!(word, ";" | "—" | "\"" | "“" | "”") {
            break;
        }
        if let Some(tense) = sign(context, i, word) {
            return Some(tense);
        }
    }
    None
}

/// What one word says of the tense.
#[inline(never)]
fn sign(context: Context<'_>, i: u32, word: &str) -> Option<Tense> {
    const FUTURE: [&str; 13] = [
        "will",
        "shall",
        "'ll",
        "’ll",
        "would",
        "upcoming",
        "scheduled",
        "due",
        "expected",
        "slated",
        "deadline",
        "anticipated",
        "planned",
    ];
    const PAST: [&str; 52] = [
        "was", "were", "had", "said", "told", "did", "made", "took", "came", "went", "left", "won",
        "lost", "began", "held", "met", "led", "gave", "got", "saw", "found", "ran", "became",
        "fell", "rose", "shot", "hit", "spoke", "wrote", "sent", "brought", "broke", "built",
        "chose", "drew", "drove", "fought", "flew", "kept", "knew", "paid", "put", "sat", "sold",
        "stood", "struck", "swore", "taught", "thought", "threw", "withdrew", "has",
    ];
    const BEFORE_TO: [&str; 22] = [
        "is",
        "are",
        "set",
        "scheduled",
        "due",
        "expected",
        "plans",
        "planned",
        "planning",
        "going",
        "hopes",
        "wants",
        "intends",
        "agreed",
        "likely",
        "ordered",
        "required",
        "pledged",
        "vowed",
        "promised",
        "forecast",
        "about",
    ];
    let is = |list: &[&str], word: &str| list.iter().any(|w| same_word(w, word));
    if is(&FUTURE, word) {
        return Some(Tense::Future);
    }
    if same_word(word, "to") {
        let before = i.checked_sub(1).map_or("", |j| context.word(j));
        return is(&BEFORE_TO, before).then_some(Tense::Future);
    }
    if is(&PAST, word) {
        return Some(Tense::Past);
    }
    let regular = word.len() > 3
        && word.ends_with("ed")
        && word.starts_with(|c: char| c.is_ascii_lowercase());
    (regular
        && !is(
            &[
                "need", "feed", "seed", "deed", "weed", "indeed", "speed", "exceed", "proceed",
                "united", "hundred",
            ],
            word,
        ))
    .then_some(Tense::Past)
}
