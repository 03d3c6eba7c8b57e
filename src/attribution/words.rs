//! What is known of a word by itself: closed classes, reporting verbs, nouns for sources.
//!
//! One table, made once from the lists below, and one probe a token.

use crate::entities::forms::Form;
use crate::lexicon::Flags;
use crate::model::hasher;
use crate::tokens::TokenKind;

/// Classes of words, as bits.
pub mod class {
    /// A reporting verb that takes a clause and nearly always reports speech.
    pub const SAY: u64 = 1;
    /// A verb that takes a clause but reports speech only in some contexts.
    pub const WEAK: u64 = 1 << 1;
    /// A verb with an addressee before its clause: `told reporters that`.
    pub const TELL: u64 = 1 << 2;
    /// A verb with an infinitive: `urged them to leave`.
    pub const URGE: u64 = 1 << 3;
    /// A verb with an object and a gerund: `accused him of lying`.
    pub const ACCUSE: u64 = 1 << 4;
    /// A verb that names a thing: `called it "…"`.
    pub const CALL: u64 = 1 << 5;
    /// A verb with a gerund: `denied taking bribes`.
    pub const GERUND: u64 = 1 << 6;
    /// A manner of speech, which reports quoted words only.
    pub const MANNER: u64 = 1 << 7;
    /// Any reporting verb.
    pub const CUE: u64 = 0xff;
    /// Forms of a reporting verb: base, third person, past or participle, `-ing`.
    pub const BASE: u64 = 1 << 8;
    /// `says`
    pub const THIRD: u64 = 1 << 9;
    /// `said`; also the participle where it is the same word.
    pub const PAST: u64 = 1 << 10;
    /// `saying`
    pub const ING: u64 = 1 << 11;
    /// A participle that is no past form: `written`.
    pub const PARTICIPLE: u64 = 1 << 12;
    /// Forms of `be`.
    pub const BE: u64 = 1 << 13;
    /// Forms of `have`.
    pub const HAVE: u64 = 1 << 14;
    /// Forms of `do`, and modals.
    pub const MODAL: u64 = 1 << 15;
    /// Any auxiliary.
    pub const AUX: u64 = BE | HAVE | MODAL;
    /// `not`, `never`, `n't`.
    pub const NOT: u64 = 1 << 16;
    /// Adverbs that stand beside a reporting verb.
    pub const ADVERB: u64 = 1 << 17;
    /// Articles, demonstratives, possessives, quantifiers.
    pub const DET: u64 = 1 << 18;
    /// Pronouns that can be a subject.
    pub const SUBJECT: u64 = 1 << 19;
    /// Pronouns that can be an object.
    pub const OBJECT: u64 = 1 << 20;
    /// Prepositions.
    pub const PREP: u64 = 1 << 21;
    /// `and`, `but`, `or`, `yet`, `nor`.
    pub const CONJ: u64 = 1 << 22;
    /// Words that open a clause: `while`, `because`, `if`.
    pub const SUBORD: u64 = 1 << 23;
    /// `who`, `which`, `what`, `when`.
    pub const WH: u64 = 1 << 24;
    /// `that`
    pub const THAT: u64 = 1 << 25;
    /// `to`
    pub const TO: u64 = 1 << 26;
    /// Days, months, `yesterday`, `year`.
    pub const WHEN: u64 = 1 << 27;
    /// Nouns for people who speak: `spokesman`, `minister`, `police`.
    pub const ROLE: u64 = 1 << 28;
    /// Nouns for bodies and documents that speak: `ministry`, `report`, `court`.
    pub const BODY: u64 = 1 << 29;
    /// Nouns for what carries speech: `statement`, `interview`, `tweet`.
    pub const MEDIUM: u64 = 1 << 30;
    /// Nouns for listeners: `reporters`, `parliament`.
    pub const HEARER: u64 = 1 << 31;
    /// Honorifics: `Mr`, `Dr`, `Sir`.
    pub const TITLE: u64 = 1 << 32;
    /// First person: `I`, `we`, `my`.
    pub const FIRST: u64 = 1 << 33;
    /// Frequent verbs in their finite forms, which show that a clause has its verb.
    pub const VERB: u64 = 1 << 34;
    /// Nouns that say what sort of body a name is of: `the Kyodo agency`.
    pub const SORT: u64 = 1 << 35;
}
use class as c;

