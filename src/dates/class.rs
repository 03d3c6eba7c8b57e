//! Token → class: words that begin and end alike stand together in a table that is built at compile
//! time.

use super::words::{Class, WORDS};
use crate::tokens::{Case, Gap, Token, TokenKind};

/// The longest word of the lists, in bytes.
const LONGEST: usize = 13;
const WORD_COUNT: usize = count_words();
/// The number of pairs of a first and a last letter.
const ENDS: usize = 32 * 32;

/// The words in the order of the lists, and by their [`ends`].
static ENTRIES: [(&str, Class); WORD_COUNT] = entries();
static SORTED: [(&str, Class); WORD_COUNT] = sorted();
/// Where the words of each pair of ends begin, and the end of the last.
static FIRST: [u16; ENDS + 1] = firsts();

#[allow(clippy::indexing_slicing, reason = "runs at compile time")]
const fn count_words() -> usize {
    let mut n = 0;
    let mut list = 0;
    while list < WORDS.len() {
        let bytes = WORDS[list].1.as_bytes();
        let mut i = 0;
        n += 1;
        while i < bytes.len() {
            if bytes[i] == b' ' {
                n += 1;
            }
            i += 1;
        }
        list += 1;
    }
    n
}

#[allow(clippy::indexing_slicing, reason = "runs at compile time")]
const fn entries() -> [(&'static str, Class); WORD_COUNT] {
    let mut out = [("", Class::Other); WORD_COUNT];
    let mut n = 0;
    let mut list = 0;
    while list < WORDS.len() {
        let (class, mut rest) = WORDS[list];
        loop {
            let bytes = rest.as_bytes();
            let mut i = 0;
            while i < bytes.len() && bytes[i] != b' ' {
                i += 1;
            }
            let (word, tail) = rest.split_at(i);
            assert!(word.len() <= LONGEST, "raise LONGEST");
            out[n] = (word, class);
            n += 1;
            if tail.is_empty() {
                break;
            }
            rest = tail.split_at(1).1;
        }
        list += 1;
    }
    out
}

#[allow(clippy::indexing_slicing, reason = "runs at compile time")]
#[allow(clippy::cast_possible_truncation, reason = "fewer than 2^16 words")]
const fn firsts() -> [u16; ENDS + 1] {
    let mut out = [0; ENDS + 1];
    let mut n = 0;
    while n < WORD_COUNT {
        out[ends(ENTRIES[n].0.as_bytes()) + 1] += 1;
        n += 1;
    }
    let mut at = 0;
    while at < ENDS {
        out[at + 1] += out[at];
        at += 1;
    }
    out
}

#[allow(clippy::indexing_slicing, reason = "runs at compile time")]
const fn sorted() -> [(&'static str, Class); WORD_COUNT] {
    let mut next = firsts();
    let mut out = [("", Class::Other); WORD_COUNT];
    let mut n = 0;
    while n < WORD_COUNT {
        let slot = &mut next[ends(ENTRIES[n].0.as_bytes())];
        out[*slot as usize] = ENTRIES[n];
        *slot += 1;
        n += 1;
    }
    out
}

/// For each pair of ends the lengths of the words with a [telling](Class::is_telling) class, as bits:
/// nearly all other words of a text are turned away here.
static TELLING: [u16; ENDS] = telling();

#[allow(clippy::indexing_slicing, reason = "runs at compile time")]
const fn telling() -> [u16; ENDS] {
    let mut out = [0; ENDS];
    let mut n = 0;
    while n < WORD_COUNT {
        let word = ENTRIES[n].0.as_bytes();
        if ENTRIES[n].1.is_telling() {
            out[ends(word)] |= 1 << word.len();
        }
        n += 1;
    }
    out
}

/// A number for the first and the last letter of a word, whatever their case.
const fn ends(word: &[u8]) -> usize {
    match word {
        [first, .., last] => letter(*first) * 32 + letter(*last),
        [only] => letter(*only) * 33,
        [] => 0,
    }
}

/// A number for a letter; other bytes have those of letters.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

/// Whether two words are the same but for the case of ASCII letters. Never inlined, for the sake of
/// size: dozens of small lists are searched with it.
#[inline(never)]
pub(super) fn same_word(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// The class of a word whatever its case.
pub(super) fn of_word(word: &str) -> Class {
    let at = ends(word.as_bytes());
    let first = FIRST.get(at).copied().unwrap_or(0);
    let end = FIRST.get(at + 1).copied().unwrap_or(0);
    let alike = SORTED.get(first.into()..end.into()).unwrap_or_default();
    let mut same = alike.iter().filter(|entry| entry.0.eq_ignore_ascii_case(word));
    same.next().map_or(Class::Other, |entry| entry.1)
}

/// Whether a token may have a [telling](Class::is_telling) class, whatever stands around it.
pub(super) fn may_tell(text: &str, token: &Token) -> bool {
    match token.kind() {
        TokenKind::Word => {
            let span = token.span();
            let bytes = text.as_bytes().get(span.start as usize..span.end as usize);
            let word = bytes.unwrap_or_default();
            let lengths = TELLING.get(ends(word)).copied().unwrap_or(0);
            let shaped = word.len() <= LONGEST && lengths & (1 << word.len()) != 0;
            shaped && of_word(span.of(text)).is_telling()
                || word.last().is_some_and(u8::is_ascii_digit)
        }
        TokenKind::Number => true,
        TokenKind::Possessive | TokenKind::Address | TokenKind::Quote => false,
        TokenKind::Stop | TokenKind::Punctuation | TokenKind::Symbol => false,
    }
}

/// The class of `token`, which stands between `before` and `after`.
pub(super) fn of_token(
    text: &str,
    token: &Token,
    before: Option<&Token>,
    after: Option<&Token>,
) -> Class {
    let piece = token.span().of(text);
    let touches_before = token.gap() == Gap::None;
    let touches_after = after.is_some_and(|t| t.gap() == Gap::None);
    let after_number = touches_before && before.is_some_and(|t| t.kind() == TokenKind::Number);
    match token.kind() {
        TokenKind::Word => {
            let class = cased(of_word(piece), piece, token.case(), after_number);
            if touches_after
                && piece.len() <= 3
                && token.case() != Case::Lower
                && next_is_sign(text, token)
            {
                return Class::LandShort;
            }
            if class == Class::Other && is_code_and_digits(piece) {
                return Class::CodeNumber;
            }
            class
        }
        TokenKind::Number => of_number(piece),
        TokenKind::Possessive => Class::Possessive,
        TokenKind::Quote => match piece {
            "'" | "’" | "‘" | "ʼ" if after_number && piece != "‘" => Class::Prime,
            "'" | "’" | "‘" | "ʼ" => Class::Apostrophe,
            "\"" | "”" if after_number => Class::DoublePrime,
            _ => Class::Other,
        },
        TokenKind::Stop => match piece {
            "." if touches_before => Class::Stop,
            _ => Class::Other,
        },
        TokenKind::Punctuation => match piece {
            "," => Class::Comma,
            ":" => Class::Colon,
            "/" => Class::Slash,
            "-" | "‐" | "‑" if touches_before && touches_after => Class::Hyphen,
            "-" | "–" | "‒" if touches_before == touches_after => Class::Dash,
            _ => Class::Other,
        },
        TokenKind::Symbol => match piece {
            "$" | "£" | "€" | "¥" | "₹" | "₽" | "₩" | "₪" | "₦" | "฿" | "₴" | "₺" | "₱" | "￥"
            | "＄" => Class::Sign,
            "%" | "٪" | "％" => Class::PercentSign,
            "°" | "º" | "℃" | "℉" => Class::Degree,
            "′" => Class::Prime,
            "″" => Class::DoublePrime,
            "+" => Class::Plus,
            "±" => Class::PlusMinus,
            "~" | "≈" | "<" | ">" | "≤" | "≥" => Class::Tilde,
            "−" => Class::Dash,
            _ => Class::Other,
        },
        TokenKind::Address => Class::Other,
    }
}

/// Takes a class back where the case of the word speaks against it.
fn cased(class: Class, piece: &str, case: Case, after_number: bool) -> Class {
    let capital = matches!(case, Case::Title | Case::Upper);
    let upper = case == Case::Upper;
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "case matters to few of 150 classes"
    )]
    let fits = match class {
        Class::QuarterCode
        | Class::Mon
        | Class::Wd
        | Class::Holiday
        | Class::HolidayA
        | Class::Good => capital,
        Class::Zone | Class::Era | Class::Code | Class::LandShort => {
            upper || piece.len() == 1 || piece == "Rs"
        }
        Class::Land => capital && piece != "Us",
        Class::UnitShort if piece.len() == 1 => case == Case::Lower || piece == "L",
        Class::Th | Class::S => after_number || piece == "s",
        _ => true,
    };
    if fits { class } else { Class::Other }
}

fn next_is_sign(text: &str, token: &Token) -> bool {
    text.as_bytes().get(token.span().end as usize) == Some(&b'$')
}

/// `USD910`: a currency code with the digits of its amount in one token.
fn is_code_and_digits(piece: &str) -> bool {
    piece.len() > 3
        && piece.bytes().take(3).all(|b| b.is_ascii_uppercase())
        && piece.bytes().skip(3).all(|b| b.is_ascii_digit())
        && of_word(piece.get(..3).unwrap_or_default()) == Class::Code
}

/// The class of a run of digits.
fn of_number(piece: &str) -> Class {
    let bytes = piece.as_bytes();
    if !piece.is_ascii() {
        // Vulgar fractions, and digits of other scripts, whose value is not read.
        return if piece.chars().any(|c| "½¼¾⅓⅔".contains(c)) {
            Class::NDec
        } else {
            Class::NBig
        };
    }
    let dots = bytes.iter().filter(|b| **b == b'.').count();
    let commas = bytes.iter().filter(|b| **b == b',').count();
    if dots > 1 {
        return Class::NDots;
    }
    if dots == 1 {
        return Class::NDec;
    }
    if commas > 0 {
        let last = bytes.rsplit(|b| *b == b',').next().unwrap_or_default();
        return if last.len() >= 3 {
            Class::NBig
        } else {
            Class::NDec
        };
    }
    let zero = bytes.first() == Some(&b'0');
    let value = piece.parse::<u32>().unwrap_or(u32::MAX);
    match (bytes.len(), value) {
        (1, 0) => Class::N24,
        (2, _) if zero => Class::NLead,
        (4, _) if zero => Class::NClock,
        (_, _) if zero => Class::Other,
        (_, ..=12) => Class::N12,
        (_, ..=24) => Class::N24,
        (_, ..=31) => Class::N31,
        (_, ..=59) => Class::N59,
        (_, ..=99) => Class::N99,
        (_, ..=999) => Class::N999,
        (_, ..=2199) => Class::NYear,
        _ => Class::NBig,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_class() {
        for (word, class) in ENTRIES {
            assert_eq!(of_word(word), class, "{word}");
            assert_eq!(of_word(&word.to_ascii_uppercase()), class, "{word}");
        }
        assert_eq!(of_word(""), Class::Other);
        assert_eq!(of_word("mondayish"), Class::Other);
    }
}
