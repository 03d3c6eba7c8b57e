//! Runs the passes over one text.

use crate::aliases::{self, Entity, Known};
use crate::attribution::{self, Attributor, view::Input};
use crate::dates::{self, Day};
use crate::entities::{self, Memo, Mention, Tagger};
use crate::lexicon::Lexicon;
use crate::marks::{self, MarkPair};
use crate::model::ModelError;
use crate::pace::{self, Pace};
use crate::quotes::Quote;
use crate::sentences::{self, Layout};
use crate::tokens::{self, Token};

/// What the caller may choose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The article's date, against which relative dates are resolved; what is no day of the calendar
    /// counts as none.
    pub date: Option<Day>,
    /// Speakers below this confidence stay open. `None` is the calibrated default.
    pub speaker_threshold: Option<f32>,
}

/// The engine: owns the views of the embedded models.
#[derive(Debug)]
pub struct Analyzer {
    attributor: Attributor,
    lexicon: Lexicon,
    known: Known,
    tagger: Tagger,
}

/// What the passes found, in bytes of the text, which it borrows.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its paragraphs and sentences.
    pub layout: Layout,
    /// Its quotation marks.
    pub marks: Vec<MarkPair>,
    /// Names and numbers, sorted, never overlapping.
    pub mentions: Vec<Mention>,
    /// Chains of mentions, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Quotations, in the order of the text.
    pub quotes: Vec<Quote>,
    /// The day against which relative dates were resolved.
    pub date: Option<Day>,
}

impl Analyzer {
    /// Checks and opens the embedded models.
    ///
    /// # Errors
    /// [`ModelError`] where the embedded file is damaged or foreign.
    pub fn new() -> Result<Self, ModelError> {
        Self::with_quotes(attribution::MODEL)
    }

    /// The engine with a model of quotations that is not the embedded one, for the trainer.
    ///
    /// # Errors
    /// [`ModelError`] where a model is damaged or foreign.
    #[doc(hidden)]
    pub fn with_quotes(model: &[u8]) -> Result<Self, ModelError> {
        Self::of(Lexicon::embedded()?, entities::decode::MODEL, model)
    }

    /// The engine with models that are not the embedded ones: word lists, names, quotations.
    ///
    /// # Errors
    /// [`ModelError`] where a model is damaged or foreign.
    #[doc(hidden)]
    pub fn with_models(lexicon: &[u8], names: &[u8], quotes: &[u8]) -> Result<Self, ModelError> {
        Self::of(Lexicon::open(lexicon)?, names, quotes)
    }

    fn of(lexicon: Lexicon, names: &[u8], quotes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            attributor: Attributor::open(quotes)?,
            lexicon,
            known: Known::new(),
            tagger: Tagger::open(names)?,
        })
    }

    /// Finds names, chains and quotations in `text`. Any text gives a result.
    #[must_use]
    pub fn analyze<'t>(&self, text: &'t str, options: &Options) -> Analysis<'t> {
        self.analyze_observed(text, options, &mut |_| {})
    }

    /// Like [`analyze`](Self::analyze), and tells `ended` the name of each pass when it ends, so
    /// that the caller can time them: the clock is not the same everywhere.
    #[must_use]
    pub fn analyze_observed<'t>(
        &self,
        text: &'t str,
        options: &Options,
        ended: &mut dyn FnMut(&'static str),
    ) -> Analysis<'t> {
        self.analyze_again(text, options, &mut Memo::default(), ended)
    }

    /// Like [`analyze_observed`](Self::analyze_observed), for a text that is an edit of the one
    /// before: sentences that are still there are not tagged again. The result is that of a full
    /// run, whatever `memo` has seen.
    #[must_use]
    pub fn analyze_again<'t>(
        &self,
        text: &'t str,
        options: &Options,
        memo: &mut Memo,
        ended: &mut dyn FnMut(&'static str),
    ) -> Analysis<'t> {
        let pace = Pace::unbroken();
        pace::finish(self.analyze_paced(text, options, memo, ended, &pace))
    }

    /// Like [`analyze_again`](Self::analyze_again), giving its thread back where `pace` wants it.
    pub async fn analyze_paced<'t>(
        &self,
        text: &'t str,
        options: &Options,
        memo: &mut Memo,
        ended: &mut dyn FnMut(&'static str),
        pace: &Pace,
    ) -> Analysis<'t> {
        let tokens = tokens::tokenize(text);
        ended("tokens");
        pace.rest().await;
        let layout = sentences::split(text, &tokens);
        ended("sentences");
        pace.rest().await;
        let marks = marks::pair(text, &tokens, &layout);
        ended("marks");
        pace.rest().await;
        let given = options.date.filter(|date| date.is_real());
        let (numbers, date) = dates::find_dated(text, &tokens, &layout, given, pace).await;
        ended("dates");
        let lexicon = &self.lexicon;
        let models = (&self.tagger, lexicon);
        let mentions = entities::find(models, text, &tokens, &layout, numbers, memo, pace);
        let mentions = pace::apart(mentions).await;
        ended("entities");
        pace.rest().await;
        let source = aliases::Source {
            memo: Some(memo),
            ..aliases::Source::new(lexicon, &self.known, text, &tokens)
        };
        let entities = aliases::link(source, &mentions, pace);
        let entities = pace::apart(entities).await;
        ended("aliases");
        let input = Input {
            text,
            tokens: &tokens,
            layout: &layout,
            marks: &marks,
            mentions: &mentions,
            entities: &entities,
            lexicon: &self.lexicon,
        };
        let quotes = attribution::attribute(
            &self.attributor,
            input,
            (&mut memo.vocabulary, memo.numbering.take()),
            options.speaker_threshold,
            pace,
        );
        let quotes = pace::apart(quotes).await;
        ended("quotes");
        Analysis {
            text,
            tokens,
            layout,
            marks,
            mentions,
            entities,
            quotes,
            date,
        }
    }
}
