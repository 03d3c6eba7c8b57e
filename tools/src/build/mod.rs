//! `cargo xtask build`: makes all that we hand out, and nothing that is not stale.
//!
//! | made | from |
//! |---|---|
//! | `www/src/generated/` | what the modules in `www/src` import but nobody writes: `glue.js` (wasm-bindgen), `worker-source.js` (the linked worker as a string), `quotelight.wasm` |
//! | `dist/site/` | `www/index.html`, `page.css`, and `page.js` linked into one file, with the hash of their content in their names; every other file of `www` that is no script |
//! | `dist/quotelight.html` | the same page as one file, `www/src/binary.js` replaced by `binary-inline.js` |
//! | `dist/site/embed.html`, `dist/site/examples/` | the page for frames as one file, and each way of embedding as a page: see [`embed`] |
//! | `dist/extension/` | the browser extension, to be loaded unpacked or zipped: see [`extension`] |
//! | `dist/npm/` | the package: see [`package`] |
//!
//! The crate is compiled with the profile `wasm`, bound by wasm-bindgen and optimised by `wasm-opt`
//! (see [`wasm`]). JavaScript is joined by [`link`]; nothing foreign ships.

mod embed;
mod extension;
mod link;
mod package;
mod page;
pub(crate) mod sections;
pub(crate) mod sizes;
pub(crate) mod wasm;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

use crate::{
    paths::root,
    stamp::{Stage, files, folder, hash, hash_file, write},
};
use link::{Linker, Shape};
use sizes::{Line, Sizes, Spent};
use wasm::{Edition, Wasm};

pub(crate) use page::media_type;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Compiles the wasm a second time, from nothing and elsewhere, and compares
    #[arg(long)]
    verify: bool,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    print!("{}", build()?);
    println!("\nSHA-256:");
    for file in files(&dist())? {
        let name = file.strip_prefix(dist())?.display();
        println!("{}  {name}", hash_file(&file)?);
    }
    if args.verify {
        let (first, second) = (
            hash_file(&wasm::build(Edition::Full)?.stripped)?,
            hash(&wasm::rebuild()?),
        );
        println!("\nwasm, built twice:\n{first}\n{second}");
        ensure!(first == second, "the two builds differ");
    }
    Ok(())
}

/// Makes what is stale and returns the table of sizes; fails where the page is over its budget.
pub(crate) fn build() -> Result<String> {
    let wasm = wasm::build(Edition::Full)?;
    let lite = wasm::build(Edition::Lite)?;
    generate(&wasm)?;
    package::build(&wasm, &lite)?;
    pages(&wasm)?;
    extension::build(&wasm)?;
    let sizes = measure(&wasm)?;
    Ok(format!(
        "{sizes}npm/{} integrity=\"{}\"\n",
        package::SINGLE,
        package::integrity()?
    ))
}

/// The folder of the page and its modules.
fn www() -> PathBuf {
    root().join("www")
}

/// The folder of what the modules import but nobody writes.
fn generated() -> PathBuf {
    www().join("src/generated")
}

/// The folder of what we hand out.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The inputs of every linked script.
fn sources() -> Vec<PathBuf> {
    vec![www(), root().join("tools/src/build")]
}

fn generate(wasm: &Wasm) -> Result<()> {
    let worker = www().join("src/worker.js");
    let inputs = files(&www().join("src"))?
        .into_iter()
        .filter(|file| !file.starts_with(generated()));
    let outputs = [
        "wasm-base64.d.ts",
        "glue.js",
        "glue.d.ts",
        "worker-source.js",
        "worker-source.d.ts",
        "quotelight.wasm",
    ];
    let stage = Stage {
        name: "generated",
        inputs: inputs
            .chain([
                wasm.glue.clone(),
                wasm.stripped.clone(),
                root().join("tools/src/build"),
            ])
            .collect(),
        settings: String::new(),
        outputs: outputs.map(|output| generated().join(output)).into(),
    };
    stage.run(|| {
        let put = |name: &str, bytes: &[u8]| write(&generated().join(name), bytes);
        put("quotelight.wasm", &fs::read(&wasm.stripped)?)?;
        put("glue.js", &fs::read(&wasm.glue)?)?;
        put("glue.d.ts", &fs::read(&wasm.types)?)?;
        // Only the linker makes that module, for scripts that hold the wasm.
        put("wasm-base64.d.ts", b"/** The wasm. */\nexport const base64: string;\n")?;
        let source = Linker::new().link(&worker, Shape::Script)?;
        let literal = serde_json::to_string(&source)?;
        put("worker-source.js", format!("export const workerSource = {literal};\n").as_bytes())?;
        put("worker-source.d.ts", b"/** The worker, linked into one classic script. */\nexport const workerSource: string;\n")
    })?;
    Ok(())
}

