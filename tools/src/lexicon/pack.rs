//! Writes the packed file, in the format of `quotelight::lexicon::format`.

use super::clusters::Clustered;
use super::entries::Entries;
use anyhow::{Context, Result, ensure};
use quotelight::lexicon::format::{
    HEADER, MAGIC, PHRASE_SLACK, SECTIONS, Section, VERSION, WORD_SLACK, checksum, scale,
};
use quotelight::lexicon::{Habit, Lexicon, Word, fold};
use quotelight::model::buckets::planes;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::process::{Command, Stdio};

/// The bytes of the file.
pub(super) fn pack(entries: &Entries, clustered: &Clustered) -> Result<Vec<u8>> {
    let classes = Classes::new(entries);
    let n = entries.words.len() + entries.exact.len();
    let mut rows: Vec<(u64, Word)> = Vec::with_capacity(n);
    for (name, word) in &entries.words {
        rows.push((fold::hashes(name).folded, *word));
    }
    for (name, word) in &entries.exact {
        let hash = fold::hashes(name)
            .exact
            .with_context(|| format!("{name}! has no exact form of its own"))?;
        rows.push((hash, *word));
    }
    // Where two words share a key, the one with more to say stays.
    let mut by_key: BTreeMap<u32, Word> = BTreeMap::new();
    for (hash, word) in rows {
        let key = scale(hash, n, WORD_SLACK);
        let weight = |w: &Word| (w.flags.0.count_ones(), w.cluster > 0);
        let kept = by_key.entry(key).or_insert(word);
        if weight(&word) > weight(kept) {
            *kept = word;
        }
    }
    // The reader scales by the number of rows, so the lost ones are filled up with empty rows.
    let mut filler = 0;
    while by_key.len() < n {
        by_key.entry(filler).or_default();
        filler += 97;
    }
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS];
    let [counts, tags, _] =
        planes(n, by_key.keys().copied(), WORD_SLACK).context("too many words share a bucket")?;
    let mut put = |at: Section, bytes: Vec<u8>| {
        if let Some(section) = sections.get_mut(at as usize) {
            *section = bytes;
        }
    };
    put(Section::WordCounts, counts);
    put(Section::WordTags, tags);
    let ids: Vec<u16> = by_key
        .values()
        .map(|word| classes.id(*word))
        .collect::<Result<_>>()?;
    let [low, high] = columns(&ids);
    put(Section::ClassLow, low);
    put(Section::ClassHigh, high);
    let clusters: Vec<u16> = by_key.values().map(|word| word.cluster).collect();
    let [low, high] = columns(&clusters);
    put(Section::ClusterLow, low);
    put(Section::ClusterHigh, high);
    let phrases = phrases(entries, &classes)?;
    let [counts, low, high] = planes(phrases.len(), phrases.keys().copied(), PHRASE_SLACK)
        .context("too many phrases share a bucket")?;
    put(Section::PhraseCounts, counts);
    put(Section::PhraseTagLow, low);
    put(Section::PhraseTagHigh, high);
    let [low, high] = columns(&phrases.into_values().collect::<Vec<_>>());
    put(Section::PhraseClassLow, low);
    put(Section::PhraseClassHigh, high);
    put(Section::Classes, classes.bytes());
    put(
        Section::ClusterTree,
        clustered.tree.iter().flatten().copied().collect(),
    );
    put(
        Section::Countries,
        entries.countries.iter().flat_map(|c| c.bytes()).collect(),
    );
    let bytes = assemble(&sections)?;
    Lexicon::open(&bytes).context("the packed file does not open")?;
    Ok(bytes)
}

/// The low and the high bytes of numbers.
fn columns(numbers: &[u16]) -> [Vec<u8>; 2] {
    [0, 8].map(|shift| {
        numbers
            .iter()
            .map(|n| (n >> shift).to_le_bytes()[0])
            .collect()
    })
}

