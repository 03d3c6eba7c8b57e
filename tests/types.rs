//! `src/types.d.ts` against the Rust types: the same fields, the same labels.

#![cfg(test)] // so that Clippy knows that this is no shipped code

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use quotelight::document::{
    Document, Entity, Mention, Paragraph, Piece, Quote, Speaker, Stats, Value, Warning,
};
use quotelight::kind::{OffsetUnit, ParagraphKind, WarningCode};
use quotelight::{EntityKind, Family, QuoteKind, SpeakerForm, Via};

const TYPES: &str = include_str!("../src/types.d.ts");

/// The declarations without their comments.
fn code() -> String {
    let mut code = TYPES.to_owned();
    while let Some(start) = code.find("/**") {
        let end = code[start..].find("*/").expect("comment ends") + start + 2;
        code.replace_range(start..end, "");
    }
    code
}

/// Field → whether it is optional, for one interface.
fn interface(name: &str) -> BTreeMap<String, bool> {
    let code = code();
    let head = format!("export interface {name} ");
    let start = code.find(&head).unwrap_or_else(|| panic!("no {name}"));
    let open = code[start..].find('{').unwrap() + start;
    let close = code[open..].find("\n}").unwrap() + open;
    let mut fields: BTreeMap<String, bool> = code[open + 1..close]
        .split(';')
        .filter_map(|field| field.split_once(':'))
        .map(|(name, _)| {
            let name = name.trim();
            (name.trim_end_matches('?').to_owned(), name.ends_with('?'))
        })
        .collect();
    if code[start..open].contains("extends Span") {
        fields.extend(interface("Span"));
    }
    fields
}

