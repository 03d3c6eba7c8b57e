//! The npm package.
//!
//! | file | from | what it imports |
//! |---|---|---|
//! | `index.js`, `inline.js` | `www/src/index.js`, fetching or holding the wasm | nothing |
//! | `lite.js` | `www/src/index.js`, fetching the wasm with the small models | nothing |
//! | `shared.js` | what the following have in common | nothing |
//! | `export.js` | `www/src/export/index.js` | `shared.js` |
//! | `annotate.js`, `corrections.js` | the modules of these names | `shared.js`, `index.js` |
//! | `element.js` | the module of this name | `shared.js`, `index.js`; and when they are wanted `annotate.js`, `corrections.js`, `export.js` |
//! | `element/define.js` | registers the element | `element.js` |
//! | `quotelight.element.js` | all of the element, for one script tag with its hash | nothing |
//! | `worker.js` | the worker, for pages that may not start one from a blob | nothing |

use std::fs;

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest as _, Sha384};

use super::{
    dist, fetching, holding,
    link::{Linker, Shape},
    sources,
    wasm::Wasm,
    www,
};
use crate::{
    paths::root,
    stamp::{Stage, write},
};

/// The element with all that it needs, in one file.
pub(super) const SINGLE: &str = "quotelight.element.js";
/// The analyzer module, below `dist`.
pub(super) const ANALYZER: &str = "npm/index.js";
/// What the element loads at once beside the analyzer, below `dist`.
pub(super) const ELEMENT: [&str; 3] = ["npm/element/define.js", "npm/element.js", "npm/shared.js"];
/// What it loads when that is wanted, below `dist`.
pub(super) const ELEMENT_LATER: [&str; 3] =
    ["npm/annotate.js", "npm/corrections.js", "npm/export.js"];
/// The wasm with the small models, below `dist`.
pub(super) const LITE: &str = "npm/quotelight.lite.wasm";
/// Further files in the table of sizes.
pub(super) const MEASURED: [&str; 3] = [ANALYZER, "npm/quotelight.element.js", LITE];

/// Modules that more than one script of the package needs.
const SHARED: [&str; 6] = [
    "kinds", "palette", "places", "ranges", "speakers", "targets",
];

/// Copied as they are.
const TEXTS: [&str; 6] = [
    "README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "NOTICE",
    "LICENSE-THIRD-PARTY.md",
];

/// Declarations below `www/src` and their names in the package.
const DECLARATIONS: [(&str, &str); 5] = [
    ("index.d.ts", "index.d.ts"),
    ("annotate.d.ts", "annotate.d.ts"),
    ("export/index.d.ts", "export.d.ts"),
    ("element.d.ts", "element.d.ts"),
    ("element-define.d.ts", "element/define.d.ts"),
];

