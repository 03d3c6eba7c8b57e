//! Which names go together: sets that only grow (union and find).

/// Sets of the numbers `0..n`.
#[derive(Clone, Debug)]
pub struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// Every number alone.
    #[must_use]
    pub fn new(n: u32) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    /// The least number of the set that holds `of`.
    pub fn first(&mut self, of: u32) -> u32 {
        let mut at = of;
        while let Some(&up) = self.parent.get(at as usize) {
            if up == at {
                break;
            }
            // Halves the way for the next one.
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    /// Makes one set of the two that hold `a` and `b`.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(slot) = self.parent.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }

    /// Whether `a` and `b` are in one set.
    pub fn joined(&mut self, a: u32, b: u32) -> bool {
        self.first(a) == self.first(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        let mut groups = Groups::new(5);
        groups.join(3, 4);
        groups.join(4, 1);
        groups.join(9, 1);
        let firsts: Vec<u32> = (0..5).map(|i| groups.first(i)).collect();
        assert_eq!(firsts, [0, 1, 2, 1, 1]);
        assert!(groups.joined(3, 1) && !groups.joined(0, 1));
    }
}
