//! The distinct words of a text and what each of them shows by itself.
//!
//! A text repeats its words, so what depends on the word alone is worked out once for each.

use std::slice;

use super::vocabulary::{Numbering, Vocabulary};
use crate::lexicon::{Flags, Lexicon, Word};
use crate::model::hasher::{self, Running};
use crate::tokens::{Case, Token, TokenKind, TokenRange};

/// What a word shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The word in lower case, its digits made `0`.
    pub lower: u64,
    /// The word as it stands.
    pub exact: u64,
    /// Its shape: capitals `X`, small letters `x`, digits `0`, runs cut to one.
    pub shape: u64,
    /// Its first 3 letters, in lower case; zero where it is not longer.
    pub prefix: u64,
    /// Its last 2 to 4 letters, in lower case; zero where it is not longer.
    pub suffixes: [u64; 3],
    /// Its first byte.
    pub initial: u8,
    /// Its letters without dots: `U.N.` is as `UN`.
    pub letters: u64,
    /// How it is cased.
    pub case: Case,
    /// What it is made of.
    pub kind: TokenKind,
    /// What the lists know of it.
    pub word: Word,
    /// The hash by which phrases of the lists know it.
    pub folded: u64,
    /// Its cluster, and the coarser ones of 256, 64 and 16; 0 is none.
    pub clusters: [u16; 4],
}

impl Form {
    /// Whether it has a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.case.is_capital()
    }

    /// The lists it stands in, without those that say nothing of names.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.word.flags.without(Flags::PHRASE_START)
    }
}

/// An article has at most so many forms, few excepted.
const USUAL: usize = 512;

/// The forms of a text.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The distinct forms.
    pub all: Vec<Form>,
    /// For each of them, the number of its word: forms that differ only in case share one.
    pub words: Vec<u32>,
    /// How many words there are.
    pub n_words: usize,
    /// For each token, its form's position in `all`, and for each of these, its number in the
    /// [`Vocabulary`].
    pub numbering: Numbering,
}

impl Forms {
    /// Collects the forms of `tokens`.
    #[must_use]
    pub fn collect(
        lexicon: &Lexicon,
        vocabulary: &mut Vocabulary,
        text: &str,
        tokens: &[Token],
    ) -> Self {
        vocabulary.begin();
        let mut forms = Self::default();
        forms.numbering.of_token.reserve_exact(tokens.len());
        // An article says half of its words but once.
        let n_forms = (tokens.len() / 2).min(USUAL);
        forms.all.reserve(n_forms);
        forms.numbering.ids.reserve(n_forms);
        forms.words.reserve(n_forms);
        for token in tokens {
            let number = vocabulary.number(lexicon, text, token, |entry| {
                // In one copy: a form is long.
                forms.all.extend_from_slice(slice::from_ref(entry.form));
                forms.numbering.ids.push(entry.id);
                forms.words.push(entry.word);
            });
            forms.numbering.of_token.push(number);
        }
        forms.n_words = vocabulary.n_lower();
        forms
    }

    /// The form of token number `token`.
    #[must_use]
    pub fn get(&self, token: usize) -> Option<&Form> {
        self.all.get(*self.numbering.of_token.get(token)? as usize)
    }

    /// The forms of the tokens of a range.
    pub fn of(&self, tokens: TokenRange) -> impl Iterator<Item = &Form> + Clone {
        let numbers = self.numbering.of_token.get(tokens.bounds());
        let numbers = numbers.unwrap_or_default();
        numbers
            .iter()
            .filter_map(|number| self.all.get(*number as usize))
    }

    /// The number of the word of token number `token`.
    #[must_use]
    pub fn word(&self, token: usize) -> Option<usize> {
        let form = *self.numbering.of_token.get(token)? as usize;
        self.words.get(form).map(|word| *word as usize)
    }

    /// The number in the vocabulary of the form of token number `token`, from 1.
    #[must_use]
    pub fn number(&self, token: usize) -> u32 {
        let Numbering { of_token, ids } = &self.numbering;
        let form = of_token.get(token).map(|form| *form as usize);
        let id = form.and_then(|form| ids.get(form));
        id.map_or(0, |id| id + 1)
    }
}

/// What `piece` shows by itself.
pub(super) fn form(lexicon: &Lexicon, piece: &str, token: &Token) -> Form {
    let (word, folded) = lexicon.probe_folded(piece);
    let [middle, coarse, coarsest] = lexicon.coarser(word.cluster);
    Form {
        lower: lower(piece),
        exact: hasher::text(piece),
        shape: shape(piece),
        prefix: edge(piece, piece.char_indices().nth(3).map(|(at, _)| (0, at))),
        suffixes: [2, 3, 4].map(|n: usize| {
            let mut ends = piece.char_indices().rev();
            let start = ends.nth(n - 1).map(|(at, _)| (at, piece.len()));
            edge(piece, start.filter(|(at, _)| *at > 0))
        }),
        initial: piece.bytes().next().unwrap_or_default(),
        letters: hasher::bytes(piece.bytes().filter(|b| *b != b'.')),
        case: token.case(),
        kind: token.kind(),
        word,
        folded,
        clusters: [word.cluster, middle, coarse, coarsest],
    }
}

fn lower(piece: &str) -> u64 {
    if piece.bytes().any(|b| b.is_ascii_digit()) {
        hasher::bytes(piece.bytes().map(|b| {
            if b.is_ascii_digit() {
                b'0'
            } else {
                b.to_ascii_lowercase()
            }
        }))
    } else {
        hasher::lowered(piece)
    }
}

fn edge(piece: &str, range: Option<(usize, usize)>) -> u64 {
    range
        .and_then(|(from, to)| piece.get(from..to))
        .map_or(0, hasher::lowered)
}

fn shape(piece: &str) -> u64 {
    let mut h = Running::new();
    let mut last = 0;
    for c in piece.chars() {
        let class = if c.is_lowercase() {
            b'x'
        } else if c.is_uppercase() {
            b'X'
        } else if c.is_numeric() {
            b'0'
        } else if c.is_alphabetic() {
            b'l'
        } else {
            u8::try_from(c).unwrap_or(b'?')
        };
        if class != last {
            h.push(class);
        }
        last = class;
    }
    h.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    fn forms(text: &str) -> Vec<Form> {
        let lexicon = Lexicon::embedded().unwrap();
        Forms::collect(&lexicon, &mut Vocabulary::default(), text, &tokenize(text)).all
    }

    #[test]
    fn a_form_is_kept_once_and_tells_what_it_shows() {
        assert_eq!(forms("Lee met Lee and lee").len(), 4);
        let rows = [
            // Same lower form, same shape.
            ("Lee LEE", true, false),
            ("Lee Ann", false, true),
            ("B52 F35", false, true),
            ("1999 2024", true, true),
            ("U.N. U.K.", false, true),
        ];
        for (text, same_lower, same_shape) in rows {
            let found = forms(text);
            assert_eq!(found[0].lower == found[1].lower, same_lower, "{text}");
            assert_eq!(found[0].shape == found[1].shape, same_shape, "{text}");
        }
        let dotted = forms("U.N. UN");
        assert_eq!(dotted[0].letters, dotted[1].letters);
        let short = forms("ab");
        assert_eq!(short[0].prefix, 0);
        assert_eq!(short[0].suffixes, [0, 0, 0]);
        let longer = forms("abc");
        assert_ne!(longer[0].suffixes[0], 0);
        assert_eq!(longer[0].suffixes[1..], [0, 0]);
    }
}
