//! The labels of a segment tagger and the weights between neighbouring ones.
//!
//! A segment of `k` kinds is spelt in BILOU labels: **B**egin, **I**nside, **L**ast, **U**nit, and
//! **O** outside of all segments. Label 0 is O; kind `k` has the labels `1 + 4k ..= 4 + 4k`.
//!
//! Only labels that spell whole segments may follow one another, so the weights fall into two
//! parts: those within a segment (B→I, B→L, I→I, I→L of each kind) and those between what ended
//! (or O) and what begins (or O), a small square.
//!
//! Scores lie in **lanes**, so that one step takes all kinds at once: [`PLACE`] lanes for each place, one
//! of them for each kind. No kind has the last lane of a place; in the first place it is that of O.

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
pub const fn width(kinds: usize) -> usize {
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

/// The lanes of a place: one more than there may be kinds.
pub const PLACE: usize = 20;

/// The lanes of the scores of a token.
pub const WIDTH: usize = 4 * PLACE;

/// The lane of O in the first place of scores, and in blocks of what ended or begins.
pub const OUTSIDE: usize = PLACE - 1;

/// The lanes of a block: those of a place, filled up to whole vectors of the machine.
pub const BLOCK: usize = 24;

/// One number for each kind, and for O.
pub type Block = [i16; BLOCK];

/// The scores of a token.
pub type Row = [i16; WIDTH];

/// No path leads here.
pub(crate) const NEVER: i16 = i16::MIN;

/// The scores of each place.
#[inline]
#[must_use]
pub fn places(row: &Row) -> [Block; 4] {
    let mut blocks = [[0; BLOCK]; 4];
    let (places, _) = row.as_chunks::<PLACE>();
    for (block, place) in blocks.iter_mut().zip(places) {
        if let Some(lanes) = block.first_chunk_mut() {
            *lanes = *place;
        }
    }
    blocks
}

/// The lane of a place in a segment of `kind`.
#[must_use]
pub fn lane(kind: usize, place: Place) -> usize {
    PLACE * place as usize + kind
}

/// The lane of a label.
#[must_use]
pub fn lane_of(label: usize) -> usize {
    let Some(label) = label.checked_sub(1) else {
        return OUTSIDE;
    };
    PLACE * (label % 4) + label / 4
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
    within: Vec<Within>,
    /// The same weights in lanes: begin → inside, begin → last, inside → inside, inside → last.
    pub(crate) steps: [Block; 4],
    /// For each kind, the weight into it from O and back.
    pub(crate) alone: Block,
    /// For each kind that ended, and for O, the weights of what begins.
    pub(super) between: [Block; PLACE],
    /// For each kind that ended, and for O, the weight into O.
    pub(super) back: Block,
    /// For each that ended, the most that it can gain over O: what lies further behind is not looked at.
    pub(super) gains: Block,
    /// For each lane, the most that the steps into its label, and back to O where it may end a
    /// segment, gain over those of O.
    leads: Row,
}

impl Chain {
    /// A chain with the given weights; `between` has `kinds + 1` rows of `kinds + 1` weights, the
    /// first row and column for O.
    ///
    /// # Errors
    /// [`ModelError::Section`] where the numbers of weights do not fit together.
    pub fn new(within: Vec<Within>, between: &[i16]) -> Result<Self, ModelError> {
        let kinds = within.len();
        let side = kinds + 1;
        if between.len() != side * side || side > PLACE {
            return Err(ModelError::Section);
        }
        let mut steps = [[NEVER; BLOCK]; 4];
        for (kind, w) in within.iter().enumerate() {
            let weights = [w.begin_inside, w.begin_last, w.inside_inside, w.inside_last];
            for (step, weight) in steps.iter_mut().zip(weights) {
                if let Some(slot) = step.get_mut(kind) {
                    *slot = weight;
                }
            }
        }
        // O comes first here and last in a block.
        let block = |row: &[i16]| {
            let mut block = [NEVER; BLOCK];
            let (outside, kinds) = row.split_first().unwrap_or((&NEVER, &[]));
            for (slot, weight) in block.iter_mut().zip(kinds) {
                *slot = *weight;
            }
            if let Some(slot) = block.get_mut(OUTSIDE) {
                *slot = *outside;
            }
            block
        };
        let mut rows = [[NEVER; BLOCK]; PLACE];
        let mut gains = [NEVER; BLOCK];
        let mut weights = between.chunks_exact(side);
        let outside = weights.next().unwrap_or_default();
        if let Some(row) = rows.last_mut() {
            *row = block(outside);
        }
        for ((row, gain), weights) in rows.iter_mut().zip(&mut gains).zip(weights) {
            *row = block(weights);
            let gained = weights
                .iter()
                .zip(outside)
                .map(|(w, o)| w.saturating_sub(*o));
            *gain = gained.max().unwrap_or_default();
        }
        let mut back = [NEVER; BLOCK];
        for (back, row) in back.iter_mut().zip(&rows) {
            *back = row.get(OUTSIDE).copied().unwrap_or(NEVER);
        }
        let mut alone = rows.last().copied().unwrap_or([NEVER; BLOCK]);
        for (alone, back) in alone.iter_mut().zip(back) {
            *alone = alone.saturating_add(back);
        }
        Ok(Self {
            kinds,
            within,
            steps,
            alone,
            back,
            leads: leads(&steps, &rows),
            between: rows,
            gains,
        })
    }

    /// Whether O is the best label of a token wherever it stands: none has a score and steps that
    /// gain over those of O.
    #[must_use]
    pub(super) fn is_outside(&self, scores: &Row) -> bool {
        let outside = scores.get(OUTSIDE).copied().unwrap_or_default();
        let totals = scores.iter().zip(&self.leads);
        let most = totals.fold(NEVER, |most, (score, lead)| most.max(score.saturating_add(*lead)));
        most <= outside
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
        let between = (0..side * side).map(|_| weight());
        let between: Vec<i16> = between.collect::<Option<_>>()?;
        bytes.rest().is_empty().then(|| Self::new(within, &between))
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
        for ended in 0..=self.kinds {
            for begins in 0..=self.kinds {
                bytes.extend(self.between(ended, begins).to_le_bytes());
            }
        }
        bytes
    }

    /// The weight between what ended and what begins: 0 for O, `kind + 1` for a segment.
    #[must_use]
    pub fn between(&self, ended: usize, begins: usize) -> i16 {
        let at = |number: usize| number.checked_sub(1).unwrap_or(OUTSIDE);
        let row = self.between.get(at(ended));
        let weight = row.and_then(|row| row.get(at(begins)));
        weight.copied().unwrap_or(NEVER)
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

/// See [`Chain::leads`].
fn leads(steps: &[Block; 4], between: &[Block; PLACE]) -> Row {
    let outside = between.last().copied().unwrap_or([NEVER; BLOCK]);
    let alone = outside.get(OUTSIDE).copied().unwrap_or_default();
    let over_alone = |weight: i16| weight.max(alone).saturating_sub(alone);
    let mut leads = [NEVER; WIDTH];
    let ([begin, inside, last, unit], _) = leads.as_chunks_mut::<PLACE>() else {
        return leads;
    };
    let [begin_inside, begin_last, inside_inside, inside_last] = steps;
    for kind in 0..OUTSIDE {
        let at = |block: &Block| block.get(kind).copied().unwrap_or(NEVER);
        let most = |first: &Block, second: &Block| at(first).max(at(second)).saturating_sub(alone);
        let into = between.iter().map(at).max().unwrap_or(NEVER).saturating_sub(alone);
        let back = between.get(kind).and_then(|row| row.get(OUTSIDE));
        let back = over_alone(back.copied().unwrap_or(NEVER));
        let all = [
            (&mut *begin, into),
            (&mut *inside, most(begin_inside, inside_inside)),
            (&mut *last, most(begin_last, inside_last).saturating_add(back)),
            (&mut *unit, into.saturating_add(back)),
        ];
        for (block, lead) in all {
            if let Some(slot) = block.get_mut(kind) {
                *slot = lead;
            }
        }
    }
    leads
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
        assert_eq!(lane_of(0), OUTSIDE);
        for place in [Place::Begin, Place::Inside, Place::Last, Place::Unit] {
            assert_eq!(lane_of(label(2, place)), lane(2, place));
        }
    }

    #[test]
    fn gives_back_what_was_written() {
        let within = Within {
            begin_inside: 1,
            begin_last: -2,
            inside_inside: 300,
            inside_last: 4,
        };
        let chain = Chain::new(vec![within; 2], &[5, -6, 7, 8, -9, 10, 11, 12, -1300]).unwrap();
        let section = chain.write();
        assert_eq!(Chain::read(&section), Ok(chain));
        for cut in 0..section.len() {
            assert_eq!(Chain::read(&section[..cut]), Err(ModelError::Section));
        }
        assert_eq!(
            Chain::new(vec![within; 2], &[0; 4]),
            Err(ModelError::Section)
        );
    }
}
