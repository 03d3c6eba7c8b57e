//! The WebAssembly of the crate and its JavaScript glue: compiled, bound, optimised.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::sections;
use crate::{
    npm,
    paths::root,
    programs,
    stamp::{Stage, folder, write},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the page loads.
#[derive(Debug)]
pub(crate) struct Wasm {
    /// Without names and other custom sections: what ships.
    pub(crate) stripped: PathBuf,
    /// With the names of functions, for `cargo xtask size`.
    pub(crate) named: PathBuf,
    /// The module of wasm-bindgen, which instantiates and calls the wasm.
    pub(crate) glue: PathBuf,
    /// Its declarations.
    pub(crate) types: PathBuf,
}

/// Which models the wasm has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    Full,
    /// The small ones, of the feature `lite`.
    Lite,
}

impl Edition {
    /// The name of a stage that is done for each edition.
    fn stage(self, [full, lite]: [&'static str; 2]) -> &'static str {
        match self {
            Self::Full => full,
            Self::Lite => lite,
        }
    }

    /// Flags for the compiler beside those of all editions.
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Full => &[],
            // A quarter of the usual 250 or so: 3 kB (brotli) less than half of it, and as fast.
            Self::Lite => &["-Cllvm-args=-inline-threshold=60"],
        }
    }

    /// Where its files lie, below a folder.
    fn below(self, folder: PathBuf) -> PathBuf {
        match self {
            Self::Full => folder,
            Self::Lite => folder.join("lite"),
        }
    }
}

/// Makes what is stale.
pub(crate) fn build(edition: Edition) -> Result<Wasm> {
    let compiled = compile(edition)?;
    let bound = bind(edition, &compiled)?;
    optimise(edition, bound)
}

/// Makes the wasm once more, from nothing and elsewhere, and returns what would ship.
pub(crate) fn rebuild() -> Result<Vec<u8>> {
    let target = root().join("target/verify");
    drop(fs::remove_dir_all(&target));
    cargo_build(Edition::Full, &target)?;
    run_bindgen(&compiled_in(&target), &target)?;
    let (bound, named) = (target.join("quotelight_bg.wasm"), target.join("named.wasm"));
    if optimiser()?.is_some() {
        run_wasm_opt(&bound, &named)?;
    } else {
        write(&named, &fs::read(&bound)?)?;
    }
    sections::strip(&fs::read(&named)?)
}

/// Where Cargo puts the wasm.
fn compiled_in(target: &Path) -> PathBuf {
    target.join(TARGET).join("wasm").join("quotelight.wasm")
}

fn compile(edition: Edition) -> Result<PathBuf> {
    let target = edition.below(root().join("target"));
    let compiled = compiled_in(&target);
    let rustc = programs::output(Command::new(rustc()).args(["--version", "--verbose"]))?;
    let stage = Stage {
        name: edition.stage(["compile", "compile-lite"]),
        inputs: ["src", "Cargo.toml", "Cargo.lock", ".cargo"]
            .map(|path| root().join(path))
            .into(),
        settings: format!(
            "{rustc}{}{}",
            env::var("CARGO_PROFILE_WASM_OPT_LEVEL").unwrap_or_default(),
            edition.flags().concat(),
        ),
        outputs: vec![compiled.clone()],
    };
    stage.run(|| cargo_build(edition, &target))?;
    Ok(compiled)
}

fn cargo_build(edition: Edition, target: &Path) -> Result<()> {
    add_target()?;
    eprintln!("compiling the crate to {TARGET} …");
    programs::show(
        programs::cargo()
            .args(["build", "--package", "quotelight", "--lib"])
            .args(["--profile", "wasm", "--target", TARGET, "--target-dir"])
            .arg(target)
            .args((edition == Edition::Lite).then_some("--features=lite"))
            .current_dir(root())
            .env("CARGO_ENCODED_RUSTFLAGS", flags(edition)?.join("\u{1f}"))
            .env_remove("RUSTFLAGS"),
    )
}

/// Flags that make the same wasm from the same commit on every machine: they replace the flags of
/// the environment, and no path of this machine gets into messages.
fn flags(edition: Edition) -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    flags.extend(edition.flags().iter().map(|flag| (*flag).to_owned()));
    let sysroot = programs::output(Command::new(rustc()).args(["--print", "sysroot"]))?;
    let paths = [
        (Some(PathBuf::from(sysroot.trim())), "/rust"),
        (home, "/cargo"),
        (Some(root().to_path_buf()), "/quotelight"),
    ];
    for (from, to) in paths {
        let from = from.context("no home folder")?;
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    Ok(flags)
}

fn rustc() -> PathBuf {
    env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from)
}

