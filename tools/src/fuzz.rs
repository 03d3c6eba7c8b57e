//! `cargo xtask fuzz`: runs the targets of `tests/fuzz` under libFuzzer.
//!
//! libFuzzer needs edges that are counted in the compiled program, which a stable compiler can do
//! (`-C passes=sancov-module`); only its sanitizers want a nightly one, and they look for faults
//! that a program without `unsafe` cannot have. What is found is written to
//! `tests/fuzz/findings/<target>/`, where `tests/findings.rs` runs it again for ever.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader, IsTerminal as _, stderr},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    marked,
    paths::root,
    programs,
    stamp::{hash, write},
};

/// The targets of `tests/fuzz/src/targets.rs`.
const TARGETS: [&str; 5] = ["text", "options", "edits", "pages", "models"];

/// What `cargo fuzz` asks of the compiler, without the sanitizer.
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How long to run, all targets together
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Runs these targets only
    #[arg(long, value_delimiter = ',', value_parser = TARGETS)]
    only: Vec<String>,
    /// Starts from this number instead of a random one
    #[arg(long)]
    seed: Option<u32>,
}

/// What one target came to.
#[derive(Debug, Default)]
struct Outcome {
    executions: u64,
    seconds: f64,
    /// Edges that were taken, of all in the program.
    edges: u64,
    of_edges: u64,
    /// Edges told apart by how often they were taken.
    features: u64,
    /// Inputs kept because each shows something new.
    corpus: u64,
    findings: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let targets: Vec<&str> = TARGETS
        .into_iter()
        .filter(|t| args.only.is_empty() || args.only.iter().any(|only| only == t))
        .collect();
    let program = build()?;
    #[allow(clippy::cast_precision_loss, reason = "there are few targets")]
    let seconds = args.minutes * 60.0 / targets.len() as f64;
    println!("target    executions   per s      edges of all  features  corpus  findings");
    let mut findings = 0;
    for target in targets {
        let outcome = fuzz(&program, target, seconds, args.seed)?;
        #[allow(clippy::cast_precision_loss, reason = "shown with no decimals")]
        let speed = outcome.executions as f64 / outcome.seconds.max(1.0);
        println!(
            "{target:8} {:11} {speed:7.0} {:10} {:6} {:9} {:7} {:9}",
            outcome.executions,
            outcome.edges,
            outcome.of_edges,
            outcome.features,
            outcome.corpus,
            outcome.findings.len()
        );
        for finding in &outcome.findings {
            println!("  {}", finding.display());
        }
        findings += outcome.findings.len();
    }
    println!("edges: counted by the compiler's coverage instrumentation, libraries included");
    ensure!(
        findings == 0,
        "{findings} findings: `cargo test --test findings` shows what each breaks"
    );
    Ok(())
}

/// Compiles the targets with counted edges.
fn build() -> Result<PathBuf> {
    programs::install(
        "c++",
        &["g++"],
        "install a C++ compiler (on Debian: apt-get install g++)",
    )?;
    let version = programs::output(Command::new("rustc").arg("-vV"))?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc does not say its host")?;
    let folder = root().join("target/fuzz");
    eprintln!("compiling the fuzz targets …");
    programs::show(
        programs::cargo()
            .args([
                "build",
                "--quiet",
                "--release",
                "--locked",
                "--target",
                host,
            ])
            .arg("--target-dir")
            .arg(&folder)
            .current_dir(root().join("tests/fuzz"))
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
            .env_remove("RUSTFLAGS"),
    )?;
    Ok(folder.join(host).join("release/quotelight-fuzz"))
}

