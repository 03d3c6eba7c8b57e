//! Lists inside a paragraph: `1. … 2. …`, `a) … b) …`, `• … • …`.

use crate::tokens::{Gap, Token, TokenKind};

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `1.` or `a.`
    Stop,
    /// `1)` or `a)`
    Bracket,
    /// `1.)`
    StopBracket,
    /// `•`
    Bullet,
}

/// The mark of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    style: Style,
    /// 1 for `1` and `a`; 0 for bullets.
    value: u32,
    /// Whether the value is a letter.
    letter: bool,
}

impl Marker {
    /// Whether `next` marks the item after this one.
    pub(super) fn precedes(self, next: Self) -> bool {
        let step = u32::from(self.style != Style::Bullet);
        self.style == next.style && self.letter == next.letter && self.value + step == next.value
    }
}

/// The marker that the token at `at` begins.
pub(super) fn marker(text: &str, tokens: &[Token], at: usize) -> Option<Marker> {
    let token = tokens.get(at)?;
    let piece = token.span().of(text);
    let (value, letter) = match token.kind() {
        TokenKind::Symbol if matches!(piece, "•" | "▪" | "◦" | "‣" | "●" | "⁃" | "■") => {
            let (style, value, letter) = (Style::Bullet, 0, false);
            return Some(Marker { style, value, letter });
        }
        TokenKind::Number if piece.len() <= 3 => (piece.parse().ok()?, false),
        TokenKind::Word => match piece.as_bytes() {
            [b @ b'a'..=b'z'] => (u32::from(b - b'a') + 1, true),
            _ => return None,
        },
        TokenKind::Number | TokenKind::Symbol | TokenKind::Possessive | TokenKind::Address => {
            return None;
        }
        TokenKind::Quote | TokenKind::Stop | TokenKind::Punctuation => return None,
    };
    let sign = |i: usize| {
        let token = tokens.get(i).filter(|t| t.gap() == Gap::None);
        token.map_or("", |t| t.span().of(text))
    };
    let (style, len) = match (sign(at + 1), sign(at + 2)) {
        (".", ")") => (Style::StopBracket, 3),
        (".", _) => (Style::Stop, 2),
        (")", _) => (Style::Bracket, 2),
        _ => return None,
    };
    let parted = tokens.get(at + len).is_some_and(|t| t.gap() != Gap::None);
    parted.then_some(Marker { style, value, letter })
}
