//! The one table of patterns, in the syntax of `regex`, over the [classes](super::words) of tokens.
//!
//! A lower-case name stands for one token of that class, an upper-case name for a [macro](MACROS);
//! blanks mean nothing. `tests/dates_table.rs` compiles the table into the two automata that
//! [`table`](super::table) searches; nothing here is part of a release build.
//!
//! The first automaton joins runs of tokens ([`CHUNKS`]) into one class, the second one finds the
//! mentions over what that leaves ([`PATTERNS`]): one automaton for both would be ten times as
//! large. In each the longest match wins, among equally long ones the row that stands first; a
//! rule whose guard refuses gives way to the next. No match is longer than `table::MAX_TOKENS`, so
//! the search is linear in the text whatever the text is.

use super::table::Rule;
use super::words::Class;

/// Parts that patterns share; each may use those above it.
pub const MACROS: &[(&str, &str)] = &[
    // Numbers, before joining.
    ("WHOLE", "(n12|n24|n31|n59|n99|n999|nyear|nbig)"),
    ("DIGITS", "(WHOLE|ndec)"),
    ("ONES", "(one|units)"),
    ("BELOW", "(one|units|teens|tens (hyphen? ONES)?)"),
    (
        "HUNDREDS",
        "((BELOW|DIGITS|a) hyphen? hundred (and? BELOW)?|BELOW)",
    ),
    ("BIG", "((HUNDREDS|DIGITS|a|half a|half) hyphen? scale)"),
    ("PARTS", "(half|quarter|third|fractions|quarters)"),
    ("SOME", "(a few|few|several|many|some|a? couple of?)"),
    // Numbers, after joining.
    (
        "COUNT",
        "(one|count|rough|n12|n24|n31|n59|n99|n999|nyear|nbig|ndec)",
    ),
    ("HEDGE", "(about|some|over|tilde|hedge)"),
    (
        "JOIN",
        "(to|or|hyphen|dash|hyphen to hyphen|hyphen or hyphen)",
    ),
    (
        "AMOUNT",
        "(HEDGE{0,2} COUNT (plus|or more|plusminus COUNT)? (JOIN HEDGE? COUNT)?|between COUNT (and|to) COUNT)",
    ),
    (
        "FEW",
        "(few|several|many|some|a few|a? couple of|a number of)",
    ),
    // Calendar.
    ("DAY", "(n12|n24|n31|nlead)"),
    ("NTH", "(DAY|nth)"),
    ("MONTH", "(month|may|mon stop?)"),
    ("WDAY", "(weekday|wd stop?)"),
    ("TO", "(to|through|hyphen|dash)"),
    ("ORD", "(first|second|third|nth)"),
    ("UNIT", "(day|period|quarter)"),
    ("UNITS", "(days|periods|quarters)"),
    ("REL", "(last|past|this|that|same|prior)"),
    (
        "OFYEAR",
        "(comma? nyear|(of|comma)? REL{1,2} period|of nyear)",
    ),
    ("EDGE", "(early hyphen?|start of|earlier in?)"),
    // Times of day.
    ("HOUR", "(n12|n24|nlead)"),
    ("MINUTE", "(nlead|n12|n24|n31|n59)"),
    ("ZONE", "(zone|local time|(zonename|land){1,3} time)"),
    (
        "CLOCK",
        "(HOUR colon MINUTE (colon (MINUTE|ndec))? ampm?|(HOUR|ndec) ampm|(HOUR|one|count) oclock|(one|count) ampm)",
    ),
    ("DEICTIC", "(weekday possessive?|today|REL{1,2} UNIT?)"),
    // Money and measures.
    (
        "SIGN",
        "((land|landshort|unitshort|code)? sign|code|landshort)",
    ),
    ("SCALED", "(COUNT hyphen? (scaleshort|m)?)"),
    ("COIN", "(currency|code|currencysoft)"),
    (
        "PERCENT",
        "(percentsign|percent|per cents|pc|percentage hyphen? points)",
    ),
    (
        "MEASURE",
        "((square|land)? (unit|unitshort|m) ((per|a) (hour|second|day|square? unit|unitshort)|slash (s|m|unitshort|second|hour))?\
         |square? light hyphen? (period|periods)|degrees (landshort|celsiusshort|celsius|scaleshort)?\
         |degree (landshort|celsiusshort|celsius)?|(unit|unitshort|m) square)",
    ),
];

