//! Days as text.

use super::Day;

/// A text that is no day of the calendar in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayError;

impl std::fmt::Display for DayError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("must be a day of the calendar, as YYYY-MM-DD")
    }
}

impl std::error::Error for DayError {}

impl std::str::FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        parse(text).ok_or(DayError)
    }
}

fn parse(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let day = Day::new(
        year.into(),
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )?;
    parts.next().is_none().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_of_the_calendar_only() {
        let rows = [
            (
                "2024-02-29",
                Ok(Day {
                    year: 2024,
                    month: 2,
                    day: 29,
                }),
            ),
            (
                "2000-02-29",
                Ok(Day {
                    year: 2000,
                    month: 2,
                    day: 29,
                }),
            ),
            (
                "0001-12-31",
                Ok(Day {
                    year: 1,
                    month: 12,
                    day: 31,
                }),
            ),
            ("2023-02-29", Err(DayError)),
            ("1900-02-29", Err(DayError)),
            ("2024-04-31", Err(DayError)),
            ("2024-13-01", Err(DayError)),
            ("2024-00-01", Err(DayError)),
            ("2024-01-00", Err(DayError)),
            ("2024-1-1", Err(DayError)),
            ("24-01-01", Err(DayError)),
            ("2024-01-01-01", Err(DayError)),
            ("+024-01-01", Err(DayError)),
            ("", Err(DayError)),
        ];
        for (text, expected) in rows {
            assert_eq!(text.parse(), expected, "{text}");
        }
    }
}
