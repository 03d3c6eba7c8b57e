//! Whether a stop ends a sentence.

use super::abbreviations::{
    Abbreviation, abbreviation, follows_time, precedes_time, is_exclaimed, is_half_of_day, is_speech_verb,
    never_ends, starts_sentences,
};
use crate::tokens::{Case, Gap, Token, TokenKind};

/// What was found at a stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The token after the sentence, if the stop ends one.
    pub(super) end: Option<usize>,
    /// The token after the last stop that was looked at.
    pub(super) next: usize,
}

/// How well what follows a stop would begin a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opening {
    /// A small letter or punctuation: it goes on.
    No,
    /// A small letter after an opening quotation mark.
    Faint,
    /// A number.
    Number,
    /// A capital, which a name has too.
    Capital,
    /// A word like `The`.
    Strong,
}

/// The stop at `at` in the sentence that begins at `start`: a stop by itself, or a word that ends
/// with a dot.
pub(super) fn sentence_end(text: &str, tokens: &[Token], start: usize, at: usize) -> Found {
    let piece = piece_at(text, tokens, at);
    let touches = |i: usize, kind| {
        tokens.get(i).is_some_and(|t: &Token| t.gap() == Gap::None && t.kind() == kind)
    };
    let mut next = at + 1;
    while touches(next, TokenKind::Stop) {
        next += 1;
    }
    // `. . .`: dots with spaces between them.
    let mut run = next;
    if piece == "." && next == at + 1 {
        let dot = |i: usize| {
            tokens.get(i).is_some_and(|t| t.gap() == Gap::Space && t.span().of(text) == ".")
        };
        while dot(run) {
            run += 1;
        }
    }
    if run > next + 1 {
        let touching = tokens.get(at).is_some_and(|t| t.gap() == Gap::None);
        let starts = opening(text, tokens, run) >= Opening::Capital;
        let end = match (starts, run - at >= 4) {
            (false, _) => None,
            (true, true) if touching => Some(at + 1),
            (true, true) => Some(run),
            (true, false) => touching.then_some(run),
        };
        return Found { end, next: run };
    }
    let closed = closers_end(text, tokens, next);
    let end = ends_here(text, tokens, (start, at, next, closed)).then_some(closed);
    Found { end, next }
}

fn piece_at<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens.get(at).map_or("", |t| t.span().of(text))
}

/// The end of the closing marks and brackets that touch a stop.
fn closers_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut end = from;
    while let Some(token) = tokens.get(end) {
        let piece = token.span().of(text);
        let closes = match token.kind() {
            TokenKind::Quote => {
                // An opening mark is no closer, unless a gap follows: `„Ja.“ Er`.
                let parted = tokens.get(end + 1).is_none_or(|t| t.gap() != Gap::None);
                let opens = matches!(piece, "“" | "‘" | "«" | "„" | "‚" | "「" | "『");
                !opens || parted && !matches!(piece, "「" | "『" | "„" | "‚")
            }
            TokenKind::Punctuation => matches!(piece, ")" | "]" | "）" | "］" | "】" | "}"),
            TokenKind::Word | TokenKind::Possessive | TokenKind::Number => false,
            TokenKind::Address | TokenKind::Stop | TokenKind::Symbol => false,
        };
        let touches = match token.gap() {
            Gap::None => true,
            // `It is over. "`: the last mark of a paragraph, with a gap on the wrong side.
            Gap::Space => tokens.get(end + 1).is_none_or(|t| t.gap() >= Gap::Line),
            Gap::Line | Gap::Paragraph => false,
        };
        if !(touches && closes) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a sentence ends after the stops from `at` to `next` and the closers up to `closed`.
fn ends_here(
    text: &str,
    tokens: &[Token],
    (start, at, next, closed): (usize, usize, usize, usize),
) -> bool {
    let Some(after) = tokens.get(closed) else {
        return true;
    };
    let (Some(stop), stop_piece) = (tokens.get(at), piece_at(text, tokens, at)) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|b| tokens.get(b));
    let before = before.filter(|_| at > start && stop.gap() == Gap::None);
    let word = before.map_or("", |t| t.span().of(text));
    if after.gap() == Gap::None {
        // Scripts without spaces; and a space that was forgotten: `the end.The`.
        return !stop_piece.is_ascii()
            && stop_piece != "…"
            && stop.kind() == TokenKind::Stop
            && closed == next
            || closed == next
                && next == at + 1
                && matches!(stop_piece, "." | "!" | "?")
                && word.len() > 2
                && before.is_some_and(|t| t.kind() == TokenKind::Word && t.case() == Case::Lower)
                && (after.kind(), after.case()) == (TokenKind::Word, Case::Title)
                && after.span().len() > 1
                && abbreviation(word, false).is_none();
    }
    let opening = opening(text, tokens, closed);
    let capital = opening >= Opening::Number;
    let quoted = (next..closed).any(|i| {
        tokens.get(i).is_some_and(|t| t.kind() == TokenKind::Quote)
    });
    if stop.kind() == TokenKind::Word {
        return dotted_ends(text, tokens, (start, at, closed), opening);
    }
    if stop_piece == "…" || stop_piece.starts_with("..") {
        let inserted = (next..closed).any(|i| matches!(piece_at(text, tokens, i), ")" | "]"));
        let i = piece_at(text, tokens, closed).starts_with('I') && after.span().len() == 1;
        let bracket = after.kind() == TokenKind::Punctuation;
        let least = if inserted { Opening::Strong } else { Opening::Number };
        return opening >= least && !i && !(inserted && bracket);
    }
    let single = next == at + 1;
    if !(stop_piece == "." && single) {
        let named = is_exclaimed(word) && opening < Opening::Strong;
        let attributed = quoted && attribution_follows(text, tokens, closed);
        return capital && !named && !attributed;
    }
    let Some(before) = before else {
        return capital || opening == Opening::Faint;
    };
    let is_marker = before.kind() == TokenKind::Number && word.len() <= 3
        || before.kind() == TokenKind::Word && word.chars().count() == 1;
    let bullet = tokens.get(start).is_some_and(|t| t.kind() == TokenKind::Symbol);
    if is_marker && (at == start + 1 || bullet && at == start + 2) {
        return false;
    }
    match before.kind() {
        TokenKind::Symbol => capital && !(word == "°" && after.kind() == TokenKind::Number),
        TokenKind::Word => {
            let earlier = at.checked_sub(2).filter(|e| *e >= start);
            let earlier = earlier.and_then(|e| tokens.get(e));
            if before.case() == Case::Title && word.chars().count() == 1 {
                return initial_ends(text, (earlier.copied(), word), opening);
            }
            let after_comma = earlier.is_some_and(|t| t.span().of(text) == ",");
            match abbreviation(word, after_comma) {
                None => {
                    let apart = !(quoted && brief_attribution_follows(text, tokens, closed));
                    (capital || opening == Opening::Faint) && apart
                }
                Some(Abbreviation::Title) => false,
                Some(Abbreviation::Numbered) => opening >= Opening::Capital,
                Some(Abbreviation::Open) => opening == Opening::Strong,
                Some(Abbreviation::Final) => opening >= Opening::Capital,
            }
        }
        TokenKind::Possessive | TokenKind::Number | TokenKind::Address | TokenKind::Quote
        | TokenKind::Stop | TokenKind::Punctuation => capital || opening == Opening::Faint,
    }
}

