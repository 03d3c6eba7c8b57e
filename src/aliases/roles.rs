//! Roles that the text gives people: `Norwegian minister Ann Lee`, `Ann Lee, the mayor of Oslo,`,
//! `the mayor of Oslo, Ann Lee,`.

use super::names::Source;
use crate::entities::Mention;
use crate::lexicon::{Flags, is_honorific};
use crate::tokens::{Case, Gap, TokenKind, TokenRange};

/// Words that a role has at most.
const LONGEST: u32 = 9;

/// The roles right before and after the name at `position` among the mentions.
pub fn around(
    source: Source<'_>,
    mentions: &[Mention],
    position: usize,
) -> impl Iterator<Item = TokenRange> {
    let name = mentions.get(position).map_or_else(TokenRange::default, |m| m.tokens);
    let before = position
        .checked_sub(1)
        .and_then(|p| mentions.get(p))
        .map(|m| m.tokens);
    let after = mentions.get(position + 1).map(|m| m.tokens);
    let front = in_front(source, name, before);
    let opened = apposed_before(source, name);
    let closed = apposed_after(source, name, after);
    [front, opened, closed].into_iter().flatten()
}

/// Whether a word says what somebody is; `Mr` does not.
fn is_role(source: Source<'_>, at: u32) -> bool {
    let word = source.word(at);
    if source.token(at).is_none_or(|t| t.kind() != TokenKind::Word) {
        return false;
    }
    let known = source.listed(at);
    known.is(Flags::ROLE | Flags::KIN | Flags::TITLE)
        && !known.is(Flags::FUNCTION)
        && !is_honorific(word)
        && !word.trim_end_matches('.').eq_ignore_ascii_case("st")
}

/// `Norwegian Prime Minister` right before a name.
fn in_front(
    source: Source<'_>,
    name: TokenRange,
    before: Option<TokenRange>,
) -> Option<TokenRange> {
    let last = name
        .start
        .checked_sub(1)
        .filter(|at| is_role(source, *at))?;
    if source.token(name.start).is_none_or(|t| t.gap() >= Gap::Line) {
        return None;
    }
    let mut start = last;
    while let Some(at) = start.checked_sub(1).filter(|at| last - at < LONGEST) {
        let token = source.token(at)?;
        if source.token(start).is_none_or(|t| t.gap() >= Gap::Line) {
            break;
        }
        if let Some(before) = before.filter(|b| b.end == start && b.start < start) {
            start = before.start;
            continue;
        }
        let word = source.listed(at);
        let takes = match token.kind() {
            TokenKind::Word => {
                let capital = token.case() != Case::Lower && token.case() != Case::None;
                // `Norway's foreign minister`, `the foreign minister`
                let opens = before.is_some_and(|b| b.end == at || b.end + 1 == at)
                    || at
                        .checked_sub(1)
                        .is_some_and(|at| is_article(source.word(at)));
                (capital || opens || word.is(Flags::ROLE | Flags::TITLE | Flags::ORG_WORD))
                    && !word.is(Flags::FUNCTION | Flags::CALENDAR)
            }
            TokenKind::Possessive => before.is_some_and(|b| b.end >= at),
            TokenKind::Punctuation => source.is_hyphen(at),
            TokenKind::Number
            | TokenKind::Address
            | TokenKind::Quote
            | TokenKind::Stop
            | TokenKind::Symbol => false,
        };
        if !takes {
            break;
        }
        start = at;
    }
    Some(TokenRange::new(start, name.start))
}

/// `, the mayor of Oslo,` after a name.
fn apposed_after(
    source: Source<'_>,
    name: TokenRange,
    after: Option<TokenRange>,
) -> Option<TokenRange> {
    if source.word(name.end) != "," {
        return None;
    }
    let start = name.end + 1;
    let end = apposition(source, start)?;
    // `Ann Lee, president Bo Kim and others` is a list.
    let list = after.is_some_and(|a| a.start < end && is_role(source, a.start.wrapping_sub(1)));
    (!list).then(|| TokenRange::new(start, end))
}

/// `the mayor of Oslo,` before a name that a comma ends.
fn apposed_before(source: Source<'_>, name: TokenRange) -> Option<TokenRange> {
    let comma = name
        .start
        .checked_sub(1)
        .filter(|at| source.word(*at) == ",")?;
    if source.word(name.end) != "," {
        return None;
    }
    let first = comma.saturating_sub(LONGEST);
    let start = (first..comma)
        .rev()
        .find(|at| is_article(source.word(*at)))?;
    // The innermost article may stand within: `the head of the board`.
    let start = match start.checked_sub(3) {
        Some(outer) if source.word(start - 1).eq_ignore_ascii_case("of") => (outer.max(first)
            ..start)
            .rev()
            .find(|at| is_article(source.word(*at)))
            .unwrap_or(start),
        _ => start,
    };
    (apposition(source, start)? == comma).then(|| TokenRange::new(start, comma))
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"]
        .iter()
        .any(|article| article.eq_ignore_ascii_case(word))
}

/// The end of a phrase from `start` that says what somebody is, if it is one: up to a comma or stop,
/// with a role in front of its first preposition and no verb that the lists of small words know.
fn apposition(source: Source<'_>, start: u32) -> Option<u32> {
    let mut role = false;
    let mut behind = false;
    for at in start..start + LONGEST {
        let token = source.token(at)?;
        let word = source.word(at);
        match token.kind() {
            TokenKind::Word => {
                let known = source.listed(at);
                if matches!(word, "of" | "at" | "for" | "in") {
                    behind = true;
                } else if known.is(Flags::FUNCTION)
                    && !is_article(word)
                    && !matches!(word, "and" | "&")
                {
                    return None;
                }
                role |= !behind && is_role(source, at);
            }
            TokenKind::Possessive => {}
            TokenKind::Punctuation if source.is_hyphen(at) => {}
            TokenKind::Punctuation | TokenKind::Stop => return role.then_some(at),
            TokenKind::Number | TokenKind::Address | TokenKind::Quote | TokenKind::Symbol => {
                return None;
            }
        }
    }
    None
}
