//! `cargo xtask screenshots`: pictures of the page for the README, in every look.

use std::{fs, process::Command};

use anyhow::{Result, ensure};

use crate::{browsers, build, npm, paths::root, programs};

/// All pictures together, in bytes.
const LIMIT: u64 = 400_000;

pub(crate) fn run() -> Result<()> {
    browsers::install()?;
    programs::install("node", &["nodejs", "npm"], npm::ADVICE)?;
    npm::install()?;
    build::build()?;
    let folder = root().join("www/screenshots");
    let mut command = Command::new(programs::need("node", npm::ADVICE)?);
    programs::show(
        command
            .current_dir(root())
            .arg("tests/www/screenshots.mjs")
            .arg(&folder),
    )?;
    let mut sum = 0;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        let size = entry.metadata()?.len();
        println!("{} {size}", entry.file_name().display());
        sum += size;
    }
    ensure!(
        sum <= LIMIT,
        "the pictures are {sum} bytes, more than {LIMIT}"
    );
    Ok(())
}
