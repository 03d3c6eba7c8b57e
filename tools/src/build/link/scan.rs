//! JavaScript as tokens, as far as linking and squeezing modules needs it.
//!
//! The scanner knows where strings, templates, regular expressions and comments begin and end; it
//! knows no grammar. Whether `/` divides or opens a regular expression is decided by the token
//! before it, which is right for all code that does not put a regular expression after `)` or `}`.

use anyhow::{Result, bail};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Names, keywords and numbers.
    Word,
    /// A string in single or double quotation marks.
    String,
    /// A whole template literal, with what stands in its `${…}`.
    Template,
    Regex,
    /// One character of punctuation.
    Mark,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'s> {
    pub(crate) kind: TokenKind,
    pub(crate) text: &'s str,
    /// Number of the line, from 1, for messages.
    pub(crate) line: usize,
    /// A line break stands before it.
    pub(crate) newline: bool,
    /// White space or a comment stands before it.
    pub(crate) space: bool,
}

impl Token<'_> {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, TokenKind::Word | TokenKind::Mark)
    }
}

/// Splits `source` into tokens; comments and white space are dropped.
pub(crate) fn scan(source: &str) -> Result<Vec<Token<'_>>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = source;
    let (mut line, mut newline, mut space) = (1, true, true);
    while let Some(first) = rest.chars().next() {
        let (length, kind) = if first.is_whitespace() || first == '\u{feff}' {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") || rest.starts_with("#!") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            let Some(end) = rest.find("*/") else {
                bail!("line {line}: a comment is not closed");
            };
            (end + 2, None)
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            (end, Some(TokenKind::Word))
        } else if first == '"' || first == '\'' {
            (string_length(rest, first, line)?, Some(TokenKind::String))
        } else if first == '`' {
            (template_length(rest, line)?, Some(TokenKind::Template))
        } else if first == '/' && tokens.last().is_none_or(|last| opens_regex(last)) {
            (regex_length(rest, line)?, Some(TokenKind::Regex))
        } else {
            (first.len_utf8(), Some(TokenKind::Mark))
        };
        let (text, after) = rest.split_at(length);
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                text,
                line,
                newline,
                space,
            });
            (newline, space) = (false, false);
        } else {
            newline |= text.contains('\n');
            space = true;
        }
        line += text.matches('\n').count();
        rest = after;
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '\u{200c}' | '\u{200d}')
}

/// Whether a `/` after `last` opens a regular expression.
fn opens_regex(last: &Token<'_>) -> bool {
    match last.kind {
        TokenKind::Word => matches!(
            last.text,
            "return"
                | "typeof"
                | "case"
                | "in"
                | "of"
                | "delete"
                | "void"
                | "throw"
                | "new"
                | "else"
                | "do"
                | "await"
                | "yield"
        ),
        TokenKind::Mark => !matches!(last.text, ")" | "]" | "}"),
        TokenKind::String | TokenKind::Template | TokenKind::Regex => false,
    }
}

fn string_length(text: &str, mark: char, line: usize) -> Result<usize> {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '\n' => break,
            _ if c == mark => return Ok(at + 1),
            _ => {}
        }
    }
    bail!("line {line}: a string is not closed")
}

fn regex_length(text: &str, line: usize) -> Result<usize> {
    let mut chars = text.char_indices().skip(1);
    let mut in_class = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '\n' => break,
            '/' if !in_class => {
                let flags = text.get(at + 1..).unwrap_or_default();
                return Ok(at + 1 + flags.find(|c| !is_word(c)).unwrap_or(flags.len()));
            }
            _ => {}
        }
    }
    bail!("line {line}: a regular expression is not closed")
}

fn template_length(text: &str, line: usize) -> Result<usize> {
    let mut at = 1;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if c == '`' {
            return Ok(at + 1);
        } else if c == '\\' {
            at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
        } else if rest.starts_with("${") {
            at += 2 + hole_length(text.get(at + 2..).unwrap_or_default(), line)?;
        } else {
            at += c.len_utf8();
        }
    }
    bail!("line {line}: a template is not closed")
}

/// Length of the expression in `${…}`, with its closing brace.
fn hole_length(text: &str, line: usize) -> Result<usize> {
    let (mut at, mut depth) = (0, 1);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next().unwrap_or_default();
        at += match c {
            '`' => template_length(rest, line)?,
            '"' | '\'' => string_length(rest, c, line)?,
            _ => c.len_utf8(),
        };
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(at);
        }
    }
    bail!("line {line}: a template's `${{` is not closed")
}

/// Writes tokens with no more white space than the meaning needs; line breaks that may end a
/// statement stay.
pub(crate) fn squeeze<'t, 's: 't>(tokens: impl IntoIterator<Item = &'t Token<'s>>) -> String {
    let mut out = String::new();
    let mut last = "";
    for token in tokens {
        if !out.is_empty() && token.space {
            let tight = matches!(last, "{" | "(" | "[" | ";" | "," | ":" | "=" | "?" | "!")
                || matches!(token.text, "}" | ")" | "]" | ";" | "," | ":" | "=");
            let loose = matches!(last, ")" | "]" | "}") || matches!(token.text, "(" | "{" | "[");
            // A line break may end a statement; a space between brackets and names means nothing.
            match (tight, token.newline, loose) {
                (true, ..) | (false, false, true) => {}
                (false, true, _) => out.push('\n'),
                (false, false, false) => out.push(' '),
            }
        }
        out.push_str(token.text);
        last = token.text;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_strings_templates_and_regular_expressions_whole() {
        for (source, expected) in [
            ("let a='x\\'y' // no\n", vec!["let", "a", "=", "'x\\'y'"]),
            ("a/b/c", vec!["a", "/", "b", "/", "c"]),
            (
                "x=/[/\"]/gu.test(y)",
                vec!["x", "=", "/[/\"]/gu", ".", "test", "(", "y", ")"],
            ),
            ("return /a/", vec!["return", "/a/"]),
            (
                "`a${b+`c}`+{d:'}'}}e`;f",
                vec!["`a${b+`c}`+{d:'}'}}e`", ";", "f"],
            ),
            ("/* a */ #p = 1", vec!["#p", "=", "1"]),
        ] {
            let tokens: Vec<&str> = scan(source).unwrap().iter().map(|t| t.text).collect();
            assert_eq!(tokens, expected, "{source}");
        }
    }

    #[test]
    fn what_is_not_closed_is_refused_with_its_line() {
        for source in ["\n'a", "\n`a${`", "\n/* a", "\nx = /a"] {
            let error = scan(source).unwrap_err().to_string();
            assert!(error.starts_with("line 2"), "{error}");
        }
    }

    #[test]
    fn squeezing_keeps_what_separates() {
        for (source, expected) in [
            (
                "const a = 1;\n\n  const b = a + +c;",
                "const a=1;const b=a + +c;",
            ),
            ("a()\nb()", "a()\nb()"),
            ("return (\n  a\n)", "return(a)"),
            ("if (a) {\n  b\n} else c", "if(a){b}else c"),
            ("x = y\n[1]", "x=y\n[1]"),
            ("a ? .5 : 'x' in b", "a ?.5:'x' in b"),
            ("async () => {}", "async()=>{}"),
        ] {
            assert_eq!(squeeze(&scan(source).unwrap()), expected);
        }
    }
}
