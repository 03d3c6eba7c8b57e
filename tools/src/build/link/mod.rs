//! Links our ECMAScript modules into one script, so that a page needs one request, and a single
//! file none at all.
//!
//! Every module becomes a function that runs once and returns its exports; modules run in the order
//! in which ECMAScript would run them. That carries over the plain modules that we write; what it
//! would not carry over faithfully is refused (see [`module::parse`]).

mod module;
mod scan;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};

use module::{Binding, Export, Module};

/// What a linked script looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A module with the exports of the entry.
    Module,
    /// A script without exports, for a page or a classic worker.
    Script,
}

#[derive(Debug)]
pub(crate) struct Linker {
    /// Modules that take the place of others.
    substitutes: BTreeMap<PathBuf, PathBuf>,
    /// Texts of modules that are no files.
    texts: BTreeMap<PathBuf, String>,
    /// Modules that stay modules of their own, with the specifiers that they are imported by.
    externals: BTreeMap<PathBuf, String>,
}

impl Linker {
    pub(crate) fn new() -> Self {
        Self {
            substitutes: BTreeMap::new(),
            texts: BTreeMap::new(),
            externals: BTreeMap::new(),
        }
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

    /// Links `entry` with all that it imports.
    pub(crate) fn link(&self, entry: &Path, shape: Shape) -> Result<String> {
        let mut order = Vec::new();
        self.visit(&normal(entry), &mut Vec::new(), &mut order)?;
        let mut text = match shape {
            Shape::Script => String::from("'use strict';\n"),
            Shape::Module => String::new(),
        };
        let mut names: BTreeMap<&Path, String> = BTreeMap::new();
        let specifiers: BTreeSet<&String> = self.externals.values().collect();
        for (path, specifier) in &self.externals {
            let id = specifiers.iter().position(|known| *known == specifier);
            names.insert(path, format!("$x{}", id.unwrap_or_default()));
        }
        for (id, specifier) in specifiers.iter().enumerate() {
            ensure!(shape == Shape::Module, "a script cannot import {specifier}");
            writeln!(text, "import*as $x{id} from'{specifier}';")?;
        }
        for (id, (path, _)) in order.iter().enumerate() {
            names.insert(path, format!("$m{id}"));
        }
        let modules: Vec<(&Path, Module<'_>)> = order
            .iter()
            .map(|(path, source)| {
                let parsed = module::parse(source).with_context(|| path.display().to_string())?;
                refuse_string_sinks(&parsed).with_context(|| path.display().to_string())?;
                Ok((path.as_path(), parsed))
            })
            .collect::<Result<_>>()?;
        let wanted = self.wanted_names(&modules)?;
        for (id, (path, module)) in modules.iter().enumerate() {
            let name_of = |specifier: &str| {
                let target = self.resolve(path, specifier)?;
                let name = names.get(target.as_path());
                name.map(String::as_str).context("a module is missing")
            };
            wrap(
                &format!("$m{id}"),
                module,
                wanted.get(*path),
                name_of,
                &mut text,
            )?;
            if shape == Shape::Module && id + 1 == modules.len() {
                write_exports(&format!("$m{id}"), module, &mut text)?;
            }
        }
        Ok(text)
    }

    /// The names that others import of each module; `None` where all may be wanted. What nobody
    /// imports is not returned, so that a minifier can drop it.
    fn wanted_names<'m>(
        &self,
        modules: &[(&Path, Module<'m>)],
    ) -> Result<BTreeMap<PathBuf, Option<BTreeSet<&'m str>>>> {
        let mut wanted: BTreeMap<PathBuf, Option<BTreeSet<&str>>> = BTreeMap::new();
        if let Some((entry, _)) = modules.last() {
            wanted.insert(entry.to_path_buf(), None);
        }
        // Importers come after what they import.
        for (path, module) in modules.iter().rev() {
            let mut want = |specifier: &str, name: Option<&'m str>| -> Result<()> {
                let names = wanted
                    .entry(self.resolve(path, specifier)?)
                    .or_insert_with(|| Some(BTreeSet::new()));
                match (names.as_mut(), name) {
                    (Some(names), Some(name)) => drop(names.insert(name)),
                    _ => *names = None,
                }
                Ok(())
            };
            for import in &module.imports {
                for Binding { from, .. } in &import.names {
                    want(import.specifier, Some(from))?;
                }
                if import.namespace.is_some() {
                    want(import.specifier, None)?;
                }
            }
            for export in &module.exports {
                match export {
                    Export::From(specifier, Binding { from, .. }) => want(specifier, Some(from))?,
                    Export::All(specifier) => want(specifier, None)?,
                    Export::Local(_) => {}
                }
            }
        }
        Ok(wanted)
    }

    /// Appends `path` to `order` after all that it imports.
    fn visit(
        &self,
        path: &Path,
        above: &mut Vec<PathBuf>,
        order: &mut Vec<(PathBuf, String)>,
    ) -> Result<()> {
        if self.externals.contains_key(path) || order.iter().any(|(known, _)| known == path) {
            return Ok(());
        }
        ensure!(
            !above.iter().any(|known| known == path),
            "{} imports itself over others",
            path.display()
        );
        let source = match self.texts.get(path) {
            Some(text) => text.clone(),
            None => fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?,
        };
        above.push(path.to_path_buf());
        let parsed = module::parse(&source).with_context(|| path.display().to_string())?;
        let reexported = parsed.exports.iter().filter_map(|export| match export {
            Export::From(specifier, _) | Export::All(specifier) => Some(*specifier),
            Export::Local(_) => None,
        });
        for specifier in parsed
            .imports
            .iter()
            .map(|import| import.specifier)
            .chain(reexported)
        {
            self.visit(&self.resolve(path, specifier)?, above, order)?;
        }
        above.pop();
        order.push((path.to_path_buf(), source));
        Ok(())
    }

    fn resolve(&self, importer: &Path, specifier: &str) -> Result<PathBuf> {
        if !specifier.starts_with("./") && !specifier.starts_with("../") {
            bail!("{}: `{specifier}` is no file of ours", importer.display());
        }
        let path = normal(&importer.with_file_name(specifier));
        Ok(self.substitutes.get(&path).cloned().unwrap_or(path))
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

/// Writes `const $m3=(()=>{imports;body;return{exports}})();`.
fn wrap<'n>(
    name: &str,
    module: &Module<'_>,
    wanted: Option<&Option<BTreeSet<&str>>>,
    name_of: impl Fn(&str) -> Result<&'n str>,
    out: &mut String,
) -> Result<()> {
    write!(out, "const {name}=(()=>{{")?;
    for import in &module.imports {
        let target = name_of(import.specifier)?;
        if !import.names.is_empty() {
            let names = list(import.names.iter().copied());
            write!(out, "const{{{names}}}={target};")?;
        }
        if let Some(local) = import.namespace {
            write!(out, "const {local}={target};")?;
        }
    }
    out.push_str(&scan::squeeze(&module.body));
    let mut fields = Vec::new();
    let is_wanted = |name: &str| match wanted {
        Some(Some(names)) => names.contains(name),
        Some(None) | None => true,
    };
    for export in &module.exports {
        match export {
            // Reads the other way round than an import: exported name first.
            Export::Local(Binding { from, to }) if is_wanted(to) => {
                fields.push(list([Binding { from: to, to: from }].into_iter()));
            }
            Export::From(specifier, Binding { from, to }) if is_wanted(to) => {
                fields.push(format!("{to}:{}.{from}", name_of(specifier)?));
            }
            Export::All(specifier) => fields.push(format!("...{}", name_of(specifier)?)),
            Export::Local(_) | Export::From(..) => {}
        }
    }
    // A line break, since the body may end without a semicolon.
    writeln!(out, "\nreturn{{{}}}}})();", fields.join(","))?;
    Ok(())
}

fn list<'s>(names: impl Iterator<Item = Binding<'s>>) -> String {
    let one = |Binding { from, to }: Binding<'_>| {
        if from == to {
            from.to_owned()
        } else {
            format!("{from}:{to}")
        }
    };
    names.map(one).collect::<Vec<_>>().join(",")
}

