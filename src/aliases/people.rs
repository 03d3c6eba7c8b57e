//! People: full names of one person, and the short names that stand for them.
//!
//! Two names with different first names are never one person, and a surname alone goes to one
//! person, so that it never makes one of two.

use super::groups::Groups;
use super::known::Known;
use super::names::{Name, Names, Part};
use crate::kind::EntityKind;
use crate::text::to_u32;
use std::collections::HashMap;

/// So many people of one name are told apart; more only in texts that are no articles.
const NAMESAKES: usize = 12;

/// One person who has a full name.
#[derive(Clone, Debug)]
struct Person {
    /// Names that differ, as positions in [`Names::list`].
    names: Vec<u32>,
    /// Whether a title or first name tells a woman.
    lady: Option<bool>,
    /// The generational suffix; zero for none.
    suffix: u64,
    /// The last name read that stands for this person, and whether one was read at all.
    last: Option<u32>,
}

/// The people of a text.
#[derive(Clone, Debug, Default)]
pub struct People {
    people: Vec<Person>,
    /// For the letters of a name's part, the people who have it as last part, and in front of it.
    surnames: HashMap<u64, Vec<u32>>,
    others: HashMap<u64, Vec<u32>>,
    /// For the letters of a full name, the person.
    forms: HashMap<u64, u32>,
}

impl People {
    /// Finds the people with full names and joins these names.
    pub fn join_full(known: &Known, names: &Names, groups: &mut Groups) -> Self {
        let mut people = Self::default();
        for (at, name) in (0..).zip(&names.list) {
            if name.kind == EntityKind::Person && names.parts(name).len() > 1 {
                let person = people.person_of(known, names, at, name);
                if let Some(first) = people.get(person).and_then(|p| p.names.first()) {
                    groups.join(at, *first);
                }
            }
        }
        people
    }

    fn get(&self, person: u32) -> Option<&Person> {
        self.people.get(person as usize)
    }

    /// The person of a full name; a new one where nobody fits.
    fn person_of(&mut self, known: &Known, names: &Names, at: u32, name: &Name) -> u32 {
        if let Some(person) = self.forms.get(&name.form) {
            return *person;
        }
        let parts = names.parts(name);
        let surname = parts.last().map_or(0, |p| p.letters);
        let first = parts.first().map_or(0, |p| p.letters);
        let alike = self
            .surnames
            .get(&surname)
            .into_iter()
            .chain(self.others.get(&first));
        let fitting = alike.flatten().rev().find(|p| {
            let fits = |other: &u32| {
                let other = names.get(*other).map(|o| (o, names.parts(o)));
                other.is_some_and(|other| is_one(known, (name, parts), other))
            };
            self.get(**p).is_some_and(|p| p.names.iter().all(fits))
        });
        let person = fitting.copied().unwrap_or(to_u32(self.people.len()));
        if person as usize == self.people.len() {
            self.people.push(Person {
                names: Vec::new(),
                lady: None,
                suffix: 0,
                last: None,
            });
        }
        self.forms.insert(name.form, person);
        if let Some(known) = self.people.get_mut(person as usize) {
            known.names.push(at);
            known.lady = known.lady.or(lady(name, parts));
            known.suffix = known.suffix.max(name.suffix);
        }
        let add = |map: &mut HashMap<u64, Vec<u32>>, letters| {
            let of: &mut Vec<u32> = map.entry(letters).or_default();
            if of.len() < NAMESAKES && !of.contains(&person) {
                of.push(person);
            }
        };
        add(&mut self.surnames, surname);
        for part in parts.split_last().map_or(&[][..], |(_, front)| front) {
            add(&mut self.others, part.letters);
        }
        person
    }

    /// Whether a name of one part stands for several people with full names.
    #[must_use]
    pub fn is_shared(&self, names: &Names, name: &Name) -> bool {
        self.candidates(names, name).len() > 1
    }