/// The table of word classes.
#[derive(Clone, Debug)]
pub struct Words {
    slots: Vec<(u64, u64)>, // hash (never 0), classes
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

const SLOTS: usize = 1 << 13;

impl Words {
    /// Reads the lists.
    #[must_use]
    pub fn new() -> Self {
        let mut words = Self {
            slots: vec![(0, 0); SLOTS],
        };
        for line in include_str!("../data/cues.txt").lines() {
            words.add_verb(line);
        }
        for line in include_str!("../data/words.txt").lines() {
            words.add_list(line);
        }
        words
    }

    /// The classes of a word, given its hash in lower case.
    #[must_use]
    pub fn get(&self, hash: u64) -> u64 {
        let mut at = slot_of(hash);
        while let Some(&(h, classes)) = self.slots.get(at) {
            if h == hash {
                return classes;
            }
            if h == 0 {
                break;
            }
            at = (at + 1) % SLOTS;
        }
        0
    }

    /// The classes of a token.
    #[must_use]
    pub fn of_token(&self, word: &str, form: &Form) -> u64 {
        match form.kind {
            TokenKind::Word => {
                let mut classes = self.get(form.lower);
                // `really`, and `Finally` at the start, but neither `Kelly` nor `Italy`.
                let is_word = !form.is_capital() || form.flags().contains(Flags::COMMON);
                if classes == 0 && word.len() > 4 && word.ends_with("ly") && is_word {
                    classes = c::ADVERB;
                }
                if word.len() > 3 && (word.ends_with("n't") || word.ends_with("n’t")) {
                    classes |= c::MODAL | c::NOT;
                }
                classes
            }
            TokenKind::Possessive
            | TokenKind::Number
            | TokenKind::Address
            | TokenKind::Quote
            | TokenKind::Stop
            | TokenKind::Punctuation
            | TokenKind::Symbol => 0,
        }
    }

