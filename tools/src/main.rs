//! `cargo xtask`: the jobs of the project, one subcommand each.

fn main() {}
