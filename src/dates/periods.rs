//! Values of relative periods, sets and lengths of time.

use super::Day;
use super::class::same_word;
use super::facts::{Direction, Facts, Unit, to_i32};
use super::guards::Found;
use super::lengths::{duration, unit_letter};
use super::resolve::{Story, relative_year};
use super::scan::Context;
use super::table::Rule;
use super::words::Class;

/// `last week`, `this year`, `the same day`, `the first quarter of 2019`.
#[inline(never)]
pub(super) fn period(
    context: Context<'_>,
    found: &Found,
    facts: &Facts,
    story: &mut Story,
) -> Option<String> {
    if let (Some(season), Some(year)) = (
        facts.season,
        facts.years[0].or_else(|| relative_year(facts, story)),
    ) {
        return Some(format!("{year:04}-{season}"));
    }
    if let Some((letter, n)) = facts.part_of_year {
        let year = facts.years[0].or_else(|| relative_year(facts, story))?;
        return Some(format!("{year:04}-{letter}{n}"));
    }
    if found.rule == Rule::Unit && same_word(context.word(found.tokens.end), "to") {
        return None; // "the year to March"
    }
    if let Some(n) = facts.ordinal {
        let year = facts.years[0].or_else(|| relative_year(facts, story));
        return match (facts.unit, year) {
            (Some(Unit::Quarter), Some(year)) if (1..=4).contains(&n) => {
                Some(format!("{year:04}-Q{n}"))
            }
            (_, Some(year)) if facts.half && (1..=2).contains(&n) => {
                Some(format!("{year:04}-H{n}"))
            }
            (_, _) => None,
        };
    }
    let steps = match facts.direction {
        Some(Direction::Back) => -1,
        Some(Direction::Here) => 0,
        Some(Direction::Ahead) => 1,
        Some(Direction::Same) => return same(facts.unit?, story),
        None if found.rule == Rule::Unit || facts.edge => return same(facts.unit?, story),
        None => {
            // "each year" is a set.
            let unit = facts.unit?;
            return (found.rule == Rule::Relative)
                .then(|| duration(facts.count.unwrap_or(1.0), unit));
        }
    };
    let counted = facts.count.is_some() || facts.vague;
    let first = context.word(found.tokens.start);
    let years = !matches!(facts.unit, Some(Unit::Day | Unit::Weekend) | None);
    if !counted && years && facts.direction == Some(Direction::Back) && same_word(first, "past") {
        return facts.unit.map(|u| duration(1.0, u)); // "the past year" is no calendar year
    }
    let plural = (found.tokens.start..found.tokens.end).any(|i| {
        matches!(
            context.class(i),
            Class::Days | Class::Periods | Class::Quarters
        )
    });
    if counted || plural {
        let unit = facts.unit.filter(|_| !facts.range)?;
        return Some(
            facts
                .count
                .filter(|_| !facts.vague)
                .map_or_else(|| unit_letter(unit, "X"), |n| duration(n, unit)),
        );
    }
    let anchor = story.anchor?;
    if let Some(season) = facts.season {
        return Some(format!("{:04}-{season}", anchor.year + steps));
    }
    let discourse = is_discourse(context, found);
    match facts.unit {
        Some(Unit::Day) => {
            let base = if discourse {
                story.day.unwrap_or(anchor)
            } else {
                anchor
            };
            let day = base.plus(steps)?;
            story.note(day);
            Some(day.to_string())
        }
        Some(unit) => shifted(anchor, unit, steps),
        None => (context.class(found.tokens.end - 1) == Class::Term)
            .then(|| format!("{:04}", anchor.year + steps)),
    }
}

/// Whether "next" and its like speak of the day of the story, not of the article.
fn is_discourse(context: Context<'_>, found: &Found) -> bool {
    (found.tokens.start..found.tokens.end).any(|i| {
        ["next", "previous", "following", "preceding"]
            .iter()
            .any(|w| same_word(context.word(i), w))
    })
}