/// What the first automaton joins, in the order of precedence.
pub const CHUNKS: &[(Class, &str)] = &[
    (
        Class::Nth,
        "WHOLE th|ordword|tens hyphen? (first|second|third)",
    ),
    (Class::Fraction, "(one|units|teens) hyphen? (PARTS|ordword)"),
    (
        Class::Count,
        "BIG (comma? and? BIG)? (comma? and? HUNDREDS)?|HUNDREDS|zero\
         |(BELOW|DIGITS) hyphen? and hyphen? (a|ONES) hyphen? PARTS (scale|hundred|dozen)?\
         |ONES hyphen half scale|ONES hyphen points hyphen ONES scale",
    ),
    (
        Class::Rough,
        "SOME? (hundred scale?|scale|dozen)|(WHOLE|a|BELOW|half a|half) hyphen? dozen|SOME? vague (of vague){0,2}\
         |a couple|a (quarter|third) of a scale|half of? a (hundred|scale|dozen)",
    ),
    (
        Class::Hedge,
        "at least|(a bit|no|just)? more than|(up|close) to|upwards of?|in upwards of\
         |as (many|high|bit|long|few) as|a estimated|just (over|about)",
    ),
];

/// One pattern of the second automaton.
#[derive(Debug)]
pub struct Pattern {
    /// What it finds.
    pub rule: Rule,
    /// The regular expression over classes.
    pub regex: &'static str,
}

