//! Short forms of names that are no people's: `Ford` of `Ford Motor Company`, `the Court` of the
//! `Supreme Court`, `Dorian` of `Hurricane Dorian`.
//!
//! Each form has one longer form at most, so that a short one never makes one thing of two.

use super::groups::Groups;
use super::lists::Lists;
use super::names::{Name, Names, Part, Source};
use crate::kind::EntityKind;
use crate::lexicon::Flags;
use crate::model::hasher::{self, ValueMap};
use crate::text::to_u32;

/// What is known of the forms of several words while the text is read.
#[derive(Debug, Default)]
struct Forms {
    /// For each form, the first and the last name read that has it.
    first: Vec<u32>,
    last: Vec<Option<u32>>,
    /// For what a name names, the number of its form.
    number: ValueMap<u32, (u64, EntityKind)>,
    /// For the stem of a part, the forms that have it.
    of_stem: Lists<(u64, EntityKind)>,
}

/// Joins each short form with the longer form that was used last before it, else with the first
/// one after it.
#[inline(never)]
pub fn join(source: Source<'_>, names: &Names, groups: &mut Groups) {
    let mut forms = Forms::collect(names);
    let mut done: ValueMap<(), (u64, EntityKind)> = hasher::map_for(names.list.len());
    // For each name, the number of its form.
    let mut numbers: Vec<Option<u32>> = Vec::with_capacity(names.list.len());
    for (at, name) in (0..).zip(&names.list) {
        let key = (name.thing, name.kind);
        let number = match numbers.get(name.first as usize) {
            Some(number) => *number,
            None if has_short_forms(name.kind) => {
                let is_new = done.insert(key, ()).is_none();
                let longer = is_new.then(|| forms.longer(source, names, name)).flatten();
                let first = longer.and_then(|form| forms.first.get(form as usize));
                if let Some(first) = first {
                    groups.join(at, *first);
                }
                forms.number.get(&key).copied()
            }
            None => None,
        };
        numbers.push(number);
        if let Some(last) = number.and_then(|n| forms.last.get_mut(n as usize)) {
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
        let mut forms = Self {
            number: hasher::map_for(names.list.len() / 2),
            ..Self::default()
        };
        for (at, name) in (0..).zip(&names.list) {
            let (key, parts) = ((name.thing, name.kind), names.parts(name));
            let long = name.first == at && has_short_forms(name.kind) && parts.len() > 1;
            if !long || forms.number.contains_key(&key) {
                continue;
            }
            let number = to_u32(forms.first.len());
            forms.number.insert(key, number);
            forms.first.push(at);
            forms.last.push(None);
            for part in parts {
                forms.of_stem.add((part.stem, name.kind), number);
            }
        }
        forms
    }

    /// The form that a name is short for.
    fn longer(&self, source: Source<'_>, names: &Names, name: &Name) -> Option<u32> {
        let parts = names.parts(name);
        let stem = parts.last()?.stem;
        let fitting = self.of_stem.get((stem, name.kind)).filter(|form| {
            let long = self.first.get(*form as usize).and_then(|at| names.get(*at));
            long.is_some_and(|long| fits(source, (name, parts), (long, names.parts(long))))
        });
        let last = |form: &u32| self.last.get(*form as usize).copied().flatten();
        // Of those not used before, the first.
        fitting.max_by_key(|form| (last(form), u32::MAX - form))
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
    let front = long.iter().zip(short).all(|(l, s)| l.stem == s.stem);
    let dropped = long.get(short.len()..).unwrap_or_default();
    // `Fath` of `Fath Airport`, but not the `UN` of the `UN Office`: what has names enough of its own.
    let without_sort =
        |sorts: Flags| front && !name.listed && dropped.iter().all(|part| part.word.is(sorts));
    let same_end = short.last().map(|p| p.stem) == long.last().map(|p| p.stem);
    match name.kind {
        // `South Sudan` is not `Sudan`, and `Kansas City` is not `Kansas`.
        EntityKind::Gpe | EntityKind::Loc => {
            let land = short
                .iter()
                .any(|p| p.word.is(Flags::COUNTRY | Flags::STATE));
            let sort = |part: &Part| {
                part.word.is(Flags::GEO_WORD)
                    || source.word(part.token).eq_ignore_ascii_case("state")
            };
            let of =
                other.head == 0 && long.first().is_some_and(sort) && long.len() == short.len() + 1;
            !land && without_sort(Flags::GEO_WORD) || of && same_end
        }
        EntityKind::Org => {
            let head = |name: &Name, parts: &[Part]| parts.get(name.head as usize).copied();
            let (own, whole) = (head(name, short), head(other, long));
            let sorts = Flags::ORG_WORD | Flags::ORG_SUFFIX | Flags::MEDIA | Flags::COUNTRY;
            let sort = |p: Part| p.word.is(sorts) && !is_organ(source.word(p.token));
            // The head with all that follows, or the last word, may be left out.
            let tail =
                front && !name.listed && (dropped.len() == 1 || other.head as usize >= short.len());
            own.map(|p| p.stem) == whole.map(|p| p.stem) || tail && whole.is_some_and(sort)
        }
        EntityKind::Fac => same_end || without_sort(Flags::FAC_WORD),
        EntityKind::Event => same_end || without_sort(Flags::EVENT_WORD),
        EntityKind::Law => same_end || without_sort(Flags::LAW_WORD),
        // `Linux` of `Red Hat Linux` is a thing of its own.
        EntityKind::Product => same_end && !short.iter().all(|p| p.word.is(Flags::PRODUCT)),
        EntityKind::WorkOfArt => front || same_end,
        EntityKind::Person | EntityKind::Norp | EntityKind::Language => false,
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