/// Whether a word with inner dots, `U.S.` or `p.m.`, ends its sentence.
fn dotted_ends(
    text: &str,
    tokens: &[Token],
    (start, at, closed): (usize, usize, usize),
    opening: Opening,
) -> bool {
    let word = piece_at(text, tokens, at);
    let next = piece_at(text, tokens, closed);
    if never_ends(word) {
        false
    } else if is_half_of_day(word) {
        let zone = next.len() > 1 && next.bytes().all(|b| b.is_ascii_uppercase());
        // `At 5 a.m. Mr. Lee left` begins with the time.
        let first = at < start + 5
            && opening < Opening::Strong
            && precedes_time(piece_at(text, tokens, start));
        opening >= Opening::Capital && !zone && !first && !follows_time(next)
    } else {
        opening == Opening::Strong
    }
}

/// Whether a single capital before a stop ends its sentence rather than being an initial.
fn initial_ends(text: &str, (earlier, letter): (Option<Token>, &str), opening: Opening) -> bool {
    let in_name = earlier.is_none_or(|t| {
        t.span().of(text) == "." || t.case().is_capital()
    });
    match opening {
        Opening::Strong => true,
        Opening::Capital | Opening::Number => letter == "I" && !in_name,
        Opening::No | Opening::Faint => false,
    }
}

/// How well the tokens from `at` would begin a sentence.
fn opening(text: &str, tokens: &[Token], at: usize) -> Opening {
    let mut marked = false;
    for (i, token) in tokens.iter().enumerate().skip(at).take(4) {
        let piece = token.span().of(text);
        match token.kind() {
            TokenKind::Quote => marked = true,
            TokenKind::Punctuation if matches!(piece, "(" | "[" | "¿" | "¡") => {}
            TokenKind::Word => {
                let single = piece.chars().count() == 1 && piece != "A" && piece != "I";
                let initial = piece_at(text, tokens, i + 1) == ".";
                return match token.case() {
                    Case::Lower if marked => Opening::Faint,
                    Case::Lower => Opening::No,
                    Case::Title if initial || single => Opening::Capital,
                    Case::Title if starts_sentences(piece) => Opening::Strong,
                    Case::Title | Case::Upper | Case::Mixed | Case::None => Opening::Capital,
                };
            }
            TokenKind::Number => return Opening::Number,
            TokenKind::Symbol | TokenKind::Address => return Opening::Number,
            TokenKind::Possessive | TokenKind::Stop | TokenKind::Punctuation => return Opening::No,
        }
    }
    Opening::No
}

/// The verb of speech after a name that begins at `at`: its position.
fn verb_after_name(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    if starts_sentences(piece_at(text, tokens, at)) && piece_at(text, tokens, at) != "I" {
        return None;
    }
    for (i, token) in tokens.iter().enumerate().skip(at).take(8) {
        let piece = token.span().of(text);
        let in_name = match token.kind() {
            TokenKind::Word if token.case() == Case::Lower => {
                if is_speech_verb(piece) {
                    return (i > at).then_some(i);
                }
                matches!(piece, "de" | "von" | "van" | "bin" | "al" | "of" | "the")
            }
            TokenKind::Word => true,
            TokenKind::Stop => piece == ".",
            TokenKind::Punctuation => piece == "-",
            TokenKind::Possessive | TokenKind::Number | TokenKind::Address => false,
            TokenKind::Quote | TokenKind::Symbol => false,
        };
        if !in_name {
            return None;
        }
    }
    None
}

/// Whether a name and a verb of speech follow: `"Why?" Ann Lee asked.`
fn attribution_follows(text: &str, tokens: &[Token], at: usize) -> bool {
    verb_after_name(text, tokens, at).is_some()
}

/// Whether a name and a verb of speech follow, and nothing else: `"It's over." Lee said.`
fn brief_attribution_follows(text: &str, tokens: &[Token], at: usize) -> bool {
    let verb = verb_after_name(text, tokens, at);
    verb.is_some_and(|v| tokens.get(v + 1).is_none_or(|t| t.kind() == TokenKind::Stop))
}
