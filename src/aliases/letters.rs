//! Names compared by their letters: no case, accents, dots, hyphens or spaces.

use crate::lexicon::fold;
use crate::model::hasher::Running;

/// The letters of a name that has none.
pub const NONE: u64 = Running::new().finish();

/// Whether a byte of a folded name counts: letters, digits, and all that is no ASCII.
fn counts(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// What the letters of a word tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// All of them, as one value.
    pub letters: u64,
    /// Those without a final `s`, if enough are left: `Democrats` is as `Democrat`.
    pub stem: u64,
    /// The first letter, folded, or its first byte where no ASCII letter stands for it; zero for
    /// ASCII punctuation.
    pub initial: u8,
}

/// Reads a word, and adds its letters to those of a name.
pub fn spell(word: &str, name: &mut Running) -> Spelt {
    let (mut letters, mut but_last) = (Running::new(), Running::new());
    let mut initial = 0;
    fold::each_folded(word, |byte| {
        if counts(byte) {
            name.push(byte);
            but_last = letters;
            letters.push(byte);
            initial = if initial == 0 { byte } else { initial };
        }
    });
    let cut = word.strip_suffix(['s', 'S']);
    let cut = cut.filter(|c| c.chars().count() > 3 && !c.ends_with(['s', 'S']));
    let stem = cut.map_or(letters, |_| but_last);
    Spelt {
        letters: letters.finish(),
        stem: stem.finish(),
        initial,
    }
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

/// The [initial](Spelt::initial) of a word.
#[must_use]
pub fn initial(word: &str) -> u8 {
    match word.as_bytes() {
        [first, ..] if first.is_ascii_alphanumeric() => first.to_ascii_lowercase(),
        _ => spell(word, &mut Running::new()).initial,
    }
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
            let stem = |word| spell(word, &mut Running::new()).stem;
            assert_eq!(stem(a) == stem(b), same, "{a}");
        }
        assert_eq!(
            [initial("Élan"), initial("--"), initial("'Abd")],
            [b'e', 0, b'a']
        );
    }
}
