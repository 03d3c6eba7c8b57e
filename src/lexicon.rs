//! Read-only word lists: one probe a word.
