//! Facts about names that their letters do not show: `America` is the `US`, `Daesh` is `ISIS`.

use super::{letters, nicknames};
use crate::model::hasher::{self, ValueMap};

/// Names that are one, by their letters.
#[derive(Clone, Debug)]
pub struct Known {
    /// For a name, the thing that it names, and whether it is a country.
    things: ValueMap<(u64, bool)>,
    /// The first words of countries of several words.
    countries: ValueMap<()>,
    /// Pairs of forms of one first name.
    nicknames: ValueMap<(), (u64, u64)>,
}

impl Default for Known {
    fn default() -> Self {
        Self::new()
    }
}

impl Known {
    /// Reads the list.
    #[must_use]
    pub fn new() -> Self {
        let (mut things, mut countries) = (ValueMap::default(), ValueMap::default());
        for line in include_str!("../data/aliases.txt").lines() {
            let (thing, names) = match line.split_once(": ") {
                Some((code, names)) => {
                    let long = names.split(';').filter_map(|name| name.split_once(' '));
                    countries.extend(long.map(|(word, _)| (letters::of(word), ())));
                    ((country(code), true), names)
                }
                None => ((letters::of(line), false), line),
            };
            if !line.starts_with('#') {
                things.extend(names.split(';').map(|name| (letters::of(name), thing)));
            }
        }
        Self {
            things,
            countries,
            nicknames: nicknames::pairs().map(|pair| (pair, ())).collect(),
        }
    }

    /// Whether two first names of these letters are forms of one.
    #[must_use]
    pub fn are_one(&self, a: u64, b: u64) -> bool {
        self.nicknames.contains_key(&(a, b))
    }

    /// The thing that a name of these letters names, where the list holds it.
    #[must_use]
    pub fn get(&self, letters: u64) -> Option<u64> {
        self.things.get(&letters).map(|thing| thing.0)
    }

    /// Whether names of countries of several words begin with a word of these letters.
    #[must_use]
    pub fn begins_country(&self, letters: u64) -> bool {
        self.countries.contains_key(&letters)
    }

    /// The country that a name of these letters names, where the list holds it.
    #[must_use]
    pub fn country(&self, letters: u64) -> Option<u64> {
        self.things
            .get(&letters)
            .filter(|thing| thing.1)
            .map(|thing| thing.0)
    }
}

/// The country of an ISO 3166-1 code as a thing. Codes are in capitals, so they are no name's letters.
#[must_use]
pub fn country(code: &str) -> u64 {
    hasher::text(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_of_one_thing() {
        let known = Known::new();
        let get = |name| known.get(letters::of(name));
        let rows = [
            ("U.S.", "America", true),
            ("United States", "USA", true),
            ("UK", "Great Britain", true),
            ("England", "Britain", false),
            ("Kyiv", "Kiev", true),
            ("Gaza", "West Bank", false),
        ];
        for (a, b, same) in rows {
            assert!(get(a).is_some() && get(b).is_some(), "{a} {b}");
            assert_eq!(get(a) == get(b), same, "{a} {b}");
        }
        assert_eq!(get("US"), Some(country("US")));
        assert_eq!(get("Atlantis"), None);
    }
}
