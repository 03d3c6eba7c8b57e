//! How many bytes a visitor loads, and the budget for it.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde::Deserialize;

use crate::paths::root;

/// Sizes of one file, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl std::ops::AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Measures at the highest levels, as a host would store the file.
pub(crate) fn measure(bytes: &[u8]) -> Result<Sizes> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params)?;
    Ok(Sizes {
        raw: bytes.len(),
        gzip: gzip.finish()?.len(),
        brotli: brotli.len(),
    })
}

/// One line of the table of sizes.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) sizes: Sizes,
}

/// The table, in kB (1,000 bytes).
pub(crate) fn table(lines: &[Line]) -> String {
    let width = lines
        .iter()
        .map(|line| line.name.len())
        .max()
        .unwrap_or_default();
    let mut out = format!(
        "{:width$} {:>10} {:>10} {:>10}\n",
        "", "raw", "gzip", "brotli"
    );
    for Line { name, sizes } in lines {
        out += &format!(
            "{name:width$} {:>7} kB {:>7} kB {:>7} kB\n",
            kilobytes(sizes.raw),
            kilobytes(sizes.gzip),
            kilobytes(sizes.brotli)
        );
    }
    out
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1_000, bytes % 1_000 / 100)
}

/// `tests/budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    bytes: Bytes,
}

/// Upper limits, in bytes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bytes {
    wasm_gzip: usize,
    wasm_brotli: usize,
    lite_wasm_brotli: usize,
    site_js_gzip: usize,
    site_css_gzip: usize,
    analyzer_js_gzip: usize,
    element_start_js_gzip: usize,
    element_all_js_gzip: usize,
}

/// What the budget limits, as measured.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spent {
    pub(crate) wasm: Sizes,
    /// The wasm with the small models.
    pub(crate) lite: Sizes,
    pub(crate) js: Sizes,
    pub(crate) css: Sizes,
    /// The package's analyzer module.
    pub(crate) analyzer: Sizes,
    /// What the element loads at once beside the analyzer.
    pub(crate) element_start: Sizes,
    /// All that it may load beside it.
    pub(crate) element_all: Sizes,
}

/// Fails where the page or the package costs more than `tests/budget.toml` allows.
pub(crate) fn check(spent: Spent) -> Result<()> {
    let path = root().join(Path::new("tests/budget.toml"));
    let text = fs::read_to_string(&path).context("cannot read tests/budget.toml")?;
    let Budget { bytes } = toml::from_str(&text).context("tests/budget.toml")?;
    for (what, cost, limit) in [
        (
            "the page's wasm, gzipped,",
            spent.wasm.gzip,
            bytes.wasm_gzip,
        ),
        (
            "the page's wasm, in brotli,",
            spent.wasm.brotli,
            bytes.wasm_brotli,
        ),
        (
            "the wasm with the small models, in brotli,",
            spent.lite.brotli,
            bytes.lite_wasm_brotli,
        ),
        (
            "the page's JavaScript, gzipped,",
            spent.js.gzip,
            bytes.site_js_gzip,
        ),
        (
            "the page's CSS, gzipped,",
            spent.css.gzip,
            bytes.site_css_gzip,
        ),
        (
            "the package's analyzer module, gzipped,",
            spent.analyzer.gzip,
            bytes.analyzer_js_gzip,
        ),
        (
            "what the element loads to start, gzipped,",
            spent.element_start.gzip,
            bytes.element_start_js_gzip,
        ),
        (
            "all JavaScript of the element but the analyzer, gzipped,",
            spent.element_all.gzip,
            bytes.element_all_js_gzip,
        ),
    ] {
        if cost > limit {
            bail!("over budget: {what} takes {cost} bytes, tests/budget.toml allows {limit}");
        }
    }
    Ok(())
}
