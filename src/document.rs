//! The owned, serialisable result, in UTF-16 units: the only step from bytes to UTF-16.
