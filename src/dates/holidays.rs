//! Days that have a name, as rules of the Gregorian calendar.

use super::Day;
use super::calendar::easter;

/// When a holiday falls.
#[derive(Clone, Copy)]
enum When {
    /// The same day of the same month.
    Fixed(u8, u8),
    /// The nth such weekday of a month, counted from its end where negative.
    Nth(i32, i32, u8),
    /// Days after Easter Sunday.
    Easter(i32),
}

/// A word of the name for each, in lower case. Where countries differ, the United States' day.
const HOLIDAYS: [(&str, When); 38] = [
    ("christmas eve", When::Fixed(12, 24)),
    ("christmas", When::Fixed(12, 25)),
    ("boxing", When::Fixed(12, 26)),
    ("new year's eve", When::Fixed(12, 31)),
    ("new year’s eve", When::Fixed(12, 31)),
    ("new year", When::Fixed(1, 1)),
    ("independence", When::Fixed(7, 4)),
    ("halloween", When::Fixed(10, 31)),
    ("valentine", When::Fixed(2, 14)),
    ("women", When::Fixed(3, 8)),
    ("veterans", When::Fixed(11, 11)),
    ("armistice", When::Fixed(11, 11)),
    ("remembrance", When::Fixed(11, 11)),
    ("bastille", When::Fixed(7, 14)),
    ("patrick", When::Fixed(3, 17)),
    ("canada", When::Fixed(7, 1)),
    ("australia", When::Fixed(1, 26)),
    ("waitangi", When::Fixed(2, 6)),
    ("anzac", When::Fixed(4, 25)),
    ("earth", When::Fixed(4, 22)),
    ("juneteenth", When::Fixed(6, 19)),
    ("groundhog", When::Fixed(2, 2)),
    ("inauguration", When::Fixed(1, 20)),
    ("fools", When::Fixed(4, 1)),
    ("victory", When::Fixed(5, 9)),
    ("epiphany", When::Fixed(1, 6)),
    ("thanksgiving", When::Nth(4, 4, 11)),
    ("labor", When::Nth(1, 1, 9)),
    ("memorial", When::Nth(-1, 1, 5)),
    ("mother", When::Nth(2, 7, 5)),
    ("father", When::Nth(3, 7, 6)),
    ("columbus", When::Nth(2, 1, 10)),
    ("presidents", When::Nth(3, 1, 2)),
    ("good friday", When::Easter(-2)),
    ("palm sunday", When::Easter(-7)),
    ("easter monday", When::Easter(1)),
    ("easter", When::Easter(0)),
    ("pentecost", When::Easter(49)),
];

/// The day of a named holiday nearest to `anchor`; the day before it for its eve.
pub(super) fn find(name: &str, anchor: Day) -> Option<Day> {
    let name = name.to_ascii_lowercase();
    let years = [anchor.year, anchor.year - 1, anchor.year + 1];
    let nearest = |day: &dyn Fn(i32) -> Option<Day>| {
        years
            .iter()
            .filter_map(|y| day(*y))
            .min_by_key(|d| d.since(anchor).abs())
    };
    if name.contains("election") {
        // The Tuesday after the first Monday of November.
        return nearest(&|year| nth(year, 1, 1, 11)?.plus(1));
    }
    if name.contains("black friday") || name.contains("cyber monday") {
        let days = if name.contains("black") { 1 } else { 4 };
        return nearest(&|year| nth(year, 4, 4, 11)?.plus(days));
    }
    let (key, when) = HOLIDAYS.iter().find(|h| name.contains(h.0))?;
    let eve = name.contains("eve") && !key.contains("eve");
    nearest(&|year| when.day(year)?.plus(if eve { -1 } else { 0 }))
}

impl When {
    fn day(self, year: i32) -> Option<Day> {
        match self {
            Self::Fixed(month, day) => Day::new(year, month, day),
            Self::Nth(n, weekday, month) => nth(year, n, weekday, month),
            Self::Easter(days) => easter(year)?.plus(days),
        }
    }
}

/// The nth weekday of a month.
fn nth(year: i32, n: i32, weekday: i32, month: u8) -> Option<Day> {
    if n < 0 {
        let next = if month == 12 {
            Day::new(year + 1, 1, 1)
        } else {
            Day::new(year, month + 1, 1)
        };
        return next?.next_weekday(weekday)?.plus(7 * n);
    }
    Day::new(year, month, 1)?
        .next_weekday(weekday)?
        .plus(7 * (n - 1))
}
