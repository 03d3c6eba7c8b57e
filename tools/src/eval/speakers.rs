//! Whether two speakers are the same, by the rules of `score.py`.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::chars::{self, is_space, is_word};
use crate::corpus::Speaker;

const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "him",
    "her",
    "them",
    "his",
    "hers",
    "their",
    "theirs",
    "i",
    "we",
    "you",
    "me",
    "us",
    "who",
    "himself",
    "herself",
    "themselves",
    "one",
    "this",
    "that",
];

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "reverend",
    "fr",
    "father",
    "sister",
    "brother",
    "judge",
    "justice",
    "president",
    "vice",
    "prime",
    "minister",
    "chancellor",
    "secretary",
    "senator",
    "sen",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mayor",
    "ambassador",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "major",
    "maj",
    "officer",
    "detective",
    "chief",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "cardinal",
    "bishop",
    "archbishop",
    "sheikh",
    "imam",
    "rabbi",
    "coach",
    "chairman",
    "chairwoman",
    "chair",
    "ceo",
    "director",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "former",
    "then",
    "ex",
    "the",
    "a",
    "an",
];

/// Words after which a mention's head cannot come any more.
const HEAD_STOPS: &[&str] = &[
    "of", "at", "in", "on", "for", "from", "with", "to", "by", "who", "whom", "whose", "which",
    "that", "as", "near", "under", "behind", "told", "said", "says", "speaking", "when", "while",
    "after", "before",
];

/// Words that make a longer name another name: "Michigan" is not "University of Michigan".
const LINKS: &[&str] = &["of", "for", "and", "in", "at", "from", "or"];

/// Whether a predicted speaker is the gold one: it overlaps the gold mention's head word and is
/// not absurdly long, or the names match.
pub(super) fn is_right(text: &[char], gold: &Speaker, predicted: &Speaker) -> bool {
    let predicted_span = span_of(predicted);
    if let Some((gs, ge)) = span_of(gold) {
        let (hs, he) = head_span(text, gs, ge, gold.head);
        if let Some((ps, pe)) = predicted_span.filter(|(ps, pe)| *ps < he && hs < *pe) {
            let gold_words = chars::words(text, gs, ge).len();
            let predicted_words = chars::words(text, ps, pe).len();
            if predicted_words <= (3 * gold_words).max(gold_words + 10) {
                return true;
            }
        }
    }
    let given = |name: &Option<String>| name.clone().filter(|n| !n.is_empty());
    let mut names: Vec<String> = [given(&predicted.canonical), given(&predicted.text)]
        .into_iter()
        .flatten()
        .collect();
    if names.is_empty()
        && let (Some(s), Some(e)) = (predicted.start, predicted.end)
    {
        names.push(slice(text, s, e).iter().collect());
    }
    let references = [given(&gold.canonical), given(&gold.text)];
    references.into_iter().flatten().any(|reference| {
        // "He" elsewhere proves nothing.
        let proves = norm_tokens(&reference)
            .iter()
            .any(|t| !PRONOUNS.contains(&t.as_str()));
        proves
            && names.iter().any(|name| {
                names_match(name, &reference)
                    || names_match(&head_part(name), &head_part(&reference))
            })
    })
}

fn span_of(speaker: &Speaker) -> Option<(usize, usize)> {
    let span = (speaker.start?, speaker.end?);
    (span.1 > span.0).then_some(span)
}

fn slice(text: &[char], start: usize, end: usize) -> &[char] {
    let end = end.min(text.len());
    &text[start.min(end)..end]
}

/// The head word of a mention: the last one before its first comma, preposition or clause.
pub(super) fn head_span(
    text: &[char],
    start: usize,
    end: usize,
    given: Option<(usize, usize)>,
) -> (usize, usize) {
    if let Some(head) = given {
        return head;
    }
    let end = end.min(text.len());
    let stop = head_stop(&text[..end], start + 1).unwrap_or(end);
    let words = chars::words(text, start, stop);
    let Some(&(a, b)) = words.last() else {
        return chars::words(text, start, end)
            .first()
            .copied()
            .unwrap_or((start, end));
    };
    let possessive = chars::final_possessive(&text[a..b]).is_some();
    if possessive && words.len() > 1 && b == end {
        (a, b - 2)
    } else {
        (a, b)
    }
}

/// The mention up to its first comma, preposition or clause.
fn head_part(name: &str) -> String {
    let name: Vec<char> = name.chars().collect();
    let stop = head_stop(&name, 1).unwrap_or(name.len());
    name[..stop].iter().collect()
}

