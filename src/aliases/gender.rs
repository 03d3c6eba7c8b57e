//! Whether a person is a woman, as far as titles, first names and roles tell: a probability, for
//! finding what `she` stands for, and never shown.

use super::names::{Name, Names, Source};
use crate::kind::EntityKind;
use crate::lexicon::Flags;
use crate::tokens::TokenRange;

/// What a title or a role that is only used of one sex is worth.
const SURE: f32 = 0.98;

/// The probability that the person of these names and roles is a woman; none where nothing tells.
#[must_use]
#[inline(never)]
pub fn female<'a>(
    source: Source<'_>,
    names: &Names,
    chain: impl Iterator<Item = &'a Name>,
    roles: &[TokenRange],
) -> Option<f32> {
    let mut by_name = None;
    for name in chain.filter(|name| name.kind == EntityKind::Person) {
        if let Some(lady) = name.lady {
            return Some(if lady { SURE } else { 1.0 - SURE });
        }
        if let [first, _, ..] = names.parts(name) {
            let known = first.word.is(Flags::FIRST_NAME);
            by_name = by_name.or(first.word.female().filter(|_| known));
        }
    }
    let role_words = roles.iter().flat_map(|role| role.start..role.end);
    let told = role_words
        .map(|at| source.listed(at))
        .filter(|word| word.is(Flags::ROLE | Flags::TITLE | Flags::KIN))
        .find_map(|word| word.female().filter(|p| *p < 0.01 || *p > 0.99));
    told.map(|p| if p > 0.5 { SURE } else { 1.0 - SURE })
        .or(by_name)
}
