//! Addresses, handles and hash tags.
//!
//! Every look ahead is bounded, so that the tokenizer stays linear on texts made to slow it down.

use super::TokenKind;
use crate::text::chars::{is_blank, is_letter};

/// Bytes that are looked through for the `@` of a mail address or the end of a site's name.
const REACH: usize = 64;

/// Last parts of site names, and of file names, that make one token with what stands before them.
const ENDINGS: [&str; 45] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "co", "uk", "ca", "au",
    "de", "fr", "eu", "tv", "ai", "app", "dev", "htm", "html", "pdf", "doc", "docx", "txt", "csv",
    "zip", "jpg", "jpeg", "png", "gif", "svg", "mp3", "mp4", "js", "ts", "py", "rs", "php", "exe",
    "dll", "xml", "json",
];

fn bytes_from(text: &str, at: usize) -> &[u8] {
    text.as_bytes().get(at..).unwrap_or_default()
}

/// The end of `https://…` or `www.…` at `at`.
pub(super) fn address_end(text: &str, at: usize) -> Option<usize> {
    let bytes = bytes_from(text, at);
    let letters = bytes.iter().take(9).take_while(|b| b.is_ascii_alphabetic()).count();
    let rest = bytes.get(letters..)?;
    let head = if (2..=8).contains(&letters) && rest.starts_with(b"://") {
        letters + 3
    } else if letters == 3 && bytes.get(..4)?.eq_ignore_ascii_case(b"www.") {
        4
    } else {
        return None;
    };
    let end = until_blank(text, at + head);
    (end > at + head).then_some(end)
}

/// The end of the address whose inside starts at `at`: before white space, marks and brackets, and
/// without the punctuation that belongs to the sentence.
fn until_blank(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ends = |c: char| {
        is_blank(c)
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '「' | '」' | '。' | '，' | '、' | '`')
    };
    let whole = rest.split(ends).next().unwrap_or_default();
    let count = |c| whole.matches(c).count();
    let mut surplus = [
        (')', count(')').saturating_sub(count('('))),
        (']', count(']').saturating_sub(count('['))),
    ];
    let mut kept = whole;
    while let Some(last) = kept.chars().next_back() {
        let closing = surplus.iter_mut().find(|(c, _)| *c == last);
        let trims = match closing {
            // `https://a.example/x_(y)` keeps its bracket.
            Some((_, count)) => {
                let trims = *count > 0;
                *count = count.saturating_sub(1);
                trims
            }
            None => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' | '|'),
        };
        if !trims {
            break;
        }
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
    }
    at + kept.len()
}

/// The end of a mail address at `at`.
pub(super) fn email_end(text: &str, at: usize) -> Option<usize> {
    let local = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'+' | b'-' | b'%');
    let name = bytes_from(text, at).iter().take(REACH).take_while(local).count();
    let site = at + name + 1;
    if name == 0 || text.as_bytes().get(site - 1) != Some(&b'@') {
        return None;
    }
    let host = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let len = bytes_from(text, site).iter().take(REACH).take_while(host).count();
    let name = text.get(site..site + len)?.trim_end_matches(['.', '-']);
    let (first, last) = name.rsplit_once('.')?;
    (!first.is_empty() && last.len() > 1).then_some(site + name.len())
}

/// The end of `@name` or `#tag` at `at`.
pub(super) fn handle_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    if !rest.chars().next().is_some_and(is_letter) {
        return None;
    }
    let inside = |c: char| is_letter(c) || c.is_numeric() || c == '_';
    let len = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    (rest.get(..len)?.chars().nth(1).is_some()).then_some(at + 1 + len)
}

/// The end and kind of `name.com`, `report.pdf`, `name.co.uk/page`, whose first part goes from
/// `at` to the dot at `dot`.
pub(super) fn site_end(text: &str, at: usize, dot: usize) -> Option<(usize, TokenKind)> {
    let mut end = None;
    let mut dot = dot;
    while dot < at + REACH && text.as_bytes().get(dot) == Some(&b'.') {
        let part = bytes_from(text, dot + 1);
        let len = part.iter().take(REACH).take_while(|b| b.is_ascii_alphanumeric()).count();
        let piece = text.get(dot + 1..dot + 1 + len)?;
        if len == 0 {
            break;
        }
        let next = text.get(dot + 1 + len..)?.chars().next();
        let whole = !next.is_some_and(|c| is_letter(c) || matches!(c, '_' | '-'));
        let uncased = piece.bytes().all(|b| !b.is_ascii_uppercase())
            || piece.bytes().all(|b| !b.is_ascii_lowercase());
        dot += 1 + len;
        if whole && uncased && ENDINGS.iter().any(|e| piece.eq_ignore_ascii_case(e)) {
            end = Some(dot);
        }
    }
    let end = end?;
    let path = bytes_from(text, end);
    if path.first() == Some(&b'/') && path.get(1).is_some_and(u8::is_ascii_alphanumeric) {
        return Some((until_blank(text, end), TokenKind::Address));
    }
    Some((end, TokenKind::Word))
}
