//! What the words of a date or time say, before it is set against the calendar.

use super::class::same_word;
use super::guards::Found;
use super::number;
use super::scan::Context;
use super::table::Rule;
use super::words::Class;

/// A span of the calendar that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Where a relative word points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Here,
    Ahead,
    /// The day that the text spoke of last.
    Same,
}

/// What the words of one mention say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) years: [Option<i32>; 2],
    pub(super) months: [Option<u8>; 2],
    pub(super) days: [Option<u8>; 2],
    pub(super) weekday: Option<i32>,
    pub(super) unit: Option<Unit>,
    pub(super) count: Option<f64>,
    pub(super) vague: bool,
    pub(super) ordinal: Option<i32>,
    pub(super) direction: Option<Direction>,
    /// `ago`, `earlier`, `later` after a count.
    pub(super) ago: Option<i32>,
    pub(super) season: Option<&'static str>,
    pub(super) half: bool,
    pub(super) part: Option<&'static str>,
    /// Days from today: `yesterday` is -1.
    pub(super) today: Option<i32>,
    pub(super) before_christ: bool,
    pub(super) edge: bool,
    /// `14 minutes` of "two hours and 14 minutes".
    pub(super) more: Option<(f64, Unit)>,
    /// `Q3`
    pub(super) part_of_year: Option<(char, u8)>,
    /// "and a half" after the unit
    and_a_half: bool,
    /// `two to three`
    pub(super) range: bool,
    /// 7 for `the seventies`.
    pub(super) decade: Option<i32>,
}

const TENS: [&str; 8] = [
    "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet",
];

