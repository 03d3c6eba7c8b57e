//! Compiles the pattern table of `dates` and compares the result with the file in the repository.
//!
//! `UPDATE_EXPECT=1 cargo test --test dates_table` writes the file anew.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use common::generate::Random;
use quotelight::dates::patterns::{CHUNKS, MACROS, PATTERNS};
use quotelight::dates::table::{Automaton, CHUNKED, MAX_TOKENS, Match, Rule};
use quotelight::dates::words::Class;
use regex::bytes::Regex;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::{primitives::StateID, start, syntax};
use regex_automata::{Anchored, MatchKind};

/// Expands names in a pattern: classes to byte escapes, macros to their text.
fn expand(pattern: &str, names: &HashMap<&str, String>) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let mut counts = false; // inside `{0,2}`
    for c in pattern.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() && !counts {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push_str(
                names
                    .get(word.as_str())
                    .unwrap_or_else(|| panic!("{word}? in {pattern}")),
            );
            word.clear();
        }
        counts = (counts || c == '{') && c != '}';
        if !c.is_whitespace() {
            out.push(c);
        }
    }
    out
}

fn names() -> HashMap<&'static str, String> {
    let mut names: HashMap<&str, String> = Class::NAMES
        .iter()
        .map(|(class, name)| (*name, format!(r"\x{:02x}", *class as u8)))
        .collect();
    for (name, pattern) in MACROS {
        let text = format!("(?:{})", expand(pattern, &names));
        assert!(names.insert(name, text).is_none(), "{name} twice");
    }
    names
}

/// The rows of one automaton: what a match means, and its regular expression.
fn rows(chunks: bool) -> Vec<(u8, String)> {
    let names = names();
    if chunks {
        CHUNKS
            .iter()
            .zip(0..)
            .map(|((_, r), i)| (i, expand(r, &names)))
            .collect()
    } else {
        PATTERNS
            .iter()
            .map(|p| (p.rule as u8, expand(p.regex, &names)))
            .collect()
    }
}

struct Machine {
    /// For each state: next state for each class; 0 is the dead state, 1 the start.
    next: Vec<Vec<usize>>,
    accept: Vec<Vec<u8>>,
}

impl Machine {
    /// Whether a state leads anywhere.
    fn is_live(&self, state: usize) -> bool {
        !self.accept[state].is_empty() || self.next[state].iter().any(|t| *t != state)
    }
}

fn compile(chunks: bool) -> Machine {
    let rows = rows(chunks);
    let regexes: Vec<&str> = rows.iter().map(|r| r.1.as_str()).collect();
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Anchored),
        )
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .build_many(&regexes)
        .unwrap();
    let n_classes = Class::NAMES.len();
    let first = dfa
        .start_state(&start::Config::new().anchored(Anchored::Yes))
        .unwrap();
    let mut ids: HashMap<StateID, usize> = HashMap::new();
    let mut order = vec![first];
    ids.insert(first, 0);
    let mut next = Vec::new();
    let mut accept = Vec::new();
    let mut at = 0;
    while at < order.len() {
        let state = order[at];
        let end = dfa.next_eoi_state(state);
        let mut rules = Vec::new();
        if dfa.is_match_state(end) {
            for i in 0..dfa.match_len(end) {
                rules.push(rows[dfa.match_pattern(end, i).as_usize()].0);
            }
        }
        rules.sort_unstable();
        rules.dedup();
        accept.push(rules);
        let mut row = Vec::with_capacity(n_classes);
        for c in 0..n_classes {
            let to = dfa.next_state(state, u8::try_from(c).unwrap());
            row.push(*ids.entry(to).or_insert_with(|| {
                order.push(to);
                order.len() - 1
            }));
        }
        next.push(row);
        at += 1;
    }
    minimize(&next, &accept)
}

