//! What can go wrong between JavaScript and the analyzer.

use crate::model::ModelError;

/// Why there is no engine or no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Error {
    /// The embedded models cannot be opened.
    Model(ModelError),
    /// An option has a type or value that it must not have: its name, and what it must be.
    Option(&'static str, &'static str),
    /// The document cannot be handed over.
    Document(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Model(e) => write!(f, "the embedded model cannot be opened: {e}"),
            Self::Option("", expected) => write!(f, "options must be {expected}"),
            Self::Option(name, expected) => write!(f, "options.{name} must be {expected}"),
            Self::Document(e) => write!(f, "the document cannot be handed over: {e}"),
        }
    }
}

impl std::error::Error for Error {}