/// Installs the standard library for the target where it is missing.
fn add_target() -> Result<()> {
    let arguments = ["--print", "target-libdir", "--target", TARGET];
    let libraries = programs::output(Command::new(rustc()).args(arguments))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    let advice = format!("install rustup, or the {TARGET} target of your Rust by other means");
    let rustup = programs::need("rustup", &advice)?;
    programs::show(
        Command::new(rustup)
            .args(["target", "add", TARGET])
            .current_dir(root()),
    )
    .with_context(|| {
        format!(
            "rustup could not add {TARGET}; with a connection, run `rustup target add {TARGET}`"
        )
    })
}

/// Runs wasm-bindgen, which we link as a library: one program less to install.
fn bind(edition: Edition, compiled: &Path) -> Result<Wasm> {
    let out = edition.below(folder()).join("bound");
    let bound = Wasm {
        stripped: out.join("quotelight_bg.wasm"),
        named: out.join("quotelight_bg.wasm"),
        glue: out.join("quotelight.js"),
        types: out.join("quotelight.d.ts"),
    };
    let version = bindgen_version()?;
    let stage = Stage {
        name: edition.stage(["bind", "bind-lite"]),
        inputs: vec![
            compiled.to_path_buf(),
            root().join("tools/src/build/wasm.rs"),
        ],
        settings: version,
        outputs: vec![
            bound.stripped.clone(),
            bound.glue.clone(),
            bound.types.clone(),
        ],
    };
    stage.run(|| run_bindgen(compiled, &out))?;
    Ok(bound)
}

fn run_bindgen(compiled: &Path, out: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .web(true)
        .map_err(|error| anyhow!(error))?
        // The page hands the binary over; a default path would be evaluated by bundlers.
        .omit_default_module_path(true)
        .typescript(true)
        // The analyzer starts anew after a trap.
        .reset_state_function(true)
        .remove_producers_section(true)
        .generate(out)
        .map_err(|error| anyhow!(error))
}

/// The version of wasm-bindgen that the crate depends on, which must be that of the library that
/// binds it.
fn bindgen_version() -> Result<String> {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock"))?.parse()?;
    let version = |name: &str| {
        let packages = lock.get("package")?.as_array()?;
        let package = packages.iter().find(|package| {
            package
                .get("name")
                .is_some_and(|n| n.as_str() == Some(name))
        })?;
        Some(package.get("version")?.as_str()?.to_owned())
    };
    let library = version("wasm-bindgen-cli-support")
        .context("Cargo.lock names no wasm-bindgen-cli-support")?;
    let dependency = version("wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    ensure!(
        library == dependency,
        "wasm-bindgen is {dependency}, but tools bind with {library}: set both to one version in Cargo.toml and tools/Cargo.toml"
    );
    Ok(library)
}

/// Runs `wasm-opt` of the npm package `binaryen`; without npm the wasm stays as it is.
fn optimise(edition: Edition, bound: Wasm) -> Result<Wasm> {
    let out = edition.below(folder()).join("optimised");
    let optimised = Wasm {
        stripped: out.join("quotelight.wasm"),
        named: out.join("named.wasm"),
        glue: bound.glue,
        types: bound.types,
    };
    let optimiser = optimiser()?;
    let stage = Stage {
        name: edition.stage(["optimise", "optimise-lite"]),
        inputs: vec![bound.named.clone(), root().join("tools/src/build/wasm.rs")],
        settings: format!("binaryen {optimiser:?}"),
        outputs: vec![optimised.named.clone(), optimised.stripped.clone()],
    };
    stage.run(|| {
        if optimiser.is_some() {
            fs::create_dir_all(&out)?;
            run_wasm_opt(&bound.named, &optimised.named)?;
        } else {
            write(&optimised.named, &fs::read(&bound.named)?)?;
        }
        write(
            &optimised.stripped,
            &sections::strip(&fs::read(&optimised.named)?)?,
        )
    })?;
    Ok(optimised)
}

/// The version of `wasm-opt`; none where there is no npm.
fn optimiser() -> Result<Option<String>> {
    match npm::install() {
        Ok(()) => Ok(Some(npm::version("binaryen")?)),
        Err(error) => {
            eprintln!("the wasm stays unoptimised: {error:#}");
            Ok(None)
        }
    }
}

fn run_wasm_opt(from: &Path, to: &Path) -> Result<()> {
    // `-g` keeps the names for `cargo xtask size`; what ships is stripped afterwards.
    let mut command = npm::node("binaryen/bin/wasm-opt")?;
    command.args([
        "-O3",
        "--one-caller-inline-max-function-size=80",
        "-g",
        "--enable-simd",
        "--enable-bulk-memory",
        "--enable-reference-types",
    ]);
    command.args([
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-sign-ext",
    ]);
    command.args([
        "--enable-nontrapping-float-to-int",
        "--enable-extended-const",
        "-o",
    ]);
    command.arg(to).arg(from);
    programs::quietly("wasm-opt -O3", &mut command)
}
