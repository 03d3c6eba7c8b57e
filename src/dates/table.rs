//! The automaton compiled from the pattern table, and its search.

use super::words::Class;
use crate::kind::EntityKind;

/// Declares the rules of the pattern table with the kind of mention that each makes and the percentage
/// of its matches that are right (on the training part of the marked Wikinews and on agency news).
macro_rules! rules {
    ($($name:ident => $kind:ident $percent:literal,)+) => {
        /// A rule of the pattern table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the pattern says what a rule finds")]
        pub enum Rule { $($name,)+ }

        impl Rule {
            /// Every rule, in the order of precedence.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The kind of mention that the rule makes, unless its guard says otherwise.
            #[must_use]
            pub fn kind(self) -> EntityKind {
                match self { $(Self::$name => EntityKind::$kind,)+ }
            }

            /// The share of its matches that are right.
            pub(super) fn confidence(self) -> f32 {
                let percent: u8 = match self { $(Self::$name => $percent,)+ };
                f32::from(percent) / 100.0
            }
        }
    };
}

rules! {
    Iso => Date 90,
    Slashed => Date 80,
    Date => Date 96,
    Month => Date 98,
    Year => Date 96,
    Years => Date 83,
    Decade => Date 97,
    Century => Date 89,
    Weekday => Date 98,
    Today => Date 98,
    Holiday => Date 80,
    Relative => Date 98,
    Nth => Date 74,
    Unit => Date 50,
    Season => Date 71,
    Duration => Date 97,
    Units => Date 77,
    Age => Date 96,
    AgeBare => Date 94,
    Teens => Date 60,
    Annual => Date 86,
    Clock => Time 86,
    TimeSpan => Time 93,
    Part => Time 88,
    EarlyDay => Time 93,
    Money => Money 96,
    Coins => Money 95,
    Percent => Percent 97,
    Quantity => Quantity 93,
    Feet => Quantity 80,
    Ordinal => Ordinal 95,
    Score => Cardinal 94,
    Fraction => Cardinal 84,
    Cardinal => Cardinal 96,
}

/// What the rows of the first automaton join their tokens to.
pub const CHUNKED: [Class; 5] = [
    Class::Nth,
    Class::Fraction,
    Class::Count,
    Class::Rough,
    Class::Hedge,
];

/// The longest match, in tokens or chunks.
pub const MAX_TOKENS: usize = 24;

/// The two automata, as `tests/dates_table.rs` writes them.
static BYTES: &[u8] = include_bytes!("table.bin");

/// One automaton: for each state its outgoing edges and what it accepts. State 0 is the start.
///
/// ```text
/// states: u16, edges: u16, sets: u16, set bytes: u16
/// first edge of each state, and the end of the last: u16 each
/// class of each edge: u8      target of each edge: u16
/// accepted set of each state: u8 (0 for none)
/// first byte of each set, and the end of the last: u16 each
/// rows of the sets: u8, in the order of precedence
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Automaton {
    first_edges: &'static [u8],
    classes: &'static [u8],
    targets: &'static [u8],
    accepts: &'static [u8],
    first_rows: &'static [u8],
    rows: &'static [u8],
    /// The classes that lead on from the start, as bits.
    starts: [u64; 4],
}

/// A match: how many classes it spans, and the set of rows that accept it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Match {
    /// The number of classes.
    pub len: u8,
    /// The set of accepting rows.
    pub set: u8,
}

fn u16_at(bytes: &[u8], i: usize) -> usize {
    match bytes.get(2 * i..2 * i + 2) {
        Some([a, b]) => usize::from(u16::from_le_bytes([*a, *b])),
        Some(_) | None => 0,
    }
}

impl Automaton {
    /// The automata over tokens and over chunks.
    pub fn both() -> (Self, Self) {
        let (chunks, rest) = Self::read(BYTES);
        let (patterns, _) = Self::read(rest);
        (chunks, patterns)
    }

    fn read(bytes: &'static [u8]) -> (Self, &'static [u8]) {
        let states = u16_at(bytes, 0);
        let edges = u16_at(bytes, 1);
        let sets = u16_at(bytes, 2);
        let rows = u16_at(bytes, 3);
        let mut rest = bytes.get(8..).unwrap_or_default();
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n).unwrap_or_default();
            rest = tail;
            head
        };
        let mut automaton = Self {
            first_edges: take(2 * states + 2),
            classes: take(edges),
            targets: take(2 * edges),
            accepts: take(states),
            first_rows: take(2 * sets + 2),
            rows: take(rows),
            starts: [0; 4],
        };
        let (leading, _) = automaton.leading_on(0).unwrap_or_default();
        for class in leading {
            if let Some(bits) = automaton.starts.get_mut(usize::from(class >> 6)) {
                *bits |= 1 << (class & 63);
            }
        }
        (automaton, rest)
    }

    /// The classes that lead on from a state, sorted, and the number of the first edge.
    fn leading_on(&self, state: usize) -> Option<(&'static [u8], usize)> {
        let first = u16_at(self.first_edges, state);
        let end = u16_at(self.first_edges, state + 1);
        Some((self.classes.get(first..end)?, first))
    }

    fn step(&self, state: usize, class: u8) -> Option<usize> {
        let (classes, first) = self.leading_on(state)?;
        // Sorted: from the start, nearly every class leads on.
        let edge = classes.binary_search(&class).ok()?;
        Some(u16_at(self.targets, first + edge))
    }

    /// Whether anything can begin with a class.
    pub(super) fn can_begin(&self, class: Class) -> bool {
        let class = class as u8;
        let bits = self.starts.get(usize::from(class >> 6));
        bits.is_some_and(|bits| bits >> (class & 63) & 1 != 0)
    }

    /// Every match at the start of `classes`, the shortest first; returns their number.
    pub fn matches(
        &self,
        classes: impl Iterator<Item = Class>,
        found: &mut [Match; MAX_TOKENS],
    ) -> usize {
        let mut state = 0;
        let mut n = 0;
        for (len, class) in (1..).zip(classes.take(MAX_TOKENS)) {
            let Some(next) = self.step(state, class as u8) else {
                break;
            };
            state = next;
            let set = self.accepts.get(state).copied().unwrap_or(0);
            if set > 0
                && let Some(slot) = found.get_mut(n)
            {
                *slot = Match { len, set };
                n += 1;
            }
        }
        n
    }

    /// The rows that accept a match, in the order of precedence.
    pub fn rows(&self, found: Match) -> impl Iterator<Item = u8> {
        let first = u16_at(self.first_rows, usize::from(found.set));
        let end = u16_at(self.first_rows, usize::from(found.set) + 1);
        self.rows
            .get(first..end)
            .unwrap_or_default()
            .iter()
            .copied()
    }
}