/// Makes the hosted page and the single file.
fn pages(wasm: &Wasm) -> Result<()> {
    let site = dist().join("site");
    let single = dist().join("quotelight.html");
    let mut inputs = sources();
    inputs.push(dist().join("npm"));
    let stage = Stage {
        name: "pages",
        inputs,
        settings: String::new(),
        outputs: vec![site.clone(), single.clone()],
    };
    stage.run(|| {
        drop(fs::remove_dir_all(&site));
        let html =
            fs::read_to_string(www().join("index.html")).context("cannot read www/index.html")?;
        let css = fs::read_to_string(www().join("page.css")).context("cannot read www/page.css")?;
        let binary = fs::read(&wasm.stripped)?;

        // A name that changes with its content can be cached for ever, and an old script never
        // meets a new binary.
        let wasm_name = hashed("quotelight", "wasm", &binary);
        let script = fetching(&wasm_name, &binary)?.link(&www().join("page.js"), Shape::Module)?;
        let script_name = hashed("page", "js", script.as_bytes());
        let style_name = hashed("page", "css", css.as_bytes());
        write(&site.join(&wasm_name), &binary)?;
        write(&site.join(&script_name), script.as_bytes())?;
        write(&site.join(&style_name), css.as_bytes())?;
        write(
            &site.join("index.html"),
            page::hosted(&html, &style_name, &script_name)?.as_bytes(),
        )?;
        copy_others(&site)?;
        embed::put(&site, &binary)?;
        let kept = [
            "./",
            &wasm_name,
            &script_name,
            &style_name,
            "icon.svg",
            "manifest.webmanifest",
        ];
        let keeper = fs::read_to_string(www().join("sw.js")).context("cannot read www/sw.js")?;
        write(
            &site.join("sw.js"),
            page::keeper(&keeper, &kept.map(str::to_owned))?.as_bytes(),
        )?;

        let script = holding(&binary).link(&www().join("page.js"), Shape::Module)?;
        write(
            &single,
            page::single("page", &html, &www(), &css, &script)?.as_bytes(),
        )
    })?;
    Ok(())
}

/// A linker for scripts that fetch the wasm, which lies beside them as `wasm_name`. They take no
/// other file than this one.
fn fetching(wasm_name: &str, binary: &[u8]) -> Result<Linker> {
    let path = www().join("src/binary.js");
    let mut text = fs::read_to_string(&path).context("cannot read www/src/binary.js")?;
    let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(binary)));
    for (literal, with) in [
        ("./generated/quotelight.wasm", format!("./{wasm_name}")),
        ("INTEGRITY = ''", format!("INTEGRITY = '{integrity}'")),
    ] {
        ensure!(
            text.matches(literal).count() == 1,
            "www/src/binary.js must have {literal} once"
        );
        text = text.replace(literal, &with);
    }
    Ok(Linker::new().text(&path, text))
}

/// A linker for scripts that hold the wasm as base64.
fn holding(binary: &[u8]) -> Linker {
    let text = format!(
        "export const base64 = '{}';\n",
        BASE64_STANDARD.encode(binary)
    );
    Linker::new()
        .text(&generated().join("wasm-base64.js"), text)
        .substitute(
            &www().join("src/binary.js"),
            &www().join("src/binary-inline.js"),
        )
}

/// Copies what the page links to as it is: icons, manifest, further pages.
fn copy_others(site: &Path) -> Result<()> {
    for file in files(&www())? {
        let name = file.strip_prefix(www())?;
        let is_script = file
            .extension()
            .is_some_and(|end| end == "js" || end == "ts");
        let is_made = ["index.html", "page.css", "tsconfig.json"]
            .iter()
            .any(|made| name == Path::new(made));
        let is_elsewhere = [
            "src",
            "examples",
            "extension",
            "embed.html",
            "embed.css",
            "screenshots",
        ]
        .iter()
        .any(|part| name.starts_with(part));
        if !is_script && !is_made && !is_elsewhere {
            write(&site.join(name), &fs::read(&file)?)?;
        }
    }
    Ok(())
}

/// `NAME.HASH.END`.
fn hashed(name: &str, end: &str, bytes: &[u8]) -> String {
    let hash = hash(bytes);
    format!("{name}.{}.{end}", hash.get(..12).unwrap_or(&hash))
}

/// Measures what a visitor loads, once for each content, and holds it against the budget.
fn measure(wasm: &Wasm) -> Result<String> {
    let out = folder().join("sizes.txt");
    let stage = Stage {
        name: "sizes",
        inputs: vec![
            dist(),
            wasm.stripped.clone(),
            root().join("tests/budget.toml"),
            root().join("tools/src/build/sizes.rs"),
        ],
        settings: String::new(),
        outputs: vec![out.clone()],
    };
    stage.run(|| {
        let mut lines = Vec::new();
        let mut spent = Spent::default();
        for file in files(&dist())? {
            let name = file.strip_prefix(dist())?.to_string_lossy().into_owned();
            let end = file
                .extension()
                .map(|end| end.to_string_lossy().into_owned())
                .unwrap_or_default();
            let is_page = name.starts_with("site/")
                && !name.starts_with("site/examples/")
                && name != "site/embed.html";
            let is_start = package::ELEMENT.contains(&name.as_str());
            let is_element = is_start || package::ELEMENT_LATER.contains(&name.as_str());
            let is_measured = is_element || package::MEASURED.contains(&name.as_str());
            if !is_page && !is_measured && name != "quotelight.html" {
                continue;
            }
            let sizes = sizes::measure(&fs::read(&file)?)?;
            if is_start {
                spent.element_start += sizes;
            }
            if is_element {
                spent.element_all += sizes;
            }
            match (name.as_str(), end.as_str()) {
                (package::ANALYZER, _) => spent.analyzer = sizes,
                (package::LITE, _) => spent.lite = sizes,
                (_, "wasm") if is_page => spent.wasm += sizes,
                (_, "js") if is_page => spent.js += sizes,
                (_, "css") if is_page => spent.css += sizes,
                _ => {}
            }
            lines.push(Line { name, sizes });
        }
        let mut sum = Sizes::default();
        lines
            .iter()
            .filter(|line| line.name.starts_with("site/"))
            .for_each(|line| sum += line.sizes);
        for (name, sizes) in [
            ("site, all", sum),
            ("element, to start", spent.element_start),
            ("element, all", spent.element_all),
        ] {
            let name = name.to_owned();
            lines.push(Line { name, sizes });
        }
        write(&out, sizes::table(&lines).as_bytes())?;
        sizes::check(spent)
    })?;
    Ok(fs::read_to_string(&out)?)
}
