//! Marked quotations → tokens.

use crate::corpus::Article;
use anyhow::Result;
use quotelight::aliases::{self, Known};
use quotelight::attribution::parts::normal;
use quotelight::attribution::view::{Input, View};
use quotelight::attribution::words::Words;
use quotelight::entities::vocabulary::Vocabulary;
use quotelight::entities::{self, Memo, Tagger};
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::tokens::tokenize;
use quotelight::{Entity, Layout, MarkPair, Mention, Token, TokenRange, dates, marks, sentences};

/// A text with what the earlier passes find in it.
pub(crate) struct Text {
    pub(crate) article: Article,
    tokens: Vec<Token>,
    layout: Layout,
    marks: Vec<MarkPair>,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    /// How much its quotations count.
    pub(crate) weight: f32,
}

/// A marked quotation.
pub(crate) struct Gold {
    /// Its pieces as the program would give them.
    pub(crate) content: Vec<TokenRange>,
    pub(crate) cue: Option<TokenRange>,
    pub(crate) speaker: Option<TokenRange>,
    /// Whether the corpus says where the speaker stands.
    pub(crate) has_place: bool,
    /// Who that is.
    pub(crate) chain: Option<u32>,
}

/// The passes before this one.
pub(crate) struct Passes {
    pub(crate) lexicon: Lexicon,
    tagger: Tagger,
    words: Words,
    known: Known,
}

impl Passes {
    pub(crate) fn open() -> Result<Self> {
        Ok(Self {
            lexicon: Lexicon::embedded()?,
            tagger: Tagger::embedded()?,
            words: Words::new(),
            known: Known::new(),
        })
    }

    /// Runs the passes over an article.
    pub(crate) fn text(&self, article: &Article, weight: f32) -> Text {
        let text = &article.text;
        let tokens = tokenize(text);
        let layout = sentences::split(text, &tokens);
        let marks = marks::pair(text, &tokens, &layout);
        let numbers = finish(dates::find(text, &tokens, &layout, None, &Pace::unbroken()));
        let mentions = finish(entities::find(
            (&self.tagger, &self.lexicon),
            text,
            &tokens,
            &layout,
            numbers,
            &mut Memo::default(),
            &Pace::unbroken(),
        ));
        Text {
            article: article.clone(),
            entities: finish(aliases::link(
                aliases::Source::new(&self.lexicon, &self.known, text, &tokens),
                &mentions,
                &Pace::unbroken(),
            )),
            tokens,
            layout,
            marks,
            mentions,
            weight,
        }
    }

    /// The text as the pass sees it.
    pub(crate) fn view<'t>(&'t self, text: &'t Text) -> View<'t> {
        let input = Input {
            text: &text.article.text,
            tokens: &text.tokens,
            layout: &text.layout,
            marks: &text.marks,
            mentions: &text.mentions,
            entities: &text.entities,
            lexicon: &self.lexicon,
        };
        let vocabulary = &mut Vocabulary::default();
        finish(View::new(
            input,
            &self.words,
            vocabulary,
            None,
            &Pace::unbroken(),
        ))
    }
}

impl Text {
    /// Whether it says who the speakers are.
    pub(crate) fn has_chains(&self) -> bool {
        self.article.entities.iter().any(|e| e.chain.is_some())
    }

    /// The marked names of a chain.
    pub(crate) fn mentions_of(&self, chain: u32) -> Vec<TokenRange> {
        let starts = self.starts();
        let named = self
            .article
            .entities
            .iter()
            .filter(|e| e.chain == Some(chain));
        named
            .filter_map(|e| self.range(&starts, e.start, e.end))
            .collect()
    }

    /// The byte at which each code point starts, and the length.
    fn starts(&self) -> Vec<u32> {
        let text = &self.article.text;
        let mut starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        starts.push(text.len() as u32);
        starts
    }

    fn range(&self, starts: &[u32], start: usize, end: usize) -> Option<TokenRange> {
        let (start, end) = (*starts.get(start)?, *starts.get(end)?);
        let first = self.tokens.partition_point(|t| t.span().end <= start);
        let last = self.tokens.partition_point(|t| t.span().start < end);
        (first < last).then(|| TokenRange::new(first as u32, last as u32))
    }

    /// Its marked quotations.
    pub(crate) fn gold(&self, view: &View<'_>) -> Vec<Gold> {
        let starts = self.starts();
        let range = |start: usize, end: usize| self.range(&starts, start, end);
        let quotes = self.article.quotes.iter().map(|q| {
            let pieces = q.content.iter().filter_map(|p| range(p.0, p.1));
            let speaker = q.speaker.as_ref();
            Gold {
                content: pieces.filter_map(|p| core(view, p)).collect(),
                cue: q.cue.and_then(|c| range(c.start, c.end)),
                speaker: speaker.and_then(|s| range(s.start?, s.end?)),
                has_place: speaker.is_none_or(|s| s.start.is_some()),
                chain: speaker.and_then(|s| s.chain),
            }
        });
        quotes.filter(|g| !g.content.is_empty()).collect()
    }
}

/// A piece without marks and punctuation at its ends, as scores compare it.
pub(crate) fn core(view: &View<'_>, range: TokenRange) -> Option<TokenRange> {
    use quotelight::TokenKind::{Punctuation, Quote, Stop};
    let range = normal(view, range).unwrap_or(range);
    let edge = |i: u32| matches!(view.kind(i), Some(Punctuation | Quote | Stop));
    let TokenRange { mut start, mut end } = range;
    while start < end && edge(start) {
        start += 1;
    }
    while start < end && edge(end - 1) {
        end -= 1;
    }
    (start < end).then(|| TokenRange::new(start, end))
}
