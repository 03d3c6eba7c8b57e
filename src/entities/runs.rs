//! A sentence as the features see it: its forms, how it is cased, and its runs of capitals.

use super::article::Article;
use super::forms::Form;
use crate::lexicon::Flags;
use crate::tokens::{Case, TokenKind, TokenRange};

/// What the capitals of a sentence tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Casing {
    /// Names have capitals, other words mostly not.
    #[default]
    Common,
    /// Every word of weight has a capital, as in headlines.
    Title,
    /// EVERYTHING IS IN CAPITALS.
    Upper,
    /// nothing has a capital.
    Lower,
}

/// Words with capitals side by side, joined by hyphens and dots: `Ann Lee`, `Coca-Cola`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Its first token within the sentence.
    pub start: usize,
    /// The token after its last one.
    pub end: usize,
    /// The lists in which its words stand.
    pub flags: Flags,
}

/// A sentence with its runs; reused from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its tokens in the text.
    pub range: TokenRange,
    /// How it is cased.
    pub casing: Casing,
    /// Whether it is a headline.
    pub heading: bool,
    /// Its runs; none where capitals tell nothing.
    pub runs: Vec<Run>,
    /// For each token, its run.
    pub run_of: Vec<Option<u16>>,
}

impl Sentence {
    /// Sets this to the sentence `range` of `article`.
    pub fn set(&mut self, article: &Article<'_>, range: TokenRange, heading: bool) {
        self.range = range;
        self.heading = heading;
        let forms = article.forms.of(range);
        self.casing = casing(forms.clone());
        self.runs.clear();
        self.run_of.clear();
        self.run_of.resize(range.len() as usize, None);
        if matches!(self.casing, Casing::Common) {
            self.find_runs(forms);
        }
    }

    /// The form of token `at` of the sentence, which is one of `article`.
    #[inline]
    #[must_use]
    pub fn form<'a>(&self, article: &'a Article<'_>, at: usize) -> Option<&'a Form> {
        let token = self.range.start as usize + at;
        let token = Some(token).filter(|token| *token < self.range.end as usize)?;
        article.forms.get(token)
    }

    /// The run of token `at` of the sentence.
    #[must_use]
    pub fn run(&self, at: usize) -> Option<Run> {
        let number = usize::from((*self.run_of.get(at)?)?);
        self.runs.get(number).copied()
    }

    fn find_runs<'a>(&mut self, forms: impl Iterator<Item = &'a Form>) {
        let mut run: Option<Run> = None;
        let mut forms = forms.enumerate().peekable();
        while let Some((at, form)) = forms.next() {
            let begins = form.is_capital() && form.kind == TokenKind::Word;
            let open = match &mut run {
                Some(open) => open,
                None if begins => {
                    run = Some(Run {
                        start: at,
                        end: at + 1,
                        flags: form.flags(),
                    });
                    continue;
                }
                None => continue,
            };
            let joins = |next: &Form| next.is_capital() || next.kind == TokenKind::Number;
            if begins {
                open.end = at + 1;
                open.flags = open.flags | form.flags();
            } else if !(is_joint(form) && forms.peek().is_some_and(|(_, next)| joins(next))) {
                self.runs.extend(run.take());
            }
        }
        self.runs.extend(run);
        for (number, run) in (0_u16..).zip(&self.runs) {
            let tokens = self.run_of.get_mut(run.start..run.end);
            tokens.unwrap_or_default().fill(Some(number));
        }
    }
}

/// Whether the small words of a sentence are mostly not English, so that little can be told of it.
#[must_use]
pub fn is_foreign(article: &Article<'_>, sentence: TokenRange) -> bool {
    let english = Flags::COMMON | Flags::FUNCTION;
    let (mut all, mut known) = (0, 0);
    for form in article.forms.of(sentence) {
        if form.kind == TokenKind::Word && form.case == Case::Lower {
            all += 1;
            known += u32::from(form.word.is(english));
        }
    }
    all >= 5 && known * 10 < all * 6
}

