//! What the fuzzer (`cargo xtask fuzz`) has found stays found: each file in
//! `tests/fuzz/findings/<target>/` runs through its target again.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

// The readers of the command line program are in no library.
#[path = "../src/cli/html_in.rs"]
mod html_in;
#[path = "../src/cli/markdown_in.rs"]
mod markdown_in;
#[path = "fuzz/src/targets.rs"]
mod targets;

use common::generate::{self, Random};
use common::{damage, properties};
use std::fs;
use std::path::Path;

#[test]
fn findings_stay_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/findings");
    for target in targets::TARGETS {
        let Ok(entries) = fs::read_dir(folder.join(target.name)) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            println!("{}", path.display());
            (target.run)(&fs::read(&path).expect("a finding"));
        }
    }
}

/// The targets themselves take what any fuzzer gives them.
#[test]
fn targets_take_any_bytes() {
    for target in targets::TARGETS {
        assert!(targets::Target::named(target.name).is_some());
        for bytes in [&b""[..], b"\0", b"\xff", &[0xff; 40], &[0x80; 40]] {
            (target.run)(bytes);
        }
        for seed in 0..10 {
            let mut random = Random::new(seed);
            let mut bytes = generate::text(&mut random, 40).into_bytes();
            for _ in 0..random.below(20) {
                if let Some(at) = bytes.len().checked_sub(1) {
                    bytes[random.below(at + 1)] = 0xff;
                }
            }
            (target.run)(&bytes);
        }
    }
}
