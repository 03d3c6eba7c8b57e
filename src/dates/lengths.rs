//! How lengths of time and times of day are written after ISO 8601 and TIMEX3.

use super::facts::{Facts, Unit, to_i32};
use super::guards::Found;
use super::number;
use super::scan::Context;
use super::words::Class;

/// A length of time after ISO 8601: `P3D`, `PT30M`, `P1.5Y`.
#[inline(never)]
pub(super) fn duration(count: f64, unit: Unit) -> String {
    let (count, unit) = match unit {
        Unit::Fortnight => (count * 2.0, Unit::Week),
        Unit::Quarter => (count * 3.0, Unit::Month),
        Unit::Decade => (count * 10.0, Unit::Year),
        Unit::Century => (count * 100.0, Unit::Year),
        Unit::Millennium => (count * 1000.0, Unit::Year),
        Unit::Hour if count < 1.0 => (count * 60.0, Unit::Minute),
        Unit::Second
        | Unit::Minute
        | Unit::Hour
        | Unit::Day
        | Unit::Weekend
        | Unit::Week
        | Unit::Month
        | Unit::Year => (count, unit),
    };
    unit_letter(unit, &decimal(count))
}

/// A number with no more digits than a reader would write; `X` where it is beyond all reason.
fn decimal(count: f64) -> String {
    let thousandths = (count * 1000.0).round();
    if !(0.0..1e15).contains(&thousandths) {
        return "X".to_owned();
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range"
    )]
    let thousandths = thousandths as u64;
    let whole = thousandths / 1000;
    match thousandths % 1000 {
        0 => format!("{whole}"),
        part => {
            let text = format!("{whole}.{part:03}");
            text.trim_end_matches('0').to_owned()
        }
    }
}

/// A length of `count` units, which may be `X`.
#[inline(never)]
pub(super) fn unit_letter(unit: Unit, count: &str) -> String {
    let (time, letters) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Weekend => ("", "WE"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Month | Unit::Quarter => ("", "M"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
        Unit::Millennium => ("", "ML"),
    };
    format!("P{time}{count}{letters}")
}

/// A time of day: `T15:30`, with `Z` for UTC.
#[inline(never)]
pub(super) fn clock(context: Context<'_>, found: &Found, facts: &Facts) -> Option<String> {
    let mut numbers = [None; 3];
    let mut n = 0;
    let mut afternoon = None;
    let mut universal = false;
    for i in found.tokens.start..found.tokens.end {
        let word = context.word(i);
        let class = context.class(i);
        if word.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
            // "8.20 am" and "0930 UTC" hold hour and minute in one token.
            let whole = word.bytes().all(|b| b.is_ascii_digit());
            let (hour, minute) = match word.split_once('.') {
                Some((h, m)) if n == 0 => (h, Some(m)),
                _ if word.len() == 4 && whole => {
                    word.split_at_checked(2).map(|(h, m)| (h, Some(m)))?
                }
                _ => (word, None),
            };
            for piece in [Some(hour), minute].into_iter().flatten() {
                let value = piece.split('.').next().and_then(|p| p.parse::<u8>().ok());
                if let Some(slot) = numbers.get_mut(n) {
                    *slot = value;
                }
                n += 1;
            }
        }
        if let Some(hour) = number::small(word)
            .and_then(to_i32)
            .and_then(|h| u8::try_from(h).ok())
        {
            numbers[0] = Some(hour);
        }
        if class == Class::AmPm {
            afternoon = afternoon.or(Some(
                word.as_bytes()
                    .first()
                    .is_some_and(|b| b.eq_ignore_ascii_case(&b'p')),
            ));
        }
        universal |= class == Class::Zone && (word == "UTC" || word == "GMT");
    }
    let zone = if universal { "Z" } else { "" };
    if facts.half || facts.unit == Some(Unit::Quarter) {
        return None; // "half past three"
    }
    let Some(hour) = numbers[0] else {
        return facts.part.map(|p| format!("T{p}{zone}"));
    };
    let hour = match (hour, afternoon) {
        (12, Some(false)) => 0,
        (h @ 1..=11, Some(true)) => h + 12,
        (h, _) => h,
    };
    let minute = numbers[1].unwrap_or(0);
    if hour > 24 || minute > 59 {
        return None;
    }
    let second = numbers[2].filter(|s| *s < 60).map(|s| format!(":{s:02}"));
    Some(format!(
        "T{hour:02}:{minute:02}{}{zone}",
        second.unwrap_or_default()
    ))
}
