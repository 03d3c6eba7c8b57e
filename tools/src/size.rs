//! `cargo xtask size`: what the bytes of the wasm are spent on.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
};

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::{
    build::{
        sizes,
        wasm::{self, Edition},
    },
    paths::root,
    stamp::files,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also list the largest functions
    #[arg(long, value_name = "COUNT", default_value_t = 15)]
    functions: usize,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let built = wasm::build(Edition::Full)?;
    let named = fs::read(&built.named)?;
    let shipped = fs::read(&built.stripped)?;
    let census = census(&named)?;

    println!("The wasm that ships, {}", line(shipped.len(), &shipped)?);
    print_table("by section", &census.sections, shipped.len());
    print_table(
        "code by crate, and by module of ours",
        &group(&census.functions),
        shipped.len(),
    );
    let mut functions = census.functions.clone();
    functions.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    functions.truncate(args.functions);
    print_table("largest functions", &functions, shipped.len());

    print_tables(&shipped)?;

    let lite = fs::read(wasm::build(Edition::Lite)?.stripped)?;
    println!("\nWith the small models, {}", line(lite.len(), &lite)?);
    print_tables(&lite)?;
    print!(
        "{}",
        accuracy(&fs::read_to_string(root().join("src/data/models.toml"))?)?
    );
    Ok(())
}

/// Prints which files of `src/data` are embedded, and what each takes.
fn print_tables(shipped: &[u8]) -> Result<()> {
    println!("\ntables of src/data");
    for file in files(&root().join("src/data"))? {
        let bytes = fs::read(&file)?;
        let name = file.strip_prefix(root())?.display().to_string();
        // What is embedded lies in the data section as it is.
        let is_embedded =
            bytes.len() > 64 && shipped.windows(64).any(|window| bytes.starts_with(window));
        if is_embedded {
            println!("  {name:32} {}", line(bytes.len(), &bytes)?);
        }
    }
    Ok(())
}

/// What each edition's models scored when they were trained, as `models.toml` has it.
fn accuracy(models: &str) -> Result<String> {
    let models: toml::Table = models.parse()?;
    let lite = models.get("lite").and_then(toml::Value::as_table);
    let facts = |models: Option<&toml::Table>, model: &str, fact: &str| {
        let facts = models.and_then(|models| models.get(model)?.get(fact)?.as_table().cloned());
        facts.unwrap_or_default()
    };
    let mut out = String::new();
    for (title, model, fact) in [
        ("names, F1", "names", "f1"),
        (
            "quotations: exact, lenient, right speaker",
            "quotes",
            "scores",
        ),
    ] {
        out += &format!("\n{title:42} {:>20} {:>20}\n", "full", "small models");
        let small = facts(lite, model, fact);
        for (set, full) in facts(Some(&models), model, fact) {
            let small = small.get(&set).map(figures).unwrap_or_default();
            out += &format!("  {set:40} {:>20} {small:>20}\n", figures(&full));
        }
    }
    Ok(out)
}

fn figures(value: &toml::Value) -> String {
    match value.as_array() {
        Some(list) => list.iter().map(figures).collect::<Vec<_>>().join(", "),
        None => value.to_string(),
    }
}

fn line(raw: usize, bytes: &[u8]) -> Result<String> {
    let sizes = sizes::measure(bytes)?;
    Ok(format!(
        "{raw:>9} bytes, gzip {:>9}, brotli {:>9}",
        sizes.gzip, sizes.brotli
    ))
}

fn print_table(title: &str, rows: &[(String, usize)], whole: usize) {
    println!("\n{title}");
    for (name, bytes) in rows {
        let permille = bytes * 1_000 / whole.max(1);
        println!(
            "  {bytes:>9}  {:>3}.{} %  {name}",
            permille / 10,
            permille % 10
        );
    }
}

/// Bytes of each section and of each function, in the order of the file.
#[derive(Debug, Default)]
struct Census {
    sections: Vec<(String, usize)>,
    functions: Vec<(String, usize)>,
}

