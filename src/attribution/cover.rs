//! Facts about each token in a bit or two, however long the text.

/// Tokens that one word of bits stands for.
const BLOCK: usize = 64;

/// A set of tokens that counts its members before any place.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    /// The bits of each block, and how many are set in those before it.
    blocks: Vec<(u64, u32)>,
}

impl Bits {
    /// The empty set of `n` tokens.
    #[must_use]
    pub fn none(n: usize) -> Self {
        Self {
            blocks: vec![(0, 0); n / BLOCK + 1],
        }
    }

    /// The set of those of `n` tokens for which `is_in` holds.
    #[must_use]
    pub fn of(n: usize, mut is_in: impl FnMut(u32) -> bool) -> Self {
        let mut bits = Self::none(n);
        let mut tokens = 0..crate::text::to_u32(n);
        for (block, _) in &mut bits.blocks {
            for (bit, token) in tokens.by_ref().take(BLOCK).enumerate() {
                *block |= u64::from(is_in(token)) << bit;
            }
        }
        bits.count();
        bits
    }

    /// Works out what stands before each block.
    fn count(&mut self) {
        let mut sum = 0;
        for (block, before) in &mut self.blocks {
            *before = sum;
            sum += block.count_ones();
        }
    }

    /// Makes a token a member; [`before`](Self::before) does not know of it.
    pub fn set(&mut self, token: u32) {
        if let Some((block, _)) = self.blocks.get_mut(token as usize / BLOCK) {
            *block |= 1 << (token as usize % BLOCK);
        }
    }

    /// Whether a token is a member.
    #[inline]
    #[must_use]
    pub fn has(&self, token: u32) -> bool {
        let block = self.blocks.get(token as usize / BLOCK);
        block.is_some_and(|(block, _)| block >> (token as usize % BLOCK) & 1 == 1)
    }

    /// How many members stand before a token; behind the text, nobody counts.
    #[inline]
    #[must_use]
    pub fn before(&self, token: u32) -> u32 {
        let block = self.blocks.get(token as usize / BLOCK);
        block.map_or(0, |(block, before)| {
            before + (block & ((1 << (token as usize % BLOCK)) - 1)).count_ones()
        })
    }
}

/// Sorted ranges of tokens, none over another, found by any of their tokens.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    covered: Bits,
    first: Bits,
}

impl Cover {
    /// The cover of `n` tokens by these ranges, none of which is empty.
    #[must_use]
    pub fn of(n: usize, ranges: impl Iterator<Item = crate::tokens::TokenRange>) -> Self {
        let mut cover = Self {
            covered: Bits::none(n),
            first: Bits::none(n),
        };
        for range in ranges {
            cover.first.set(range.start);
            (range.start..range.end).for_each(|token| cover.covered.set(token));
        }
        cover.first.count();
        cover
    }

    /// The number of the range that holds a token, from 0.
    #[inline]
    #[must_use]
    pub fn get(&self, token: u32) -> Option<usize> {
        if !self.covered.has(token) {
            return None;
        }
        let number = self.first.before(token) + u32::from(self.first.has(token));
        (number as usize).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::TokenRange;

    #[test]
    fn finds_ranges_by_their_tokens() {
        let ranges = [(0, 2), (2, 3), (60, 70), (128, 300)].map(|(a, b)| TokenRange::new(a, b));
        let cover = Cover::of(400, ranges.iter().copied());
        for token in 0..500 {
            let holds = |range: &TokenRange| range.start <= token && token < range.end;
            assert_eq!(cover.get(token), ranges.iter().position(holds), "{token}");
        }
        assert_eq!(Cover::of(0, std::iter::empty()).get(0), None);
    }

    #[test]
    fn counts_what_stands_before() {
        for n in [0, 1, 63, 64, 65, 200] {
            let bits = Bits::of(n, |token| token % 3 == 1);
            for token in 0..u32::try_from(n).unwrap() {
                assert_eq!(bits.before(token), (token + 1) / 3, "{token} of {n}");
                assert_eq!(bits.has(token), token % 3 == 1);
            }
        }
    }
}
