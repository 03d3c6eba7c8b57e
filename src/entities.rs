//! Mentions: names by the tagger, numbers by rule, decided between in one place.

pub mod article;
pub mod certainty;
pub mod contexts;
pub mod decode;
pub mod features;
pub mod forms;
pub mod memo;
pub mod memory;
pub mod merge;
pub mod runs;
pub mod sections;
pub mod sieve;
pub mod vocabulary;
pub mod words;

use crate::dates::{NumberMention, Value};
use crate::kind::EntityKind;
use crate::lexicon::{self, Lexicon};
use crate::pace::Pace;
use crate::sentences::Layout;
use crate::text::Span;
use crate::tokens::{Token, TokenRange};
use article::Article;
use decode::Tagged;
pub use decode::Tagger;
pub use memo::Memo;

/// A name or number expression in the text. Mentions never overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: EntityKind,
    /// Its value, for dates and numbers.
    pub value: Option<Value>,
    /// How sure the finder is, from 0 to 1; calibrated on the development set.
    pub confidence: f32,
}

/// Finds names and numbers; `numbers` is what the rules found. The mentions are sorted and do not
/// overlap. `memo` is what is kept from the text before.
pub async fn find(
    (tagger, lexicon): (&Tagger, &Lexicon),
    text: &str,
    tokens: &[Token],
    layout: &Layout,
    numbers: Vec<NumberMention>,
    memo: &mut Memo,
    pace: &Pace,
) -> Vec<Mention> {
    memo.begin(text);
    let mut tagged = Vec::new();
    for section in sections::cut(layout) {
        let first = section.tokens.start;
        pace.reach(first as usize, tokens.len());
        pace.rest().await;
        let own = tokens.get(section.tokens.bounds()).unwrap_or_default();
        let numbers = section.numbers(&numbers);
        let vocabulary = &mut memo.vocabulary;
        let article = Article::collect(lexicon, vocabulary, text, own, &section.layout, &numbers);
        let found = tagger.tag(&article, memo, pace).await;
        if own.len() == tokens.len() {
            memo.numbering = Some(article.forms.numbering);
        }
        tagged.extend(found.into_iter().map(|t| {
            let range = TokenRange::new(first + t.tokens.start, first + t.tokens.end);
            Tagged {
                tokens: if t.kind == EntityKind::Person {
                    without_honorifics(text, tokens, range)
                } else {
                    range
                },
                ..t
            }
        }));
    }
    memo.end();
    pace.rest().await;
    merge::merge(tokens, &tagged, numbers, &tagger.certainty)
}

/// `Ms Lee` → `Lee`, `Dr. Lee` → `Lee`.
fn without_honorifics(text: &str, tokens: &[Token], mut name: TokenRange) -> TokenRange {
    let word = |at: u32| {
        let token = tokens.get(at as usize);
        token.map_or("", |token| token.span().of(text))
    };
    while name.len() > 1 && lexicon::is_honorific(word(name.start)) {
        let is_dotted = name.len() > 2 && word(name.start + 1) == ".";
        name.start += 1 + u32::from(is_dotted);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    #[test]
    fn honorifics_are_no_part_of_a_name() {
        let rows = [
            ("Ms Lee", "Lee"),
            ("Dr. Sir Ann Lee", "Ann Lee"),
            ("Miss", "Miss"),
            ("Ann Dame", "Ann Dame"),
        ];
        for (text, expected) in rows {
            let tokens = tokenize(text);
            let all = TokenRange::new(0, crate::text::to_u32(tokens.len()));
            let name = without_honorifics(text, &tokens, all);
            assert_eq!(name.span(&tokens).of(text), expected);
        }
    }
}
