//! Work that is done only when something changed.
//!
//! A stage names its inputs and outputs. Its stamp, a small file below `target`, keeps the hash of
//! both, by content: a fresh clone, a touched file or a switched branch rebuilds nothing by itself.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::paths::root;

/// One piece of work from files to files.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    /// Files, and folders with all that is in them.
    pub(crate) inputs: Vec<PathBuf>,
    /// What else the outputs depend on: versions, flags.
    pub(crate) settings: String,
    pub(crate) outputs: Vec<PathBuf>,
}

impl Stage {
    /// Runs `work` unless inputs, settings and outputs are what they were after the last run.
    /// Returns whether it ran.
    pub(crate) fn run(&self, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        let stamp = folder().join("stamps").join(self.name);
        let before = self.hash_of(&self.inputs)?;
        if let Ok(kept) = fs::read_to_string(&stamp)
            && let Some((inputs, outputs)) = kept.split_once(' ')
            && inputs == before
            && self.outputs.iter().all(|output| output.exists())
            && outputs == self.hash_of(&self.outputs)?
        {
            return Ok(false);
        }
        // A run that breaks off must not look like one that ended.
        drop(fs::remove_file(&stamp));
        work().with_context(|| format!("building {}", self.name))?;
        for output in &self.outputs {
            ensure!(
                output.exists(),
                "{} did not make {}",
                self.name,
                output.display()
            );
        }
        write(
            &stamp,
            format!("{before} {}", self.hash_of(&self.outputs)?).as_bytes(),
        )?;
        Ok(true)
    }

    fn hash_of(&self, paths: &[PathBuf]) -> Result<String> {
        let mut hash = Sha256::new();
        hash.update(&self.settings);
        for path in paths {
            for file in files(path)? {
                let name = file.strip_prefix(root()).unwrap_or(&file);
                hash.update(name.to_string_lossy().as_bytes());
                hash.update([0]);
                hash.update(hash_file(&file)?);
            }
        }
        Ok(hex(&hash.finalize()))
    }
}

/// Where intermediate results lie.
pub(crate) fn folder() -> PathBuf {
    root().join("target").join("quotelight")
}

/// All files below `path`, in a fixed order; `path` itself where it is a file.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(if path.exists() {
            vec![path.to_path_buf()]
        } else {
            Vec::new()
        });
    }
    let entries = fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        all.extend(files(&path)?);
    }
    Ok(all)
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// SHA-256 of a file in hexadecimal digits.
pub(crate) fn hash_file(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(hash(&bytes))
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
