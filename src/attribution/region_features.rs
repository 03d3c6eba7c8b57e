//! What the ranker looks at in quoted words that no cue reports.

use super::features::{Push, source_kind};
use super::frames::Frame;
use super::regions::{Reading, Source, Spot, continues, end, first};
use super::values::{all, bin, join};
use super::view::{View, whole};
use super::words::class as c;
use crate::tokens::{TokenKind, TokenRange};

/// Features of what the words may be.
pub fn reading(
    view: &View,
    spot: &Spot,
    reading: Reading,
    content: TokenRange,
    before: &[Frame],
    push: Push<'_>,
) {
    let own = whole(&spot.region);
    let inside = spot.region.inside;
    let kind = reading as u64;
    let mut put = |template: u32, value: u64| push(template, join(kind, value));
    let words = (inside.start..inside.end.min(inside.start + 60))
        .filter(|i| view.kind(*i) == Some(TokenKind::Word));
    let (mut n, mut capitals, mut first_person) = (0, 0, false);
    for i in words {
        n += 1;
        capitals += u32::from(view.is_capital(i));
        first_person |= view.has(i, c::FIRST);
    }
    let last = view.coarse(inside.end - 1);
    let finite = u64::from(view.finite_in(inside).min(2));
    let capital = u64::from(view.is_capital(inside.start));
    let titled = u64::from(n > 1 && capitals * 4 >= n * 3);
    let (p, q) = (own.start.wrapping_sub(1), own.end);
    let starts = starts(spot);
    let ends =
        u64::from(own.end + 1 >= spot.unit.end) + 2 * u64::from(own.end + 1 >= spot.paragraph.end);
    put(200, 0);
    put(201, bin(n));
    put(202, all([bin(n), finite, capital]));
    put(203, last);
    put(204, view.lower(p));
    put(205, view.coarse(p));
    put(206, view.coarse(q));
    put(207, view.lower(q));
    put(208, join(starts, ends));
    put(209, all([titled, bin(n)]));
    put(210, all([u64::from(first_person), finite]));
    put(211, join(view.coarse(p), capital));
    put(212, all([starts, ends, finite]));
    put(213, join(view.coarse(p.wrapping_sub(1)), view.coarse(p)));
    put(214, join(view.lower(p.wrapping_sub(1)), view.lower(p)));
    put(215, all([view.coarse(p), bin(n), finite]));
    put(
        216,
        u64::from(spot.region.guessed) + 2 * u64::from(spot.region.reopens),
    );
    let named = view.mention(inside.start).filter(|m| m.tokens == inside);
    put(217, named.map_or(0, |m| 1 + m.kind as u64));
    put(218, bin(content.len() - inside.len().min(content.len())));
    put(219, u64::from(view.finite_in(content).min(3)));
    put(220, all([view.coarse(content.start), finite]));
    let verb_before = u64::from(
        view.finite_in(TokenRange::new(spot.unit.start, own.start))
            .min(2),
    );
    put(221, all([verb_before, finite, starts]));
    put(222, view.coarse(inside.start));
    put(223, all([finite, capital, last]));
    let before_it = before.last();
    let gap = before_it.map_or(99, |f| bin(own.start.saturating_sub(end(f))));
    let rule = before_it.is_some_and(|f| continues(view, f, &spot.region));
    let (marked, same_paragraph) = last_one(view, spot, before);
    let state = all([u64::from(rule), marked, same_paragraph]);
    put(224, state);
    put(225, join(state, gap));
    put(226, all([state, starts, finite]));
    let attributed = before_it.is_some_and(|f| {
        f.cue
            .is_some_and(|x| x.span.start >= end(f) && x.span.end <= own.start)
    });
    put(227, all([u64::from(attributed), state, capital]));
    put(229, all([starts, ends, capital, last]));
    put(230, all([starts, ends, capital, finite, bin(n).min(6)]));
    put(231, all([starts, view.coarse(p), capital, last]));
    put(228, all([view.coarse(q), finite, capital]));
}

/// Whether the marks open a sentence, and a paragraph.
fn starts(spot: &Spot) -> u64 {
    let open = spot.region.open;
    u64::from(open == spot.unit.start) + 2 * u64::from(open == spot.paragraph.start)
}

/// Whether the quotation before has marks, and whether it is of the same paragraph.
fn last_one(view: &View, spot: &Spot, before: &[Frame]) -> (u64, u64) {
    let last = before.last();
    let marked = last.is_some_and(|f| f.content.iter().any(|p| view.is_quoted(p.start)));
    (u64::from(marked), u64::from(last.is_some_and(|f| first(f) >= spot.paragraph.start)))
}

/// Features of whose words they may be.
pub fn source(view: &View, spot: &Spot, source: &Source, before: &[Frame], push: Push<'_>) {
    let from = source.from as u64;
    let kind = source_kind(view, source.range);
    let own = whole(&spot.region);
    let starts = starts(spot);
    let (marked, same) = last_one(view, spot, before);
    push(240, from);
    push(241, join(from, kind));
    push(242, join(from, starts));
    push(243, all([from, marked, same, starts]));
    push(244, all([from, spot.sources.len() as u64]));
    let Some(range) = source.range else { return };
    let gap = bin(own.start.saturating_sub(range.end));
    push(245, join(from, gap));
    push(246, kind);
    push(247, view.lower(range.end - 1));
    push(248, join(from, view.coarse(range.end)));
    push(249, join(from, view.coarse(range.start.wrapping_sub(1))));
    push(
        250,
        all([
            kind,
            u64::from(range.start >= spot.unit.start),
            u64::from(range.start >= spot.paragraph.start),
        ]),
    );
}
