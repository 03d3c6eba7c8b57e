//! Names compared by their letters: no case, accents, dots, hyphens or spaces.

use crate::lexicon::fold;
use crate::model::hasher::Running;

/// The letters of a name that has none.
pub const NONE: u64 = Running::new().finish();

/// Whether a byte of a folded name counts: letters, digits, and all that is no ASCII.
fn counts(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Adds the letters of a word.
pub fn push(letters: &mut Running, word: &str) {
    fold::each_folded(word, |byte| {
        if counts(byte) {
            letters.push(byte);
        }
    });
}

/// The letters of a name as one value.
#[must_use]
pub fn of(name: &str) -> u64 {
    let mut letters = Running::new();
    push(&mut letters, name);
    letters.finish()
}

/// The letters of a name without a final `s`, if enough are left: `Democrats` is as `Democrat`.
#[must_use]
pub fn stem(name: &str) -> u64 {
    let cut = name.strip_suffix(['s', 'S']);
    let cut = cut.filter(|c| c.chars().count() > 3 && !c.ends_with(['s', 'S']));
    of(cut.unwrap_or(name))
}

/// The first letter of a word, folded, or its first byte where no ASCII letter stands for it; zero
/// for ASCII punctuation.
#[must_use]
pub fn initial(word: &str) -> u8 {
    let mut first = 0;
    fold::each_folded(word, |byte| {
        if first == 0 && counts(byte) {
            first = byte;
        }
    });
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_by_letters() {
        for (a, b) in [
            ("Jong-un", "jong un"),
            ("U.S.", "us"),
            ("Erdoğan", "ERDOGAN"),
            ("O’Neill", "O'Neill"),
            ("MarineTraffic", "Marine Traffic"),
        ] {
            assert_eq!(of(a), of(b), "{a}");
        }
        for (a, b, same) in [
            ("Guards", "Guard", true),
            ("Gas", "Ga", false),
            ("Congress", "Congres", false),
            ("Hornets", "Hornet", true),
        ] {
            assert_eq!(stem(a) == stem(b), same, "{a}");
        }
        assert_eq!(
            [initial("Élan"), initial("--"), initial("'Abd")],
            [b'e', 0, b'a']
        );
    }
}
