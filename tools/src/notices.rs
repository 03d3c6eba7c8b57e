//! `cargo xtask notices`: LICENSE-THIRD-PARTY.md, whose code, word lists and texts are in what we hand out.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::{
    paths::root,
    programs,
    stamp::{files, write},
};

const FILE: &str = "LICENSE-THIRD-PARTY.md";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Result<()> {
    write(&root().join(FILE), render()?.as_bytes())
}

/// Fails where LICENSE-THIRD-PARTY.md is not what [`run`] would write.
pub(crate) fn check() -> Result<()> {
    let kept = fs::read_to_string(root().join(FILE)).unwrap_or_default();
    ensure!(
        kept == render()?,
        "{FILE} is out of date: run `cargo xtask notices`"
    );
    Ok(())
}

fn render() -> Result<String> {
    let shipped = packages(&["--target", "wasm32-unknown-unknown"])?;
    let native = packages(&["--target", "all", "--features", "cli"])?;
    let native: BTreeSet<_> = native.difference(&shipped).cloned().collect();

    let mut out = String::from(
        "# Third-party notices\n\n\
         Quotelight itself is licensed under MIT or Apache-2.0. This file is made by `cargo xtask notices`.\n\n\
         ## Code in the WebAssembly and its JavaScript\n\n",
    );
    list_packages(&mut out, &shipped)?;
    out += "\n## More code in the command line program\n\n";
    list_packages(&mut out, &native)?;
    out += "\n## Word lists and training texts\n\n\
            What was taken from each, and what NOTICE says of it in full.\n";
    list_data(&mut out)?;
    out += "\n## Licences of the code\n";
    list_licences(&mut out, shipped.iter().chain(&native))?;
    Ok(out)
}

/// A crate that is compiled into ours.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    manifest_path: String,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// The crates that are linked into ours, without procedural macros, which only write code.
fn packages(arguments: &[&str]) -> Result<BTreeSet<Package>> {
    let mut tree = programs::cargo();
    tree.args([
        "tree",
        "--locked",
        "--package",
        "quotelight",
        "--prefix",
        "none",
    ]);
    tree.args(["--format", "{p}", "--edges", "normal,no-proc-macro"]);
    tree.args(arguments).current_dir(root());
    let tree = programs::output(&mut tree)?;
    // `serde v1.0.229`, with more behind it where it stood before.
    let linked: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest)))
        .collect();

    let mut metadata = programs::cargo();
    metadata
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(root());
    let metadata: Metadata = serde_json::from_str(&programs::output(&mut metadata)?)?;
    let packages = metadata.packages.into_iter();
    Ok(packages
        .filter(|package| package.name != "quotelight")
        .filter(|package| linked.contains(&(package.name.as_str(), package.version.as_str())))
        .collect())
}

/// The crates of which two versions are in what we hand out.
pub(crate) fn twice_shipped() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let shipped = packages(&["--target", "wasm32-unknown-unknown"])?;
    let mut before: Option<&Package> = None;
    for package in &shipped {
        if let Some(other) = before.filter(|other| other.name == package.name) {
            let (one, two) = (&other.version, &package.version);
            faults.push(format!("{} ships twice: {one} and {two}", package.name));
        }
        before = Some(package);
    }
    Ok(faults)
}

fn list_packages(out: &mut String, packages: &BTreeSet<Package>) -> Result<()> {
    for Package {
        name,
        version,
        license,
        ..
    } in packages
    {
        writeln!(
            out,
            "- {name} {version}: {}",
            license.as_deref().unwrap_or("see below")
        )?;
    }
    Ok(())
}

/// Writes the sources that `src/data/models.toml` names.
fn list_data(out: &mut String) -> Result<()> {
    let models: toml::Table = fs::read_to_string(root().join("src/data/models.toml"))?.parse()?;
    // The small models are of the same sources.
    for (name, model) in models.iter().filter(|(name, _)| *name != "lite") {
        let sources = ["sources", "corpora"]
            .iter()
            .filter_map(|key| model.get(key)?.as_array())
            .flatten();
        let file = model
            .get("file")
            .and_then(toml::Value::as_str)
            .unwrap_or(name);
        writeln!(out, "\n`src/data/{file}`:\n")?;
        for source in sources {
            let field = |key: &str| source.get(key).and_then(toml::Value::as_str);
            let usage = field("use")
                .map(|usage| format!(" ({usage})"))
                .unwrap_or_default();
            let licence = field("licence")
                .with_context(|| format!("models.toml gives no licence in [{name}]"))?;
            writeln!(
                out,
                "- {}{usage}: {licence}",
                field("name").unwrap_or("(no name)")
            )?;
        }
    }
    Ok(())
}

/// Writes each licence text once, below the names of the crates that have it.
fn list_licences<'p>(out: &mut String, packages: impl Iterator<Item = &'p Package>) -> Result<()> {
    let mut crates_by_text: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        for text in licence_texts(package)? {
            crates_by_text
                .entry(text)
                .or_default()
                .insert(&package.name);
        }
    }
    let mut texts: Vec<_> = crates_by_text.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    for (text, crates) in texts {
        let names: Vec<_> = crates.into_iter().collect();
        writeln!(out, "\n### {}\n\n```text\n{text}\n```", names.join(", "))?;
    }
    Ok(())
}

/// The texts under which we take a crate: the MIT licence where it offers that, else all it has.
fn licence_texts(package: &Package) -> Result<Vec<String>> {
    let folder = Path::new(&package.manifest_path)
        .parent()
        .context("a manifest without a folder")?;
    let mut all = Vec::new();
    for file in files(folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let is_text = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE"]
            .iter()
            .any(|s| name.starts_with(s));
        if file.parent() == Some(folder) && is_text {
            all.push((name, fs::read_to_string(&file)?));
        }
    }
    if let Some(mit) = all.iter().position(|(name, _)| name.contains("MIT")) {
        all = vec![all.swap_remove(mit)];
    }
    ensure!(
        !all.is_empty() || package.license.is_some(),
        "{} has no licence",
        package.name
    );
    let tidy = |text: String| {
        text.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
            .trim_matches('\n')
            .to_owned()
    };
    Ok(all.into_iter().map(|(_, text)| tidy(text)).collect())
}
