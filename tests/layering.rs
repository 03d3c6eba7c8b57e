//! Each module of the crate may use only the modules above it in [`ORDER`].

#![cfg(test)] // so that Clippy knows that this is no shipped code

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, from the ground up.
const ORDER: [&str; 19] = [
    "pace",
    "order",
    "text",
    "kind",
    "tokens",
    "sentences",
    "marks",
    "model",
    "lexicon",
    "dates",
    "entities",
    "aliases",
    "quotes",
    "attribution",
    "analysis",
    "document",
    "render",
    "records",
    "wasm",
];

/// The Rust files under `folder`, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code without line comments, in which documentation may name any module.
fn without_comments(source: &str) -> String {
    let code = source.lines().map(|line| match line.find("//") {
        // `://` stands in an address within a string.
        Some(i) if !line[..i].ends_with(':') => &line[..i],
        _ => line,
    });
    code.collect::<Vec<_>>().join("\n")
}

/// The names that follow `crate::`, in `use` lines and in paths, groups included.
fn names_used(source: &str) -> Vec<String> {
    let code = without_comments(source);
    let mut names = Vec::new();
    for (i, _) in code.match_indices("crate::") {
        let tail = &code[i + "crate::".len()..];
        if let Some(group) = tail.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            names.push(name);
        } else {
            names.push(tail.to_owned());
        }
    }
    let is_ident = |c: char| c.is_alphanumeric() || c == '_';
    let first = |n: String| {
        n.trim_start()
            .chars()
            .take_while(|c| is_ident(*c))
            .collect()
    };
    let names = names.into_iter().map(first);
    names.filter(|n: &String| !n.is_empty()).collect()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|m| *m == module)
}

#[test]
fn modules_use_only_those_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in rust_files(&src) {
        let inner = path.strip_prefix(&src).expect("a path in src");
        let top = inner.iter().next().expect("a file name").to_string_lossy();
        let module = top.trim_end_matches(".rs");
        if matches!(module, "lib" | "main" | "cli") {
            continue;
        }
        let Some(own) = rank(module) else {
            faults.push(format!(
                "{}: `{module}` has no place in ORDER",
                inner.display()
            ));
            continue;
        };
        for name in names_used(&fs::read_to_string(&path).expect("a source file")) {
            match rank(&name) {
                Some(used) if used <= own => {}
                Some(_) => faults.push(format!("{}: uses `{name}` below it", inner.display())),
                None => faults.push(format!("{}: `crate::{name}` is no module", inner.display())),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn library_declares_the_modules_in_order() {
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let source = without_comments(&fs::read_to_string(lib).expect("src/lib.rs"));
    let (_, list) = source.split_once("\npasses!(").expect("a list of passes");
    let (list, rest) = list.split_once(')').expect("the end of the list");
    let passes = list.split(',').map(str::trim).filter(|m| !m.is_empty());
    let others = rest.lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    assert_eq!(passes.chain(others).collect::<Vec<_>>(), ORDER);
}

#[test]
fn finds_names_in_all_forms() {
    let source = "use crate::text::{Span, to_u32};\n\
                  use crate::{dates::{self, Day}, kind::EntityKind, quotes};\n\
                  // crate::wasm\n\
                  fn f() -> crate::render::Run { let s = \"a://b\"; crate::model::f(s) }";
    assert_eq!(
        names_used(source),
        ["text", "dates", "kind", "quotes", "render", "model"]
    );
}
