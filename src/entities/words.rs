//! For each word, the scores that it gives a token from each place around it.
//!
//! Two thirds of what the tagger looks at depends on one word and its distance alone, so it is
//! summed up once for each word and kept as long as the [`Vocabulary`] keeps the word.

use super::features;
use super::forms::Form;
use super::vocabulary::Vocabulary;
use crate::model::hasher::key;
use crate::model::rows::{LANES, Lists, Rows, add_scores};
use crate::text::to_u32;

/// How many rows are kept; they are forgotten when there is no room for another.
const MOST: usize = 1 << 15;

/// The sums that are worked out. They belong to one model.
#[derive(Clone, Debug, Default)]
pub struct WordScores {
    /// For no word and for each of the vocabulary, the number of its row at each place, from 1; 0
    /// where it is not worked out yet.
    places: Vec<[u32; features::AROUND.end as usize]>,
    rows: Vec<[i16; LANES]>,
    generation: u32,
}

impl WordScores {
    /// Begins a sentence of a text whose words are in `vocabulary`.
    pub fn begin(&mut self, table: &Rows, vocabulary: &Vocabulary) {
        if self.generation != vocabulary.generation() {
            self.places.clear();
            self.rows.clear();
            self.generation = vocabulary.generation();
        }
        self.places.resize(vocabulary.len() + 1, Default::default());
        // Room for all of them at once: a list that doubles leaves as much behind again, and the
        // memory of WebAssembly never shrinks.
        let most = MOST * table.steps();
        self.rows
            .reserve_exact(most.saturating_sub(self.rows.len()));
    }

    /// Adds what the word `id` of the vocabulary, or no word, gives the token at `offset` from it.
    #[inline]
    pub fn add(
        &mut self,
        table: &Rows,
        offset: u32,
        word: Option<(u32, &Form)>,
        scores: &mut [[i16; LANES]],
        work: &mut Scratch,
    ) {
        let number = word.map_or(0, |(id, _)| id as usize + 1);
        let place = self.places.get(number).and_then(|p| p.get(offset as usize));
        let row = match place.copied().unwrap_or_default() {
            0 => self.work_out(table, offset, number, word.map(|w| w.1), work),
            row => row as usize,
        };
        let steps = table.steps();
        add_scores(
            scores,
            self.rows.get((row - 1) * steps..).unwrap_or_default(),
        );
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
        if self.rows.len() >= MOST * table.steps() {
            self.places.fill(Default::default());
            self.rows.clear();
        }
        work.keys.clear();
        features::of_word(offset, form, &mut |template, value| {
            work.keys.push(key(template, value));
        });
        let first = self.rows.len();
        self.rows.resize(first + table.steps(), [0; LANES]);
        let own = self.rows.get_mut(first..).unwrap_or_default();
        table.add(&work.keys, &mut work.lists, own);
        let row = self.rows.len() / table.steps().max(1);
        let places = self.places.get_mut(number);
        if let Some(place) = places.and_then(|p| p.get_mut(offset as usize)) {
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
