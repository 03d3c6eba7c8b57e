//! What several test programs share: the marked text of the annotation guide, and suites of rows.
//!
//! In `tests/NAME.rs` write `mod common;`, then
//! `common::suite::run_marked("NAME", |row| …)`.

#![cfg(test)] // so that Clippy knows that this is no shipped code
#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod articles;
pub(crate) mod damage;
pub(crate) mod generate;
pub(crate) mod hard;
pub(crate) mod markup;
pub(crate) mod properties;
pub(crate) mod suite;
