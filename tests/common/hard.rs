//! The suite of hard cases: short passages in marked text, grouped by what is hard in them, in
//! `tests/suites/hard/*.toml`.
//!
//! ```toml
//! [[phenomenon]]
//! name = "inversion"
//! rows = ['''“{q1d Talks are not surrender,}” {c1 said} {s1 {PERSON#1 Faisal Rahmani}}.''']
//! ```
//!
//! Of the names only those that speak are marked. A row is called after its phenomenon and its
//! place there: `inversion 1`.

use std::path::Path;

use super::markup::{self, Marked};

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phenomenon: Vec<Phenomenon>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Phenomenon {
    name: String,
    rows: Vec<String>,
}

/// The folder of the suite below the root of the project.
pub(crate) const FOLDER: &str = "tests/suites/hard";

/// Where today's wrong answers are kept, in that folder.
pub(crate) const KNOWN: &str = "known.toml";

/// Reads the suite; each passage has its row's name as `id`.
pub(crate) fn read(root: &Path) -> Result<Vec<Marked>, String> {
    let folder = root.join(FOLDER);
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| !path.ends_with(KNOWN));
    paths.sort();
    let mut rows = Vec::new();
    for path in paths {
        let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let source = std::fs::read_to_string(&path).map_err(|e| failed(&e))?;
        let file: File = toml::from_str(&source).map_err(|e| failed(&e))?;
        for phenomenon in file.phenomenon {
            for (number, row) in (1..).zip(&phenomenon.rows) {
                let id = format!("{} {number}", phenomenon.name);
                let marked = markup::parse(row).map_err(|e| failed(&format!("`{id}`: {e}")))?;
                rows.push(Marked { id, ..marked });
            }
        }
    }
    Ok(rows)
}
