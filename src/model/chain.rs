//! The labels of a segment tagger and the weights between neighbouring ones.
//!
//! A segment of `k` kinds is spelt in BILOU labels: **B**egin, **I**nside, **L**ast, **U**nit, and
//! **O** outside of all segments. Label 0 is O; kind `k` has the labels `1 + 4k ..= 4 + 4k`.
//!
//! Only labels that spell whole segments may follow one another, so the weights fall into two
//! parts: those within a segment (B→I, B→L, I→I, I→L of each kind) and those between what ended
//! (or O) and what begins (or O), a small square.

use super::ModelError;
use super::format::Reader;

/// The place of a token in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    /// The first of several tokens.
    Begin,
    /// A token between the first and the last.
    Inside,
    /// The last of several tokens.
    Last,
    /// The only token.
    Unit,
}

/// The number of labels for `kinds` kinds.
#[must_use]
pub fn width(kinds: usize) -> usize {
    1 + 4 * kinds
}

/// The label of a place in a segment of `kind`.
#[must_use]
pub fn label(kind: usize, place: Place) -> usize {
    1 + 4 * kind + place as usize
}

/// The label of token `at` of the segment `start..end` of `kind`.
#[must_use]
pub fn label_at(kind: usize, start: usize, end: usize, at: usize) -> usize {
    let place = match (at == start, at + 1 == end) {
        (true, true) => Place::Unit,
        (true, false) => Place::Begin,
        (false, true) => Place::Last,
        (false, false) => Place::Inside,
    };
    label(kind, place)
}

/// The weights within a segment of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Within {
    /// Begin → Inside.
    pub begin_inside: i16,
    /// Begin → Last.
    pub begin_last: i16,
    /// Inside → Inside.
    pub inside_inside: i16,
    /// Inside → Last.
    pub inside_last: i16,
}

/// The weights between neighbouring labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    kinds: usize,
    pub(super) within: Vec<Within>,
    /// A row for each thing that ended: O, then the kinds; in it one weight for each that begins.
    pub(super) between: Vec<i16>,
    /// For each that ended, the most that it can gain over O: what lies further behind is not looked at.
    pub(super) gains: Vec<i32>,
}

impl Chain {
    /// A chain with the given weights; `between` has `kinds + 1` rows of `kinds + 1` weights, the
    /// first row and column for O.
    ///
    /// # Errors
    /// [`ModelError::Section`] where the numbers of weights do not fit together.
    pub fn new(within: Vec<Within>, between: Vec<i16>) -> Result<Self, ModelError> {
        let kinds = within.len();
        let side = kinds + 1;
        if between.len() != side * side || kinds > 60 {
            return Err(ModelError::Section);
        }
        let outside = between.get(..side).unwrap_or_default();
        let gains = between
            .chunks_exact(side)
            .map(|row| {
                let gains = row
                    .iter()
                    .zip(outside)
                    .map(|(w, o)| i32::from(*w) - i32::from(*o));
                gains.max().unwrap_or_default()
            })
            .collect();
        Ok(Self {
            kinds,
            within,
            between,
            gains,
        })
    }

    /// Reads a chain from a section's bytes (see [`Chain::write`]).
    ///
    /// # Errors
    /// [`ModelError::Section`] where the bytes contradict themselves.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        Self::parse(section).ok_or(ModelError::Section)?
    }

    fn parse(section: &[u8]) -> Option<Result<Self, ModelError>> {
        let mut bytes = Reader::new(section);
        let kinds = usize::from(bytes.u16()?);
        let mut weight = || Some(i16::from_le_bytes(bytes.u16()?.to_le_bytes()));
        let mut within = Vec::with_capacity(kinds);
        for _ in 0..kinds {
            within.push(Within {
                begin_inside: weight()?,
                begin_last: weight()?,
                inside_inside: weight()?,
                inside_last: weight()?,
            });
        }
        let side = kinds + 1;
        let between = (0..side * side).map(|_| weight()).collect::<Option<_>>()?;
        bytes.rest().is_empty().then(|| Self::new(within, between))
    }

    /// The section's bytes: the number of kinds (u16), the weights within each, those between.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = u16::try_from(self.kinds)
            .unwrap_or_default()
            .to_le_bytes()
            .to_vec();
        for w in &self.within {
            for weight in [w.begin_inside, w.begin_last, w.inside_inside, w.inside_last] {
                bytes.extend(weight.to_le_bytes());
            }
        }
        bytes.extend(self.between.iter().flat_map(|w| w.to_le_bytes()));
        bytes
    }

    /// The weight between what ended and what begins: 0 for O, `kind + 1` for a segment.
    #[must_use]
    pub fn between(&self, ended: usize, begins: usize) -> i32 {
        let weight = self.between.get(ended * (self.kinds + 1) + begins);
        weight.map_or(0, |w| i32::from(*w))
    }

    /// The weights within a segment of `kind`.
    #[must_use]
    pub fn within(&self, kind: usize) -> Within {
        self.within.get(kind).copied().unwrap_or_default()
    }

    /// The number of kinds.
    #[must_use]
    pub fn kinds(&self) -> usize {
        self.kinds
    }

    /// The number of labels.
    #[must_use]
    pub fn width(&self) -> usize {
        width(self.kinds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_segments() {
        let spelt = |kind, start, end| -> Vec<usize> {
            (start..end)
                .map(|at| label_at(kind, start, end, at))
                .collect()
        };
        assert_eq!(spelt(0, 3, 4), [4]);
        assert_eq!(spelt(0, 3, 5), [1, 3]);
        assert_eq!(spelt(2, 0, 4), [9, 10, 10, 11]);
        assert_eq!(width(3), 13);
    }

    #[test]
    fn gives_back_what_was_written() {
        let within = Within {
            begin_inside: 1,
            begin_last: -2,
            inside_inside: 300,
            inside_last: 4,
        };
        let chain = Chain::new(vec![within; 2], vec![5, -6, 7, 8, -9, 10, 11, 12, -1300]).unwrap();
        let section = chain.write();
        assert_eq!(Chain::read(&section), Ok(chain));
        for cut in 0..section.len() {
            assert_eq!(Chain::read(&section[..cut]), Err(ModelError::Section));
        }
        assert_eq!(
            Chain::new(vec![within; 2], vec![0; 4]),
            Err(ModelError::Section)
        );
    }
}
