//! Articles of our own through the whole pipeline. What the program marks stands in `output.txt`
//! beside the right marks in `expected.txt`, so that `git diff` shows what a change does to whole
//! articles. `UPDATE_EXPECT=1` writes it; how good it has to be is said in `accuracy.toml`.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::articles;
use common::markup::{self, Marked};
use quotelight::{Analyzer, Options};

#[test]
fn articles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = articles::read(root).unwrap_or_else(|e| panic!("{e}"));
    assert!(articles.len() >= 8, "{} articles", articles.len());
    let analyzer = Analyzer::new().expect("the embedded models");
    let mut failures = String::new();
    for article in articles {
        let slug = &article.marked.id;
        let words = article.marked.text.split_whitespace().count();
        assert!((150..=400).contains(&words), "{slug} has {words} words");
        assert!(
            article.folder.join("NOTICE").is_file(),
            "{slug} has no NOTICE"
        );
        let date = article
            .date
            .parse()
            .unwrap_or_else(|e| panic!("{slug}: {e}"));
        let options = Options {
            date: Some(date),
            ..Options::default()
        };
        let analysis = analyzer.analyze(&article.marked.text, &options);
        let found = markup::render(&Marked::from_analysis(&analysis).normalized());
        let output = format!("# {slug} {}\n{found}\n", article.date);
        let path = article.folder.join("output.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, output).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        for (kept, now) in kept.lines().zip(output.lines()).filter(|(a, b)| a != b) {
            let _ = write!(failures, "\n\n-- {slug}\nkept: {kept}\n now: {now}");
        }
        if kept.lines().count() != output.lines().count() {
            let _ = write!(failures, "\n\n-- {slug}: output.txt has other lines");
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}\n\nUPDATE_EXPECT=1 rewrites the files; look at their diff\n"
    );
}
