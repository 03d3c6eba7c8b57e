//! Tables for the terminal, and the same between two marks in README.md.

use std::fs;

use anyhow::{Context as _, Result};

use crate::paths::root;

const BEGIN: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// Tables in Markdown, shown as they come.
#[derive(Debug, Default)]
pub(crate) struct Report {
    text: String,
}

impl Report {
    /// Says what machine it is and what else it does.
    pub(crate) fn begin() -> Result<Self> {
        let mut report = Self::default();
        let cpus = std::thread::available_parallelism()?;
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split(' ').next().unwrap_or_default();
        let load = if load.is_empty() {
            String::new()
        } else {
            format!(", load {load} at the start")
        };
        report.say(&format!("Measured by `cargo xtask bench` on a machine with {cpus} cores{load}; one core is used. No program has seen a text that is timed. Each was warmed up with others, read five times, since engines take a while to compile what is hot; what it keeps of those, as in a reader’s session, it has: Quotelight keeps words.\n"));
        Ok(report)
    }

    /// Adds a line.
    pub(crate) fn say(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a table.
    pub(crate) fn table(&mut self, title: &str, head: &[&str], rows: &[Vec<String>]) {
        let mut lines = vec![head.iter().map(|cell| (*cell).to_owned()).collect()];
        lines.push(
            std::iter::once(":--")
                .chain(head.iter().skip(1).map(|_| "--:"))
                .map(str::to_owned)
                .collect(),
        );
        lines.extend(rows.iter().cloned());
        self.say(&format!("{title}\n"));
        for line in lines {
            self.say(&format!("| {} |", line.join(" | ")));
        }
        self.say("");
    }

    /// Writes a whole report into README.md, where that has a place for it.
    pub(crate) fn end(self, whole: bool) -> Result<()> {
        let path = root().join("README.md");
        let Ok(readme) = fs::read_to_string(&path) else {
            return Ok(());
        };
        match replaced(&readme, self.text.trim()) {
            Some(new) if whole => {
                fs::write(&path, new).context("cannot write README.md")?;
                println!("README.md has the new tables.");
            }
            Some(_) => println!("README.md keeps its tables: these are parts."),
            None => println!("README.md has no {BEGIN} … {END}: it stays as it is."),
        }
        Ok(())
    }
}

/// `readme` with `text` between the marks.
fn replaced(readme: &str, text: &str) -> Option<String> {
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{text}\n{END}{after}"))
}

/// `4.1 MB`, `310 kB`, in units of 1,000.
pub(crate) fn bytes(bytes: f64) -> String {
    if bytes < 1e6 {
        format!("{:.0} kB", bytes / 1e3)
    } else {
        format!("{:.1} MB", bytes / 1e6)
    }
}

/// `4.1 M`, `310 k`.
pub(crate) fn count(number: f64) -> String {
    if number < 1e6 {
        format!("{:.0} k", number / 1e3)
    } else {
        format!("{:.2} M", number / 1e6)
    }
}

/// `12 ms`, `1.20 s`.
pub(crate) fn millis(ms: f64) -> String {
    match ms {
        _ if ms < 10.0 => format!("{ms:.2} ms"),
        _ if ms < 1_000.0 => format!("{ms:.0} ms"),
        _ => format!("{:.2} s", ms / 1_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let readme = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(
            replaced(&readme, "new").unwrap(),
            format!("a\n{BEGIN}\nnew\n{END}\nb\n")
        );
        for readme in ["", "a", END, BEGIN] {
            assert_eq!(replaced(readme, "new"), None);
        }
    }

    #[test]
    fn figures_are_short() {
        assert_eq!([bytes(310_400.0), bytes(4_060_000.0)], ["310 kB", "4.1 MB"]);
        assert_eq!(
            [millis(1.234), millis(59.6), millis(1_204.0)],
            ["1.23 ms", "60 ms", "1.20 s"]
        );
        assert_eq!([count(43_000.0), count(4_100_000.0)], ["43 k", "4.10 M"]);
    }
}
