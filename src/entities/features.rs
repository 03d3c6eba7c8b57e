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

/// Gives the features of token `at` of `sentence` to `push`, as template and value.
pub fn extract(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    push: &mut impl FnMut(u32, u64),
) {
    for offset in AROUND {
        let form = (at + offset as usize)
            .checked_sub(2)
            .and_then(|at| sentence.form(at));
        of_word(offset, form, push);
    }
    of_context(article, sentence, at, push);
}

/// Gives the features that [`of_word`] does not.
pub fn of_context(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    push: &mut impl FnMut(u32, u64),
) {
    let look = |offset: isize| sentence.form(at.checked_add_signed(offset)?);
    let Some(here) = look(0) else {
        return;
    };
    let around = [look(-2), look(-1), Some(here), look(1), look(2)];
    push(0, 0);
    pair_features(&around, push);
    place_features(article, sentence, at, here, push);
    match sentence.run(at) {
        Some(run) => run_features(sentence, at, run, push),
        None => push(224, here.case as u64),
    }
    phrase_features(article, sentence, at, push);
    use_features(article, sentence, at, here, push);
    number_features(article, sentence, at, here, push);
}

/// What the rules for numbers found here and beside.
fn number_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    here: &Form,
    push: &mut impl FnMut(u32, u64),
) {
    let token = sentence.range.start as usize + at;
    let number = |token: Option<usize>| {
        let label = token.and_then(|t| article.numbers.get(t));
        u64::from(label.copied().unwrap_or_default())
    };
    let own = number(Some(token));
    let before = number(token.checked_sub(1).filter(|_| at > 0));
    let after = number(Some(token + 1).filter(|_| sentence.form(at + 1).is_some()));
    if own + before + after == 0 {
        return;
    }
    push(244, own);
    push(245, join(own, here.lower));
    push(246, join(before, own));
    push(247, join(own, after));
    push(248, join(join(before, own), here.shape));
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

fn pair_features(around: &[Option<&Form>; 5], push: &mut impl FnMut(u32, u64)) {
    let lower = |form: Option<&Form>| form.map_or(0, |f| f.lower);
    let shape = |form: Option<&Form>| form.map_or(0, |f| f.shape);
    let cluster = |form: Option<&Form>, n: usize| {
        let clusters = form.map_or([0; 4], |f| f.clusters);
        u64::from(clusters.get(n).copied().unwrap_or_default())
    };
    let [far_before, before, here, after, far_after] = *around;
    push(160, join(lower(before), lower(here)));
    push(161, join(lower(here), lower(after)));
    push(162, join(lower(before), lower(after)));
    push(163, join(lower(before), shape(here)));
    push(164, join(shape(here), lower(after)));
    push(165, join(shape(before), shape(here)));
    push(166, join(shape(here), shape(after)));
    push(168, join(lower(far_before), lower(before)));
    push(169, join(lower(after), lower(far_after)));
    push(
        170,
        join(join(shape(far_before), shape(before)), shape(here)),
    );
    push(171, join(join(shape(here), shape(after)), shape(far_after)));
    push(175, join(cluster(before, 1), cluster(here, 1)));
    push(176, join(cluster(here, 1), cluster(after, 1)));
    push(177, join(cluster(before, 1), cluster(after, 1)));
    push(179, join(lower(before), cluster(here, 1)));
    push(180, join(cluster(here, 1), lower(after)));
    push(181, join(cluster(far_before, 2), cluster(before, 2)));
    push(182, join(cluster(after, 2), cluster(far_after, 2)));
}

/// Where the token stands.
fn place_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    here: &Form,
    push: &mut impl FnMut(u32, u64),
) {
    let token = article.tokens.get(sentence.range.start as usize + at);
    let gap = token.map_or(Gap::Space, |t| t.gap);
    let casing = sentence.casing as u64;
    let place = u64::from(at == 0) | casing << 1 | (gap as u64) << 4;
    push(192, join(place, here.case as u64));
    push(
        195,
        join(place, here.word.habit as u64 | (here.case as u64) << 8),
    );
    push(196, u64::from(sentence.heading) | casing << 1);
}

/// The run of capitals that the token is part of.
fn run_features(sentence: &Sentence, at: usize, run: Run, push: &mut impl FnMut(u32, u64)) {
    let length = (run.end - run.start).min(4) as u64;
    let place = match (at == run.start, at + 1 == run.end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let first = sentence.form(run.start);
    let last = sentence.form(run.end - 1);
    let before = run.start.checked_sub(1).and_then(|at| sentence.form(at));
    let after = sentence.form(run.end);
    let lower = |form: Option<&Form>| form.map_or(0, |f| f.lower);
    let flags = |form: Option<&Form>| form.map_or(0, |f| u64::from(f.flags().0));
    push(208, join(length, place));
    if length > 1 {
        push(209, join(place, lower(first)));
        push(210, join(place, lower(last)));
    }
    push(215, join(place, lower(before)));
    push(216, join(place, lower(after)));
    each_flag(run.flags, |flag| push(221, join(place, flag)));
    // `Ministry of X`, `X and Y`: over the small word that joins two runs.
    let linked = |form: Option<&Form>| form.is_some_and(|f| f.word.is(Flags::FUNCTION));
    if linked(before) {
        let head = run.start.checked_sub(2).and_then(|at| sentence.form(at));
        push(222, join(join(place, lower(before)), join(lower(head), 0)));
        push(225, join(join(place, lower(before)), join(flags(head), 1)));
    }
    if linked(after) {
        let next = sentence.form(run.end + 1);
        push(223, join(join(place, lower(after)), join(lower(last), 0)));
        push(
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
    push: &mut impl FnMut(u32, u64),
) {
    let token = sentence.range.start as usize + at;
    let Some(Some(phrase)) = article.phrases.get(token) else {
        return;
    };
    let first = phrase.tokens.start as usize == token;
    let last = phrase.tokens.end as usize == token + 1;
    let place = u64::from(first) | u64::from(last) << 1;
    let case = sentence.form(at).map_or(0, |f| f.case as u64);
    let flags = phrase.word.flags.without(Flags::PHRASE_START);
    push(230, join(join(place, u64::from(flags.0)), case));
    each_flag(flags, |flag| push(231, join(join(place, flag), case)));
}

/// What the same word does elsewhere in the text.
fn use_features(
    article: &Article<'_>,
    sentence: &Sentence,
    at: usize,
    here: &Form,
    push: &mut impl FnMut(u32, u64),
) {
    if !here.is_capital() {
        return;
    }
    let Some(seen) = article.use_of(sentence.range.start as usize + at) else {
        return;
    };
    let counts = u64::from(seen.small.min(2)) | u64::from(seen.capital.min(2)) << 2;
    let casing = sentence.casing as u64;
    push(
        240,
        join(
            counts,
            here.case as u64 | casing << 8 | u64::from(at == 0) << 16,
        ),
    );
    each_flag(seen.before, |flag| push(241, flag));
    each_flag(seen.after, |flag| push(242, flag));
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
            let is_it = |t: &Token| t.span.of(text) == word;
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
