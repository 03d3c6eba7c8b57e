//! Dates, times, amounts and other numbers: spans, kinds and values.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::markup::{Marked, MarkedEntity, value_text};
use common::suite;
use quotelight::dates::find_dated;
use quotelight::pace::{Pace, finish};
use quotelight::{Day, sentences, tokens};

fn marked(text: &str, date: Option<Day>) -> Marked {
    let tokens = tokens::tokenize(text);
    let layout = sentences::split(text, &tokens);
    let (numbers, _) = finish(find_dated(text, &tokens, &layout, date, &Pace::unbroken()));
    let entities = numbers
        .into_iter()
        .map(|number| MarkedEntity {
            span: number.tokens.span(&tokens),
            kind: number.kind,
            chain: None,
            value: number.value.as_ref().map(value_text),
        })
        .collect();
    Marked {
        text: text.to_owned(),
        entities,
        ..Marked::default()
    }
}

#[test]
fn suite() {
    suite::run_marked("dates", |row| marked(&row.plain(), row.date()));
}

#[test]
fn finds_the_day_of_the_article() {
    let rows = [
        (
            "Mayor resigns\n\nWednesday, March 13, 2024\n\nShe left.",
            Day::new(2024, 3, 13),
        ),
        (
            "Mayor resigns\nUpdated 2024-03-13 10:30 UTC\n\nShe left.",
            Day::new(2024, 3, 13),
        ),
        ("Mayor resigns\n\nOn March 13, 2024 she left.", None),
        ("March 2024\n\nShe left.", None),
        ("", None),
    ];
    for (text, expected) in rows {
        let tokens = tokens::tokenize(text);
        let layout = sentences::split(text, &tokens);
        let (_, date) = finish(find_dated(text, &tokens, &layout, None, &Pace::unbroken()));
        assert_eq!(date, expected, "{text}");
    }
}

/// Hostile texts: each must end soon, and without a panic.
#[test]
fn hostile_texts_take_linear_time() {
    let texts = [
        "1 ".repeat(100_000),
        "9".repeat(300_000),
        "last ".repeat(100_000),
        "one ".repeat(100_000),
        "two hundred thousand million ".repeat(20_000),
        "between 1 and ".repeat(30_000),
        "$".repeat(100_000),
        "US$1 ".repeat(50_000),
        "May 5, ".repeat(50_000),
        "1-".repeat(100_000),
        "1:1:1:".repeat(50_000),
        "about over more than at least ".repeat(20_000),
        "12.12.12.".repeat(30_000),
        "½".repeat(50_000),
        "a half and a half and ".repeat(20_000),
    ];
    for text in &texts {
        let found = marked(text, Day::new(2024, 2, 29));
        let span_ends: Vec<u32> = found.entities.iter().map(|e| e.span.end).collect();
        assert!(span_ends.is_sorted(), "{:.40}", text);
    }
}

#[test]
fn dates_beyond_the_calendar_have_no_value() {
    for anchor in [Day::new(1, 1, 1), Day::new(9999, 12, 31)] {
        let text = "Last week, next week, yesterday, tomorrow, last year, next decade, 9,999,999 years ago, \
                    February 30, 2019, 31 June, in 99 days, 1e308 days ago, \
                    99999999999999999999999999 centuries ago, next Monday, last Sunday.";
        for entity in marked(text, anchor).entities {
            let value = entity.value.unwrap_or_default();
            assert!(!value.contains("inf") && !value.contains("NaN"), "{value}");
        }
    }
}