/// What the second automaton finds, in the order of precedence.
pub const PATTERNS: &[Pattern] = &[
    // ---- calendar dates
    row(
        Rule::Iso,
        "nyear (hyphen|slash|dash) (nlead|n12) (hyphen|slash|dash) DAY",
    ),
    row(
        Rule::Slashed,
        "DAY slash DAY slash (nyear|n12|n24|n31|n59|n99|nlead)|ndots",
    ),
    row(
        Rule::Date,
        "(REL{0,2} WDAY comma?)? MONTH NTH (comma? (and|or) NTH|TO MONTH? NTH)? OFYEAR?\
         |(REL{0,2} WDAY comma?)? NTH ((TO|and|or) NTH)? of? MONTH OFYEAR?\
         |NTH of? MONTH TO NTH of? MONTH OFYEAR?\
         |(about|EDGE) MONTH NTH OFYEAR?|between NTH and NTH MONTH OFYEAR?|between MONTH NTH OFYEAR? and MONTH? NTH OFYEAR?\
         |MONTH ORD OFYEAR?|ORD of MONTH OFYEAR?|REL period MONTH NTH|period of MONTH NTH OFYEAR?",
    ),
    row(
        Rule::Month,
        "(about|EDGE)? EDGE? REL{0,2} MONTH OFYEAR?|MONTH OFYEAR? TO EDGE? MONTH OFYEAR?\
         |between MONTH OFYEAR? and MONTH OFYEAR?|period of MONTH OFYEAR?",
    ),
    row(
        Rule::Year,
        "(about|EDGE)? EDGE? (period|fiscal period?)? nyear era?\
         |(n999|n99|n59|n31|n24|n12) era|era (n999|n99|n59|n31|n24|n12|nyear)",
    ),
    row(
        Rule::Years,
        "nyear slash (n12|n24|n31|n59|n99|nlead|nyear) (fiscal? period)?|(about|periods|EDGE)? nyear TO EDGE? (nyear|n99|n59|n31|n24|n12|nlead)|between nyear and nyear",
    ),
    row(
        Rule::Decade,
        "the? EDGE? (nyear|apostrophe (n99|n59|n31|n24)) apostrophe? (s|possessive)",
    ),
    row(Rule::Century, "EDGE? EDGE? ORD hyphen? period era?"),
    row(
        Rule::Weekday,
        "(earlier|REL{1,2}|each)? WDAY|weekdays|start of weekday",
    ),
    row(Rule::Today, "earlier? today"),
    row(
        Rule::Holiday,
        "(start of)? holiday (day|weekday|start)?|(start of)? holidaya possessive? day|new period (possessive? (day|start))?|good weekday",
    ),
    // ---- relative and vague periods
    row(
        Rule::Relative,
        "(EDGE{1,2} (of|in)? the?)? REL{1,3} (entire|fiscal)? (UNIT|term|season|fall) (OFYEAR|of MONTH nyear?|and a half)?\
         |(EDGE (of|in)? the?)? REL{1,2} (FEW|HEDGE? COUNT (JOIN COUNT)?) (UNITS|UNIT) (and more|of REL? (nyear|period))?\
         |REL{1,2} UNITS (and UNITS)?|EDGE the? (UNIT|half of the? (period|nyear))|entire UNIT\
         |each (entire? UNIT|few? UNITS|COUNT (JOIN COUNT)? UNITS)|fiscal period|once? each UNIT|once a UNIT",
    ),
    row(
        Rule::Nth,
        "(EDGE of?)? ORD (straight? UNIT|half|COUNT UNITS|few UNITS) (of (the|REL)* (UNIT|nyear|fiscal nyear|MONTH))?\
         |quartercode (of? fiscal? (nyear|REL period))?",
    ),
    row(Rule::Unit, "UNIT|EDGE of UNIT|(period|day) before"),
    row(
        Rule::Season,
        "EDGE? EDGE? (season|fall) of? (nyear ((hyphen|dash|slash) (nyear|n12|n24|n31|n59|n99|nlead))?|REL period)|EDGE? season",
    ),
    row(
        Rule::Duration,
        "(AMOUNT|HEDGE{0,2} (FEW|a|a half|half a|fraction of? a|rough of)) hyphen? entire? (UNIT|UNITS) \
         (hyphen? and hyphen? a hyphen? half)? ((comma|and) COUNT UNITS)? (hyphen long)? (ago|earlier|back|prior|of age|or more|a period)?\
         |(a|past)? (half|quarter) hyphen? (period|day) ago?|a UNIT or count",
    ),
    row(
        Rule::Units,
        "UNITS (hyphen long|ago|earlier|prior|of age|or UNITS)?|UNIT hyphen (long|earlier)",
    ),
    row(
        Rule::Age,
        "(AMOUNT|a) hyphen? (UNIT|UNITS) hyphen? old|UNITS hyphen old|aged AMOUNT UNITS?|age of? AMOUNT|between the age of COUNT and COUNT\
         |between COUNT UNITS and COUNT UNITS of age",
    ),
    row(Rule::AgeBare, "HEDGE{0,2} (one|count|n12|n24|n31|n59|n99)"),
    row(
        Rule::Teens,
        "EDGE? teenage|EDGE? tensplural|EDGE? (n24|n31|n59|n99) s",
    ),
    row(Rule::Annual, "(about hyphen?)? annual"),
    // ---- times of day and shorter periods
    row(
        Rule::Clock,
        "((very|just) before|HEDGE)? CLOCK ZONE?|about? (nyear|nclock) (ampm|zone|local time)|noon ZONE|(half|quarter) (past|to) (one|count|n12)|between CLOCK ZONE? and CLOCK ZONE?",
    ),
    row(
        Rule::TimeSpan,
        "(REL|first|each)? (AMOUNT|HEDGE{0,2} (FEW|a|half a|a half|rough of)) hyphen? entire? (hour|hours|second) \
         (and a (half|quarter|fraction))? ((comma|and)* COUNT (hour|hours|second)){0,2} (hyphen long)? (ago|earlier)?\
         |hours (ago|earlier|hyphen long)?|half a hour|ndec s",
    ),
    row(
        Rule::Part,
        "(very? EDGE (on|in)?)? (the|DEICTIC|a|each|ORD)? EDGE? part hours? (of? (MONTH NTH|NTH MONTH|weekday|today))?\
         |((very|just) before|EDGE)? noon (DEICTIC part?)?|tonight|parts|early hours of? (the|REL)? (part|weekday part?|today|MONTH NTH|NTH MONTH)|weekday comma part",
    ),
    row(
        Rule::EarlyDay,
        "early on? (weekday|today)|(earlier|early) in? the day",
    ),
    // ---- amounts
    row(
        Rule::Money,
        "HEDGE{0,2} SIGN SCALED (JOIN HEDGE? SIGN? SCALED)? (land? COIN|cents)?|between SIGN SCALED and SIGN? SCALED|HEDGE{0,2} codenumber (scale|rough|scaleshort|m)?",
    ),
    row(
        Rule::Coins,
        "AMOUNT (scaleshort|m)? hyphen? of? (land possessive?)? COIN|AMOUNT land? cents",
    ),
    row(
        Rule::Percent,
        "AMOUNT hyphen? PERCENT|HEDGE{0,2} COUNT PERCENT JOIN HEDGE? COUNT PERCENT|(fraction|a third|a quarter) of a (percent|points)",
    ),
    row(
        Rule::Quantity,
        "AMOUNT hyphen? MEASURE (hyphen (high|long))?|HEDGE{0,2} (a|half a|a half|fraction of a|FEW|rough of) hyphen? (square|land)? unit ((per|a) hour)?\
         |AMOUNT MEASURE to COUNT MEASURE|AMOUNT hyphen? currency|AMOUNT (landshort|celsiusshort)",
    ),
    row(
        Rule::Feet,
        "WHOLE prime DIGITS doubleprime?|WHOLE unitshort DIGITS (in|unitshort)?|COUNT unit (and|comma)? COUNT unit",
    ),
    // ---- plain numbers
    row(Rule::Ordinal, "ORD"),
    row(
        Rule::Score,
        "WHOLE (hyphen|dash) WHOLE|WHOLE hyphen to hyphen WHOLE",
    ),
    row(
        Rule::Fraction,
        "HEDGE{0,2} (fraction|half|a third|a quarter)|COUNT hyphen in hyphen COUNT",
    ),
    row(Rule::Cardinal, "AMOUNT|HEDGE{0,2} DIGITS (scaleshort|m)"),
];

const fn row(rule: Rule, regex: &'static str) -> Pattern {
    Pattern { rule, regex }
}
