//! Arithmetic of the Gregorian calendar.

use super::Day;

impl Day {
    /// The day of this number in the proleptic Gregorian calendar; none where there is no such day.
    #[must_use]
    #[inline(never)]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Whether it is a day of the calendar, which the fields alone do not make it.
    #[must_use]
    pub fn is_real(self) -> bool {
        Self::new(self.year, self.month, self.day).is_some()
    }

    /// Days since 1 January of year 1.
    #[inline(never)]
    fn number(self) -> i32 {
        let before = self.year - 1;
        let leap_days = before / 4 - before / 100 + before / 400;
        let months: i32 = (1..self.month)
            .map(|m| i32::from(month_length(self.year, m)))
            .sum();
        before * 365 + leap_days + months + i32::from(self.day) - 1
    }

    #[inline(never)]
    fn from_number(number: i32) -> Option<Self> {
        let mut year = number / 366 + 1;
        let mut first = Self {
            year,
            month: 1,
            day: 1,
        };
        // The guess is at most ten years early.
        loop {
            let next = Self {
                year: year + 1,
                month: 1,
                day: 1,
            };
            if next.number() > number {
                break;
            }
            year += 1;
            first = next;
        }
        let mut rest = number - first.number();
        for month in 1..=12 {
            let length = i32::from(month_length(year, month));
            if rest < length {
                return Self::new(year, month, u8::try_from(rest + 1).ok()?);
            }
            rest -= length;
        }
        None
    }

    /// The day `days` later, or earlier where that is negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        let number = self.number().checked_add(days)?;
        if number < 0 {
            None
        } else {
            Self::from_number(number)
        }
    }

    /// Days from `other` to this day.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        self.number() - other.number()
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> i32 {
        self.number().rem_euclid(7) + 1
    }

    /// The year and number of the ISO 8601 week.
    #[must_use]
    #[inline(never)]
    pub fn iso_week(self) -> (i32, i32) {
        // The week belongs to the year of its Thursday.
        let thursday = self.plus(4 - self.weekday()).unwrap_or(self);
        let first = Self {
            year: thursday.year,
            month: 1,
            day: 1,
        };
        (thursday.year, thursday.since(first) / 7 + 1)
    }

    /// The first day of `weekday` from this day on.
    pub(super) fn next_weekday(self, weekday: i32) -> Option<Self> {
        self.plus((weekday - self.weekday()).rem_euclid(7))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The number of days of a month.
pub(super) fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Easter Sunday after the Gregorian rule (the "anonymous" algorithm).
pub(super) fn easter(year: i32) -> Option<Day> {
    let a = year % 19;
    let b = year / 100;
    let c = year % 100;
    let d = (b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 19 * a + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let f = (a + 11 * d + 22 * e) / 451;
    let n = d + e - 7 * f + 114;
    Day::new(
        year,
        u8::try_from(n / 31).ok()?,
        u8::try_from(n % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_weekdays_and_weeks() {
        let rows = [
            ((2019, 1, 4), 5, (2019, 1)),
            ((2019, 12, 30), 1, (2020, 1)),
            ((2021, 1, 3), 7, (2020, 53)),
            ((2024, 2, 29), 4, (2024, 9)),
            ((1, 1, 1), 1, (1, 1)),
            ((2000, 3, 1), 3, (2000, 9)),
        ];
        for ((year, month, day), weekday, week) in rows {
            let day = Day::new(year, month, day).unwrap();
            assert_eq!((day.weekday(), day.iso_week()), (weekday, week), "{day}");
        }
        assert_eq!(Day::new(2019, 2, 29), None);
    }

    #[test]
    fn counts_days_both_ways() {
        let day = Day::new(2019, 3, 1).unwrap();
        for days in [-800, -365, -1, 0, 1, 59, 366, 10_000] {
            let other = day.plus(days).unwrap();
            assert_eq!(other.since(day), days, "{other}");
        }
        assert_eq!(Day::new(1, 1, 1).unwrap().plus(-1), None);
        assert_eq!(Day::new(9999, 12, 31).unwrap().plus(1), None);
    }

    #[test]
    fn knows_easter() {
        for (year, month, day) in [(2019, 4, 21), (2020, 4, 12), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), Day::new(year, month, day));
        }
    }
}
