//! Notes in `src/data/models.toml` what a model file is and how well it does.

use crate::paths;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Sets `facts`, TOML values by name, and the hash of `bytes` in the section of a model.
pub(crate) fn note(section: &str, bytes: &[u8], facts: &[(&str, String)]) -> Result<()> {
    let path = paths::root().join("src/data/models.toml");
    let old = std::fs::read_to_string(&path)?;
    let mut all = vec![("sha256", format!("{:?}", hash(bytes)))];
    all.extend_from_slice(facts);
    let new = noted(&old, section, &all).with_context(|| format!("no [{section}]"))?;
    Ok(std::fs::write(path, new)?)
}

/// The hash of a file, in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect::<Vec<_>>();
    digits.concat()
}

/// `toml` with a line for each fact at the end of a section's first paragraph of lines; older lines
/// of the same names go.
fn noted(toml: &str, section: &str, facts: &[(&str, String)]) -> Option<String> {
    let head = format!("[{section}]");
    let lines: Vec<&str> = toml.lines().collect();
    let start = lines.iter().position(|line| *line == head)?;
    let body = lines.get(start + 1..)?;
    let length = body
        .iter()
        .position(|line| line.is_empty() || line.starts_with('['));
    let (body, rest) = body.split_at(length.unwrap_or(body.len()));
    let is_old = |line: &str| {
        facts
            .iter()
            .any(|(name, _)| line.starts_with(&format!("{name} =")))
    };
    let mut new: Vec<String> = lines
        .iter()
        .take(start + 1)
        .map(|l| (*l).to_owned())
        .collect();
    new.extend(body.iter().filter(|l| !is_old(l)).map(|l| (*l).to_owned()));
    new.extend(
        facts
            .iter()
            .map(|(name, value)| format!("{name} = {value}")),
    );
    new.extend(rest.iter().map(|l| (*l).to_owned()));
    Some(new.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_replaced_in_their_section() {
        let old = "# Data\n\n[a]\nfile = \"a\"\nsha256 = \"1\"\nlist = [\n    1,\n]\n\n[b]\nsha256 = \"2\"\n";
        let new = noted(
            old,
            "a",
            &[("sha256", "\"3\"".to_owned()), ("n", "4".to_owned())],
        );
        let expected = "# Data\n\n[a]\nfile = \"a\"\nlist = [\n    1,\n]\nsha256 = \"3\"\nn = 4\n\n[b]\nsha256 = \"2\"\n";
        assert_eq!(new.as_deref(), Some(expected));
        assert_eq!(
            noted(expected, "b", &[("n", "5".to_owned())]).map(|t| t.lines().count()),
            Some(13)
        );
        assert_eq!(noted(old, "c", &[]), None);
    }

    #[test]
    fn hashes_are_hexadecimal() {
        assert!(hash(b"abc").starts_with("ba7816bf"));
    }
}
