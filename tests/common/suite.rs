//! Suites: tables of rows in `tests/suites/NAME.toml`, written as marked text so that nobody
//! counts offsets.
//!
//! ```toml
//! [[row]]
//! name = "surname alone"             # says what the row shows; no two alike
//! text = '''{PERSON#1 Ann Lee} left. {PERSON#1 Lee} is back.'''
//! date = "2024-03-13"                # optional: the article's date
//! known = '''{PERSON#1 Ann Lee} …''' # optional: today's wrong answer
//! ```
//!
//! A row with `known` passes as long as the answer is the very wrong one that it names. It fails
//! when the answer becomes right, so that the `known` is removed, and when it becomes another
//! wrong one, so that somebody looks.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quotelight::Day;

use super::markup::{self, Marked};

/// One row of a suite.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// What the row shows.
    pub name: String,
    /// The text with the right answer in it.
    pub text: String,
    /// Today's wrong answer.
    pub known: Option<String>,
    /// The article's date.
    date: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    row: Vec<Row>,
}

impl Row {
    /// The row's text without its marks.
    pub(crate) fn plain(&self) -> String {
        self.marked().text
    }

    /// The row's text and the answer marked in it.
    pub(crate) fn marked(&self) -> Marked {
        self.parse(&self.text)
    }

    /// The article's date.
    pub(crate) fn date(&self) -> Option<Day> {
        let date = self.date.as_deref()?;
        let parts: Vec<i32> = date.split('-').filter_map(|p| p.parse().ok()).collect();
        let [year, month, day] = parts[..] else {
            panic!("row `{}`: the date `{date}` is not YYYY-MM-DD", self.name);
        };
        let small = |n: i32| u8::try_from(n).expect("a month or day");
        Some(Day {
            year,
            month: small(month),
            day: small(day),
        })
    }

    fn parse(&self, marked: &str) -> Marked {
        markup::parse(marked.strip_suffix('\n').unwrap_or(marked))
            .unwrap_or_else(|e| panic!("row `{}`: {e}\n{marked}", self.name))
    }
}

/// Runs a suite of marked text: `find` gets a row and gives what the program finds in its
/// [`Row::plain`] text. Chains and quotations are compared whatever their numbers are.
pub(crate) fn run_marked(suite: &str, find: impl Fn(&Row) -> Marked) {
    let normal = |marked: Marked| markup::render(&marked.normalized());
    run(
        suite,
        |row, answer| normal(row.parse(answer)),
        |row| normal(find(row)),
    );
}

/// Runs a suite in a notation of its own: `normal` brings an answer written in the suite into the
/// form in which `find` gives what the program finds.
pub(crate) fn run(
    suite: &str,
    normal: impl Fn(&Row, &str) -> String,
    find: impl Fn(&Row) -> String,
) {
    let path = format!("{}/tests/suites/{suite}.toml", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let rows = toml::from_str::<Suite>(&source).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut names = BTreeSet::new();
    let mut failures = String::new();
    let (mut right, mut known) = (0, 0);
    for row in &rows.row {
        assert!(names.insert(&row.name), "two rows `{}` in {path}", row.name);
        let expected = normal(row, &row.text);
        let found = find(row);
        let verdict = match row.known.as_deref().map(|k| normal(row, k)) {
            None if found == expected => {
                right += 1;
                continue;
            }
            None => "is wrong".to_owned(),
            Some(wrong) if wrong == expected => "has the right answer as `known`".to_owned(),
            Some(wrong) if found == wrong => {
                known += 1;
                continue;
            }
            Some(_) if found == expected => "is right now: remove its `known`".to_owned(),
            Some(wrong) => format!("is wrong in a new way\n   known: {wrong}"),
        };
        let name = &row.name;
        let _ = write!(
            failures,
            "\n\n-- `{name}` {verdict}\nexpected: {expected}\n   found: {found}"
        );
    }
    let total = rows.row.len();
    assert!(total > 0, "no row in {path}");
    println!("{suite}: {right} of {total} rows right, {known} known wrong");
    assert!(failures.is_empty(), "suite {suite}:{failures}\n");
}
