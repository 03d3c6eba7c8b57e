//! The exports to JavaScript; only here wasm-bindgen.
//!
//! The worker and the tests use them; everybody else uses `www/src/index.js`. `types.d.ts` goes
//! into the generated declarations as it is.

mod dom;
mod error;
mod options;

use std::cell::RefCell;

use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::analysis::Analyzer;
use crate::document::Document;
use crate::entities::Memo;
use error::Error;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The analyzer with its models.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    analyzer: Analyzer,
    /// What is kept from text to text: words, and the last text's sentences.
    memo: RefCell<Memo>,
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
        Ok(Self {
            analyzer,
            memo: RefCell::default(),
        })
    }

    /// Finds names and quotations in `text`, in which lone surrogates count as U+FFFD.
    ///
    /// # Errors
    /// An `Error` where an option has a wrong type or value; never for the text.
    #[wasm_bindgen(unchecked_return_type = "Document")]
    pub fn analyze(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Options | null")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let options = options::read(options)?;
        let mut profile = options.profile.then(dom::Profile::start).flatten();
        let mut ended = |pass| {
            if let Some(profile) = &mut profile {
                profile.ended(pass);
            }
        };
        let (analyzer, options) = (&self.analyzer, &options.analysis);
        let analysis = match self.memo.try_borrow_mut() {
            Ok(mut memo) => analyzer.analyze_again(text, options, &mut memo, &mut ended),
            Err(_) => analyzer.analyze_observed(text, options, &mut ended),
        };
        let document = Document::new(&analysis);
        ended("document");
        // Plain objects, and null where a value is missing.
        let value = document
            .serialize(&Serializer::json_compatible())
            .map_err(|e| Error::Document(e.to_string()))?;
        ended("serialize");
        Ok(value)
    }
}
