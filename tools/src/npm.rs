//! Our npm packages: fetched as the lock file pins them, into `node_modules`, when the lock changed.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    sync::{Mutex, PoisonError},
};

use anyhow::{Context as _, Result};

use crate::{paths::root, programs, stamp::hash_file};

/// Name of the file that keeps the hash of the lock that was installed.
const STAMP: &str = "node_modules/.quotelight-lock";

/// What a newcomer without Node.js reads.
pub(crate) const ADVICE: &str =
    "install Node.js 20 or newer (on Debian: apt-get install nodejs npm)";

/// Fetches what is missing. Who else wants to, a test beside this one, waits until that is done.
pub(crate) fn install() -> Result<()> {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = root().join(STAMP);
    let lock = hash_file(&root().join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = programs::need("npm", ADVICE)?;
    // No package of ours needs its install scripts, so none runs.
    let arguments = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    let mut command = Command::new(npm);
    command.args(arguments).current_dir(root());
    programs::quietly("npm packages", &mut command)
        .context("npm could not fetch the packages of package-lock.json")?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A command that runs a script of an installed package under Node.js.
pub(crate) fn node(script: &str) -> Result<Command> {
    let mut command = Command::new(programs::need("node", ADVICE)?);
    command
        .arg(root().join("node_modules").join(script))
        .current_dir(root());
    Ok(command)
}

/// The pinned version of a package.
pub(crate) fn version(package: &str) -> Result<String> {
    let lock: serde_json::Value = serde_json::from_slice(&fs::read(lock_path())?)?;
    let path = format!(
        "/packages/node_modules~1{}/version",
        package.replace('/', "~1")
    );
    let version = lock.pointer(&path).and_then(serde_json::Value::as_str);
    Ok(version
        .with_context(|| format!("package-lock.json does not name {package}"))?
        .to_owned())
}

fn lock_path() -> PathBuf {
    root().join("package-lock.json")
}
