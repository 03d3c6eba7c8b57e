//! Articles of our own in `tests/articles/<slug>/`: `source.txt`, `expected.txt` with the right
//! marks, `output.txt` with what the program marks, `NOTICE`.
//!
//! `expected.txt` begins with `# slug YYYY-MM-DD`, the second being the article's date.

use std::path::{Path, PathBuf};

use super::markup::{self, Marked};

/// An article with the right marks.
#[derive(Debug)]
pub(crate) struct GoldArticle {
    pub folder: PathBuf,
    pub date: String,
    pub marked: Marked,
}

/// Reads the articles below the root of the project, in the order of their names.
pub(crate) fn read(root: &Path) -> Result<Vec<GoldArticle>, String> {
    let folder = root.join("tests/articles");
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders.into_iter().map(read_one).collect()
}

fn read_one(folder: PathBuf) -> Result<GoldArticle, String> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let failed = |e: &str| format!("{}: {e}", folder.display());
    let (source, expected) = (text("source.txt")?, text("expected.txt")?);
    let [marked] = <[Marked; 1]>::try_from(markup::parse_file(&expected).map_err(|e| failed(&e))?)
        .map_err(|_| failed("expected.txt must hold one article"))?;
    let (slug, date) = marked.id.split_once(' ').ok_or_else(|| failed("no date"))?;
    let (slug, date) = (slug.to_owned(), date.to_owned());
    if !folder.ends_with(&slug) {
        return Err(failed(&format!("is called {slug} in expected.txt")));
    }
    if marked.text != source.trim_end_matches('\n') {
        return Err(failed("expected.txt and source.txt differ in their text"));
    }
    let marked = Marked { id: slug, ..marked };
    Ok(GoldArticle {
        folder,
        date,
        marked,
    })
}
