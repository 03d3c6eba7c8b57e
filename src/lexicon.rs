//! Read-only word lists: one probe a word, one look-up a name of several words.
//!
//! The lists are compiled by `cargo xtask lexicon` into one packed file. A word is looked up under
//! its folded form (lower case, no accents) and, where it has a capital after its first letter,
//! under its exact form too, so that `US` is not `us`. Keys are hashes, so about one unknown word
//! in 250 is taken for a known one: a list is a hint for a model, not a proof.

pub mod flags;
pub mod fold;
pub mod format;

use crate::model::ModelError;
use crate::text::to_u32;
use crate::tokens::{Token, TokenRange};
pub use flags::Flags;
use format::{PHRASE_SLACK, Section, Sections, WORD_SLACK, scale};

/// The compiled lists.
pub const DATA: &[u8] = include_bytes!("data/lexicon.bin");

/// Names of several words have at most this many tokens.
pub const MAX_PHRASE: usize = 8;

/// A country or territory, by its position in the lists; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(pub u8);

/// How a word is mostly written inside sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Habit {
    /// It was not counted often enough.
    #[default]
    Unknown,
    /// Mostly in lower case.
    Lower,
    /// Both ways.
    Both,
    /// Mostly with a capital.
    Capital,
}

/// What the lists know about one word. A word that is in no list has the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The lists it stands in.
    pub flags: Flags,
    /// Its cluster of words of like use, from 1; 0 is none. See [`Lexicon::coarser`].
    pub cluster: u16,
    /// The country that it names or whose people it names.
    pub country: Country,
    /// Steps of female use of a first name or role, from 1 (male) to 7 (female); 0 is unknown.
    pub gender: u8,
    /// How it is mostly written.
    pub habit: Habit,
}

impl Word {
    /// Whether the word stands in one of the lists `flags`.
    #[must_use]
    pub fn is(self, flags: Flags) -> bool {
        self.flags.intersects(flags)
    }

    /// The probability that a person of this first name or role is female, where it is known.
    #[must_use]
    pub fn female(self) -> Option<f32> {
        (self.gender > 0).then(|| (f32::from(self.gender) - 1.0) / 6.0)
    }
}

/// A name of several words that the lists know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What the lists say of it.
    pub word: Word,
}

/// A row of the word table.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    hash: u32,
    class: u16,
    cluster: u16,
}

/// The opened lists.
#[derive(Clone, Debug)]
pub struct Lexicon {
    rows: Vec<Row>,
    /// For each value of the top bits of a hash, the first row at or after it.
    starts: Vec<u32>,
    /// How far a hash is shifted to give its top bits.
    shift: u32,
    phrases: Vec<(u32, u16)>,
    classes: Vec<Word>,
    tree: Vec<[u8; 3]>,
    countries: Vec<[u8; 2]>,
}

