//! Options from JavaScript, checked one by one, so that a mistake is named.

use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

use super::error::Error;
use crate::analysis::Options;

/// What `Options` in `types.d.ts` may hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Read {
    /// For the analyzer.
    pub(super) analysis: Options,
    /// Whether the passes are measured.
    pub(super) profile: bool,
}

/// Reads the members that we know; others, as JavaScript has it, are nobody's business.
pub(super) fn read(options: JsValue) -> Result<Read, Error> {
    if options.is_undefined() || options.is_null() {
        return Ok(Read::default());
    }
    if !options.is_object() {
        return Err(Error::Option("", "an object"));
    }
    let get = |name: &str| {
        let value = Reflect::get(&options, &JsValue::from_str(name)).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    };
    let mut read = Read::default();
    if let Some(value) = get("date") {
        let date = value.as_string().and_then(|text| text.parse().ok());
        let error = Error::Option("date", "a day of the calendar, as YYYY-MM-DD");
        read.analysis.date = Some(date.ok_or(error)?);
    }
    if let Some(value) = get("speakerThreshold") {
        let threshold = value.as_f64().filter(|t| (0.0..=1.0).contains(t));
        let error = Error::Option("speakerThreshold", "a number from 0 to 1");
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a confidence needs no more"
        )]
        let threshold = threshold.ok_or(error)? as f32;
        read.analysis.speaker_threshold = Some(threshold);
    }
    if let Some(value) = get("profile") {
        let error = Error::Option("profile", "true or false");
        read.profile = value.as_bool().ok_or(error)?;
    }
    Ok(read)
}
