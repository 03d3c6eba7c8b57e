//! Mentions → names in parts, ready to be compared.

use super::known::{self, Known};
use super::letters::{self, Spelt};
use crate::entities::{Memo, Mention};
use crate::kind::EntityKind;
use crate::lexicon::{Flags, Lexicon, Word};
use crate::model::hasher::{self, Running, join};
use crate::pace::Pace;
use crate::text::to_u32;
use crate::tokens::{Case, Gap, Token, TokenKind, TokenRange};

/// What the names are read from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Names of one thing.
    pub known: &'a Known,
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// What the pass before knows of its words, if there was one.
    pub memo: Option<&'a Memo>,
}

impl<'a> Source<'a> {
    /// A text of which no pass before knows the words.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, known: &'a Known, text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            lexicon,
            known,
            text,
            tokens,
            memo: None,
        }
    }

    /// The token at `at`.
    #[must_use]
    pub fn token(self, at: u32) -> Option<&'a Token> {
        self.tokens.get(at as usize)
    }

    /// The text of the token at `at`; empty where there is none.
    #[must_use]
    pub fn word(self, at: u32) -> &'a str {
        self.token(at).map_or("", |t| t.span().of(self.text))
    }

    /// What the lists know of the token at `at`.
    #[must_use]
    pub fn listed(self, at: u32) -> Word {
        self.listed_folded(at).0
    }

    /// Like [`listed`](Self::listed), with the hash that names of several words are made of.
    fn listed_folded(self, at: u32) -> (Word, u64) {
        match self.memo.and_then(|memo| memo.form(at)) {
            Some(form) => (form.word, form.folded),
            None => self.lexicon.probe_folded(self.word(at)),
        }
    }

    /// Whether the token at `at` is a hyphen between two words.
    #[must_use]
    pub fn is_hyphen(self, at: u32) -> bool {
        let touches = |at| self.token(at).is_some_and(|t| t.gap() == Gap::None);
        matches!(self.word(at), "-" | "‐" | "‑" | "–") && touches(at) && touches(at + 1)
    }
}

/// A word of a name; words with hyphens between them are one part.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its letters.
    pub letters: u64,
    /// Its letters without plural; a country or its people as that country.
    pub stem: u64,
    /// Its first letter.
    pub initial: u8,
    /// Whether it is nothing but initials: `J.`, `J.K.`
    pub initials: bool,
    /// Its first token.
    pub token: u32,
    /// What the lists know of that token.
    pub word: Word,
}

/// A name as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The position of its mention.
    pub mention: u32,
    /// The position of the first name of the same kind that is written alike: mostly its own.
    pub first: u32,
    /// What it names.
    pub kind: EntityKind,
    /// Its letters, without article and possessive.
    pub form: u64,
    /// What its words name, whatever their order and the small words between them: `US Supreme
    /// Court` is as `Supreme Court of the United States`.
    pub thing: u64,
    /// Whether the lists of names of one thing hold it.
    pub listed: bool,
    /// Its parts, as positions in [`Names::parts`]; those of the first one, if it is written alike.
    parts: (u32, u32),
    /// The position among its parts of its main word: `University` in `University of Oslo`.
    pub head: u32,
    /// The letters of its generational suffix: `Jr.`; zero for none.
    pub suffix: u64,
    /// Whether the title before a person's name is a woman's, where it tells.
    pub lady: Option<bool>,
    /// Whether it opens a sentence.
    pub opens: bool,
    /// Whether it looks like initials: `NATO`, `TfL`.
    pub acronym: bool,
    /// How many words it is written in, parted by white space.
    pub words: u32,
}

/// The names of a text, in its order.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The names.
    pub list: Vec<Name>,
    /// The parts of all.
    pub parts: Vec<Part>,
}

