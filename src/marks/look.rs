//! What can be said of each quotation mark by itself: its family, which way its character leans,
//! which way it faces, and whether it may be no quotation mark at all.

use crate::tokens::{Gap, Token, TokenKind, TokenRange};

/// Marks that can be partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
    Corner,
    WhiteCorner,
}

/// The number of families.
pub(super) const FAMILIES: usize = 6;

/// What the character of a mark says about its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// `“`, `‘`, `«`: open, but close what `„`, `‚` and `»` have opened.
    Left,
    /// `”`, `’`, `»`: close, but open in Swedish or Danish; and `’` is the apostrophe.
    Right,
    /// Straight marks do either.
    Upright,
    /// `„`, `‚`, `「`: always open.
    Low,
    /// `〞`, `」`: always close.
    High,
}

/// Which way a mark faces, by the white space and punctuation around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    /// A gap before it, a word after it: it faces what it opens.
    Right,
    /// A word before it, a gap after it: it faces what it closes.
    Left,
    /// A gap on both sides, or a word on both.
    Both,
}

/// A quotation mark of the paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) token: u32,
    pub(super) family: Family,
    pub(super) lean: Lean,
    pub(super) facing: Facing,
    /// Whether it may as well be an apostrophe, or feet or inches after a number.
    pub(super) doubtful: bool,
    /// Which way the next mark of its family faces that is not doubtful.
    pub(super) next: Option<Facing>,
}

/// The family and lean of a mark; none for another token.
pub(super) fn sort_of(text: &str, token: Token) -> Option<(Family, Lean)> {
    if token.kind() != TokenKind::Quote {
        return None;
    }
    Some(match token.span().of(text) {
        "\"" | "''" | "＂" => (Family::Double, Lean::Upright),
        "“" => (Family::Double, Lean::Left),
        "”" => (Family::Double, Lean::Right),
        "„" | "‟" | "``" | "〝" => (Family::Double, Lean::Low),
        "〞" | "〟" => (Family::Double, Lean::High),
        "'" | "`" | "´" | "ʼ" => (Family::Single, Lean::Upright),
        "‘" | "‛" => (Family::Single, Lean::Left),
        "’" => (Family::Single, Lean::Right),
        "‚" => (Family::Single, Lean::Low),
        "«" => (Family::Guillemet, Lean::Left),
        "»" => (Family::Guillemet, Lean::Right),
        "‹" => (Family::SingleGuillemet, Lean::Left),
        "›" => (Family::SingleGuillemet, Lean::Right),
        "「" => (Family::Corner, Lean::Low),
        "」" => (Family::Corner, Lean::High),
        "『" => (Family::WhiteCorner, Lean::Low),
        "』" => (Family::WhiteCorner, Lean::High),
        _ => return None,
    })
}

/// The family of the mark with which a paragraph begins, if it can open.
pub(super) fn first_family(text: &str, tokens: &[Token], paragraph: TokenRange) -> Option<Family> {
    let first = *tokens.get(paragraph.start as usize)?;
    let (family, lean) = sort_of(text, first)?;
    let touches = tokens
        .get(paragraph.start as usize + 1)
        .is_some_and(|t| t.gap() == Gap::None);
    let opens = match lean {
        Lean::Left | Lean::Low => true,
        Lean::Upright => touches && !may_be_elision(text, tokens, paragraph.start),
        Lean::Right => touches && family != Family::Single,
        Lean::High => false,
    };
    opens.then_some(family)
}

/// Collects the marks of a paragraph, with what can be said of each without the others' roles.
pub(super) fn collect(text: &str, tokens: &[Token], paragraph: TokenRange, marks: &mut Vec<Mark>) {
    marks.clear();
    // A run of touching marks shares the gap on its left, and the gap on its right: the token after
    // the last mark, and whether there was a gap before that one.
    let mut run = (paragraph.start, true);
    let inside = tokens.get(paragraph.bounds()).unwrap_or_default();
    for (i, token) in (paragraph.start..).zip(inside) {
        if token.kind() != TokenKind::Quote {
            continue;
        }
        let (after, open) = run;
        let mut open_left = if i == after { open } else { opens_after(text, tokens, i) };
        run = (i + 1, false);
        let Some((family, lean)) = sort_of(text, *token) else {
            continue;
        };
        if family == Family::Single && is_decade(text, tokens, i) {
            continue;
        }
        open_left |= token.gap() != Gap::None;
        run = (i + 1, open_left);
        let facing = if open_left { Facing::Right } else { Facing::Left };
        marks.push(Mark {
            token: i,
            family,
            lean,
            facing,
            doubtful: false,
            next: None,
        });
    }
    let mut open_right = true;
    let mut mark_after = paragraph.end;
    let mut next = [None; FAMILIES];
    for mark in marks.iter_mut().rev() {
        let after = mark.token + 1;
        if after < paragraph.end {
            let token = tokens.get(after as usize);
            let gap = token.is_none_or(|t| t.gap() != Gap::None);
            let shares = after == mark_after && open_right;
            open_right = gap || shares || token.is_some_and(|t| is_closing(text, *t));
        }
        mark_after = mark.token;
        if open_right == (mark.facing == Facing::Right) {
            mark.facing = Facing::Both;
        }
        mark.doubtful = match mark.family {
            Family::Double => mark.lean != Lean::Low && number_before(tokens, mark.token),
            Family::Single => match mark.facing {
                Facing::Right => may_be_elision(text, tokens, mark.token),
                Facing::Left => may_be_apostrophe(text, tokens, mark.token),
                Facing::Both => true,
            },
            Family::Guillemet | Family::SingleGuillemet => false,
            Family::Corner | Family::WhiteCorner => false,
        };
        if let Some(next) = next.get_mut(mark.family as usize) {
            mark.next = *next;
            if !mark.doubtful {
                *next = Some(mark.facing);
            }
        }
    }
}

