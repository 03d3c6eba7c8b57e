//! Predictions by the library in this process, over all cores.

use anyhow::Context;
use quotelight::records::{EntityRecord, QuoteRecord, Record};
use quotelight::{Analyzer, Options};

use crate::corpus::{Article, Entity, Quote, Range, Speaker};
use crate::parallel;

/// What the library finds in one article.
pub(super) struct Prediction {
    pub(super) entities: Vec<Entity>,
    pub(super) quotes: Vec<Quote>,
    /// How sure the finder is of each entity.
    pub(super) entity_confidences: Vec<f32>,
    /// How sure it is of each quotation.
    pub(super) quote_confidences: Vec<f32>,
    /// How sure it is of the speaker of each quotation; 0 where it is open.
    pub(super) speaker_confidences: Vec<f32>,
    /// The record as the command line writes it.
    pub(super) record: Record<String>,
}

/// Analyses every article, each with its date where it has one.
pub(super) fn all(articles: &[Article]) -> anyhow::Result<Vec<Prediction>> {
    with_threshold(articles, None)
}

/// As [`all`], with a threshold of its own for speakers.
pub(super) fn with_threshold(
    articles: &[Article],
    speaker_threshold: Option<f32>,
) -> anyhow::Result<Vec<Prediction>> {
    let analyzer = Analyzer::new().context("the embedded model")?;
    Ok(with_analyzer(&analyzer, articles, speaker_threshold))
}

/// As [`with_threshold`], by another analyzer.
pub(super) fn with_analyzer(
    analyzer: &Analyzer,
    articles: &[Article],
    speaker_threshold: Option<f32>,
) -> Vec<Prediction> {
    parallel::map(articles, |article| {
        let options = Options {
            date: article.date.as_deref().and_then(|date| date.parse().ok()),
            speaker_threshold,
        };
        one(analyzer, article, &options)
    })
}

fn one(analyzer: &Analyzer, article: &Article, options: &Options) -> Prediction {
    let analysis = analyzer.analyze(&article.text, options);
    let record = Record::new(article.id.clone(), &analysis);
    Prediction {
        entities: record.entities.iter().map(Entity::from).collect(),
        quotes: record.quotes.iter().map(Quote::from).collect(),
        entity_confidences: analysis.mentions.iter().map(|m| m.confidence).collect(),
        quote_confidences: analysis.quotes.iter().map(|q| q.confidence).collect(),
        speaker_confidences: analysis
            .quotes
            .iter()
            .map(|q| q.speaker.map_or(0.0, |s| s.confidence))
            .collect(),
        record,
    }
}

impl From<&EntityRecord> for Entity {
    fn from(record: &EntityRecord) -> Self {
        Self {
            start: record.start as usize,
            end: record.end as usize,
            label: record.label.as_str().to_owned(),
            chain: record.chain,
            value: record.value.clone(),
        }
    }
}

impl From<&QuoteRecord> for Quote {
    fn from(record: &QuoteRecord) -> Self {
        let range = |start: u32, end: u32| (start as usize, end as usize);
        let (start, end) = range(record.start, record.end);
        Self {
            start,
            end,
            kind: Some(record.kind.as_str().to_owned()),
            content: record.content.iter().map(|p| range(p.0, p.1)).collect(),
            speaker: record.speaker.as_ref().map(|s| Speaker {
                start: Some(s.start as usize),
                end: Some(s.end as usize),
                text: Some(s.text.clone()),
                canonical: s.canonical.clone(),
                ..Speaker::default()
            }),
            cue: record.cue.map(|c| Range {
                start: c.start as usize,
                end: c.end as usize,
            }),
        }
    }
}
