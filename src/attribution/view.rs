//! One text as the attribution pass sees it: word classes, quoted regions and mentions by token.

use std::cell::Cell;

use super::cover::Bits;
use super::values;
use super::words::{Words, class as c};
use crate::aliases::Entity;
use crate::entities::Mention;
use crate::entities::forms::Form;
use crate::entities::vocabulary::{Numbering, Vocabulary};
use crate::kind::EntityKind;
use crate::lexicon::Lexicon;
use crate::marks::MarkPair;
use crate::model::hasher::{ValueMap, join};
use crate::pace::Pace;
use crate::sentences::Layout;
use crate::text::to_u32;
use crate::tokens::{Gap, Token, TokenKind, TokenRange};

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
    facts: u16,
}

/// What is asked of tokens most, each a bit.
mod fact {
    /// It parts clauses.
    pub(super) const BREAK: u16 = 1;
    /// It lies in a quoted region, opens it, closes it.
    pub(super) const QUOTED: u16 = 1 << 1;
    pub(super) const OPENING: u16 = 1 << 2;
    pub(super) const CLOSING: u16 = 1 << 3;
    /// It lies in a mention, in one that is a name, in a date or a time.
    pub(super) const MENTIONED: u16 = 1 << 4;
    pub(super) const NAME: u16 = 1 << 5;
    pub(super) const WHEN: u16 = 1 << 6;
    /// It begins with a capital.
    pub(super) const CAPITAL: u16 = 1 << 7;
    /// It ends so.
    pub(super) const ED: u16 = 1 << 8;
    pub(super) const ING: u16 = 1 << 9;
    /// It looks like a finite verb.
    pub(super) const FINITE: u16 = 1 << 10;
    /// It may be, or begin, a cue.
    pub(super) const CUE: u16 = 1 << 11;
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
    /// Where they begin, and the mentions.
    region_starts: Bits,
    mention_starts: Bits,
    known: Vec<Known>,
    /// From where in `known` the words of each chunk of tokens are numbered.
    chunks: Vec<u32>,
    /// The number of each token's word.
    known_of: Vec<u16>,
    /// The [facts](fact) of each token.
    facts: Vec<u16>,
    /// The tokens that look like finite verbs.
    finite: Bits,
    /// What [`coarse`](Self::coarse) gave for the tokens asked for last, which is asked again for
    /// the next part of a quotation.
    recent: [Cell<(u32, u64)>; RECENT],
}

/// More than the tokens around a cue.
const RECENT: usize = 256;

