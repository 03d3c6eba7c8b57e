//! Classes of characters, as far as the standard library does not know them.

/// A character that ends a line. CR and LF together end one line.
#[must_use]
pub fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A character without width: joiners, direction marks, byte order marks.
#[must_use]
pub fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A character that belongs to no token: white space, controls, and what has no width.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || has_no_width(c)
}

/// A character without width that may stand inside a word: soft hyphen, joiners.
#[must_use]
pub fn joins_letters(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// A letter, or a sign that combines with one.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

/// A sign that combines with the letter before it and is not alphabetic by itself: accents,
/// viramas, tone marks, variation selectors.
#[must_use]
pub fn is_combining(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}'
            | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e4}'
            | '\u{6e7}'..='\u{6e8}'
            | '\u{6ea}'..='\u{6ed}'
            | '\u{8d3}'..='\u{8e1}'
            | '\u{93c}' | '\u{94d}' | '\u{951}'..='\u{954}'
            | '\u{9bc}' | '\u{9cd}'
            | '\u{a3c}' | '\u{a4d}'
            | '\u{abc}' | '\u{acd}'
            | '\u{b3c}' | '\u{b4d}'
            | '\u{bcd}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}'
            | '\u{d3b}'..='\u{d3c}' | '\u{d4d}' | '\u{dca}'
            | '\u{e38}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
            | '\u{eb8}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}'
            | '\u{f18}'..='\u{f19}' | '\u{f35}' | '\u{f37}' | '\u{f39}'
            | '\u{f71}'..='\u{f87}'
            | '\u{1037}'..='\u{103a}'
            | '\u{17b6}'..='\u{17d3}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20f0}'
            | '\u{302a}'..='\u{302f}'
            | '\u{3099}'..='\u{309a}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// A character that serves as apostrophe between letters; the acute and grave accents by mistake.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '´' | '`' | '＇')
}

/// A hyphen, dash or minus sign.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '֊' | '־' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－'
    )
}

/// A character that ends sentences.
#[must_use]
pub fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '。' | '．' | '｡' | '！' | '？' | '؟'
            | '۔' | '।' | '॥' | '։' | '።' | '၊' | '။'
    )
}

/// A quotation mark, or a mark that serves as one.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | 'ʼ' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹'
            | '›' | '「' | '」' | '『' | '』' | '＂' | '＇' | '〝' | '〞' | '〟'
    )
}

/// Commas, colons, brackets, slashes and dashes.
#[must_use]
pub fn is_punctuation(c: char) -> bool {
    is_dash(c)
        || matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '|' | '*' | '¿' | '¡'
                | '·' | '،' | '؛' | '、' | '，' | '；' | '：' | '（' | '）' | '［' | '］' | '【' | '】'
                | '《' | '》' | '〈' | '〉' | '〔' | '〕' | '・'
        )
}

/// A character that completes the emoji before it: presentation, skin tone, keycap, tag.
#[must_use]
pub fn completes_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
    )
}

/// Half of a flag.
#[must_use]
pub fn is_regional_indicator(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}
