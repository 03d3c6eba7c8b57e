//! Quotations: what is said, and whether it stands in quotation marks.

use crate::aliases::EntityId;
use crate::kind::{QuoteKind, SpeakerForm, Via};
use crate::text::Span;

/// One quotation with its attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The pieces of its content, in order, without the outer quotation marks.
    pub content: Vec<Span>,
    /// Who is quoted; none where no source is found with enough confidence.
    pub speaker: Option<Speaker>,
    /// The second best source.
    pub runner_up: Option<Speaker>,
    /// The reporting verb with its auxiliaries, or `according to`.
    pub cue: Option<Span>,
    /// Why it has this speaker.
    pub via: Via,
    /// How sure the finder is that this is a quotation with these borders, from 0 to 1.
    pub confidence: f32,
}

/// A source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name it: `she`, `the minister`, `Ann Lee`.
    pub span: Span,
    /// What words these are.
    pub form: SpeakerForm,
    /// The entity that they stand for.
    pub entity: Option<EntityId>,
    /// How sure the finder is of the link, from 0 to 1.
    pub confidence: f32,
}
