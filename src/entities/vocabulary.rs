//! The words met in this text and in those before it.
//!
//! News uses the same few thousand words over and over, so what a word shows by itself is worked
//! out when it is first met and kept for the next text. Nothing of a text's order is kept, and a
//! word shows the same wherever it was met first.

use super::forms::{self, Form};
use crate::lexicon::Lexicon;
use crate::model::hasher::{self, ValueMap, join};
use crate::text::{Span, to_u32};
use crate::tokens::Token;

/// With more words than this, a new text begins with none. Lists double, so those of a few more words
/// than half as many take as much memory; there is room left for a text's own words.
const MOST: usize = 14 << 10;

/// What tells a word from others. Of a piece of up to eight bytes it is all of it, of longer ones a
/// hash; the same piece may be another kind of token elsewhere: an apostrophe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    piece: u64,
    /// Its length, or that it is long, with its kind and case.
    about: u32,
}

impl Key {
    fn of(text: &str, token: &Token) -> Self {
        let about = u32::from(token.kind() as u8) << 8 | u32::from(token.case() as u8);
        let length = token.span().len().min(LONG);
        Self {
            piece: digest(text.as_bytes(), token.span()),
            about: about | length << 16,
        }
    }

    fn is_long(self) -> bool {
        self.about >> 16 == LONG
    }

    /// Spreads over the upper bits.
    #[inline]
    fn hash(self) -> u32 {
        hasher::key(self.about, self.piece)
    }
}

/// Stands for all lengths from here on.
const LONG: u32 = 9;

/// All bytes of a short piece, the first one lowest; of a longer one a hash.
#[inline]
fn digest(text: &[u8], span: Span) -> u64 {
    let rest = text.get(span.start as usize..).unwrap_or_default();
    let length = span.len();
    if length >= LONG {
        return hash(rest.get(..length as usize).unwrap_or_default());
    }
    // In one go, with bytes behind the piece that are cut off: lengths vary too much for branches.
    match rest.first_chunk() {
        Some(eight) => {
            let beyond = u64::BITS - u8::BITS * length;
            let cut = u64::MAX.checked_shr(beyond).unwrap_or_default();
            u64::from_le_bytes(*eight) & cut
        }
        None => {
            let piece = rest.iter().take(length as usize).rev();
            piece.fold(0, |all, byte| all << u8::BITS | u64::from(*byte))
        }
    }
}

fn hash(piece: &[u8]) -> u64 {
    let (chunks, _) = piece.as_chunks();
    let chunks = chunks.iter().chain(piece.last_chunk());
    let hash = chunks.fold(0, |all, chunk| join(all, u64::from_le_bytes(*chunk)));
    join(hash, piece.len() as u64)
}

/// The place of a word in the table. Four lie in one line of a processor's cache.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    piece: u64,
    about: u32,
    /// The number of the word, from 1; 0 is free.
    id: u32,
}

impl Slot {
    fn key(self) -> Key {
        Key {
            piece: self.piece,
            about: self.about,
        }
    }
}

/// The number of something in the text that it was last met in.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    text: u32,
    number: u32,
}

impl Met {
    /// The number in the text at hand, where `next` is the next one, and whether it is new there.
    #[inline]
    fn in_text(&mut self, text: u32, next: &mut u32) -> (u32, bool) {
        let is_new = self.text != text;
        if is_new {
            *self = Self {
                text,
                number: *next,
            };
            *next += 1;
        }
        (self.number, is_new)
    }
}

/// What is kept of a word, all in one place: most words of a text are not at hand in a processor.
#[derive(Clone, Copy, Debug)]
struct Kept {
    met: Met,
    /// The number of the first word that differs from it at most in case, and where, in the place of
    /// that one, any of these was last met.
    lower: u32,
    met_lower: Met,
    /// Where its piece is, if it is long.
    span: Span,
    form: Form,
}

/// The words of a text, numbered in the order in which they are met.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// For each token, the number of its word, from 0.
    pub of_token: Vec<u32>,
    /// For each of these numbers, the word's in the [`Vocabulary`].
    pub ids: Vec<u32>,
}

/// A word in the text at hand.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'v> {
    /// Its number in the vocabulary.
    pub id: u32,
    /// What it shows.
    pub form: &'v Form,
    /// The number in the text of all words that differ from it only in case.
    pub word: u32,
}

/// The words that were met, by number.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<Kept>,
    pieces: String,
    /// For each lower form, the number of the first word that has it.
    lowers: ValueMap<u32>,
    /// A power of two of slots, at most half of them taken: a word is in that of its hash or in one
    /// behind it.
    slots: Vec<Slot>,
    /// The number of the text at hand, how many words were met in it, and how many lower forms.
    text: u32,
    n_met: u32,
    n_lower: u32,
    /// How often all words were forgotten.
    generation: u32,
}

impl Vocabulary {
    /// Begins a text.
    pub fn begin(&mut self) {
        if self.words.len() > MOST || self.text == u32::MAX {
            self.forget();
        }
        self.text += 1;
        self.n_met = 0;
        self.n_lower = 0;
    }