fn census(wasm: &[u8]) -> Result<Census> {
    let mut census = Census::default();
    let mut names: HashMap<u32, String> = HashMap::new();
    let mut bodies = Vec::new();
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section()
            && id != 0
        {
            census
                .sections
                .push((section_name(id).to_owned(), range.len()));
        }
        if let Payload::ImportSection(imports) = payload {
            for import in imports.into_imports() {
                imported += u32::from(matches!(
                    import?.ty,
                    TypeRef::Func(_) | TypeRef::FuncExact(_)
                ));
            }
        } else if let Payload::CodeSectionEntry(body) = payload {
            bodies.push(body.range().len());
        } else if let Payload::CustomSection(custom) = payload
            && let KnownCustom::Name(subsections) = custom.as_known()
        {
            for subsection in subsections {
                if let Name::Function(functions) = subsection? {
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, naming.name.to_owned());
                    }
                }
            }
        }
    }
    for (index, bytes) in (imported..).zip(bodies) {
        let name = names
            .remove(&index)
            .unwrap_or_else(|| format!("function {index}"));
        census.functions.push((name, bytes));
    }
    Ok(census)
}

fn section_name(id: u8) -> &'static str {
    const NAMES: [&str; 14] = [
        "custom",
        "types",
        "imports",
        "functions",
        "tables",
        "memories",
        "globals",
        "exports",
        "start",
        "elements",
        "code",
        "data",
        "data count",
        "tags",
    ];
    NAMES.get(usize::from(id)).copied().unwrap_or("other")
}

/// Sums by [`owner`], largest first.
fn group(functions: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (name, bytes) in functions {
        *sums.entry(owner(name)).or_default() += bytes;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    sums
}

/// The crate that a function belongs to, of ours with its module.
fn owner(name: &str) -> String {
    // `<a::B as c::D>::e` and `<[a::B] as …>` belong to `a`.
    let path = name.trim_start_matches(['<', '&', '[', '(']);
    let path = path
        .strip_prefix("mut ")
        .or_else(|| path.strip_prefix("dyn "))
        .unwrap_or(path);
    let path = path
        .split([' ', '<', '>', '(', '['])
        .next()
        .unwrap_or_default();
    let mut parts = path.split("::");
    let Some(first) = parts.next().filter(|_| path.contains("::")) else {
        return "runtime and allocator".to_owned();
    };
    match parts.next() {
        Some(module) if first == "quotelight" => format!("quotelight::{module}"),
        _ => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_crates() {
        for (name, expected) in [
            ("quotelight::tokens::tokenize", "quotelight::tokens"),
            (
                "<quotelight::document::Document as serde_core::ser::Serialize>::serialize::h0a1b",
                "quotelight::document",
            ),
            (
                "<&mut serde_wasm_bindgen::ser::Serializer as serde_core::ser::Serializer>::serialize_str",
                "serde_wasm_bindgen",
            ),
            ("core::fmt::write", "core"),
            ("memcpy", "runtime and allocator"),
            (
                "<[regex_syntax::hir::Hir] as alloc::slice::Concat>::concat",
                "regex_syntax",
            ),
        ] {
            assert_eq!(owner(name), expected, "{name}");
        }
    }

    #[test]
    fn accuracy_stands_side_by_side() {
        let models = "[names]\nf1 = { a = 89.1, b = 70.0 }\n[quotes]\nscores = { c = [1.0, 2.5] }\n\
            [lite.names]\nf1 = { a = 85.5 }\n";
        let table = accuracy(models).unwrap();
        let rows: Vec<Vec<&str>> = table
            .lines()
            .map(|l| l.split_whitespace().collect())
            .collect();
        for row in [
            &["a", "89.1", "85.5"][..],
            &["b", "70.0"],
            &["c", "1.0,", "2.5"],
        ] {
            assert!(rows.iter().any(|found| found == row), "{table}");
        }
        assert!(accuracy("no toml").is_err());
    }

    #[test]
    fn a_census_counts_sections_and_functions() {
        // One type, one function `f` with an empty body, one name section.
        let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b\0\x0b\x04name\x01\x04\x01\0\x01f";
        let census = census(wasm).unwrap();
        assert_eq!(census.functions, [("f".to_owned(), 2)]);
        let sections: Vec<_> = census
            .sections
            .iter()
            .map(|(name, bytes)| (name.as_str(), *bytes))
            .collect();
        assert_eq!(sections, [("types", 4), ("functions", 2), ("code", 4)]);
    }
}
