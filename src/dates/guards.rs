//! What the classes of a match do not tell: whether its context makes it a mention after all.
//!
//! Names that hold numbers (`Boeing 737`, `Fourteenth Amendment`) are the name tagger's business;
//! the guards refuse only what no name can win back.

mod dates;
mod numbers;

use super::scan::{Chunk, Context, range};
use super::table::Rule;
use super::words::Class;
use crate::kind::EntityKind;
use crate::tokens::{Case, Gap, TokenKind, TokenRange};

/// A match that passed its guard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) tokens: TokenRange,
    pub(super) kind: EntityKind,
    pub(super) rule: Rule,
}

/// A match and the words around it.
struct Match<'a> {
    context: Context<'a>,
    span: &'a [Chunk],
    tokens: TokenRange,
}

/// Accepts or refuses the match of `rule` over `span`.
pub(super) fn check(context: Context<'_>, rule: Rule, span: &[Chunk]) -> Option<Found> {
    let tokens = range(span);
    let m = Match {
        context,
        span,
        tokens,
    };
    if m.is_part_of_a_word() {
        return None;
    }
    let accepted = match rule {
        Rule::Holiday if m.word_before("international world") => {
            let tokens = TokenRange::new(tokens.start - 1, tokens.end);
            return Some(Found {
                tokens,
                kind: rule.kind(),
                rule,
            });
        }
        // "after June's vote" may be written "following June's vote".
        Rule::Relative | Rule::Weekday | Rule::Month if m.starts_with_preposition() => {
            let rest = span.get(1..)?;
            let first = rest.first()?.class;
            let holds = rest.len() > 1 || !matches!(first, Class::Days | Class::Periods);
            return holds.then(|| check(context, m.rule_without_preposition(rule), rest))?;
        }
        Rule::Iso | Rule::Date | Rule::Years => true,
        Rule::Slashed => m.is_slashed_date(),
        Rule::Month => m.is_month(),
        Rule::Year => m.is_year(),
        Rule::Decade => m.is_decade(),
        Rule::Century => m.last_word_is("century millennium bc ad bce ce"),
        Rule::Weekday => m.is_weekday(),
        Rule::Today | Rule::Annual => !m.is_capitalised_inside() && m.is_no_newspaper(rule),
        Rule::Holiday => !m.is_before_name() || m.span.len() > 1,
        Rule::Relative | Rule::Nth => m.is_period(),
        Rule::Unit => m.is_bare_unit(),
        Rule::Season => m.is_season(),
        Rule::Duration => m.is_duration(),
        Rule::Units => {
            !m.is_capitalised_inside() && !m.word_before("of early latter his her happiest")
        }
        Rule::Age => true,
        Rule::Teens if m.has(Class::S) => m.is_decade() && m.word_before("his her their my our"),
        Rule::Teens => m.span.len() > 1 || m.word_before("his her their my our the"),
        Rule::AgeBare => m.is_bare_age(),
        Rule::Clock => m.is_clock(),
        Rule::TimeSpan => m.is_time_span(),
        Rule::Part => m.is_part_of_day(),
        Rule::EarlyDay => true,
        Rule::Money | Rule::Coins => m.is_money(),
        Rule::Percent => m.is_percent(),
        Rule::Quantity => m.is_quantity(),
        Rule::Feet => m.is_length_in_two_units(),
        Rule::Ordinal => m.is_ordinal(),
        Rule::Score => m.is_score(),
        Rule::Fraction => m.is_fraction(),
        Rule::Cardinal => m.is_cardinal(),
    };
    accepted.then_some(Found {
        tokens,
        kind: rule.kind(),
        rule,
    })
}

