//! What the lists say, collected: words by folded form, words by exact form, names of several words.

use super::clusters::Clustered;
use super::sources::Vectors;
use anyhow::{Context, Result};
use quotelight::lexicon::fold::{self, folded};
use quotelight::lexicon::{Country, Flags, Habit, Word};
use quotelight::tokens::{self, Gap, TokenKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// The collected lists.
#[derive(Clone, Default)]
pub(super) struct Entries {
    /// By folded form.
    pub(super) words: BTreeMap<String, Word>,
    /// By exact form; such an entry hides the folded one.
    pub(super) exact: BTreeMap<String, Word>,
    /// Names of several words: folded tokens.
    pub(super) phrases: BTreeMap<Vec<String>, Word>,
    /// Country codes; the first is none.
    pub(super) countries: Vec<String>,
}

/// What a list adds to a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts {
    /// The lists.
    pub(super) flags: Flags,
    /// The country.
    pub(super) country: Country,
    /// The gender, from 1 to 7; 0 leaves it.
    pub(super) gender: u8,
}

impl Entries {
    /// Adds `facts` to `name`: a word, an exact form (with a final `!`; in
    /// capitals where it has none) or a name of several words.
    pub(super) fn add(&mut self, name: &str, facts: Facts) {
        let (name, is_exact) = match name.trim().strip_suffix('!') {
            Some(name) => (name, true),
            None => (name.trim(), false),
        };
        let pieces: Vec<&str> = tokens::tokenize(name)
            .iter()
            .map(|t| t.span().of(name))
            .collect();
        match pieces.as_slice() {
            [] => {}
            [word] if is_exact => {
                let form = match word.contains(char::is_uppercase) {
                    true => (*word).to_owned(),
                    false => word.to_uppercase(),
                };
                // `M16` has no form of its own: there is no `m16` to tell it from.
                let word = match fold::hashes(&form).exact {
                    Some(_) => self.exact.entry(form).or_default(),
                    None => self.words.entry(folded(word)).or_default(),
                };
                merge(word, facts);
            }
            [word] => merge(self.words.entry(folded(word)).or_default(), facts),
            [first, ..] if pieces.len() <= quotelight::lexicon::MAX_PHRASE => {
                let start = Facts {
                    flags: Flags::PHRASE_START,
                    ..Facts::default()
                };
                merge(self.words.entry(folded(first)).or_default(), start);
                if let Some(word) = self.exact.get_mut(*first) {
                    merge(word, start);
                }
                let key = pieces.iter().map(|p| folded(p)).collect();
                merge(self.phrases.entry(key).or_default(), facts);
            }
            _ => {}
        }
    }

    /// The lists with the frequent ones of the words that are only names or dictionary words, and
    /// with all others: they are few, and say more; and with the phrases of frequent words.
    pub(super) fn only(&self, frequent: &[String]) -> Self {
        let frequent: HashSet<String> = frequent.iter().map(|word| folded(word)).collect();
        let plain = Flags::FIRST_NAME | Flags::LAST_NAME | Flags::CITY | Flags::STATE;
        let plain = plain | Flags::COMMON;
        let mut few = self.clone();
        few.words
            .retain(|name, word| frequent.contains(name) || !plain.contains(word.flags));
        few.phrases
            .retain(|words, _| words.iter().all(|word| frequent.contains(word)));
        few
    }

    /// The flags of a folded word.
    pub(super) fn flags(&self, word: &str) -> Flags {
        self.words.get(word).map(|w| w.flags).unwrap_or_default()
    }

    /// The position of a country code, added where it is new.
    pub(super) fn country(&mut self, code: &str) -> Result<Country> {
        if self.countries.is_empty() {
            self.countries.push("--".to_owned());
        }
        let at = self.countries.iter().position(|c| c == code);
        let at = at.unwrap_or_else(|| {
            self.countries.push(code.to_owned());
            self.countries.len() - 1
        });
        Ok(Country(
            u8::try_from(at).context("more than 255 countries")?,
        ))
    }

    /// Gives each clustered word its cluster, and the words of the file `likes` (`new = known`, for
    /// words younger than the vectors) that of the known word.
    pub(super) fn set_clusters(
        &mut self,
        vectors: &Vectors,
        clustered: &Clustered,
        likes: &Path,
    ) -> Result<()> {
        for (word, cluster) in vectors.words.iter().zip(&clustered.clusters) {
            self.words.entry(folded(word)).or_default().cluster = cluster + 1;
        }
        let text = std::fs::read_to_string(likes)?;
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let Some((new, known)) = line.split_once('=') else {
                continue;
            };
            let known = known.trim();
            let word = self.words.get(known);
            let cluster = word
                .map(|w| w.cluster)
                .filter(|c| *c > 0)
                .with_context(|| format!("no cluster for {known} in likes.txt"))?;
            for name in new.split_whitespace() {
                match name.strip_suffix('!') {
                    Some(name) => self.exact.entry(name.to_owned()).or_default().cluster = cluster,
                    None => self.words.entry(folded(name)).or_default().cluster = cluster,
                }
            }
        }
        let words = &self.words;
        for (name, word) in &mut self.exact {
            let plain = words.get(&folded(name)).copied().unwrap_or_default();
            if word.cluster == 0 {
                word.cluster = plain.cluster;
            }
            if plain.is(Flags::PHRASE_START) {
                word.flags = word.flags | Flags::PHRASE_START;
            }
        }
        Ok(())
    }
}

fn merge(word: &mut Word, facts: Facts) {
    word.flags = word.flags | facts.flags;
    if facts.country != Country::default() && word.country == Country::default() {
        word.country = facts.country;
    }
    if facts.gender > 0 && word.gender == 0 {
        word.gender = facts.gender;
    }
}

/// Counts in the training texts how each word is cased inside sentences.
pub(super) fn count_case(data: &Path, entries: &mut Entries) -> Result<()> {
    #[derive(Deserialize)]
    struct Line {
        text: String,
    }
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for file in [
        "ner/gmb.train.jsonl",
        "voa/train.jsonl",
        "wikinews/train.jsonl",
    ] {
        let path = data.join(file);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines() {
            let line: Line = serde_json::from_str(line)?;
            let tokens = tokens::tokenize(&line.text);
            let mut before: Option<&tokens::Token> = None;
            for token in &tokens {
                let inside = before.is_some_and(|b| {
                    matches!(b.kind(), TokenKind::Word | TokenKind::Possessive)
                        || (b.kind() == TokenKind::Punctuation && b.span().of(&line.text) == ",")
                });
                before = Some(token);
                if !inside || token.gap() >= Gap::Line || token.kind() != TokenKind::Word {
                    continue;
                }
                let capital = match token.case() {
                    tokens::Case::Lower => 0,
                    tokens::Case::Title | tokens::Case::Mixed => 1,
                    tokens::Case::None | tokens::Case::Upper => continue,
                };
                let count = counts
                    .entry(folded(token.span().of(&line.text)))
                    .or_default();
                if let Some(n) = count.get_mut(capital) {
                    *n += 1;
                }
            }
        }
    }
    for (word, [lower, capital]) in counts {
        let n = lower + capital;
        if n < 3 {
            continue;
        }
        let habit = match f64::from(capital) / f64::from(n) {
            share if share < 0.1 => Habit::Lower,
            share if share > 0.9 => Habit::Capital,
            _ => Habit::Both,
        };
        entries.words.entry(word).or_default().habit = habit;
    }
    Ok(())
}
