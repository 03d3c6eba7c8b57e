//! Values of dates and times: what the words of a mention say, set against the anchor day and what
//! the text named before.

use super::Day;
use super::class::same_word;
use super::facts::{Direction, Facts, Unit, gather};
use super::guards::Found;
use super::holidays;
use super::lengths::clock;
use super::periods::{period, shifted, span};
use super::scan::Context;
use super::table::Rule;
use super::tense::{Tense, tense};
use super::words::Class;

/// What the text said before a mention.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Story {
    /// The day against which relative words are read.
    pub(super) anchor: Option<Day>,
    /// The last day that a mention named.
    pub(super) day: Option<Day>,
    /// The last year named outright, and the token that named it.
    pub(super) year: Option<(i32, u32)>,
    /// The last date named, and how exactly.
    pub(super) latest: Option<(Day, Unit)>,
    /// The last month named.
    pub(super) month: Option<(i32, u8)>,
}

/// The value of a mention of a date or time, as TIMEX3 or ISO 8601 text.
pub(super) fn value(context: Context<'_>, found: &Found, story: &mut Story) -> Option<String> {
    let facts = gather(context, found);
    let text = found.tokens.span(context.tokens).of(context.text);
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the rules of amounts have no date"
    )]
    match found.rule {
        Rule::Slashed | Rule::Iso => slashed(text).map(|d| {
            story.note(d);
            d.to_string()
        }),
        Rule::Date => date(context, found, &facts, story),
        Rule::Month => month(context, found, &facts, story),
        Rule::Year => {
            let year = facts.years[0]?;
            story.note_year(year, found.tokens.start);
            Some(if facts.before_christ {
                format!("BC{year:04}")
            } else {
                format!("{year:04}")
            })
        }
        Rule::Years => {
            let (a, b) = (facts.years[0]?, facts.years[1]?);
            story.note_year(b, found.tokens.start);
            Some(format!("{a:04}/{b:04}"))
        }
        Rule::Decade => decade(context, found),
        Rule::Century => {
            let n = facts.ordinal?;
            let first = if facts.before_christ { n } else { n - 1 };
            let prefix = if facts.before_christ { "BC" } else { "" };
            (0..100)
                .contains(&first)
                .then(|| format!("{prefix}{first:02}XX"))
        }
        Rule::Weekday | Rule::EarlyDay | Rule::Today | Rule::Part => {
            day_and_part(context, found, &facts, story)
        }
        Rule::Holiday => {
            let day = holidays::find(text, story.anchor?)?;
            story.note(day);
            Some(day.to_string())
        }
        Rule::Relative | Rule::Unit | Rule::Nth | Rule::Season => {
            period(context, found, &facts, story)
        }
        Rule::Duration
        | Rule::Units
        | Rule::Age
        | Rule::AgeBare
        | Rule::TimeSpan
        | Rule::Annual
        | Rule::Teens => span(context, found, &facts, story),
        Rule::Clock => clock(context, found, &facts),
        _ => None,
    }
}

impl Story {
    /// The start of a text that is read against `anchor`.
    pub(super) fn new(anchor: Option<Day>) -> Self {
        Self {
            anchor,
            ..Self::default()
        }
    }

    pub(super) fn note(&mut self, day: Day) {
        self.day = Some(day);
        self.month = Some((day.year, day.month));
        self.latest = Some((day, Unit::Day));
    }

    fn note_month(&mut self, year: i32, month: u8) {
        self.month = Some((year, month));
        self.latest = Day::new(year, month, 1).map(|d| (d, Unit::Month));
    }

    /// Notes a year that token `at` names outright.
    fn note_year(&mut self, year: i32, at: u32) {
        self.year = Some((year, at));
        self.latest = Day::new(year, 1, 1).map(|d| (d, Unit::Year));
    }
}