    /// Forgets all words; their room stays, since the memory of WebAssembly never shrinks.
    fn forget(&mut self) {
        self.words.clear();
        self.pieces.clear();
        self.lowers.clear();
        self.slots.fill(Slot::default());
        self.text = 0;
        self.generation = self.generation.wrapping_add(1);
    }

    /// Changes when the numbers of words come to mean others.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// How many words are kept.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// What the word of this number shows.
    #[must_use]
    pub fn form(&self, id: u32) -> Option<&Form> {
        self.words.get(id as usize).map(|word| &word.form)
    }

    /// How many words were met in the text at hand, case apart.
    pub(super) fn n_lower(&self) -> usize {
        self.n_lower as usize
    }

    /// The number in the text at hand of the word of one of its tokens, from 0. `add` gets one that
    /// is new there.
    #[inline]
    pub fn number(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        token: &Token,
        add: impl FnOnce(Entry<'_>),
    ) -> u32 {
        let id = self.find(lexicon, text, token);
        let Some(kept) = self.words.get_mut(id as usize) else {
            return 0;
        };
        let (number, is_new) = kept.met.in_text(self.text, &mut self.n_met);
        if is_new {
            let lower = kept.lower as usize;
            let met = self.words.get_mut(lower).map(|first| &mut first.met_lower);
            let word = met.map(|met| met.in_text(self.text, &mut self.n_lower).0);
            if let Some((word, form)) = word.zip(self.form(id)) {
                add(Entry { id, form, word });
            }
        }
        number
    }

    /// The number of a word in the vocabulary, to which it is added where it is new.
    #[inline]
    fn find(&mut self, lexicon: &Lexicon, text: &str, token: &Token) -> u32 {
        let key = Key::of(text, token);
        let mut at = self.first_slot(key);
        while let Some(slot) = self.slots.get(at).filter(|slot| slot.id != 0) {
            let id = slot.id - 1;
            if slot.key() == key && (!key.is_long() || self.piece(id) == token.span().of(text)) {
                return id;
            }
            at = (at + 1) & self.slots.len().wrapping_sub(1);
        }
        self.add(lexicon, token.span().of(text), token, key)
    }

    fn piece(&self, id: u32) -> &str {
        let word = self.words.get(id as usize);
        word.map_or("", |word| word.span.of(&self.pieces))
    }

    #[cold]
    fn add(&mut self, lexicon: &Lexicon, piece: &str, token: &Token, key: Key) -> u32 {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let form = forms::form(lexicon, piece, token);
        let id = to_u32(self.words.len());
        let lower = *self.lowers.entry(form.lower).or_insert(id);
        let start = to_u32(self.pieces.len());
        if key.is_long() {
            self.pieces.push_str(piece);
        }
        self.words.push(Kept {
            met: Met::default(),
            lower,
            met_lower: Met::default(),
            span: Span::new(start, to_u32(self.pieces.len())),
            form,
        });
        self.place(Slot {
            piece: key.piece,
            about: key.about,
            id: id + 1,
        });
        id
    }

    /// Puts a word into the first free slot.
    fn place(&mut self, word: Slot) {
        let mut at = self.first_slot(word.key());
        while self.slots.get(at).is_some_and(|slot| slot.id != 0) {
            at = (at + 1) & self.slots.len().wrapping_sub(1);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = word;
        }
    }

    #[inline]
    fn first_slot(&self, key: Key) -> usize {
        key.hash() as usize & self.slots.len().wrapping_sub(1)
    }

    /// Doubles the slots.
    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(1 << 10);
        let slots = std::mem::replace(&mut self.slots, vec![Slot::default(); n_slots]);
        for slot in slots.into_iter().filter(|slot| slot.id != 0) {
            self.place(slot);
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
                    vocabulary.number(&lexicon, text, t, |entry| {
                        ids.push(entry.id);
                        forms.push(*entry.form);
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

    #[test]
    fn words_are_told_apart_by_all_their_bytes() {
        let lexicon = Lexicon::embedded().unwrap();
        let mut vocabulary = Vocabulary::default();
        vocabulary.begin();
        // Same ends, same letters, lengths around those of the chunks that are read.
        let text = "a aa aaa aaaa aaaaa ab ba aba baa abba abbba aaaaaaaa aaaaaaab aaaaaaaaa \
                    aaaabaaaa aaaaaaaaaaaaaaaaa aaaaaaaabaaaaaaaa Aa aA AA";
        let tokens = tokenize(text);
        let mut words = Vec::new();
        let numbers: Vec<u32> = tokens
            .iter()
            .map(|t| {
                vocabulary.number(&lexicon, text, t, |entry| words.push(entry.word))
            })
            .collect();
        let all: Vec<u32> = (0..to_u32(tokens.len())).collect();
        assert_eq!(numbers, all);
        // The last three differ from the second in case alone.
        assert_eq!(words[..17], all[..17]);
        assert_eq!(words[17..], [1, 1, 1]);
        assert_eq!(vocabulary.n_lower(), 17);
    }
}
