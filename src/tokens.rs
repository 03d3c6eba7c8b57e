//! Text → tokens: words, numbers, marks and symbols, each with its shape and the gap before it.
//!
//! A token never holds white space. Hyphens and dashes stand alone (`British-backed` is three
//! tokens), digits part from letters that follow them (`3bn`, `6am`, `10th`), a possessive `'s`
//! parts from its word, other apostrophes inside a word stay in it (`don't`, `O'Neill`), and so do
//! the dots of abbreviations (`U.S.`, `a.m.`). Addresses (`https://…`, `a@b.c`), handles and hash
//! tags are one token.

use crate::text::{Span, to_u32};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, dots and digits: `Lee`, `don't`, `U.S.`, `A380`.
    Word,
    /// The possessive `'s` or a bare `'` after a word that ends in s.
    Possessive,
    /// Digits with their inner separators: `1,000.50`.
    Number,
    /// An address, a handle or a hash tag.
    Address,
    /// A quotation mark or apostrophe that stands alone.
    Quote,
    /// `.`, `!`, `?`, `…` and their like, runs of dots as one token.
    Stop,
    /// `,`, `;`, `:`, dashes, hyphens, brackets, slashes.
    Punctuation,
    /// Everything else: `$`, `%`, `°`, emoji.
    Symbol,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// No letter that has case.
    None,
    /// `minister`
    Lower,
    /// `Minister`, and one capital alone: `A`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
}

/// The white space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// None: the token touches the one before it.
    None,
    /// Spaces, tabs and their like.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are cased.
    pub case: Case,
    /// The white space before it.
    pub gap: Gap,
}

/// A half-open range of token positions; a type of its own, so that it is not taken for bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub start: u32,
    /// The token after the last one.
    pub end: u32,
}

impl TokenRange {
    /// The range from `start` to `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no token.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two ranges share a token.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as slice bounds.
    #[must_use]
    pub fn bounds(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes from the first token's start to the last token's end.
    #[must_use]
    pub fn span(self, tokens: &[Token]) -> Span {
        match tokens.get(self.bounds()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            Some([]) | None => Span::default(),
        }
    }
}

/// Splits `text` into tokens, in order, in time linear in its length.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while at < text.len() {
        let (end, blank) = scan_blank(text, at);
        if end > at {
            gap = gap.max(blank);
            at = end;
            continue;
        }
        let (end, kind) = scan_token(text, at, tokens.last());
        let end = end.max(at + 1);
        let piece = text.get(at..end).unwrap_or_default();
        tokens.push(Token {
            span: Span::new(to_u32(at), to_u32(end)),
            kind,
            case: case_of(piece),
            gap,
        });
        gap = Gap::None;
        at = end;
    }
    tokens
}

/// Skips white space from `at`: where it ends, and what gap it makes.
fn scan_blank(text: &str, at: usize) -> (usize, Gap) {
    let mut lines = 0;
    let mut end = at;
    let mut last = '\0';
    for c in text.get(at..).unwrap_or_default().chars() {
        if !is_blank(c) {
            break;
        }
        let ends_line = matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        if ends_line && !(c == '\n' && last == '\r') {
            lines += if c == '\u{2029}' { 2 } else { 1 };
        }
        last = c;
        end += c.len_utf8();
    }
    let gap = match lines {
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    };
    (end, gap)
}

/// White space, and the characters that have no width or no meaning of their own.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A character that may stand in a word: a letter or a combining mark.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '_')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The token that starts at `at`: its end and kind.
fn scan_token(text: &str, at: usize, before: Option<&Token>) -> (usize, TokenKind) {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (text.len(), TokenKind::Symbol);
    };
    if let Some(len) = address_len(rest, first) {
        return (at + len, TokenKind::Address);
    }
    if is_letter(first) {
        return (at + word_len(rest), TokenKind::Word);
    }
    if first.is_numeric() {
        return (at + number_len(rest), TokenKind::Number);
    }
    if is_apostrophe(first) {
        let touches = before.is_some_and(|t| t.span.end == to_u32(at) && t.kind == TokenKind::Word);
        let tail = rest.get(first.len_utf8()..).unwrap_or_default();
        if let Some(len) = elision_len(tail).filter(|_| !touches) {
            return (at + first.len_utf8() + len, TokenKind::Word);
        }
        let mut next = tail.chars();
        let s = next.next().is_some_and(|c| c == 's' || c == 'S');
        if touches && s && !next.next().is_some_and(|c| is_letter(c) || c.is_numeric()) {
            return (at + first.len_utf8() + 1, TokenKind::Possessive);
        }
        let two = first == '\'' && tail.starts_with('\'');
        return (at + first.len_utf8() + usize::from(two), TokenKind::Quote);
    }
    let kind = match first {
        '‘' if let Some(len) = elision_len(rest.get(3..).unwrap_or_default()) => {
            return (at + 3 + len, TokenKind::Word);
        }
        '`' if rest.starts_with("``") => return (at + 2, TokenKind::Quote),
        '"' | '“' | '”' | '„' | '‟' | '‘' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」' | '『'
        | '』' | '＂' | '`' | '´' | '〝' | '〞' | '〟' => TokenKind::Quote,
        '.' => {
            let dots = rest.bytes().take_while(|b| *b == b'.').count();
            return (at + dots, TokenKind::Stop);
        }
        '!' | '?' | '…' | '。' | '！' | '？' | '‽' | '؟' => TokenKind::Stop,
        ',' | ';' | ':' | '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '(' | ')' | '[' | ']' | '{'
        | '}' | '/' | '\\' | '|' | '*' | '、' | '，' => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    };
    (at + first.len_utf8(), kind)
}