impl<'a> Match<'a> {
    /// The word `n` tokens before the match in its paragraph; empty where there is none.
    #[inline(never)]
    fn before(&self, n: u32) -> &'a str {
        let first = self.tokens.start;
        let same = (0..n).all(|i| {
            first
                .checked_sub(i)
                .and_then(|j| self.context.token(j))
                .is_some_and(|t| t.gap() != Gap::Paragraph)
        });
        match first.checked_sub(n) {
            Some(i) if same => self.context.word(i),
            Some(_) | None => "",
        }
    }

    /// The word `n` tokens after the match in its paragraph; empty where there is none.
    #[inline(never)]
    fn after(&self, n: u32) -> &'a str {
        let same = (0..n).all(|i| {
            let token = self.context.token(self.tokens.end + i);
            token.is_some_and(|t| t.gap() != Gap::Paragraph)
        });
        if same {
            self.context.word(self.tokens.end + n - 1)
        } else {
            ""
        }
    }

    /// "following" as a preposition: no article stands before it.
    fn starts_with_preposition(&self) -> bool {
        is_in(self.first_word(), "following")
            && !self.word_before("the a its their")
            && self.span.len() > 1
    }

    /// What is left of a relative period without its first word.
    fn rule_without_preposition(&self, rule: Rule) -> Rule {
        let second = self.span.get(1).map_or(Class::Other, |c| c.class);
        let counted = matches!(
            second,
            Class::Last | Class::Past | Class::This | Class::That | Class::Same
        );
        if rule == Rule::Relative && !counted {
            Rule::Duration
        } else {
            rule
        }
    }

    #[inline(never)]
    fn word_before(&self, words: &str) -> bool {
        is_in(self.before(1), words)
    }

    #[inline(never)]
    fn word_after(&self, words: &str) -> bool {
        is_in(self.after(1), words)
    }

    fn first_word(&self) -> &'a str {
        self.context.word(self.tokens.start)
    }

    fn last_word_is(&self, words: &str) -> bool {
        let last = self.tokens.end.saturating_sub(1);
        is_in(self.context.word(last), words)
    }

    fn first_class(&self) -> Class {
        self.span.first().map_or(Class::Other, |c| c.class)
    }

    #[inline(never)]
    fn has(&self, class: Class) -> bool {
        self.span.iter().any(|c| c.class == class)
    }

    fn case(&self, i: u32) -> Case {
        self.context.token(i).map_or(Case::None, |t| t.case())
    }

    /// Whether the match is the first of its sentence.
    #[inline(never)]
    fn opens_sentence(&self) -> bool {
        let sentences = &self.context.layout.sentences;
        let after = sentences.partition_point(|s| s.start < self.tokens.start);
        sentences
            .get(after)
            .is_some_and(|s| s.start == self.tokens.start)
            || is_in(self.before(1), "\" “ ' ‘ : — [ (")
    }

    /// Whether the first word is capitalised although it stands inside a sentence.
    fn is_capitalised_inside(&self) -> bool {
        self.case(self.tokens.start) != Case::Lower && !self.opens_sentence()
    }

    fn is_after_name(&self) -> bool {
        starts_upper(self.before(1)) && self.first_class() != Class::Other
    }

    fn is_before_name(&self) -> bool {
        starts_upper(self.after(1)) && self.context.class(self.tokens.end) == Class::Other
    }

    /// `COVID-19`, `pre-dawn`, `49ers`, `24/7`: the match is glued to something else.
    fn is_part_of_a_word(&self) -> bool {
        let start = self.tokens.start;
        let touches = |i: u32| self.context.token(i).is_some_and(|t| t.gap() == Gap::None);
        let sign = start.checked_sub(1).and_then(|i| self.context.token(i)).is_some_and(|t| {
            matches!(t.kind(), TokenKind::Punctuation | TokenKind::Symbol)
        });
        if sign && touches(start) && is_in(self.before(1), "- ‐ ‑ – / # § \\") {
            let before = start
                .checked_sub(2)
                .map_or(Class::Other, |i| self.context.class(i));
            let word = start.checked_sub(2).and_then(|i| self.context.token(i));
            if touches(start - 1)
                && word.is_some_and(|t| {
                    before == Class::Other || t.case() != Case::Lower && t.span().len() < 3
                })
                || self.before(1) == "/"
            {
                return true;
            }
        }
        let Some(next) = self.context.token(self.tokens.end) else {
            return false;
        };
        let last = self.context.token(self.tokens.end - 1);
        let digits = last.is_some_and(|t| t.kind() == TokenKind::Number);
        let next_class = || self.context.class(self.tokens.end);
        digits
            && next.gap() == Gap::None
            && (next.kind() == TokenKind::Word && !matches!(next_class(), Class::S | Class::Th)
                || next.kind() == TokenKind::Punctuation
                    && next_class() == Class::Slash
                    && self
                        .context
                        .token(self.tokens.end + 1)
                        .is_some_and(|t| t.kind() == TokenKind::Number))
    }
}

/// Whether a word is one of a list that is written with blanks between its words.
#[inline(never)]
fn is_in(word: &str, list: &str) -> bool {
    let word = word.as_bytes();
    let mut rest = list.as_bytes();
    loop {
        let (head, tail) = rest.split_at_checked(word.len()).unwrap_or_default();
        if tail.first().is_none_or(|byte| *byte == b' ') && head.eq_ignore_ascii_case(word) {
            return true;
        }
        let Some(blank) = rest.iter().position(|byte| *byte == b' ') else {
            return false;
        };
        rest = rest.get(blank + 1..).unwrap_or_default();
    }
}

/// Whether a word looks like a plural noun in lower case.
#[inline(never)]
fn is_plural(word: &str) -> bool {
    const VERBS: &str = "was is has does says this its as his us remains approaches";
    const OTHERS: &str = "people persons men women children percent";
    let lower = word.len() > 1 && word.chars().all(char::is_lowercase);
    lower
        && (is_in(word, OTHERS)
            || word.ends_with('s') && !word.ends_with("ss") && !is_in(word, VERBS))
}

#[inline(never)]
fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[inline(never)]
fn starts_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}
