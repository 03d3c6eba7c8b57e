//! Guesses the language of a text, so that the reader of a German article is told the truth.
//!
//! Letters decide the script, the commonest words decide among languages in Latin letters. Words
//! that two of the languages share are left out of both lists.

use crate::model::hasher::{self, ValueMap};
use crate::tokens::{Case, Token, TokenKind};
use std::sync::LazyLock;

/// What the text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// BCP 47; `und` where it is unclear.
    pub(super) code: &'static str,
    /// Whether it is clearly not English.
    pub(super) foreign: bool,
}

/// The commonest words of a language, none of which is common in another one here.
struct Language {
    code: &'static str,
    name: &'static str,
    words: &'static [&'static str],
}

const ENGLISH: usize = 0;

const LATIN: &[Language] = &[
    Language {
        code: "en",
        name: "English",
        words: &[
            "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "as", "his", "on",
            "be", "at", "by", "had", "not", "but", "from", "have", "are", "which", "this", "said",
            "has", "were", "they", "their", "he", "she", "who", "will", "would", "after",
        ],
    },
    Language {
        code: "de",
        name: "German",
        words: &[
            "der", "die", "und", "das", "ist", "nicht", "ein", "eine", "auch", "sich", "mit",
            "dem", "von", "wird", "auf", "für", "sie", "zu", "werden", "sagte", "bei", "nach",
        ],
    },
    Language {
        code: "fr",
        name: "French",
        words: &[
            "le", "les", "et", "est", "une", "dans", "qui", "pour", "pas", "du", "sur", "au",
            "plus", "avec", "ce", "sont", "ont", "cette", "aux", "être", "mais", "ses",
        ],
    },
    Language {
        code: "es",
        name: "Spanish",
        words: &[
            "el", "los", "las", "y", "del", "por", "con", "una", "su", "es", "lo", "como", "pero",
            "sus", "fue", "este", "ha", "más", "muy", "también", "dijo",
        ],
    },
    Language {
        code: "it",
        name: "Italian",
        words: &[
            "il", "di", "che", "è", "della", "per", "gli", "sono", "nel", "alla", "delle", "dei",
            "ha", "anche", "più", "ma", "questo", "dal", "degli", "detto",
        ],
    },
    Language {
        code: "pt",
        name: "Portuguese",
        words: &[
            "o", "os", "não", "um", "uma", "em", "do", "da", "dos", "das", "ao", "é", "mais",
            "foi", "pelo", "pela", "são", "também", "ele", "disse", "na",
        ],
    },
    Language {
        code: "nl",
        name: "Dutch",
        words: &[
            "het", "een", "van", "niet", "op", "zijn", "dat", "te", "voor", "met", "aan", "ook",
            "naar", "wordt", "heeft", "bij", "nog", "zei", "werd", "deze",
        ],
    },
    Language {
        code: "sv",
        name: "Swedish",
        words: &[
            "och", "att", "det", "som", "är", "inte", "ett", "på", "till", "av", "har", "för",
            "jag", "säger", "kan", "från", "när", "hon", "var",
        ],
    },
    Language {
        code: "pl",
        name: "Polish",
        words: &[
            "nie",
            "się",
            "jest",
            "że",
            "na",
            "w",
            "z",
            "jak",
            "został",
            "przez",
            "oraz",
            "są",
            "był",
            "po",
            "od",
            "powiedział",
            "także",
            "tym",
        ],
    },
    Language {
        code: "tr",
        name: "Turkish",
        words: &[
            "ve", "bir", "bu", "için", "ile", "olarak", "olan", "gibi", "daha", "çok", "ancak",
            "dedi", "sonra", "kadar", "ise", "da",
        ],
    },
    Language {
        code: "id",
        name: "Indonesian",
        words: &[
            "yang", "dan", "untuk", "dengan", "ini", "itu", "dari", "tidak", "pada", "dalam",
            "akan", "adalah", "kata", "oleh", "juga",
        ],
    },
];

