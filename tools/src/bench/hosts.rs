//! Where programs run: a folder with all of them, and measurements in Node.js and in browsers.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::peers;
use crate::{build, npm, paths::root, programs, stamp::folder, stamp::write};

/// The folder that Node.js imports from and browsers load from.
#[derive(Debug)]
pub(crate) struct Stand {
    pub(crate) folder: PathBuf,
}

/// What a process measured.
#[derive(Debug, Deserialize)]
pub(crate) struct Measured<T> {
    pub(crate) value: T,
    /// Its peak memory, in bytes.
    pub(crate) peak: u64,
}

impl Stand {
    /// Builds the page, fetches the peers and puts all of it into one folder.
    pub(crate) fn build() -> Result<Self> {
        build::build()?;
        let stand = Self {
            folder: folder().join("bench"),
        };
        for name in ["measure.js", "subjects.js"] {
            stand.copy(&root().join("tests/benches").join(name))?;
        }
        // The glue imports what unpacks documents, from one folder above.
        for name in [
            "generated/glue.js",
            "generated/quotelight.wasm",
            "unpack.js",
        ] {
            stand.put(name, &fs::read(root().join("www/src").join(name))?)?;
        }
        // Node.js tells modules by it, browsers want a page to run in.
        stand.put("package.json", br#"{ "type": "module" }"#)?;
        stand.put("index.html", b"<!doctype html><title>bench</title>")?;
        peers::link(&stand.folder)?;
        Ok(stand)
    }

    fn copy(&self, file: &Path) -> Result<()> {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default();
        self.put(&name.to_string_lossy(), &bytes)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        write(&self.folder.join(name), bytes)
    }

    /// Writes a file for a program to read.
    pub(crate) fn job(&self, job: &Value) -> Result<PathBuf> {
        let file = self.folder.join("job.json");
        write(&file, job.to_string().as_bytes())?;
        Ok(file)
    }

    /// Measures in a new process of Node.js; `job` names the function of `measure.js`.
    pub(crate) fn node<T: DeserializeOwned>(&self, job: &Value) -> Result<Measured<T>> {
        let mut command = Command::new(programs::need("node", npm::ADVICE)?);
        command.arg(root().join("tests/benches/node.mjs"));
        command.arg(&self.folder).arg(self.job(job)?);
        read(&mut command)
    }

    /// Measures in a browser, each job in a page of its own.
    pub(crate) fn browser<T: DeserializeOwned>(&self, name: &str, jobs: &Value) -> Result<T> {
        let mut command = Command::new(programs::need("node", npm::ADVICE)?);
        command
            .arg(root().join("tests/benches/browser.mjs"))
            .arg(name);
        command.arg(&self.folder).arg(self.job(jobs)?);
        read(&mut command)
    }
}

/// Runs a program that prints JSON.
pub(crate) fn read<T: DeserializeOwned>(command: &mut Command) -> Result<T> {
    let output = programs::output(command)?;
    serde_json::from_str(&output).with_context(|| format!("what it printed: {output}"))
}