    /// The people whom a short name may stand for: by their surname, else by another part.
    fn candidates(&self, names: &Names, name: &Name) -> Vec<u32> {
        let [part] = names.parts(name) else {
            return Vec::new();
        };
        if name.kind != EntityKind::Person {
            return Vec::new();
        }
        let fits = |person: &&u32| {
            self.get(**person).is_some_and(|p| {
                agree(name.lady, p.lady) && (name.suffix == 0 || p.suffix == name.suffix)
            })
        };
        let of = |map: &HashMap<u64, Vec<u32>>| -> Vec<u32> {
            map.get(&part.letters)
                .into_iter()
                .flatten()
                .filter(fits)
                .copied()
                .collect()
        };
        let by_surname = of(&self.surnames);
        if by_surname.is_empty() {
            of(&self.others)
        } else {
            by_surname
        }
    }

    /// Joins each short name with the person whom it stands for: of several the one named last
    /// before it, else the one named first after it.
    pub fn join_short(mut self, names: &Names, groups: &mut Groups) {
        let mut waiting: Vec<(u32, Vec<u32>)> = Vec::new();
        for (at, name) in (0..).zip(&names.list) {
            let full = self.forms.get(&name.form).copied();
            let full =
                full.filter(|_| name.kind == EntityKind::Person && names.parts(name).len() > 1);
            let person = full.or_else(|| {
                let candidates = self.candidates(names, name);
                let last = candidates
                    .iter()
                    .copied()
                    .max_by_key(|c| self.get(*c).and_then(|p| p.last));
                let seen = last.filter(|l| self.get(*l).is_some_and(|p| p.last.is_some()));
                if seen.is_none() && !candidates.is_empty() {
                    waiting.push((at, candidates));
                }
                seen
            });
            if let Some(person) = person {
                self.see(person, at, groups);
            }
        }
        for (at, candidates) in waiting {
            // People are numbered in the order of their first full name.
            let first = candidates
                .iter()
                .min()
                .and_then(|c| self.get(*c)?.names.first().copied());
            if let Some(first) = first {
                groups.join(at, first);
            }
        }
    }

    fn see(&mut self, person: u32, at: u32, groups: &mut Groups) {
        if let Some(person) = self.people.get_mut(person as usize) {
            person.last = Some(at);
            if let Some(first) = person.names.first() {
                groups.join(at, *first);
            }
        }
    }
}

/// Whether two things that may be unknown do not contradict each other.
fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// What title and first name tell of a person.
fn lady(name: &Name, parts: &[Part]) -> Option<bool> {
    name.lady.or_else(|| match parts.first()?.word.gender {
        1 => Some(false),
        7 => Some(true),
        _ => None,
    })
}

/// Whether two full names may be one person's.
fn is_one(known: &Known, (a, x): (&Name, &[Part]), (b, y): (&Name, &[Part])) -> bool {
    let suffixes = a.suffix == 0 || b.suffix == 0 || a.suffix == b.suffix;
    if !suffixes || !agree(lady(a, x), lady(b, y)) {
        return false;
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let (Some(first), Some(long_first)) = (short.first(), long.first()) else {
        return false;
    };
    let shorter = short.len() < long.len() && !first.initials;
    // `Juan Orlando Paz` and `Juan Orlando Paz Soto` have their front in common.
    if shorter && short.iter().zip(long).all(|(s, l)| s.letters == l.letters) {
        return true;
    }
    let one = |a: &Part, b: &Part| {
        a.letters == b.letters
            || (a.initials != b.initials && a.initial == b.initial)
            || known.are_one(a.letters, b.letters)
    };
    // A first name that only the longer one has does no harm: `Recep Tayyip Esen`, `Tayyip Esen`.
    let firsts = one(first, long_first) || shorter;
    let surname = short.last().map(|p| p.letters) == long.last().map(|p| p.letters);
    let mut rest = long.iter();
    surname && firsts && short.iter().all(|s| rest.any(|l| one(s, l)))
}
