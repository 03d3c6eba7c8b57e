//! What the tagger looks at.
//!
//! Trainer and program call [`extract`], so they see the same. A feature is a template number and a
//! value; [`TEMPLATES`] identifies the set, and a model trained on another set is refused.

use super::article::Article;
use super::forms::Form;
use super::runs::{Run, Sentence};
use crate::lexicon::Flags;
use crate::model::hasher::join;
use crate::tokens::Gap;

/// Changes whenever the meaning of a template does.
pub const TEMPLATES: u64 = 6;

/// The words from two before a token to two after it are looked at.
pub const AROUND: std::ops::Range<u32> = 0..5;

/// Takes features, as template and value.
pub trait Sink {
    /// Takes a feature.
    fn push(&mut self, template: u32, value: u64);

    /// Takes the features of a group, which are the same wherever `about` is. One that keeps what it
    /// makes of them need not ask for them again.
    fn group(&mut self, about: u64, features: impl FnOnce(&mut Self))
    where
        Self: Sized;
}

impl<P: FnMut(u32, u64)> Sink for P {
    fn push(&mut self, template: u32, value: u64) {
        self(template, value);
    }

    fn group(&mut self, _: u64, features: impl FnOnce(&mut Self)) {
        features(self);
    }
}

/// What the features of a group are about, with the facts that tell them; from 1, so that it is never 0.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
enum Group {
    Place = 1,
    ShapesBefore,
    ShapesAfter,
    Run,
    Phrase,
    Use,
    Numbers,
}

impl Group {
    fn of(self, facts: u64) -> u64 {
        join(facts, self as u64)
    }
}

/// Gives the features of token `at` of `sentence`.
pub fn extract(article: &Article<'_>, sentence: &Sentence, at: usize, sink: &mut impl Sink) {
    for offset in AROUND {
        let form = (at + offset as usize)
            .checked_sub(2)
            .and_then(|at| sentence.form(article, at));
        of_word(offset, form, &mut |template, value| {
            sink.push(template, value);
        });
    }
    of_context(article, sentence, at, sink);
}

/// Gives the features that [`of_word`] does not.
pub fn of_context(article: &Article<'_>, sentence: &Sentence, at: usize, sink: &mut impl Sink) {
    let look = |offset: isize| sentence.form(article, at.checked_add_signed(offset)?);
    let Some(here) = look(0) else {
        return;
    };
    let around = [look(-2), look(-1), Some(here), look(1), look(2)];
    let run = sentence.run(at);
    pair_features(&around, sink);
    shape_features(&around, sink);
    place_features(article, sentence, at, (here, run.is_some()), sink);
    if let Some(run) = run {
        run_features(article, sentence, at, run, sink);
    }
    phrase_features(article, sentence, at, sink);
    use_features(article, sentence, at, here, sink);
    number_features(article, sentence, at, here, sink);
}

/// What the rules for numbers found here and beside.
fn number_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    here: &Form,
    sink: &mut impl Sink,
) {
    let token = sentence.range.start as usize + at;
    let number = |token: Option<usize>| {
        let label = token.and_then(|t| article.numbers.get(t));
        u64::from(label.copied().unwrap_or_default())
    };
    let own = number(Some(token));
    let before = number(token.checked_sub(1).filter(|_| at > 0));
    let after = number(Some(token + 1).filter(|_| sentence.form(article, at + 1).is_some()));
    if own + before + after == 0 {
        return;
    }
    sink.push(245, join(own, here.lower));
    let pair = join(before, own);
    let about = Group::Numbers.of(join(join(pair, after), here.shape));
    sink.group(about, |sink| {
        sink.push(244, own);
        sink.push(246, pair);
        sink.push(247, join(own, after));
        sink.push(248, join(pair, here.shape));
    });
}

/// Gives the features of one word, two before (0) to two after (4): the same wherever the word
/// stands in the text, so that they are summed up once for each word.
pub fn of_word(offset: u32, form: Option<&Form>, push: &mut impl FnMut(u32, u64)) {
    let base = 32 * offset;
    let Some(form) = form else {
        push(base + 1, 0);
        return;
    };
    let own = offset == 2;
    let near = (1..=3).contains(&offset);
    push(base + 1, form.lower);
    push(base + 2, form.shape);
    if own {
        push(base + 3, form.exact);
        if form.prefix != 0 {
            push(base + 5, form.prefix);
        }
    }
    for (n, suffix) in (7..).zip(form.suffixes) {
        // Of the words beside, the last three letters.
        if suffix != 0 && (own || near && n == 8) {
            push(base + n, suffix);
        }
    }
    let case = form.case as u64;
    for (n, cluster) in (10..).zip(form.clusters) {
        // The finest is too fine for the words beside, and enough for those further away.
        if cluster != 0 && (own || near == (n > 10)) {
            push(base + n, join(u64::from(cluster), case));
        }
    }
    if near {
        let flags = form.flags();
        push(base + 14, join(u64::from(flags.0), case));
        if own {
            each_flag(flags, |flag| push(base + 15, join(flag, case)));
        }
        push(base + 16, join(form.word.habit as u64, case));
    }
}