/// Where the first comma, bracket, dash, preposition or clause from `from` on starts.
fn head_stop(text: &[char], from: usize) -> Option<usize> {
    let at = |i: usize| text.get(i).copied();
    (from..text.len()).find(|&i| {
        if matches!(text[i], ',' | ';' | ':' | '(' | '[') {
            return true;
        }
        if !is_space(text[i]) {
            return false;
        }
        if at(i + 1).is_some_and(|c| matches!(c, '–' | '—' | '-'))
            && at(i + 2).is_some_and(is_space)
        {
            return true;
        }
        HEAD_STOPS.iter().any(|word| {
            let mut i = i + 1;
            let same = word.chars().all(|w| {
                i += 1;
                at(i - 1).is_some_and(|c| c.eq_ignore_ascii_case(&w))
            });
            same && !at(i).is_some_and(is_word)
        })
    })
}

/// A name's words without accents, case and titles.
fn norm_tokens(name: &str) -> Vec<String> {
    let folded = caseless::default_case_fold_str(&name.nfkd().collect::<String>());
    let name: Vec<char> = folded
        .chars()
        .filter(|c| canonical_combining_class(*c) == 0)
        .collect();
    let name = without_possessives(&name);
    let mut tokens = vec![String::new()];
    for (i, c) in name.iter().enumerate() {
        let word = |j: Option<usize>| j.and_then(|j| name.get(j)).is_some_and(|c| is_word(*c));
        if is_word(*c) {
            tokens.last_mut().into_iter().for_each(|t| t.push(*c));
        } else if !(matches!(c, '’' | '\'' | '.') && word(i.checked_sub(1)) && word(Some(i + 1)))
        {
            tokens.push(String::new());
        }
    }
    tokens.retain(|t| !t.is_empty());
    let cut: Vec<String> = tokens
        .iter()
        .filter(|t| !TITLES.contains(&t.as_str()))
        .cloned()
        .collect();
    if cut.is_empty() { tokens } else { cut }
}

/// Takes out every `'s` at the end of a word.
fn without_possessives(name: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(name.len());
    let mut i = 0;
    while i < name.len() {
        let possessive = matches!(name[i], '’' | '\'')
            && name.get(i + 1) == Some(&'s')
            && !name.get(i + 2).is_some_and(|c| is_word(*c));
        if possessive {
            i += 2;
        } else {
            kept.push(name[i]);
            i += 1;
        }
    }
    kept
}

/// The same name, or one is the other with parts left out but the same last word.
pub(super) fn names_match(a: &str, b: &str) -> bool {
    let (a, b) = (norm_tokens(a), norm_tokens(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let pronoun = |t: &[String]| t.len() == 1 && PRONOUNS.contains(&t[0].as_str());
    if pronoun(&a) || pronoun(&b) {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let has: HashSet<&String> = short.iter().collect();
    let linked = long
        .iter()
        .any(|t| !has.contains(t) && LINKS.contains(&t.as_str()));
    if short.last() != long.last() || linked {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|t| rest.any(|other| other == t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_that_match() {
        let rows = [
            ("Nora Okafor", "Ms. Okafor", true),
            ("Mayor Petra Lind", "Lind", true),
            ("Petra Lind’s", "lind", true),
            ("Chloé Roux", "Chloe Roux", true),
            ("T.S. Marsh", "TS Marsh", true),
            ("Ida B. Holm", "Ida Holm", true),
            ("the spokeswoman", "spokeswoman", true),
            ("Nora Okafor", "Nora Oakes", false),
            ("She", "She Wen", false),
            ("", "Lind", false),
            ("Petra Lind", "Karin Lind", false),
            ("Lind", "Lindberg", false),
            ("Texas", "University of Texas", false),
        ];
        for (a, b, expected) in rows {
            assert_eq!(names_match(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn finds_the_head_of_a_mention() {
        let rows = [
            ("Petra Lind, the harbour master", "Lind"),
            ("the mayor of Oslo", "mayor"),
            ("a spokesman for the port", "spokesman"),
            ("Norway's", "Norway's"),
            ("the port's", "port"),
            ("She", "She"),
        ];
        for (mention, expected) in rows {
            let text: Vec<char> = mention.chars().collect();
            let (a, b) = head_span(&text, 0, text.len(), None);
            assert_eq!(text[a..b].iter().collect::<String>(), expected, "{mention}");
        }
    }
}
