//! The marked text that the other tests are written in means what they think it means.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::markup::{self, Marked, MarkedEntity, MarkedSpeaker, parse, parse_file, render};
use quotelight::{EntityKind, QuoteKind, Span, Value};

/// The span of the `nth` (from 0) `piece` in `text`.
fn span(text: &str, piece: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(piece).nth(nth).expect("the piece");
    let start = u32::try_from(start).expect("a short text");
    Span::new(
        start,
        start + u32::try_from(piece.len()).expect("a short text"),
    )
}

const ARTICLE: &str = "\
{q1i {GPE#2 Peru} will treat it as a \\{joke\\}}, {c1 says} {s1#1 {NORP Peruvian} minister {PERSON#1 Eva Ríos}}.

“{q2d We know,}” {s2,3#1 she} {c2,3 told} {ORG#4 Onda} on {DATE=2024-03-13 Wednesday}. “{q2d Yes.}” {q3m It was “sad”}";

#[test]
fn reads_marks() {
    let marked = parse(ARTICLE).expect("marked text");
    let text = marked.text.as_str();
    assert_eq!(
        text,
        "Peru will treat it as a {joke}, says Peruvian minister Eva Ríos.\n\n\
         “We know,” she told Onda on Wednesday. “Yes.” It was “sad”"
    );
    let entities: Vec<_> = marked
        .entities
        .iter()
        .map(|e| (e.span.of(text), e.kind, e.chain, e.value.as_deref()))
        .collect();
    assert_eq!(
        entities,
        [
            ("Peru", EntityKind::Gpe, Some(2), None),
            ("Peruvian", EntityKind::Norp, None, None),
            ("Eva Ríos", EntityKind::Person, Some(1), None),
            ("Onda", EntityKind::Org, Some(4), None),
            ("Wednesday", EntityKind::Date, None, Some("2024-03-13")),
        ]
    );
    let [first, second, third] = &marked.quotes[..] else {
        panic!("three quotations, not {:?}", marked.quotes);
    };
    assert_eq!((first.number, first.kind), (1, QuoteKind::Indirect));
    assert_eq!(
        first.pieces,
        [span(text, "Peru will treat it as a {joke}", 0)]
    );
    assert_eq!(first.cue, Some(span(text, "says", 0)));
    assert_eq!(
        first.speaker,
        Some(MarkedSpeaker {
            span: span(text, "Peruvian minister Eva Ríos", 0),
            chain: Some(1)
        })
    );
    assert_eq!(
        second.pieces,
        [span(text, "We know,", 0), span(text, "Yes.", 0)]
    );
    assert_eq!(second.kind, QuoteKind::Direct);
    assert_eq!(third.kind, QuoteKind::Mixed);
    assert_eq!(third.pieces, [span(text, "It was “sad”", 0)]);
    assert_eq!((&second.speaker, second.cue), (&third.speaker, third.cue));
    assert_eq!(third.speaker.as_ref().map(|s| s.span.of(text)), Some("she"));
}

#[test]
fn renders_what_it_reads() {
    for source in [
        ARTICLE,
        "",
        "no marks",
        "\\\\ \\{\\}",
        "{s1#1 {PERSON#1 Bo}}: {q1d x}",
    ] {
        assert_eq!(render(&parse(source).expect("marked text")), source);
    }
}

#[test]
fn a_speaker_that_is_a_name_has_its_chain() {
    let marked = parse("{s1 {PERSON#7 Bo}} {c1 said} {q1i so}").expect("marked text");
    assert_eq!(render(&marked), "{s1#7 {PERSON#7 Bo}} {c1 said} {q1i so}");
}

#[test]
fn refuses_broken_marks() {
    for source in [
        "{PERSON Bo",
        "Bo}",
        "{PERSON }",
        "{MAN Bo}",
        "{q1x so}",
        "{qd so}",
        "{s1 Bo}",
        "{c1 said}",
        "{q1d a} {q1i b}",
        "{q1d a} {s1 Bo} {s1 Al}",
        "\\n",
    ] {
        assert!(parse(source).is_err(), "{source}");
    }
}

#[test]
fn crossing_spans_are_cut_when_rendered() {
    let entity = |piece: &str| MarkedEntity {
        span: span("a b c d", piece, 0),
        kind: EntityKind::Org,
        chain: None,
        value: None,
    };
    let mut marked = parse("{q1d a b} c d").expect("marked text");
    marked.entities.push(entity("b c"));
    assert_eq!(render(&marked), "{q1d a {ORG b}}{~ORG  c} d");
}

#[test]
fn numbers_do_not_matter() {
    let one =
        parse("{PERSON#9 Bo} {ORG#3 X} {PERSON#9 Bo}; {GPE#4 Y}: {q5d z}, {s5#4 it}; {q2d v}");
    let two = parse("{PERSON#1 Bo} {ORG X} {PERSON#1 Bo}; {GPE#2 Y}: {q1d z}, {s1#2 it}; {q2d v}");
    assert_eq!(one.map(Marked::normalized), two);
}

#[test]
fn reads_files_of_several_texts() {
    let file = "# one\n{ORG A}\n\nb\n===\n# two\nc\n===\n";
    let found: Vec<_> = parse_file(file)
        .expect("a file of marked texts")
        .into_iter()
        .map(|m| (m.id, m.text, m.entities.len()))
        .collect();
    let row = |id: &str, text: &str, n| (id.to_owned(), text.to_owned(), n);
    assert_eq!(found, [row("one", "A\n\nb", 1), row("two", "c", 0)]);
    assert!(parse_file("no header\n===\n").is_err());
}

#[test]
fn writes_values() {
    let money = |to| Value::Money {
        amount: 1_500_000.0,
        to,
        currency: *b"USD",
    };
    let rows = [
        (Value::Time("P3D".to_owned()), "P3D"),
        (money(None), "1500000USD"),
        (money(Some(2e6)), "1500000-2000000USD"),
        (Value::Fraction(0.4), "0.4"),
        (
            Value::Quantity {
                amount: 5.5,
                unit: "nautical mile",
            },
            "5.5nautical_mile",
        ),
        (Value::Number(3.0), "3"),
    ];
    for (value, expected) in rows {
        assert_eq!(markup::value_text(&value), expected);
    }
}
