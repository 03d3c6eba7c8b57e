//! The first sieve: the same words name the same thing.

use super::groups::Groups;
use super::letters;
use super::names::{Name, Names};
use crate::kind::EntityKind;
use crate::model::hasher::{self, ValueMap};

/// Joins the names that have the same letters, and those other than people's that have the same
/// words. `keep_apart` tells the names that need a closer look: surnames of several people.
#[inline(never)]
pub fn join(names: &Names, groups: &mut Groups, keep_apart: impl Fn(&Name) -> bool) {
    // The first name that was joined of those written alike.
    let mut alike = vec![None; names.list.len()];
    let mut forms: ValueMap<u32, (u64, u8)> = hasher::map_for(names.list.len());
    let mut things: ValueMap<u32, (u64, EntityKind)> = hasher::map_for(names.list.len());
    for (at, name) in (0..).zip(&names.list) {
        if name.form == letters::NONE || keep_apart(name) {
            continue;
        }
        let Some(alike) = alike.get_mut(name.first as usize) else {
            continue;
        };
        if let Some(other) = *alike {
            groups.join(at, other);
            continue;
        }
        *alike = Some(at);
        groups.join(at, *forms.entry((name.form, pool(name))).or_insert(at));
        if name.kind != EntityKind::Person {
            groups.join(at, *things.entry((name.thing, name.kind)).or_insert(at));
        }
    }
}

/// Kinds whose names are often taken for one another have one pool. An adjective is not its
/// country, nor a language its people.
fn pool(name: &Name) -> u8 {
    u8::from(name.kind == EntityKind::Norp) + 2 * u8::from(name.kind == EntityKind::Language)
}
