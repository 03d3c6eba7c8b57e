//! Guards of amounts and plain numbers.

use super::super::words::Class;
use super::{Match, is_one_of, is_plural, starts_lower, starts_upper};
use crate::tokens::{Case, Gap, TokenKind};

impl Match<'_> {
    pub(super) fn is_money(&self) -> bool {
        if self.has(Class::CurrencySoft) {
            let scaled = self.has(Class::Count) || self.has(Class::Rough);
            return scaled && !self.word_after(&["estate", "-", "the", "by", "in"])
                || self.has(Class::Code);
        }
        if self.has(Class::LandShort) && !self.has(Class::Sign) {
            return is_one_of(self.first_word(), &["rs"]) || self.has(Class::Currency);
        }
        if self.last_word_is(&["pound", "pounds"]) && !self.has(Class::Sign) {
            return !self.is_weight();
        }
        true
    }

    /// Whether pounds weigh here.
    pub(super) fn is_weight(&self) -> bool {
        const WEIGH: [&str; 8] = [
            "weigh", "weighs", "weighed", "weighing", "weight", "lost", "gained", "shed",
        ];
        const METRIC: [&str; 5] = ["kg", "kilograms", "kilos", "g", "kilogram"];
        let weighed = (1..6).any(|n| is_one_of(self.before(n), &WEIGH));
        let metric = self.after(1) == "(" && is_one_of(self.after(3), &METRIC);
        let stuff = self.word_after(&["of"])
            && !is_one_of(self.after(2), &["debt", "aid", "cash", "taxpayers"]);
        weighed || metric || stuff
    }

    pub(super) fn is_quantity(&self) -> bool {
        if self.span.last().is_some_and(|c| c.class == Class::Currency) {
            return self.last_word_is(&["pound", "pounds"]) && self.is_weight();
        }
        // `m`, `g` and their like only in lower case and next to digits.
        let unit = self
            .span
            .iter()
            .find(|c| matches!(c.class, Class::UnitShort | Class::M));
        unit.is_none_or(|c| {
            let word = self.context.word(c.start);
            let digits = c.start.checked_sub(1).and_then(|i| self.context.token(i));
            digits.is_some_and(|t| {
                t.kind == TokenKind::Number
                    || t.kind == TokenKind::Punctuation
                    || self.has(Class::Square)
            }) && (word.len() > 1 || starts_lower(word) || word == "L")
        })
    }

    pub(super) fn is_ordinal(&self) -> bool {
        let after = self.after(1);
        if is_one_of(self.first_word(), &["first"]) {
            if self.word_before(&["at"])
                && is_one_of(
                    after,
                    &[
                        ",", ".", "", "and", "but", "glance", "he", "she", "they", "it",
                    ],
                )
            {
                return false;
            }
            if is_one_of(
                after,
                &[
                    "responder",
                    "responders",
                    "lady",
                    "selectman",
                    "minister",
                    "ladies",
                    "aid",
                    "secretary",
                ],
            ) {
                return false;
            }
        }
        if is_one_of(after, &["-", "‑"])
            && is_one_of(
                self.after(2),
                &["hand", "party", "person", "degree", "guess"],
            )
        {
            return false;
        }
        // "First Minister", "Second Circuit Court", "Fourteenth Amendment"
        !(self.is_before_name()
            && self.case(self.tokens.start) != Case::Lower
            && !self.opens_sentence())
    }

    pub(super) fn is_score(&self) -> bool {
        let a = self.first_word();
        let b = self.context.word(self.tokens.end.saturating_sub(1));
        a.len() <= 4 && b.len() <= 4 && self.is_cardinal()
    }

    pub(super) fn is_fraction(&self) -> bool {
        let article = self.span.iter().position(|c| c.class == Class::A);
        if let Some(at) = article {
            // "a third of them", "about a quarter"; but "a third man".
            return at > 0 || self.word_after(&["of"]);
        }
        if self.first_class() == Class::Half && self.span.len() == 1 {
            return self.word_after(&[
                "of", "the", "a", "an", "its", "their", "his", "her", "say", "said", "are", "were",
                "that", "those", "these", "to", "on",
            ]) && !is_one_of(self.before(1), &["second", "first", "-"])
                || self.word_before(&["in", "by", "remaining", "almost", "other"])
                    && !starts_lower(self.after(1))
                || self.word_before(&["other", "remaining"]);
        }
        true
    }

    pub(super) fn is_cardinal(&self) -> bool {
        let only = self.span.len() == 1;
        if only && self.first_class() == Class::One {
            return self.is_number_one();
        }
        if only && is_one_of(self.first_word(), &["a"]) && self.last_word_is(&["couple"]) {
            return self.word_before(&["only", "with"]);
        }
        if self.is_list_number() {
            return false;
        }
        let digits = self
            .context
            .token(self.tokens.start)
            .is_some_and(|t| t.kind == TokenKind::Number);
        if only && (digits || starts_upper(self.first_word())) && self.is_number_of_a_name() {
            return false;
        }
        if is_one_of(self.after(1), &["-", "‑"])
            && is_one_of(
                self.after(2),
                &["dimensional", "legged", "bit", "related", "fold", "sided"],
            )
        {
            return false;
        }
        true
    }

    /// `Boeing 737`, `Article 50`, `World War Two`: a capitalised word directly before a number
    /// that no plural noun follows.
    pub(super) fn is_number_of_a_name(&self) -> bool {
        let before = self.before(1);
        if is_one_of(before, &["no", "number", "nr"]) && starts_upper(before) {
            return true;
        }
        if before == "." && is_one_of(self.before(2), &["no", "nr"]) {
            return true;
        }
        if !starts_upper(before) || self.tokens.start == 0 {
            return false;
        }
        if self.context.class(self.tokens.start - 1) != Class::Other || before.len() < 2 {
            return false;
        }
        if is_one_of(
            before,
            &[
                "the",
                "these",
                "those",
                "all",
                "his",
                "her",
                "their",
                "its",
                "our",
                "another",
                "other",
                "but",
                "when",
                "while",
                "with",
                "for",
                "both",
                "including",
                "these",
                "any",
                "if",
                "are",
                "were",
                "we",
                "they",
            ],
        ) {
            return false;
        }
        let after = self.after(1);
        !is_plural(after)
    }

    /// `1. Unofficial results`: the number of an item of a list.
    pub(super) fn is_list_number(&self) -> bool {
        let token = self.context.token(self.tokens.start);
        let leads = token.is_some_and(|t| matches!(t.gap, Gap::Line | Gap::Paragraph));
        leads && is_one_of(self.context.word(self.tokens.end), &[".", ")"])
    }

    /// "one" as a number and not as a pronoun.
    pub(super) fn is_number_one(&self) -> bool {
        if self.word_before(&["number"]) {
            return true;
        }
        if self.word_before(&[
            "no", "every", "each", "a", "this", "that", "any", "other", "first", "which",
            "another", "small", "new",
        ]) || self.word_before(&["the"])
            && is_one_of(
                self.after(1),
                &[
                    "who", "that", "which", "in", "on", "of", "for", "to", "with", "", ".", ",",
                    "posed", "and",
                ],
            )
        {
            return false;
        }
        if self.is_number_of_a_name() && !self.opens_sentence() && starts_upper(self.first_word()) {
            return false;
        }
        if self.word_before(&[
            "and", "but", "only", "killed", "killing", "least", "just", "wounded", "or", "than",
        ]) && !self.word_after(&["could", "can", "should"])
        {
            return true;
        }
        !self.word_after(&[
            "of",
            "was",
            "is",
            "has",
            "who",
            "which",
            "that",
            "could",
            "should",
            "would",
            "can",
            "cannot",
            "may",
            "might",
            "must",
            ",",
            "'s",
            "’s",
            "with",
            "for",
            "to",
            "another",
            "else",
            "among",
            "immediately",
            "now",
            "together",
            "had",
            "does",
            "will",
            "tries",
            "takes",
            "knows",
            "or",
            "",
            "in",
            "seriously",
            ".",
            "by",
        ])
    }
}
