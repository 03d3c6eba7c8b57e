//! The browsers that the page is tested in.

use anyhow::Result;

use crate::programs;

/// The names under which Debian, other systems and the makers install them.
const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Installs what is missing.
pub(crate) fn install() -> Result<()> {
    let missing = |names: &[&str]| !names.iter().any(|name| programs::find(name).is_some());
    for (names, package) in [(&CHROMIUM[..], "chromium"), (&FIREFOX[..], "firefox-esr")] {
        if missing(names) {
            programs::install(
                package,
                &[package],
                &format!("install {package} (on Debian: apt-get install {package})"),
            )?;
        }
    }
    Ok(())
}