/// Writes the exports of the entry, called `name`, as exports of the whole.
fn write_exports(name: &str, entry: &Module<'_>, out: &mut String) -> Result<()> {
    for export in &entry.exports {
        match export {
            Export::Local(Binding { to: "default", .. })
            | Export::From(_, Binding { to: "default", .. }) => {
                writeln!(out, "export default {name}.default;")?;
            }
            Export::Local(Binding { to, .. }) | Export::From(_, Binding { to, .. }) => {
                writeln!(out, "export const {to}={name}.{to};")?;
            }
            Export::All(specifier) => bail!("name what the entry exports from {specifier}"),
        }
    }
    Ok(())
}

/// No text may become code or markup: what a strict Content Security Policy would block at run time
/// is refused at build time.
fn refuse_string_sinks(module: &Module<'_>) -> Result<()> {
    const SINKS: [&str; 6] = [
        "eval",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "createContextualFragment",
        "execScript",
    ];
    for (token, next) in module.body.iter().zip(module.body.iter().skip(1)) {
        let is_sink = SINKS.iter().any(|sink| token.is(sink));
        let is_constructor =
            token.is("new") && next.is("Function") || token.is("Function") && next.is("(");
        ensure!(
            !is_sink && !is_constructor,
            "line {}: `{}` turns text into code or markup",
            token.line,
            token.text
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links `a.js` among modules given as texts.
    fn link(modules: &[(&str, &str)], shape: Shape) -> Result<String> {
        let linker = modules.iter().fold(Linker::new(), |linker, (path, text)| {
            linker.text(Path::new(path), (*text).to_owned())
        });
        linker.link(Path::new("a.js"), shape)
    }

    #[test]
    fn modules_run_once_in_the_order_of_their_imports() {
        let linked = link(
            &[
                (
                    "a.js",
                    "import { x } from './b.js';\nimport * as c from './c.js';\nuse(x, c);",
                ),
                (
                    "b.js",
                    "import d, { y as z } from './c.js';\nexport const x = d + z;",
                ),
                ("c.js", "export default 1 + 2\nexport function y() {}"),
            ],
            Shape::Script,
        )
        .unwrap();
        let expected = "'use strict';\n\
            const $m0=(()=>{const $default=1 + 2\nfunction y(){}\nreturn{default:$default,y}})();\n\
            const $m1=(()=>{const{default:d,y:z}=$m0;const x=d + z;\nreturn{x}})();\n\
            const $m2=(()=>{const{x}=$m1;const c=$m0;use(x,c);\nreturn{}})();\n";
        assert_eq!(linked, expected);
    }

    #[test]
    fn exports_of_the_entry_stay_exports() {
        let linked = link(
            &[
                ("a.js", "export { b as c, default } from './b.js';\nexport class D {}\nexport async function e() {}"),
                ("b.js", "const b = 1;\nexport { b };\nexport default class B {}"),
            ],
            Shape::Module,
        )
        .unwrap();
        let expected = "const $m0=(()=>{const b=1;class B{}\nreturn{b,default:B}})();\n\
            const $m1=(()=>{class D{}\nasync function e(){}\nreturn{c:$m0.b,default:$m0.default,D,e}})();\n\
            export const c=$m1.c;\nexport default $m1.default;\nexport const D=$m1.D;\nexport const e=$m1.e;\n";
        assert_eq!(linked, expected);
    }

    #[test]
    fn a_substitute_takes_the_place_of_a_module() {
        let linked = Linker::new()
            .text(
                Path::new("w/a.js"),
                "import { x } from './b/../b.js';".to_owned(),
            )
            .text(Path::new("w/c.js"), "export const x = 1;".to_owned())
            .substitute(Path::new("w/b.js"), Path::new("w/c.js"))
            .link(Path::new("w/a.js"), Shape::Script)
            .unwrap();
        assert!(linked.contains("const x=1;"), "{linked}");
    }

    #[test]
    fn an_external_module_stays_imported_and_unused_exports_stay_inside() {
        let linked = Linker::new()
            .text(
                Path::new("a.js"),
                "import { x } from './b.js';\nimport { y } from './c.js';\nexport const z = x + y;"
                    .to_owned(),
            )
            .text(
                Path::new("c.js"),
                "export const y = 1;\nexport const unused = 2;".to_owned(),
            )
            .external(Path::new("b.js"), "./index.js")
            .link(Path::new("a.js"), Shape::Module)
            .unwrap();
        let expected = "import*as $x0 from'./index.js';\n\
            const $m0=(()=>{const y=1;const unused=2;\nreturn{y}})();\n\
            const $m1=(()=>{const{x}=$x0;const{y}=$m0;const z=x + y;\nreturn{z}})();\n\
            export const z=$m1.z;\n";
        assert_eq!(linked, expected);
    }

    #[test]
    fn what_cannot_be_linked_is_refused() {
        for (source, reason) in [
            ("import('./b.js')", "dynamic import"),
            ("await x", "top-level await"),
            ("export let x = 1", "may change"),
            ("export const x = 1, y = 2;", "one constant"),
            ("import x from 'left-pad'", "no file of ours"),
            ("import './a.js'", "imports itself"),
            ("a.innerHTML = b", "`innerHTML`"),
            ("new Function('x')", "`new`"),
            ("eval(x)", "`eval`"),
        ] {
            let error = format!(
                "{:#}",
                link(&[("a.js", source)], Shape::Script).unwrap_err()
            );
            assert!(error.contains(reason), "{source}: {error}");
        }
    }

    #[test]
    fn names_of_properties_are_no_statements() {
        let linked = link(
            &[(
                "a.js",
                "x.import; x.export = { import: 1 };\nimport.meta.url",
            )],
            Shape::Module,
        )
        .unwrap();
        assert_eq!(
            linked,
            "const $m0=(()=>{x.import;x.export={import:1};import.meta.url\nreturn{}})();\n"
        );
    }
}
