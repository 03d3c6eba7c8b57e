//! The tagger's mentions and the rules' numbers → one list. The only place where they are weighed.
//!
//! The tagger has seen whole sentences and decides what is a mention and where it ends. A rule's
//! finding adds its value to the mention that it overlaps, if it has the same kind; alone it stands
//! where the tagger saw nothing.

use super::Mention;
use super::certainty::Certainty;
use super::decode::Tagged;
use crate::dates::NumberMention;
use crate::tokens::{Token, TokenRange};

/// Merges two sorted lists, neither of which overlaps itself.
#[must_use]
#[inline(never)]
pub fn merge(
    tokens: &[Token],
    tagged: &[Tagged],
    numbers: Vec<NumberMention>,
    certainty: &Certainty,
) -> Vec<Mention> {
    let alone = numbers.iter().filter(|n| {
        let next = tagged.partition_point(|name| name.tokens.end <= n.tokens.start);
        tagged.get(next).is_none_or(|name| n.tokens.end <= name.tokens.start)
    });
    let mut mentions = Vec::with_capacity(tagged.len() + alone.count());
    let mention = |tokens_of: TokenRange, kind, value, confidence| Mention {
        span: tokens_of.span(tokens),
        tokens: tokens_of,
        kind,
        value,
        confidence,
    };
    let mut numbers = numbers.into_iter().peekable();
    for name in tagged {
        while let Some(number) = numbers.next_if(|n| n.tokens.end <= name.tokens.start) {
            mentions.push(mention(
                number.tokens,
                number.kind,
                number.value,
                number.confidence,
            ));
        }
        let mut value = None;
        while let Some(number) = numbers.next_if(|n| n.tokens.start < name.tokens.end) {
            if number.kind == name.kind && value.is_none() {
                value = number.value;
            }
        }
        mentions.push(mention(
            name.tokens,
            name.kind,
            value,
            certainty.of(name.odds),
        ));
    }
    for number in numbers {
        mentions.push(mention(
            number.tokens,
            number.kind,
            number.value,
            number.confidence,
        ));
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::super::certainty::STEPS;
    use super::*;
    use crate::dates::Value;
    use crate::kind::EntityKind;
    use crate::tokens::tokenize;

    #[test]
    fn the_tagger_decides_and_the_rules_add_values() {
        let tokens = tokenize("on June 4 about 40 men of Lee's 20th left");
        let tagged = |start, end, kind| Tagged {
            tokens: TokenRange::new(start, end),
            kind,
            odds: 0.0,
        };
        let number = |start, end, kind, n: f64| NumberMention {
            tokens: TokenRange::new(start, end),
            kind,
            value: Some(Value::Number(n)),
            confidence: 0.9,
        };
        use EntityKind::{Cardinal, Date, Ordinal, Person};
        let merged = merge(
            &tokens,
            &[
                tagged(1, 3, Date),
                tagged(3, 5, Cardinal),
                tagged(7, 8, Person),
            ],
            vec![
                number(2, 3, Cardinal, 4.0),
                number(4, 5, Cardinal, 40.0),
                number(9, 11, Ordinal, 20.0),
            ],
            &Certainty::new(16, [0.95; STEPS]),
        );
        let found: Vec<_> = merged
            .iter()
            .map(|m| {
                (
                    m.tokens.start,
                    m.tokens.end,
                    m.kind,
                    m.value.clone(),
                    m.confidence,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (1, 3, Date, None, 0.95),
                (3, 5, Cardinal, Some(Value::Number(40.0)), 0.95),
                (7, 8, Person, None, 0.95),
                (9, 11, Ordinal, Some(Value::Number(20.0)), 0.9),
            ]
        );
    }
}
