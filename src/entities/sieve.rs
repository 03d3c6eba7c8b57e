//! Which tokens are worth a close look.
//!
//! Two tokens in three of an article are plainly outside of all names. They are put aside before
//! the tagger looks at the rest in context, which costs fifty times as much: a cascade, as in Viola
//! and Jones, Rapid object detection (2001). A token's **interest** is the sum of one number for
//! each word from two before it to two after it; tokens of less interest than a threshold are put
//! aside. Trained on the same texts as the tagger, with a threshold that keeps all but very few of
//! the tokens of names.

use super::article::Article;
use super::features;
use super::forms::Form;
use super::runs::{Casing, Sentence};
use crate::model::ModelError;
use crate::model::format::Reader;
use crate::model::hasher::key;

/// The bits of a feature's key that address its weight; features that share them share it.
pub const BITS: u32 = 15;

/// What a word adds to the interest of a token, for each place that it may have around it, from two
/// before it to two after it.
pub type Interest = [i16; AROUND];
const AROUND: usize = features::AROUND.end as usize;

/// The trained sieve.
#[derive(Clone, Debug)]
pub struct Sieve {
    least: i16,
    weights: Vec<i8>,
}

impl Sieve {
    /// Reads the sieve from a section's bytes (see [`Sieve::write`]).
    ///
    /// # Errors
    /// [`ModelError::Section`] where the bytes are too few or too many.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        let mut bytes = Reader::new(section);
        let least = bytes.u16().ok_or(ModelError::Section)?.cast_signed();
        let weights = bytes.rest();
        if weights.len() != 1 << BITS {
            return Err(ModelError::Section);
        }
        let weights = weights.iter().map(|weight| weight.cast_signed()).collect();
        Ok(Self { least, weights })
    }

    /// The section's bytes: the least interest that is looked at, and the weights.
    #[must_use]
    pub fn write(least: i16, weights: &[i8]) -> Vec<u8> {
        let mut bytes = least.to_le_bytes().to_vec();
        bytes.extend(weights.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// What a word, or no word, adds to the interest of the tokens around it.
    #[must_use]
    pub fn interest(&self, form: Option<&Form>) -> Interest {
        let mut interest = Interest::default();
        for (sum, offset) in interest.iter_mut().zip(features::AROUND) {
            features::of_word(offset, form, &mut |template, value| {
                let weight = self.weights.get(place(key(template, value)));
                *sum = sum.saturating_add(weight.copied().unwrap_or_default().into());
            });
        }
        interest
    }

    /// Whether what these words add to the interest of the token in their middle is too little.
    #[inline]
    #[must_use]
    pub fn holds_back(&self, around: &[Interest; AROUND]) -> bool {
        let [[a, ..], [_, b, ..], [_, _, c, ..], [_, _, _, d, _], [.., e]] = around;
        // A word has few features, each with a weight of eight bits.
        a.wrapping_add(*b).wrapping_add(c.wrapping_add(*d)).wrapping_add(*e) < self.least
    }
}

/// Whether the sieve may hold back token `at` of `sentence`.
#[must_use]
pub fn judges(article: &Article<'_>, sentence: &Sentence, at: usize) -> bool {
    let token = sentence.range.start as usize + at;
    // Where nothing or everything has a capital, names look like other words.
    let tells = matches!(sentence.casing, Casing::Common | Casing::Title);
    let is_listed = article.numbers.get(token).is_none_or(|number| *number != 0)
        || article.phrase(token).is_some();
    tells && !is_listed
}

/// Where the weight of a feature is.
#[must_use]
pub fn place(key: u32) -> usize {
    (key >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::super::runs::in_first;
    use super::*;
    use crate::model::hasher::text;
    use crate::tokens::Token;

    /// A sieve that wants tokens looked at beside the word `met` and before `said`.
    fn sieve() -> Sieve {
        let mut weights = vec![0; 1 << BITS];
        // The word before has offset 1, so template 33; the words after, 97 and 129.
        for (template, word, weight) in [(33, "met", 7), (97, "met", 5), (129, "said", 3)] {
            weights[place(key(template, text(word)))] = weight;
        }
        Sieve::read(&Sieve::write(6, &weights)).unwrap()
    }

    #[test]
    fn words_add_to_the_interest_of_their_neighbours() {
        let rows = [
            ("met", [0, 7, 0, 5, 0]),
            ("said", [0, 0, 0, 0, 3]),
            ("of", [0; 5]),
        ];
        in_first("they met and of course all said so", |article, _| {
            let text = "they met and of course all said so";
            for (word, expected) in rows {
                let is_it = |t: &Token| t.span().of(text) == word;
                let at = article.tokens.iter().position(is_it).unwrap();
                assert_eq!(sieve().interest(article.forms.get(at)), expected, "{word}");
            }
        });
        // Only the places that the words have count.
        for (interest, expected) in [(5, true), (6, false), (7, false)] {
            for place in 0..AROUND {
                let mut around = [[99; AROUND]; AROUND];
                for (n, word) in around.iter_mut().enumerate() {
                    word[n] = if n == place { interest } else { 0 };
                }
                assert_eq!(sieve().holds_back(&around), expected, "{interest} {place}");
            }
        }
    }

    #[test]
    fn numbers_and_sentences_whose_capitals_tell_nothing_are_not_judged() {
        let rows = [
            ("In June she met forty men there.", "met", true),
            ("In June she met forty men there.", "June", false),
            ("in june she met some of the men there", "met", false),
            ("SHE MET SOME OF THE MEN THERE", "MET", false),
        ];
        for (text, word, expected) in rows {
            let found = in_first(text, |article, sentence| {
                let is_it = |t: &Token| t.span().of(text) == word;
                let at = article.tokens.iter().position(is_it).unwrap();
                judges(article, sentence, at)
            });
            assert_eq!(found, expected, "{text} {word}");
        }
    }

    #[test]
    fn refuses_what_is_too_short_or_too_long() {
        let section = Sieve::write(-3, &[0; 1 << BITS]);
        assert!(Sieve::read(&section).is_ok());
        for bytes in [
            &section[..1],
            &section[..99],
            &[&section[..], &[0]].concat(),
        ] {
            assert_eq!(Sieve::read(bytes).err(), Some(ModelError::Section));
        }
    }
}