/// Makes `dist/npm` of the wasm and that with the small models.
pub(super) fn build(wasm: &Wasm, lite: &Wasm) -> Result<()> {
    let out = dist().join("npm");
    let mut inputs = sources();
    inputs.extend(TEXTS.iter().map(|name| root().join(name)));
    let more = ["Cargo.toml", "src/types.d.ts", "package-lock.json"];
    inputs.extend(more.map(|name| root().join(name)));
    inputs.extend([lite.stripped.clone(), lite.glue.clone()]);
    let stage = Stage {
        name: "npm",
        inputs,
        settings: String::new(),
        outputs: vec![out.clone()],
    };
    stage.run(|| {
        drop(fs::remove_dir_all(&out));
        let put = |name: &str, text: &str| write(&out.join(name), text.as_bytes());
        let binary = fs::read(&wasm.stripped)?;
        write(&out.join("quotelight.wasm"), &binary)?;
        scripts(&binary, &put)?;
        let same_glue = fs::read(&wasm.glue)? == fs::read(&lite.glue)?;
        ensure!(same_glue, "the small models' wasm wants other glue");
        let binary = fs::read(&lite.stripped)?;
        write(&dist().join(LITE), &binary)?;
        let entry = www().join("src/index.js");
        let script = fetching("quotelight.lite.wasm", &binary)?.link(&entry, Shape::Module)?;
        put("lite.js", &script)?;
        put(
            "types.d.ts",
            &fs::read_to_string(root().join("src/types.d.ts"))?,
        )?;
        for (from, to) in DECLARATIONS {
            let text = fs::read_to_string(www().join("src").join(from))
                .with_context(|| format!("cannot read www/src/{from}"))?;
            put(to, &declaration(&text, to))?;
        }
        put(
            "worker.d.ts",
            "// A classic script without exports.\nexport {};\n",
        )?;
        let name = "custom-elements.json";
        put(name, &fs::read_to_string(www().join("src").join(name))?)?;
        put("package.json", &format!("{:#}\n", manifest()?))?;
        for name in TEXTS {
            if let Ok(text) = fs::read_to_string(root().join(name)) {
                put(name, &text)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// Links and minifies the modules.
fn scripts(binary: &[u8], put: &impl Fn(&str, &str) -> Result<()>) -> Result<()> {
    let source = |name: &str| www().join("src").join(name);
    let worker = Linker::new().link(&source("worker.js"), Shape::Script)?;
    put("worker.js", &worker)?;
    let fetches = || fetching("quotelight.wasm", binary);
    let module = |linker: Linker, entry: &str, name: &str| -> Result<()> {
        put(name, &linker.link(&source(entry), Shape::Module)?)
    };
    module(fetches()?, "index.js", "index.js")?;
    // Among so much of the binary nobody misses a name.
    module(holding(binary).large(), "index.js", "inline.js")?;
    let all_of = SHARED.map(|name| format!("export * from './{name}.js';\n"));
    let shared = Linker::new().text(&source("shared.js"), all_of.concat());
    module(shared, "shared.js", "shared.js")?;
    // Nothing is in two files.
    let apart = || {
        let shared = SHARED.map(|name| (format!("{name}.js"), "./shared.js"));
        let others = [
            ("analyzer.js", "./index.js"),
            ("protocol.js", "./index.js"),
            ("annotate.js", "./annotate.js"),
            ("corrections.js", "./corrections.js"),
            ("export/index.js", "./export.js"),
        ];
        let others = others.map(|(name, file)| (name.to_owned(), file));
        let all = shared.into_iter().chain(others);
        all.fold(Linker::new(), |linker, (name, file)| {
            linker.external(&source(&name), file)
        })
    };
    for (entry, name) in [
        ("export/index.js", "export.js"),
        ("annotate.js", "annotate.js"),
        ("corrections.js", "corrections.js"),
        ("element.js", "element.js"),
    ] {
        module(apart(), entry, name)?;
    }
    let define = Linker::new().external(&source("element.js"), "../element.js");
    module(define, "element-define.js", "element/define.js")?;
    module(fetches()?, "element-define.js", SINGLE)
}

/// A declaration file as others import it: by the names of the scripts, from where `to` lies.
fn declaration(text: &str, to: &str) -> String {
    let text = text
        .replace("'../../../src/types.d.ts'", "'./types.js'")
        .replace("./export/index.d.ts'", "./export.js'")
        .replace(".d.ts'", ".js'");
    if to.contains('/') {
        text.replace("'./", "'../")
    } else {
        text
    }
}

/// The hash of the single file, as the attribute `integrity` wants it.
pub(super) fn integrity() -> Result<String> {
    let bytes = fs::read(dist().join("npm").join(SINGLE))?;
    let hash = BASE64_STANDARD.encode(Sha384::digest(bytes));
    Ok(format!("sha384-{hash}"))
}

/// `package.json`, with what `Cargo.toml` says of us.
fn manifest() -> Result<serde_json::Value> {
    let cargo: toml::Table = fs::read_to_string(root().join("Cargo.toml"))?.parse()?;
    let package = cargo.get("package").context("Cargo.toml has no package")?;
    let get = |name: &str| {
        package
            .get(name)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
    };
    let entry = |name: &str| json!({ "types": format!("./{name}.d.ts"), "default": format!("./{name}.js") });
    let repository = get("repository");
    Ok(json!({
        "name": get("name"),
        "version": get("version"),
        "description": get("description"),
        "license": get("license"),
        "repository": { "type": "git", "url": format!("git+{repository}.git") },
        "homepage": format!("{repository}#readme"),
        "bugs": format!("{repository}/issues"),
        "publishConfig": { "access": "public", "provenance": true },
        "keywords": package.get("keywords"),
        "type": "module",
        "sideEffects": ["./element/define.js", format!("./{SINGLE}"), "./worker.js"],
        "customElements": "custom-elements.json",
        "engines": { "node": ">=20" },
        "exports": {
            ".": entry("index"),
            "./inline": { "types": "./index.d.ts", "default": "./inline.js" },
            "./lite": { "types": "./index.d.ts", "default": "./lite.js" },
            "./annotate": entry("annotate"),
            "./export": entry("export"),
            "./element": entry("element"),
            "./element/define": entry("element/define"),
            "./worker": entry("worker"),
            format!("./{SINGLE}"): { "types": "./element/define.d.ts", "default": format!("./{SINGLE}") },
            "./quotelight.wasm": "./quotelight.wasm",
            "./quotelight.lite.wasm": "./quotelight.lite.wasm",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::declaration;

    #[test]
    fn declarations_name_scripts_of_the_package() {
        for (source, packed) in [
            ("from './index.d.ts';", "from './index.js';"),
            ("from './export/index.d.ts';", "from './export.js';"),
            ("from '../../../src/types.d.ts';", "from './types.js';"),
        ] {
            assert_eq!(declaration(source, "index.d.ts"), packed);
        }
        let define = declaration("from './element.d.ts';", "element/define.d.ts");
        assert_eq!(define, "from '../element.js';");
    }
}
