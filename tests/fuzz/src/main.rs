//! One program for all targets; `QUOTELIGHT_FUZZ` names the one that runs.

#![no_main]
#![forbid(unsafe_code)]

#[path = "../../common/damage.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod damage;
// The readers of the command line program are in no library.
#[path = "../../../src/cli/html_in.rs"]
mod html_in;
#[path = "../../../src/cli/markdown_in.rs"]
mod markdown_in;
#[path = "../../common/properties.rs"]
mod properties;
mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::Target;

static TARGET: OnceLock<&Target> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let target = TARGET.get_or_init(|| {
        let name = std::env::var("QUOTELIGHT_FUZZ").unwrap_or_default();
        Target::named(&name).unwrap_or_else(|| panic!("QUOTELIGHT_FUZZ names no target: `{name}`"))
    });
    (target.run)(bytes);
});
