//! The small models: `--lite`.
//!
//! Models are compiled into the program, so the jobs that use them run in a program of its own,
//! which Cargo builds with the feature `lite`.

use std::env;

use anyhow::Result;

use crate::{paths::root, programs};

/// Whether this program has the small models.
pub(crate) const IS_BUILT_IN: bool = cfg!(feature = "lite");

/// The file of a model in `src/data`, and the section of `models.toml` about it.
pub(crate) fn place(model: &str) -> (String, String) {
    if IS_BUILT_IN {
        (
            format!("src/data/{model}.lite.bin"),
            format!("lite.{model}"),
        )
    } else {
        (format!("src/data/{model}.bin"), model.to_owned())
    }
}

/// Runs this very job with the small models.
pub(crate) fn run_again() -> Result<()> {
    let mut command = programs::cargo();
    command
        .args([
            "run",
            "--quiet",
            "--profile",
            "fast",
            "--package",
            "quotelight-tools",
        ])
        .args(["--features", "lite", "--"])
        .args(env::args_os().skip(1))
        .current_dir(root());
    programs::show(&mut command)
}
