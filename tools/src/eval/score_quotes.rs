//! Quotations and speakers against gold, by the rules of `score.py quotes`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::chars;
use super::matching::{Counts, Prf, harmonic, max_matching, ratio};
use super::speakers;
use crate::corpus::{Article, Quote, Speaker};

/// How to score.
#[derive(Clone, Debug, Default)]
pub(super) struct QuoteRules {
    /// Only gold quotations of these kinds are scored, and predictions that cover others are left
    /// out; empty for all kinds.
    pub(super) kinds: Vec<String>,
    /// Predictions that do not stand in quotation marks are left out.
    pub(super) marked_only: bool,
}

/// The figures, in the shape of `score.py --json`.
#[derive(Clone, Debug, Serialize)]
pub(super) struct QuoteScores {
    /// Whole quotations whose pieces are all the same.
    pub(super) quote: Prf,
    /// Single pieces that are the same.
    pub(super) span: Prf,
    /// Pieces that share half of their words.
    pub(super) lenient: Prf,
    /// Words inside quotations.
    pub(super) partial: Prf,
    pub(super) speaker: SpeakerScores,
    pub(super) kinds: BTreeMap<String, KindCounts>,
    pub(super) docs: usize,
}

/// How often the speaker is right.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct SpeakerScores {
    /// Of the gold quotations with a speaker; a missed quotation is wrong.
    pub(super) accuracy: f64,
    /// Of the predicted quotations with a speaker.
    pub(super) precision: f64,
    pub(super) f1: f64,
    /// Of the gold quotations that were found.
    pub(super) on_found: f64,
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) right: usize,
    pub(super) pred: usize,
    pub(super) pred_right: usize,
}

/// How many quotations of a kind there are, and were found.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct KindCounts {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) exact: usize,
}

/// Positions of words in a text's list of words.
type Words = BTreeSet<usize>;
/// A piece of content, stripped of marks and edge punctuation.
type Piece = (usize, usize);

/// A quotation, ready to be compared.
pub(super) struct Candidate<'a> {
    raw: Vec<Piece>,
    pub(super) pieces: Vec<Piece>,
    piece_words: Vec<Words>,
    words: Words,
    pub(super) quote: &'a Quote,
}

impl<'a> Candidate<'a> {
    fn new(quote: &'a Quote, text: &[char], words: &[Piece]) -> Self {
        let raw: Vec<Piece> = content(quote)
            .into_iter()
            .map(|(s, e)| (s, e.min(text.len())))
            .filter(|(s, e)| s < e)
            .collect();
        let pieces: BTreeSet<Piece> = raw
            .iter()
            .map(|(s, e)| chars::strip_edges(text, *s, *e))
            .collect();
        let pieces: Vec<Piece> = pieces.into_iter().collect();
        let piece_words: Vec<Words> = pieces
            .iter()
            .map(|(s, e)| {
                let first = words.partition_point(|w| w.0 < *s);
                let inside = words[first..].iter().take_while(|w| w.1 <= *e).count();
                (first..first + inside).collect()
            })
            .collect();
        Self {
            raw,
            words: piece_words.iter().flatten().copied().collect(),
            piece_words,
            pieces,
            quote,
        }
    }

    /// The comparable quotations of a text; those without content are left out.
    pub(super) fn all(quotes: &'a [Quote], text: &[char], words: &[Piece]) -> Vec<Self> {
        let all = quotes.iter().map(|q| Self::new(q, text, words));
        all.filter(|c| !c.pieces.is_empty()).collect()
    }

    fn speaker(&self) -> Option<&'a Speaker> {
        self.quote.speaker.as_ref()
    }

    /// Whether at least half of the words of the shorter one are common.
    pub(super) fn matches(&self, other: &Self) -> bool {
        let shorter = self.words.len().min(other.words.len());
        shorter > 0 && common(&self.words, &other.words) * 2 >= shorter
    }

    /// Whether it stands inside or against quotation marks.
    fn is_marked(&self, text: &[char]) -> bool {
        self.raw.iter().any(|&(s, e)| {
            let mut a = s;
            while a > 0 && chars::is_space(text[a - 1]) && s - a < 2 {
                a -= 1;
            }
            chars::is_quote(text[s])
                || (a > 0 && chars::is_quote(text[a - 1]))
                || text[s..e].iter().any(|c| chars::is_double_quote(*c))
        })
    }

    /// Of `others`, those that match it, the best first.
    pub(super) fn best_of<'b>(&self, others: &'b [Candidate<'a>]) -> Vec<&'b Candidate<'a>> {
        let mut matching: Vec<&Candidate<'a>> =
            others.iter().filter(|other| other.matches(self)).collect();
        matching.sort_by_key(|other| {
            let common = common(&other.words, &self.words);
            (Reverse(common), other.words.len(), other.pieces.clone())
        });
        matching
    }
}

fn common(a: &Words, b: &Words) -> usize {
    a.intersection(b).count()
}

fn union<'a>(candidates: impl IntoIterator<Item = &'a Candidate<'a>>) -> Words {
    candidates
        .into_iter()
        .flat_map(|c| c.words.iter().copied())
        .collect()
}

/// The pieces of a quotation; where it has none, the whole.
fn content(quote: &Quote) -> Vec<Piece> {
    let pieces: BTreeSet<Piece> = quote
        .content
        .iter()
        .copied()
        .filter(|(s, e)| e > s)
        .collect();
    if pieces.is_empty() && quote.end > quote.start {
        return vec![(quote.start, quote.end)];
    }
    pieces.into_iter().collect()
}

/// The counts of one or more texts.
#[derive(Default)]
struct Sums {
    quote: Counts,
    span: Counts,
    lenient: Counts,
    partial: Counts,
    speaker: SpeakerScores,
    kinds: BTreeMap<String, KindCounts>,
}

