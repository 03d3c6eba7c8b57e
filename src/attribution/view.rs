//! One text as the attribution pass sees it: word classes, quoted regions and mentions by token.

use std::cell::Cell;

use super::cover::{Bits, Cover};
use super::words::{Words, class as c};
use crate::aliases::Entity;
use crate::entities::Mention;
use crate::entities::forms::Form;
use crate::entities::vocabulary::Vocabulary;
use crate::kind::EntityKind;
use crate::lexicon::Lexicon;
use crate::marks::MarkPair;
use crate::model::hasher::{ValueMap, join};
use crate::pace::Pace;
use crate::sentences::Layout;
use crate::text::to_u32;
use crate::tokens::{Case, Token, TokenKind, TokenRange};

/// Words in lower case, as [`View::lower`] gives them: the hashes are made when the program is built.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &[$(crate::model::hasher::constant($word)),+] }
    };
}
pub(super) use words;

/// What the earlier passes found.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its paragraphs and sentences.
    pub layout: &'a Layout,
    /// Its quotation marks.
    pub marks: &'a [MarkPair],
    /// Its names and numbers.
    pub mentions: &'a [Mention],
    /// Its chains.
    pub entities: &'a [Entity],
    /// The word lists.
    pub lexicon: &'a Lexicon,
}

/// What a word shows by itself.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its [classes](super::words::class).
    pub classes: u64,
    /// The word in lower case, its digits made `0`.
    pub lower: u64,
    /// Its cluster, and the coarser one of 256; 0 is none.
    pub clusters: [u16; 2],
    /// Whether it looks like a finite verb.
    is_finite: bool,
}

/// With each so many tokens, words are looked up anew: the vocabulary of a long text would take
/// more room than its words.
const AT_ONCE: usize = 1 << 14;

/// So many words have numbers of 16 bits even if all tokens of the next chunk are new ones.
const MOST: usize = (1 << 16) - AT_ONCE;

/// The numbers of words while they are looked up.
#[derive(Debug, Default)]
struct Numbers {
    /// By their numbers among those of the chunk.
    of_chunk: Vec<u16>,
    /// By themselves, in a text of several chunks.
    of_word: ValueMap<u16>,
}

/// The input with what is known of each token.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The input.
    pub input: Input<'a>,
    /// The outermost pairs.
    pub regions: Vec<MarkPair>,
    /// Which of them holds a token, its marks included.
    region_of: Cover,
    mention_of: Cover,
    known: Vec<Known>,
    /// From where in `known` the words of each chunk of tokens are numbered.
    chunks: Vec<u32>,
    /// The number of each token's word.
    known_of: Vec<u16>,
    /// The tokens that look like finite verbs.
    finite: Bits,
    /// What [`coarse`](Self::coarse) gave for the tokens asked for last, which is asked again for
    /// the next part of a quotation.
    recent: [Cell<(u32, u64)>; RECENT],
}

/// More than the tokens around a cue.
const RECENT: usize = 256;

impl<'a> View<'a> {
    /// Looks every token up.
    pub async fn new(
        input: Input<'a>,
        words: &Words,
        vocabulary: &mut Vocabulary,
        pace: &Pace,
    ) -> Self {
        let n = input.tokens.len();
        let regions: Vec<MarkPair> = input
            .marks
            .iter()
            .filter(|m| m.depth == 0)
            .copied()
            .collect();
        let mut view = Self {
            input,
            region_of: Cover::of(n, regions.iter().map(whole)),
            mention_of: Cover::of(n, input.mentions.iter().map(|m| m.tokens)),
            regions,
            known: Vec::new(),
            chunks: Vec::with_capacity(n / AT_ONCE + 1),
            known_of: Vec::with_capacity(n),
            finite: Bits::default(),
            recent: [const { Cell::new((u32::MAX, 0)) }; RECENT],
        };
        let mut numbers = Numbers::default();
        for tokens in input.tokens.chunks(AT_ONCE) {
            view.look_up(words, vocabulary, &mut numbers, tokens);
            pace.rest().await;
        }
        view.known.shrink_to_fit();
        view.finite = Bits::of(n, |i| view.known(i).is_some_and(|known| known.is_finite));
        view
    }