/// `that day`, `the month`: what the story spoke of last.
fn same(unit: Unit, story: &mut Story) -> Option<String> {
    let anchor = story.anchor;
    let day = story.day.or(anchor);
    match unit {
        Unit::Day => day.map(|d| d.to_string()),
        Unit::Month => story
            .month
            .or(anchor.map(|a| (a.year, a.month)))
            .map(|(y, m)| format!("{y:04}-{m:02}")),
        Unit::Year => story
            .year
            .map(|y| y.0)
            .or(anchor.map(|a| a.year))
            .map(|y| format!("{y:04}")),
        Unit::Second
        | Unit::Minute
        | Unit::Hour
        | Unit::Weekend
        | Unit::Week
        | Unit::Fortnight
        | Unit::Quarter
        | Unit::Decade
        | Unit::Century
        | Unit::Millennium => shifted(day?, unit, 0),
    }
}

/// The period of `unit` that lies `steps` after the one of `day`.
#[inline(never)]
pub(super) fn shifted(day: Day, unit: Unit, steps: i32) -> Option<String> {
    let month = i32::from(day.month) - 1;
    let months = day.year * 12 + month;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight | Unit::Millennium => {
            return None;
        }
        Unit::Day => day.plus(steps)?.to_string(),
        Unit::Weekend => {
            let (year, week) = day.plus(7 * steps)?.iso_week();
            format!("{year:04}-W{week:02}-WE")
        }
        Unit::Week => {
            let (year, week) = day.plus(7 * steps)?.iso_week();
            format!("{year:04}-W{week:02}")
        }
        Unit::Month => {
            let months = months + steps;
            format!(
                "{:04}-{:02}",
                months.div_euclid(12),
                months.rem_euclid(12) + 1
            )
        }
        Unit::Quarter => {
            let quarters = months / 3 + steps;
            format!(
                "{:04}-Q{}",
                quarters.div_euclid(4),
                quarters.rem_euclid(4) + 1
            )
        }
        Unit::Year => format!("{:04}", day.year + steps),
        Unit::Decade => format!("{:03}X", day.year / 10 + steps),
        Unit::Century => format!("{:02}XX", day.year / 100 + steps),
    })
}

/// A length of time, or the day that lies so long ago.
#[inline(never)]
pub(super) fn span(
    context: Context<'_>,
    found: &Found,
    facts: &Facts,
    story: &mut Story,
) -> Option<String> {
    if found.rule == Rule::Annual {
        let word = context.word(found.tokens.start);
        return Some(
            match word.as_bytes().first().map(u8::to_ascii_lowercase) {
                Some(b'd' | b'n') => "P1D",
                Some(b'w') => "P1W",
                Some(b'm') => "P1M",
                Some(b'q') => "P3M",
                Some(b'h') => "PT1H",
                Some(_) | None => "P1Y",
            }
            .to_owned(),
        );
    }
    if found.rule == Rule::Teens {
        // "in the seventies", but "in his seventies"
        let before = found
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |i| context.word(i));
        let tens = facts.decade.filter(|_| same_word(before, "the"))?;
        return Some(format!("19{tens}X"));
    }
    if facts.range {
        return None; // no one length
    }
    let unit = facts.unit.unwrap_or(Unit::Year);
    let Some(count) = facts.count.filter(|_| !facts.vague) else {
        return (found.rule != Rule::AgeBare).then(|| unit_letter(unit, "X"));
    };
    if let Some(direction) = facts.ago {
        let later = !matches!(
            context.class(found.tokens.end - 1),
            Class::Ago | Class::Back
        );
        let base = if later {
            // "three days later" needs a day before it, "six years later" a year.
            let coarse = |exact: Unit| exact as u8 > unit as u8;
            story.latest.filter(|l| !coarse(l.1)).map(|l| l.0)
        } else {
            story.anchor
        };
        let steps = to_i32(count).map(|n| n * direction);
        let value = base
            .zip(steps)
            .and_then(|(base, steps)| shifted(base, unit, steps));
        if value.is_some() {
            return value;
        }
    }
    let length = duration(count, unit);
    let more = facts.more.map(|(n, unit)| duration(n, unit));
    Some(match more.as_deref().map(|m| (m, m.strip_prefix("PT"))) {
        Some((_, Some(time))) if length.starts_with("PT") => length + time,
        Some((date, None)) if !length.starts_with("PT") => length + date.trim_start_matches('P'),
        Some(_) | None => length,
    })
}
