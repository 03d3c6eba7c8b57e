//! Whether a clause begins at a token, as far as words show without a parser: its subject and its verb.

use super::nouns;
use super::view::{View, words};
use super::words::class as c;
use crate::marks::MarkPair;
use crate::tokens::{TokenKind, TokenRange};

/// The verb is looked for no farther than this many tokens away.
const REACH: u32 = 30;

/// What is found of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The token after the noun phrase that it begins with; the first token where there is none.
    pub noun_end: u32,
    /// The verb that the clause takes.
    pub verb: Option<u32>,
    /// What the verb is.
    pub kind: VerbKind,
    /// Whether a comma or a relative clause stands before the verb.
    pub parted: bool,
}

/// What a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbKind {
    /// There is none.
    None,
    /// `is`, `had`
    Auxiliary,
    /// `will`, `could`
    Modal,
    /// A reporting verb.
    Reporting,
    /// Another verb of the lists.
    Listed,
    /// A word in `-ed`.
    Past,
    /// One before a preposition, which may be a participle: `released by`.
    Participle,
    /// `to` and a word.
    Infinitive,
}

impl Clause {
    /// Reads the clause that begins at `start`, no farther than `end`.
    #[must_use]
    pub fn at(view: &View, start: u32, end: u32) -> Self {
        let noun = nouns::starting_at(view, start, end);
        let mut clause = Self {
            noun_end: noun.map_or(start, |n| n.end),
            verb: None,
            kind: VerbKind::None,
            parted: false,
        };
        let mut relative = false;
        let ceiling = end.min(start + REACH);
        let mut next = start;
        while next < ceiling {
            let i = next;
            next += 1;
            if view.has(i, c::WH | c::THAT) && i > start {
                relative = true;
            } else if i > start && (view.has(i, c::SUBORD) && !view.has(i, c::PREP))
                || view.is_word(i, words![";", ":"])
            {
                break;
            } else if view.is_word(i, words![","]) {
                clause.parted = true;
            }
            let Some(kind) = verb_kind(view, i) else {
                continue;
            };
            if matches!(kind, VerbKind::Participle | VerbKind::Infinitive) {
                if clause.verb.is_none() {
                    clause.verb = Some(i);
                    clause.kind = kind;
                }
                continue;
            }
            // `the man who left` has its verb still to come.
            if relative {
                relative = false;
                clause.parted = true;
                next = group_end(view, i, ceiling);
                continue;
            }
            clause.verb = Some(i);
            clause.kind = kind;
            break;
        }
        clause
    }

    /// What it shows within the content that ends before `end`, in one value.
    #[must_use]
    pub fn within(&self, end: u32) -> u64 {
        if self.verb.is_some_and(|v| v < end) {
            self.kind as u64 * 2 + u64::from(self.parted)
        } else {
            0
        }
    }
}

/// How many verbs of a range look like ones that report what follows, 2 at most.
pub(super) fn reporting_in(view: &View, range: TokenRange) -> u64 {
    let reports = |i: &u32| {
        view.has(*i, c::SAY) && view.has(*i, c::PAST | c::THIRD | c::ING) && !view.is_capital(*i)
    };
    (range.start..range.end).filter(reports).take(2).count() as u64
}

/// How the words within marks begin: with a verb, so that their subject stands before the marks, or with a
/// clause of their own.
pub(super) fn first_within(view: &View, region: &MarkPair) -> u64 {
    let at = region.inside.start;
    if view.is_capital(at) {
        1
    } else if view.finite_in(TokenRange::new(at, at + 1)) > 0 {
        2
    } else if view.has(at, c::DET) {
        3
    } else {
        4 + u64::from(view.has(at, c::SUBJECT)) + 2 * u64::from(view.has(at, c::TO | c::PREP))
    }
}

/// The token after the verb that begins at `at`, its auxiliaries counted in: `could have left`.
fn group_end(view: &View, at: u32, ceiling: u32) -> u32 {
    let mut end = at + 1;
    if !view.has(at, c::AUX) {
        return end;
    }
    while end < ceiling && view.has(end, c::AUX | c::NOT | c::ADVERB) {
        end += 1;
    }
    let verb = verb_kind(view, end).is_some_and(|kind| kind != VerbKind::Infinitive);
    end + u32::from(verb)
}

fn verb_kind(view: &View, i: u32) -> Option<VerbKind> {
    if view.kind(i) != Some(TokenKind::Word) {
        return None;
    }
    if view.has(i, c::MODAL) {
        return Some(VerbKind::Modal);
    }
    if view.has(i, c::BE | c::HAVE) {
        return (!view.is_word(i, words!["be", "being", "been", "having"]))
            .then_some(VerbKind::Auxiliary);
    }
    if view.has(i, c::TO) {
        return (!view.has(i + 1, c::DET) && !view.is_capital(i + 1))
            .then_some(VerbKind::Infinitive);
    }
    if view.is_capital(i) {
        return None;
    }
    let cue = view.has(i, c::CUE) && view.has(i, c::PAST | c::THIRD);
    let listed = view.has(i, c::VERB);
    if !cue && !listed && !view.ends_in_ed(i) {
        return None;
    }
    // `the planned sale`, `the claims`
    if view.has(i.wrapping_sub(1), c::DET) {
        return None;
    }
    if view.ends_in_ed(i)
        && view.is_word(i + 1, words!["by", "in", "on", "at", "from", "to", "for", "as"])
    {
        return Some(VerbKind::Participle);
    }
    Some(match (cue, listed) {
        (true, _) => VerbKind::Reporting,
        (false, true) => VerbKind::Listed,
        (false, false) => VerbKind::Past,
    })
}
