//! Brackets that an editor puts into a name: `[Ann] Lee`, `[Prime Minister Ann] Lee`.

use super::groups::Groups;
use super::names::{Names, Source};
use crate::entities::Mention;
use crate::kind::EntityKind;

/// Joins a first name in brackets with the surname right after it.
pub fn join(source: Source<'_>, mentions: &[Mention], names: &Names, groups: &mut Groups) {
    let mut before: Option<(u32, u32)> = None; // the last person's name and its end
    for (at, name) in (0..).zip(&names.list) {
        let tokens = mentions.get(name.mention as usize).map(|m| m.tokens);
        let Some(tokens) = tokens.filter(|_| name.kind == EntityKind::Person) else {
            continue;
        };
        if let Some((first, end)) = before
            && end + 1 == tokens.start
            && source.word(end) == "]"
        {
            groups.join(first, at);
        }
        before = Some((at, tokens.end));
    }
}
