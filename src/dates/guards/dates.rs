//! Guards of dates and times.

use super::super::number;
use super::super::resolve;
use super::super::table::Rule;
use super::super::words::Class;
use super::{Match, is_in, is_plural, starts_lower, starts_upper};
use crate::tokens::Gap;

/// What follows `daily` where it names a newspaper, and other things that are no dates.
const PAPERS: &str = "newspaper newspapers printed paper tabloid magazine highest series";

impl Match<'_> {
    pub(super) fn is_slashed_date(&self) -> bool {
        // `1.2.3` is a version unless it reads as day, month and year.
        let text = self.tokens.span(self.context.tokens).of(self.context.text);
        resolve::slashed(text).is_some()
    }

    pub(super) fn is_month(&self) -> bool {
        // "May 2029 to December 31, 2021": the second date is not this month's.
        let next = self.context.class(self.tokens.end);
        let day_follows = matches!(next, Class::N12 | Class::N24 | Class::N31 | Class::NLead);
        if day_follows
            && self
                .context
                .token(self.tokens.end)
                .is_some_and(|t| t.gap() != Gap::Paragraph)
        {
            return false;
        }
        if self.span.len() > 1 && !self.has(Class::May) {
            return true;
        }
        if self.span.len() > 2 {
            return true;
        }
        let led = self.is_led_by_time();
        let class = self.span.last().map_or(Class::Other, |c| c.class);
        if self.has(Class::May) {
            let may = self.span.iter().find(|c| c.class == Class::May);
            let upper = may.is_some_and(|c| starts_upper(self.context.word(c.start)));
            let other = self.span.len() > 1 && self.first_class() != Class::That;
            if self.span.len() == 1 && self.word_before("in since until late early") {
                return true;
            }
            return upper && (led || other);
        }
        if class == Class::Mon || class == Class::Stop {
            return led;
        }
        // "April Ryan", "June Brown"
        led || !(self.is_before_name() && is_in(self.first_word(), "april june august"))
    }

    /// Whether a word before the match makes a time likely.
    pub(super) fn is_led_by_time(&self) -> bool {
        self.word_before(
            "in since of until till by from to and through between before after during for \
             throughout last next this early late mid or on around as",
        )
    }

    pub(super) fn is_year(&self) -> bool {
        let Some(year) = self.span.iter().find(|c| c.class == Class::NYear) else {
            return true; // with its era
        };
        let value = self.context.word(year.start).parse::<u32>().unwrap_or(0);
        if self.has(Class::Era)
            || self.has(Class::Period)
            || self.has(Class::Fiscal)
            || self.has(Class::Season)
        {
            return true;
        }
        if self.word_after("- ‑") && !is_in(self.after(2), "based era style") {
            return false; // `2019-nCoV`
        }
        let led = self.word_before(
            "in since until till by from before after during year circa through late early \
             ( between of",
        );
        if !(1900..2050).contains(&value) {
            return led && !self.is_before_plural();
        }
        if self.first_class() == Class::About && !is_in(self.first_word(), "around about circa c.")
        {
            return !starts_lower(self.after(1)) && !self.is_before_name();
        }
        if self.span.len() == 1 && self.is_year_of_an_event() {
            return false;
        }
        led || !self.is_before_plural() || self.word_before("the its their his her 's ’s")
    }

    /// "the 2020 presidential election", "Fan Expo 2019": the year belongs to a name.
    pub(super) fn is_year_of_an_event(&self) -> bool {
        const EVENTS: &str = "election elections primary primaries caucus caucuses championship \
             championships olympics games cup convention season marathon tournament festival act \
             outbreak referendum";
        if self.word_before("the in") || self.opens_sentence() || self.before(1).is_empty() {
            let mut named = self.is_before_name();
            for n in 1..8 {
                let word = self.after(n);
                if !word.chars().all(char::is_alphabetic) || word.is_empty() {
                    break;
                }
                named |= n == 1 && is_in(word, "election elections presidential general midterm");
                if is_in(word, EVENTS) {
                    return named;
                }
            }
        }
        let capitals = starts_upper(self.before(1)) && starts_upper(self.before(2));
        capitals
            && self.context.class(self.tokens.start.saturating_sub(1)) == Class::Other
            && starts_lower(self.after(1))
            && !self.word_after("and or to in on at as with by for")
    }

    /// Whether a word follows that looks like a plural noun: "2000 people", "1885 aftershocks".
    pub(super) fn is_before_plural(&self) -> bool {
        is_plural(self.after(1))
    }

    pub(super) fn is_decade(&self) -> bool {
        let words = self.span.iter().map(|c| self.context.word(c.start));
        let word = words
            .into_iter()
            .find(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        let word = word.unwrap_or_default();
        word.ends_with('0')
    }

    pub(super) fn is_weekday(&self) -> bool {
        if self.word_before("super ruby bloody shrove fat easter") && starts_upper(self.before(1)) {
            return false;
        }
        if self.has(Class::Wd) {
            return self.word_before("on this last next late early")
                && !is_in(self.first_word(), "sun sat");
        }
        true
    }

    /// "the daily Kathimerini", "a daily printed in Darwin": a newspaper.
    pub(super) fn is_no_newspaper(&self, rule: Rule) -> bool {
        if rule == Rule::Today {
            return true;
        }
        let after = self.after(1);
        !(is_in(self.first_word(), "daily weekly monthly quarterly")
            && (self.is_before_name()
                || is_in(after, PAPERS)
                || self.word_before("a") && is_in(after, ", .")
                || starts_upper(self.before(1))))
    }

    pub(super) fn is_period(&self) -> bool {
        if self.is_capitalised_inside() && self.is_after_name() {
            return false;
        }
        let last = self.span.last().map_or(Class::Other, |c| c.class);
        let first = self.first_class();
        if first == Class::QuarterCode {
            return self.span.len() > 1 || self.word_before("in for of from since by the");
        }
        if first == Class::Fiscal {
            return self.word_before("the this last next");
        }
        if last == Class::Half {
            return self.span.len() > 2;
        }
        if first == Class::That && last == Class::May {
            return false;
        }
        if first == Class::Past && last == Class::Term {
            return is_in(self.first_word(), "past previous");
        }
        if is_in(self.first_word(), "final") {
            return self.span.len() > 2;
        }
        if first == Class::Entire {
            return !is_in(self.first_word(), "whole");
        }
        // "the end of the day" is a figure of speech.
        let figure = first == Class::Start && last == Class::Day;
        !figure || self.has(Class::Last) || self.has(Class::This)
    }

    pub(super) fn is_bare_unit(&self) -> bool {
        if self.is_capitalised_inside() {
            return false;
        }
        let last = self.span.last();
        if self.span.len() > 1 {
            return true;
        }
        let word = last.map_or("", |c| self.context.word(c.start));
        if !is_in(word, "week month year decade century") {
            return false;
        }
        self.word_before("the") && !(is_in(self.before(2), "of") && is_in(word, "year"))
    }

    pub(super) fn is_duration(&self) -> bool {
        let one = self.first_class() == Class::A && self.span.len() == 2;
        if one && self.last_word_is("day") {
            return !self.word_after("of when"); // "a day of mourning"
        }
        !(self.has(Class::A) && self.last_word_is("quarter"))
    }

    pub(super) fn is_season(&self) -> bool {
        if self.span.len() > 1 {
            return true;
        }
        let noun = !is_in(self.first_word(), "fall");
        let verb =
            is_in(self.first_word(), "spring") && self.word_before("to will would can could");
        let attribute = self.word_after("storm storms games weather break - olympics school");
        noun && !self.is_capitalised_inside() && !verb && !attribute
    }

    /// "James Ford, 42, a convict", "dies at 97", "He was 79."
    pub(super) fn is_bare_age(&self) -> bool {
        let number = self.span.last();
        let value = number
            .and_then(|c| number::read(self.context, c.start, c.end))
            .unwrap_or(0.0);
        if !(1.0..120.0).contains(&value) {
            return false;
        }
        let (b1, b2, b3) = (self.before(1), self.before(2), self.before(3));
        let ended =
            is_in(self.after(1), ", . ; ) and when now at — years") || self.after(1).is_empty();
        let named = |word: &str| {
            starts_upper(word)
                || is_in(
                    word,
                    "mother father brother sister son daughter wife husband man woman boy girl \
             princess prince actor singer student teacher driver suspect",
                )
        };
        if is_in(b1, "at aged") && is_in(b2, "dies died dead die death") {
            return true;
        }
        if !ended {
            return false;
        }
        if b1 == "," {
            let month = self.context.class(self.tokens.start.saturating_sub(2));
            return self.is_closed()
                && (named(b2)
                    && !matches!(
                        month,
                        Class::Month | Class::Mon | Class::May | Class::Weekday
                    )
                    || is_in(b2, "now"));
        }
        if is_in(b1, "now") && b2 == "," {
            return true;
        }
        let she = |word: &str| is_in(word, "he she i who they we you");
        if is_in(b1, "was is am were turned turns are been 'm ’m") {
            if is_in(b1, "been") {
                return she(self.before(4));
            }
            if is_in(b1, "am 'm ’m") {
                return is_in(b2, "i");
            }
            return she(b2) || named(b2) && starts_upper(b3) || is_in(b1, "was") && b2 == ",";
        }
        she(b2) && is_in(b1, "just only") || is_in(b1, "i'm i’m he's she's")
    }

    /// Whether the number after a comma is followed by a mark that closes it: "Ford, 42, a".
    pub(super) fn is_closed(&self) -> bool {
        let after = self.after(1);
        (is_in(after, ", . ; ) and —") || after.is_empty()) && !is_in(self.after(2), "others")
    }

    pub(super) fn is_clock(&self) -> bool {
        if self.has(Class::AmPm)
            || self.has(Class::Zone)
            || self.has(Class::Local)
            || self.has(Class::OClock)
            || self.has(Class::Time)
            || self.has(Class::Past)
        {
            return true;
        }
        // "3:0" is a score, "16:9" a ratio: minutes have two digits.
        let minutes = self
            .span
            .iter()
            .rposition(|c| c.class == Class::Colon)
            .and_then(|i| self.span.get(i + 1));
        minutes.is_some_and(|c| self.context.word(c.start).len() >= 2)
    }

    pub(super) fn is_time_span(&self) -> bool {
        let last = self.span.last();
        if last.is_some_and(|c| c.class == Class::Second) {
            let number = self.span.len() > 1 && self.first_class() != Class::A;
            let after = self.after(1);
            let timed = self.word_before("for in than within every per only about");
            return number && !starts_lower(after) || timed && is_in(after, ". , that ago or ;");
        }
        if self.span.len() == 1 {
            let ranked = self.context.class(self.tokens.start.saturating_sub(1)) == Class::Th;
            return is_in(self.first_word(), "hours minutes seconds")
                && !ranked
                && !self.word_before("opening business working office peak rush visiting of");
        }
        !self.last_word_is("moment moments sec min") || self.span.len() > 2
    }

    pub(super) fn is_part_of_day(&self) -> bool {
        if self.word_before("good all") || self.word_after("and") && is_in(self.after(2), "day") {
            return false;
        }
        if self.last_word_is("parts") {
            return true;
        }
        !self.is_capitalised_inside() || self.span.len() > 1
    }
}
