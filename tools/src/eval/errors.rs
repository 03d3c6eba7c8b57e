//! Misses, grouped by kind, each with its context: where the next improvement starts.

use std::collections::BTreeMap;

use super::chars;
use super::score_quotes::{Candidate, is_speaker_right};
use super::table::Table;
use crate::corpus::{Article, Entity, Quote};

/// One error.
struct Miss {
    /// The kind of error: border, label, missed, invented, …
    group: &'static str,
    /// What it concerns: a label or a kind of quotation.
    label: String,
    /// The passage, with the gold marks in `[]` and the predicted ones in `<>`.
    context: String,
}

/// Characters shown on each side.
const CONTEXT: usize = 60;

/// Prints the misses of names, at most `limit` of each group.
pub(crate) fn print_names(set: &str, gold: &[Article], predicted: &[Vec<Entity>], limit: usize) {
    let mut misses = Vec::new();
    for (article, predicted) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        name_misses(
            &article.id,
            &text,
            &article.entities,
            predicted,
            &mut misses,
        );
    }
    print(&format!("Names in {set}"), &misses, limit);
}

fn name_misses(
    id: &str,
    text: &[char],
    gold: &[Entity],
    predicted: &[Entity],
    misses: &mut Vec<Miss>,
) {
    let span = |e: &Entity| chars::loose(text, e.start, e.end.min(text.len()));
    let overlaps = |a: &Entity, b: &Entity| a.start < b.end && b.start < a.end;
    let mut note = |group, g: Option<&Entity>, p: Option<&Entity>| {
        let label = match (g, p) {
            (Some(g), Some(p)) if g.label != p.label => format!("{} as {}", g.label, p.label),
            (Some(e), _) | (None, Some(e)) => e.label.clone(),
            (None, None) => return,
        };
        let range = |e: &Entity| (e.start, e.end);
        let context = context(text, g.map(range), p.map(range));
        misses.push(Miss {
            group,
            label,
            context: format!("{id}: {context}"),
        });
    };
    for g in gold {
        let touching: Vec<&Entity> = predicted.iter().filter(|p| overlaps(p, g)).collect();
        let same_span = touching.iter().find(|p| span(p) == span(g));
        match (same_span, touching.first()) {
            (Some(p), _) if p.label == g.label => {}
            (Some(p), _) => note("label", Some(g), Some(p)),
            (None, Some(p)) if p.label == g.label => note("border", Some(g), Some(p)),
            (None, Some(p)) => note("border and label", Some(g), Some(p)),
            (None, None) => note("missed", Some(g), None),
        }
    }
    for p in predicted
        .iter()
        .filter(|p| !gold.iter().any(|g| overlaps(p, g)))
    {
        note("invented", None, Some(p));
    }
}

/// Prints the misses of quotations and speakers, at most `limit` of each group.
pub(super) fn print_quotes(set: &str, gold: &[Article], predicted: &[Vec<Quote>], limit: usize) {
    let mut misses = Vec::new();
    for (article, predicted) in gold.iter().zip(predicted) {
        let text: Vec<char> = article.text.chars().collect();
        quote_misses(article, predicted, &text, &mut misses);
    }
    print(&format!("Quotations in {set}"), &misses, limit);
}

fn quote_misses(article: &Article, predicted: &[Quote], text: &[char], misses: &mut Vec<Miss>) {
    let words = chars::words(text, 0, text.len());
    let gold = Candidate::all(&article.quotes, text, &words);
    let predicted = Candidate::all(predicted, text, &words);
    let range = |c: &Candidate<'_>| match (c.pieces.first(), c.pieces.last()) {
        (Some(first), Some(last)) => (first.0, last.1),
        _ => (0, 0),
    };
    let kind = |c: &Candidate<'_>| c.quote.kind.clone().unwrap_or_default();
    let said_by = |c: &Candidate<'_>| {
        let speaker = c.quote.speaker.as_ref();
        let text = speaker.and_then(|s| s.text.clone().or_else(|| s.canonical.clone()));
        text.unwrap_or_else(|| "nobody".to_owned())
    };
    let mut note = |group, label: String, g: Option<&Candidate<'_>>, p: Option<&Candidate<'_>>| {
        let speakers = match (g, p) {
            (Some(g), Some(p)) => format!("{} / {}", said_by(g), said_by(p)),
            (Some(c), None) | (None, Some(c)) => said_by(c),
            (None, None) => return,
        };
        let context = context(text, g.map(range), p.map(range));
        let context = format!("{}: ({speakers}) {context}", article.id);
        misses.push(Miss {
            group,
            label,
            context,
        });
    };
    for g in &gold {
        let best = g.best_of(&predicted);
        let Some(p) = best.first() else {
            note("missed", kind(g), Some(g), None);
            continue;
        };
        if p.pieces != g.pieces {
            note("border", kind(g), Some(g), Some(p));
        }
        if kind(p) != kind(g) {
            note(
                "kind",
                format!("{} as {}", kind(g), kind(p)),
                Some(g),
                Some(p),
            );
        }
        match (&g.quote.speaker, &p.quote.speaker) {
            (Some(_), None) => note("speaker open", kind(g), Some(g), Some(p)),
            (None, Some(_)) => note("speaker invented", kind(g), Some(g), Some(p)),
            (Some(_), Some(_)) if !is_speaker_right(p, &gold, text) => {
                note("speaker wrong", kind(g), Some(g), Some(p));
            }
            _ => {}
        }
    }
    for p in predicted
        .iter()
        .filter(|p| !gold.iter().any(|g| g.matches(p)))
    {
        note("invented", kind(p), None, Some(p));
    }
}

