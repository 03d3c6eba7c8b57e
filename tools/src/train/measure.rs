//! A quick score of a tagger during training, by the rules of `score.py --loose-edges`.

use crate::corpus::{self, Article as Marked, Entity};
use crate::eval::errors;
use crate::eval::score_entities::{Edges, EntityRules, EntityScores, Labels, score};
use crate::marked;
use crate::parallel;
use anyhow::Result;
use quotelight::entities::{self, Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::tokens::tokenize;
use quotelight::{EntityKind, dates, sentences};
use std::path::Path;

/// A development set.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    labels: Labels,
    pub(crate) articles: Vec<Marked>,
}

/// The sets that are looked at during training.
pub(crate) fn sets(data: &Path) -> Result<Vec<Set>> {
    let names = [
        ("wikinews/dev", Labels::All),
        ("ner/uner_ewt.dev", Labels::Collapsed),
        ("ner/wikigold.dev", Labels::Collapsed),
        ("ner/gum_news.dev", Labels::Collapsed),
        ("ner/gum_other.dev", Labels::Collapsed),
        ("ner/gmb.dev", Labels::Collapsed),
        ("ner/crossner.dev", Labels::Collapsed),
        ("ner/re3d.dev", Labels::Collapsed),
        ("ner/wnut17.dev", Labels::Collapsed),
    ];
    let read = |(name, labels)| {
        Ok(Set {
            name,
            labels,
            articles: corpus::read(&data.join(format!("{name}.jsonl")))?,
        })
    };
    let own = |name, articles| Set {
        name,
        labels: Labels::All,
        articles,
    };
    let own = [
        Ok(own("articles", marked::articles()?)),
        Ok(own("beats", marked::beats()?)),
        Ok(own("fresh", marked::fresh()?)),
    ];
    names.into_iter().map(read).chain(own).collect()
}

impl Set {
    /// Whether the set tells all our kinds apart.
    pub(crate) fn is_full(&self) -> bool {
        matches!(self.labels, Labels::All)
    }
}

/// What a tagger finds in the articles of a set.
pub(crate) fn predict(lexicon: &Lexicon, tagger: &Tagger, set: &Set) -> Vec<Vec<Entity>> {
    let one = |marked: &Marked| {
        let text = &marked.text;
        let tokens = tokenize(text);
        let layout = sentences::split(text, &tokens);
        let points = |byte: u32| text[..byte as usize].chars().count();
        let entity = |kind: EntityKind, span: quotelight::Span| Entity {
            start: points(span.start),
            end: points(span.end),
            label: kind.as_str().to_owned(),
            ..Entity::default()
        };
        let mut numbers = finish(dates::find(text, &tokens, &layout, None, &Pace::unbroken()));
        if std::env::var_os("RULES_ONLY").is_some() {
            return numbers
                .iter()
                .map(|n| entity(n.kind, n.tokens.span(&tokens)))
                .collect();
        }
        if std::env::var_os("TAGGER_ONLY").is_some() {
            numbers.clear();
        }
        let found = finish(entities::find(
            (tagger, lexicon),
            text,
            &tokens,
            &layout,
            numbers,
            &mut Memo::default(),
            &Pace::unbroken(),
        ));
        found.iter().map(|m| entity(m.kind, m.span)).collect()
    };
    set.articles.iter().map(one).collect()
}

/// The scores of predictions on a set.
pub(crate) fn scores(set: &Set, predicted: &[Vec<Entity>]) -> EntityScores {
    let rules = EntityRules {
        labels: set.labels,
        edges: Edges::Loose,
    };
    score(&set.articles, predicted, rules)
}

/// The F1 of a tagger on each set, in per cent.
pub(crate) fn f1(lexicon: &Lexicon, tagger: &Tagger, sets: &[Set]) -> Vec<(&'static str, f64)> {
    let f1 = |set: &Set| scores(set, &predict(lexicon, tagger, set)).exact.f1;
    parallel::map(sets, |set| (set.name, 100.0 * f1(set)))
}

/// The scores of a tagger on the sets, a line each, and the mean of their F1.
pub(crate) fn measure(lexicon: &Lexicon, tagger: &Tagger, sets: &[Set]) -> String {
    let scores = parallel::map(sets, |set| scores(set, &predict(lexicon, tagger, set)));
    let f1 = scores.iter().map(|s| s.exact.f1).sum::<f64>() / sets.len().max(1) as f64;
    let mut lines: Vec<String> = sets.iter().zip(&scores).map(|(s, f)| line(s, f)).collect();
    lines.push(format!("mean              F1 {:.2}", 100.0 * f1));
    lines.join("\n")
}

fn line(set: &Set, scores: &EntityScores) -> String {
    let all = scores.exact;
    let mut line = format!(
        "{:<17} F1 {:.2} (P {:.1} R {:.1})",
        set.name,
        100.0 * all.f1,
        100.0 * all.p,
        100.0 * all.r
    );
    for (label, scores) in &scores.labels {
        line += &format!(" {} {:.0}", label.to_lowercase(), 100.0 * scores.exact.f1);
    }
    line
}

/// Prints the errors of a tagger on a set, at most `limit` of each group.
pub(crate) fn errors(lexicon: &Lexicon, tagger: &Tagger, set: &Set, limit: usize) {
    let predicted = predict(lexicon, tagger, set);
    errors::print_names(set.name, &set.articles, &predicted, limit);
}
