//! `cargo xtask audit`: the supply chain against `.deny.toml`.
//!
//! The licences, bans and sources of every crate are checked here, so that everybody checks them;
//! where `cargo-deny` is installed it runs as well, and looks for advisories.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context as _, Result, anyhow, ensure};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::{build, notices, paths::root, programs};

/// The only registry that crates come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Of the policy, what is read here; the rest is for `cargo-deny`.
#[derive(Debug, Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

/// Further licences for one package.
#[derive(Debug, Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Debug, Deserialize)]
struct NpmLock {
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Debug, Deserialize)]
struct NpmPackage {
    license: Option<String>,
    integrity: Option<String>,
}

pub(crate) fn run(_: &Args) -> Result<()> {
    check()?;
    if programs::find("cargo-deny").is_none() {
        println!("advisories: not looked up, cargo-deny is not installed");
        return Ok(());
    }
    let deny = |arguments: &[&str]| {
        let mut command = programs::cargo();
        command.args(["deny", "--config", ".deny.toml"]);
        command.args(arguments).current_dir(root());
        command
    };
    programs::show(&mut deny(&["check", "licenses", "bans", "sources"]))?;
    if programs::output(&mut deny(&["fetch", "db"])).is_err() {
        println!("advisories: not looked up, their database cannot be reached");
        return Ok(());
    }
    programs::show(&mut deny(&["check", "advisories"]))
}

/// Fails with all that the policy refuses.
pub(crate) fn check() -> Result<()> {
    let policy = fs::read_to_string(root().join(".deny.toml")).context("cannot read .deny.toml")?;
    let policy: Policy = toml::from_str(&policy)?;
    let allowed = licensees(&policy.licenses.allow)?;
    let excepted = |name: &str| {
        let exceptions = policy.licenses.exceptions.iter();
        let found = exceptions.filter(|exception| exception.name == name);
        licensees(found.flat_map(|exception| &exception.allow))
    };
    let mut faults = Vec::new();
    let mut counts = Vec::new();
    for workspace in ["", "tests/fuzz"] {
        let packages = packages(&root().join(workspace))?;
        counts.push(packages.len());
        for package in &packages {
            let fault = fault_of(package, &allowed, &policy.bans);
            faults.extend(
                fault.map(|fault| format!("{} {}: {fault}", package.name, package.version)),
            );
        }
    }
    let npm: NpmLock = serde_json::from_slice(&fs::read(root().join("package-lock.json"))?)?;
    for (path, package) in npm.packages.iter().filter(|(path, _)| !path.is_empty()) {
        if package.integrity.is_none() {
            faults.push(format!("{path}: package-lock.json has no hash of it"));
        }
        let name = path.trim_start_matches("node_modules/");
        let allowed = [allowed.clone(), excepted(name)?].concat();
        let fault = licence_fault(package.license.as_deref(), &allowed);
        faults.extend(fault.map(|fault| format!("{path}: {fault}")));
    }
    faults.extend(notices::twice_shipped()?);
    faults.extend(npm_dependencies()?);
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    println!(
        "supply chain: {} crates of the workspace, {} of the fuzzer, {} npm packages: licences, bans and sources are as .deny.toml has them",
        counts.first().unwrap_or(&0),
        counts.last().unwrap_or(&0),
        npm.packages.len() - 1
    );
    Ok(())
}

fn packages(workspace: &Path) -> Result<Vec<Package>> {
    let mut command: Command = programs::cargo();
    command
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--all-features",
        ])
        .current_dir(workspace);
    let metadata: Metadata = serde_json::from_str(&programs::output(&mut command)?)?;
    Ok(metadata.packages)
}

fn licensees<'n>(names: impl IntoIterator<Item = &'n String>) -> Result<Vec<Licensee>> {
    let parse = |name: &String| {
        Licensee::parse(name).map_err(|error| anyhow!(".deny.toml: {name} is no licence: {error}"))
    };
    names.into_iter().map(parse).collect()
}

fn fault_of(package: &Package, allowed: &[Licensee], bans: &Bans) -> Option<String> {
    if bans.deny.iter().any(|ban| ban.name == package.name) {
        return Some("is banned".to_owned());
    }
    // Our own packages have no source.
    if let Some(source) = package
        .source
        .as_deref()
        .filter(|source| *source != REGISTRY)
    {
        return Some(format!("comes from {source}"));
    }
    licence_fault(package.license.as_deref(), allowed)
}

fn licence_fault(license: Option<&str>, allowed: &[Licensee]) -> Option<String> {
    let Some(license) = license else {
        return Some("has no licence".to_owned());
    };
    match Expression::parse_mode(license, ParseMode::LAX) {
        Err(error) => Some(format!("{license} is no licence: {error}")),
        Ok(expression) => {
            let fits = expression
                .evaluate(|asked| allowed.iter().any(|licensee| licensee.satisfies(asked)));
            (!fits).then(|| format!("its licence is {license}"))
        }
    }
}

/// What our npm package would make others install: nothing.
fn npm_dependencies() -> Result<Option<String>> {
    let manifest = build::dist().join("npm/package.json");
    let Ok(manifest) = fs::read(manifest) else {
        return Ok(None); // not built yet
    };
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    let kinds = ["dependencies", "peerDependencies", "optionalDependencies"];
    let found = kinds.into_iter().find(|kind| manifest.get(kind).is_some());
    Ok(found.map(|kind| format!("dist/npm/package.json has {kind}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused() {
        let allowed = licensees(&["MIT".to_owned(), "Unicode-3.0".to_owned()]).unwrap();
        let bans = Bans {
            deny: vec![Ban {
                name: "spy".to_owned(),
            }],
        };
        let rows = [
            ("a", Some("MIT"), None, None),
            ("a", Some("MIT OR Apache-2.0"), Some(REGISTRY), None),
            ("a", Some("MIT/Apache-2.0"), Some(REGISTRY), None),
            ("a", Some("(MIT OR Apache-2.0) AND Unicode-3.0"), None, None),
            (
                "a",
                Some("Apache-2.0 AND MIT"),
                None,
                Some("its licence is"),
            ),
            ("a", Some("GPL-3.0-only"), None, Some("its licence is")),
            ("a", Some("my own"), None, Some("is no licence")),
            ("a", None, None, Some("has no licence")),
            (
                "a",
                Some("MIT"),
                Some("git+https://a.example/a"),
                Some("comes from git+"),
            ),
            ("spy", Some("MIT"), None, Some("is banned")),
        ];
        for (name, license, source, expected) in rows {
            let package = Package {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                license: license.map(str::to_owned),
                source: source.map(str::to_owned),
            };
            let fault = fault_of(&package, &allowed, &bans);
            match (&fault, expected) {
                (None, None) => {}
                (Some(fault), Some(expected)) if fault.contains(expected) => {}
                _ => panic!("{name} {license:?} {source:?}: {fault:?}"),
            }
        }
    }
}
