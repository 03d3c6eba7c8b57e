//! Smaller JavaScript for the package: the npm package `terser` renames what is local and drops what
//! nobody uses. Like `wasm-opt` it works on what is ours; nothing of it ships.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};

use super::link::Shape;
use crate::npm;

/// Minifies a linked script; without npm it stays as it is.
pub(super) fn minify(script: &str, shape: Shape) -> Result<String> {
    if let Err(error) = npm::install() {
        eprintln!("the JavaScript stays unminified: {error:#}");
        return Ok(script.to_owned());
    }
    let mut command = npm::node("terser/bin/terser")?;
    command.args(["--ecma", "2022", "--compress", "passes=2", "--mangle"]);
    command.arg(match shape {
        Shape::Module => "--module",
        Shape::Script => "--toplevel",
    });
    let text = pipe(&mut command, script).context("terser")?;
    ensure!(!text.is_empty(), "terser gave nothing");
    Ok(text)
}

/// Runs a command with `input` and returns its output.
fn pipe(command: &mut Command, input: &str) -> Result<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("no standard input")?;
    // Written beside reading, or both could wait for each other.
    let output = std::thread::scope(|scope| {
        let writer = scope.spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output();
        (writer.join(), output)
    });
    let output = output.1?;
    ensure!(output.status.success(), "ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}
