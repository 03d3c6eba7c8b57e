//! The npm package.
//!
//! | file | from | what it imports |
//! |---|---|---|
//! | `index.js`, `inline.js` | `www/src/index.js`, fetching or holding the wasm | nothing |
//! | `export.js` | `www/src/export/index.js` | nothing |
//! | `annotate.js`, `corrections.js`, `element.js` | the modules of these names | `index.js`, `export.js`, `corrections.js` |
//! | `element/define.js` | registers the element | `element.js` |
//! | `quotelight.element.js` | all of the element, for one script tag with its hash | nothing |
//! | `worker.js` | the worker, for pages that may not start one from a blob | nothing |

use std::fs;

use anyhow::{Context as _, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest as _, Sha384};

use super::{
    dist, fetching, holding,
    link::{Linker, Shape},
    minify::minify,
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
/// The element's own module, below `dist`.
pub(super) const ELEMENT: &str = "npm/element.js";
/// All that the element loads beside the analyzer, below `dist`.
pub(super) const ELEMENT_WHOLE: [&str; 4] = [
    "npm/element/define.js",
    ELEMENT,
    "npm/corrections.js",
    "npm/export.js",
];
/// Further files in the table of sizes.
pub(super) const MEASURED: [&str; 3] = [ANALYZER, "npm/annotate.js", "npm/quotelight.element.js"];

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

/// Makes `dist/npm`.
pub(super) fn build(wasm: &Wasm) -> Result<()> {
    let out = dist().join("npm");
    let mut inputs = sources();
    inputs.extend(TEXTS.iter().map(|name| root().join(name)));
    let more = ["Cargo.toml", "src/types.d.ts", "package-lock.json"];
    inputs.extend(more.map(|name| root().join(name)));
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
    let worker = minify(&worker, Shape::Script)?;
    put("worker.js", &worker)?;
    let fetches = || fetching("quotelight.wasm", binary);
    let module = |linker: Linker, entry: &str, name: &str| -> Result<()> {
        let linked = linker.link(&source(entry), Shape::Module)?;
        put(name, &minify(&linked, Shape::Module)?)
    };
    module(fetches()?, "index.js", "index.js")?;
    // The binary would only slow the minifier down.
    let inline = holding(binary).link(&source("index.js"), Shape::Module)?;
    put("inline.js", &inline)?;
    module(Linker::new(), "export/index.js", "export.js")?;
    let apart = || {
        Linker::new()
            .external(&source("analyzer.js"), "./index.js")
            .external(&source("protocol.js"), "./index.js")
            .external(&source("export/index.js"), "./export.js")
    };
    module(apart(), "annotate.js", "annotate.js")?;
    // These are parts of the exports anyhow.
    let shared = || {
        let names = ["kinds.js", "palette.js", "ranges.js", "speakers.js"];
        names.iter().fold(apart(), |linker, name| {
            linker.external(&source(name), "./export.js")
        })
    };
    module(shared(), "corrections.js", "corrections.js")?;
    let element = shared().external(&source("corrections.js"), "./corrections.js");
    module(element, "element.js", "element.js")?;
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
            "./annotate": entry("annotate"),
            "./export": entry("export"),
            "./element": entry("element"),
            "./element/define": entry("element/define"),
            "./worker": entry("worker"),
            format!("./{SINGLE}"): { "types": "./element/define.d.ts", "default": format!("./{SINGLE}") },
            "./quotelight.wasm": "./quotelight.wasm",
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
