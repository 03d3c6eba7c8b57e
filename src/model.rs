//! Embedded weights: checked once, then viewed without a copy.

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
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "the file is not a Quotelight model",
            Self::Version => "the model has a format version that this program does not read",
            Self::Truncated => "the model file is cut short",
            Self::Checksum => "the model file is damaged: its checksum does not match",
            Self::Labels => "the model was made for other labels",
        })
    }
}

impl std::error::Error for ModelError {}
