//! The owned, serialisable result, in UTF-16 units: the only step from bytes to UTF-16.
//!
//! `types.d.ts` describes the same shape for JavaScript; `tests/types.rs` compares the two, field
//! by field and label by label. Every span satisfies `text.slice(start, end) === span.text`.

mod convert;
mod language;

pub use convert::Parts;

use serde::{Deserialize, Serialize};

use crate::kind::{
    EntityKind, Family, OffsetUnit, ParagraphKind, QuoteKind, SpeakerForm, Via, WarningCode,
};

/// Texts with more UTF-16 units than this are not meant for one analysis.
pub const MAX_LENGTH: u32 = 5_000_000;

/// One analysed text: plain data, which borrows nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Version of this shape.
    pub version: u32,
    /// What all offsets count.
    pub offset_unit: OffsetUnit,
    /// Length of the text.
    pub length: u32,
    /// BCP 47 code of the language that the text looks like, `und` where that is unclear.
    pub lang: String,
    /// The day against which relative dates were resolved, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Every paragraph, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Everything named, in the order of the first mention; `entities[i].id == i`.
    pub entities: Vec<Entity>,
    /// Everything said, in the order of the text; `quotes[i].id == i`.
    pub quotes: Vec<Quote>,
    /// Counts.
    pub stats: Stats,
    /// What the reader should know before trusting the result.
    pub warnings: Vec<Warning>,
    /// Identifies the program and its weights.
    pub model: String,
}

/// A run of text between empty lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// Headline or running text.
    pub kind: ParagraphKind,
}

/// One thing that the text names. Dates and numbers have one mention each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its position in [`Document::entities`].
    pub id: u32,
    /// The family whose colour and switch it shares.
    pub kind: Family,
    /// What it is.
    pub label: EntityKind,
    /// Its fullest name, with white space collapsed.
    pub name: String,
    /// Other forms in which the text names it; forms that differ only in case count once.
    pub aliases: Vec<String>,
    /// What the text says it is, without the article: `Russian president`.
    pub roles: Vec<String>,
    /// Where it is named, in order.
    pub mentions: Vec<Mention>,
}

/// One place where an entity is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// The text between them.
    pub text: String,
    /// How sure the finder is, from 0 to 1.
    pub confidence: f64,
    /// The value of a date, time, amount or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// What a number expression means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Value {
    /// ISO 8601 / TIMEX3.
    Time {
        /// `2024-03-13`, `P3D`, …
        iso: String,
    },
    /// An amount of money.
    Money {
        /// The amount; the lower one of a range.
        amount: f64,
        /// The upper end of a range.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<f64>,
        /// ISO 4217.
        currency: String,
    },
    /// A percentage as fraction.
    Fraction {
        /// 40% is 0.4.
        value: f64,
    },
    /// A measurement.
    Quantity {
        /// The number.
        amount: f64,
        /// Its unit.
        unit: String,
    },
    /// A plain number or rank.
    Number {
        /// The number.
        value: f64,
    },
}

/// One quotation, from the start of its first piece to the end of its last one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Its position in [`Document::quotes`].
    pub id: u32,
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// Direct, indirect or mixed.
    #[serde(rename = "type")]
    pub kind: QuoteKind,
    /// The pieces of its content, without the outer quotation marks.
    pub contents: Vec<Piece>,
    /// The reporting verb with its auxiliaries, or `according to`.
    pub cue: Option<Piece>,
    /// The source; none where it stays open.
    pub speaker: Option<Speaker>,
    /// The second best source.
    pub runner_up: Option<Speaker>,
    /// Why it has this speaker.
    pub via: Via,
    /// How sure the finder is of the quotation, from 0 to 1.
    pub confidence: f64,
}

/// A range with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// The text between them.
    pub text: String,
}

/// The source of a quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The first unit.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// The words that name it here: `she`.
    pub text: String,
    /// What words these are.
    pub via: SpeakerForm,
    /// The entity that it is; none for somebody whom the text does not name.
    pub entity: Option<u32>,
    /// The name of that entity.
    pub name: Option<String>,
    /// How sure the finder is of the link, from 0 to 1.
    pub confidence: f64,
}

/// Counts over the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stats {
    /// Words and numbers.
    pub words: u32,
    /// Sentences, headlines too.
    pub sentences: u32,
    /// Words and numbers inside quotations.
    pub quoted_words: u32,
}

/// Something that the reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// For programs.
    pub code: WarningCode,
    /// A sentence for the reader.
    pub message: String,
}
