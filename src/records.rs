//! Analyses as records in Unicode code points: the form of the data folders, for archives and
//! for scoring. Pages and elements get a `Document` in UTF-16 units instead.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::dates::Value;
use crate::entities::Mention;
use crate::kind::{EntityKind, QuoteKind};
use crate::quotes::{Quote, Speaker};
use crate::text::{OffsetMap, Span, to_u32};

/// One text's names and quotations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<Id> {
    /// What the caller calls the text.
    pub id: Id,
    /// Names and numbers, sorted, never overlapping.
    pub entities: Vec<EntityRecord>,
    /// Quotations, in the order of the text.
    pub quotes: Vec<QuoteRecord>,
}

/// A name or number. Positions count code points from the start of the text, the end excluded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRecord {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// What it names.
    pub label: EntityKind,
    /// Mentions of one thing share a chain; numbers have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<u32>,
    /// What a number means: `2024-03-13`, `USD 1500000`, `0.4`, `18 km`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteRecord {
    /// Start of the first piece.
    pub start: u32,
    /// End of the last piece.
    pub end: u32,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The pieces, without the outer quotation marks.
    pub content: Vec<(u32, u32)>,
    /// The source.
    pub speaker: Option<SpeakerRecord>,
    /// The reporting verb.
    pub cue: Option<RangeRecord>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerRecord {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The words that name it here.
    pub text: String,
    /// The fullest name that the text gives it.
    pub canonical: Option<String>,
}

/// A range of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RangeRecord {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
}

impl RangeRecord {
    fn new(span: Span, map: &OffsetMap<'_>) -> Self {
        Self {
            start: map.chars(span.start),
            end: map.chars(span.end),
        }
    }
}

impl<Id> Record<Id> {
    /// The record of an analysis.
    #[must_use]
    pub fn new(id: Id, analysis: &Analysis<'_>) -> Self {
        let map = OffsetMap::new(analysis.text);
        let mut chains = vec![None; analysis.mentions.len()];
        for (number, entity) in analysis.entities.iter().enumerate() {
            for mention in &entity.mentions {
                if let Some(chain) = chains.get_mut(mention.0 as usize) {
                    *chain = Some((to_u32(number), entity.kind));
                }
            }
        }
        let entities = analysis.mentions.iter().zip(chains);
        Self {
            id,
            entities: entities
                .map(|(m, chain)| EntityRecord::new(m, chain, &map))
                .collect(),
            quotes: analysis
                .quotes
                .iter()
                .map(|q| QuoteRecord::new(q, analysis, &map))
                .collect(),
        }
    }
}

impl EntityRecord {
    fn new(mention: &Mention, chain: Option<(u32, EntityKind)>, map: &OffsetMap<'_>) -> Self {
        let RangeRecord { start, end } = RangeRecord::new(mention.span, map);
        // A chain has one label.
        let label = chain.map_or(mention.kind, |(_, kind)| kind);
        let chain = chain.map(|(number, _)| number);
        Self {
            start,
            end,
            label,
            chain,
            value: mention.value.as_ref().map(value_text),
        }
    }
}

impl QuoteRecord {
    fn new(quote: &Quote, analysis: &Analysis<'_>, map: &OffsetMap<'_>) -> Self {
        let content: Vec<(u32, u32)> = quote
            .content
            .iter()
            .map(|piece| (map.chars(piece.start), map.chars(piece.end)))
            .collect();
        Self {
            start: content.first().map_or(0, |piece| piece.0),
            end: content.last().map_or(0, |piece| piece.1),
            kind: quote.kind,
            content,
            speaker: quote.speaker.map(|s| SpeakerRecord::new(s, analysis, map)),
            cue: quote.cue.map(|cue| RangeRecord::new(cue, map)),
        }
    }
}

impl SpeakerRecord {
    fn new(speaker: Speaker, analysis: &Analysis<'_>, map: &OffsetMap<'_>) -> Self {
        let RangeRecord { start, end } = RangeRecord::new(speaker.span, map);
        let entity = speaker
            .entity
            .and_then(|id| analysis.entities.get(id.0 as usize));
        let name = entity.and_then(|e| analysis.mentions.get(e.name.0 as usize));
        Self {
            start,
            end,
            text: speaker.span.of(analysis.text).to_owned(),
            canonical: name.map(|mention| mention.span.of(analysis.text).to_owned()),
        }
    }
}

/// A value as one text: `2024-03-13`, `USD 1500000`, `USD 5/7` for a range, `0.4`, `18 km`.
#[must_use]
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Time(iso) => iso.clone(),
        Value::Money {
            amount,
            to,
            currency,
        } => {
            let currency = String::from_utf8_lossy(currency);
            match to {
                Some(to) => format!("{currency} {amount}/{to}"),
                None => format!("{currency} {amount}"),
            }
        }
        Value::Fraction(number) | Value::Number(number) => number.to_string(),
        Value::Quantity { amount, unit } => format!("{amount} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_values_as_one_text() {
        let rows = [
            (Value::Time("2024-03-13".into()), "2024-03-13"),
            (
                Value::Money {
                    amount: 1.5e6,
                    to: None,
                    currency: *b"USD",
                },
                "USD 1500000",
            ),
            (
                Value::Money {
                    amount: 5.0,
                    to: Some(7.5),
                    currency: *b"GBP",
                },
                "GBP 5/7.5",
            ),
            (Value::Fraction(0.4), "0.4"),
            (
                Value::Quantity {
                    amount: 18.0,
                    unit: "km",
                },
                "18 km",
            ),
            (Value::Number(3.0), "3"),
        ];
        for (value, expected) in rows {
            assert_eq!(value_text(&value), expected);
        }
    }
}
