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
pub mod names;
pub mod nicknames;
pub mod people;
pub mod roles;
pub mod same;
pub mod short;

use crate::entities::Mention;
use crate::kind::EntityKind;
use crate::lexicon::Lexicon;
use crate::pace::Pace;
use crate::text::to_u32;
use crate::tokens::{Token, TokenRange};
use groups::Groups;
pub use known::Known;
use names::{Names, Source};
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
pub async fn link(
    lexicon: &Lexicon,
    known: &Known,
    text: &str,
    tokens: &[Token],
    mentions: &[Mention],
    pace: &Pace,
) -> Vec<Entity> {
    let source = Source {
        lexicon,
        known,
        text,
        tokens,
    };
    let names = Names::collect(source, mentions, pace).await;
    let mut groups = Groups::new(to_u32(names.list.len()));
    pace.rest().await;
    let people = People::join_full(known, &names, &mut groups);
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
    let mut chains: Vec<Vec<MentionId>> = Vec::new();
    let mut number = vec![0; names.list.len()];
    for (at, name) in (0..).zip(&names.list) {
        let first = groups.first(at);
        if first == at {
            if let Some(slot) = number.get_mut(at as usize) {
                *slot = chains.len();
            }
            chains.push(Vec::new());
        }
        let chain = number.get(first as usize).and_then(|n| chains.get_mut(*n));
        chain
            .into_iter()
            .for_each(|c| c.push(MentionId(name.mention)));
    }
    let mut entities = Vec::with_capacity(chains.len());
    for chain in chains {
        pace.rest().await;
        let (Some(kind), Some(name)) = (
            label::kind(mentions, &chain),
            label::fullest(source.text, mentions, &chain),
        ) else {
            continue;
        };
        let (mut roles, mut female) = (Vec::new(), None);
        if kind == EntityKind::Person {
            let around = chain
                .iter()
                .flat_map(|m| roles::around(source, mentions, m.0 as usize));
            roles = around.take(ROLES).collect();
            let names_of = chain.iter().filter_map(|m| {
                let at = names.list.binary_search_by_key(&m.0, |name| name.mention);
                at.ok().and_then(|at| names.list.get(at))
            });
            female = gender::female(source, names, names_of, &roles);
        }
        entities.push(Entity {
            kind,
            name,
            mentions: chain,
            roles,
            female,
        });
    }
    entities
}
