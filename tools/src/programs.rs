//! Running other programs: where they are, what they say, and one line of advice where one is
//! missing.

use std::{
    env,
    io::{IsTerminal as _, Write as _, stderr},
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

/// The path of a program, by the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let suffix = env::consts::EXE_SUFFIX;
    env::split_paths(&path)
        .flat_map(|folder| {
            [
                folder.join(format!("{name}{suffix}")),
                folder.join(format!("{name}.cmd")),
            ]
        })
        .find(|file| {
            file.is_file() && (cfg!(windows) || file.extension().is_none_or(|end| end != "cmd"))
        })
}

/// The path of a program; where it is missing, the error is `advice`, a sentence that says what to do.
pub(crate) fn need(name: &str, advice: &str) -> Result<PathBuf> {
    find(name).with_context(|| format!("`{name}` is missing: {advice}"))
}

/// Installs Debian packages where `program` is missing and we may; else the error is `advice`.
pub(crate) fn install(program: &str, packages: &[&str], advice: &str) -> Result<()> {
    if find(program).is_some() {
        return Ok(());
    }
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let Some(apt) = find("apt-get").filter(|_| is_root) else {
        bail!("`{program}` is missing: {advice}");
    };
    let apt = || {
        let mut command = Command::new(&apt);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    quietly("apt-get update", apt().args(["update", "-q"]))?;
    let what = format!("apt-get install {}", packages.join(" "));
    quietly(
        &what,
        apt()
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages),
    )?;
    need(program, advice).map(drop)
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// What a short command prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    if !output.status.success() {
        bail!(
            "{name} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command that shows its own progress.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a silent command and shows that it is at work: a clock on a terminal, else its name alone.
/// What it printed is shown only where it fails.
pub(crate) fn quietly(what: &str, command: &mut Command) -> Result<()> {
    let program = name(command);
    let begun = Instant::now();
    let clock = stderr().is_terminal();
    if !clock {
        eprintln!("{what} …");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    let stderr_of_child = child.stderr.take();
    let reader = thread::spawn(move || {
        stderr_of_child
            .map(std::io::read_to_string)
            .and_then(Result::ok)
            .unwrap_or_default()
    });
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if clock {
            eprint!("\r{what} … {} s ", begun.elapsed().as_secs());
            stderr().flush()?;
        }
        thread::sleep(Duration::from_millis(100));
    };
    if clock {
        eprintln!("\r{what} … {:.1} s", begun.elapsed().as_secs_f64());
    }
    let said = reader.join().unwrap_or_default();
    if !status.success() {
        bail!("{program} failed ({status}): {}", said.trim());
    }
    Ok(())
}

fn name(command: &Command) -> String {
    let mut name = PathBuf::from(command.get_program())
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    if let Some(first) = command.get_args().next() {
        name.push(' ');
        name.push_str(&first.to_string_lossy());
    }
    name
}