/// Reads the tokens of a mention.
#[inline(never)]
pub(super) fn gather(context: Context<'_>, found: &Found) -> Facts {
    let mut facts = Facts::default();
    let (start, end) = (found.tokens.start, found.tokens.end);
    let mut number_from: Option<u32> = None;
    let mut named_units = [None; 2];
    // "a quarter century", "a quarter of a year"
    let is_part = |i: u32, class: Class| {
        class == Class::Quarter
            && (i + 1..end).any(|j| matches!(context.class(j), Class::Period | Class::Day))
            && found.rule == Rule::Duration
    };
    let mut next = context.class(start);
    for i in start..end {
        let word = context.word(i);
        let class = next;
        next = if i + 1 < end {
            context.class(i + 1)
        } else {
            Class::Other
        };
        let in_digits = number::is_digits(class) || class == Class::NLead;
        let value = in_digits.then(|| number::digits(word)).flatten();
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "few of 150 classes speak of time"
        )]
        match class {
            Class::NYear
                if found.rule != Rule::Clock
                    && !matches!(found.rule, Rule::Duration | Rule::Age | Rule::TimeSpan) =>
            {
                push(&mut facts.years, value.and_then(to_i32));
            }
            Class::N999 if found.rule == Rule::Year => {
                push(&mut facts.years, value.and_then(to_i32))
            }
            Class::N12 | Class::N24 | Class::N31 | Class::N59 | Class::N99 | Class::NLead
                if matches!(found.rule, Rule::Years | Rule::Year) =>
            {
                // "2006–07": the century of the first year.
                let short = value.and_then(to_i32);
                let century = facts.years[0].map_or(0, |y| y / 100 * 100);
                push(&mut facts.years, short.map(|y| y + century));
            }
            Class::N12 | Class::N24 | Class::N31 | Class::NLead
                if matches!(found.rule, Rule::Date | Rule::Part) =>
            {
                push(&mut facts.days, value.and_then(to_u8));
            }
            Class::Month | Class::May | Class::Mon => push(&mut facts.months, month_number(word)),
            Class::Weekday | Class::Wd | Class::Weekdays => facts.weekday = weekday_number(word),
            Class::Day
            | Class::Days
            | Class::Period
            | Class::Periods
            | Class::Hour
            | Class::Hours => {
                let named = unit(word);
                facts.unit = facts.unit.or(named);
                if let Some(slot) = named_units.iter_mut().find(|slot| slot.is_none()) {
                    *slot = named.map(|unit| (i, unit));
                }
            }
            Class::Quarter | Class::Quarters if found.rule != Rule::TimeSpan && !is_part(i, class) => {
                facts.unit = facts.unit.or(Some(Unit::Quarter))
            }
            Class::Second if matches!(found.rule, Rule::TimeSpan) && i > start => {
                facts.unit = facts.unit.or(Some(Unit::Second))
            }
            Class::Last | Class::Past => facts.direction = direction(word).or(facts.direction),
            Class::This => facts.direction = facts.direction.or(Some(Direction::Here)),
            Class::That | Class::Same => {
                facts.direction = facts.direction.or(Some(Direction::Same))
            }
            Class::Ago | Class::Back => facts.ago = Some(-1),
            Class::Earlier if i > start => {
                facts.ago = Some(if same_word(word, "earlier") { -1 } else { 1 })
            }
            Class::Season | Class::Fall => facts.season = season(word),
            Class::Half => {
                facts.half = true;
                // "a year and a half"
                if facts.unit.is_some() {
                    facts.and_a_half = true;
                }
            }
            Class::TensPlural => {
                facts.decade = TENS
                    .iter()
                    .position(|t| word.get(..t.len()).is_some_and(|w| same_word(w, t)))
                    .and_then(|p| i32::try_from(p + 2).ok());
            }
            Class::To | Class::Dash | Class::Or | Class::Between => facts.range = true,
            Class::Part | Class::Parts | Class::Noon | Class::Tonight => {
                facts.part = part_of_day(word)
            }
            Class::Today => {
                facts.today = match word.as_bytes().first() {
                    Some(b'y' | b'Y') => Some(-1),
                    Some(_) if word.len() > 5 => Some(1),
                    Some(_) | None => Some(0),
                }
            }
            Class::QuarterCode => {
                let mut chars = word.chars();
                facts.part_of_year = chars
                    .next()
                    .zip(chars.next().and_then(|c| c.to_digit(10)))
                    .and_then(|(letter, n)| Some((letter, u8::try_from(n).ok()?)));
            }
            Class::S if found.rule == Rule::TimeSpan => {
                facts.unit = facts.unit.or(Some(Unit::Second))
            }
            Class::Era => facts.before_christ = word.starts_with('B'),
            Class::Start | Class::Early => facts.edge = true,
            Class::Earlier if i == start => facts.edge = true,
            _ => {}
        }
        if found.rule == Rule::Date && next == Class::Th && facts.days[0].is_none() {
            push(&mut facts.days, value.and_then(to_u8));
        }
        if facts.ordinal.is_none() {
            facts.ordinal = match (class.is_rank(), next == Class::Th) {
                (true, _) => ordinal(word),
                (false, true) => value.and_then(to_i32),
                (false, false) => None,
            };
        }
        let counts = number::is_digits(class)
            || class.is_small_number()
            || class.is_scale() && number::scale(word).is_some()
            || matches!(class, Class::A | Class::Half | Class::Fractions)
            || is_part(i, class);
        if counts && number_from.is_none() && facts.unit.is_none() {
            number_from = Some(i);
        }
        facts.vague |= matches!(
            class,
            Class::Several
                | Class::Few
                | Class::Many
                | Class::Some
                | Class::Vague
                | Class::Couple
                | Class::Number
        );
    }
    if found.rule == Rule::Date && facts.days[0].is_none() {
        facts.days[0] = facts.ordinal.and_then(|n| u8::try_from(n).ok());
    }
    facts.count = number_from.and_then(|from| longest_number(context, from, end));
    facts.more = more(context, named_units, facts.unit);
    if facts.and_a_half {
        facts.count = facts.count.map(|c| c + 0.5);
    }
    facts
}

/// A second number with a unit after the first one.
fn more(
    context: Context<'_>,
    named: [Option<(u32, Unit)>; 2],
    first: Option<Unit>,
) -> Option<(f64, Unit)> {
    let [Some((at, _)), Some((second, unit))] = named else {
        return None;
    };
    let counts = |class: Class| number::is_digits(class) || class.is_small_number();
    let from = (at + 1..second).find(|i| counts(context.class(*i)))?;
    let unit = Some(unit).filter(|u| Some(*u) != first)?;
    longest_number(context, from, second).map(|n| (n, unit))
}

fn push<T: Copy>(slots: &mut [Option<T>; 2], value: Option<T>) {
    if let Some(slot) = slots.iter_mut().find(|s| s.is_none()) {
        *slot = value;
    }
}

