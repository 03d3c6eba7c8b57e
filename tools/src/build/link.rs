//! Links our ECMAScript modules into one script, so that a page needs one request, and a single
//! file none at all. The npm packages `esbuild` and `terser` do the work in `link.mjs`; nothing of
//! them ships.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Component, Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;

use crate::npm;

/// What a linked script looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Shape {
    /// A module, with the exports of the entry if it has any.
    #[serde(rename = "esm")]
    Module,
    /// A classic script without exports, which leaves no names behind.
    #[serde(rename = "iife")]
    Script,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Linker {
    /// Modules that take the place of others.
    substitutes: BTreeMap<PathBuf, PathBuf>,
    /// Texts of modules that are no files.
    texts: BTreeMap<PathBuf, String>,
    /// Modules that stay modules of their own, with the specifiers that they are imported by.
    externals: BTreeMap<PathBuf, String>,
    /// Whether it stays as large as it is.
    is_large: bool,
}

/// What `link.mjs` reads.
#[derive(Serialize)]
struct Job<'j> {
    entry: &'j Path,
    format: Shape,
    small: bool,
    substitutes: &'j BTreeMap<PathBuf, PathBuf>,
    texts: &'j BTreeMap<PathBuf, String>,
    externals: &'j BTreeMap<PathBuf, String>,
}

impl Linker {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Takes `with` wherever a module imports `module`.
    pub(crate) fn substitute(mut self, module: &Path, with: &Path) -> Self {
        self.substitutes.insert(normal(module), normal(with));
        self
    }

    /// Takes `text` as what stands in the file `module`.
    pub(crate) fn text(mut self, module: &Path, text: String) -> Self {
        self.texts.insert(normal(module), text);
        self
    }

    /// Leaves `module` out: what imports it imports `specifier`, which must export the same names.
    pub(crate) fn external(mut self, module: &Path, specifier: &str) -> Self {
        self.externals.insert(normal(module), specifier.to_owned());
        self
    }

    /// Leaves comments and long names as they are.
    pub(crate) fn large(mut self) -> Self {
        self.is_large = true;
        self
    }

    /// Links `entry` with all that it imports.
    pub(crate) fn link(&self, entry: &Path, shape: Shape) -> Result<String> {
        npm::install().context("JavaScript is linked by programs from npm")?;
        let job = Job {
            entry: &normal(entry),
            format: shape,
            small: !self.is_large,
            substitutes: &self.substitutes,
            texts: &self.texts,
            externals: &self.externals,
        };
        let mut command = npm::node("../tools/src/build/link.mjs")?;
        let text = pipe(&mut command, &serde_json::to_vec(&job)?)
            .with_context(|| format!("linking {}", entry.display()))?;
        ensure!(!text.is_empty(), "{} became nothing", entry.display());
        Ok(text)
    }
}

/// `path` without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => out.push(part),
        }
    }
    out
}

/// Runs a command with `input` and returns its output.
fn pipe(command: &mut Command, input: &[u8]) -> Result<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("no standard input")?;
    // Written beside reading, or both could wait for each other.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output()
    })?;
    ensure!(output.status.success(), "ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links `/w/a.js` among modules given as texts.
    fn linker(modules: &[(&str, &str)]) -> Linker {
        modules.iter().fold(Linker::new(), |linker, (path, text)| {
            linker.text(Path::new(path), (*text).to_owned())
        })
    }

    fn link(linker: &Linker, shape: Shape) -> Result<String> {
        linker.link(Path::new("/w/a.js"), shape)
    }

    #[test]
    fn a_script_holds_all_modules_and_leaves_no_names() {
        let modules = [
            ("/w/a.js", "import { x } from './b.js';\nself.found = x;"),
            (
                "/w/b.js",
                "export const x = self.one + 2;\nexport const unused = 3;",
            ),
        ];
        let script = link(&linker(&modules), Shape::Script).unwrap();
        assert!(
            script.contains("self.one+2") && !script.contains('3'),
            "{script}"
        );
        let function = script
            .trim_start_matches("\"use strict\";")
            .trim_start_matches('!');
        assert!(
            function.starts_with("(()=>{") || function.starts_with("function"),
            "{script}"
        );
    }

    #[test]
    fn a_substitute_takes_the_place_of_a_module() {
        let modules = [
            ("/w/a.js", "export { x } from './c/../b.js';"),
            ("/w/c.js", "export const x = self.two;"),
        ];
        let linker = linker(&modules).substitute(Path::new("/w/b.js"), Path::new("/w/c.js"));
        let script = link(&linker, Shape::Module).unwrap();
        assert!(
            script.contains("self.two") && script.contains("as x"),
            "{script}"
        );
    }

    #[test]
    fn an_external_module_stays_imported_also_where_it_is_wanted_later() {
        let modules = [(
            "/w/a.js",
            "import { x } from './b.js';\nexport const y = async () => (await import('./c.js')).z + x;",
        )];
        let linker = linker(&modules)
            .external(Path::new("/w/b.js"), "./index.js")
            .external(Path::new("/w/c.js"), "./later.js");
        let script = link(&linker, Shape::Module).unwrap();
        assert!(script.contains("from\"./index.js\""), "{script}");
        assert!(script.contains("import(\"./later.js\")"), "{script}");
    }

    #[test]
    fn one_file_imports_nothing_later_either() {
        let modules = [
            (
                "/w/a.js",
                "export const y = async () => (await import('./c.js')).z;",
            ),
            ("/w/c.js", "export const z = self.three;"),
        ];
        let script = link(&linker(&modules), Shape::Module).unwrap();
        assert!(
            script.contains("self.three") && !script.contains("import"),
            "{script}"
        );
    }

    #[test]
    fn what_is_no_file_of_ours_is_refused() {
        for source in [
            "import x from 'left-pad'; x()",
            "import './missing.js'",
            "let = 1;;(",
        ] {
            assert!(
                link(&linker(&[("/w/a.js", source)]), Shape::Module).is_err(),
                "{source}"
            );
        }
    }
}
