//! What a chain is, and which of its mentions gives it its name.

use super::MentionId;
use super::names::Name;
use crate::entities::Mention;
use crate::kind::EntityKind;

/// The kind that most mentions of a chain have, each counted by its confidence; of two alike the
/// one that stands first.
#[must_use]
pub fn kind<'a>(
    mentions: &[Mention],
    chain: impl Iterator<Item = &'a Name> + Clone,
) -> Option<EntityKind> {
    let of = |name: &Name| mentions.get(name.mention as usize);
    let mut weights = [0.0_f32; EntityKind::ALL.len()];
    let mut best = None;
    for mention in chain.clone().filter_map(of) {
        if let Some(weight) = weights.get_mut(mention.kind as usize) {
            *weight += mention.confidence.max(0.01);
        }
    }
    for mention in chain.filter_map(of) {
        let weight = weights
            .get(mention.kind as usize)
            .copied()
            .unwrap_or_default();
        if best.is_none_or(|(_, most)| weight > most) {
            best = Some((mention.kind, weight));
        }
    }
    best.map(|(kind, _)| kind)
}

/// The fullest name: the one of most words, then of most letters, then the first.
#[must_use]
pub fn fullest<'a>(
    mentions: &[Mention],
    chain: impl Iterator<Item = &'a Name>,
) -> Option<MentionId> {
    let mut fullest = None;
    for name in chain {
        let size = (name.words, mentions.get(name.mention as usize).map(|m| m.span.len()));
        if fullest.is_none_or(|(most, _)| size > most) {
            fullest = Some((size, MentionId(name.mention)));
        }
    }
    fullest.map(|(_, name)| name)
}
