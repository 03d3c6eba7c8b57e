//! How fast the page feels in each browser, and how long it is held up where it may have no worker,
//! beside what was promised.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::report::{Report, millis};
use crate::{browsers, npm, paths::root, programs};

/// A line that the programs in [`PROGRAMS`] print.
#[derive(Debug, Deserialize)]
struct Figure {
    name: String,
    value: f64,
    /// `ms`, or empty for a number.
    unit: String,
    limit: f64,
}

/// Below `tests/benches`, with what they measure.
const PROGRAMS: [(&str, &str); 2] = [
    (
        "page.mjs",
        "**How fast the page feels**; bold is slower than promised.",
    ),
    (
        "thread.mjs",
        "**How long a page is held up at once while a text is analysed in its own thread**, because its policy forbids workers.",
    ),
];

const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// Measures the page that was built, and says where it is slower than promised.
pub(super) fn run(report: &mut Report) -> Result<()> {
    npm::install()?;
    browsers::install()?;
    for (program, title) in PROGRAMS {
        let [chromium, firefox] = BROWSERS.map(|browser| measure(program, browser));
        report.table(
            title,
            &["", "at most", "Chromium", "Firefox"],
            &rows(&chromium?, &firefox?),
        );
    }
    Ok(())
}

fn measure(program: &str, browser: &str) -> Result<Vec<Figure>> {
    let mut command = Command::new(programs::need("node", npm::ADVICE)?);
    command
        .arg(root().join("tests/benches").join(program))
        .arg(browser);
    figures(&programs::output(&mut command)?)
}

fn figures(printed: &str) -> Result<Vec<Figure>> {
    let lines = printed.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("what it printed: {line}")))
        .collect()
}

/// A row for each figure of Chromium, which tells more.
fn rows(chromium: &[Figure], firefox: &[Figure]) -> Vec<Vec<String>> {
    let row = |figure: &Figure| {
        let same = firefox.iter().find(|other| other.name == figure.name);
        vec![
            figure.name.clone(),
            quantity(figure.limit, &figure.unit),
            shown(figure),
            same.map_or_else(|| "–".to_owned(), shown),
        ]
    };
    chromium.iter().map(row).collect()
}

/// Bold where it is over its limit.
fn shown(figure: &Figure) -> String {
    let value = quantity(figure.value, &figure.unit);
    if figure.value > figure.limit {
        format!("**{value}**")
    } else {
        value
    }
}

fn quantity(value: f64, unit: &str) -> String {
    if unit == "ms" {
        millis(value)
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_both_browsers_and_shows_what_is_too_slow() {
        let chromium = figures(
            "{\"browser\":\"chromium\",\"name\":\"a\",\"value\":120,\"unit\":\"ms\",\"limit\":100}\n\
             {\"browser\":\"chromium\",\"name\":\"b\",\"value\":0,\"unit\":\"\",\"limit\":0}\n",
        )
        .unwrap();
        let firefox = figures(
            "{\"browser\":\"firefox\",\"name\":\"a\",\"value\":80,\"unit\":\"ms\",\"limit\":100}",
        )
        .unwrap();
        assert_eq!(
            rows(&chromium, &firefox),
            [["a", "100 ms", "**120 ms**", "80 ms"], ["b", "0", "0", "–"]]
        );
        assert!(figures("no figure").is_err());
    }
}
