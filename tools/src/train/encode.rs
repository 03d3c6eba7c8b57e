//! Texts → sentences of numbered features.

use super::crf::Sentence;
use super::data::Text;
use super::pack::Packing;
use quotelight::TokenRange;
use quotelight::entities::article::Article;
use quotelight::entities::decode::pieces;
use quotelight::entities::features::extract;
use quotelight::entities::memory::Memory;
use quotelight::entities::runs::Sentence as View;
use quotelight::entities::vocabulary::Vocabulary;
use quotelight::entities::{Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::model::hasher::key;
use quotelight::model::rows;
use std::collections::HashMap;

/// The numbers of the features.
pub(crate) struct Alphabet {
    pub(crate) packing: Packing,
    /// Templates to leave out.
    skip: Vec<u32>,
    /// For each number, the key that the model file will have for it.
    pub(crate) keys: Vec<u32>,
    numbers: HashMap<u32, u32>,
    counts: Vec<u32>,
}

/// Encoded texts.
pub(crate) struct Encoded {
    pub(crate) sentences: Vec<Sentence>,
    /// For each sentence, the number of its text.
    pub(crate) text_of: Vec<usize>,
}

impl Alphabet {
    pub(crate) fn new(packing: Packing, skip: Vec<u32>) -> Self {
        Self {
            packing,
            skip,
            keys: Vec::new(),
            numbers: HashMap::new(),
            counts: Vec::new(),
        }
    }

    fn number(&mut self, template: u32, value: u64) -> Option<u32> {
        if self.skip.contains(&template) {
            return None;
        }
        let (buckets, tags) = (self.packing.bucket_bits, self.packing.tag_bits);
        let key = rows::cut(key(template, value), buckets, tags);
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.counts.push(0);
            self.keys.len() as u32 - 1
        });
        self.counts[number as usize] += 1;
        Some(number)
    }

    /// Encodes texts with all features of the first pass.
    pub(crate) fn encode(&mut self, lexicon: &Lexicon, texts: &[Text]) -> Encoded {
        let mut sentences = Vec::new();
        let mut text_of = Vec::new();
        let mut view = View::default();
        let mut vocabulary = Vocabulary::default();
        for (number, text) in texts.iter().enumerate() {
            let article = text.article(lexicon, &mut vocabulary);
            for (range, heading) in pieces(&article) {
                view.set(&article, range, heading);
                let mut sentence = Sentence {
                    weight: text.weight,
                    allowed: text.allowed[range.bounds()].to_vec(),
                    ..Sentence::default()
                };
                for at in 0..view.forms.len() {
                    extract(&article, &view, at, &mut |template, value| {
                        sentence.features.extend(self.number(template, value));
                    });
                    sentence.ends.push(sentence.features.len() as u32);
                }
                sentences.push(sentence);
                text_of.push(number);
            }
        }
        Encoded { sentences, text_of }
    }

    /// The known features of the first pass of each token, for each sentence.
    pub(crate) fn known(&self, article: &Article<'_>) -> Vec<(TokenRange, Vec<Vec<u32>>)> {
        let mut view = View::default();
        let (buckets, tags) = (self.packing.bucket_bits, self.packing.tag_bits);
        let sentence = |(range, heading)| {
            view.set(article, range, heading);
            let token = |at| {
                let mut features = Vec::new();
                extract(article, &view, at, &mut |template, value| {
                    let key = rows::cut(key(template, value), buckets, tags);
                    features.extend(self.numbers.get(&key));
                });
                features
            };
            (range, (0..view.forms.len()).map(token).collect())
        };
        pieces(article).map(sentence).collect()
    }

    /// Adds the features of the second pass; an article is tagged by the tagger of its part.
    pub(crate) fn add_memory(
        &mut self,
        lexicon: &Lexicon,
        texts: &[Text],
        taggers: &[Tagger],
        encoded: &mut Encoded,
    ) {
        let mut memos = vec![Memo::default(); taggers.len()];
        let mut sentences = encoded.sentences.iter_mut();
        for text in texts {
            let tagger = text.part % taggers.len();
            let memo = &mut memos[tagger];
            let article = text.article(lexicon, &mut memo.vocabulary);
            let found = taggers[tagger].first(&article, memo);
            let memory = Memory::collect(&article, &found);
            for ((range, _), sentence) in pieces(&article).zip(&mut sentences) {
                for token in range.bounds() {
                    memory.extract(&article, range, token, &mut |template, value| {
                        sentence.extra.extend(self.number(template, value));
                    });
                    sentence.extra_ends.push(sentence.extra.len() as u32);
                }
            }
        }
    }
}

impl Encoded {
    /// Takes features out that are rarer than `least`, and numbers the others anew.
    pub(crate) fn drop_rare(&mut self, alphabet: &mut Alphabet, least: u32) {
        let mut kept: Vec<(u32, u32)> = Vec::new();
        let renumbered: Vec<Option<u32>> = alphabet
            .keys
            .iter()
            .zip(&alphabet.counts)
            .map(|(key, count)| {
                (*count >= least).then(|| {
                    kept.push((*key, *count));
                    kept.len() as u32 - 1
                })
            })
            .collect();
        for sentence in &mut self.sentences {
            let mut features = Vec::with_capacity(sentence.features.len());
            let mut ends = Vec::with_capacity(sentence.ends.len());
            for token in sentence.tokens() {
                features.extend(token.iter().filter_map(|f| renumbered[*f as usize]));
                ends.push(features.len() as u32);
            }
            sentence.features = features;
            sentence.ends = ends;
        }
        alphabet.keys = kept.iter().map(|(key, _)| *key).collect();
        alphabet.counts = kept.iter().map(|(_, count)| *count).collect();
        alphabet.numbers = alphabet.keys.iter().copied().zip(0..).collect();
    }
}
