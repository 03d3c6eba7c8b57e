//! Whether a confidence of 0.8 is right in eight cases of ten, and accuracy against coverage.

use super::matching::ratio;
use super::table::{Table, percent};

/// An answer: how sure the finder was, and whether it was right.
#[derive(Clone, Copy)]
pub(super) struct Answer {
    pub(super) confidence: f32,
    pub(super) right: bool,
}

/// How far confidences are from the share of right answers, on average over answers, in ten bins
/// of equal width.
pub(super) fn expected_error(answers: &[Answer]) -> f64 {
    let bins = bins(answers);
    let gaps = bins
        .iter()
        .map(|bin| (bin.mean_confidence - bin.accuracy).abs() * bin.n as f64);
    if answers.is_empty() {
        0.0
    } else {
        gaps.sum::<f64>() / answers.len() as f64
    }
}

struct Bin {
    n: usize,
    mean_confidence: f64,
    accuracy: f64,
}

fn bins(answers: &[Answer]) -> Vec<Bin> {
    let of = |bin: usize| {
        let inside: Vec<&Answer> = answers
            .iter()
            .filter(|a| ((f64::from(a.confidence) * 10.0) as usize).min(9) == bin)
            .collect();
        let sum: f64 = inside.iter().map(|a| f64::from(a.confidence)).sum();
        let n = inside.len();
        Bin {
            n,
            mean_confidence: if n == 0 { 0.0 } else { sum / n as f64 },
            accuracy: ratio(inside.iter().filter(|a| a.right).count(), n),
        }
    };
    (0..10).map(of).collect()
}

/// Prints how often answers of each confidence are right.
pub(super) fn print(title: &str, answers: &[Answer]) {
    let mut table = Table::new(&["confidence", "answers", "mean", "right"]);
    for (i, bin) in bins(answers)
        .iter()
        .enumerate()
        .filter(|(_, bin)| bin.n > 0)
    {
        table.row([
            format!("{:.1} to {:.1}", i as f64 / 10.0, (i + 1) as f64 / 10.0),
            bin.n.to_string(),
            percent(bin.mean_confidence),
            percent(bin.accuracy),
        ]);
    }
    let error = percent(expected_error(answers));
    table.print(&format!("{title}, expected calibration error {error}:"));
}

/// Prints how often the surest answers are right; `asked` counts the questions, those without an
/// answer too.
pub(super) fn print_coverage(title: &str, answers: &[Answer], asked: usize) {
    let mut sorted = answers.to_vec();
    sorted.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut table = Table::new(&["coverage", "answers", "right", "threshold"]);
    for tenths in (5..=10)
        .map(|n| n * 2)
        .chain([19])
        .collect::<std::collections::BTreeSet<_>>()
    {
        let wanted = (asked * tenths).div_ceil(20);
        let Some(surest) = sorted.get(..wanted) else {
            continue;
        };
        let right = surest.iter().filter(|a| a.right).count();
        table.row([
            percent(tenths as f64 / 20.0),
            wanted.to_string(),
            percent(ratio(right, wanted)),
            surest
                .last()
                .map_or_else(String::new, |a| format!("{:.2}", a.confidence)),
        ]);
    }
    let right = sorted.iter().filter(|a| a.right).count();
    table.row([
        format!("{} (all answers)", percent(ratio(sorted.len(), asked))),
        sorted.len().to_string(),
        percent(ratio(right, sorted.len())),
        String::new(),
    ]);
    table.print(title);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_the_gap() {
        let answers = |confidence: f32, right: usize, of: usize| {
            (0..of).map(move |i| Answer {
                confidence,
                right: i < right,
            })
        };
        let good: Vec<Answer> = answers(0.75, 3, 4).chain(answers(0.25, 1, 4)).collect();
        assert!(expected_error(&good) < 1e-9);
        let sure: Vec<Answer> = answers(1.0, 1, 2).collect();
        assert!((expected_error(&sure) - 0.5).abs() < 1e-9);
        assert!(expected_error(&[]) < 1e-9);
    }
}
