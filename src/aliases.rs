//! Mentions → entities: chains of mentions that name one thing.
//!
//! Sieves, one after the other, join names into sets: the same words, full and short names of
//! people, initials, short forms of other names. Each looks only at names that share a word, a few
//! at most, so that the time grows with the text alone.

pub mod acronyms;
pub mod brackets;
pub mod gender;
pub mod groups;
pub mod known;
pub mod label;
pub mod letters;
pub mod lists;
pub mod names;
pub mod nicknames;
pub mod people;
pub mod roles;
pub mod same;
pub mod short;

use crate::entities::Mention;
use crate::kind::EntityKind;
use crate::pace::Pace;
use crate::text::to_u32;
use crate::tokens::TokenRange;
use groups::Groups;
pub use known::Known;
use names::Names;
pub use names::Source;
use people::People;

/// Position of a mention in [`Analysis::mentions`](crate::analysis::Analysis).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// Position of an entity in [`Analysis::entities`](crate::analysis::Analysis).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One thing that the text names, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: MentionId,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<MentionId>,
    /// Roles that the text gives it: `the Russian president`, as token ranges.
    pub roles: Vec<TokenRange>,
    /// The probability that a person is a woman, where titles, first names or roles tell: only for
    /// finding what a pronoun stands for.
    pub female: Option<f32>,
}

/// So many roles of one person are kept.
const ROLES: usize = 8;

/// Joins the names among `mentions` into entities, in the order of their first mention. Every name
/// belongs to one entity, numbers and dates to none.
pub async fn link(source: Source<'_>, mentions: &[Mention], pace: &Pace) -> Vec<Entity> {
    let names = Names::collect(source, mentions, pace).await;
    let mut groups = Groups::new(to_u32(names.list.len()));
    pace.rest().await;
    let people = People::join_full(source.known, &names, &mut groups);
    pace.rest().await;
    same::join(&names, &mut groups, |name| people.is_shared(&names, name));
    pace.rest().await;
    people.join_short(&names, &mut groups);
    pace.rest().await;
    acronyms::join(source, mentions, &names, &mut groups);
    pace.rest().await;
    short::join(source, &names, &mut groups);
    pace.rest().await;
    brackets::join(source, mentions, &names, &mut groups);
    entities(source, mentions, &names, &mut groups, pace).await
}

/// The sets as entities.
async fn entities(
    source: Source<'_>,
    mentions: &[Mention],
    names: &Names,
    groups: &mut Groups,
    pace: &Pace,
) -> Vec<Entity> {
    // The least number of a set is that of its first name.
    let firsts: Vec<u32> = (0..to_u32(names.list.len())).map(|at| groups.first(at)).collect();
    // How many members each has, then where the next one of them goes.
    let mut places = vec![0; names.list.len()];
    let place = |of: &u32| *of as usize;
    for first in &firsts {
        places.get_mut(place(first)).into_iter().for_each(|n| *n += 1);
    }
    let mut sum = 0;
    for size in &mut places {
        sum += std::mem::replace(size, sum);
    }
    let mut members = vec![0; names.list.len()];
    for (at, first) in (0..).zip(&firsts) {
        let next = places.get_mut(place(first));
        let slot = next.and_then(|next| members.get_mut(std::mem::replace(next, *next + 1)));
        slot.into_iter().for_each(|slot| *slot = at);
    }
    let chains = members.chunk_by(|a, b| firsts.get(place(a)) == firsts.get(place(b)));
    let n_chains = (0..).zip(&firsts).filter(|(at, first)| at == *first).count();
    let mut entities = Vec::with_capacity(n_chains);
    for chain in chains {
        pace.rest().await;
        let of_chain = || chain.iter().filter_map(|at| names.get(*at));
        let (Some(kind), Some(name)) = (
            label::kind(mentions, of_chain()),
            label::fullest(mentions, of_chain()),
        ) else {
            continue;
        };
        let (mut roles, mut female) = (Vec::new(), None);
        if kind == EntityKind::Person {
            let around =
                of_chain().flat_map(|name| roles::around(source, mentions, name.mention as usize));
            roles = around.take(ROLES).collect();
            female = gender::female(source, names, of_chain(), &roles);
        }
        entities.push(Entity {
            kind,
            name,
            mentions: of_chain().map(|name| MentionId(name.mention)).collect(),
            roles,
            female,
        });
    }
    entities
}
