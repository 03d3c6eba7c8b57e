//! Mentions → entities: chains of mentions that name one thing.

use crate::kind::EntityKind;

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
    pub roles: Vec<crate::tokens::TokenRange>,
}
