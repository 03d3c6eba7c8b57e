//! `cargo xtask test`: everything that must hold before a change lands.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::{audit, browsers, build, notices, npm, paths::root, programs, stamp::files};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Runs these steps only
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Step>,
}

/// The steps, in the order in which they run: what fails quickly comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// rustfmt
    Format,
    /// Clippy with the agreed lints
    Clippy,
    /// LICENSE-THIRD-PARTY.md is up to date
    Notices,
    /// Licences, bans and sources of the supply chain
    Audit,
    /// Suites and documentation of the workspace
    Rust,
    /// Page, single file and package can be made, within their budget
    Build,
    /// Types of the JavaScript
    Types,
    /// The wasm in Node.js
    Wasm,
    /// The page in Chromium and Firefox
    Www,
}

/// How many tests a step ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let mut sum = Counts::default();
    let mut report = String::new();
    for step in Step::value_variants() {
        if !args.only.is_empty() && !args.only.contains(step) {
            continue;
        }
        let name = step
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        eprintln!("── {name}");
        let begun = Instant::now();
        let counts = step.run().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Counts {
                passed: 0,
                failed: 1,
            }
        });
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        let Counts { passed, failed } = counts;
        writeln!(
            report,
            "{name:8} {passed:5} passed {failed:3} failed {:6.1} s",
            begun.elapsed().as_secs_f64()
        )?;
    }
    eprint!("\n{report}");
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

impl Step {
    fn run(self) -> Result<Counts> {
        match self {
            Self::Format => one(programs::show(
                programs::cargo().args(["fmt", "--all", "--check"]),
            )),
            Self::Clippy => one(programs::show(programs::cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                "quotelight/cli",
                "--",
                "-Dwarnings",
            ]))),
            Self::Notices => one(notices::check()),
            Self::Audit => one(audit::check()),
            Self::Rust => {
                let mut command = programs::cargo();
                command.args([
                    "test",
                    "--workspace",
                    "--no-fail-fast",
                    "--features",
                    "quotelight/cli",
                ]);
                counted(&mut command, cargo_counts)
            }
            Self::Build => one(build::build().map(|sizes| print!("{sizes}"))),
            Self::Types => {
                programs::install("node", &["nodejs", "npm"], npm::ADVICE)?;
                npm::install()?;
                build::build()?;
                one(programs::show(
                    npm::node("typescript/bin/tsc")?.args(["--project", "www/tsconfig.json"]),
                ))
            }
            Self::Wasm => {
                // Native and wasm are compared.
                let features = ["--features", "cli,_internals"];
                programs::show(
                    programs::cargo()
                        .args(["build", "--bin", "quotelight"])
                        .args(features)
                        .current_dir(root()),
                )?;
                node_tests("tests/wasm")
            }
            Self::Www => {
                browsers::install()?;
                node_tests("tests/www")
            }
        }
    }
}

/// A step that is one test.
fn one(result: Result<()>) -> Result<Counts> {
    result.map(|()| Counts {
        passed: 1,
        failed: 0,
    })
}

/// Runs the `*.test.mjs` below `folder` under the test runner of Node.js.
fn node_tests(folder: &str) -> Result<Counts> {
    programs::install("node", &["nodejs", "npm"], npm::ADVICE)?;
    npm::install()?;
    build::build()?;
    let tests: Vec<PathBuf> = files(&root().join(folder))?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if tests.is_empty() {
        bail!("there are no tests in {folder}");
    }
    let mut command = Command::new(programs::need("node", npm::ADVICE)?);
    // One file after the other: browsers and clocks want the machine for themselves.
    command
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(tests);
    counted(&mut command, node_counts)
}

/// Runs a test runner, passes its output on and counts by its summaries.
fn counted(command: &mut Command, count: fn(&str) -> Option<Counts>) -> Result<Counts> {
    let mut child = command
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", Path::new(command.get_program()).display()))?;
    let mut sum = Counts::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            if let Some(Counts { passed, failed }) = count(&line) {
                sum.passed += passed;
                sum.failed += failed;
            }
            println!("{line}");
        }
    }
    let status = child.wait()?;
    if !status.success() && sum.failed == 0 {
        // It broke off before it could count: a suite that does not compile, say.
        sum.failed = 1;
    }
    if sum == Counts::default() {
        bail!("no test was run");
    }
    Ok(sum)
}

/// `test result: ok. 3 passed; 0 failed; …`
fn cargo_counts(line: &str) -> Option<Counts> {
    let (_, rest) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |what: &str| {
        rest.split("; ")
            .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    Some(Counts {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

/// `ℹ pass 3`, `ℹ fail 0`
fn node_counts(line: &str) -> Option<Counts> {
    let (what, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    match what {
        "pass" => Some(Counts {
            passed: number,
            failed: 0,
        }),
        "fail" | "cancelled" => Some(Counts {
            passed: 0,
            failed: number,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn summaries_of_the_runners_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(
            cargo_counts(line),
            Some(Counts {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(cargo_counts("test a ... ok"), None);
        assert_eq!(
            node_counts("ℹ pass 7"),
            Some(Counts {
                passed: 7,
                failed: 0
            })
        );
        assert_eq!(
            node_counts("ℹ fail 2"),
            Some(Counts {
                passed: 0,
                failed: 2
            })
        );
        assert_eq!(node_counts("ℹ duration_ms 120.5"), None);
    }

    #[test]
    fn the_lock_file_names_no_host() {
        let lock = fs::read_to_string(root().join("package-lock.json")).unwrap();
        assert!(
            !lock.contains("\"resolved\""),
            "package-lock.json names a registry: run npm with the .npmrc of this folder"
        );
    }
}
