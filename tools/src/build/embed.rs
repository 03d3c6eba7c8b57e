//! What others put into their pages besides the package: the page for sandboxed frames, and examples
//! of each way of embedding.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{
    dist, holding,
    link::{Linker, Shape},
    page, www,
};
use crate::stamp::{files, write};

/// Writes `embed.html` and `examples` into the site.
pub(super) fn put(site: &Path, binary: &[u8]) -> Result<()> {
    let read = |name: &str| {
        fs::read_to_string(www().join(name)).with_context(|| format!("cannot read www/{name}"))
    };
    // In a sandbox the frame has no origin of its own, so it loads nothing: it holds everything.
    let script = holding(binary).link(&www().join("embed.js"), Shape::Module)?;
    let style = read("embed.css")?;
    let page = page::single("embed", &read("embed.html")?, &www(), &style, &script)?;
    write(&site.join("embed.html"), page.as_bytes())?;

    let examples = www().join("examples");
    for file in files(&examples)? {
        let name = file.strip_prefix(&examples)?;
        write(&site.join("examples").join(name), &fs::read(&file)?)?;
    }
    // They load the package as it would lie beside them.
    let package = dist().join("npm");
    for file in files(&package)? {
        let name = file.strip_prefix(&package)?;
        let is_loaded = file
            .extension()
            .is_some_and(|end| end == "js" || end == "wasm");
        if is_loaded && name != Path::new("inline.js") {
            let copy = site.join("examples/quotelight").join(name);
            write(&copy, &fs::read(&file)?)?;
        }
    }
    let bookmarklet = Linker::new().link(&www().join("src/bookmarklet.js"), Shape::Module)?;
    write(
        &site.join("examples/quotelight/bookmarklet.js"),
        bookmarklet.as_bytes(),
    )
}
