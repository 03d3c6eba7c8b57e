//! The texts that every program is measured on: made by us, and real news where it lies beside the
//! repository.

#[path = "../../../tests/benches/news.rs"]
pub(crate) mod news;

use std::path::Path;

use anyhow::Result;

use crate::{corpus, paths};

/// Texts with a name for the table.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) name: &'static str,
    pub(crate) texts: Vec<String>,
}

impl Texts {
    /// Length in UTF-16 units, which is in characters for what is measured here.
    pub(crate) fn chars(&self) -> usize {
        self.texts
            .iter()
            .map(|text| text.encode_utf16().count())
            .sum()
    }

    /// The first texts, up to about `chars` characters, for programs that need long.
    pub(crate) fn head(&self, chars: usize) -> Self {
        let mut texts = Vec::new();
        let mut sum = 0;
        for text in &self.texts {
            if sum < chars {
                sum += text.encode_utf16().count();
                texts.push(text.clone());
            }
        }
        Self {
            name: self.name,
            texts,
        }
    }
}

/// The made texts and, where the data folder is there, real ones.
pub(crate) fn all() -> Result<Vec<Texts>> {
    let mut all = vec![Texts {
        name: "made",
        texts: (0..24).map(|seed| news::article(seed, 5_000)).collect(),
    }];
    if let Some(shared) = paths::shared() {
        let file = shared.join("data/wikinews/dev.jsonl");
        all.push(Texts {
            name: "Wikinews",
            texts: read(&file)?,
        });
    }
    Ok(all)
}

fn read(file: &Path) -> Result<Vec<String>> {
    let articles = corpus::read(file)?.into_iter().map(|article| article.text);
    Ok(articles.filter(|text| !text.trim().is_empty()).collect())
}

/// The article that readers have: 800 words.
pub(crate) fn article() -> String {
    let text = news::article(11, 8_000);
    let mut words = 0;
    let end = text.char_indices().find(|(_, c)| {
        words += usize::from(c.is_whitespace());
        words > 800
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
                let text = news::growing(kind, bytes);
                assert!(
                    (bytes..bytes + 1_000).contains(&text.len()),
                    "{kind} {bytes}: {}",
                    text.len()
                );
            }
        }
        let words = article().split_whitespace().count();
        assert!((760..=801).contains(&words), "{words}");
    }

    #[test]
    fn a_seed_makes_one_text() {
        assert_eq!(news::article(3, 2_000), news::article(3, 2_000));
        assert_ne!(news::article(3, 2_000), news::article(4, 2_000));
    }
}
