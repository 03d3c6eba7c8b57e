//! A frame: one cue with its speaker and what it reports.

use super::cues::Cue;
use crate::kind::Via;
use crate::tokens::TokenRange;

/// One attribution, in tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The cue; none where quoted words stand without one.
    pub cue: Option<Cue>,
    /// The words that name the speaker.
    pub speaker: Option<TokenRange>,
    /// The pieces of the content, in order; quotation marks around a piece are not in it.
    pub content: Vec<TokenRange>,
    /// How the three stand to each other.
    pub via: Via,
    /// The second best words for the speaker.
    pub runner_up: Option<TokenRange>,
    /// How sure the finder is that this is a quotation, from 0 to 1.
    pub confidence: f32,
    /// How sure it is of the speaker's words, from 0 to 1.
    pub source_confidence: f32,
}

impl Frame {
    /// One that rules make, so sure that it is a quotation.
    #[must_use]
    pub fn ruled(cue: Option<Cue>, speaker: Option<TokenRange>, content: Vec<TokenRange>, via: Via, confidence: f32) -> Self {
        Self { cue, speaker, content, via, runner_up: None, confidence, source_confidence: 0.9 }
    }
}