/// The number from `start` on: a leading "a" is one.
fn longest_number(context: Context<'_>, start: u32, end: u32) -> Option<f64> {
    let mut best = None;
    for stop in start + 1..=end {
        let value = number::read(context, start, stop);
        if value.is_none()
            && best.is_some()
            && !matches!(
                context.class(stop - 1),
                Class::And | Class::Hyphen | Class::A
            )
        {
            break;
        }
        best = value.or(best);
    }
    best.or_else(|| (context.class(start) == Class::A).then_some(1.0))
}

pub(super) fn to_i32(value: f64) -> Option<i32> {
    #[allow(clippy::cast_possible_truncation, reason = "in range")]
    (value.fract() == 0.0 && (0.0..1e9).contains(&value)).then_some(value as i32)
}

fn to_u8(value: f64) -> Option<u8> {
    to_i32(value).and_then(|v| u8::try_from(v).ok())
}

fn month_number(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let head = word.get(..3)?;
    let at = NAMES.iter().position(|n| same_word(n, head))?;
    u8::try_from(at + 1).ok()
}

fn weekday_number(word: &str) -> Option<i32> {
    const NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let head = word.get(..2)?;
    let at = NAMES.iter().position(|n| same_word(n, head))?;
    i32::try_from(at + 1).ok()
}

fn unit(word: &str) -> Option<Unit> {
    const NAMES: [(&str, Unit); 22] = [
        ("day", Unit::Day),
        ("weekend", Unit::Weekend),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("yrs", Unit::Year),
        ("yr", Unit::Year),
        ("decade", Unit::Decade),
        ("century", Unit::Century),
        ("centuries", Unit::Century),
        ("fortnight", Unit::Fortnight),
        ("millenni", Unit::Millennium),
        ("hour", Unit::Hour),
        ("hr", Unit::Hour),
        ("minute", Unit::Minute),
        ("min", Unit::Minute),
        ("second", Unit::Second),
        ("sec", Unit::Second),
        ("moment", Unit::Minute),
        ("trimester", Unit::Quarter),
        ("semester", Unit::Quarter),
        ("millisecond", Unit::Second),
    ];
    let find = |(name, unit): &(&str, Unit)| {
        word.get(..name.len())
            .is_some_and(|head| same_word(head, name))
            .then_some(*unit)
    };
    NAMES.iter().find_map(find)
}

fn direction(word: &str) -> Option<Direction> {
    const BACK: [&str; 6] = ["last", "past", "previous", "preceding", "prior", "recent"];
    const AHEAD: [&str; 5] = ["next", "coming", "following", "upcoming", "subsequent"];
    let is = |w: &&str| same_word(w, word);
    if BACK.iter().any(is) {
        Some(Direction::Back)
    } else if AHEAD.iter().any(is) {
        Some(Direction::Ahead)
    } else {
        same_word(word, "current").then_some(Direction::Here)
    }
}

fn season(word: &str) -> Option<&'static str> {
    match word
        .as_bytes()
        .get(..2)
        .map(<[u8]>::to_ascii_lowercase)
        .as_deref()
    {
        Some(b"sp") => Some("SP"),
        Some(b"su") => Some("SU"),
        Some(b"au" | b"fa") => Some("FA"),
        Some(b"wi") => Some("WI"),
        Some(_) | None => None,
    }
}

/// After TIMEX3; noon and midnight as clock times.
fn part_of_day(word: &str) -> Option<&'static str> {
    const PARTS: [(&str, &str); 14] = [
        ("morning", "MO"),
        ("afternoon", "AF"),
        ("evening", "EV"),
        ("night", "NI"),
        ("tonight", "NI"),
        ("overnight", "NI"),
        ("daytime", "DT"),
        ("lunchtime", "12:00"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("midnight", "00:00"),
        ("dawn", "MO"),
        ("sunrise", "MO"),
        ("dusk", "EV"),
    ];
    let word = word.strip_suffix('s').unwrap_or(word);
    PARTS.iter().find(|p| same_word(p.0, word)).map(|p| p.1)
}

/// The rank that a word names, up to thirty.
pub(super) fn ordinal(word: &str) -> Option<i32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let at = WORDS.iter().position(|w| same_word(w, word))?;
    i32::try_from(at + 1).ok()
}
