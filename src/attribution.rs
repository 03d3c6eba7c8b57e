//! Cues and speakers: who said it.
