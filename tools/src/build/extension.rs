//! The browser extension, for Chromium and Firefox.

use std::fs;

use anyhow::{Context as _, Result};

use super::{
    dist,
    link::{Linker, Shape},
    sources,
    wasm::Wasm,
    www,
};
use crate::{
    paths::root,
    stamp::{Stage, files, write},
};

/// Makes `dist/extension`.
pub(super) fn build(wasm: &Wasm) -> Result<()> {
    let out = dist().join("extension");
    let mut inputs = sources();
    inputs.extend(["Cargo.toml", "package-lock.json"].map(|name| root().join(name)));
    let stage = Stage {
        name: "extension",
        inputs,
        settings: String::new(),
        outputs: vec![out.clone()],
    };
    stage.run(|| {
        drop(fs::remove_dir_all(&out));
        write(&out.join("quotelight.wasm"), &fs::read(&wasm.stripped)?)?;
        // The background says where its binary lies.
        let linker = || {
            Linker::new().text(
                &www().join("src/binary.js"),
                "export const INTEGRITY = '';\nexport function defaultBinary() { return 'quotelight.wasm'; }\n".to_owned(),
            )
        };
        for name in ["background.js", "content.js", "panel.js"] {
            // The page of a content script may be given it twice.
            let script = linker().link(&www().join("extension").join(name), Shape::Script)?;
            write(&out.join(name), script.as_bytes())?;
        }
        for file in files(&www().join("extension"))? {
            let name = file.strip_prefix(www().join("extension"))?;
            match file.extension().and_then(|end| end.to_str()) {
                Some("js") => {}
                Some("json") => {
                    let text = fs::read_to_string(&file)?;
                    let mut manifest: serde_json::Value = serde_json::from_str(&text)?;
                    *manifest.get_mut("version").context("no version")? = version()?.into();
                    write(&out.join(name), format!("{manifest:#}\n").as_bytes())?;
                }
                _ => write(&out.join(name), &fs::read(&file)?)?,
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// The version in `Cargo.toml`.
fn version() -> Result<String> {
    let cargo: toml::Table = fs::read_to_string(root().join("Cargo.toml"))?.parse()?;
    let version = cargo.get("package").and_then(|p| p.get("version"));
    let version = version.and_then(toml::Value::as_str);
    Ok(version.context("Cargo.toml has no version")?.to_owned())
}
