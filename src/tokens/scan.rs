//! Where a token that starts at a given byte ends.
//!
//! Ordinary ASCII words and numbers are scanned byte by byte; whatever else may happen inside a
//! word goes the long way through characters.

use super::{Case, Token, TokenKind};
use crate::text::chars::{
    completes_emoji, is_apostrophe, is_combining, is_letter, is_punctuation,
    is_quotation_mark, is_regional_indicator, is_stop, joins_letters,
};

use super::address::{address_end, email_end, handle_end, site_end};

/// A token without its gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) case: Case,
}

impl Piece {
    fn new(end: usize, kind: TokenKind) -> Self {
        let case = Case::None;
        Self { end, kind, case }
    }

    fn cased(text: &str, at: usize, end: usize, kind: TokenKind) -> Self {
        let case = case_of(text.get(at..end).unwrap_or_default());
        Self { end, kind, case }
    }
}

/// The token that starts at `at`; `touching` is the token before it, if no gap parts the two.
pub(super) fn token(text: &str, at: usize, touching: Option<&Token>) -> Piece {
    match text.as_bytes().get(at) {
        Some(b'a'..=b'z' | b'A'..=b'Z') => word(text, at),
        Some(b'0'..=b'9') => number(text, at),
        Some(b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'/') => {
            Piece::new(at + 1, TokenKind::Punctuation)
        }
        _ => other(text, at, touching),
    }
}

fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or_default()
}

/// A word that starts with an ASCII letter.
fn word(text: &str, at: usize) -> Piece {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    // Nearly every word is small letters after its first one.
    while let Some(next) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let letters = small_letters(*next);
        end += letters;
        if letters < next.len() {
            break;
        }
    }
    let first_upper = byte(text, at).is_ascii_uppercase();
    let mut upper = usize::from(first_upper);
    while byte(text, end).is_ascii_alphabetic() {
        upper += usize::from(byte(text, end).is_ascii_uppercase());
        end += 1;
    }
    let after = byte(text, end + 1);
    let simple = match byte(text, end) {
        b'0'..=b'9' | b'\'' | b'&' | b'_' | b'@' | b'`' | 0x80.. => false,
        b'.' | b'-' | b'+' => end - at > 1 && !after.is_ascii_alphanumeric(),
        b':' => after != b'/',
        _ => true,
    };
    if !simple {
        return long_word(text, at);
    }
    Piece {
        end,
        kind: TokenKind::Word,
        case: case_of_counts(upper, end - at - upper, first_upper),
    }
}

