//! How often mentions of each odds are right: a logistic curve over the logarithm of the odds,
//! fitted to the development sets that tell all kinds apart.

use super::measure::Set;
use crate::eval::chars;
use crate::parallel;
use quotelight::dates;
use quotelight::entities::article::Article;
use quotelight::entities::certainty::{Certainty, STEPS};
use quotelight::entities::{Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::{sentences, tokens};
use std::collections::HashSet;

/// Rounds of Newton's method; it settles within ten.
const ROUNDS: usize = 25;

/// The share of right mentions for each step of the table, in 65535ths.
pub(crate) fn fit(lexicon: &Lexicon, tagger: &Tagger, sets: &[&Set]) -> [u16; STEPS] {
    let articles = sets.iter().flat_map(|set| &set.articles);
    let answers = parallel::map(&articles.collect::<Vec<_>>(), |marked| {
        let text: Vec<char> = marked.text.chars().collect();
        let gold: HashSet<_> = marked
            .entities
            .iter()
            .map(|e| (chars::loose(&text, e.start, e.end), e.label.as_str()))
            .collect();
        let tokens = tokens::tokenize(&marked.text);
        let layout = sentences::split(&marked.text, &tokens);
        let pace = Pace::unbroken();
        let numbers = finish(dates::find(&marked.text, &tokens, &layout, None, &pace));
        let mut memo = Memo::default();
        let vocabulary = &mut memo.vocabulary;
        let article = Article::collect(
            lexicon,
            vocabulary,
            &marked.text,
            &tokens,
            &layout,
            &numbers,
        );
        let answer = |tagged: &quotelight::entities::decode::Tagged| {
            let span = tagged.tokens.span(&tokens);
            let points = |byte: u32| marked.text[..byte as usize].chars().count();
            let range = chars::loose(&text, points(span.start), points(span.end));
            let (step, part) = Certainty::step(tagged.odds);
            let right = gold.contains(&(range, tagged.kind.as_str()));
            (step as f64 + f64::from(part), right)
        };
        let found = finish(tagger.tag(&article, &mut memo, &pace));
        found.iter().map(answer).collect::<Vec<_>>()
    });
    let curve = logistic(&answers.concat());
    std::array::from_fn(|step| (curve(step as f64) * f64::from(u16::MAX)).round() as u16)
}

/// The logistic curve that makes `answers` likeliest: places and whether they were right.
fn logistic(answers: &[(f64, bool)]) -> impl Fn(f64) -> f64 + use<> {
    let value = |a: f64, b: f64, x: f64| 1.0 / (1.0 + (-a - b * x).exp());
    let (mut a, mut b) = (0.0, 0.1);
    for _ in 0..ROUNDS {
        // The gradient and the curvature, a little of it added for sets with one kind of answer.
        let (mut ga, mut gb, mut aa, mut ab, mut bb) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for (x, right) in answers {
            let p = value(a, b, *x);
            let (miss, w) = (f64::from(u8::from(*right)) - p, p * (1.0 - p));
            ga += miss;
            gb += miss * x;
            aa += w;
            ab += w * x;
            bb += w * x * x;
        }
        let det = aa * bb - ab * ab;
        a += ((bb * ga - ab * gb) / det).clamp(-2.0, 2.0);
        b += ((aa * gb - ab * ga) / det).clamp(-0.5, 0.5);
    }
    move |x| value(a, b, x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_through_the_shares() {
        // Half right at 0, nine in ten at 10.
        let half = (0..100).map(|i| (0.0, i % 2 == 0));
        let most = (0..100).map(|i| (10.0, i % 10 != 0));
        let curve = logistic(&half.chain(most).collect::<Vec<_>>());
        for (x, share) in [(0.0, 0.5), (10.0, 0.9), (5.0, 0.75)] {
            assert!((curve(x) - share).abs() < 0.01, "{x}: {}", curve(x));
        }
        assert!(logistic(&[])(3.0).is_finite());
        assert!(logistic(&[(1.0, true)])(1.0) > 0.5);
    }
}
