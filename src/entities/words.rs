//! For each word, the scores that it gives a token from each place around it.
//!
//! Two thirds of what the tagger looks at depends on one word and its distance alone, so it is
//! summed up once for each word and kept as long as the [`Vocabulary`] keeps the word. Words go by
//! their number in it, from 1; 0 is no word.

use super::features;
use super::forms::Form;
use super::sieve::{Interest, Sieve};
use super::vocabulary::Vocabulary;
use crate::model::chain::WIDTH;
use crate::model::hasher::key;
use crate::model::narrow::Narrow;
use crate::model::rows::{Lists, Rows};

/// How many rows are kept; they are forgotten when there is no room for those of another sentence.
const MOST: usize = 1 << 15;
/// How many words are looked at around a token.
const AROUND: usize = features::AROUND.end as usize;

/// The sums that are worked out. They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct WordScores {
    /// For each word.
    words: Vec<Known>,
    /// First a row of zeros.
    rows: Vec<Narrow>,
    generation: u32,
}

/// What is worked out of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    interest: Option<Interest>,
    /// The number of its row at each place; 0 where it is not worked out yet.
    rows: [u16; AROUND],
}

impl WordScores {
    /// Begins a sentence of `n_tokens` of a text whose words are in `vocabulary`.
    pub fn begin(&mut self, vocabulary: &Vocabulary, n_tokens: usize) {
        if self.generation != vocabulary.generation() {
            self.words.clear();
            self.rows.truncate(1);
            self.generation = vocabulary.generation();
        }
        self.words.resize(vocabulary.len() + 1, Known::default());
        if self.rows.len() + AROUND * (n_tokens + AROUND) > MOST {
            for known in &mut self.words {
                known.rows = Default::default();
            }
            self.rows.truncate(1);
        }
        // Room for all of them at once: a list that doubles leaves as much behind again, and the
        // memory of WebAssembly never shrinks.
        self.rows
            .reserve_exact(MOST.saturating_sub(self.rows.len()));
        if self.rows.is_empty() {
            self.rows.push(Narrow::NOTHING);
        }
    }

    /// What a word, or no word, adds to the interest of the tokens around it. `form` gives its form.
    #[inline]
    pub fn interest<'f>(
        &mut self,
        sieve: &Sieve,
        word: u32,
        form: impl FnOnce() -> Option<&'f Form>,
    ) -> Interest {
        let Some(known) = self.words.get_mut(word as usize) else {
            return Interest::default();
        };
        *known
            .interest
            .get_or_insert_with(|| sieve.interest(form()))
    }

    /// The numbers of the rows that the words `around` a token give it, from two before it to two after
    /// it; where a sum is no narrow row, its features are collected in `work` instead. `form` gives the
    /// form of that at an offset.
    #[inline]
    pub fn numbers<'f>(
        &mut self,
        table: &Rows,
        around: &[u32; AROUND],
        form: impl Fn(u32) -> Option<&'f Form>,
        work: &mut Scratch,
    ) -> [u16; AROUND] {
        let mut numbers = [0; AROUND];
        for ((number, word), offset) in numbers.iter_mut().zip(around).zip(features::AROUND) {
            let known = self.words.get(*word as usize);
            let row = known.and_then(|known| known.rows.get(offset as usize));
            *number = match row.copied().unwrap_or_default() {
                0 => self.work_out(table, offset, *word, form(offset), work),
                row => row,
            };
        }
        numbers
    }

    /// The row of this number.
    #[inline]
    #[must_use]
    pub fn row(&self, number: u16) -> Option<&Narrow> {
        self.rows.get(usize::from(number))
    }

    /// Sums up the features of a word at a place and keeps the sum, if it is a narrow row; if not, the
    /// features stay collected and the number is 0.
    #[cold]
    fn work_out(
        &mut self,
        table: &Rows,
        offset: u32,
        word: u32,
        form: Option<&Form>,
        work: &mut Scratch,
    ) -> u16 {
        let first = work.keys.len();
        features::of_word(offset, form, &mut |template, value| {
            work.keys.push(key(template, value));
        });
        let mut sum = [0; WIDTH];
        table.add(work.keys.get(first..).unwrap_or_default(), &mut work.lists, &mut sum);
        let row = u16::try_from(self.rows.len()).ok().zip(Narrow::of(&sum));
        let Some((number, row)) = row else {
            return 0;
        };
        work.keys.truncate(first);
        self.rows.push(row);
        let known = self.words.get_mut(word as usize);
        if let Some(place) = known.and_then(|known| known.rows.get_mut(offset as usize)) {
            *place = number;
        }
        number
    }
}

/// Working memory for the sums of rows.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// The features of a token.
    pub keys: Vec<u32>,
    /// The numbers of its groups in [`ContextScores`](super::contexts::ContextScores).
    pub groups: Vec<u16>,
    /// What [`Rows::add`] works with.
    pub lists: Lists,
}