fn minimize(next: &[Vec<usize>], accept: &[Vec<u8>]) -> Machine {
    let mut group: Vec<usize> = {
        let mut ids = BTreeMap::new();
        for a in accept {
            let n = ids.len();
            ids.entry(a.clone()).or_insert(n);
        }
        accept.iter().map(|a| ids[a]).collect()
    };
    let mut count = 0;
    loop {
        let mut ids: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
        let mut new = Vec::with_capacity(group.len());
        for (i, row) in next.iter().enumerate() {
            let key = (group[i], row.iter().map(|t| group[*t]).collect::<Vec<_>>());
            let n = ids.len();
            new.push(*ids.entry(key).or_insert(n));
        }
        group = new;
        if ids.len() == count {
            break;
        }
        count = ids.len();
    }
    let mut out = Machine {
        next: vec![Vec::new(); count],
        accept: vec![Vec::new(); count],
    };
    for (i, row) in next.iter().enumerate() {
        out.next[group[i]] = row.iter().map(|t| group[*t]).collect();
        out.accept[group[i]].clone_from(&accept[i]);
    }
    out
}

/// Writes an automaton in the form that `dates::table` documents. State 0 is the start; the dead
/// state is left out.
fn write(machine: &Machine) -> Vec<u8> {
    let dead = (0..machine.next.len())
        .find(|s| machine.accept[*s].is_empty() && machine.next[*s].iter().all(|t| t == s))
        .unwrap();
    let kept: Vec<usize> = (0..machine.next.len()).filter(|s| *s != dead).collect();
    let number: HashMap<usize, usize> = kept.iter().enumerate().map(|(n, s)| (*s, n)).collect();
    let mut sets: Vec<&Vec<u8>> = kept.iter().map(|s| &machine.accept[*s]).collect();
    sets.sort();
    sets.dedup();
    assert!(sets[0].is_empty() && sets.len() < 256);
    let (mut firsts, mut classes, mut targets, mut accepts) =
        (vec![0], Vec::new(), Vec::new(), Vec::new());
    for state in &kept {
        for (class, to) in machine.next[*state]
            .iter()
            .enumerate()
            .filter(|(_, to)| **to != dead)
        {
            classes.push(u8::try_from(class).unwrap());
            targets.push(number[to]);
        }
        firsts.push(classes.len());
        accepts.push(
            u8::try_from(
                sets.iter()
                    .position(|s| **s == machine.accept[*state])
                    .unwrap(),
            )
            .unwrap(),
        );
    }
    let mut first_rows = vec![0];
    let mut rows = Vec::new();
    for set in &sets {
        rows.extend(set.iter());
        first_rows.push(rows.len());
    }
    let mut out = Vec::new();
    let words = |out: &mut Vec<u8>, words: &[usize]| {
        for w in words {
            out.extend(u16::try_from(*w).unwrap().to_le_bytes());
        }
    };
    words(
        &mut out,
        &[kept.len(), classes.len(), sets.len(), rows.len()],
    );
    words(&mut out, &firsts);
    out.extend(&classes);
    words(&mut out, &targets);
    out.extend(&accepts);
    words(&mut out, &first_rows);
    out.extend(&rows);
    out
}

#[test]
fn table_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dates/table.bin");
    let mut bytes = write(&compile(true));
    bytes.extend(write(&compile(false)));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &bytes).unwrap();
    }
    let kept = std::fs::read(path).unwrap_or_default();
    assert!(
        kept == bytes,
        "the patterns changed: run UPDATE_EXPECT=1 cargo test --test dates_table"
    );
}

#[test]
fn rows_stand_in_order() {
    let rules: Vec<Rule> = PATTERNS.iter().map(|p| p.rule).collect();
    assert!(
        rules.is_sorted(),
        "equally long matches go by the order of Rule"
    );
    assert!(Rule::ALL.iter().all(|r| rules.contains(r)));
    let chunks: Vec<Class> = CHUNKS.iter().map(|c| c.0).collect();
    assert_eq!(chunks, CHUNKED);
}

