//! The texts that every program is measured on: made by us, and real news where it lies beside the
//! repository.

#[path = "../../../tests/benches/news.rs"]
pub(crate) mod news;

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::{corpus, paths};

/// Words of the article that readers have.
const WORDS: usize = 800;

/// Texts with a name for the table. All of them differ, so that nobody has seen what is timed.
#[derive(Debug, Serialize)]
pub(crate) struct Texts {
    #[serde(skip)]
    pub(crate) name: &'static str,
    /// What programs are warmed up with.
    pub(crate) warm: Vec<String>,
    /// What is timed in each round.
    pub(crate) rounds: Vec<Vec<String>>,
}

impl Texts {
    /// Deals texts out in turn: two shares to begin with, then one for each round.
    fn deal(name: &'static str, texts: impl IntoIterator<Item = String>, rounds: u32) -> Self {
        let mut shares = vec![Vec::new(); rounds as usize + 2];
        for (n, text) in texts.into_iter().enumerate() {
            let share = n % shares.len();
            shares[share].push(text);
        }
        let warm = shares.drain(..2).flatten().collect();
        let rounds = shares;
        Self { name, warm, rounds }
    }

    /// Length of each round in UTF-16 units, which is in characters for what is measured here.
    pub(crate) fn chars(&self) -> Vec<usize> {
        self.rounds.iter().map(|texts| chars(texts)).collect()
    }

    /// Fewer rounds of the first texts, of about `limit` characters each, for programs that need
    /// long.
    pub(crate) fn head(&self, rounds: u32, limit: usize) -> Self {
        let head = |texts: &Vec<String>| {
            let mut sum = 0;
            let fits = texts.iter().take_while(|text| {
                let before = sum;
                sum += text.encode_utf16().count();
                before < limit
            });
            fits.cloned().collect()
        };
        Self {
            name: self.name,
            warm: self.warm.clone(),
            rounds: self.rounds.iter().take(rounds as usize).map(head).collect(),
        }
    }

    /// All texts.
    pub(crate) fn all(&self) -> Vec<&String> {
        self.warm
            .iter()
            .chain(self.rounds.iter().flatten())
            .collect()
    }
}

fn chars(texts: &[String]) -> usize {
    texts.iter().map(|text| text.encode_utf16().count()).sum()
}

/// The made texts and, where the data folder is there, real ones.
pub(crate) fn all(rounds: u32) -> Result<Vec<Texts>> {
    let made = (0..20 * (u64::from(rounds) + 2)).map(|seed| news::article(seed, 5_000));
    let mut all = vec![Texts::deal("made", made, rounds)];
    if let Some(shared) = paths::shared() {
        let folder = shared.join("data/wikinews");
        let texts = [
            read(&folder.join("train.jsonl"))?,
            read(&folder.join("dev.jsonl"))?,
        ];
        all.push(Texts::deal("Wikinews", texts.concat(), rounds));
    }
    Ok(all)
}

fn read(file: &Path) -> Result<Vec<String>> {
    let articles = corpus::read(file)?.into_iter().map(|article| article.text);
    Ok(articles.filter(|text| !text.trim().is_empty()).collect())
}

/// Articles of 800 words, all different: agency news where the data folder is there, else made.
pub(crate) fn articles(count: usize) -> Result<Vec<String>> {
    let Some(shared) = paths::shared() else {
        return Ok((0..count as u64)
            .map(|seed| first_words(&news::article(seed, 8_000)))
            .collect());
    };
    let mut articles = Vec::new();
    let mut text = String::new();
    for piece in read(&shared.join("data/voa/train.jsonl"))? {
        text.push_str(&piece);
        text.push_str("\n\n");
        if text.split_whitespace().count() >= WORDS && articles.len() < count {
            articles.push(first_words(&text));
            text.clear();
        }
    }
    Ok(articles)
}

/// The first 800 words of a text.
fn first_words(text: &str) -> String {
    let mut words = 0;
    let end = text.char_indices().find(|(_, c)| {
        words += usize::from(c.is_whitespace());
        words > WORDS
    });
    text[..end.map_or(text.len(), |(at, _)| at)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_long_as_they_should_be() {
        for kind in news::GROWING {
            for bytes in [1_000, 100_000] {
                let text = news::growing(kind, 1, bytes);
                assert!(
                    (bytes..bytes + 1_000).contains(&text.len()),
                    "{kind} {bytes}: {}",
                    text.len()
                );
            }
        }
        let words = first_words(&news::article(1, 8_000));
        let words = words.split_whitespace().count();
        assert!((760..=801).contains(&words), "{words}");
    }

    #[test]
    fn a_seed_makes_one_text() {
        assert_eq!(news::article(3, 2_000), news::article(3, 2_000));
        assert_ne!(news::article(3, 2_000), news::article(4, 2_000));
        for kind in news::GROWING {
            let [one, other] = [1, 2].map(|seed| news::growing(kind, seed, 1_000));
            assert_ne!(one, other);
        }
    }

    #[test]
    fn no_text_is_dealt_twice() {
        let texts = Texts::deal("n", (0..10).map(|n| n.to_string()), 2);
        assert_eq!(texts.warm, ["0", "4", "8", "1", "5", "9"]);
        assert_eq!(texts.rounds, [["2", "6"], ["3", "7"]]);
        assert_eq!(texts.chars(), [2, 2]);
        let head = texts.head(1, 1);
        assert_eq!(head.rounds, [["2"]]);
    }
}
