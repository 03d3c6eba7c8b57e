//! Mentions: names by the tagger, numbers by rule, decided between in one place.

use crate::dates::Value;
use crate::kind::EntityKind;
use crate::text::Span;
use crate::tokens::TokenRange;

/// A name or number expression in the text. Mentions never overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: EntityKind,
    /// Its value, for dates and numbers.
    pub value: Option<Value>,
    /// How sure the finder is, from 0 to 1; calibrated on the development set.
    pub confidence: f32,
}