    #[inline(never)] // a short loop in a short function costs a cold start less
    fn add(&mut self, word: &str, classes: u64) {
        if word.contains('\'') {
            self.add(&word.replace('\'', "’"), classes);
        }
        let hash = hasher::text(word);
        let mut at = slot_of(hash);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.0 == 0 || slot.0 == hash {
                *slot = (hash, slot.1 | classes);
                return;
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// `CLASS: word word …`
    fn add_list(&mut self, line: &str) {
        let Some((name, list)) = line.split_once(':') else {
            return;
        };
        let Some((_, classes)) = NAMES.iter().find(|(n, _)| *n == name) else {
            return;
        };
        for word in list.split_whitespace() {
            self.add(word, *classes);
        }
    }

    /// `base classes [past participle]`
    fn add_verb(&mut self, line: &str) {
        let mut parts = line.split_whitespace();
        let (Some(base), Some(letters)) = (parts.next(), parts.next()) else {
            return;
        };
        if base.starts_with('#') {
            return;
        }
        let mut classes = 0;
        for letter in letters.chars() {
            classes |= match letter {
                's' => c::SAY,
                'w' => c::WEAK,
                't' => c::TELL,
                'i' => c::URGE,
                'o' => c::ACCUSE,
                'c' => c::CALL,
                'g' => c::GERUND,
                'q' => c::MANNER,
                _ => 0,
            };
        }
        let past = parts.next();
        let participle = parts.next();
        self.add(base, classes | c::BASE);
        self.add(&third_person(base), classes | c::THIRD);
        self.add(&present_participle(base, past), classes | c::ING);
        let regular = past_tense(base);
        let past = past.unwrap_or(&regular);
        self.add(past, classes | c::PAST);
        if let Some(participle) = participle.filter(|p| *p != past) {
            self.add(participle, classes | c::PARTICIPLE);
        }
    }
}

/// Names of the lists in `words.txt`.
const NAMES: &[(&str, u64)] = &[
    ("BE", c::BE),
    ("HAVE", c::HAVE),
    ("MODAL", c::MODAL),
    ("NOT", c::NOT),
    ("ADVERB", c::ADVERB),
    ("DET", c::DET),
    ("SUBJECT", c::SUBJECT),
    ("OBJECT", c::OBJECT),
    ("PREP", c::PREP),
    ("CONJ", c::CONJ),
    ("SUBORD", c::SUBORD),
    ("WH", c::WH),
    ("THAT", c::THAT),
    ("TO", c::TO | c::PREP),
    ("WHEN", c::WHEN),
    ("ROLE", c::ROLE),
    ("BODY", c::BODY),
    ("MEDIUM", c::MEDIUM),
    ("HEARER", c::HEARER),
    ("TITLE", c::TITLE),
    ("FIRST", c::FIRST),
    ("VERB", c::VERB),
    ("SORT", c::SORT),
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether a final `y` follows a consonant: `cry`, not `say`.
fn ends_in_bare_y(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

fn third_person(base: &str) -> String {
    let stem = base.strip_suffix('y').filter(|_| ends_in_bare_y(base));
    if let Some(stem) = stem {
        return [stem, "ies"].concat();
    }
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| base.ends_with(e));
    [base, if hisses { "es" } else { "s" }].concat()
}

fn past_tense(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|_| ends_in_bare_y(base)) {
        return [stem, "ied"].concat();
    }
    [base, if base.ends_with('e') { "d" } else { "ed" }].concat()
}

fn present_participle(base: &str, past: Option<&str>) -> String {
    // A past form that doubles its consonant shows that `-ing` does: `begged`, `begging`.
    if let Some(stem) = past.and_then(|p| p.strip_suffix("ed"))
        && stem.len() == base.len() + 1
        && stem.starts_with(base)
    {
        return [stem, "ing"].concat();
    }
    if let Some(stem) = base.strip_suffix("ie") {
        return [stem, "ying"].concat();
    }
    let stem = base
        .strip_suffix('e')
        .filter(|s| !s.ends_with(['e', 'o', 'y']));
    let doubles = matches!(
        base,
        "put" | "set" | "begin" | "hit" | "bet" | "spit" | "forget" | "permit" | "submit"
    );
    match (stem, doubles) {
        (Some(stem), _) => [stem, "ing"].concat(),
        (None, true) => [base, base.get(base.len() - 1..).unwrap_or_default(), "ing"].concat(),
        (None, false) => [base, "ing"].concat(),
    }
}

fn slot_of(hash: u64) -> usize {
    usize::try_from(hash >> 40).unwrap_or_default() % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects() {
        let words = Words::new();
        let rows: &[(&str, u64)] = &[
            ("said", c::SAY | c::PAST),
            ("Says", c::SAY | c::THIRD),
            ("denying", c::SAY | c::GERUND | c::ING),
            ("denied", c::SAY | c::GERUND | c::PAST),
            ("begging", c::URGE | c::ING),
            ("writing", c::SAY | c::ING),
            ("written", c::SAY | c::PARTICIPLE),
            ("putting", c::WEAK | c::ING),
            ("agreeing", c::SAY | c::URGE | c::ING),
        ];
        for (word, want) in rows {
            assert_eq!(
                words.get(hasher::lowered(word)) & (c::CUE | c::BASE | c::THIRD | c::PAST | c::ING | c::PARTICIPLE),
                *want,
                "{word}"
            );
        }
        assert_eq!(words.get(hasher::text("table-top")), 0);
    }

    #[test]
    fn has_three_hundred_heads() {
        let heads = include_str!("../data/cues.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .count();
        assert!(heads >= 300, "{heads}");
    }
}
