//! Speaker words → the entity that they stand for.

use super::regions::first;
use super::view::View;
use super::words::class as c;
use crate::aliases::{EntityId, MentionId};
use crate::kind::{EntityKind, SpeakerForm};
use crate::quotes::Speaker;
use crate::text::to_u32;
use crate::tokens::TokenRange;

/// What is known while the quotations are resolved in their order.
#[derive(Debug)]
pub struct Resolver<'v, 'a> {
    view: &'v View<'a>,
    entity_of: Vec<Option<EntityId>>, // by mention
    last: Option<EntityId>,
}

impl<'v, 'a> Resolver<'v, 'a> {
    /// Reads the chains.
    #[must_use]
    pub fn new(view: &'v View<'a>) -> Self {
        let mut entity_of = vec![None; view.input.mentions.len()];
        for (i, entity) in view.input.entities.iter().enumerate() {
            for MentionId(m) in &entity.mentions {
                if let Some(slot) = entity_of.get_mut(*m as usize) {
                    *slot = Some(EntityId(to_u32(i)));
                }
            }
        }
        Self {
            view,
            entity_of,
            last: None,
        }
    }

    /// The source that a frame names.
    #[must_use]
    pub fn resolve(&mut self, frame: &super::frames::Frame) -> Option<Speaker> {
        let words = frame.speaker?;
        let view = self.view;
        let pronoun = words.len() == 1
            && view.has(words.start, c::SUBJECT)
            && view.mention(words.start).is_none();
        let mut form = SpeakerForm::Nominal;
        let mut confidence = 0.8;
        let entity = if pronoun {
            form = SpeakerForm::Pronoun;
            confidence = 0.6;
            self.antecedent(words, first(frame))
        } else if let Some(name) = self.named(words) {
            form = SpeakerForm::Name;
            confidence = 0.9;
            self.entity_of_mention(name)
        } else {
            self.by_role(words)
        };
        if entity.is_some() {
            self.last = entity;
        }
        Some(Speaker {
            span: words.span(view.input.tokens),
            form,
            entity,
            confidence,
        })
    }

    fn entity_of_mention(&self, mention: u32) -> Option<EntityId> {
        self.entity_of.get(mention as usize).copied().flatten()
    }

    fn kind_of(&self, entity: EntityId) -> Option<EntityKind> {
        self.view
            .input
            .entities
            .get(entity.0 as usize)
            .map(|e| e.kind)
    }

    /// The name in the speaker's words: a person, else the last name that is no adjective.
    fn named(&self, words: TokenRange) -> Option<u32> {
        let mut best: Option<(u32, u32)> = None;
        let mut at = words.start;
        while at < words.end {
            let Some(slot) = self
                .view
                .mention_of
                .get(at as usize)
                .and_then(|x| x.checked_sub(1))
            else {
                at += 1;
                continue;
            };
            let Some(m) = self.view.input.mentions.get(slot as usize) else {
                break;
            };
            let rank = match m.kind {
                EntityKind::Person => 4,
                EntityKind::Org => 3,
                EntityKind::Gpe => 2,
                EntityKind::Fac | EntityKind::Product | EntityKind::WorkOfArt | EntityKind::Law => {
                    1
                }
                EntityKind::Norp
                | EntityKind::Loc
                | EntityKind::Event
                | EntityKind::Language
                | EntityKind::Date
                | EntityKind::Time
                | EntityKind::Money
                | EntityKind::Percent
                | EntityKind::Quantity
                | EntityKind::Ordinal
                | EntityKind::Cardinal => 0,
            };
            if rank > 0 && best.is_none_or(|(r, _)| rank > r) {
                best = Some((rank, slot));
            }
            at = m.tokens.end.max(at + 1);
        }
        best.map(|(_, slot)| slot)
    }

    /// The entity that a pronoun stands for: the last speaker, else the last fitting name before it.
    fn antecedent(&self, words: TokenRange, content: u32) -> Option<EntityId> {
        let person = self.view.is_word(words.start, &["he", "she", "i"]);
        let fits = |e: EntityId| {
            self.kind_of(e).is_some_and(|k| {
                (k == EntityKind::Person) == person
                    && matches!(k, EntityKind::Person | EntityKind::Org | EntityKind::Gpe)
            })
        };
        let at = words.start.min(content);
        let i = self
            .view
            .input
            .mentions
            .partition_point(|m| m.tokens.start < at);
        let near = (i.saturating_sub(12)..i)
            .rev()
            .find_map(|m| self.entity_of_mention(to_u32(m)).filter(|e| fits(*e)));
        self.last.filter(|e| fits(*e)).or(near)
    }

    /// The entity whose name or role has the head word of the speaker's words.
    fn by_role(&self, words: TokenRange) -> Option<EntityId> {
        let view = self.view;
        let head = view.word(words.end.checked_sub(1)?);
        let i = view
            .input
            .mentions
            .partition_point(|m| m.tokens.start < words.start);
        // `the minister, Ann Lee,`
        if let Some(next) = view.input.mentions.get(i)
            && next.kind == EntityKind::Person
            && next.tokens.start == words.end + 1
            && view.is(words.end, ",")
        {
            return self.entity_of_mention(to_u32(i));
        }
        if !view.is_word(words.start, &["the", "his", "her", "its", "their"]) {
            return None;
        }
        (i.saturating_sub(40)..i).rev().find_map(|m| {
            let mention = view.input.mentions.get(m)?;
            let last = mention.tokens.end.checked_sub(1)?;
            let named =
                mention.kind == EntityKind::Org && view.word(last).eq_ignore_ascii_case(head);
            let titled = mention.kind == EntityKind::Person
                && mention.tokens.start > 0
                && view
                    .word(mention.tokens.start - 1)
                    .eq_ignore_ascii_case(head);
            (named || titled).then(|| self.entity_of_mention(to_u32(m)))?
        })
    }
}