/// `3/4/2019`, `04.03.2019`, `2019-03-04`: a day where only one reading is possible.
#[inline(never)]
pub(super) fn slashed(text: &str) -> Option<Day> {
    let mut numbers = [0_u32; 3];
    let mut n = 0;
    for piece in text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
    {
        *numbers.get_mut(n)? = piece.parse().ok()?;
        n += 1;
    }
    if n != 3 {
        return None;
    }
    let [a, b, c] = numbers;
    let small = |x: u32| u8::try_from(x).ok();
    let year = |x: u32| {
        i32::try_from(if x < 50 {
            2000 + x
        } else if x < 100 {
            1900 + x
        } else {
            x
        })
        .ok()
    };
    if a > 31 {
        return Day::new(year(a)?, small(b)?, small(c)?);
    }
    let dotted = text.contains('.');
    if dotted && (c < 1000 && text.len() != 8) {
        return None; // a version: `1.2.30`
    }
    match (dotted, a > 12, b > 12) {
        (true, _, false) | (false, true, false) => Day::new(year(c)?, small(b)?, small(a)?),
        (false, false, true) => Day::new(year(c)?, small(a)?, small(b)?),
        (false, false, false) if a == b => Day::new(year(c)?, small(a)?, small(b)?),
        (_, _, _) => None,
    }
}

#[inline(never)]
fn date(context: Context<'_>, found: &Found, facts: &Facts, story: &mut Story) -> Option<String> {
    let month = facts.months[0]?;
    let day = facts.days[0]?;
    let given = facts.years[0].or_else(|| relative_year(facts, story));
    let year = match given {
        Some(year) => {
            story.year = Some((year, found.tokens.start));
            Some(year)
        }
        None => story
            .anchor
            .and_then(|anchor| year_of_day(context, found, anchor, month, day, story)),
    };
    let Some(year) = year else {
        return (day <= 31).then(|| format!("XXXX-{month:02}-{day:02}"));
    };
    let first = Day::new(year, month, day)?;
    story.note(first);
    if facts.unit == Some(Unit::Week) && facts.direction.is_none() {
        return shifted(first, Unit::Week, 0);
    }
    let second = facts.days[1].and_then(|d| Day::new(year, facts.months[1].unwrap_or(month), d));
    Some(match second {
        Some(second) if second > first => format!("{first}/{second}"),
        Some(_) | None => first.to_string(),
    })
}

/// `last year`, `of this year` inside a longer date.
#[inline(never)]
pub(super) fn relative_year(facts: &Facts, story: &Story) -> Option<i32> {
    let anchor = story.anchor?;
    if facts.unit != Some(Unit::Year) {
        return None;
    }
    match facts.direction? {
        Direction::Back => Some(anchor.year - 1),
        Direction::Here => Some(anchor.year),
        Direction::Ahead => Some(anchor.year + 1),
        Direction::Same => story.year.map(|y| y.0),
    }
}

/// The year that the words shortly before a date named, where it is not the anchor's.
fn told_year(context: Context<'_>, found: &Found, anchor: Day, story: &Story) -> Option<i32> {
    let (year, at) = story.year?;
    let sentence = context.sentence(found.tokens.start);
    (at >= sentence.start && year != anchor.year).then_some(year)
}

/// The year of a day that has none: the nearest such day to the anchor.
fn year_of_day(
    context: Context<'_>,
    found: &Found,
    anchor: Day,
    month: u8,
    day: u8,
    story: &Story,
) -> Option<i32> {
    if let Some(year) = told_year(context, found, anchor, story) {
        return Some(year);
    }
    let tense = tense(context, found.tokens);
    let distance = |year: i32| {
        let days = Day::new(year, month, day).map_or(i32::MAX / 2, |d| d.since(anchor));
        match tense {
            Some(Tense::Future) if days < 0 => -days * 3,
            Some(Tense::Past) if days > 0 => days * 8,
            Some(_) | None => days.abs(),
        }
    };
    [anchor.year, anchor.year - 1, anchor.year + 1]
        .into_iter()
        .min_by_key(|y| distance(*y))
}

