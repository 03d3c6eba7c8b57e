//! Corpora → texts with the labels that their tokens may have.

use super::corpora::{Corpus, Silent};
use super::crf::Labels;
use crate::corpus::{self, Article, Entity};
use anyhow::Result;
use quotelight::dates::{self, NumberMention};
use quotelight::entities::article::Article as View;
use quotelight::entities::vocabulary::Vocabulary;
use quotelight::lexicon::Lexicon;
use quotelight::model::chain::{Place, label, label_at};
use quotelight::pace::{Pace, finish};
use quotelight::tokens::{Token, TokenKind, tokenize};
use quotelight::{EntityKind, Layout, sentences};
use std::collections::HashSet;
use std::path::Path;

/// What the labels of a corpus mean here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// Its labels, and the kinds that each may stand for; none for "anything".
    pub(crate) labels: &'static [(&'static str, &'static [EntityKind])],
    /// The kinds that may stand where it marks nothing.
    pub(crate) silent: Silent,
}

/// A text to learn from or to be measured on.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) layout: Layout,
    /// What the rules for numbers found.
    pub(crate) numbers: Vec<NumberMention>,
    /// The labels that each token may have.
    pub(crate) allowed: Vec<Labels>,
    /// How much its sentences count.
    pub(crate) weight: f32,
    /// Whether it is marked by the annotation guide.
    pub(crate) is_own: bool,
    /// The number of its article; copies of an article share it.
    pub(crate) part: usize,
}

impl Text {
    /// The text as the tagger sees it.
    pub(crate) fn article(&self, lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> View<'_> {
        View::collect(
            lexicon,
            vocabulary,
            &self.text,
            &self.tokens,
            &self.layout,
            &self.numbers,
        )
    }
}

/// The articles of a corpus, short ones joined.
pub(crate) fn articles(data: &Path, corpus: &Corpus) -> Result<Vec<Article>> {
    let lines = corpus::read(&data.join(format!("{}.jsonl", corpus.file)))?;
    if corpus.lines_per_text < 2 {
        return Ok(lines);
    }
    Ok(lines.chunks(corpus.lines_per_text).map(join).collect())
}

/// One article of several lines, in paragraphs of three.
fn join(lines: &[Article]) -> Article {
    let mut whole = Article::default();
    let mut length = 0;
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            let gap = if n % 3 == 0 { "\n\n" } else { " " };
            whole.text += gap;
            length += gap.len();
        }
        whole.text += &line.text;
        whole.entities.extend(line.entities.iter().map(|e| Entity {
            start: e.start + length,
            end: e.end + length,
            ..e.clone()
        }));
        length += line.text.chars().count();
    }
    whole
}

/// Leaves out of `lines` those whose words stand in `others` too.
pub(crate) fn without_repeats(lines: Vec<Article>, others: &[Article]) -> Vec<Article> {
    const WINDOW: usize = 40;
    let letters = |text: &str| -> Vec<u8> {
        let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
        bytes.map(|b| b.to_ascii_lowercase()).collect()
    };
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    for other in others {
        seen.extend(letters(&other.text).windows(WINDOW).map(<[u8]>::to_vec));
    }
    let is_new = |line: &Article| {
        letters(&line.text)
            .get(..WINDOW)
            .is_none_or(|start| !seen.contains(start))
    };
    lines.into_iter().filter(is_new).collect()
}

/// An article with the labels that `policy` allows its tokens.
pub(crate) fn annotate(article: &Article, policy: &Policy, weight: f32) -> Text {
    let text = article.text.clone();
    let tokens = tokenize(&text);
    let layout = sentences::split(&text, &tokens);
    let numbers = finish(dates::find(
        &text,
        &tokens,
        &layout,
        None,
        &Pace::unbroken(),
    ));
    let mut starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    starts.push(text.len() as u32);
    let silent = policy.silent.iter().flatten();
    let outside = silent.fold(1, |set: Labels, kind| set | every_place(*kind));
    let mut allowed = vec![outside; tokens.len()];
    for mark in &article.entities {
        let (Some(&start), Some(&end)) = (starts.get(mark.start), starts.get(mark.end)) else {
            continue;
        };
        let first = tokens.partition_point(|t| t.span().end <= start);
        let last = tokens.partition_point(|t| t.span().start < end);
        if first >= last {
            continue;
        }
        let kinds = policy.labels.iter().find(|(name, _)| *name == mark.label);
        let kinds = kinds.map_or(&[][..], |(_, kinds)| *kinds);
        for (at, set) in (first..last).zip(&mut allowed[first..last]) {
            *set = kinds.iter().fold(0, |set, kind| {
                set | 1 << label_at(*kind as usize, first, last, at)
            });
            // Handles are no names in our sense, whatever tweets call them.
            let handle = outside != 1 && tokens[at].kind() == TokenKind::Address;
            if kinds.is_empty() || handle {
                *set = Labels::MAX;
            }
        }
    }
    Text {
        text,
        tokens,
        layout,
        numbers,
        allowed,
        weight,
        is_own: policy.silent.iter().all(Option::is_none),
        part: 0,
    }
}

/// All places in segments of a kind.
fn every_place(kind: EntityKind) -> Labels {
    [Place::Begin, Place::Inside, Place::Last, Place::Unit]
        .iter()
        .fold(0, |set, place| set | 1 << label(kind as usize, *place))
}