impl Names {
    /// Reads the names among the mentions.
    pub async fn collect(source: Source<'_>, mentions: &[Mention], pace: &Pace) -> Self {
        let n_names = mentions.iter().filter(|m| m.kind.is_name()).count();
        let mut names = Self {
            list: Vec::with_capacity(n_names),
            parts: Vec::with_capacity(n_names * 2),
        };
        let mut written = hasher::map_for(n_names);
        for (mention, i) in mentions.iter().zip(0..) {
            pace.rest().await;
            if mention.kind.is_name() {
                let piece = mention.span.of(source.text);
                let next = to_u32(names.list.len());
                let key = (hasher::text(piece), mention.kind);
                let &mut (first, of_first) = written.entry(key).or_insert((next, piece));
                let alike = names.get(first).filter(|_| of_first == piece).copied();
                let name = alike.unwrap_or_else(|| read(source, mention, next, &mut names.parts));
                let person = mention.kind == EntityKind::Person;
                let start = mention.tokens.start;
                names.list.push(Name {
                    mention: i,
                    lady: person.then(|| lady(source, start)).flatten(),
                    opens: opens(source, start),
                    ..name
                });
            }
        }
        names
    }

    /// The name at `at`.
    #[must_use]
    pub fn get(&self, at: u32) -> Option<&Name> {
        self.list.get(at as usize)
    }

    /// The parts of a name.
    #[must_use]
    pub fn parts(&self, name: &Name) -> &[Part] {
        let (start, end) = name.parts;
        self.parts
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The parts of the name at `at`.
    #[must_use]
    pub fn parts_at(&self, at: u32) -> &[Part] {
        self.get(at).map_or(&[], |name| self.parts(name))
    }
}

/// Reads one name by itself, the first that is written so, and adds its parts to `parts`.
#[inline(never)]
fn read(source: Source<'_>, of: &Mention, first: u32, parts: &mut Vec<Part>) -> Name {
    let start = parts.len();
    let mut form = Running::new();
    let mut head = None;
    let mut suffix = 0;
    let person = of.kind == EntityKind::Person;
    // Whether the word before was taken, and whether a hyphen stands between it and this one.
    let (mut taken, mut hyphen) = (false, false);
    for at in of.tokens.start..of.tokens.end {
        let (Some(token), word) = (source.token(at), source.word(at)) else {
            break;
        };
        if !matches!(
            token.kind(),
            TokenKind::Word | TokenKind::Number | TokenKind::Address
        ) {
            hyphen = taken && source.is_hyphen(at);
            continue;
        }
        let leads = parts.len() == start;
        let last = at + 1 == of.tokens.end;
        let joins = std::mem::take(&mut hyphen);
        taken = false;
        if at == of.tokens.start && !last && word.eq_ignore_ascii_case("the") {
            continue;
        }
        let spelt = letters::spell(word, &mut form);
        if !leads && is_suffix(word) {
            suffix = spelt.letters;
            continue;
        }
        let small = token.case() == Case::Lower;
        if small && is_small(word) {
            if !leads && is_preposition(word) {
                head = head.or(parts.last().map(|p| p.token));
            }
            continue;
        }
        let listed = source.listed(at);
        let titled = listed.is(Flags::TITLE) && !listed.is(Flags::FIRST_NAME | Flags::LAST_NAME);
        let title = titled && leads && person;
        let particle = listed.is(Flags::PARTICLE)
            && (small || source.is_hyphen(at + 1) || person && is_never_first(word));
        if (title || particle) && !last {
            continue;
        }
        taken = true;
        match parts.last_mut() {
            Some(part) if joins => {
                part.letters = join(part.letters, spelt.letters);
                part.stem = join(part.stem, spelt.stem);
            }
            Some(_) | None => parts.push(part(source, at, spelt, listed)),
        }
    }
    merge_countries(source, parts, start);
    let form = form.finish();
    let own = parts.get(start..).unwrap_or_default();
    let listed = source
        .known
        .get(form)
        .or_else(|| country(source, of.tokens));
    let last = own.len().saturating_sub(1);
    let head = own.iter().position(|p| Some(p.token) == head);
    let piece = of.span.of(source.text);
    Name {
        mention: 0,
        first,
        kind: of.kind,
        form,
        thing: listed.unwrap_or_else(|| thing_of(own)),
        listed: listed.is_some(),
        head: to_u32(head.unwrap_or(last)),
        parts: (to_u32(start), to_u32(parts.len())),
        suffix,
        lady: None,
        opens: false,
        acronym: is_acronym(piece),
        words: to_u32(piece.split_whitespace().count()),
    }
}

/// Whether a sentence begins at a token: after a stop or a line break.
fn opens(source: Source<'_>, start: u32) -> bool {
    let before = start.checked_sub(1).and_then(|at| source.token(at));
    let breaks = source.token(start).is_some_and(|t| t.gap() >= Gap::Line);
    breaks || before.is_none_or(|t| t.kind() == TokenKind::Stop)
}

fn part(source: Source<'_>, at: u32, spelt: Spelt, listed: Word) -> Part {
    let word = source.word(at);
    let country = source
        .lexicon
        .country_code(listed.country)
        .map(known::country);
    let country = country.filter(|_| listed.is(Flags::COUNTRY | Flags::DEMONYM));
    let thing = source.known.get(spelt.letters).or(country);
    Part {
        letters: spelt.letters,
        stem: thing.unwrap_or(spelt.stem),
        initial: spelt.initial,
        initials: word.chars().nth(1).is_none_or(|second| second == '.'),
        token: at,
        word: listed,
    }
}

/// Makes one part of the words of a country's name within a longer name.
fn merge_countries(source: Source<'_>, parts: &mut Vec<Part>, start: usize) {
    const LONGEST: usize = 4;
    let mut at = start;
    while at < parts.len() {
        let begins = |part: &Part| source.known.begins_country(letters::of(source.word(part.token)));
        let longest = match parts.get(at..) {
            Some([first, _, ..]) if begins(first) => LONGEST,
            _ => 0,
        };
        for n in (2..=longest).rev() {
            let Some([first, .., last]) = parts.get(at..at + n) else {
                continue;
            };
            let words = TokenRange::new(first.token, last.token + 1).span(source.tokens);
            let Some(thing) = source.known.country(letters::of(words.of(source.text))) else {
                continue;
            };
            let part = Part {
                stem: thing,
                ..*first
            };
            parts.splice(at..at + n, [part]);
            break;
        }
        at += 1;
    }
}

/// The country that a whole name names, by the word lists.
fn country(source: Source<'_>, name: TokenRange) -> Option<u64> {
    let tokens = source.tokens.get(name.bounds()).filter(|tokens| tokens.len() > 1)?;
    if !source.listed(name.start).is(Flags::PHRASE_START) {
        return None;
    }
    let probe = |at: usize| Some(source.listed_folded(name.start + to_u32(at)));
    let [phrase] = source.lexicon.phrases(tokens, probe)[..] else {
        return None;
    };
    let whole = phrase.tokens.len() == name.len() && phrase.word.is(Flags::COUNTRY);
    let code = source.lexicon.country_code(phrase.word.country)?;
    whole.then(|| known::country(code))
}

fn thing_of(parts: &[Part]) -> u64 {
    match parts {
        [only] => only.stem,
        parts => parts
            .iter()
            .fold(0, |thing, part| thing.wrapping_add(join(1, part.stem))),
    }
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let roman = matches!(word, "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII");
    roman || word.eq_ignore_ascii_case("jr") || word.eq_ignore_ascii_case("sr")
}

/// Particles that are no first name, so that a capital (`Van Halen left`) makes none of them.
fn is_never_first(word: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le",
        "bin", "ibn", "ter",
    ];
    PARTICLES
        .iter()
        .any(|particle| particle.eq_ignore_ascii_case(word))
}

