//! One pass over a word gives the hashes of its exact and of its folded form.
//!
//! Folding lowers the case, takes the accents from Latin letters (`Erdoğan` and `Erdogan` are one
//! key) and straightens apostrophes. Nothing is allocated.

const PRIME: u64 = 0x0000_0100_0000_01b3;
const FOLDED_SEED: u64 = 0xcbf2_9ce4_8422_2325;
const EXACT_SEED: u64 = 0x9ae1_6a3b_2f90_404f;

/// The hashes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashes {
    /// Of the folded form.
    pub folded: u64,
    /// Of the exact form, where it has a capital after its first letter.
    pub exact: Option<u64>,
}

/// Hashes `word` in both forms.
#[must_use]
pub fn hashes(word: &str) -> Hashes {
    let mut folded = FOLDED_SEED;
    let mut exact = EXACT_SEED;
    let mut inner_capital = false;
    if word.is_ascii() {
        for (i, b) in word.bytes().enumerate() {
            inner_capital |= i > 0 && b.is_ascii_uppercase();
            folded = step(folded, b.to_ascii_lowercase());
            exact = step(exact, b);
        }
    } else {
        for (i, c) in word.chars().enumerate() {
            inner_capital |= i > 0 && c.is_uppercase();
            fold_char(c, |b| folded = step(folded, b));
            each_byte(c, |b| exact = step(exact, b));
        }
    }
    Hashes {
        folded: mix(folded),
        exact: inner_capital.then(|| mix(exact)),
    }
}

/// Adds the folded hash of one more token to the hash of a name of several words.
#[must_use]
pub fn extend_phrase(phrase: u64, token: u64) -> u64 {
    mix((phrase.rotate_left(23) ^ token).wrapping_mul(PRIME))
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

fn each_byte(c: char, mut take: impl FnMut(u8)) {
    let mut buffer = [0; 4];
    for b in c.encode_utf8(&mut buffer).bytes() {
        take(b);
    }
}

/// Gives the bytes of the folded form of `c` to `take`.
fn fold_char(c: char, mut take: impl FnMut(u8)) {
    if c.is_ascii() {
        let mut buffer = [0; 4];
        for b in c.encode_utf8(&mut buffer).bytes() {
            take(b.to_ascii_lowercase());
        }
        return;
    }
    if let Some(plain) = plain_latin(c) {
        plain.bytes().for_each(take);
        return;
    }
    if matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}') {
        return; // combining marks and soft hyphens
    }
    for lower in c.to_lowercase() {
        match plain_latin(lower) {
            Some(plain) => plain.bytes().for_each(&mut take),
            None => each_byte(lower, &mut take),
        }
    }
}

/// The plain letters for an accented Latin letter or a curly apostrophe.
fn plain_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å'
        | 'À'..='Å'
        | 'ā'
        | 'ă'
        | 'ą'
        | 'Ā'
        | 'Ă'
        | 'Ą'
        | 'ǎ'
        | 'ạ'
        | 'ả'
        | 'ấ'
        | 'ầ'
        | 'ẩ'
        | 'ẫ'
        | 'ậ'
        | 'ắ'
        | 'ằ'
        | 'ẳ'
        | 'ẵ'
        | 'ặ' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "c",
        'ď' | 'đ' | 'Ď' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë'
        | 'È'..='Ë'
        | 'ē'
        | 'ĕ'
        | 'ė'
        | 'ę'
        | 'ě'
        | 'Ē'
        | 'Ĕ'
        | 'Ė'
        | 'Ę'
        | 'Ě'
        | 'ẹ'
        | 'ẻ'
        | 'ẽ'
        | 'ế'
        | 'ề'
        | 'ể'
        | 'ễ'
        | 'ệ'
        | 'ə'
        | 'Ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "g",
        'ĥ' | 'ħ' | 'Ĥ' | 'Ħ' => "h",
        'ì'..='ï'
        | 'Ì'..='Ï'
        | 'ĩ'
        | 'ī'
        | 'ĭ'
        | 'į'
        | 'ı'
        | 'Ĩ'
        | 'Ī'
        | 'Ĭ'
        | 'Į'
        | 'İ'
        | 'ỉ'
        | 'ị' => "i",
        'ĵ' | 'Ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'ņ' | 'ň' | 'Ń' | 'Ņ' | 'Ň' => "n",
        'ò'..='ö'
        | 'ø'
        | 'Ò'..='Ö'
        | 'Ø'
        | 'ō'
        | 'ŏ'
        | 'ő'
        | 'Ō'
        | 'Ŏ'
        | 'Ő'
        | 'ơ'
        | 'ọ'
        | 'ỏ'
        | 'ố'
        | 'ồ'
        | 'ổ'
        | 'ỗ'
        | 'ộ'
        | 'ớ'
        | 'ờ'
        | 'ở'
        | 'ỡ'
        | 'ợ' => "o",
        'œ' | 'Œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' | 'Ŕ' | 'Ŗ' | 'Ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "s",
        'ţ' | 'ť' | 'ț' | 'Ţ' | 'Ť' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü'
        | 'Ù'..='Ü'
        | 'ũ'
        | 'ū'
        | 'ŭ'
        | 'ů'
        | 'ű'
        | 'ų'
        | 'Ũ'
        | 'Ū'
        | 'Ŭ'
        | 'Ů'
        | 'Ű'
        | 'Ų'
        | 'ư'
        | 'ụ'
        | 'ủ'
        | 'ứ'
        | 'ừ'
        | 'ử'
        | 'ữ'
        | 'ự' => "u",
        'ŵ' | 'Ŵ' => "w",
        'ý' | 'ÿ' | 'Ý' | 'ŷ' | 'Ŷ' | 'Ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        '’' | 'ʼ' | '‘' => "'",
        _ => return None,
    })
}

/// Gives the bytes of the folded form of `word` to `take`.
pub fn each_folded(word: &str, mut take: impl FnMut(u8)) {
    if word.is_ascii() {
        word.bytes().for_each(|b| take(b.to_ascii_lowercase()));
    } else {
        word.chars().for_each(|c| fold_char(c, &mut take));
    }
}

/// The folded form as a text, for the compiler of the lists and for comparing names.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut bytes = Vec::with_capacity(word.len());
    each_folded(word, |b| bytes.push(b));
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_and_accents() {
        let rows = [
            ("Erdoğan", "erdogan"),
            ("ERDOĞAN", "erdogan"),
            ("Đặng", "dang"),
            ("O’Neill", "o'neill"),
            ("Łódź", "lodz"),
            ("İzmir", "izmir"),
            ("Straße", "strasse"),
            ("Путин", "путин"),
            ("Cafe\u{301}", "cafe"),
        ];
        for (word, expected) in rows {
            assert_eq!(folded(word), expected, "{word}");
            assert_eq!(hashes(word).folded, hashes(expected).folded, "{word}");
        }
    }

    #[test]
    fn exact_form_only_where_it_says_more() {
        let rows = [
            ("US", true),
            ("iPhone", true),
            ("U.S.", true),
            ("Us", false),
            ("us", false),
            ("A", false),
        ];
        for (word, expected) in rows {
            assert_eq!(hashes(word).exact.is_some(), expected, "{word}");
        }
    }
}
