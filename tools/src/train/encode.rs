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
                for at in 0..range.len() as usize {
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
            (range, (0..range.len() as usize).map(token).collect())
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
                for hints in memory.hints(&article, range, range) {
                    hints.each(&mut |template, value| {
                        sentence.extra.extend(self.number(template, value));
                    });
                    sentence.extra_ends.push(sentence.extra.len() as u32);
                }
            }
        }
    }
}

impl Encoded {
    /// Takes features out that are rarer than `least`.
    pub(crate) fn drop_rare(&mut self, alphabet: &mut Alphabet, least: u32) {
        let kept: Vec<bool> = alphabet.counts.iter().map(|n| *n >= least).collect();
        self.keep(alphabet, &kept);
    }

    /// Takes the features out whose numbers are not `kept`, and numbers the others anew.
    pub(crate) fn keep(&mut self, alphabet: &mut Alphabet, kept: &[bool]) {
        let mut next = 0;
        let renumbered: Vec<Option<u32>> = kept
            .iter()
            .map(|kept| {
                kept.then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let renumber = |feature: &u32| renumbered[*feature as usize];
        let filter = |features: &mut Vec<u32>, ends: &mut Vec<u32>| {
            let mut left = Vec::with_capacity(features.len());
            let mut start = 0;
            for end in ends {
                left.extend(features[start..*end as usize].iter().filter_map(renumber));
                start = *end as usize;
                *end = left.len() as u32;
            }
            *features = left;
        };
        for sentence in &mut self.sentences {
            filter(&mut sentence.features, &mut sentence.ends);
            filter(&mut sentence.extra, &mut sentence.extra_ends);
        }
        let mut numbers = kept.iter();
        alphabet.keys.retain(|_| numbers.next() == Some(&true));
        let mut numbers = kept.iter();
        alphabet.counts.retain(|_| numbers.next() == Some(&true));
        alphabet.numbers = alphabet.keys.iter().copied().zip(0..).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_that_are_not_kept_leave_the_sentences() {
        let packing = Packing {
            scale: 1.0,
            prune: 0.0,
            bucket_bits: 16,
            tag_bits: 16,
        };
        let mut alphabet = Alphabet::new(packing, vec![9]);
        assert_eq!(alphabet.number(9, 1), None);
        let numbers: Vec<u32> = (0..4).filter_map(|v| alphabet.number(1, v)).collect();
        assert_eq!(numbers, [0, 1, 2, 3]);
        let key = alphabet.keys[2];
        let sentence = Sentence {
            features: vec![0, 1, 2, 2, 3],
            ends: vec![2, 3, 5],
            extra: vec![3, 1],
            extra_ends: vec![1, 1, 2],
            ..Sentence::default()
        };
        let mut encoded = Encoded {
            sentences: vec![sentence],
            text_of: vec![0],
        };
        encoded.keep(&mut alphabet, &[true, false, true, false]);
        let [left] = &encoded.sentences[..] else {
            panic!("one sentence");
        };
        assert_eq!(
            (&left.features[..], &left.ends[..]),
            (&[0, 1, 1][..], &[1, 2, 3][..])
        );
        assert_eq!(
            (left.extra.len(), &left.extra_ends[..]),
            (0, &[0, 0, 0][..])
        );
        assert_eq!(alphabet.keys[1..], [key]);
        assert_eq!(alphabet.number(1, 2), Some(1));
    }
}