    /// Looks the words of the next tokens up.
    fn look_up(
        &mut self,
        words: &Words,
        vocabulary: &mut Vocabulary,
        numbers: &mut Numbers,
        tokens: &[Token],
    ) {
        vocabulary.begin();
        numbers.of_chunk.clear();
        let start = self.chunks.last().copied().unwrap_or_default();
        let is_full = self.known.len() - start as usize > MOST;
        let start = if is_full {
            numbers.of_word.clear();
            to_u32(self.known.len())
        } else {
            start
        };
        self.chunks.push(start);
        let Input { text, lexicon, .. } = self.input;
        let is_long = self.input.tokens.len() > AT_ONCE;
        for token in tokens {
            let word = token.span().of(text);
            let number = vocabulary.number(lexicon, word, token, |entry| {
                let next = u16::try_from(self.known.len() - start as usize).unwrap_or_default();
                let number = if is_long {
                    let shape = (token.kind() as u64) << 8 | token.case() as u64;
                    let word = join(entry.form.exact, shape);
                    *numbers.of_word.entry(word).or_insert(next)
                } else {
                    next
                };
                if number == next {
                    self.known.push(known(words, word, entry.form));
                }
                numbers.of_chunk.push(number);
            });
            let number = numbers.of_chunk.get(number as usize);
            self.known_of.push(number.copied().unwrap_or_default());
        }
    }

    /// How many tokens of a range look like finite verbs.
    #[must_use]
    pub fn finite_in(&self, range: TokenRange) -> u32 {
        self.finite
            .before(range.end)
            .saturating_sub(self.finite.before(range.start))
    }

    /// What the token at `i` is, in one value: a kind of mention, a closed class, a mark or a
    /// cluster; 0 outside the text.
    #[must_use]
    pub fn coarse(&self, i: u32) -> u64 {
        let Some(recent) = self.recent.get(i as usize % RECENT) else {
            return 0;
        };
        let (token, coarse) = recent.get();
        if token == i {
            return coarse;
        }
        let coarse = self.look_coarse(i);
        recent.set((i, coarse));
        coarse
    }

    fn look_coarse(&self, i: u32) -> u64 {
        let (Some(token), Some(known)) = (self.token(i), self.known(i)) else {
            return 0;
        };
        if let Some(mention) = self.mention(i) {
            return 0x100 + mention.kind as u64;
        }
        match token.kind() {
            TokenKind::Word if known.classes & !c::ADVERB != 0 => known.classes | 1 << 40,
            TokenKind::Word => {
                let [_, cluster] = known.clusters.map(u64::from);
                let is_adverb = known.classes & c::ADVERB != 0;
                let capital = u64::from(self.is_capital(i));
                0x1000 + cluster * 4 + capital * 2 + u64::from(is_adverb)
            }
            TokenKind::Quote => match (self.opens(i), self.closes(i)) {
                (Some(_), _) => 0x200,
                (None, Some(_)) => 0x201,
                (None, None) => 0x202,
            },
            TokenKind::Stop | TokenKind::Punctuation | TokenKind::Symbol => {
                known.lower ^ u64::from(self.is_break(i))
            }
            TokenKind::Possessive | TokenKind::Number | TokenKind::Address => {
                0x300 + token.kind() as u64
            }
        }
    }

    /// The token at `i` in lower case; 0 outside the text.
    #[must_use]
    pub fn lower(&self, i: u32) -> u64 {
        self.known(i).map_or(0, |known| known.lower)
    }

    /// What the word at `i` shows by itself.
    #[must_use]
    pub fn known(&self, i: u32) -> Option<&Known> {
        let number = usize::from(*self.known_of.get(i as usize)?);
        self.known
            .get(*self.chunks.get(i as usize / AT_ONCE)? as usize + number)
    }

    /// Two tokens from `i` in one value.
    #[must_use]
    pub fn coarse_pair(&self, i: u32) -> u64 {
        join(self.coarse(i), self.coarse(i.wrapping_add(1)))
    }

