//! The npm package.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::json;

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

/// Makes `dist/npm`.
pub(super) fn build(wasm: &Wasm) -> Result<()> {
    let out = dist().join("npm");
    let texts = [
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "NOTICE",
        "THIRD-PARTY.md",
    ];
    let mut inputs = sources();
    inputs.extend(texts.iter().map(|name| root().join(name)));
    inputs.extend(["Cargo.toml", "src/types.d.ts"].map(|name| root().join(name)));
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
        let entry = www().join("src/index.js");
        put(
            "index.js",
            &fetching("quotelight.wasm")?.link(&entry, Shape::Module)?,
        )?;
        put("inline.js", &holding(&binary).link(&entry, Shape::Module)?)?;
        put(
            "worker.js",
            &Linker::new().link(&www().join("src/worker.js"), Shape::Script)?,
        )?;
        put(
            "types.d.ts",
            &fs::read_to_string(root().join("src/types.d.ts"))?,
        )?;
        let declarations = fs::read_to_string(www().join("src/index.d.ts"));
        let declarations = declarations.context("cannot read www/src/index.d.ts")?;
        put(
            "index.d.ts",
            &declarations.replace("../../src/types.d.ts", "./types.d.ts"),
        )?;
        put("package.json", &format!("{:#}\n", manifest()?))?;
        for name in texts {
            if let Ok(text) = fs::read_to_string(root().join(name)) {
                put(name, &text)?;
            }
        }
        Ok(())
    })?;
    Ok(())
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
    let types = "./index.d.ts";
    Ok(json!({
        "name": get("name"),
        "version": get("version"),
        "description": get("description"),
        "license": get("license"),
        "repository": { "type": "git", "url": format!("git+{}.git", get("repository")) },
        "keywords": package.get("keywords"),
        "type": "module",
        "sideEffects": false,
        "engines": { "node": ">=20" },
        "exports": {
            ".": { "types": types, "default": "./index.js" },
            "./inline": { "types": types, "default": "./inline.js" },
            "./worker": { "default": "./worker.js" },
            "./quotelight.wasm": "./quotelight.wasm",
            "./package.json": "./package.json",
        },
    }))
}