fn each_flag(flags: Flags, mut take: impl FnMut(u64)) {
    let mut rest = flags.0;
    while rest != 0 {
        take(u64::from(rest.trailing_zeros()));
        rest &= rest - 1;
    }
}

fn pair_features(around: &[Option<&Form>; 5], sink: &mut impl Sink) {
    let lower = |form: Option<&Form>| form.map_or(0, |f| f.lower);
    let shape = |form: Option<&Form>| form.map_or(0, |f| f.shape);
    let cluster = |form: Option<&Form>, n: usize| {
        let clusters = form.map_or([0; 4], |f| f.clusters);
        u64::from(clusters.get(n).copied().unwrap_or_default())
    };
    let [far_before, before, here, after, far_after] = *around;
    sink.push(160, join(lower(before), lower(here)));
    sink.push(161, join(lower(here), lower(after)));
    sink.push(162, join(lower(before), lower(after)));
    sink.push(163, join(lower(before), shape(here)));
    sink.push(164, join(shape(here), lower(after)));
    sink.push(168, join(lower(far_before), lower(before)));
    sink.push(169, join(lower(after), lower(far_after)));
    sink.push(175, join(cluster(before, 1), cluster(here, 1)));
    sink.push(176, join(cluster(here, 1), cluster(after, 1)));
    sink.push(177, join(cluster(before, 1), cluster(after, 1)));
    sink.push(179, join(lower(before), cluster(here, 1)));
    sink.push(180, join(cluster(here, 1), lower(after)));
    sink.push(181, join(cluster(far_before, 2), cluster(before, 2)));
    sink.push(182, join(cluster(after, 2), cluster(far_after, 2)));
}

fn shape_features(around: &[Option<&Form>; 5], sink: &mut impl Sink) {
    let [far_before, before, here, after, far_after] =
        around.map(|form| form.map_or(0, |f| f.shape));
    let left = join(join(far_before, before), here);
    sink.group(Group::ShapesBefore.of(left), |sink| {
        sink.push(165, join(before, here));
        sink.push(170, left);
    });
    let pair = join(here, after);
    let right = join(pair, far_after);
    sink.group(Group::ShapesAfter.of(right), |sink| {
        sink.push(166, pair);
        sink.push(171, right);
    });
}

/// Where the token stands, and whether in a run.
fn place_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    (here, in_run): (&Form, bool),
    sink: &mut impl Sink,
) {
    let token = article.tokens.get(sentence.range.start as usize + at);
    let gap = token.map_or(Gap::Space, |t| t.gap());
    let casing = sentence.casing as u64;
    let (case, habit) = (here.case as u64, here.word.habit as u64);
    let place = u64::from(at == 0) | casing << 1 | (gap as u64) << 4;
    let more = u64::from(sentence.heading) | u64::from(in_run) << 1;
    let about = Group::Place.of(place | case << 8 | habit << 16 | more << 24);
    sink.group(about, |sink| {
        sink.push(0, 0);
        sink.push(192, join(place, case));
        sink.push(195, join(place, habit | case << 8));
        sink.push(196, u64::from(sentence.heading) | casing << 1);
        if !in_run {
            sink.push(224, case);
        }
    });
}

