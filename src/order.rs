//! One sort for all lists.
//!
//! The standard library's sorts are compiled anew for every type and every key, up to 20 kB of wasm
//! a time, which each visitor loads and compiles. Here the keys are numbers, and only the last step,
//! which moves the items, is made for their type.

/// Sorts by a number, lowest first; items of one number keep their order.
pub fn by_number<T>(items: &mut [T], number: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&number) {
        return;
    }
    let mut order: Vec<(u64, u32)> = items.iter().map(number).zip(0..).collect();
    sort(&mut order);
    for place in 0..items.len() {
        let mut from = place;
        loop {
            from = order.get(from).map_or(place, |(_, at)| *at as usize);
            // What stood at an earlier place went to where that place's item came from.
            if from >= place {
                break;
            }
        }
        items.swap(place, from);
    }
}

#[inline(never)] // that there be one
fn sort(order: &mut [(u64, u32)]) {
    order.sort_unstable();
}

/// A number for two, of which the first counts more.
#[must_use]
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// A number for a score, of which the highest shall come first.
#[must_use]
pub fn highest_first(score: i32) -> u64 {
    u64::from(i32::MAX.abs_diff(score))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_the_order_of_equals() {
        let rows: [(&[(i32, &str)], &str); 4] = [
            (&[], ""),
            (&[(1, "a"), (2, "b")], "ba"),
            (
                &[(0, "a"), (5, "b"), (0, "c"), (5, "d"), (-3, "e")],
                "bdace",
            ),
            (&[(i32::MIN, "a"), (i32::MAX, "b"), (0, "c")], "bca"),
        ];
        for (items, expected) in rows {
            let mut items = items.to_vec();
            by_number(&mut items, |(score, _)| highest_first(*score));
            assert_eq!(
                items.iter().map(|(_, name)| *name).collect::<String>(),
                expected
            );
        }
    }

    #[test]
    fn pairs_sort_by_their_first_number() {
        let mut pairs = vec![(2, 0), (1, 9), (1, 3), (0, u32::MAX)];
        by_number(&mut pairs, |(a, b)| pair(*a, *b));
        assert_eq!(pairs, [(0, u32::MAX), (1, 3), (1, 9), (2, 0)]);
    }
}
