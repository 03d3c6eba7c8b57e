//! The words met in this text and in those before it.
//!
//! News uses the same few thousand words over and over, so what a word shows by itself is worked
//! out when it is first met and kept for the next text. Nothing of a text's order is kept, and a
//! word shows the same wherever it was met first.

use super::forms::{self, Form};
use crate::lexicon::Lexicon;
use crate::model::hasher;
use crate::text::{Span, to_u32};
use crate::tokens::Token;

/// With more words than this, a new text begins with none.
const MOST: usize = 1 << 13;

/// A word: its piece of text, what it shows, and its number in the text at hand.
#[derive(Clone, Copy, Debug)]
struct Entry {
    piece: Span,
    form: Form,
    /// The text that it was last met in, and its number there.
    text: u32,
    number: u32,
}

/// The words that were met, by number.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    pieces: String,
    /// The number of a word, from 1, where its hash or a slot before it is; 0 is free. A power of
    /// two of slots, at most half of them taken.
    slots: Vec<u32>,
    /// The number of the text at hand, and how many words were met in it.
    text: u32,
    met: u32,
    /// How often all words were forgotten.
    generation: u32,
}

impl Vocabulary {
    /// Begins a text.
    pub fn begin(&mut self) {
        if self.entries.len() > MOST || self.text == u32::MAX {
            self.entries.clear();
            self.pieces.clear();
            self.slots.clear();
            self.text = 0;
            self.generation = self.generation.wrapping_add(1);
        }
        self.text += 1;
        self.met = 0;
    }

    /// Changes when the numbers of words come to mean others.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// How many words are kept.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The number of a word in the text at hand, from 0. Of one that is new there, `add` gets the
    /// number in the vocabulary and what it shows.
    pub fn number(
        &mut self,
        lexicon: &Lexicon,
        piece: &str,
        token: &Token,
        add: impl FnOnce(u32, &Form),
    ) -> u32 {
        let id = self.find(lexicon, piece, token);
        let Some(entry) = self.entries.get_mut(id as usize) else {
            return 0;
        };
        if entry.text != self.text {
            entry.text = self.text;
            entry.number = self.met;
            self.met += 1;
            add(id, &entry.form);
        }
        entry.number
    }

    /// The number of a word in the vocabulary, to which it is added where it is new.
    fn find(&mut self, lexicon: &Lexicon, piece: &str, token: &Token) -> u32 {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hasher::text(piece);
        let mut at = self.first_slot(hash);
        while let Some(id) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            let known = self.entries.get(id as usize);
            // The same piece may be another kind of token elsewhere: an apostrophe.
            let is_it = |e: &&Entry| {
                e.form.exact == hash
                    && (e.form.kind, e.form.case) == (token.kind, token.case)
                    && e.piece.of(&self.pieces) == piece
            };
            if known.filter(is_it).is_some() {
                return id;
            }
            at = (at + 1) & self.slots.len().wrapping_sub(1);
        }
        let start = self.pieces.len();
        self.pieces.push_str(piece);
        self.entries.push(Entry {
            piece: Span::new(to_u32(start), to_u32(self.pieces.len())),
            form: forms::form(lexicon, piece, token),
            text: 0,
            number: 0,
        });
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = to_u32(self.entries.len());
        }
        to_u32(self.entries.len() - 1)
    }

    fn first_slot(&self, hash: u64) -> usize {
        let mixed = hasher::key(0, hash) as usize;
        mixed & self.slots.len().wrapping_sub(1)
    }

    /// Doubles the slots.
    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(1 << 10);
        self.slots.clear();
        self.slots.resize(n_slots, 0);
        for (id, entry) in (1_u32..).zip(&self.entries) {
            let mut at = hasher::key(0, entry.form.exact) as usize & (n_slots - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (n_slots - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    #[test]
    fn words_keep_their_forms_from_text_to_text() {
        let lexicon = Lexicon::embedded().unwrap();
        let mut vocabulary = Vocabulary::default();
        let mut all = |text: &str| {
            vocabulary.begin();
            let (mut forms, mut ids) = (Vec::new(), Vec::new());
            let tokens = tokenize(text);
            let numbers: Vec<u32> = tokens
                .iter()
                .map(|t| {
                    vocabulary.number(&lexicon, t.span.of(text), t, |id, form| {
                        ids.push(id);
                        forms.push(*form);
                    })
                })
                .collect();
            (numbers, ids, forms)
        };
        let (numbers, ids, first) = all("Lee met Lee");
        assert_eq!((numbers, ids), (vec![0, 1, 0], vec![0, 1]));
        let (numbers, ids, again) = all("Ann met Lee");
        assert_eq!((numbers, ids), (vec![0, 1, 2], vec![2, 1, 0]));
        assert_eq!(again[1..], [first[1], first[0]]);
        // More words than are kept: they are forgotten with the next text.
        let many: String = (0..MOST).map(|n| format!("w{n} ")).collect();
        assert_eq!(all(&many).2.len(), MOST);
        let (numbers, ids, forms) = all("met Lee");
        assert_eq!((numbers, ids), (vec![0, 1], vec![0, 1]));
        assert_eq!(forms, [first[1], first[0]]);
    }
}
