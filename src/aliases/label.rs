//! What a chain is, and which of its mentions gives it its name.

use super::MentionId;
use crate::entities::Mention;
use crate::kind::EntityKind;

/// The kind that most mentions of a chain have, each counted by its confidence; of two alike the
/// one that stands first.
#[must_use]
pub fn kind(mentions: &[Mention], chain: &[MentionId]) -> Option<EntityKind> {
    let mut weights = [0.0_f32; EntityKind::ALL.len()];
    let mut best = None;
    for mention in of(mentions, chain) {
        if let Some(weight) = weights.get_mut(mention.kind as usize) {
            *weight += mention.confidence.max(0.01);
        }
    }
    for mention in of(mentions, chain) {
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
pub fn fullest(text: &str, mentions: &[Mention], chain: &[MentionId]) -> Option<MentionId> {
    let size = |id: &MentionId| {
        let span = mentions.get(id.0 as usize).map(|m| m.span)?;
        Some((span.of(text).split_whitespace().count(), span.len()))
    };
    chain.iter().rev().max_by_key(|id| size(id)).copied()
}

fn of<'a>(mentions: &'a [Mention], chain: &'a [MentionId]) -> impl Iterator<Item = &'a Mention> {
    chain.iter().filter_map(|id| mentions.get(id.0 as usize))
}
