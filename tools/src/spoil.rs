//! Copies of articles with the faults that texts have: without case, without punctuation, misread.

use crate::corpus::Article;

/// How a copy of an article differs from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoil {
    /// all in small letters.
    Lower,
    /// ALL IN CAPITALS.
    Upper,
    /// Like A Headline.
    Title,
    /// Without punctuation: spaces stand for it.
    Unpunctuated,
    /// One letter in forty read wrongly, as by a scanner.
    Misread,
}

/// A copy with such a fault. Every character stays one character, so the marks fit.
pub(crate) fn spoilt(article: &Article, spoil: Spoil) -> Article {
    let text: String = match spoil {
        Spoil::Lower => article
            .text
            .chars()
            .map(|c| single(c.to_lowercase(), c))
            .collect(),
        Spoil::Upper => article
            .text
            .chars()
            .map(|c| single(c.to_uppercase(), c))
            .collect(),
        Spoil::Title => title(&article.text),
        Spoil::Unpunctuated => {
            let dropped = |c: char| ".,;:!?\"“”‘()".contains(c);
            let chars = article.text.chars();
            chars.map(|c| if dropped(c) { ' ' } else { c }).collect()
        }
        Spoil::Misread => misread(&article.text),
    };
    Article {
        text,
        ..article.clone()
    }
}

/// The only character that `cased` gives, else the old one.
fn single(mut cased: impl Iterator<Item = char>, old: char) -> char {
    let first = cased.next().unwrap_or(old);
    if cased.next().is_some() { old } else { first }
}

/// Every word with a capital.
fn title(text: &str) -> String {
    let mut begins = true;
    let recase = |c: char| {
        let upper = begins || c.is_uppercase();
        begins = !(c.is_alphanumeric() || matches!(c, '\'' | '’'));
        if upper {
            single(c.to_uppercase(), c)
        } else {
            single(c.to_lowercase(), c)
        }
    };
    text.chars().map(recase).collect()
}

/// Letters and figures that scanners take for each other, one in forty.
fn misread(text: &str) -> String {
    let pairs = [
        "lI", "1l", "0O", "O0", "ec", "ce", "hb", "un", "nu", "S5", "5S", "tf", "ao", "B8",
    ];
    let wrong = |c: char| {
        let pair = pairs.iter().find(|p| p.starts_with(c));
        pair.and_then(|p| p.chars().nth(1)).unwrap_or(c)
    };
    // A fixed sequence that looks random.
    let mut state = 7_u32;
    let next = |c: char| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if (state >> 16).is_multiple_of(20) {
            wrong(c)
        } else {
            c
        }
    };
    text.chars().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stays_one() {
        let article = Article {
            text: "“O’Neill’s ﬁrst straße,” İlkay said. U.S. nurses left.".repeat(3),
            ..Article::default()
        };
        let n = article.text.chars().count();
        let starts = [
            (
                Spoil::Lower,
                "“o’neill’s ﬁrst straße,” İlkay said. u.s. nurses",
            ),
            (
                Spoil::Upper,
                "“O’NEILL’S ﬁRST STRAßE,” İLKAY SAID. U.S. NURSES",
            ),
            (
                Spoil::Title,
                "“O’Neill’s ﬁrst Straße,” İlkay Said. U.S. Nurses",
            ),
            (
                Spoil::Unpunctuated,
                " O’Neill’s ﬁrst straße   İlkay said  U S  nurses",
            ),
        ];
        for (spoil, start) in starts {
            let text = spoilt(&article, spoil).text;
            assert!(text.starts_with(start), "{text}");
            assert_eq!(text.chars().count(), n, "{spoil:?}");
        }
        let text = spoilt(&article, Spoil::Misread).text;
        assert!(text.chars().count() == n && text != article.text, "{text}");
    }
}