/// Length of what follows an apostrophe that stands for letters left out at the start of a word:
/// `'em`, `rock 'n' roll`.
fn elision_len(tail: &str) -> Option<usize> {
    let len = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = tail.get(..len)?;
    let after = tail.get(len..)?.chars().next();
    if word.eq_ignore_ascii_case("n") {
        return after.filter(|c| is_apostrophe(*c)).map(|c| len + c.len_utf8());
    }
    let known = ["em", "tis", "twas", "twere", "til"];
    let sure = known.iter().any(|w| word.eq_ignore_ascii_case(w));
    (sure && !after.is_some_and(|c| is_letter(c) || c.is_numeric())).then_some(len)
}

/// Length of the word at the start of `rest`.
fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut letters = 0; // since the last dot
    let mut dotted = true; // every part so far is one letter: `U.S`
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        if is_letter(c) || c.is_numeric() {
            letters += 1;
            dotted &= letters <= 1;
        } else if is_apostrophe(c) {
            // Inside a word, but not the possessive at its end.
            let tail = rest.get(i + c.len_utf8()..).unwrap_or_default();
            if !next.is_some_and(is_letter) || is_possessive_tail(tail) {
                break;
            }
        } else if c == '.' {
            // `U.S.`, `a.m.`: single letters, each with its dot.
            let more = next.is_some_and(is_letter);
            if !(dotted && letters == 1 && (more || end > 1)) {
                break;
            }
            letters = 0;
        } else if c == '&' {
            // `AT&T`, `R&D`
            if !(next.is_some_and(char::is_uppercase) && letters <= 3) {
                break;
            }
        } else {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// Whether what follows an apostrophe is the `s` of a possessive and the word ends there.
fn is_possessive_tail(tail: &str) -> bool {
    let mut chars = tail.chars();
    matches!(chars.next(), Some('s' | 'S'))
        && !chars
            .next()
            .is_some_and(|c| is_letter(c) || c.is_numeric() || is_apostrophe(c))
}

/// Length of the number at the start of `rest`: digits, with single `.` `,` between digits.
fn number_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((i, c)) = chars.next() {
        let joins = matches!(c, '.' | ',' | '٫' | '٬')
            && chars.peek().is_some_and(|(_, n)| n.is_numeric());
        if !(c.is_numeric() || joins) {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// Length of the address, handle or hash tag at the start of `rest`, if one stands there.
fn address_len(rest: &str, first: char) -> Option<usize> {
    let bytes = rest.as_bytes();
    let until_blank = || {
        let end = rest
            .char_indices()
            .find(|(_, c)| is_blank(*c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»'))
            .map_or(rest.len(), |(i, _)| i);
        // Closing punctuation belongs to the sentence.
        rest.get(..end)
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…'])
            .len()
    };
    match first {
        'h' | 'H' | 'w' | 'W' => {
            let head = |p: &[u8]| {
                bytes
                    .get(..p.len())
                    .is_some_and(|b| b.eq_ignore_ascii_case(p))
            };
            (head(b"https://") || head(b"http://") || head(b"www."))
                .then(until_blank)
                .filter(|n| *n > 8)
        }
        '@' | '#' => {
            let tail = bytes
                .iter()
                .skip(1)
                .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
                .count();
            let letters = bytes.get(1).is_some_and(u8::is_ascii_alphabetic);
            (letters && tail > 1).then_some(tail + 1)
        }
        _ => None,
    }
}

fn case_of(piece: &str) -> Case {
    let mut upper = 0_u32;
    let mut lower = 0_u32;
    let mut first_upper = false;
    for c in piece.chars() {
        if c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            first_upper |= upper + lower == 0;
            upper += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        (_, _) => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_documented() {
        let rows: &[(&str, &str)] = &[
            ("British-backed rebels", "British|-|backed|rebels"),
            ("Lee's £3bn, 6am", "Lee|'s|£|3|bn|,|6|am"),
            ("the U.S. at 3:30 p.m.", "the|U.S.|at|3|:|30|p.m."),
            ("don’t O'Neill’s", "don’t|O'Neill|’s"),
            ("It ended in Rome.", "It|ended|in|Rome|."),
            ("see https://a.example/x?y=1.", "see|https://a.example/x?y=1|."),
            ("@lee #news A380 1,000.50", "@lee|#news|A380|1,000.50"),
            ("wait... \"[...]\"", "wait|...|\"|[|...|]|\""),
        ];
        for (text, expected) in rows {
            let pieces: Vec<&str> = tokenize(text).iter().map(|t| t.span.of(text)).collect();
            assert_eq!(pieces.join("|"), *expected, "{text}");
        }
    }

    #[test]
    fn knows_gaps_and_case() {
        let text = "NATO said\n\nMcKay left\nit";
        let found: Vec<(Gap, Case)> = tokenize(text).iter().map(|t| (t.gap, t.case)).collect();
        assert_eq!(
            found,
            [
                (Gap::Paragraph, Case::Upper),
                (Gap::Space, Case::Lower),
                (Gap::Paragraph, Case::Mixed),
                (Gap::Space, Case::Lower),
                (Gap::Line, Case::Lower),
            ]
        );
    }
}