#[inline(never)]
fn month(context: Context<'_>, found: &Found, facts: &Facts, story: &mut Story) -> Option<String> {
    let month = facts.months[0]?;
    let year = if let Some(year) = facts.years[0].or_else(|| relative_year(facts, story)) {
        story.year = Some((year, found.tokens.start));
        year
    } else {
        let Some(anchor) = story.anchor else {
            return Some(format!("XXXX-{month:02}"));
        };
        let months = i32::from(month) - i32::from(anchor.month);
        let tense = tense(context, found.tokens);
        let told =
            told_year(context, found, anchor, story).filter(|_| tense != Some(Tense::Future));
        match (facts.direction, told) {
            (Some(Direction::Back), _) => anchor.year - i32::from(months >= 0),
            (Some(Direction::Ahead), _) => anchor.year + i32::from(months <= 0),
            (Some(Direction::Here), _) => anchor.year,
            (Some(Direction::Same) | None, Some(year)) => year,
            (Some(Direction::Same) | None, None) => match tense {
                Some(Tense::Future) => anchor.year + i32::from(months < 0),
                // "in October", said in September, is next month even of a past plan.
                Some(Tense::Past) => anchor.year - i32::from(months > 1),
                None => anchor.year - i32::from(months > 3) + i32::from(months < -9),
            },
        }
    };
    story.note_month(year, month);
    let second = facts.months[1].map(|m| {
        let end = facts.years[1].unwrap_or(if m < month { year + 1 } else { year });
        format!("/{end:04}-{m:02}")
    });
    Some(format!(
        "{year:04}-{month:02}{}",
        second.unwrap_or_default()
    ))
}

fn decade(context: Context<'_>, found: &Found) -> Option<String> {
    let digits = (found.tokens.start..found.tokens.end)
        .map(|i| context.word(i))
        .find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    let value: i32 = digits.parse().ok()?;
    let value = match value {
        0..=29 => value + 2000,
        30..=99 => value + 1900,
        _ => value,
    };
    Some(format!("{:03}X", value / 10))
}

/// A weekday, `today` or a part of a day.
#[inline(never)]
fn day_and_part(
    context: Context<'_>,
    found: &Found,
    facts: &Facts,
    story: &mut Story,
) -> Option<String> {
    let part = facts.part;
    let day = named_day(context, found, facts, story);
    let part_of = |day: String| match part {
        Some(part) => format!("{day}T{part}"),
        None => day,
    };
    if let Some(day) = day {
        story.note(day);
        return Some(part_of(day.to_string()));
    }
    if let Some(weekday) = facts.weekday {
        return Some(part_of(format!("XXXX-WXX-{weekday}")));
    }
    if facts.today.is_some() || facts.direction.is_some() {
        return None;
    }
    part.map(|p| format!("T{p}"))
}

/// The day that a weekday, `today` or `last night` names.
#[inline(never)]
fn named_day(context: Context<'_>, found: &Found, facts: &Facts, story: &Story) -> Option<Day> {
    if let (Some(month), Some(day)) = (facts.months[0], facts.days[0]) {
        let anchor = story.anchor?;
        return Day::new(
            year_of_day(context, found, anchor, month, day, story)?,
            month,
            day,
        );
    }
    let anchor = story.anchor?;
    if let Some(days) = facts.today {
        return anchor.plus(days);
    }
    if let Some(weekday) = facts.weekday {
        if context.class(found.tokens.start) == Class::Weekdays
            || context.class(found.tokens.start) == Class::Each
        {
            return None;
        }
        let ahead = anchor.next_weekday(weekday)?;
        let back = if ahead == anchor {
            ahead
        } else {
            ahead.plus(-7)?
        };
        return match facts.direction {
            Some(Direction::Back) if ahead == anchor || anchor.since(back) == 1 => {
                ahead.plus(if ahead == anchor { -7 } else { -14 })
            }
            Some(Direction::Back) => Some(back),
            Some(Direction::Ahead) if ahead == anchor => ahead.plus(7),
            Some(Direction::Ahead) => Some(ahead),
            Some(Direction::Here | Direction::Same) | None => match tense(context, found.tokens) {
                Some(Tense::Future) => Some(ahead),
                Some(Tense::Past) | None => Some(back),
            },
        };
    }
    match (facts.direction, facts.part) {
        (Some(Direction::Back), Some(_)) => anchor.plus(-1),
        (Some(Direction::Here), Some(_)) => Some(anchor),
        (Some(Direction::Same), Some(_)) => story.day,
        _ if is_tonight(context, found) => Some(anchor),
        _ => None,
    }
}

fn is_tonight(context: Context<'_>, found: &Found) -> bool {
    same_word(context.word(found.tokens.start), "tonight")
}
