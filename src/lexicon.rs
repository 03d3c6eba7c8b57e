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
use crate::model::buckets::{Buckets, Plane};
use crate::text::to_u32;
use crate::tokens::{Gap, Token, TokenRange};
pub use flags::Flags;
use format::{PHRASE_SLACK, Section, Sections, WORD_SLACK, scale};

/// The compiled lists.
#[cfg(not(feature = "lite"))]
pub const DATA: &[u8] = include_bytes!("data/lexicon.bin");
/// The compiled lists.
#[cfg(feature = "lite")]
pub const DATA: &[u8] = include_bytes!("data/lexicon.lite.bin");

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

/// The opened lists.
#[derive(Clone, Debug)]
pub struct Lexicon {
    words: Buckets,
    word_classes: Column,
    word_clusters: Column,
    phrases: Buckets,
    /// Eight bits for each phrase on average, set where a key of one falls: most look-ups are for what
    /// is none, and so few bits stay at hand in a processor.
    phrase_bits: Vec<u8>,
    phrase_classes: Column,
    classes: Vec<Word>,
    tree: Vec<[u8; 3]>,
    countries: Vec<[u8; 2]>,
}

/// A number for each row, its low and its high byte apart.
#[derive(Clone, Debug)]
struct Column {
    low: Plane,
    high: Plane,
}

impl Column {
    /// The column of the table `rows`, in two planes.
    fn open([low, high]: [Plane; 2], rows: &Buckets) -> Result<Self, ModelError> {
        if low.len() != rows.len() || high.len() != rows.len() {
            return Err(ModelError::Truncated);
        }
        Ok(Self { low, high })
    }

    fn get(&self, row: usize) -> u16 {
        let byte = |plane: &[u8]| plane.get(row).copied().unwrap_or_default();
        u16::from_le_bytes([byte(&self.low), byte(&self.high)])
    }
}

impl Lexicon {
    /// Opens the lists that are embedded in the program.
    ///
    /// # Errors
    /// [`ModelError`] where the file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::decode(DATA, Plane::Borrowed)
    }

    /// Checks and decodes a compiled file.
    ///
    /// # Errors
    /// [`ModelError`] where the file is foreign, of another version, cut short or damaged.
    pub fn open(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::decode(bytes, |plane| plane.to_vec().into())
    }

    /// `keep` makes what is kept of a run of the file's bytes.
    fn decode<'d>(bytes: &'d [u8], keep: impl Fn(&'d [u8]) -> Plane) -> Result<Self, ModelError> {
        let file = Sections::open(bytes)?;
        let plane = |section| keep(file.get(section));
        let classes: Vec<Word> = file
            .get(Section::Classes)
            .chunks_exact(8)
            .map(read_class)
            .collect();
        let words = Buckets::new(
            file.get(Section::WordCounts),
            plane(Section::WordTags),
            Plane::default(),
        );
        let words = words.ok_or(ModelError::Truncated)?;
        let phrases = Buckets::new(
            file.get(Section::PhraseCounts),
            plane(Section::PhraseTagLow),
            plane(Section::PhraseTagHigh),
        );
        let phrases = phrases.ok_or(ModelError::Truncated)?;
        let mut phrase_bits = vec![0; phrases.len()];
        for (bucket, tag) in phrases.keys() {
            let byte = phrase_bits.get_mut(bucket as usize);
            *byte.ok_or(ModelError::Truncated)? |= bit(tag);
        }
        let of_words = |sections: [_; 2]| Column::open(sections.map(plane), &words);
        let of_phrases = |sections: [_; 2]| Column::open(sections.map(plane), &phrases);
        Ok(Self {
            word_classes: of_words([Section::ClassLow, Section::ClassHigh])?,
            word_clusters: of_words([Section::ClusterLow, Section::ClusterHigh])?,
            phrase_classes: of_phrases([Section::PhraseClassLow, Section::PhraseClassHigh])?,
            words,
            phrases,
            phrase_bits,
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

    /// Finds the longest listed names of several words, from left to right, whatever their case.
    /// `word` gives for each of the tokens its probe and its folded form's hash.
    #[must_use]
    pub fn phrases(
        &self,
        tokens: &[Token],
        word: impl Fn(usize) -> Option<(Word, u64)>,
    ) -> Vec<Phrase> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let first = word(at).filter(|(word, _)| word.is(Flags::PHRASE_START));
            let phrase = first.and_then(|(_, first)| self.phrase_at(tokens, at, first, &word));
            let end = phrase.map_or(at + 1, |(end, _)| end);
            found.extend(phrase.map(|(end, class)| Phrase {
                tokens: TokenRange::new(to_u32(at), to_u32(end)),
                word: self.class(class),
            }));
            at = end;
        }
        found
    }

    /// The longest phrase that begins at token `start`, whose folded form has the hash `first`: its
    /// end and its class.
    fn phrase_at(
        &self,
        tokens: &[Token],
        start: usize,
        first: u64,
        word: impl Fn(usize) -> Option<(Word, u64)>,
    ) -> Option<(usize, u16)> {
        let mut hash = fold::extend_phrase(0, first);
        let mut best = None;
        let end = tokens.len().min(start + MAX_PHRASE);
        for at in start + 1..end {
            if tokens.get(at)?.gap() == Gap::Paragraph {
                break;
            }
            hash = fold::extend_phrase(hash, word(at)?.1);
            if let Some(row) = self.phrase(hash) {
                best = Some((at + 1, self.phrase_classes.get(row)));
            }
        }
        best
    }

    /// The row of the phrase with this hash.
    #[inline]
    fn phrase(&self, hash: u64) -> Option<usize> {
        let (bucket, tag) = place(hash, self.phrases.len(), PHRASE_SLACK);
        let byte = self.phrase_bits.get(bucket as usize)?;
        let may_be = byte & bit(tag) != 0;
        may_be.then(|| self.phrases.find(bucket, tag))?
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
        let row = find(&self.words, hash, WORD_SLACK)?;
        Some(Word {
            cluster: self.word_clusters.get(row),
            ..self.class(self.word_classes.get(row))
        })
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

/// Whether a word is said out of politeness before a name and is no part of it: `Ms`, `Dr.`.
#[must_use]
pub fn is_honorific(word: &str) -> bool {
    const ALL: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame"];
    let bare = word.trim_end_matches('.');
    ALL.iter().any(|one| one.eq_ignore_ascii_case(bare))
}

/// The row of a hash in a table whose tags have `slack` bits.
fn find(rows: &Buckets, hash: u64, slack: u32) -> Option<usize> {
    let (bucket, tag) = place(hash, rows.len(), slack);
    rows.find(bucket, tag)
}

/// The bucket and the tag of a hash in a table of `n` rows.
fn place(hash: u64, n: usize, slack: u32) -> (u32, u16) {
    let key = scale(hash, n, slack);
    let tag = key & ((1 << slack) - 1);
    (key >> slack, u16::try_from(tag).unwrap_or_default())
}

/// Which of a bucket's eight bits a tag sets.
fn bit(tag: u16) -> u8 {
    1 << (tag >> 13)
}
