//! Embedded weights: checked once when they are opened, then only read.
//!
//! All trained passes share these parts. A **feature** is a [`hasher::key`] made of a template
//! number and a value. A [`rows::Rows`] table maps keys to rows of small integer weights, one for
//! each label that the feature speaks for or against. The sum of a token's rows is its row of
//! **scores**, one for each label. [`chain::Chain`] holds the weights between neighbouring labels
//! and finds the best labelling of a sentence ([`viterbi`]). [`format`] wraps all of it in a file
//! that identifies itself.
//!
//! ```text
//! token   features          rows                    scores          labels
//! Ann  →  w:ann, shape:Xx → {B-PERSON +31, O -12} → [O, B, I, L…] → B-PERSON
//! Lee  →  w:lee, prev:ann → {L-PERSON +40, O -25} → [O, B, I, L…] → L-PERSON
//! ```
//!
//! Everything at prediction is integer arithmetic, so every machine finds the same.

pub mod buckets;
pub mod chain;
pub mod format;
pub mod hasher;
pub mod narrow;
pub mod rows;
pub mod slots;
pub mod small;
pub mod viterbi;

/// Why a model file was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file does not begin with the model magic.
    Magic,
    /// The format version is not the one that this program reads.
    Version,
    /// The file is shorter than its header says, or a section lies outside of it.
    Truncated,
    /// The checksum does not match the contents.
    Checksum,
    /// The labels are not those of this program.
    Labels,
    /// The model was trained on other features than those that this program extracts.
    Templates,
    /// A section is missing or contradicts itself.
    Section,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "the file is not a Quotelight model",
            Self::Version => "the model has a format version that this program does not read",
            Self::Truncated => "the model file is cut short",
            Self::Checksum => "the model file is damaged: its checksum does not match",
            Self::Labels => "the model was made for other labels",
            Self::Templates => "the model was made for other features",
            Self::Section => "the model file contradicts itself",
        })
    }
}

impl std::error::Error for ModelError {}
