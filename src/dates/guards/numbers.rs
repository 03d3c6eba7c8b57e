//! Guards of amounts and plain numbers.

use super::super::class::same_word;
use super::super::number;
use super::super::words::Class;
use super::{Match, is_in, is_plural, starts_lower, starts_upper};
use crate::tokens::{Case, Gap, TokenKind};

impl Match<'_> {
    pub(super) fn is_money(&self) -> bool {
        if self.is_change() {
            return false;
        }
        if self.has(Class::CurrencySoft) {
            let scaled = self.has(Class::Count) || self.has(Class::Rough);
            return scaled && !self.word_after("estate - the by in") || self.has(Class::Code);
        }
        if self.has(Class::LandShort) && !self.has(Class::Sign) {
            return is_in(self.first_word(), "rs") || self.has(Class::Currency);
        }
        !(self.last_word_is("pound pounds") && !self.has(Class::Sign) && self.is_weight())
    }

    /// "49 percent to 43 percent" is a result of two, no range.
    pub(super) fn is_percent(&self) -> bool {
        let mut values = self
            .span
            .iter()
            .filter_map(|c| number::read(self.context, c.start, c.end));
        if self.is_change() {
            return false;
        }
        match (values.next(), values.next()) {
            (Some(first), Some(second)) => {
                first < second || !self.has(Class::To) && !self.has(Class::Hyphen)
            }
            (_, _) => true,
        }
    }

    /// Whether pounds weigh here.
    pub(super) fn is_weight(&self) -> bool {
        const WEIGH: &str = "weigh weighs weighed weighing weight lost gained shed";
        const METRIC: &str = "kg kilograms kilos g kilogram";
        let weighed = (1..6).any(|n| is_in(self.before(n), WEIGH));
        let metric = self.after(1) == "(" && is_in(self.after(3), METRIC);
        let stuff = self.word_after("of") && !is_in(self.after(2), "debt aid cash taxpayers");
        weighed || metric || stuff
    }

    pub(super) fn is_quantity(&self) -> bool {
        if self.span.last().is_some_and(|c| c.class == Class::Currency) {
            return self.last_word_is("pound pounds") && self.is_weight();
        }
        let counted = self.context.class(self.tokens.start.saturating_sub(1));
        let price = self.first_class() == Class::A && self.tokens.start > 0;
        if price
            && (number::is_digits(counted)
                || matches!(counted, Class::Scale | Class::Cents | Class::Currency))
        {
            return false; // "$98 a barrel"
        }
        let last = self.span.last().map_or(Class::Other, |c| c.class);
        if matches!(last, Class::LandShort | Class::CelsiusShort) {
            // "40C", but not "40 C"
            let end = self.context.token(self.tokens.end - 1);
            let touches = end.is_some_and(|t| t.gap() == Gap::None);
            return self.last_word_is("c f")
                && (touches || self.has(Class::Degree) || self.has(Class::Degrees));
        }
        if last == Class::M && is_plural(self.after(1)) && self.has(Class::M) {
            return false; // "2m doses"
        }
        // `m`, `g` and their like only in lower case and next to digits.
        let unit = self
            .span
            .iter()
            .find(|c| matches!(c.class, Class::UnitShort | Class::M));
        unit.is_none_or(|c| {
            let word = self.context.word(c.start);
            let digits = c.start.checked_sub(1).and_then(|i| self.context.token(i));
            let one_letter = starts_lower(word) || word == "L";
            if word.len() > 1 {
                return true;
            }
            one_letter
                && digits.is_some_and(|t| {
                    t.kind() == TokenKind::Number
                        || t.kind() == TokenKind::Punctuation
                        || self.has(Class::Square)
                })
        })
    }

    /// "5'10", "5ft 10in", "six feet two inches", "17 metres, 5 centimetres"
    pub(super) fn is_length_in_two_units(&self) -> bool {
        if self.has(Class::Prime) {
            return true;
        }
        let words = self.span.iter().map(|c| self.context.word(c.start));
        let mut units =
            words.filter(|w| starts_lower(w) && super::super::units::symbol(w).is_some());
        let first = units.next().unwrap_or_default();
        let second = units.next().unwrap_or_default();
        let touches = self
            .context
            .token(self.tokens.end - 1)
            .is_some_and(|t| t.gap() == Gap::None);
        is_in(first, "ft foot feet")
            && (is_in(second, "inch inches") || touches && self.last_word_is("in"))
            || is_in(first, "metre metres meter meters m")
                && is_in(second, "centimetres centimeters centimetre centimeter cm")
    }

    pub(super) fn is_ordinal(&self) -> bool {
        let after = self.after(1);
        if is_in(self.first_word(), "first") {
            if self.word_before("at")
                && (is_in(after, ", . and but glance he she they it") || after.is_empty())
            {
                return false;
            }
            if is_in(
                after,
                "responder responders lady selectman minister ladies aid secretary",
            ) {
                return false;
            }
        }
        if is_in(after, "- ‑") && is_in(self.after(2), "hand party person guess") {
            return false;
        }
        // "First Minister", "Second Circuit Court", "Fourteenth Amendment"
        !(self.is_before_name()
            && matches!(self.case(self.tokens.start), Case::Title | Case::Upper)
            && !self.opens_sentence())
    }

    pub(super) fn is_score(&self) -> bool {
        let a = self.first_word();
        let b = self.context.word(self.tokens.end.saturating_sub(1));
        a.len() <= 3 && b.len() <= 3 && self.is_cardinal()
    }

    pub(super) fn is_fraction(&self) -> bool {
        let article = self.span.iter().position(|c| c.class == Class::A);
        if let Some(at) = article {
            // "a third of them", "about a quarter"; but "a third man".
            let month = self.context.class(self.tokens.end + 1);
            return at > 0
                && !self.is_before_name()
                && (at > 1
                    || self.word_after("of the to are say were")
                    || !starts_lower(self.after(1)))
                || self.word_before("by than") && !starts_lower(self.after(1))
                || self.word_after("of") && !matches!(month, Class::Month | Class::May);
        }
        if self.first_class() == Class::Half && self.span.len() == 1 {
            return self.word_after(
                "of the a an its their his her say said are were that those these to on",
            ) && !is_in(self.before(1), "second first -")
                || self.word_before("in by remaining almost other")
                    && !starts_lower(self.after(1))
                || self.word_before("other remaining");
        }
        true
    }

    pub(super) fn is_cardinal(&self) -> bool {
        let only = self.span.len() == 1;
        if only && self.first_class() == Class::One {
            return self.is_number_one();
        }
        if only && is_in(self.first_word(), "a") && self.last_word_is("couple") {
            return self.word_before("only with");
        }
        if self.has(Class::M) || self.has(Class::ScaleShort) {
            return is_plural(self.after(1)); // "2m doses"
        }
        if self.is_year_with_a_preposition() || self.is_change() || self.is_list_number() {
            return false;
        }
        if only
            && (self.is_digits() || starts_upper(self.first_word()))
            && self.is_number_of_a_name()
        {
            return false;
        }
        if is_in(self.after(1), "- ‑")
            && is_in(self.after(2), "dimensional legged bit related fold sided")
        {
            return false;
        }
        true
    }

    /// `Boeing 737`, `Article 50`, `World War Two`: a capitalised word directly before a number
    /// that no plural noun follows.
    pub(super) fn is_number_of_a_name(&self) -> bool {
        let before = self.before(1);
        if is_in(before, "category level round phase") {
            return false;
        }
        if is_in(before, "resolution article section chapter flight") && self.is_digits() {
            return true;
        }
        if is_in(before, "no number nr") && starts_upper(before) {
            return true;
        }
        if before == "." && is_in(self.before(2), "no nr") {
            return true;
        }
        if !starts_upper(before) || self.tokens.start == 0 {
            return false;
        }
        if self.context.class(self.tokens.start - 1) != Class::Other || before.len() < 2 {
            return false;
        }
        if is_in(
            before,
            "the these those all his her their its our another other but when while with \
             for both including these any if are were we they",
        ) {
            return false;
        }
        let after = self.after(1);
        !is_plural(after)
    }

    fn is_digits(&self) -> bool {
        self.context
            .token(self.tokens.start)
            .is_some_and(|t| t.kind() == TokenKind::Number)
    }

    /// "up to 2015", "over 1998 champion Canada": no number of things.
    fn is_year_with_a_preposition(&self) -> bool {
        let last = self.span.last();
        let year = last.is_some_and(|c| {
            let value = self.context.word(c.start).parse::<u32>().unwrap_or(0);
            c.class == Class::NYear && (1900..2050).contains(&value)
        });
        let up_to = same_word(self.first_word(), "up");
        year && !is_plural(self.after(1))
            && (self.span.len() == 1 && !self.opens_sentence() && self.is_before_name()
                || self.span.len() == 1
                    && (starts_upper(self.before(1)) || self.is_year_of_an_event())
                || self.span.len() == 2
                    && (up_to || self.first_class() == Class::Over && self.is_before_name()))
    }

    /// "from 180 to 5": two numbers, no range.
    fn is_change(&self) -> bool {
        self.has(Class::To)
            && self.word_before(
                "from rose fell climbed gained dropped jumped slipped declined slid surged \
                 tumbled advanced rise fall",
            )
    }

    /// `1. Unofficial results`: the number of an item of a list.
    pub(super) fn is_list_number(&self) -> bool {
        let token = self.context.token(self.tokens.start);
        let leads = token.is_some_and(|t| matches!(t.gap(), Gap::Line | Gap::Paragraph));
        leads && is_in(self.context.word(self.tokens.end), ". )")
    }

    /// "one" as a number and not as a pronoun.
    pub(super) fn is_number_one(&self) -> bool {
        if self.word_before("number") {
            return true;
        }
        if self.word_before("no every each a this that any other first which another small new")
            || self.word_before("the")
                && (is_in(
                    self.after(1),
                    "who that which in on of for to with . , posed and",
                ) || self.after(1).is_empty())
        {
            return false;
        }
        if self.is_number_of_a_name() && !self.opens_sentence() && starts_upper(self.first_word()) {
            return false;
        }
        if self.word_before("and but only killed killing least just wounded or than")
            && !self.word_after("could can should")
        {
            return true;
        }
        !(self.word_after(
            "of was is has who which that could should would can cannot may might must , 's \
             ’s with for to another else among immediately now together had does will tries \
             takes knows or in seriously . by",
        ) || self.after(1).is_empty())
    }
}
