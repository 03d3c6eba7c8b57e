//! People: full names of one person, and the short names that stand for them.
//!
//! Two names with different first names are never one person, and a surname alone goes to one
//! person, so that it never makes one of two.

use super::groups::Groups;
use super::known::Known;
use super::lists::Lists;
use super::names::{Name, Names, Part};
use crate::kind::EntityKind;
use crate::model::hasher::ValueMap;
use crate::text::to_u32;

/// One person who has a full name.
#[derive(Clone, Debug)]
struct Person {
    /// The first full name read, as position in [`Names::list`].
    first: u32,
    /// The fullest one: that of most parts that are no initials.
    fullest: u32,
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
    surnames: Lists<u64>,
    others: Lists<u64>,
    /// For the letters of a full name, the person.
    forms: ValueMap<u32>,
    /// For each name, the person if it is a full one.
    of_names: Vec<Option<u32>>,
}

impl People {
    /// Finds the people with full names and joins these names.
    #[inline(never)]
    pub fn join_full(known: &Known, names: &Names, groups: &mut Groups) -> Self {
        let mut people = Self::default();
        people.of_names.reserve(names.list.len());
        for (at, name) in (0..).zip(&names.list) {
            let person = match people.of_names.get(name.first as usize) {
                Some(person) => *person,
                None => is_full(names, name).then(|| people.person_of(known, names, at, name)),
            };
            people.of_names.push(person);
            if let Some(person) = person.and_then(|person| people.get(person)) {
                groups.join(at, person.first);
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
        let fitting = self.others.get(first).chain(self.surnames.get(surname)).find(|p| {
            self.get(*p).is_some_and(|p| {
                let fullest = names.get(p.fullest).map(|o| (o, names.parts(o)));
                agree(lady(name, parts), p.lady)
                    && fullest.is_some_and(|other| is_one(known, (name, parts), other))
            })
        });
        let person = fitting.unwrap_or(to_u32(self.people.len()));
        if person as usize == self.people.len() {
            self.people.push(Person {
                first: at,
                fullest: at,
                lady: None,
                suffix: 0,
                last: None,
            });
        }
        self.forms.insert(name.form, person);
        if let Some(known) = self.people.get_mut(person as usize) {
            let size = |at| names.parts_at(at).iter().filter(|p| !p.initials).count();
            if size(at) > size(known.fullest) {
                known.fullest = at;
            }
            known.lady = known.lady.or(lady(name, parts));
            known.suffix = known.suffix.max(name.suffix);
        }
        self.surnames.add(surname, person);
        for part in parts.split_last().map_or(&[][..], |(_, front)| front) {
            self.others.add(part.letters, person);
        }
        person
    }

    /// Whether a name of one part needs a closer look than its letters: several people have it, or
    /// one whom its title contradicts.
    #[must_use]
    pub fn is_shared(&self, names: &Names, name: &Name) -> bool {
        let Some(letters) = only_part(names, name) else {
            return false;
        };
        let mut namesakes = self.surnames.get(letters).chain(self.others.get(letters));
        match (namesakes.next(), namesakes.next()) {
            (None, _) => false,
            (Some(person), None) => !self.may_be(person, name),
            (Some(_), Some(_)) => true,
        }
    }

    /// Whether neither title nor suffix of a short name speaks against a person.
    fn may_be(&self, person: u32, name: &Name) -> bool {
        self.get(person).is_some_and(|p| {
            agree(name.lady, p.lady) && (name.suffix == 0 || p.suffix == name.suffix)
        })
    }

    /// The people whom a short name may stand for: by their surname, else by another part.
    fn candidates<'a>(
        &'a self,
        names: &Names,
        name: &'a Name,
    ) -> impl Iterator<Item = u32> + Clone + 'a {
        let letters = only_part(names, name);
        let fits = |person: &u32| self.may_be(*person, name);
        let of = move |lists: &'a Lists<u64>| letters.into_iter().flat_map(|l| lists.get(l));
        let by_surname = of(&self.surnames).any(|person| fits(&person));
        let lists = if by_surname { &self.surnames } else { &self.others };
        of(lists).filter(fits)
    }

    /// Joins each short name with the person whom it stands for (see [`People::meant`]).
    #[inline(never)]
    pub fn join_short(mut self, names: &Names, groups: &mut Groups) {
        for (at, name) in (0..).zip(&names.list) {
            let full = self.of_names.get(at as usize).copied().flatten();
            let person = full.or_else(|| self.meant(names, at, name));
            if let Some(person) = person {
                self.see(person, at, name, groups);
            }
        }
    }

    /// The person for whom a short name stands, of several the one who was introduced first: whoever
    /// shares a name with the person whom an article is about is called by the full name. But it is
    /// the one named right before where that name opens its sentence, or after long silence about
    /// the other.
    fn meant(&self, names: &Names, at: u32, name: &Name) -> Option<u32> {
        const LONG: u32 = 8;
        const SHORT: u32 = 2;
        let candidates = self.candidates(names, name);
        let since = |person: &u32| self.get(*person)?.last.map(|last| at - last);
        // People are numbered in the order of their first full name.
        let first = candidates.clone().min()?;
        let named = candidates.filter(|c| since(c).is_some());
        let latest = named.min_by_key(since).unwrap_or(first);
        let opens = at
            .checked_sub(1)
            .and_then(|before| names.get(before))
            .is_some_and(|n| n.opens);
        let near = match since(&latest) {
            Some(1) if opens => true,
            Some(names) => names <= SHORT && since(&first).is_some_and(|names| names > LONG),
            None => false,
        };
        Some(if near { latest } else { first })
    }

    fn see(&mut self, person: u32, at: u32, name: &Name, groups: &mut Groups) {
        if let Some(person) = self.people.get_mut(person as usize) {
            person.last = Some(at);
            person.lady = person.lady.or(name.lady);
            groups.join(at, person.first);
        }
    }
}

/// The letters of a person's name of one part.
fn only_part(names: &Names, name: &Name) -> Option<u64> {
    match names.parts(name) {
        [part] if name.kind == EntityKind::Person => Some(part.letters),
        _ => None,
    }
}

/// Whether a name is a person's full one: two names, or one with a number, as queens have.
fn is_full(names: &Names, name: &Name) -> bool {
    name.kind == EntityKind::Person && (names.parts(name).len() > 1 || name.suffix != 0)
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
    if !suffixes {
        return false;
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let (Some(first), Some(long_first)) = (short.first(), long.first()) else {
        return false;
    };
    let shorter = short.len() < long.len() && !first.initials;
    let one = |a: &Part, b: &Part| {
        a.letters == b.letters
            || (a.initials != b.initials && a.initial == b.initial)
            || known.are_one(a.letters, b.letters)
    };
    let mut rest = long.iter();
    if !short.iter().all(|s| rest.any(|l| one(s, l))) {
        return false;
    }
    let surname = short.last().map(|p| p.letters) == long.last().map(|p| p.letters);
    // Only the longer one has the first name, `Recep Tayyip Esen` and `Tayyip Esen`, or the last
    // one, `Juan Paz Soto` and `Juan Paz`.
    match (one(first, long_first), surname) {
        (true, true) => true,
        (false, true) => shorter && short.len() > 1,
        (true, false) => shorter && short.len() > 1 && first.letters == long_first.letters,
        (false, false) => false,
    }
}