/// Whether punctuation that can touch an opening mark stands on the left of token `at`.
fn opens_after(text: &str, tokens: &[Token], at: u32) -> bool {
    let before = at.checked_sub(1).and_then(|b| tokens.get(b as usize));
    before.is_some_and(|t| {
        t.kind() == TokenKind::Punctuation && is_opening_punctuation(t.span().of(text))
    })
}

/// Punctuation that can touch an opening mark on its left.
fn is_opening_punctuation(piece: &str) -> bool {
    matches!(piece, "(" | "[" | "{" | "/" | "-" | "‒" | "–" | "—" | "―")
}

/// Whether a mark that touches this token on its right side closes rather than opens.
fn is_closing(text: &str, token: Token) -> bool {
    let piece = token.span().of(text);
    match token.kind() {
        // `"...and then` opens.
        TokenKind::Stop => piece != "…" && !piece.starts_with(".."),
        TokenKind::Possessive => true,
        TokenKind::Punctuation => matches!(piece, "," | ";" | ":" | ")" | "]" | "}" | "、" | "，"),
        TokenKind::Word | TokenKind::Number | TokenKind::Address => false,
        TokenKind::Quote | TokenKind::Symbol => false,
    }
}

/// The token that touches token `at` on its left.
pub(super) fn touching_before(tokens: &[Token], at: u32) -> Option<Token> {
    let own = tokens.get(at as usize)?;
    let before = tokens.get((at as usize).checked_sub(1)?)?;
    (own.gap() == Gap::None).then_some(*before)
}

/// The token that touches token `at` on its right.
pub(super) fn touching_after(tokens: &[Token], at: u32) -> Option<Token> {
    let after = tokens.get(at as usize + 1)?;
    (after.gap() == Gap::None).then_some(*after)
}

pub(super) fn number_before(tokens: &[Token], at: u32) -> bool {
    touching_before(tokens, at).is_some_and(|t| t.kind() == TokenKind::Number)
}

/// Whether the token is the apostrophe of a decade: `'90s`.
fn is_decade(text: &str, tokens: &[Token], at: u32) -> bool {
    let digits = touching_after(tokens, at).filter(|t| t.kind() == TokenKind::Number);
    digits.is_some_and(|t| t.span().len() == 2)
        && touching_after(tokens, at + 1).is_some_and(|t| t.span().of(text) == "s")
}

/// Whether a single mark may stand for letters left out at the start of a word: `'90s`, `'em`.
fn may_be_elision(text: &str, tokens: &[Token], at: u32) -> bool {
    let Some(after) = touching_after(tokens, at) else {
        return false;
    };
    let piece = after.span().of(text);
    match after.kind() {
        TokenKind::Number => piece.len() == 2,
        TokenKind::Word => [
            "cause", "cos", "cuz", "bout", "round", "till", "fore", "ere", "ave", "er", "im",
            "nuff", "neath", "gainst",
        ]
        .iter()
        .any(|w| piece.eq_ignore_ascii_case(w)),
        TokenKind::Possessive | TokenKind::Address | TokenKind::Quote => false,
        TokenKind::Stop | TokenKind::Punctuation | TokenKind::Symbol => false,
    }
}

/// Whether a single mark may be the apostrophe of a plural (`the dogs' owner`) or of a letter left
/// out at the end of a word (`goin' home`), or may stand for feet.
fn may_be_apostrophe(text: &str, tokens: &[Token], at: u32) -> bool {
    if touching_after(tokens, at).is_some_and(|t| t.kind() != TokenKind::Quote) {
        return false; // `'losers', he said`
    }
    let Some(before) = touching_before(tokens, at) else {
        return false;
    };
    let piece = before.span().of(text);
    match before.kind() {
        TokenKind::Number => true,
        TokenKind::Word => {
            let ends = ["s", "S", "x", "z", "in", "o", "th", "an", "ol"];
            ends.iter().any(|end| piece.ends_with(end))
        }
        TokenKind::Possessive | TokenKind::Address | TokenKind::Quote => false,
        TokenKind::Stop | TokenKind::Punctuation | TokenKind::Symbol => false,
    }
}

