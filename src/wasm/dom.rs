//! What windows, workers and Node.js all have: user timing and UTF-8; only here web-sys.

use wasm_bindgen::prelude::*;
use web_sys::{Performance, js_sys::JsString};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = performance)]
    static PERFORMANCE: Option<Performance>;

    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Vec<u8>;
}

/// A text in UTF-8, lone surrogates as U+FFFD. For a `String` the glue takes room for three times
/// the text, and for the text once more, which stay with the memory.
pub(super) fn utf8(text: &JsString) -> String {
    let bytes = TextEncoder::new().encode(text);
    String::from_utf8(bytes).unwrap_or_default() // encoders write nothing else
}

/// Milliseconds on a clock that only runs forward; nothing where the host has none.
pub(super) fn now() -> Option<f64> {
    PERFORMANCE.with(|performance| performance.as_ref().map(Performance::now))
}

/// The mark at which the current pass began.
const MARK: &str = "quotelight:pass";

/// Measures the passes of one analysis: one `quotelight:<pass>` for each.
#[derive(Debug)]
pub(super) struct Profile {
    performance: Performance,
}

impl Profile {
    /// Begins to measure; nothing where the host has no user timing.
    pub(super) fn start() -> Option<Self> {
        let performance = PERFORMANCE.with(Option::clone)?;
        performance.mark(MARK).ok()?;
        Some(Self { performance })
    }

    /// The pass that ran since the last call, or since the start, has ended.
    pub(super) fn ended(&self, pass: &str) {
        let name = format!("quotelight:{pass}");
        // A host without a clock that works costs us the figures, not the analysis.
        let _ = self.performance.measure_with_start_mark(&name, MARK);
        let _ = self.performance.mark(MARK);
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.performance.clear_marks_with_mark_name(MARK);
    }
}
