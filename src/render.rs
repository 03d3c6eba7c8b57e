//! Document → flat, non-overlapping runs for painters.
