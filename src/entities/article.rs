//! What the tagger knows of a whole text before it looks at a sentence.

use super::forms::{Form, Forms};
use super::vocabulary::Vocabulary;
use crate::dates::NumberMention;
use crate::lexicon::{Flags, Lexicon, Phrase};
use crate::model::chain::label_at;
use crate::sentences::Layout;
use crate::tokens::{Case, Token, TokenKind};

/// The shape of a hyphen and of a dot.
pub const HYPHEN: u64 = shape_of(b'-');
/// The shape of a dot.
pub const DOT: u64 = shape_of(b'.');

const fn shape_of(byte: u8) -> u64 {
    (0xCBF2_9CE4_8422_2325 ^ byte as u64).wrapping_mul(0x0100_0000_01B3)
}

/// A text with its forms, listed names and what its words do elsewhere in it.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// The tokens of the text.
    pub tokens: &'a [Token],
    /// Its paragraphs and sentences.
    pub layout: &'a Layout,
    /// The forms of its tokens.
    pub forms: Forms,
    /// The listed names of several words.
    phrases: Vec<Phrase>,
    /// For each token, the number of the one that it is part of, from 1; 0 is none.
    phrase_of: Vec<u16>,
    /// For each token, what the rules for numbers found there: 0 for nothing, else a label of
    /// [`chain`](crate::model::chain) from 1.
    pub numbers: Vec<u8>,
    /// For each word, how it is used over the text.
    pub uses: Vec<Use>,
}

/// How a word is used over the text, whatever its case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// How often it stands in lower case.
    pub small: u16,
    /// How often it stands with a capital where only a name would.
    pub capital: u16,
    /// The lists of the words with capitals before it, within one name.
    pub before: Flags,
    /// The lists of the words with capitals after it, within one name.
    pub after: Flags,
}

impl<'a> Article<'a> {
    /// Collects what is known of a text.
    #[must_use]
    #[inline(never)]
    pub fn collect(
        lexicon: &Lexicon,
        vocabulary: &mut Vocabulary,
        text: &str,
        tokens: &'a [Token],
        layout: &'a Layout,
        numbers: &[NumberMention],
    ) -> Self {
        let forms = Forms::collect(lexicon, vocabulary, text, tokens);
        let probe = |at| forms.get(at).map(|form: &Form| (form.word, form.folded));
        let phrases = lexicon.phrases(tokens, probe);
        let mut phrase_of = vec![0; tokens.len()];
        for (number, phrase) in (1_u16..).zip(&phrases) {
            let covered = phrase_of.get_mut(phrase.tokens.bounds());
            covered.unwrap_or_default().fill(number);
        }
        let uses = vec![Use::default(); forms.n_words];
        let mut article = Self {
            tokens,
            layout,
            forms,
            phrases,
            phrase_of,
            numbers: label_numbers(numbers, tokens.len()),
            uses,
        };
        article.count_uses();
        article
    }

    /// The listed name of several words that token `at` is part of.
    #[must_use]
    pub fn phrase(&self, at: usize) -> Option<&Phrase> {
        let number = usize::from(*self.phrase_of.get(at)?);
        self.phrases.get(number.checked_sub(1)?)
    }

    /// How the word of token `at` is used over the text.
    #[must_use]
    pub fn use_of(&self, at: usize) -> Option<&Use> {
        self.uses.get(self.forms.word(at)?)
    }

    fn count_uses(&mut self) {
        let mut uses = std::mem::take(&mut self.uses);
        for paragraph in &self.layout.paragraphs {
            let sentences = paragraph.first_sentence as usize..paragraph.end_sentence as usize;
            for sentence in self.layout.sentences.get(sentences).unwrap_or_default() {
                let mut before: Option<(usize, &Form)> = None;
                for at in sentence.bounds() {
                    let (Some(form), Some(word)) = (self.forms.get(at), self.forms.word(at)) else {
                        continue;
                    };
                    let marked = at == sentence.start as usize || paragraph.heading;
                    if let Some(here) = uses.get_mut(word) {
                        count(here, form, marked);
                    }
                    let name = Some((word, form))
                        .filter(|(_, f)| f.is_capital() && f.kind == TokenKind::Word);
                    if let (Some((last_word, last)), Some(_)) = (before, name) {
                        if let Some(here) = uses.get_mut(word) {
                            here.before = here.before | last.flags();
                        }
                        if let Some(last) = uses.get_mut(last_word) {
                            last.after = last.after | form.flags();
                        }
                    }
                    before = name;
                }
            }
        }
        self.uses = uses;
    }
}

/// Spells the findings of the rules as labels.
fn label_numbers(numbers: &[NumberMention], n_tokens: usize) -> Vec<u8> {
    let mut labels = vec![0; n_tokens];
    for number in numbers {
        let range = number.tokens.bounds();
        let slots = labels.get_mut(range.clone()).unwrap_or_default();
        for (at, slot) in range.clone().zip(slots) {
            let label = label_at(number.kind as usize, range.start, range.end, at);
            *slot = u8::try_from(label).unwrap_or_default();
        }
    }
    labels
}

/// Counts one more use; `marked` where a capital says nothing.
fn count(here: &mut Use, form: &Form, marked: bool) {
    // Without a branch, which would go wrong at every name.
    here.small = here.small.saturating_add((form.case == Case::Lower).into());
    here.capital = here.capital.saturating_add((form.is_capital() & !marked).into());
}