/// The `regex` crate as oracle: over random strings of classes, every match at their start is the
/// same, by length and by row.
#[test]
fn finds_what_regex_finds() {
    let (chunks, patterns) = Automaton::both();
    for (over_chunks, automaton) in [(true, chunks), (false, patterns)] {
        let oracle: Vec<(u8, Regex)> = rows(over_chunks)
            .iter()
            .map(|(row, pattern)| {
                let anchored = format!("(?-u)^(?:{pattern})$");
                (*row, Regex::new(&anchored).unwrap())
            })
            .collect();
        // Random walks through the patterns' own classes, so that long matches come up.
        let machine = compile(over_chunks);
        let mut random = Random::new(7);
        let mut seen = 0;
        for _ in 0..4000 {
            let mut state = 0;
            let mut text = Vec::new();
            for _ in 0..12 {
                let live: Vec<usize> = (0..Class::NAMES.len())
                    .filter(|c| machine.is_live(machine.next[state][*c]))
                    .collect();
                let class = match live.as_slice() {
                    [] => random.below(Class::NAMES.len()),
                    live => live[random.below(live.len())],
                };
                state = machine.next[state][class];
                text.push(Class::NAMES[class].0);
            }
            let bytes: Vec<u8> = text.iter().map(|c| *c as u8).collect();
            let mut expected = Vec::new();
            for len in 1..=bytes.len() {
                let mut rows: Vec<u8> = oracle
                    .iter()
                    .filter(|(_, regex)| regex.is_match(&bytes[..len]))
                    .map(|(row, _)| *row)
                    .collect();
                rows.dedup();
                if !rows.is_empty() {
                    expected.push((len, rows));
                }
            }
            let mut found = [Match::default(); MAX_TOKENS];
            let n = automaton.matches(text.iter().copied(), &mut found);
            let found: Vec<(usize, Vec<u8>)> = found[..n]
                .iter()
                .map(|m| (usize::from(m.len), automaton.rows(*m).collect()))
                .collect();
            assert_eq!(found, expected, "{text:?}");
            seen += found.len();
        }
        assert!(seen > 8000, "the walks met only {seen} matches");
    }
}

#[test]
fn every_class_is_used() {
    let table: Vec<&str> = MACROS
        .iter()
        .map(|m| m.1)
        .chain(CHUNKS.iter().map(|c| c.1))
        .chain(PATTERNS.iter().map(|p| p.regex))
        .collect();
    let table = table.join(" ");
    let words: Vec<&str> = table.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for (class, name) in Class::NAMES {
        let used = words.contains(name);
        assert_eq!(used, *class != Class::Other, "{name}");
    }
}

/// The rows that a machine accepts of the classes for which `allowed` holds.
fn accepted(machine: &Machine, allowed: &[bool]) -> BTreeSet<u8> {
    let (mut seen, mut rows) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![0];
    while let Some(state) = open.pop() {
        if seen.insert(state) {
            rows.extend(&machine.accept[state]);
            let next = machine.next[state].iter().zip(allowed);
            open.extend(next.filter(|(_, allowed)| **allowed).map(|(to, _)| *to));
        }
    }
    rows
}

/// Runs without a telling class are not searched: no pattern may be made of other classes alone, nor
/// of what the first automaton joins them to.
#[test]
fn every_mention_has_a_telling_class() {
    let (chunks, patterns) = (compile(true), compile(false));
    let mut allowed: Vec<bool> = Class::NAMES.iter().map(|(c, _)| !c.is_telling()).collect();
    for chunk in CHUNKED {
        allowed[chunk as usize] = false;
    }
    let joined = accepted(&chunks, &allowed);
    assert_eq!(
        joined.len(),
        1,
        "only hedges are joined of joints: {joined:?}"
    );
    for row in joined {
        allowed[CHUNKED[usize::from(row)] as usize] = true;
    }
    assert_eq!(accepted(&patterns, &allowed), BTreeSet::new());
    allowed[Class::One as usize] = true;
    assert!(!accepted(&patterns, &allowed).is_empty());
}
