//! Dates, times, amounts and other numbers by rule, with their values.

mod amounts;
mod calendar;
mod class;
mod day;
mod facts;
mod guards;
mod holidays;
mod lengths;
mod number;
pub mod patterns;
mod periods;
mod resolve;
mod scan;
pub mod table;
mod tense;
mod units;
pub mod words;

pub use day::DayError;

use crate::kind::{EntityKind, Family};
use crate::pace::Pace;
use crate::sentences::Layout;
use crate::tokens::{Token, TokenRange};

/// What a number expression means.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date, time or duration after ISO 8601 / TIMEX3: `2024-03-13`, `2024-W11`, `199X`,
    /// `T15:30`, `P3D`, `XXXX-WXX-5` where it stays underspecified.
    Time(String),
    /// An amount and its ISO 4217 currency.
    Money {
        /// The amount; the lower one of a range.
        amount: f64,
        /// The upper end of a range.
        to: Option<f64>,
        /// The currency code.
        currency: [u8; 3],
    },
    /// A percentage as fraction: 40% is 0.4.
    Fraction(f64),
    /// A number and its unit, as an UCUM or plain English symbol (`km`, `°C`).
    Quantity {
        /// The number.
        amount: f64,
        /// The unit.
        unit: &'static str,
    },
    /// A plain number or rank.
    Number(f64),
}

/// A number expression in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberMention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// One of the kinds from DATE to CARDINAL.
    pub kind: EntityKind,
    /// What it means, where that can be said.
    pub value: Option<Value>,
    /// How often matches of its rule are right, from 0 to 1, measured on marked news.
    pub confidence: f32,
}

/// A day of the Gregorian calendar, against which relative dates are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Finds number expressions; they are sorted and do not overlap. Relative dates are read against
/// `anchor`.
pub async fn find(
    text: &str,
    tokens: &[Token],
    layout: &Layout,
    anchor: Option<Day>,
    pace: &Pace,
) -> Vec<NumberMention> {
    let context = scan::Context {
        text,
        tokens,
        layout,
    };
    let found = scan::scan(context, pace).await;
    mentions(context, &found, anchor, pace).await
}

/// Like [`find`], and gives the day against which relative dates were read: where none is `given`,
/// the dateline of the text.
pub async fn find_dated(
    text: &str,
    tokens: &[Token],
    layout: &Layout,
    given: Option<Day>,
    pace: &Pace,
) -> (Vec<NumberMention>, Option<Day>) {
    let context = scan::Context {
        text,
        tokens,
        layout,
    };
    let found = scan::scan(context, pace).await;
    let date = given.or_else(|| dateline(context, &found));
    (mentions(context, &found, date, pace).await, date)
}

/// The day that the head of the text gives as its own: a date alone in its line, one that a dash
/// closes (`OSLO, March 3, 2019 —`), or one that is said to be the day of publication.
fn dateline(context: scan::Context<'_>, found: &[guards::Found]) -> Option<Day> {
    /// As many tokens as a headline, a byline and a dateline have.
    const HEAD: u32 = 80;
    let head = found.iter().take_while(|f| f.tokens.end <= HEAD);
    let mut datelines = head.filter(|f| context.is_dateline(f.tokens));
    datelines.find_map(|f| {
        let value = resolve::value(context, f, &mut resolve::Story::new(None))?;
        resolve::slashed(&value).filter(|d| d.to_string() == value)
    })
}

async fn mentions(
    context: scan::Context<'_>,
    found: &[guards::Found],
    anchor: Option<Day>,
    pace: &Pace,
) -> Vec<NumberMention> {
    let mut story = resolve::Story::new(anchor);
    let mut mentions = Vec::with_capacity(found.len());
    for f in found {
        pace.rest().await;
        mentions.push(NumberMention {
            tokens: f.tokens,
            kind: f.kind,
            confidence: f.rule.confidence(),
            value: if f.kind.family() == Family::Time {
                resolve::value(context, f, &mut story).map(Value::Time)
            } else {
                amounts::value(context, f)
            },
        });
    }
    mentions
}
