//! The files of `tools/passages`: templates, and lists of words for their slots.

use std::collections::HashMap;

use anyhow::{Context, Result};

/// The words for the slots of each name.
pub(super) type Lists = HashMap<&'static str, Vec<&'static str>>;

/// The lists of a file, `name: a | b | c` a line.
pub(super) fn lists(file: &'static str) -> Lists {
    let pairs = lines(file).filter_map(|line| line.split_once(": "));
    pairs
        .map(|(name, list)| (name, list.split(" | ").collect()))
        .collect()
}

/// The lines of a file that are neither empty nor a comment.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What stands before the next slot of a template, the slot without its angle brackets, and what
/// stands behind it.
pub(super) fn next_slot(template: &str) -> Result<Option<(&str, &str, &str)>> {
    let Some((before, after)) = template.split_once('<') else {
        return Ok(None);
    };
    let (slot, after) = after.split_once('>').context("an open slot")?;
    Ok(Some((before, slot, after)))
}

/// The name of a slot, without the number that tells it from others.
pub(super) fn name_of(slot: &str) -> &str {
    slot.trim_end_matches(|c: char| c.is_ascii_digit())
}