/// Words that a short form leaves out.
fn is_small(word: &str) -> bool {
    matches!(word, "the" | "and" | "a" | "an") || is_preposition(word)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for" | "at" | "in" | "on" | "to" | "by" | "with" | "against" | "from"
    )
}

/// Whether the title right before a name is a woman's.
fn lady(source: Source<'_>, start: u32) -> Option<bool> {
    let mut at = start.checked_sub(1)?;
    if source.word(at) == "." {
        at = at.checked_sub(1)?;
    }
    source.token(at).filter(|t| t.kind() == TokenKind::Word)?;
    let title = source.listed(at);
    let told = title.is(Flags::TITLE | Flags::ROLE | Flags::KIN);
    match title.gender {
        1 if told => Some(false),
        7 if told => Some(true),
        _ => None,
    }
}

/// Whether a name is written as initials are: short, and mostly capitals.
fn is_acronym(name: &str) -> bool {
    let (mut capitals, mut letters) = (0, 0);
    for c in name.chars() {
        if c.is_alphabetic() {
            letters += 1;
            capitals += u32::from(c.is_uppercase());
        } else if !(c.is_numeric() || matches!(c, '.' | '-' | '&')) {
            return false;
        }
    }
    (2..=10).contains(&letters) && capitals >= 2 && capitals * 2 >= letters
}
