//! Character classes and words as Python's `str` and `re` see them, so that scores agree with
//! those of `score.py` to the last item.

use unicode_properties::{GeneralCategoryGroup as Group, UnicodeGeneralCategory};

/// Quotation marks of all kinds.
const QUOTE_CHARS: &str = "\"'“”„‟‘’‚‛«»‹›`´❝❞〝〞＂";
/// Quotation marks that are no apostrophes.
const DOUBLE_QUOTES: &str = "\"“”„‟«»❝❞〝〞＂";

/// Python's `isspace`.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Python's `\w`: no combining marks, unlike most engines.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(c.general_category_group(), Group::Letter | Group::Number)
}

/// White space, punctuation, marks, control characters: nothing that a span should end with.
pub(super) fn is_edge(c: char) -> bool {
    is_space(c)
        || is_quote(c)
        || matches!(
            c.general_category_group(),
            Group::Punctuation | Group::Separator | Group::Other
        )
}

pub(super) fn is_quote(c: char) -> bool {
    QUOTE_CHARS.contains(c)
}

pub(super) fn is_double_quote(c: char) -> bool {
    DOUBLE_QUOTES.contains(c)
}

/// Moves both ends inwards over white space, quotation marks and punctuation.
pub(super) fn strip_edges(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let (mut a, mut b) = (start, end);
    while a < b && is_edge(text[a]) && !"$€£@#%".contains(text[a]) {
        a += 1;
    }
    while b > a && is_edge(text[b - 1]) && text[b - 1] != '%' {
        b -= 1;
    }
    if a < b { (a, b) } else { (start, end) }
}

/// As [`strip_edges`], and without a leading article and a final `'s`.
pub(crate) fn loose(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let (mut a, mut b) = strip_edges(text, start, end);
    if let Some(after) = after_article(&text[a..b]).filter(|after| a + after < b) {
        a += after;
    }
    if let Some(s) = final_possessive(&text[a..b]).filter(|s| *s > 0) {
        b = a + s;
    }
    if a < b { (a, b) } else { (start, end) }
}

/// Where the word after a leading `the`, `a` or `an` starts.
fn after_article(text: &[char]) -> Option<usize> {
    ["the", "a", "an"].iter().find_map(|article| {
        let n = article.len();
        let head = text.get(..n)?;
        let same = head
            .iter()
            .zip(article.chars())
            .all(|(c, a)| c.eq_ignore_ascii_case(&a));
        let blanks = text[n..].iter().take_while(|c| is_space(**c)).count();
        (same && blanks > 0).then_some(n + blanks)
    })
}

/// Where a possessive `'s` at the end starts; a line break may follow it.
pub(super) fn final_possessive(text: &[char]) -> Option<usize> {
    let cut = text.strip_suffix(&['\n']).unwrap_or(text);
    [text, cut].iter().find_map(|text| match text {
        [.., '\'' | '’', 's'] => Some(text.len() - 2),
        _ => None,
    })
}

/// The words between `start` and `end`: `\w+(?:[’'\-.]\w+)*`.
pub(super) fn words(text: &[char], start: usize, end: usize) -> Vec<(usize, usize)> {
    let end = end.min(text.len());
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        if !is_word(text[at]) {
            at += 1;
            continue;
        }
        let first = at;
        while at < end {
            let joins =
                matches!(text[at], '’' | '\'' | '-' | '.') && at + 1 < end && is_word(text[at + 1]);
            if !(is_word(text[at]) || joins) {
                break;
            }
            at += 1;
        }
        found.push((first, at));
    }
    found
}