impl<'a> View<'a> {
    /// Looks every token up, unless `numbering` has their words already.
    pub async fn new(
        input: Input<'a>,
        words: &Words,
        vocabulary: &mut Vocabulary,
        numbering: Option<Numbering>,
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
            region_starts: Bits::of(n, regions.iter().map(|region| region.open)),
            mention_starts: Bits::of(n, input.mentions.iter().map(|m| m.tokens.start)),
            regions,
            known: Vec::new(),
            chunks: Vec::with_capacity(n / AT_ONCE + 1),
            known_of: Vec::with_capacity(n),
            facts: Vec::with_capacity(n),
            finite: Bits::default(),
            recent: [const { Cell::new((u32::MAX, 0)) }; RECENT],
        };
        match numbering.filter(|numbering| numbering.of_token.len() == n && n <= AT_ONCE) {
            Some(numbering) => view.take(words, vocabulary, &numbering),
            None => {
                let mut numbers = Numbers::default();
                for tokens in input.tokens.chunks(AT_ONCE) {
                    view.look_up(words, vocabulary, &mut numbers, tokens);
                    pace.rest().await;
                }
            }
        }
        view.known.shrink_to_fit();
        view.note_ranges();
        let tokens = (0..).zip(&view.facts);
        let finite = tokens.filter(|(_, facts)| *facts & fact::FINITE != 0);
        view.finite = Bits::of(n, finite.map(|(i, _)| i));
        view
    }

    /// Notes which tokens lie in quoted regions and mentions.
    fn note_ranges(&mut self) {
        let mut note = |range: TokenRange, facts: u16| {
            let tokens = self.facts.get_mut(range.start as usize..range.end as usize);
            tokens.unwrap_or_default().iter_mut().for_each(|all| *all |= facts);
        };
        for region in &self.regions {
            note(whole(region), fact::QUOTED);
            note(TokenRange::new(region.open, region.open + 1), fact::OPENING);
            if let Some(close) = region.close {
                note(TokenRange::new(close, close + 1), fact::CLOSING);
            }
        }
        for mention in self.input.mentions {
            let kind = mention.kind;
            let is_when = matches!(kind, EntityKind::Date | EntityKind::Time);
            let when = if is_when { fact::WHEN } else { 0 };
            let name = if kind.is_name() { fact::NAME } else { 0 };
            note(mention.tokens, fact::MENTIONED | when | name);
        }
    }

    /// Takes the words of all tokens from a numbering.
    fn take(&mut self, words: &Words, vocabulary: &Vocabulary, numbering: &Numbering) {
        self.chunks.push(0);
        self.known.reserve(numbering.ids.len());
        let text = self.input.text;
        for (token, number) in self.input.tokens.iter().zip(&numbering.of_token) {
            // A word is new where its number is the next one.
            let id = numbering.ids.get(self.known.len());
            let id = id.filter(|_| *number as usize == self.known.len());
            if let Some(form) = id.and_then(|id| vocabulary.form(*id)) {
                self.known.push(known(words, token.span().of(text), form));
            }
            self.note(token, u16::try_from(*number).unwrap_or_default());
        }
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
        // As many as words come again, or so.
        numbers.of_chunk.reserve(tokens.len() / 2);
        self.known.reserve(tokens.len() / 2);
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
            let number = vocabulary.number(lexicon, text, token, |entry| {
                let next = u16::try_from(self.known.len() - start as usize).unwrap_or_default();
                let number = if is_long {
                    let shape = (token.kind() as u64) << 8 | token.case() as u64;
                    let word = join(entry.form.exact, shape);
                    *numbers.of_word.entry(word).or_insert(next)
                } else {
                    next
                };
                if number == next {
                    let word = token.span().of(text);
                    self.known.push(known(words, word, entry.form));
                }
                numbers.of_chunk.push(number);
            });
            let number = numbers.of_chunk.get(number as usize);
            self.note(token, number.copied().unwrap_or_default());
        }
    }

    /// Notes the number of the next token's word, and its facts.
    #[inline]
    fn note(&mut self, token: &Token, number: u16) {
        self.known_of.push(number);
        let last = to_u32(self.known_of.len() - 1);
        let facts = self.known(last).map_or(0, |known| known.facts);
        let parts = match token.kind() {
            TokenKind::Punctuation => !self.joins(last),
            TokenKind::Stop => !self.has(last.wrapping_sub(1), c::TITLE),
            TokenKind::Word
            | TokenKind::Possessive
            | TokenKind::Number
            | TokenKind::Address
            | TokenKind::Quote
            | TokenKind::Symbol => false,
        };
        self.facts.push(facts | if parts { fact::BREAK } else { 0 });
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
            TokenKind::Quote if self.is_opening(i) => 0x200,
            TokenKind::Quote if self.is_closing(i) => 0x201,
            TokenKind::Quote => 0x202,
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
        values::join(self.coarse(i), self.coarse(i.wrapping_add(1)))
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

    /// Whether the token at `i` [is a break](Self::is_break) outside the quoted regions.
    #[must_use]
    pub fn is_outer_break(&self, i: u32) -> bool {
        let facts = self.facts.get(i as usize);
        facts.is_none_or(|facts| facts & (fact::BREAK | fact::QUOTED) == fact::BREAK)
    }

    fn is_so(&self, i: u32, facts: u16) -> bool {
        self.facts.get(i as usize).is_some_and(|all| all & facts != 0)
    }

    /// Whether the token at `i` parts clauses: a comma, a colon, a dash with spaces, a bracket, a stop.
    #[must_use]
    pub fn is_break(&self, i: u32) -> bool {
        self.facts
            .get(i as usize)
            .is_none_or(|facts| facts & fact::BREAK != 0)
    }

    /// Whether nothing stands between the token at `i` and the one before it.
    #[must_use]
    pub fn touches(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.gap() == Gap::None)
    }

    /// Whether the token at `i` is a hyphen, a slash or the like without a space on one of its sides.
    #[must_use]
    pub fn joins(&self, i: u32) -> bool {
        self.is_word(i, words!["-", "‐", "‑", "–", "/", "—", "―"])
            && self.touches(i)
            && self.touches(i + 1)
            || self.is_word(i, words![":"]) && self.kind(i + 1) == Some(TokenKind::Number) && self.touches(i)
    }

    /// Whether the mark at `i` makes a plural own what follows: `the bishops’ conference`.
    #[must_use]
    pub fn owns(&self, i: u32) -> bool {
        self.is_word(i, words!["'", "’"])
            && !self.is_quoted(i)
            && self.touches(i)
            && self.word(i.wrapping_sub(1)).ends_with('s')
            && self.token(i + 1).is_some_and(|t| t.gap() == Gap::Space && t.kind() == TokenKind::Word)
    }

    /// Whether the token at `i` is `the`, `a` or `an`.
    #[must_use]
    pub fn is_article(&self, i: u32) -> bool {
        self.is_word(i, words!["the", "a", "an"])
    }

    /// Whether the token at `i` begins with a capital.
    #[must_use]
    pub fn is_capital(&self, i: u32) -> bool {
        self.is_so(i, fact::CAPITAL)
    }

    /// Whether the token at `i` ends in `-ed`.
    #[must_use]
    pub fn ends_in_ed(&self, i: u32) -> bool {
        self.is_so(i, fact::ED)
    }

    /// Whether the token at `i` ends in `-ing`.
    #[must_use]
    pub fn ends_in_ing(&self, i: u32) -> bool {
        self.is_so(i, fact::ING)
    }

    /// Whether the token at `i` is a word that may be, or begin, a cue.
    #[must_use]
    pub fn may_be_cue(&self, i: u32) -> bool {
        self.is_so(i, fact::CUE)
    }

    /// Whether the token at `i` lies in a quoted region.
    #[must_use]
    pub fn is_quoted(&self, i: u32) -> bool {
        self.is_so(i, fact::QUOTED)
    }

    /// Whether a quoted region opens at the token `i`.
    #[must_use]
    pub fn is_opening(&self, i: u32) -> bool {
        self.is_so(i, fact::OPENING)
    }

    /// Whether a quoted region closes at the token `i`.
    #[must_use]
    pub fn is_closing(&self, i: u32) -> bool {
        self.is_so(i, fact::CLOSING)
    }

    /// The quoted region around the token at `i`.
    #[must_use]
    pub fn region(&self, i: u32) -> Option<&MarkPair> {
        self.regions.get(self.region_number(i)?)
    }

    /// The number in `regions` of the quoted region around the token at `i`.
    #[must_use]
    pub fn region_number(&self, i: u32) -> Option<usize> {
        let number = || (self.region_starts.before(i + 1) as usize).checked_sub(1);
        self.is_quoted(i).then(number)?
    }

    /// The region that opens at the token `i`.
    #[must_use]
    pub fn opens(&self, i: u32) -> Option<&MarkPair> {
        self.is_opening(i).then(|| self.region(i))?
    }

    /// The region that closes at the token `i`.
    #[must_use]
    pub fn closes(&self, i: u32) -> Option<&MarkPair> {
        self.is_closing(i).then(|| self.region(i))?
    }

    /// Whether the token at `i` lies in a mention.
    #[must_use]
    pub fn is_mentioned(&self, i: u32) -> bool {
        self.is_so(i, fact::MENTIONED)
    }

    /// Whether the token at `i` lies in a name.
    #[must_use]
    pub fn is_name(&self, i: u32) -> bool {
        self.is_so(i, fact::NAME)
    }

    /// The mention around the token at `i`.
    #[must_use]
    pub fn mention(&self, i: u32) -> Option<&'a Mention> {
        self.input.mentions.get(self.mention_number(i)?)
    }

    /// The number of the mention around the token at `i`.
    #[must_use]
    pub fn mention_number(&self, i: u32) -> Option<usize> {
        let number = || (self.mention_starts.before(i + 1) as usize).checked_sub(1);
        self.is_mentioned(i).then(number)?
    }

    /// Whether the token at `i` lies in a date or a time.
    #[must_use]
    pub fn is_when(&self, i: u32) -> bool {
        self.is_so(i, fact::WHEN)
    }

    /// Whether words are a date or a time and nothing else but an article.
    #[must_use]
    pub fn is_date(&self, words: TokenRange) -> bool {
        let first = words.start + u32::from(self.has(words.start, c::DET));
        let last = words.end.checked_sub(1);
        let last = last.filter(|last| self.is_when(*last) && !self.is_aged(*last));
        last.is_some_and(|last| self.mention(last).is_some_and(|m| m.tokens.start <= first))
    }

    /// Whether the token at `i` says how old somebody is, who is meant by it: `the 34-year-old`.
    #[must_use]
    pub fn is_aged(&self, i: u32) -> bool {
        matches!(self.word(i).rsplit('-').next(), Some("old" | "olds"))
    }

    /// The kind of the mention around the token at `i`.
    #[must_use]
    pub fn mention_kind(&self, i: u32) -> Option<EntityKind> {
        self.mention(i).map(|m| m.kind)
    }
}

fn known(words: &Words, word: &str, form: &Form) -> Known {
    let classes = words.of_token(word, form);
    let has = |some: u64| classes & some != 0;
    let capital = form.is_capital();
    let ed = word.ends_with("ed");
    let looks_past = form.kind == TokenKind::Word && !capital && ed;
    let begins = words!["according", "per"].contains(&form.lower);
    let facts = [
        (fact::CAPITAL, capital),
        (fact::ED, ed),
        (fact::ING, word.ends_with("ing") && !has(c::PREP | c::WHEN) && !words!["nothing", "anything", "something", "everything", "wrongdoing"].contains(&form.lower)),
        (fact::FINITE, has(c::AUX | c::VERB) || has(c::CUE) && has(c::PAST | c::THIRD) || looks_past),
        (fact::CUE, has(c::CUE) || begins),
    ];
    let facts = facts.iter().filter(|(_, is_so)| *is_so);
    let [cluster, coarser, _, _] = form.clusters;
    Known {
        classes,
        lower: form.lower,
        clusters: [cluster, coarser],
        facts: facts.fold(0, |all, (fact, _)| all | fact),
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