impl Lexicon {
    /// Opens the lists that are embedded in the program.
    ///
    /// # Errors
    /// [`ModelError`] where the file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::open(DATA)
    }

    /// Checks and decodes a compiled file.
    ///
    /// # Errors
    /// [`ModelError`] where the file is foreign, of another version, cut short or damaged.
    pub fn open(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = Sections::open(bytes)?;
        let classes: Vec<Word> = file
            .get(Section::Classes)
            .chunks_exact(8)
            .map(read_class)
            .collect();
        let rows = read_rows(file)?;
        let bits = rows.len().max(2).ilog2();
        let range = (rows.len().max(1) as u64) << WORD_SLACK;
        let shift = range.ilog2().saturating_sub(bits);
        let buckets = usize::try_from(range >> shift).map_or(0, |n| n + 2);
        let mut starts = vec![to_u32(rows.len()); buckets];
        for (i, row) in rows.iter().enumerate().rev() {
            if let Some(start) = starts.get_mut((row.hash >> shift) as usize) {
                *start = to_u32(i);
            }
        }
        // Empty buckets point at the next row.
        let mut next = to_u32(rows.len());
        for start in starts.iter_mut().rev() {
            next = next.min(*start);
            *start = next;
        }
        let fits = |class: u16| usize::from(class) < classes.len();
        let phrases = read_phrases(file)?;
        if !(rows.iter().all(|r| fits(r.class)) && phrases.iter().all(|p| fits(p.1))) {
            return Err(ModelError::Truncated);
        }
        Ok(Self {
            rows,
            starts,
            shift,
            phrases,
            classes,
            tree: file
                .get(Section::ClusterTree)
                .chunks_exact(3)
                .map(|c| c.try_into().unwrap_or_default())
                .collect(),
            countries: file
                .get(Section::Countries)
                .chunks_exact(2)
                .map(|c| c.try_into().unwrap_or_default())
                .collect(),
        })
    }

    /// What the lists know about `word`, by its exact form where that is listed, else by its
    /// folded form.
    #[must_use]
    pub fn probe(&self, word: &str) -> Word {
        self.probe_folded(word).0
    }

    /// Like [`probe`](Self::probe), with the hash of the folded form, of which those of phrases are
    /// made.
    #[must_use]
    pub fn probe_folded(&self, word: &str) -> (Word, u64) {
        let hashes = fold::hashes(word);
        let exact = hashes.exact.and_then(|h| self.row(h));
        let word = exact.or_else(|| self.row(hashes.folded));
        (word.unwrap_or_default(), hashes.folded)
    }

    /// Probes every token of `text`, as [`phrases`](Self::phrases) wants it.
    #[must_use]
    pub fn probe_all(&self, text: &str, tokens: &[Token]) -> Vec<(Word, u64)> {
        let pieces = tokens.iter().map(|t| t.span.of(text));
        pieces.map(|piece| self.probe_folded(piece)).collect()
    }

    /// Finds the longest listed names of several words, from left to right, whatever their case.
    /// `words` gives for each of the tokens its probe and its folded form's hash.
    #[must_use]
    pub fn phrases(&self, tokens: &[Token], words: &[(Word, u64)]) -> Vec<Phrase> {
        let mut found = Vec::new();
        let mut at = 0;
        while let (Some([(word, _), ..]), Some(rest)) = (words.get(at..), tokens.get(at..)) {
            let phrase = if word.is(Flags::PHRASE_START) {
                self.phrase_at(rest, words.get(at..).unwrap_or_default())
            } else {
                None
            };
            if let Some((len, class)) = phrase {
                found.push(Phrase {
                    tokens: TokenRange::new(to_u32(at), to_u32(at + len)),
                    word: self.class(class),
                });
                at += len;
            } else {
                at += 1;
            }
        }
        found
    }

    /// The longest phrase at the start of `tokens`: its length and class.
    fn phrase_at(&self, tokens: &[Token], words: &[(Word, u64)]) -> Option<(usize, u16)> {
        let mut hash = 0;
        let mut best = None;
        for (i, (token, (_, folded))) in tokens.iter().zip(words).take(MAX_PHRASE).enumerate() {
            if i > 0 && token.gap == crate::tokens::Gap::Paragraph {
                break;
            }
            hash = fold::extend_phrase(hash, *folded);
            if i == 0 {
                continue;
            }
            let key = scale(hash, self.phrases.len(), PHRASE_SLACK);
            if let Ok(at) = self.phrases.binary_search_by_key(&key, |p| p.0) {
                best = self.phrases.get(at).map(|p| (i + 1, p.1));
            }
        }
        best
    }

    /// The coarser clusters that a cluster is part of: of 256, of 64, of 16, each from 1; 0 is none.
    #[must_use]
    pub fn coarser(&self, cluster: u16) -> [u16; 3] {
        usize::from(cluster)
            .checked_sub(1)
            .and_then(|i| self.tree.get(i))
            .map_or([0; 3], |levels| levels.map(|l| u16::from(l) + 1))
    }

    /// The number of clusters.
    #[must_use]
    pub fn cluster_count(&self) -> usize {
        self.tree.len()
    }

    /// The code of a country in ISO 3166-1.
    #[must_use]
    pub fn country_code(&self, country: Country) -> Option<&str> {
        let index = usize::from(country.0);
        let code = self.countries.get(index).filter(|_| index > 0)?;
        std::str::from_utf8(code).ok()
    }

    fn row(&self, hash: u64) -> Option<Word> {
        let key = scale(hash, self.rows.len(), WORD_SLACK);
        let start = *self.starts.get((key >> self.shift) as usize)? as usize;
        for row in self.rows.get(start..)? {
            if row.hash >= key {
                return (row.hash == key).then(|| Word {
                    cluster: row.cluster,
                    ..self.class(row.class)
                });
            }
        }
        None
    }

    fn class(&self, class: u16) -> Word {
        self.classes
            .get(usize::from(class))
            .copied()
            .unwrap_or_default()
    }
}

fn read_class(bytes: &[u8]) -> Word {
    let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
    Word {
        flags: Flags(format::read_u32(bytes, 0).unwrap_or_default()),
        cluster: 0,
        country: Country(byte(4)),
        gender: byte(5).min(7),
        habit: match byte(6) {
            1 => Habit::Lower,
            2 => Habit::Both,
            3 => Habit::Capital,
            _ => Habit::Unknown,
        },
    }
}

fn read_rows(file: Sections) -> Result<Vec<Row>, ModelError> {
    let low = file.get(Section::KeyLow);
    let columns = [
        file.get(Section::KeyHigh),
        file.get(Section::ClassLow),
        file.get(Section::ClassHigh),
        file.get(Section::ClusterLow),
        file.get(Section::ClusterHigh),
    ];
    if columns.iter().any(|c| c.len() != low.len()) {
        return Err(ModelError::Truncated);
    }
    let [high, class_low, class_high, cluster_low, cluster_high] = columns;
    let mut hash = 0_u32;
    let mut rows = Vec::with_capacity(low.len());
    let keys = low.iter().zip(high);
    let classes = class_low.iter().zip(class_high);
    let clusters = cluster_low.iter().zip(cluster_high);
    for (((kl, kh), (cl, ch)), (ul, uh)) in keys.zip(classes).zip(clusters) {
        hash = hash.wrapping_add(u32::from(u16::from_le_bytes([*kl, *kh])));
        rows.push(Row {
            hash,
            class: u16::from_le_bytes([*cl, *ch]),
            cluster: u16::from_le_bytes([*ul, *uh]),
        });
    }
    Ok(rows)
}

fn read_phrases(file: Sections) -> Result<Vec<(u32, u16)>, ModelError> {
    let bytes = file.get(Section::Phrases);
    let n = bytes.len() / 5;
    if n * 5 != bytes.len() {
        return Err(ModelError::Truncated);
    }
    let plane = |p: usize, i: usize| bytes.get(p * n + i).copied().unwrap_or_default();
    let mut hash = 0_u32;
    Ok((0..n)
        .map(|i| {
            let step = [plane(0, i), plane(1, i), plane(2, i), 0];
            hash = hash.wrapping_add(u32::from_le_bytes(step));
            (hash, u16::from_le_bytes([plane(3, i), plane(4, i)]))
        })
        .collect())
}
