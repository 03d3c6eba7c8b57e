//! Initials that stand for a name: `Institute of Coastal Studies (ICS)`, later `ICS`.

use super::groups::Groups;
use super::letters;
use super::names::{Name, Names, Part, Source};
use crate::entities::Mention;
use crate::kind::EntityKind;
use crate::lexicon::Flags;
use crate::lexicon::fold;
use crate::model::hasher::{Running, ValueMap};
use crate::tokens::{Case, TokenKind, TokenRange};

/// Joins initials with the names that they stand for.
#[inline(never)]
pub fn join(source: Source<'_>, mentions: &[Mention], names: &Names, groups: &mut Groups) {
    let tokens = |name: &Name| mentions.get(name.mention as usize).map(|m| m.tokens);
    // For the letters of each acronym, the first name that is so spelt.
    let acronyms = names.list.iter().filter(|name| name.acronym);
    let mut initials: ValueMap<Option<u32>> = acronyms.map(|name| (name.form, None)).collect();
    for (at, name) in (0..).zip(&names.list) {
        let spelt = !initials.is_empty() && name.first == at && names.parts(name).len() > 1 && !name.acronym;
        if let Some(range) = tokens(name).filter(|_| spelt) {
            let country = country_end(names.parts(name), range.start);
            for value in spellings(source, range, country) {
                if let Some(name) = initials.get_mut(&value) {
                    name.get_or_insert(at);
                }
            }
        }
    }
    let mut before: Option<(u32, &Name)> = None;
    for (at, name) in (0..).zip(&names.list) {
        if name.acronym {
            let long = initials.get(&name.form).copied().flatten();
            if let Some(long) = long.filter(|l| names.get(*l).is_some_and(|l| compatible(l, name)))
            {
                groups.join(at, long);
            }
        }
        if let Some((last, other)) = before
            && let (Some(first), Some(second)) = (tokens(other), tokens(name))
            && in_brackets(source, first, second)
            && stands_for(source, (other, first), (name, second))
        {
            groups.join(at, last);
        }
        before = Some((at, name));
    }
}

/// Whether the second name stands alone in brackets right after the first.
fn in_brackets(source: Source<'_>, first: TokenRange, second: TokenRange) -> bool {
    let opens = matches!(source.word(first.end), "(" | "[");
    let after = source.word(second.end);
    opens && second.start == first.end + 1 && matches!(after, ")" | "]" | "," | ";")
}

/// Whether one of two neighbours is written in initials, which the other spells out.
fn stands_for(source: Source<'_>, a: (&Name, TokenRange), b: (&Name, TokenRange)) -> bool {
    let ((short, tokens), (long, words)) = match (a.0.acronym, b.0.acronym) {
        (false, true) => (b, a),
        (true, false) => (a, b),
        _ => return false,
    };
    if !compatible(long, short) {
        return false;
    }
    let spelt = |range: TokenRange| {
        let mut bytes = Vec::new();
        fold::each_folded(range.span(source.tokens).of(source.text), |b| {
            if b.is_ascii_alphanumeric() {
                bytes.push(b);
            }
        });
        bytes
    };
    // A name in another language may have other initials, so that its kind alone must do.
    let same_kind = long.kind == short.kind && words.len() > 1;
    let (short, long) = (spelt(tokens), spelt(words));
    let mut rest = long.iter();
    same_kind || short.first() == long.first() && short.iter().all(|s| rest.any(|l| l == s))
}

/// An adjective has no initials, and people and places have those of their kind.
fn compatible(long: &Name, short: &Name) -> bool {
    use EntityKind::{Gpe, Language, Loc, Norp, Person};
    let has_none = |name: &Name| matches!(name.kind, Norp | Language);
    let class = |name: &Name| (name.kind == Person, matches!(name.kind, Gpe | Loc));
    !has_none(long) && !has_none(short) && class(long) == class(short)
}

/// The first token after the country or people with which a name begins.
fn country_end(parts: &[Part], start: u32) -> u32 {
    match parts {
        [first, second, ..]
            if second.token > first.token + 1 || first.word.is(Flags::COUNTRY | Flags::DEMONYM) =>
        {
            second.token
        }
        _ => start,
    }
}

/// The initials that may be written for a name: of all its words, of those with capitals, of these
/// without `Company` at their end, and without the country in front.
fn spellings(source: Source<'_>, range: TokenRange, country: u32) -> [u64; 4] {
    let (mut all, mut capitals) = (Running::new(), Running::new());
    let (mut without_last, mut without_first) = (Running::new(), Running::new());
    for at in range.start..range.end {
        let Some(token) = source.token(at).filter(|t| t.kind() == TokenKind::Word) else {
            continue;
        };
        let word = source.word(at);
        let whole = token.case() == Case::Upper && word.len() <= 4;
        let initial = letters::initial(word);
        let take = |into: &mut Running| match whole {
            true => letters::push(into, word),
            false => into.push(initial),
        };
        take(&mut all);
        if token.case() == Case::Lower {
            continue;
        }
        take(&mut capitals);
        let suffix = at + 1 == range.end && source.listed(at).is(Flags::ORG_SUFFIX);
        if !suffix {
            take(&mut without_last);
        }
        if at >= country {
            take(&mut without_first);
        }
    }
    [all, capitals, without_last, without_first].map(Running::finish)
}