fn is_joint(form: &Form) -> bool {
    form.shape == super::article::HYPHEN || form.shape == super::article::DOT
}

fn casing<'a>(forms: impl Iterator<Item = &'a Form>) -> Casing {
    let (mut all, mut capitals, mut uppers, mut small) = (0, 0, 0, 0);
    // Without a branch, which would go wrong at every name.
    for form in forms {
        let is_word = form.kind == TokenKind::Word;
        all += u32::from(is_word & (form.case != Case::None));
        capitals += u32::from(is_word & form.is_capital());
        uppers += u32::from(is_word & (form.case == Case::Upper));
        // Headlines leave only articles, prepositions and the like small.
        small += u32::from(is_word & (form.case == Case::Lower) & !form.word.is(Flags::FUNCTION));
    }
    if all >= 3 && uppers * 4 >= all * 3 {
        Casing::Upper
    } else if all >= 4 && capitals == 0 {
        Casing::Lower
    } else if capitals >= 4 && small * 8 <= capitals {
        Casing::Title
    } else {
        Casing::Common
    }
}

/// Shows the first sentence of a text to `look`.
#[cfg(test)]
pub(super) fn in_first<T>(text: &str, look: impl FnOnce(&Article<'_>, &Sentence) -> T) -> T {
    use crate::pace::{Pace, finish};
    let lexicon = crate::lexicon::Lexicon::embedded().unwrap();
    let tokens = crate::tokens::tokenize(text);
    let layout = crate::sentences::split(text, &tokens);
    let pace = Pace::unbroken();
    let numbers = finish(crate::dates::find(text, &tokens, &layout, None, &pace));
    let vocabulary = &mut super::vocabulary::Vocabulary::default();
    let article = Article::collect(&lexicon, vocabulary, text, &tokens, &layout, &numbers);
    let mut sentence = Sentence::default();
    sentence.set(&article, layout.sentences[0], false);
    look(&article, &sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::to_u32;

    #[test]
    fn tells_casings_and_foreign_sentences() {
        let rows = [
            (
                "Ann Lee walked home after the long meeting.",
                Casing::Common,
                false,
            ),
            (
                "ann lee walked home after the long meeting.",
                Casing::Lower,
                false,
            ),
            (
                "ANN LEE WALKED HOME AFTER THE MEETING.",
                Casing::Upper,
                false,
            ),
            (
                "Mayor Promises Longer Opening Hours for City Library",
                Casing::Title,
                false,
            ),
            (
                "Die alte Brücke wird nach langer Debatte saniert.",
                Casing::Common,
                true,
            ),
            (
                "El viejo puente será renovado tras un largo debate.",
                Casing::Common,
                true,
            ),
            (
                "Le pont sera rénové après un long débat municipal.",
                Casing::Common,
                true,
            ),
            ("Bonjour, said Ann.", Casing::Common, false),
            (
                "Prime Minister Ann Lee met President Bo Diaz.",
                Casing::Common,
                false,
            ),
            (
                "ACME FIRM TO CLOSE ITS PLANT in Lille",
                Casing::Upper,
                false,
            ),
        ];
        for (text, casing, foreign) in rows {
            in_first(text, |article, sentence| {
                assert_eq!(sentence.casing, casing, "{text}");
                assert_eq!(is_foreign(article, sentence.range), foreign, "{text}");
            });
        }
    }

    #[test]
    fn runs_join_capitals_over_hyphens_and_dots() {
        let text = "He met Jean-Luc Picard of Acme Corp. in the town of Lille.";
        let runs = in_first(text, |article, sentence| {
            let words = |run: &Run| {
                let range = TokenRange::new(to_u32(run.start), to_u32(run.end));
                range.span(article.tokens).of(text).to_owned()
            };
            sentence.runs.iter().map(words).collect::<Vec<_>>()
        });
        assert_eq!(runs, ["He", "Jean-Luc Picard", "Acme Corp", "Lille"]);
    }
}
