//! Reads the value of a number expression from its tokens.

use super::class::same_word;
use super::scan::Context;
use super::words::Class;

/// The value of the number that the tokens from `start` to `end` spell; none where it is vague
/// (`dozens`), of a script whose digits are not read, or no single number.
pub(super) fn read(context: Context<'_>, start: u32, end: u32) -> Option<f64> {
    let mut total = 0.0; // closed groups: the thousands of "two thousand and five"
    let mut whole = 0.0; // what stands before "and" in "two and a half"
    let mut group: Option<f64> = None;
    let mut last_scale = f64::INFINITY;
    for i in start..end {
        let word = context.word(i);
        let class = context.class(i);
        if is_digits(class) {
            let value = digits(word)?;
            if i > start && is_digits(context.class(i - 1))
                || i > start + 1 && is_digits(context.class(i - 2))
            {
                return None; // two numbers
            }
            group = Some(group.unwrap_or(0.0) + value);
            continue;
        }
        if let Some(value) = class.is_small_number().then(|| small(word)).flatten() {
            group = Some(group.unwrap_or(0.0) + value);
            continue;
        }
        let scales = matches!(class, Class::Scale | Class::Hundred | Class::Dozen);
        if let Some(scale) = scales.then(|| scale(word)).flatten() {
            let value = (whole + group.unwrap_or(if whole > 0.0 { 0.0 } else { 1.0 })) * scale;
            if scale == 100.0 || scale == 12.0 {
                group = Some(value);
                whole = 0.0;
            } else {
                if scale > last_scale {
                    return None;
                }
                last_scale = scale;
                total += value;
                whole = 0.0;
                group = None;
            }
            continue;
        }
        if let Some(part) = class.is_part().then(|| part(word)).flatten() {
            group = Some(group.unwrap_or(1.0) * part);
            continue;
        }
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "few of 150 classes join numbers"
        )]
        match class {
            Class::And => {
                // "two and a half", but "two hundred and five": only a fraction is set apart.
                let fraction = (i + 1..end)
                    .take(5)
                    .any(|j| part(context.word(j)).is_some());
                if fraction {
                    whole += group.take().unwrap_or(0.0);
                }
            }
            Class::A | Class::Hyphen | Class::Comma | Class::Of => {}
            _ => return None,
        }
    }
    let value = total + whole + group.unwrap_or(0.0);
    (value.is_finite() && (group.is_some() || total > 0.0)).then_some(value)
}

/// Whether a token of this class is written in digits.
pub(super) fn is_digits(class: Class) -> bool {
    (class as u8) >= Class::N12 as u8 && (class as u8) <= Class::NDec as u8
}

/// `1,000.50`, `2½`
#[inline(never)]
pub(super) fn digits(word: &str) -> Option<f64> {
    let comma_decimal = !word.contains('.')
        && word.rsplit(',').next().is_some_and(|t| t.len() < 3)
        && word.contains(',');
    let mut digits: u64 = 0;
    let mut any = false;
    let mut exponent: i32 = 0; // of ten
    let mut after_point = false;
    let mut fraction = 0.0;
    for c in word.chars() {
        match c {
            '0'..='9' => {
                any = true;
                // Nineteen digits are more than a double can tell apart.
                let room = digits < 1_000_000_000_000_000_000;
                if room {
                    digits = digits * 10 + u64::from(c) - u64::from('0');
                }
                exponent = exponent.saturating_add(i32::from(!room) - i32::from(after_point));
            }
            '.' => after_point = true,
            ',' => after_point |= comma_decimal,
            '½' => fraction = 0.5,
            '¼' => fraction = 0.25,
            '¾' => fraction = 0.75,
            '⅓' => fraction = 1.0 / 3.0,
            '⅔' => fraction = 2.0 / 3.0,
            _ => return None,
        }
    }
    if !any {
        return (fraction > 0.0).then_some(fraction);
    }
    // Division by an exact power of ten rounds once, as reading the decimal would.
    #[allow(clippy::cast_precision_loss, reason = "at most nineteen digits count")]
    let value = digits as f64;
    let power = 10_f64.powi(exponent.saturating_abs());
    let value = if exponent < 0 {
        value / power
    } else {
        value * power
    };
    let value = value + fraction;
    value.is_finite().then_some(value)
}

/// The value of a number word below a hundred.
pub(super) fn small(word: &str) -> Option<f64> {
    const WORDS: [(&str, u8); 30] = [
        ("zero", 0),
        ("nil", 0),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fourty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    WORDS
        .iter()
        .find(|w| same_word(w.0, word))
        .map(|w| f64::from(w.1))
}

/// The value of an ordinal of tens or of a scale: `twentieth`, `millionth`.
pub(super) fn ordinal_of_tens(word: &str) -> Option<f64> {
    const TENS: [&str; 8] = [
        "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet",
    ];
    let stem = word
        .len()
        .checked_sub(4)
        .and_then(|n| word.split_at_checked(n));
    if let Some((stem, "ieth")) = stem {
        let at = TENS.iter().position(|t| same_word(t, stem))?;
        return u8::try_from(at).ok().map(|n| f64::from(n + 2) * 10.0);
    }
    word.strip_suffix("th").and_then(scale)
}

/// The factor of a scale word or suffix.
pub(super) fn scale(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 22] = [
        ("hundred", 1e2),
        ("dozen", 12.0),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
        ("quadrillion", 1e15),
        ("lakh", 1e5),
        ("crore", 1e7),
        ("k", 1e3),
        ("m", 1e6),
        ("mn", 1e6),
        ("mln", 1e6),
        ("mio", 1e6),
        ("b", 1e9),
        ("bn", 1e9),
        ("bln", 1e9),
        ("tn", 1e12),
        ("trn", 1e12),
        ("mm", 1e6),
        ("t", 1e12),
        ("bil", 1e9),
    ];
    WORDS.iter().find(|w| same_word(w.0, word)).map(|w| w.1)
}

/// The value of a word for a part: `half`, `thirds`.
fn part(word: &str) -> Option<f64> {
    let word = word.strip_suffix('s').unwrap_or(word);
    const WORDS: [(&str, f64); 13] = [
        ("half", 2.0),
        ("halve", 2.0),
        ("third", 3.0),
        ("quarter", 4.0),
        ("fourth", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("seventh", 7.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("tenth", 10.0),
        ("hundredth", 100.0),
        ("thousandth", 1000.0),
    ];
    WORDS
        .iter()
        .find(|w| same_word(w.0, word))
        .map(|w| 1.0 / w.1)
}
