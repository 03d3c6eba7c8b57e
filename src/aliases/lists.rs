//! Short lists of numbers under keys, all in one vector: most have one number or two.

use std::hash::Hash;
use std::iter::successors;

use crate::model::hasher::{ValueMap, map_for};
use crate::text::to_u32;

/// So many numbers of one key are kept; more only in texts that are no articles.
pub const MOST: u32 = 12;

/// Lists of numbers by key.
#[derive(Clone, Debug)]
pub struct Lists<K> {
    heads: ValueMap<Head, K>,
    links: Vec<Link>,
}

/// The last number of a list, as position among the links, and how many there are.
#[derive(Clone, Copy, Debug)]
struct Head {
    last: u32,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    number: u32,
    /// The link of the number added before.
    before: Option<u32>,
}

impl<K> Default for Lists<K> {
    fn default() -> Self {
        Self {
            heads: map_for(MOST as usize),
            links: Vec::new(),
        }
    }
}

impl<K: Copy + Eq + Hash> Lists<K> {
    /// Adds a number to the list of `key`, unless that is full or has it.
    pub fn add(&mut self, key: K, number: u32) {
        if self.get(key).any(|other| other == number) {
            return;
        }
        let head = self.heads.get(&key).copied();
        let count = head.map_or(0, |head| head.count);
        if count == MOST {
            return;
        }
        let new = Head {
            last: to_u32(self.links.len()),
            count: count + 1,
        };
        self.heads.insert(key, new);
        self.links.push(Link {
            number,
            before: head.map(|head| head.last),
        });
    }

    /// The numbers of a key, the last one first.
    pub fn get(&self, key: K) -> impl Iterator<Item = u32> + Clone + '_ {
        let link = |at: u32| self.links.get(at as usize);
        let head = self.heads.get(&key).and_then(|head| link(head.last));
        successors(head, move |link_of| link_of.before.and_then(link)).map(|link| link.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_what_was_added() {
        let mut lists = Lists::default();
        for (key, number) in [(1, 7), (2, 8), (1, 9), (1, 7)] {
            lists.add(key, number);
        }
        (0..20).for_each(|number| lists.add(3, number));
        let get = |key: u64| lists.get(key).collect::<Vec<u32>>();
        assert_eq!((get(1), get(2), get(4)), (vec![9, 7], vec![8], vec![]));
        assert_eq!(get(3), (0..MOST).rev().collect::<Vec<u32>>());
    }
}