fn fuzz(program: &Path, target: &str, seconds: f64, seed: Option<u32>) -> Result<Outcome> {
    let findings = root().join("tests/fuzz/findings").join(target);
    let corpus = root().join("target/fuzz/corpus").join(target);
    let seeds = root().join("target/fuzz/seeds").join(target);
    for folder in [&findings, &corpus] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    plant(target, &seeds)?;
    let before = listed(&findings)?;
    let mut command = Command::new(program);
    command
        .arg(&corpus)
        .arg(&seeds)
        .arg(format!("-max_total_time={seconds:.0}"))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg(format!(
            "-dict={}",
            root().join("tests/fuzz/dictionary.txt").display()
        ))
        .args(["-max_len=2000", "-timeout=10", "-rss_limit_mb=1024"])
        .args(["-print_final_stats=1", "-verbosity=1"])
        .args(seed.map(|seed| format!("-seed={seed}")))
        .env("QUOTELIGHT_FUZZ", target)
        .env("RUST_BACKTRACE", "0");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run the fuzz targets")?;
    let mut outcome = Outcome {
        seconds,
        ..Outcome::default()
    };
    let said = child.stderr.take().context("no output")?;
    for line in BufReader::new(said).lines() {
        let line = line?;
        outcome.read(&line);
        if stderr().is_terminal() && line.starts_with('#') {
            eprint!("\r\x1b[K{target}: {line}");
        }
    }
    if stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
    let status = child.wait()?;
    outcome.findings = listed(&findings)?.difference(&before).cloned().collect();
    // An empty folder says nothing.
    drop(fs::remove_dir(&findings));
    if !status.success() && outcome.findings.is_empty() {
        bail!("{target} broke off without a finding ({status})");
    }
    Ok(outcome)
}

impl Outcome {
    /// Reads what libFuzzer prints: `#2048 NEW cov: 812 ft: 1904 corp: 31/2Kb …`.
    fn read(&mut self, line: &str) {
        let after = |marker: &str| {
            let rest = line.split_once(marker)?.1.trim_start();
            let digits = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            rest.get(..digits)?.parse().ok()
        };
        if line.starts_with('#') {
            for (marker, figure) in [
                ("#", &mut self.executions),
                (" cov: ", &mut self.edges),
                (" ft: ", &mut self.features),
                (" corp: ", &mut self.corpus),
            ] {
                *figure = after(marker).unwrap_or(*figure);
            }
        } else if line.contains(" PC tables (") {
            self.of_edges = after(" PC tables (").unwrap_or_default();
        } else if let Some(executions) = after("stat::number_of_executed_units:") {
            self.executions = executions;
        }
    }
}

/// Writes what a target starts from: our own marked texts, without their marks.
fn plant(target: &str, folder: &Path) -> Result<()> {
    let head: &[u8] = match target {
        // A date in 2024, and a threshold of one half.
        "options" => &[3, 0xe8, 0x07, 3, 0, 0, 0, 0x3f],
        // Names, with a right checksum: the first bytes of the text are changes.
        "models" => &[1, 1],
        _ => &[],
    };
    // Cuts a third of the way, puts in a name.
    let tail: &[u8] = if target == "edits" {
        b"\xff\x55\x20Ann Lee said"
    } else {
        b""
    };
    for article in marked::hard_cases()?.into_iter().chain(marked::articles()?) {
        let seed = [head, article.text.as_bytes(), tail].concat();
        write(&folder.join(hash(&seed)), &seed)?;
    }
    Ok(())
}

fn listed(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_libfuzzer_are_read() {
        let mut outcome = Outcome::default();
        for line in [
            "INFO: Loaded 1 PC tables (27914 PCs): 27914 [0x55,0x56), ",
            "#2048\tNEW    cov: 812 ft: 1904 corp: 31/2Kb lim: 17 exec/s: 1024 rss: 40Mb",
            "#4096\tpulse  cov: 815 ft: 1911 corp: 33/2Kb lim: 21 exec/s: 1365 rss: 40Mb",
            "stat::number_of_executed_units: 5000",
        ] {
            outcome.read(line);
        }
        let figures = [
            outcome.executions,
            outcome.edges,
            outcome.of_edges,
            outcome.features,
            outcome.corpus,
        ];
        assert_eq!(figures, [5000, 815, 27914, 1911, 33]);
    }
}
