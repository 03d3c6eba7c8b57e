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

    /// The set of these tokens, of `n`.
    #[must_use]
    pub fn of(n: usize, members: impl Iterator<Item = u32>) -> Self {
        let mut bits = Self::none(n);
        members.for_each(|token| bits.set(token));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_stands_before() {
        for n in [0, 1, 63, 64, 65, 200] {
            let members = (0..u32::try_from(n).unwrap()).filter(|token| token % 3 == 1);
            let bits = Bits::of(n, members);
            for token in 0..u32::try_from(n).unwrap() {
                assert_eq!(bits.before(token), (token + 1) / 3, "{token} of {n}");
                assert_eq!(bits.has(token), token % 3 == 1);
            }
        }
    }
}