/// Scripts whose letters settle the matter, with the language most written in them.
const SCRIPTS: &[(std::ops::RangeInclusive<char>, &str, &str)] = &[
    ('\u{370}'..='\u{3ff}', "el", "Greek"),
    ('\u{400}'..='\u{52f}', "ru", "Russian"),
    ('\u{590}'..='\u{5ff}', "he", "Hebrew"),
    ('\u{600}'..='\u{6ff}', "ar", "Arabic"),
    ('\u{900}'..='\u{97f}', "hi", "Hindi"),
    ('\u{e00}'..='\u{e7f}', "th", "Thai"),
    ('\u{3040}'..='\u{30ff}', "ja", "Japanese"),
    ('\u{4e00}'..='\u{9fff}', "zh", "Chinese"),
    ('\u{ac00}'..='\u{d7af}', "ko", "Korean"),
];

/// Words that are looked at; more of them do not change the answer.
const SAMPLE: usize = 4_000;
/// Below so many words a foreign guess is not trusted.
const ENOUGH_WORDS: usize = 12;

/// The English name of a language that [`guess`] may answer.
pub(super) fn name(code: &str) -> Option<&'static str> {
    let scripts = SCRIPTS.iter().map(|(_, code, name)| (*code, *name));
    let mut all = LATIN.iter().map(|l| (l.code, l.name)).chain(scripts);
    all.find(|(c, _)| *c == code).map(|(_, name)| name)
}

/// Guesses the language of `text` from its first few thousand words.
pub(super) fn guess(text: &str, tokens: &[Token]) -> Guess {
    let words = || {
        let words = tokens.iter().filter(|t| t.kind() == TokenKind::Word);
        words.take(SAMPLE).map(|t| (t.span().of(text), t.case()))
    };
    let common = &*COMMON_WORDS;
    let mut hits = [0_usize; LATIN.len()];
    let mut n = 0;
    for (word, case) in words() {
        n += 1;
        let mut languages = common.languages(word, case).unwrap_or_default();
        while let Some(hits) = hits.get_mut(languages.trailing_zeros() as usize) {
            *hits += 1;
            languages &= languages - 1;
        }
    }
    // Letters of a script take two bytes or more, so that few such bytes are no half of the letters.
    let more_bytes = text.len() - text.chars().count();
    let may_be_script = more_bytes * 2 > n;
    if let Some(code) = may_be_script
        .then(|| script(words().map(|(word, _)| word)))
        .flatten()
    {
        return Guess {
            code,
            foreign: true,
        };
    }
    let english = hits.get(ENGLISH).copied().unwrap_or_default();
    let best = hits.iter().enumerate().skip(1).max_by_key(|(_, h)| **h);
    let (best, other) = best.map_or((ENGLISH, 0), |(i, h)| (i, *h));
    let share = |hits: usize, percent: usize| hits * 100 >= n * percent;
    if english > 0 && english >= other && share(english, 10) {
        return Guess {
            code: "en",
            foreign: false,
        };
    }
    let long_enough = n >= ENOUGH_WORDS;
    if other > english * 2 && share(other, 10) && n >= 4 {
        return Guess {
            code: LATIN.get(best).map_or("und", |l| l.code),
            foreign: long_enough,
        };
    }
    // Gibberish, a list of names, a language without a list: foreign only where English words lack.
    Guess {
        code: "und",
        foreign: long_enough && !share(english, 4),
    }
}

/// The common words of all languages.
struct Common {
    /// For the low bits of a word's first and last byte, the lengths of the common words that have
    /// them, as bits: most other words are turned away here.
    shapes: Vec<u32>,
    /// By their hashes, each with a bit for each of its languages.
    words: ValueMap<u32>,
}

