//! Finds **who is named and who said what** in a news article.
//!
//! ```
//! let analyzer = quotelight::Analyzer::new()?;
//! let analysis = analyzer.analyze("“We won,” Ann Lee said.", &quotelight::Options::default());
//! let document = quotelight::Document::new(&analysis);
//! assert_eq!(document.stats.words, 5);
//! # Ok::<(), quotelight::ModelError>(())
//! ```
//!
//! Text → tokens → sentences → marks → entities → quotes → attribution → document → render. Each
//! module imports only those above it (`tests/layering.rs` checks that). Passes are free functions
//! that return new values and never edit an earlier result. Three invariants:
//!
//! * Analysis never fails: any text gives a result; only loading a model can fail.
//! * The public result is plain data in the client's terms; it borrows nothing and holds no handle.
//! * Only the outermost layer, `wasm`, knows JavaScript; only `document` knows UTF-16.
//!
//! What loops within a pass is often marked `#[inline(never)]`: of a pass that became one function, an
//! engine optimises much code for the first article alone, and that article waits beside it.

macro_rules! passes {
    ($($name:ident),+ $(,)?) => {
        $(
            #[cfg(feature = "_internals")]
            #[doc(hidden)]
            pub mod $name;
            #[cfg(not(feature = "_internals"))]
            #[allow(unreachable_pub, dead_code, reason = "public to tests and the trainer")]
            mod $name;
        )+
    };
}

// Private, but open to tests and to the trainer, which extracts features with the very code of prediction.
passes!(
    pace,
    order,
    text,
    kind,
    tokens,
    sentences,
    marks,
    model,
    lexicon,
    dates,
    entities,
    aliases,
    quotes,
    attribution,
    analysis,
);
pub mod document;
pub mod render;
// Not in the browser, where it would only cost bytes.
#[cfg(any(feature = "cli", feature = "_internals"))]
pub mod records;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use aliases::{Entity, EntityId, MentionId};
pub use analysis::{Analysis, Analyzer, Options};
pub use dates::{Day, DayError, Value};
pub use document::Document;
pub use entities::{Memo, Mention};
pub use kind::{EntityKind, Family, QuoteKind, SpeakerForm, UnknownLabel, Via};
pub use marks::MarkPair;
pub use model::ModelError;
pub use pace::Pace;
pub use quotes::{Quote, Speaker};
pub use sentences::{Layout, Paragraph};
pub use text::{Span, Utf16Span};
pub use tokens::{Case, Gap, Token, TokenKind, TokenRange};

// The README's Rust runs with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