/// How many of eight bytes are small ASCII letters up to the first that is none, all looked at at
/// once.
fn small_letters(bytes: [u8; 8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let bytes = u64::from_le_bytes(bytes);
    // No sum leaves its byte: its high bit says whether the byte is as high as the letter.
    let low = bytes & !HIGH;
    let from_a = low + EACH * (0x80 - b'a' as u64);
    let past_z = low + EACH * (0x80 - b'z' as u64 - 1);
    let others = !(from_a & !past_z & !bytes) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// A word with more than letters in it, or something that begins like one.
fn long_word(text: &str, at: usize) -> Piece {
    let address = address_end(text, at).or_else(|| email_end(text, at));
    if let Some(end) = address {
        return Piece::new(end, TokenKind::Address);
    }
    if let Some(end) = dotted_end(text, at) {
        return Piece::cased(text, at, end, TokenKind::Word);
    }
    let end = word_end(text, at);
    if let Some((end, kind)) = site_end(text, at, end) {
        return Piece::cased(text, at, end, kind);
    }
    Piece::cased(text, at, end, TokenKind::Word)
}

/// The end of the letters and digits from `at`, with the signs that may stand between them.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = tail(text, at).chars().peekable();
    while let Some(c) = chars.next() {
        let after = end + c.len_utf8();
        if is_letter(c) || c.is_numeric() {
            end = after;
            continue;
        }
        let next = chars.peek().copied().unwrap_or(' ');
        let joins = if is_apostrophe(c) {
            is_letter(next) && !is_possessive_tail(tail(text, after))
        } else if c == '&' {
            // `AT&T`, `R&D`
            next.is_uppercase() && end - at <= 3
        } else if c == '_' {
            next == '_' || is_letter(next) || next.is_numeric()
        } else if joins_letters(c) || c == '\u{fffd}' {
            is_letter(next)
        } else {
            false
        };
        if !joins {
            break;
        }
        end = after;
    }
    end
}

/// The end of an abbreviation of single letters with dots, from two letters on: `U.S.`, `a.m.`,
/// `J.K`; and of degrees like `Ph.D.`.
fn dotted_end(text: &str, at: usize) -> Option<usize> {
    let rest = tail(text, at);
    if let Some(degree) = rest.get(..5).filter(|d| matches!(*d, "Ph.D." | "Ll.B." | "Ed.D.")) {
        return Some(at + degree.len());
    }
    let mut chars = rest.chars().peekable();
    let (mut end, mut dots) = (at, 0);
    while let Some(letter) = chars.next_if(|c| is_letter(*c)) {
        let letter_end = end + letter.len_utf8();
        if chars.next_if_eq(&'.').is_none() {
            let in_word = chars.peek().is_some_and(|c| is_letter(*c) || c.is_numeric());
            if !in_word && dots > 0 {
                end = letter_end;
            }
            break;
        }
        end = letter_end + 1;
        dots += 1;
    }
    (end > at && (dots > 1 || dots == 1 && !rest.get(..end - at)?.ends_with('.'))).then_some(end)
}

/// Whether what follows an apostrophe is the `s` of a possessive, and the word ends there.
fn is_possessive_tail(tail: &str) -> bool {
    let mut chars = tail.chars();
    matches!(chars.next(), Some('s' | 'S'))
        && !chars
            .next()
            .is_some_and(|c| is_letter(c) || c.is_numeric() || is_apostrophe(c))
}

/// Digits, with single `.` `,` between them.
fn number(text: &str, at: usize) -> Piece {
    let mut end = at;
    let mut chars = tail(text, at).chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, '.' | ',' | '٫' | '٬')
            && chars.peek().is_some_and(|n| n.is_numeric());
        // A keycap is a digit with a frame around it.
        if !(c.is_numeric() || joins || end > at && matches!(c, '\u{fe0f}' | '\u{20e3}')) {
            break;
        }
        end += c.len_utf8();
    }
    let after = byte(text, end);
    let may_go_on = after == b'@' || after == b'_' || after.is_ascii_lowercase();
    if let Some(end) = may_go_on.then(|| email_end(text, at)).flatten() {
        return Piece::new(end, TokenKind::Address);
    }
    Piece::new(end, TokenKind::Number)
}

/// A token that starts with neither an ASCII letter nor an ASCII digit.
fn other(text: &str, at: usize, touching: Option<&Token>) -> Piece {
    let rest = tail(text, at);
    let Some(first) = rest.chars().next() else {
        return Piece::new(text.len(), TokenKind::Symbol);
    };
    let one = at + first.len_utf8();
    if is_quotation_mark(first) {
        return mark(text, at, first, touching);
    }
    let run = || at + rest.chars().take_while(|c| *c == first).count() * first.len_utf8();
    match first {
        '.' => return Piece::new(run(), TokenKind::Stop),
        '-' | '*' => return Piece::new(run(), TokenKind::Punctuation),
        '=' | '~' | '_' => return Piece::new(run(), TokenKind::Symbol),
        '@' | '#' => {
            if let Some(end) = handle_end(text, at) {
                return Piece::new(end, TokenKind::Address);
            }
        }
        _ => {}
    }
    if is_stop(first) {
        Piece::new(one, TokenKind::Stop)
    } else if is_punctuation(first) {
        Piece::new(one, TokenKind::Punctuation)
    } else if first.is_ascii() {
        Piece::new(one, TokenKind::Symbol)
    } else if is_letter(first) && !is_combining(first) {
        long_word(text, at)
    } else if first.is_numeric() {
        number(text, at)
    } else {
        Piece::new(symbol_end(text, at, first), TokenKind::Symbol)
    }
}

