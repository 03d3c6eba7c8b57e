//! Short forms of names that are no people's: `Ford` of `Ford Motor Company`, `the Court` of the
//! `Supreme Court`, `Dorian` of `Hurricane Dorian`.
//!
//! Each form has one longer form at most, so that a short one never makes one thing of two.

use super::groups::Groups;
use super::names::{Name, Names, Part, Source};
use crate::kind::EntityKind;
use crate::lexicon::Flags;
use std::collections::HashMap;

/// So many names that share a word are looked at.
const NAMESAKES: usize = 12;

/// What is known of the forms of several words while the text is read.
#[derive(Debug, Default)]
struct Forms {
    /// For each form, the first and the last name read that has it.
    first: Vec<u32>,
    last: Vec<Option<u32>>,
    /// For what a name names, the number of its form.
    number: HashMap<(u64, EntityKind), usize>,
    /// For the stem of a part, the forms that have it.
    of_stem: HashMap<(u64, EntityKind), Vec<usize>>,
}

/// Joins each short form with the longer form that was used last before it, else with the first
/// one after it.
pub fn join(source: Source<'_>, names: &Names, groups: &mut Groups) {
    let mut forms = Forms::collect(names);
    let mut done: HashMap<(u64, EntityKind), ()> = HashMap::new();
    for (at, name) in (0..).zip(&names.list) {
        let key = (name.thing, name.kind);
        if has_short_forms(name.kind) && done.insert(key, ()).is_none() {
            let longer = forms.longer(source, names, name);
            let first = longer.and_then(|form| forms.first.get(form));
            if let Some(first) = first {
                groups.join(at, *first);
            }
        }
        if let Some(last) = forms.number.get(&key).and_then(|n| forms.last.get_mut(*n)) {
            *last = Some(at);
        }
    }
}

fn has_short_forms(kind: EntityKind) -> bool {
    !matches!(
        kind,
        EntityKind::Person | EntityKind::Norp | EntityKind::Language
    )
}

impl Forms {
    fn collect(names: &Names) -> Self {
        let mut forms = Self::default();
        for (at, name) in (0..).zip(&names.list) {
            let (key, parts) = ((name.thing, name.kind), names.parts(name));
            if !has_short_forms(name.kind) || parts.len() < 2 || forms.number.contains_key(&key) {
                continue;
            }
            let number = forms.first.len();
            forms.number.insert(key, number);
            forms.first.push(at);
            forms.last.push(None);
            for part in parts {
                let of = forms.of_stem.entry((part.stem, name.kind)).or_default();
                if of.len() < NAMESAKES {
                    of.push(number);
                }
            }
        }
        forms
    }

    /// The form that a name is short for.
    fn longer(&self, source: Source<'_>, names: &Names, name: &Name) -> Option<usize> {
        let parts = names.parts(name);
        let stem = parts.last()?.stem;
        let known = self.of_stem.get(&(stem, name.kind))?.iter().copied();
        let fitting = known.filter(|form| {
            let long = self.first.get(*form).and_then(|at| names.get(*at));
            long.is_some_and(|long| fits(source, (name, parts), (long, names.parts(long))))
        });
        let last = |form: &usize| self.last.get(*form).copied().flatten();
        // Of those not used before, the first.
        fitting.max_by_key(|form| (last(form), usize::MAX - form))
    }
}

/// Whether the first name may be short for the second.
fn fits(source: Source<'_>, short: (&Name, &[Part]), long: (&Name, &[Part])) -> bool {
    let ((name, short), (other, long)) = (short, long);
    if short.len() >= long.len() {
        return false;
    }
    let mut rest = long.iter();
    if !short.iter().all(|s| rest.any(|l| s.stem == l.stem)) {
        return false;
    }
    let head = |name: &Name, parts: &[Part]| parts.get(name.head as usize).map(|p| p.stem);
    let same_head = head(name, short) == head(other, long);
    let front = long.iter().zip(short).all(|(l, s)| l.stem == s.stem);
    let dropped = long.get(short.len()..).unwrap_or_default();
    match name.kind {
        // `South Sudan` is not `Sudan`, and `Kansas City` is not `Kansas`.
        EntityKind::Gpe | EntityKind::Loc => {
            let land = short
                .iter()
                .any(|p| p.word.is(Flags::COUNTRY | Flags::STATE));
            let sort = |p: &Part| p.word.is(Flags::GEO_WORD);
            let (before, after) = match long {
                [first, rest @ ..] if other.head == 0 => (sort(first), rest.len()),
                _ => (false, 0),
            };
            front && !land && dropped.iter().all(sort) || before && after == short.len()
        }
        EntityKind::Org => {
            let word = |p: &Part| source.word(p.token);
            let organ = long
                .get(other.head as usize)
                .is_some_and(|h| is_organ(word(h)));
            let sort = |p: &Part| {
                p.word
                    .is(Flags::ORG_WORD | Flags::ORG_SUFFIX | Flags::MEDIA)
            };
            let tail = front && (dropped.len() == 1 || other.head as usize >= short.len());
            same_head || tail && !organ && long.get(other.head as usize).is_some_and(sort)
        }
        EntityKind::Person | EntityKind::Norp | EntityKind::Language => false,
        EntityKind::Fac
        | EntityKind::Event
        | EntityKind::Law
        | EntityKind::WorkOfArt
        | EntityKind::Product => true,
        EntityKind::Date
        | EntityKind::Time
        | EntityKind::Money
        | EntityKind::Percent
        | EntityKind::Quantity
        | EntityKind::Ordinal
        | EntityKind::Cardinal => false,
    }
}

/// Heads of names of a part of something: the `UN Security Council` is not the `UN`.
fn is_organ(word: &str) -> bool {
    const ORGANS: [&str; 27] = [
        "parliament",
        "commission",
        "committee",
        "council",
        "assembly",
        "court",
        "congress",
        "senate",
        "ministry",
        "department",
        "office",
        "agency",
        "embassy",
        "army",
        "navy",
        "force",
        "forces",
        "police",
        "guard",
        "bureau",
        "secretariat",
        "academy",
        "team",
        "government",
        "mission",
        "board",
        "house",
    ];
    ORGANS.iter().any(|organ| organ.eq_ignore_ascii_case(word))
}
