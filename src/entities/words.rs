//! For each word, the scores that it gives a token from each place around it.
//!
//! Two thirds of what the tagger looks at depends on one word and its distance alone, so it is
//! summed up once for each word and kept as long as the [`Vocabulary`] keeps the word.

use super::features;
use super::forms::Form;
use super::sieve::{Interest, Sieve};
use super::vocabulary::Vocabulary;
use crate::model::chain::{Row, WIDTH};
use crate::model::hasher::key;
use crate::model::rows::{Lists, Rows, add_scores};
use crate::text::to_u32;

/// How many rows are kept; they are forgotten when there is no room for another.
const MOST: usize = 1 << 15;

/// The sums that are worked out. They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct WordScores {
    /// For no word and for each of the vocabulary.
    words: Vec<Known>,
    rows: Vec<Row>,
    generation: u32,
}

/// What is worked out of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    interest: Option<Interest>,
    /// The number of its row at each place, from 1; 0 where it is not worked out yet.
    rows: [u32; features::AROUND.end as usize],
}

impl WordScores {
    /// Begins a sentence of a text whose words are in `vocabulary`.
    pub fn begin(&mut self, vocabulary: &Vocabulary) {
        if self.generation != vocabulary.generation() {
            self.words.clear();
            self.rows.clear();
            self.generation = vocabulary.generation();
        }
        self.words.resize(vocabulary.len() + 1, Known::default());
        // Room for all of them at once: a list that doubles leaves as much behind again, and the
        // memory of WebAssembly never shrinks.
        self.rows
            .reserve_exact(MOST.saturating_sub(self.rows.len()));
    }

    /// What the word `id` of the vocabulary, or no word, adds to the interest of the tokens around it.
    #[inline]
    pub fn interest(&mut self, sieve: &Sieve, word: Option<(u32, &Form)>) -> Interest {
        let number = word.map_or(0, |(id, _)| id as usize + 1);
        let Some(known) = self.words.get_mut(number) else {
            return Interest::default();
        };
        let form = word.map(|word| word.1);
        *known.interest.get_or_insert_with(|| sieve.interest(form))
    }

    /// Adds what the word `id` of the vocabulary, or no word, gives the token at `offset` from it.
    #[inline]
    pub fn add(
        &mut self,
        table: &Rows,
        offset: u32,
        word: Option<(u32, &Form)>,
        scores: &mut Row,
        work: &mut Scratch,
    ) {
        let number = word.map_or(0, |(id, _)| id as usize + 1);
        let word_rows = self.words.get(number).map(|known| &known.rows);
        let place = word_rows.and_then(|rows| rows.get(offset as usize));
        let row = match place.copied().unwrap_or_default() {
            0 => self.work_out(table, offset, number, word.map(|w| w.1), work),
            row => row as usize,
        };
        if let Some(row) = self.rows.get(row - 1) {
            add_scores(scores, row);
        }
    }

    #[cold]
    fn work_out(
        &mut self,
        table: &Rows,
        offset: u32,
        number: usize,
        form: Option<&Form>,
        work: &mut Scratch,
    ) -> usize {
        if self.rows.len() >= MOST {
            for known in &mut self.words {
                known.rows = Default::default();
            }
            self.rows.clear();
        }
        work.keys.clear();
        features::of_word(offset, form, &mut |template, value| {
            work.keys.push(key(template, value));
        });
        let mut own = [0; WIDTH];
        table.add(&work.keys, &mut work.lists, &mut own);
        self.rows.push(own);
        let row = self.rows.len();
        let places = self.words.get_mut(number).map(|known| &mut known.rows);
        if let Some(place) = places.and_then(|rows| rows.get_mut(offset as usize)) {
            *place = to_u32(row);
        }
        row
    }
}

/// Working memory for the sums of rows.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// The features of a token.
    pub keys: Vec<u32>,
    /// What [`Rows::add`] works with.
    pub lists: Lists,
}
