//! How lengths of time and times of day are written after ISO 8601 and TIMEX3.

use super::facts::{Facts, Unit, to_i32};
use super::guards::Found;
use super::number;
use super::scan::Context;
use super::words::Class;

/// A length of time after ISO 8601: `P3D`, `PT30M`, `P1.5Y`.
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
    // No more digits than a reader would write.
    let rounded = (count * 1000.0).round() / 1000.0;
    format!("P{}", unit_letter(unit, &rounded.to_string()))
}

pub(super) fn unit_letter(unit: Unit, count: &str) -> String {
    match unit {
        Unit::Second => format!("T{count}S"),
        Unit::Minute => format!("T{count}M"),
        Unit::Hour => format!("T{count}H"),
        Unit::Day => format!("{count}D"),
        Unit::Weekend => format!("{count}WE"),
        Unit::Week | Unit::Fortnight => format!("{count}W"),
        Unit::Month | Unit::Quarter => format!("{count}M"),
        Unit::Year => format!("{count}Y"),
        Unit::Decade => format!("{count}DE"),
        Unit::Century => format!("{count}CE"),
        Unit::Millennium => format!("{count}ML"),
    }
}

/// A time of day: `T15:30`, with `Z` for UTC.
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