/// The keys of the phrases, each with its class.
fn phrases(entries: &Entries, classes: &Classes) -> Result<BTreeMap<u32, u16>> {
    let n = entries.phrases.len();
    let mut by_key = BTreeMap::new();
    for (name, word) in &entries.phrases {
        let hash = name.iter().fold(0, |hash, token| {
            fold::extend_phrase(hash, fold::hashes(token).folded)
        });
        by_key.insert(scale(hash, n, PHRASE_SLACK), classes.id(*word)?);
    }
    ensure!(by_key.len() == n, "two phrases share a key");
    Ok(by_key)
}

fn assemble(sections: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend([0; 4]);
    let mut start = HEADER;
    for section in sections {
        bytes.extend(u32::try_from(start)?.to_le_bytes());
        bytes.extend(u32::try_from(section.len())?.to_le_bytes());
        start += section.len();
    }
    for section in sections {
        bytes.extend(section);
    }
    let sum = checksum(bytes.get(16..).unwrap_or_default());
    if let Some(place) = bytes.get_mut(12..16) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    Ok(bytes)
}

/// The distinct attribute sets, the most frequent first.
struct Classes {
    list: Vec<Word>,
    ids: HashMap<[u8; 8], u16>,
}

impl Classes {
    fn new(entries: &Entries) -> Self {
        let mut counts: BTreeMap<[u8; 8], (u32, Word)> = BTreeMap::new();
        let all = entries.words.values().chain(entries.exact.values());
        for word in all
            .chain(entries.phrases.values())
            .chain([&Word::default()])
        {
            let count = counts.entry(class_bytes(*word)).or_insert((0, *word));
            count.0 += 1;
        }
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_by_key(|(bytes, (n, _))| (std::cmp::Reverse(*n), *bytes));
        let ids = (0_u16..)
            .zip(&sorted)
            .map(|(i, (bytes, _))| (*bytes, i))
            .collect();
        Self {
            list: sorted.into_iter().map(|(_, (_, word))| word).collect(),
            ids,
        }
    }

    fn id(&self, word: Word) -> Result<u16> {
        let id = self.ids.get(&class_bytes(word)).copied();
        id.context("an attribute set without a number")
    }

    fn bytes(&self) -> Vec<u8> {
        self.list.iter().flat_map(|w| class_bytes(*w)).collect()
    }
}

fn class_bytes(word: Word) -> [u8; 8] {
    let [a, b, c, d] = word.flags.0.to_le_bytes();
    let habit = match word.habit {
        Habit::Unknown => 0,
        Habit::Lower => 1,
        Habit::Both => 2,
        Habit::Capital => 3,
    };
    [a, b, c, d, word.country.0, word.gender, habit, 0]
}

/// Prints what came out and what each section costs after gzip.
pub(super) fn report(bytes: &[u8], entries: &Entries) -> Result<()> {
    let sizes = (0..SECTIONS).map(|i| {
        let number = |at: usize| -> usize {
            let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
            four.map(u32::from_le_bytes).unwrap_or_default() as usize
        };
        let (start, len) = (number(16 + i * 8), number(20 + i * 8));
        bytes.get(start..start + len).unwrap_or_default()
    });
    let names = [
        "classes",
        "word counts",
        "word tags",
        "class low",
        "class high",
        "cluster low",
        "cluster high",
        "cluster tree",
        "phrase counts",
        "phrase tag low",
        "phrase tag high",
        "phrase class low",
        "phrase class high",
        "countries",
    ];
    for (name, section) in names.iter().zip(sizes) {
        println!(
            "{name:17} {:8} bytes, gzip {:8}",
            section.len(),
            gzip(section)?
        );
    }
    println!(
        "{} words, {} exact forms, {} phrases, {} countries: {} bytes, gzip {}",
        entries.words.len(),
        entries.exact.len(),
        entries.phrases.len(),
        entries.countries.len(),
        bytes.len(),
        gzip(bytes)?,
    );
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut child = Command::new("gzip")
        .arg("-9c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start gzip")?;
    let mut stdin = child.stdin.take().context("no input")?;
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let out = child.wait_with_output()?;
    writer
        .join()
        .map_err(|_| anyhow::anyhow!("gzip failed"))??;
    Ok(out.stdout.len())
}