/// The run of capitals that the token is part of.
fn run_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    run: Run,
    sink: &mut impl Sink,
) {
    let length = (run.end - run.start).min(4) as u64;
    let place = match (at == run.start, at + 1 == run.end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let first = sentence.form(article, run.start);
    let last = sentence.form(article, run.end - 1);
    let before = run.start.checked_sub(1).and_then(|at| sentence.form(article, at));
    let after = sentence.form(article, run.end);
    let lower = |form: Option<&Form>| form.map_or(0, |f| f.lower);
    let flags = |form: Option<&Form>| form.map_or(0, |f| u64::from(f.flags().0));
    let size = join(length, place);
    let about = Group::Run.of(join(size, run.flags.0.into()));
    sink.group(about, |sink| {
        sink.push(208, size);
        each_flag(run.flags, |flag| sink.push(221, join(place, flag)));
    });
    if length > 1 {
        sink.push(209, join(place, lower(first)));
        sink.push(210, join(place, lower(last)));
    }
    sink.push(215, join(place, lower(before)));
    sink.push(216, join(place, lower(after)));
    // `Ministry of X`, `X and Y`: over the small word that joins two runs.
    let linked = |form: Option<&Form>| form.is_some_and(|f| f.word.is(Flags::FUNCTION));
    if linked(before) {
        let head = run.start.checked_sub(2).and_then(|at| sentence.form(article, at));
        sink.push(222, join(join(place, lower(before)), join(lower(head), 0)));
        sink.push(225, join(join(place, lower(before)), join(flags(head), 1)));
    }
    if linked(after) {
        let next = sentence.form(article, run.end + 1);
        sink.push(223, join(join(place, lower(after)), join(lower(last), 0)));
        sink.push(
            226,
            join(join(place, lower(after)), join(flags(last), flags(next))),
        );
    }
}

/// The listed name that the token is part of.
fn phrase_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    sink: &mut impl Sink,
) {
    let token = sentence.range.start as usize + at;
    let Some(phrase) = article.phrase(token) else {
        return;
    };
    let first = phrase.tokens.start as usize == token;
    let last = phrase.tokens.end as usize == token + 1;
    let place = u64::from(first) | u64::from(last) << 1;
    let case = sentence.form(article, at).map_or(0, |f| f.case as u64);
    let flags = phrase.word.flags.without(Flags::PHRASE_START);
    let all = join(join(place, u64::from(flags.0)), case);
    sink.group(Group::Phrase.of(all), |sink| {
        sink.push(230, all);
        each_flag(flags, |flag| sink.push(231, join(join(place, flag), case)));
    });
}

/// What the same word does elsewhere in the text.
fn use_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    here: &Form,
    sink: &mut impl Sink,
) {
    if !here.is_capital() {
        return;
    }
    let Some(seen) = article.use_of(sentence.range.start as usize + at) else {
        return;
    };
    let counts = u64::from(seen.small.min(2)) | u64::from(seen.capital.min(2)) << 2;
    let casing = sentence.casing as u64;
    let place = here.case as u64 | casing << 8 | u64::from(at == 0) << 16;
    let all = join(counts, place);
    let lists = u64::from(seen.before.0) | u64::from(seen.after.0) << 32;
    sink.group(Group::Use.of(join(all, lists)), |sink| {
        sink.push(240, all);
        each_flag(seen.before, |flag| sink.push(241, flag));
        each_flag(seen.after, |flag| sink.push(242, flag));
    });
}

#[cfg(test)]
mod tests {
    use super::super::runs::in_first;
    use super::*;
    use crate::model::hasher;
    use crate::tokens::Token;

    /// The features of the token `word` of a text of one sentence.
    fn features(text: &str, word: &str) -> Vec<(u32, u64)> {
        in_first(text, |article, sentence| {
            let is_it = |t: &Token| t.span().of(text) == word;
            let at = article.tokens.iter().position(is_it).unwrap();
            let mut found = Vec::new();
            extract(article, sentence, at, &mut |template, value| {
                found.push((template, value));
            });
            found
        })
    }

    #[test]
    fn a_token_shows_its_word_its_neighbours_and_its_run() {
        let text = "On Monday the minister met Ann Lee of Acme in June 2019.";
        let word = |w: &str| hasher::text(w);
        // The word itself has offset 2, so template 64 and up; the words beside it 32 and 96.
        let rows = [
            ("Ann", 65, word("ann"), true),
            ("Ann", 67, word("Ann"), true),
            ("Ann", 33, word("met"), true),
            ("Ann", 97, word("lee"), true),
            ("Ann", 97, word("Lee"), false),
            ("Lee", 209, join(2, word("ann")), true),
            ("Acme", 215, join(0, word("of")), true),
            ("minister", 209, join(0, word("met")), false),
            ("Ann", 208, join(2, 1), true),
            ("Lee", 208, join(2, 2), true),
            ("Acme", 208, join(1, 0), true),
        ];
        for (token, template, value, expected) in rows {
            let found = features(text, token).contains(&(template, value));
            assert_eq!(found, expected, "{token} {template}");
        }
        let has =
            |token: &str, template: u32| features(text, token).iter().any(|f| f.0 == template);
        // What the rules for numbers found, and a run of capitals, are told where they are.
        for (token, template, expected) in [
            ("2019", 244, true),
            ("Ann", 244, false),
            ("minister", 224, true),
            ("Ann", 224, false),
        ] {
            assert_eq!(has(token, template), expected, "{token} {template}");
        }
    }
}
