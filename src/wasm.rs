//! The exports to JavaScript; only here wasm-bindgen.