/// The passage around two ranges, the gold one in `[]`, the predicted one in `<>`.
fn context(
    text: &[char],
    gold: Option<(usize, usize)>,
    predicted: Option<(usize, usize)>,
) -> String {
    let ranges = [gold, predicted];
    let start = ranges.iter().flatten().map(|r| r.0).min().unwrap_or(0);
    let end = ranges
        .iter()
        .flatten()
        .map(|r| r.1)
        .max()
        .unwrap_or(0)
        .min(text.len());
    let from = start.saturating_sub(CONTEXT);
    let to = (end + CONTEXT).min(text.len());
    let mut shown = String::new();
    for i in from..=to {
        let at = |range: Option<(usize, usize)>, end: bool| {
            range.is_some_and(|r| if end { r.1 == i } else { r.0 == i })
        };
        for (range, end, mark) in [
            (predicted, true, '>'),
            (gold, true, ']'),
            (gold, false, '['),
            (predicted, false, '<'),
        ] {
            if at(range, end) {
                shown.push(mark);
            }
        }
        match text.get(i).filter(|_| i < to) {
            Some('\n') => shown.push('¶'),
            Some(c) => shown.push(*c),
            None => {}
        }
    }
    shown
}

fn print(title: &str, misses: &[Miss], limit: usize) {
    let mut groups: BTreeMap<&str, BTreeMap<&str, Vec<&Miss>>> = BTreeMap::new();
    for miss in misses {
        groups
            .entry(miss.group)
            .or_default()
            .entry(&miss.label)
            .or_default()
            .push(miss);
    }
    let mut table = Table::new(&["error", "of", "times"]);
    for (group, labels) in &groups {
        let mut labels: Vec<_> = labels
            .iter()
            .map(|(label, misses)| (*label, misses.len()))
            .collect();
        labels.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let all: usize = labels.iter().map(|(_, n)| n).sum();
        table.row([(*group).to_owned(), "all".to_owned(), all.to_string()]);
        for (label, n) in labels {
            table.row([String::new(), label.to_owned(), n.to_string()]);
        }
    }
    table.print(&format!("{title}, errors ([gold] <predicted>):"));
    for (group, labels) in &groups {
        println!("\n{group}:");
        // One of each label in turn, so that a frequent one does not hide the others.
        let longest = labels.values().map(Vec::len).max().unwrap_or(0);
        let in_turn = (0..longest).flat_map(|i| labels.values().filter_map(move |all| all.get(i)));
        for miss in in_turn.take(limit) {
            println!("  {}  {}", miss.label, miss.context);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_marks_misses() {
        let text: Vec<char> = "Ann Lee met Bo Ek in Rome or Paris with Al."
            .chars()
            .collect();
        let entity = |(start, end): (usize, usize), label: &str| Entity {
            start,
            end,
            label: label.to_owned(),
            ..Entity::default()
        };
        let gold = [
            entity((0, 7), "PERSON"),
            entity((12, 17), "PERSON"),
            entity((21, 25), "GPE"),
            entity((29, 34), "GPE"),
        ];
        let predicted = [
            entity((4, 7), "PERSON"),
            entity((15, 17), "ORG"),
            entity((21, 25), "LOC"),
            entity((40, 42), "PERSON"),
        ];
        let mut misses = Vec::new();
        name_misses("a", &text, &gold, &predicted, &mut misses);
        let found: Vec<(&str, &str)> = misses.iter().map(|m| (m.group, m.label.as_str())).collect();
        assert_eq!(
            found,
            [
                ("border", "PERSON"),
                ("border and label", "PERSON as ORG"),
                ("label", "GPE as LOC"),
                ("missed", "GPE"),
                ("invented", "PERSON"),
            ]
        );
        assert_eq!(
            misses[0].context,
            "a: [Ann <Lee>] met Bo Ek in Rome or Paris with Al."
        );
        assert_eq!(
            misses[3].context,
            "a: Ann Lee met Bo Ek in Rome or [Paris] with Al."
        );
    }
}