    /// The token at `i`.
    #[must_use]
    pub fn token(&self, i: u32) -> Option<&'a Token> {
        self.input.tokens.get(i as usize)
    }

    /// The text of the token at `i`.
    #[must_use]
    pub fn word(&self, i: u32) -> &'a str {
        self.token(i).map_or("", |t| t.span().of(self.input.text))
    }

    /// Whether the token at `i` is one of these [`words!`], case apart.
    #[must_use]
    pub fn is_word(&self, i: u32, list: &[u64]) -> bool {
        list.contains(&self.lower(i))
    }

    /// Whether the token at `i` has one of the classes.
    #[must_use]
    pub fn has(&self, i: u32, classes: u64) -> bool {
        self.class(i) & classes != 0
    }

    /// The classes of the token at `i`.
    #[must_use]
    pub fn class(&self, i: u32) -> u64 {
        self.known(i).map_or(0, |known| known.classes)
    }

    /// What the token at `i` is made of.
    #[must_use]
    pub fn kind(&self, i: u32) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind())
    }

    /// Whether the token at `i` is this text.
    #[must_use]
    pub fn is(&self, i: u32, text: &str) -> bool {
        self.word(i) == text
    }

    /// Whether the token at `i` parts clauses: a comma, a colon, a dash with spaces, a bracket, a stop.
    #[must_use]
    pub fn is_break(&self, i: u32) -> bool {
        match self.kind(i) {
            Some(TokenKind::Punctuation) => !self.joins(i),
            Some(TokenKind::Stop) => !self.has(i.wrapping_sub(1), c::TITLE),
            Some(
                TokenKind::Word
                | TokenKind::Possessive
                | TokenKind::Number
                | TokenKind::Address
                | TokenKind::Quote
                | TokenKind::Symbol,
            ) => false,
            None => true,
        }
    }

    /// Whether the token at `i` is a hyphen, a slash or the like without a space on one of its sides.
    #[must_use]
    pub fn joins(&self, i: u32) -> bool {
        use crate::tokens::Gap;
        self.is_word(i, words!["-", "‐", "‑", "–", "/", "—", "―"])
            && self.token(i).is_some_and(|t| t.gap() == Gap::None)
            && self.token(i + 1).is_some_and(|t| t.gap() == Gap::None)
            || self.is(i, ":")
                && self.kind(i + 1) == Some(TokenKind::Number)
                && self.token(i).is_some_and(|t| t.gap() == Gap::None)
    }

    /// Whether the mark at `i` makes a plural own what follows: `the bishops’ conference`.
    #[must_use]
    pub fn owns(&self, i: u32) -> bool {
        use crate::tokens::Gap;
        self.is_word(i, words!["'", "’"])
            && self.region(i).is_none()
            && self.token(i).is_some_and(|t| t.gap() == Gap::None)
            && self.word(i.wrapping_sub(1)).ends_with('s')
            && self.token(i + 1).is_some_and(|t| t.gap() == Gap::Space && t.kind() == TokenKind::Word)
    }

    /// Whether the token at `i` begins with a capital.
    #[must_use]
    pub fn is_capital(&self, i: u32) -> bool {
        self.token(i)
            .is_some_and(|t| matches!(t.case(), Case::Title | Case::Upper | Case::Mixed))
    }

    /// The quoted region around the token at `i`.
    #[must_use]
    pub fn region(&self, i: u32) -> Option<&MarkPair> {
        self.regions.get(self.region_number(i)?)
    }

    /// The number in `regions` of the quoted region around the token at `i`.
    #[must_use]
    pub fn region_number(&self, i: u32) -> Option<usize> {
        self.region_of.get(i)
    }

    /// The region that opens at the token `i`.
    #[must_use]
    pub fn opens(&self, i: u32) -> Option<&MarkPair> {
        self.region(i).filter(|r| r.open == i)
    }

    /// The region that closes at the token `i`.
    #[must_use]
    pub fn closes(&self, i: u32) -> Option<&MarkPair> {
        self.region(i).filter(|r| r.close == Some(i))
    }

    /// The mention around the token at `i`.
    #[must_use]
    pub fn mention(&self, i: u32) -> Option<&'a Mention> {
        self.input.mentions.get(self.mention_number(i)?)
    }

    /// The number of the mention around the token at `i`.
    #[must_use]
    pub fn mention_number(&self, i: u32) -> Option<usize> {
        self.mention_of.get(i)
    }

    /// Whether the token at `i` lies in a date, a time or a number.
    #[must_use]
    pub fn is_when(&self, i: u32) -> bool {
        self.mention(i)
            .is_some_and(|m| matches!(m.kind, EntityKind::Date | EntityKind::Time))
    }

    /// Whether words are a date or a time and nothing else but an article.
    #[must_use]
    pub fn is_date(&self, words: TokenRange) -> bool {
        let first = words.start + u32::from(self.has(words.start, c::DET));
        let last = words.end.checked_sub(1).filter(|last| self.is_when(*last));
        last.is_some_and(|last| self.mention(last).is_some_and(|m| m.tokens.start <= first))
    }

    /// The kind of the mention around the token at `i`.
    #[must_use]
    pub fn mention_kind(&self, i: u32) -> Option<EntityKind> {
        self.mention(i).map(|m| m.kind)
    }
}

fn known(words: &Words, word: &str, form: &Form) -> Known {
    let classes = words.of_token(word, form.kind);
    let has = |some: u64| classes & some != 0;
    let looks_past = form.kind == TokenKind::Word && !form.is_capital() && word.ends_with("ed");
    let [cluster, coarser, _, _] = form.clusters;
    Known {
        classes,
        lower: form.lower,
        clusters: [cluster, coarser],
        is_finite: has(c::AUX | c::VERB) || has(c::CUE) && has(c::PAST | c::THIRD) || looks_past,
    }
}

/// A region with its marks.
#[must_use]
pub fn whole(region: &MarkPair) -> TokenRange {
    TokenRange::new(
        region.open,
        region.close.map_or(region.inside.end, |x| x + 1),
    )
}
