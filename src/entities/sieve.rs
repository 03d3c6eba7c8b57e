//! Which tokens are worth a close look.
//!
//! Two tokens in three of an article are plainly outside of all names: small words that by
//! themselves and by the words around them speak for it. They are put aside before the tagger looks
//! at the rest in context, which costs ten times as much. The thresholds are where F1 on the
//! development sets stays what it is without them.

use super::article::Article;
use super::runs::{Casing, Sentence};
use crate::lexicon::Flags;
use crate::tokens::{Case, TokenKind};

/// By how much outside must lead, in nats.
const LEAD: f32 = -0.6;
/// By how much it must beside a word with a capital or a number, where a small word may be part of
/// a name: `Bank of England`, `the sixth century`.
const LEAD_BESIDE: f32 = 0.95;

/// Words that have a capital at the start of a sentence and are small elsewhere.
const SMALL: Flags = Flags::FUNCTION.union(Flags::COMMON);

/// The thresholds for the scores of one model.
#[derive(Clone, Copy, Debug)]
pub struct Sieve {
    width: usize,
    lead: i16,
    lead_beside: i16,
}

impl Sieve {
    /// The sieve for a model of `width` labels whose scores have `unit` steps to a nat.
    #[must_use]
    pub fn new(width: usize, unit: u16) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "saturates")]
        let steps = |nats: f32| (nats * f32::from(unit)) as i16;
        Self {
            width,
            lead: steps(LEAD),
            lead_beside: steps(LEAD_BESIDE),
        }
    }

    /// Whether token `at` of `sentence` is outside of all names for certain, by the `scores` that
    /// the words around it give.
    #[must_use]
    pub fn holds_back(
        &self,
        article: &Article<'_>,
        sentence: &Sentence,
        at: usize,
        scores: &[i16],
    ) -> bool {
        let token = sentence.range.start as usize + at;
        let form = sentence.form(at);
        let opens = form.is_some_and(|f| f.case == Case::Title && f.word.is(SMALL))
            && (at == 0
                || sentence
                    .form(at - 1)
                    .is_some_and(|f| f.kind == TokenKind::Quote));
        let is_small = opens
            || form
                .is_some_and(|f| matches!(f.case, Case::Lower | Case::None) && !is_number(f.kind));
        // Where nothing has a capital, small words are names as well.
        let tells = matches!(sentence.casing, Casing::Common | Casing::Title);
        let is_listed = article.numbers.get(token).is_none_or(|number| *number != 0)
            || article.phrases.get(token).is_none_or(Option::is_some);
        if !is_small || !tells || is_listed {
            return false;
        }
        let outside = scores.first().copied().unwrap_or_default();
        let others = scores.get(1..self.width).unwrap_or_default();
        let rival = others.iter().copied().max().unwrap_or(i16::MIN);
        let beside = [at.checked_sub(1), Some(at + 1)];
        let is_beside = beside.into_iter().flatten().any(|other| {
            let form = sentence.form(other);
            let number = article.numbers.get(sentence.range.start as usize + other);
            form.is_some_and(|f| {
                f.is_capital() || is_number(f.kind) || number.is_some_and(|n| *n != 0)
            })
        });
        let least = match (opens, is_beside) {
            (true, _) => 0,
            (false, true) => self.lead_beside,
            (false, false) => self.lead,
        };
        outside.saturating_sub(rival) > least
    }
}

fn is_number(kind: TokenKind) -> bool {
    kind == TokenKind::Number
}