/// A quotation mark, a possessive, or a word with an apostrophe at its start.
fn mark(text: &str, at: usize, first: char, touching: Option<&Token>) -> Piece {
    let one = at + first.len_utf8();
    let rest = tail(text, one);
    if is_apostrophe(first) {
        if is_possessive_tail(rest) && touching.is_some_and(|t| may_own(text, *t)) {
            return Piece::new(one + 1, TokenKind::Possessive);
        }
        if let Some(len) = elision_len(rest).filter(|_| touching.is_none_or(|t| !ends_word(t.kind()))) {
            return Piece::cased(text, at, one + len, TokenKind::Word);
        }
        if matches!(first, '\'' | '`') && rest.starts_with(first) {
            return Piece::new(one + 1, TokenKind::Quote);
        }
    }
    Piece::new(one, TokenKind::Quote)
}

fn ends_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Address)
}

/// Whether a possessive can follow a token that it touches: a word, a closing mark or bracket, a
/// stop (`Jr.'s`), a symbol (`%'s`).
fn may_own(text: &str, token: Token) -> bool {
    match token.kind() {
        TokenKind::Word | TokenKind::Number | TokenKind::Address => true,
        TokenKind::Stop | TokenKind::Symbol => true,
        TokenKind::Quote => token.gap() == super::Gap::None,
        TokenKind::Punctuation => matches!(token.span().of(text), ")" | "]"),
        TokenKind::Possessive => false,
    }
}

/// Length of what follows an apostrophe that stands for letters left out at the start of a word:
/// `'em`, `rock 'n' roll`.
fn elision_len(tail: &str) -> Option<usize> {
    let len = tail.bytes().take(6).take_while(u8::is_ascii_alphabetic).count();
    let word = tail.get(..len)?;
    let after = tail.get(len..)?.chars().next();
    if word.eq_ignore_ascii_case("n") {
        return after.filter(|c| is_apostrophe(*c)).map(|c| len + c.len_utf8());
    }
    let known = ["em", "tis", "twas", "twere", "til"];
    let sure = known.iter().any(|w| word.eq_ignore_ascii_case(w));
    (sure && !after.is_some_and(|c| is_letter(c) || c.is_numeric())).then_some(len)
}

/// The end of a symbol. A sequence that is drawn as one emoji is one token.
fn symbol_end(text: &str, at: usize, first: char) -> usize {
    let mut end = at + first.len_utf8();
    let mut chars = tail(text, end).chars().peekable();
    if is_regional_indicator(first) {
        if let Some(c) = chars.next_if(|c| is_regional_indicator(*c)) {
            end += c.len_utf8();
        }
        return end;
    }
    while let Some(c) = chars.next() {
        let pictured = |c: &char| !c.is_alphanumeric() && *c >= '\u{2190}';
        let joins = c == '\u{200d}' && chars.peek().is_some_and(pictured);
        if !(completes_emoji(c) || is_combining(c) || joins) {
            break;
        }
        end += c.len_utf8();
        if joins {
            end += chars.next().map_or(0, char::len_utf8);
        }
    }
    end
}

fn case_of(piece: &str) -> Case {
    let (mut upper, mut lower) = (0, 0);
    let mut first_upper = false;
    for c in piece.chars() {
        if c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            first_upper |= upper + lower == 0;
            upper += 1;
        }
    }
    case_of_counts(upper, lower, first_upper)
}

fn case_of_counts(upper: usize, lower: usize, first_upper: bool) -> Case {
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        (_, _) => Case::Mixed,
    }
}