static COMMON_WORDS: LazyLock<Common> = LazyLock::new(|| {
    let mut common = Common {
        shapes: vec![0; 32 * 32],
        words: ValueMap::default(),
    };
    for (i, language) in LATIN.iter().enumerate() {
        for word in language.words {
            *common.words.entry(hasher::text(word)).or_default() |= 1 << i;
            if let Some((shape, length)) = shape(word) {
                let lengths = common.shapes.get_mut(shape);
                lengths.into_iter().for_each(|lengths| *lengths |= length);
            }
        }
    }
    common
});

impl Common {
    /// The languages in which a word is common, whatever its case.
    fn languages(&self, word: &str, case: Case) -> Option<u32> {
        let (shape, length) = shape(word)?;
        // What is no ASCII may be of another length in lower case.
        let is_lower = case == Case::Lower;
        if self.shapes.get(shape)? & length == 0 && (is_lower || word.is_ascii()) {
            return None;
        }
        let hash = if is_lower {
            hasher::text(word)
        } else {
            hasher::lowered(word)
        };
        self.words.get(&hash).copied()
    }
}

/// The place of a word among the shapes, and its length as bit.
fn shape(word: &str) -> Option<(usize, u32)> {
    let (first, last) = (word.as_bytes().first()?, word.as_bytes().last()?);
    let ends = usize::from(first & 31) << 5 | usize::from(last & 31);
    Some((ends, 1 << word.len().min(31)))
}

/// The language of the script in which more than half of the letters stand, Latin left out.
fn script<'t>(words: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let mut letters = 0_usize;
    let mut counts = [0_usize; SCRIPTS.len()];
    for c in words.flat_map(str::chars) {
        letters += 1;
        if c.is_ascii() {
            continue;
        }
        let known = SCRIPTS
            .iter()
            .position(|(letters, _, _)| letters.contains(&c));
        if let Some(count) = known.and_then(|k| counts.get_mut(k)) {
            *count += 1;
        }
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
    let mut code = SCRIPTS.get(best).map(|(_, code, _)| *code)?;
    // Kana beside ideographs: Japanese has both.
    let kana = SCRIPTS.iter().position(|(_, code, _)| *code == "ja");
    let kana = kana.and_then(|k| counts.get(k)).copied().unwrap_or(0);
    let mut count = *count;
    if code == "zh" && kana * 8 > count {
        code = "ja";
        count += kana;
    }
    (count * 2 > letters).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_languages() {
        let rows: &[(&str, &str, bool)] = &[
            (
                "The mayor said that it was the end of the road.",
                "en",
                false,
            ),
            ("“We won,” Ann Lee said.", "en", false),
            ("", "und", false),
            ("Berlin", "und", false),
            (
                "Der Minister sagte, dass die Reform nicht vom Tisch ist und auch im Herbst auf der Tagesordnung steht.",
                "de",
                true,
            ),
            (
                "Le ministre a déclaré que les négociations sont dans une impasse et que la réforme est pour plus tard.",
                "fr",
                true,
            ),
            (
                "El ministro dijo que los presupuestos del año son una prueba, pero también una oportunidad para las regiones.",
                "es",
                true,
            ),
            (
                "Il ministro ha detto che la riforma è per gli anziani, ma anche per i giovani della regione.",
                "it",
                true,
            ),
            ("Министр сообщил, что реформа отложена.", "ru", true),
            ("قال الوزير إن الإصلاح تأجل", "ar", true),
            ("大臣は改革を延期すると述べた。", "ja", true),
            ("部长说改革被推迟了", "zh", true),
            (
                "qwe rty uio pas dfg hjk zxc vbn mqw ert yui opa sdf ghj",
                "und",
                true,
            ),
        ];
        for (text, code, foreign) in rows {
            let tokens = crate::tokens::tokenize(text);
            let expected = Guess {
                code,
                foreign: *foreign,
            };
            assert_eq!(guess(text, &tokens), expected, "{text}");
        }
    }
}