/// The strings in single quotation marks after `marker`, up to the next semicolon.
fn strings(marker: &str) -> BTreeSet<String> {
    let code = code();
    let start = code.find(marker).unwrap_or_else(|| panic!("no {marker}"));
    let end = code[start..].find(';').unwrap() + start;
    let quoted = code[start..end].split('\'').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

fn names<T: Copy + std::fmt::Display>(all: &[T]) -> BTreeSet<String> {
    all.iter().map(T::to_string).collect()
}

#[test]
fn labels_are_the_same() {
    let rows = [
        ("export type EntityLabel =", names(EntityKind::ALL)),
        ("export type Family =", names(Family::ALL)),
        ("export type QuoteType =", names(QuoteKind::ALL)),
        ("export type Via =", names(Via::ALL)),
        ("via: 'name'", names(SpeakerForm::ALL)),
        ("kind: 'heading'", names(ParagraphKind::ALL)),
        ("code: 'not-english'", names(WarningCode::ALL)),
        ("offsetUnit: ", names(OffsetUnit::ALL)),
    ];
    for (marker, expected) in rows {
        assert_eq!(strings(marker), expected, "{marker}");
    }
}

#[test]
fn labels_are_read_as_they_are_written() {
    for kind in EntityKind::ALL {
        assert_eq!(EntityKind::from_str(kind.as_str()), Ok(*kind));
        let json = serde_json::to_string(kind).unwrap();
        assert_eq!(json, format!("\"{kind}\""), "serde and as_str agree");
    }
    assert!(EntityKind::from_str("person").is_err());
}

fn piece() -> Piece {
    Piece {
        start: 0,
        end: 1,
        text: "x".into(),
    }
}

fn speaker() -> Speaker {
    Speaker {
        start: 0,
        end: 1,
        text: "x".into(),
        via: SpeakerForm::Name,
        entity: Some(0),
        name: Some("x".into()),
        confidence: 1.0,
    }
}

/// A document in which nothing is missing.
fn full() -> Document {
    let values = [
        Value::Time { iso: "P1D".into() },
        Value::Money {
            amount: 1.0,
            to: Some(2.0),
            currency: "EUR".into(),
        },
        Value::Fraction { value: 0.5 },
        Value::Quantity {
            amount: 1.0,
            unit: "km".into(),
        },
        Value::Number { value: 1.0 },
    ];
    let mention = |value: Value| Mention {
        start: 0,
        end: 1,
        text: "x".into(),
        confidence: 1.0,
        value: Some(value),
    };
    Document {
        version: 1,
        offset_unit: OffsetUnit::Utf16,
        length: 1,
        lang: "en".into(),
        date: Some("2024-03-13".into()),
        paragraphs: vec![Paragraph {
            start: 0,
            end: 1,
            kind: ParagraphKind::Text,
        }],
        entities: vec![Entity {
            id: 0,
            kind: Family::Person,
            label: EntityKind::Person,
            name: "x".into(),
            aliases: vec![],
            roles: vec![],
            mentions: values.into_iter().map(mention).collect(),
        }],
        quotes: vec![Quote {
            id: 0,
            start: 0,
            end: 1,
            kind: QuoteKind::Direct,
            contents: vec![piece()],
            cue: Some(piece()),
            speaker: Some(speaker()),
            runner_up: Some(speaker()),
            via: Via::Open,
            confidence: 1.0,
        }],
        stats: Stats::default(),
        warnings: vec![Warning {
            code: WarningCode::NoText,
            message: "x".into(),
        }],
        model: "x".into(),
    }
}

fn keys(value: &serde_json::Value) -> BTreeSet<String> {
    let object = value.as_object().expect("an object");
    object.keys().cloned().collect()
}

#[test]
fn fields_are_the_same() {
    let json = serde_json::to_value(full()).unwrap();
    let rows = [
        ("Document", &json),
        ("Paragraph", &json["paragraphs"][0]),
        ("Entity", &json["entities"][0]),
        ("Mention", &json["entities"][0]["mentions"][0]),
        ("Quote", &json["quotes"][0]),
        ("Speaker", &json["quotes"][0]["speaker"]),
        ("Stats", &json["stats"]),
        ("Warning", &json["warnings"][0]),
    ];
    for (name, value) in rows {
        let fields: BTreeSet<String> = interface(name).into_keys().collect();
        assert_eq!(keys(value), fields, "{name}");
    }
    let piece = BTreeSet::from(["start", "end", "text"].map(str::to_owned));
    assert_eq!(keys(&json["quotes"][0]["contents"][0]), piece);
    assert_eq!(keys(&json["quotes"][0]["cue"]), piece);
}

#[test]
fn optional_fields_are_absent_and_the_others_are_null() {
    let mut document = full();
    document.date = None;
    document.entities[0].mentions[0].value = None;
    document.quotes[0].cue = None;
    document.quotes[0].speaker = None;
    let json = serde_json::to_value(document).unwrap();
    assert!(interface("Mention")["value"], "declared optional");
    assert!(json["entities"][0]["mentions"][0].get("value").is_none());
    for (name, value) in [("Document", &json), ("Quote", &json["quotes"][0])] {
        for (field, optional) in interface(name) {
            assert!(!optional && value.get(&field).is_some(), "{name}.{field}");
        }
    }
}

#[test]
fn values_are_the_same() {
    let code = code();
    let start = code.find("export type Value =").unwrap();
    let declared: BTreeSet<BTreeSet<String>> = code[start..]
        .split("\n\n")
        .next()
        .unwrap()
        .split('{')
        .skip(1)
        .filter_map(|variant| variant.split('}').next())
        .map(|variant| {
            let fields = variant.split(';').filter_map(|f| f.split_once(':'));
            fields
                .map(|(name, kind)| match name.trim() {
                    "type" => format!("type {}", kind.trim().trim_matches('\'')),
                    name => name.trim_end_matches('?').to_owned(),
                })
                .collect()
        })
        .collect();
    let json = serde_json::to_value(full()).unwrap();
    let mentions = json["entities"][0]["mentions"].as_array().unwrap();
    let written: BTreeSet<BTreeSet<String>> = mentions
        .iter()
        .map(|m| {
            let mut fields = keys(&m["value"]);
            fields.remove("type");
            fields.insert(format!("type {}", m["value"]["type"].as_str().unwrap()));
            fields
        })
        .collect();
    assert_eq!(declared, written);
}
