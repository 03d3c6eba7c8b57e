//! The exports to JavaScript; only here wasm-bindgen.
//!
//! The worker and the tests use them; everybody else uses `www/src/index.js`. `types.d.ts` goes
//! into the generated declarations as it is.

mod dom;
mod error;
mod options;
mod pack;

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::JsString;

use crate::analysis::Analyzer;
use crate::document::{Document, Parts};
use crate::entities::Memo;
use crate::pace::{self, Pace};
use error::Error;
use pack::{Item, Packed};

/// The passes in their order, with their shares of the time of a long text.
const PASSES: [(&str, f64); 9] = [
    ("tokens", 0.02),
    ("sentences", 0.01),
    ("marks", 0.01),
    ("dates", 0.05),
    ("entities", 0.40),
    ("aliases", 0.03),
    ("quotes", 0.36),
    ("document", 0.03),
    ("serialize", 0.09),
];

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The analyzer with its models.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Engine {
    analyzer: Rc<Analyzer>,
    /// What is kept from text to text: words, and the last text's sentences.
    memo: Rc<RefCell<Memo>>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens the embedded models.
    ///
    /// # Errors
    /// An `Error` where the binary's models are damaged.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Engine, JsError> {
        let analyzer = Analyzer::new().map_err(Error::Model)?;
        pack::teach_labels();
        Ok(Self {
            analyzer: Rc::new(analyzer),
            memo: Rc::default(),
        })
    }

    /// Finds names and quotations in `text`, in which lone surrogates count as U+FFFD.
    ///
    /// # Errors
    /// An `Error` where an option has a wrong type or value; never for the text.
    #[wasm_bindgen(unchecked_return_type = "Document")]
    pub fn analyze(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsString,
        #[wasm_bindgen(unchecked_optional_param_type = "Options | null")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let options = options::read(options)?;
        let pace = Rc::new(Pace::unbroken());
        Ok(pace::finish(self.clone().work(
            dom::utf8(&text),
            options,
            pace,
            Rc::default(),
        ))?)
    }

    /// Like `analyze`, in steps, between which the thread can do other things.
    ///
    /// # Errors
    /// As those of `analyze`.
    pub fn begin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsString,
        #[wasm_bindgen(unchecked_optional_param_type = "Options | null")] options: JsValue,
    ) -> Result<Run, JsError> {
        let options = options::read(options)?;
        let text = dom::utf8(&text);
        let deadline = Rc::new(Cell::new(0.0));
        let end = Rc::clone(&deadline);
        let is_due = move || dom::now().is_some_and(|now| now >= end.get());
        let (pace, ended) = (Rc::new(Pace::new(is_due)), Rc::default());
        Ok(Run {
            work: Box::pin(
                self.clone()
                    .work(text, options, Rc::clone(&pace), Rc::clone(&ended)),
            ),
            deadline,
            pace,
            ended,
        })
    }
}

impl Engine {
    /// `ended` counts the passes.
    async fn work(
        self,
        text: String,
        options: options::Read,
        pace: Rc<Pace>,
        ended: Rc<Cell<usize>>,
    ) -> Result<JsValue, Error> {
        let mut meter = Meter {
            profile: options.profile.then(dom::Profile::start).flatten(),
            ended,
            pace: &pace,
        };
        // A run that begins before another one's end finds nothing kept, and one of them is kept.
        let mut memo = self.memo.take();
        let (analyzer, options) = (&self.analyzer, &options.analysis);
        let mut ended = |pass| meter.ended(pass);
        let analysis = analyzer.analyze_paced(&text, options, &mut memo, &mut ended, &pace);
        let analysis = analysis.await;
        self.memo.replace(memo);
        let parts = Parts::new(&analysis, &pace).await;
        let head = parts.head(&pace).await;
        meter.ended("document");
        hand_over(head, &parts, &meter).await
    }
}

/// Measures the passes and counts them.
struct Meter<'p> {
    profile: Option<dom::Profile>,
    ended: Rc<Cell<usize>>,
    pace: &'p Pace,
}

impl Meter<'_> {
    /// A pass has ended.
    fn ended(&mut self, pass: &str) {
        self.ended.set(self.ended.get() + 1);
        self.pace.reach(0, 1);
        self.measured(pass);
    }

    /// What ran since the last call belongs to a pass.
    fn measured(&self, pass: &str) {
        if let Some(profile) = &self.profile {
            profile.ended(pass);
        }
    }
}

/// An analysis that is under way.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "only JavaScript holds it")]
pub struct Run {
    work: Pin<Box<dyn Future<Output = Result<JsValue, Error>>>>,
    /// When the step ends, on the clock of [`dom::now`].
    deadline: Rc<Cell<f64>>,
    pace: Rc<Pace>,
    /// How many passes have ended.
    ended: Rc<Cell<usize>>,
}

#[wasm_bindgen]
impl Run {
    /// How much is done, from 0 to 1.
    #[must_use]
    pub fn done(&self) -> f64 {
        let ended = self.ended.get();
        let before: f64 = PASSES.iter().take(ended).map(|(_, share)| share).sum();
        let share = PASSES.get(ended).map_or(0.0, |(_, share)| *share);
        (before + share * f64::from(self.pace.part())).min(1.0)
    }

    /// Works for about so many milliseconds, or, without a clock, to the end. Gives the document
    /// when it is done, after which there is no step more, and `undefined` before.
    ///
    /// # Errors
    /// An `Error` where the document cannot be handed over.
    #[wasm_bindgen(unchecked_return_type = "Document | undefined")]
    pub fn step(&mut self, milliseconds: f64) -> Result<JsValue, JsError> {
        self.deadline
            .set(dom::now().unwrap_or_default() + milliseconds);
        let mut context = Context::from_waker(Waker::noop());
        match self.work.as_mut().poll(&mut context) {
            Poll::Pending => Ok(JsValue::UNDEFINED),
            Poll::Ready(document) => Ok(document?),
        }
    }
}

/// So many items are made before they are handed over.
const AT_ONCE: usize = 1 << 10;

/// The document as plain objects, with null where a value is missing. Its lists may be long.
async fn hand_over(head: Document, parts: &Parts<'_>, meter: &Meter<'_>) -> Result<JsValue, Error> {
    let document = head
        .serialize(&Serializer::json_compatible())
        .map_err(|e| Error::Document(e.to_string()))?;
    fill(&document, parts.paragraphs(), meter).await?;
    fill(&document, parts.entities(), meter).await?;
    fill(&document, parts.quotes(), meter).await?;
    meter.measured("serialize");
    Ok(document)
}

/// Fills one of the document's lists.
async fn fill<T: Item>(
    document: &JsValue,
    mut items: impl Iterator<Item = T>,
    meter: &Meter<'_>,
) -> Result<(), Error> {
    let mut packed = Packed::default();
    loop {
        for item in items.by_ref().take(AT_ONCE) {
            item.pack(&mut packed);
            meter.pace.rest().await;
        }
        meter.measured("document");
        if packed.is_empty() {
            return Ok(());
        }
        packed.unpack::<T>(document)?;
        meter.measured("serialize");
    }
}