/// Scores predictions, one for each gold article.
pub(super) fn score(gold: &[Article], predicted: &[Vec<Quote>], rules: &QuoteRules) -> QuoteScores {
    let mut sums = Sums::default();
    for (article, predicted) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        let words = chars::words(&text, 0, text.len());
        let gold = Candidate::all(&article.quotes, &text, &words);
        let predicted = Candidate::all(predicted, &text, &words);
        sums.add(gold, predicted, &text, rules);
    }
    let s = sums.speaker;
    let (accuracy, precision) = (ratio(s.right, s.gold), ratio(s.pred_right, s.pred));
    QuoteScores {
        quote: sums.quote.into(),
        span: sums.span.into(),
        lenient: sums.lenient.into(),
        partial: sums.partial.into(),
        speaker: SpeakerScores {
            accuracy,
            precision,
            f1: harmonic(accuracy, precision),
            on_found: ratio(s.right, s.found),
            ..s
        },
        kinds: sums.kinds,
        docs: gold.len(),
    }
}

impl Sums {
    fn add(
        &mut self,
        gold: Vec<Candidate<'_>>,
        mut predicted: Vec<Candidate<'_>>,
        text: &[char],
        rules: &QuoteRules,
    ) {
        let scored = |c: &Candidate<'_>| {
            let kind = c.quote.kind.as_ref();
            rules.kinds.is_empty() || kind.is_some_and(|k| rules.kinds.contains(k))
        };
        let (gold, aside): (Vec<_>, Vec<_>) = gold.into_iter().partition(scored);
        if rules.marked_only {
            predicted.retain(|p| p.is_marked(text));
        }
        let (gold_words, aside_words) = (union(&gold), union(&aside));
        predicted.retain(|p| {
            let aside = common(&p.words, &aside_words);
            !(aside * 2 > p.words.len() && aside > common(&p.words, &gold_words))
        });
        self.add_spans(&gold, &predicted);
        let left_out: Words = aside_words.difference(&gold_words).copied().collect();
        let predicted_words: Words = union(&predicted).difference(&left_out).copied().collect();
        self.partial += Counts {
            right: common(&gold_words, &predicted_words),
            predicted: predicted_words.len(),
            gold: gold_words.len(),
        };
        self.add_speakers(&gold, &predicted, text);
        for g in &gold {
            let kind = g.quote.kind.clone().filter(|k| !k.is_empty());
            let kind = self
                .kinds
                .entry(kind.unwrap_or_else(|| "?".to_owned()))
                .or_default();
            kind.gold += 1;
            kind.found += usize::from(predicted.iter().any(|p| p.matches(g)));
            kind.exact += usize::from(predicted.iter().any(|p| p.pieces == g.pieces));
        }
    }

    fn add_spans(&mut self, gold: &[Candidate<'_>], predicted: &[Candidate<'_>]) {
        let wholes = |all: &[Candidate<'_>]| -> BTreeSet<Vec<Piece>> {
            all.iter().map(|c| c.pieces.clone()).collect()
        };
        let (g, p) = (wholes(gold), wholes(predicted));
        self.quote += Counts {
            right: g.intersection(&p).count(),
            predicted: p.len(),
            gold: g.len(),
        };
        let (g, p) = (pieces(gold), pieces(predicted));
        let right = p.keys().filter(|piece| g.contains_key(*piece)).count();
        let (predicted, gold) = (p.len(), g.len());
        self.span += Counts {
            right,
            predicted,
            gold,
        };
        let fits: Vec<Vec<usize>> = p
            .values()
            .map(|words| {
                let alike = g
                    .values()
                    .enumerate()
                    .filter(|(_, other)| half_alike(words, other));
                alike.map(|(j, _)| j).collect()
            })
            .collect();
        let right = max_matching(&fits, gold);
        self.lenient += Counts {
            right,
            predicted,
            gold,
        };
    }

    fn add_speakers(&mut self, gold: &[Candidate<'_>], predicted: &[Candidate<'_>], text: &[char]) {
        for g in gold {
            let Some(speaker) = g.speaker() else { continue };
            self.speaker.gold += 1;
            let best = g.best_of(predicted);
            let Some(first) = best.first() else { continue };
            self.speaker.found += 1;
            let top = common(&first.words, &g.words);
            let right = best.iter().any(|p| {
                common(&p.words, &g.words) == top
                    && p.speaker()
                        .is_some_and(|s| speakers::is_right(text, speaker, s))
            });
            self.speaker.right += usize::from(right);
        }
        for p in predicted {
            if p.speaker().is_some() {
                self.speaker.pred += 1;
                self.speaker.pred_right += usize::from(is_speaker_right(p, gold, text));
            }
        }
    }
}

/// Whether the speaker of a predicted quotation is that of the gold one that it matches best.
pub(super) fn is_speaker_right(p: &Candidate<'_>, gold: &[Candidate<'_>], text: &[char]) -> bool {
    let best = p.best_of(gold);
    let gold = best.first().and_then(|g| g.speaker());
    gold.zip(p.speaker())
        .is_some_and(|(g, p)| speakers::is_right(text, g, p))
}

fn pieces<'a>(all: &'a [Candidate<'_>]) -> BTreeMap<Piece, &'a Words> {
    let pieces = all
        .iter()
        .flat_map(|c| c.pieces.iter().copied().zip(&c.piece_words));
    pieces.collect()
}

/// Whether two sets of words have a Jaccard overlap of one half.
fn half_alike(a: &Words, b: &Words) -> bool {
    let common = common(a, b);
    let all = a.len() + b.len() - common;
    all > 0 && common * 2 >= all
}
