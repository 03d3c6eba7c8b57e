//! What the ranker looks at, part by part.
//!
//! Trainer and program call these functions, so they see the same. A feature is a template number
//! and a value; [`TEMPLATES`] identifies the set, and a model trained on another set is refused.

use super::clause::{first_within, reporting_in};
use super::cues::Cue;
use super::parts::{Back, Front, Layout, Parts, Source, Start};
use super::values::{all, bin, join};
use super::view::{View, words};
use super::words::class as c;
use crate::kind::EntityKind;
use crate::tokens::TokenRange;

/// Changes whenever the meaning of a template does.
pub const TEMPLATES: u64 = 15;

/// What takes features.
pub type Push<'p> = &'p mut dyn FnMut(u32, u64);

/// What the quotation marks around a cue look like.
#[must_use]
pub fn quotes_around(view: &View, cue: &Cue, unit: TokenRange) -> u64 {
    let s = cue.span.start;
    let before = if s > unit.start && view.is_closing(s - 1) {
        1
    } else if s > unit.start + 1 && view.is_word(s - 1, words![","]) && view.is_closing(s - 2) {
        2
    } else if (s.saturating_sub(8).max(unit.start)..s).any(|i| view.is_closing(i)) {
        3
    } else {
        0
    };
    let e = cue.span.end;
    let limit = unit.end.min(e + 30);
    let after = match (e..limit).find(|i| view.is_opening(*i)) {
        Some(open) if open == e => 1,
        Some(open) if view.is_break(open - 1) => {
            if open < e + 4 {
                2
            } else {
                3
            }
        }
        Some(open) if open < e + 4 => 4,
        Some(_) => 5,
        None => 0,
    };
    before * 8 + after
}

/// A part has no more features.
pub const MOST: usize = 64;

/// Features of a cue: whether it reports, and how its content stands.
pub fn cue(view: &View, parts: &Parts, earlier: &[Cue], push: Push<'_>) {
    let (cue, unit) = (&parts.cue, parts.unit);
    let (h, s, e) = (cue.head, cue.span.start, cue.span.end);
    let word = view.lower(h);
    let classes = cue.classes & (c::CUE | c::BASE | c::THIRD | c::PAST | c::ING | c::PARTICIPLE);
    let kinds = classes & c::CUE;
    let form = cue.form as u64;
    let (p, n) = (s.wrapping_sub(1), e);
    push(1, 0);
    push(2, word);
    push(3, classes);
    push(4, join(form, kinds));
    push(5, view.coarse(p));
    push(6, view.lower(p));
    push(7, view.coarse(n));
    push(8, view.lower(n));
    push(9, join(word, view.coarse(n)));
    push(10, join(word, view.coarse(p)));
    push(11, join(view.coarse(p), view.coarse(n)));
    push(12, view.coarse_pair(n));
    push(13, join(view.lower(n), view.lower(n + 1)));
    push(14, join(classes, view.coarse(n)));
    push(15, join(classes, view.coarse(p)));
    let marks = quotes_around(view, cue, unit);
    push(16, marks);
    push(17, join(marks, kinds));
    // Quoted words that another verb before them reports: `closed the talks by saying “…”`.
    let open = (n..unit.end.min(n + 30)).find(|i| view.is_opening(*i));
    let taken = open.map_or(9, |open| reporting_in(view, TokenRange::new(n, open)));
    push(39, join(taken, kinds));
    push(40, join(taken, word));
    let that =
        (n..unit.end.min(n + 8)).find(|i| view.has(*i, c::THAT) || view.has(*i, c::CUE | c::VERB));
    let that = that
        .filter(|i| view.has(*i, c::THAT))
        .map_or(99, |i| u64::from(i - n));
    push(18, join(that, kinds));
    let [cluster, coarser] = view.known(h).map_or([0; 2], |known| known.clusters);
    push(19, u64::from(cluster));
    push(20, join(u64::from(coarser), form));
    push(21, join(if s == h { 0 } else { view.lower(s) }, form));
    let rule = parts.rule.as_ref().map_or(0, |r| 1 + r.via as u64);
    push(22, join(rule, u64::from(cue.plausible)));
    push(23, join(rule, word));
    push(24, join(rule, all([form, kinds])));
    let last = earlier.last().filter(|l| l.span.start >= unit.start);
    let gap = last.map_or(99, |l| bin(s.saturating_sub(l.span.end)));
    let close = last.filter(|l| s.saturating_sub(l.span.end) < 15);
    push(
        25,
        join(
            gap,
            last.map_or(0, |l| l.form as u64 | u64::from(l.plausible) << 4),
        ),
    );
    push(26, join(close.map_or(0, |l| view.lower(l.head)), form));
    push(27, view.coarse(s.wrapping_sub(2)));
    push(28, view.coarse(e + 1));
    push(29, join(view.lower(s.wrapping_sub(2)), view.lower(p)));
    push(30, view.coarse_pair(s.wrapping_sub(2)));
    push(31, join(word, view.lower(n)));
    push(32, join(bin(s - unit.start.min(s)), form));
    push(33, join(bin(unit.end.saturating_sub(e)), kinds));
    push(34, join(u64::from(cue.plausible), classes));
    push(35, join(word, form));
    push(36, all([view.coarse(p), form, view.coarse(n)]));
    let finite = view.finite_in(TokenRange::new(e, unit.end.min(e + 30)));
    push(37, join(u64::from(finite.min(3)), kinds));
    push(38, join(u64::from(finite.min(3)), view.coarse(n)));
}

/// What words a source is, as far as its head shows.
pub(super) fn source_kind(view: &View, range: Option<TokenRange>) -> u64 {
    let Some(range) = range else { return 0 };
    let mut kind = 1;
    let mut at = range.start;
    while at < range.end {
        if let Some(m) = view.mention(at) {
            let rank = match m.kind {
                EntityKind::Person => 5,
                EntityKind::Org => 4,
                EntityKind::Gpe => 3,
                EntityKind::Norp => 2,
                EntityKind::Date | EntityKind::Time => 20,
                EntityKind::Loc
                | EntityKind::Fac
                | EntityKind::Event
                | EntityKind::Law
                | EntityKind::WorkOfArt
                | EntityKind::Product
                | EntityKind::Language
                | EntityKind::Money
                | EntityKind::Percent
                | EntityKind::Quantity
                | EntityKind::Ordinal
                | EntityKind::Cardinal => 1,
            };
            kind = kind.max(rank);
            at = m.tokens.end.max(at + 1);
        } else {
            at += 1;
        }
    }
    let head = view.class(range.end - 1);
    kind | (head & (c::ROLE | c::BODY | c::MEDIUM | c::HEARER)
        | (head & (c::SUBJECT | c::OBJECT | c::FIRST)) << 8)
}

/// Features of a possible source.
pub fn source(view: &View, parts: &Parts, source: &Source, push: Push<'_>) {
    let cue = &parts.cue;
    let place = source.place as u64;
    let form = cue.form as u64;
    let ruled = parts.rule.as_ref().map(|r| r.speaker.map(|s| s.end));
    let same = match ruled {
        None => 0,
        Some(end) if end == source.range.map(|r| r.end) => 1,
        Some(None) => 2,
        Some(Some(_)) => 3,
    };
    push(50, place);
    push(51, join(place, form));
    push(52, join(same, form));
    push(53, join(same, place));
    push(54, join(same, view.lower(cue.head)));
    let Some(range) = source.range else {
        push(55, join(form, quotes_around(view, cue, parts.unit)));
        push(56, view.lower(cue.head));
        push(57, view.coarse(cue.span.start.wrapping_sub(1)));
        return;
    };
    let kind = source_kind(view, source.range);
    let before = range.start < cue.span.start;
    let gap = if before {
        cue.span.start.saturating_sub(range.end)
    } else {
        range.start.saturating_sub(cue.span.end)
    };
    let side = u64::from(before);
    push(58, join(place, kind));
    push(59, join(side, kind));
    push(60, join(side, all([bin(gap), form])));
    push(61, join(place, bin(gap)));
    push(62, join(place, view.coarse(range.end - 1)));
    push(63, view.lower(range.end - 1));
    push(64, join(side, view.coarse(range.start)));
    push(65, join(side, view.coarse(range.start.wrapping_sub(1))));
    push(66, join(side, view.lower(range.start.wrapping_sub(1))));
    push(67, join(side, view.coarse(range.end)));
    push(68, join(place, bin(range.len())));
    push(69, join(kind, cue.classes & c::CUE));
    let between = if before {
        TokenRange::new(range.end, cue.span.start)
    } else {
        TokenRange::new(cue.span.end, range.start)
    };
    let verbs = u64::from(view.finite_in(between).min(2));
    push(70, all([side, verbs, form]));
    push(71, all([side, verbs, place]));
    let breaks = (between.start..between.end.min(between.start + 20))
        .filter(|i| view.is_break(*i))
        .count() as u64;
    push(72, all([side, breaks.min(3), verbs]));
    push(
        73,
        all([
            place,
            u64::from(range.start == parts.unit.start),
            u64::from(view.is_capital(range.start)),
        ]),
    );
    push(74, u64::from(view.is_quoted(range.start)));
    if between.len() == 1 {
        push(75, join(side, view.lower(between.start)));
    }
}

/// Features of a source in a layout.
pub fn source_in_layout(
    view: &View,
    parts: &Parts,
    source: &Source,
    layout: Layout,
    marks: u64,
    push: Push<'_>,
) {
    let layout = layout as u64;
    let place = source.place as u64;
    let before = source
        .range
        .map_or(2, |r| u64::from(r.start < parts.cue.span.start));
    let near = source.range.map_or(9, |r| {
        bin(if before == 1 {
            parts.cue.span.start.saturating_sub(r.end)
        } else {
            r.start.saturating_sub(parts.cue.span.end)
        })
    });
    push(80, join(layout, place));
    push(81, all([layout, before, marks]));
    push(82, all([layout, before, parts.cue.form as u64]));
    push(83, all([layout, before, near.min(3)]));
    push(84, all([layout, before, source_kind(view, source.range)]));
    push(
        85,
        all([layout, before, view.coarse(source.edge.wrapping_sub(1))]),
    );
    let end = source
        .range
        .map_or(parts.cue.span.end, |r| r.end.max(parts.cue.span.end));
    push(86, all([layout, before, view.coarse(end)]));
    push(
        87,
        all([layout, before, u64::from(source.edge == parts.unit.start)]),
    );
}

/// What stands at the end of content in front of an attribution.
fn edge_kind(view: &View, edge: u32) -> u64 {
    let at = edge.wrapping_sub(1);
    if view.is_closing(at) {
        1
    } else if view.is_word(at, words![","]) {
        if view.is_closing(at.wrapping_sub(1)) {
            2
        } else {
            3
        }
    } else if view.is_break(at) {
        4
    } else {
        5
    }
}

/// Features of content in front of the attribution.
pub fn front(view: &View, parts: &Parts, front: &Front, push: Push<'_>) {
    let cue = &parts.cue;
    let edge = edge_kind(view, front.edge);
    let s = front.start;
    let opens = view.is_opening(s);
    let first = s == parts.unit.start;
    let begin = if opens { 1 } else { u64::from(first) * 2 };
    let exact = view.opens(s).is_some_and(|r| r.inside == front.range);
    let ruled = parts.rule.as_ref().map(|r| r.content.first().copied());
    let same = match ruled {
        None => 0,
        Some(Some(r)) if r == front.range => 1,
        Some(Some(r)) if r.start == front.range.start => 2,
        Some(Some(r)) if r.end <= cue.span.start => 3,
        Some(_) => 4,
    };
    let finite = u64::from(view.finite_in(front.range).min(2));
    push(100, all([edge, begin, u64::from(exact)]));
    push(101, view.lower(s));
    push(102, view.coarse(s));
    push(103, view.coarse(s.wrapping_sub(1)));
    push(104, view.lower(s.wrapping_sub(1)));
    push(105, join(edge, bin(front.range.len())));
    push(106, all([edge, begin, finite]));
    push(107, all([edge, begin, same]));
    push(108, join(same, view.lower(cue.head)));
    push(109, view.coarse_pair(s.wrapping_sub(1)));
    push(110, join(begin, view.coarse(s)));
    push(111, join(edge, cue.classes & c::CUE));
    push(112, all([edge, begin, view.lower(cue.head)]));
    push(113, join(cue.form as u64, edge));
    push(114, all([cue.form as u64, edge, begin, same]));
    push(115, view.coarse_pair(s));
}

/// Features of the place where content after the cue begins.
pub fn start(view: &View, parts: &Parts, start: &Start, push: Push<'_>) {
    let cue = &parts.cue;
    let s = start.at;
    let e = cue.span.end;
    let gap = bin(s.saturating_sub(e));
    let kinds = cue.classes & c::CUE;
    let (here, before) = (view.coarse(s), view.coarse(s.wrapping_sub(1)));
    let ruled = parts.rule.as_ref().and_then(|r| r.content.last());
    let same = match ruled {
        None => 0,
        Some(r) if r.start == s || view.opens(s).is_some_and(|o| o.inside.start == r.start) => 1,
        Some(r) if r.start < s => 2,
        Some(_) => 3,
    };
    push(130, here);
    push(131, view.lower(s));
    push(132, before);
    push(133, view.lower(s.wrapping_sub(1)));
    push(134, gap);
    push(135, join(gap, here));
    push(136, join(view.lower(cue.head), view.lower(s)));
    push(137, join(kinds, here));
    push(138, join(kinds, gap));
    let between = TokenRange::new(e, s);
    let that = (between.start..between.end).any(|i| view.has(i, c::THAT));
    let opened = (between.start..between.end).any(|i| view.is_opening(i));
    let that_ahead =
        (s + 1..parts.unit.end.min(s + 6)).find(|i| view.has(*i, c::THAT | c::VERB | c::AUX));
    let that_ahead = that_ahead.is_some_and(|i| view.has(i, c::THAT));
    let opens_ahead = (s + 1..parts.unit.end.min(s + 12)).any(|i| view.is_opening(i));
    push(
        139,
        all([
            u64::from(that),
            u64::from(opened),
            u64::from(that_ahead),
            u64::from(opens_ahead),
            kinds,
        ]),
    );
    push(140, join(same, kinds));
    push(141, join(same, here));
    push(142, join(view.coarse(e), here));
    push(143, join(view.lower(s.wrapping_sub(1)), view.lower(s)));
    push(144, view.coarse_pair(s));
    push(145, join(before, here));
    push(146, join(cue.form as u64, here));
    push(147, all([gap, u64::from(view.is_opening(s)), before]));
    let verbs = view.finite_in(between).min(2);
    push(148, join(u64::from(verbs), gap));
    push(149, all([cue.form as u64, gap, same]));
    push(150, join(view.lower(cue.head), gap));
    if let Some(region) = view.opens(s) {
        let begin = first_within(view, region);
        push(157, all([begin, gap, u64::from(verbs.min(1))]));
        push(158, all([begin, reporting_in(view, between), kinds]));
        push(116, all([begin, before, u64::from(verbs.min(1))]));
    }
    let clause = start.clause;
    let shape = clause.within(parts.unit.end);
    push(151, join(shape, here));
    push(152, join(shape, gap));
    push(153, join(shape, view.lower(cue.head)));
    push(154, all([shape, kinds, view.coarse(clause.noun_end)]));
    push(155, all([u64::from(start.is_told), kinds, here]));
    push(156, all([u64::from(start.is_told), kinds, shape]));
}

/// Features of the place where content after the cue ends: before the token `e`.
pub fn end(view: &View, parts: &Parts, e: u32, push: Push<'_>) {
    let cue = &parts.cue;
    let kinds = cue.classes & c::CUE;
    let last = e == parts.unit.end;
    let rest = parts.unit.end.saturating_sub(e);
    let (next, word) = (if last { 0x400 } else { view.coarse(e) }, view.lower(e));
    let ruled = parts.rule.as_ref().and_then(|r| r.content.last());
    let same = match ruled {
        None => 0,
        Some(r) if r.end == e || r.end + 1 == e => 1,
        Some(r) if r.end < e => 2,
        Some(_) => 3,
    };
    push(160, next);
    push(161, if last { 0 } else { word });
    push(162, view.coarse(e.wrapping_sub(1)));
    push(163, join(u64::from(last), view.coarse(e.wrapping_sub(1))));
    push(164, join(same, u64::from(last)));
    push(165, join(same, next));
    let closes = view.is_closing(e.wrapping_sub(1));
    push(166, all([u64::from(closes), u64::from(last), same]));
    if last {
        return;
    }
    push(167, join(word, view.lower(e + 1)));
    push(168, join(next, view.coarse(e + 1)));
    push(169, all([next, view.coarse(e + 1), view.coarse(e + 2)]));
    push(170, join(word, view.coarse(e + 1)));
    push(171, join(kinds, next));
    push(172, join(bin(rest), next));
    // What follows: a verb of its own, after how many words.
    let part = e + u32::from(view.is_break(e));
    let from = part + u32::from(view.has(part, c::CONJ));
    let verb = (from..parts.unit.end.min(from + 7))
        .find(|i| view.finite_in(TokenRange::new(*i, *i + 1)) > 0);
    let named = view.mention(from).map_or(0, |m| 1 + m.kind as u64);
    let verb_kind = verb.map_or(0, |v| {
        1 + u64::from(view.has(v, c::CUE)) + 2 * u64::from(view.has(v, c::AUX))
    });
    let ahead = verb.map_or(9, |v| u64::from(v - from));
    push(173, all([next, ahead, verb_kind]));
    // `Lee, who said she was there, won`: the verb of the main clause follows.
    if view.has(cue.span.start.wrapping_sub(1), c::WH) {
        push(184, all([next, ahead, verb_kind]));
    }
    push(174, all([next, named, verb_kind]));
    let second = verb.filter(|v| view.has(*v, c::CUE));
    push(175, join(word, second.map_or(0, |v| view.lower(v))));
    push(176, all([next, cue.form as u64]));
    push(177, join(word, u64::from(closes)));
    push(178, view.coarse_pair(e.wrapping_sub(1)));
    // `…, ending months of doubt`: of the one who speaks, or of what is said.
    let hangs = view.ends_in_ing(part) && !view.is_mentioned(part);
    let hangs = if hangs {
        1 + u64::from(view.has(part, c::CUE))
    } else {
        0
    };
    push(179, all([hangs, next, kinds]));
    push(159, all([hangs, next, cue.form as u64]));
}

/// Features of two pieces around an attribution.
pub fn around(view: &View, parts: &Parts, front: &Front, back: &Back, push: Push<'_>) {
    let (a, b) = (front.range, back.range);
    let finite = view.finite_in(a).min(2);
    let quoted = view.is_opening(front.start);
    let both = u64::from(quoted) + 2 * u64::from(back.quoted);
    let attribution = TokenRange::new(front.edge, b.start);
    let comma = view.is_word(b.start.wrapping_sub(1), words![","]) || view.is_word(b.start.wrapping_sub(2), words![","]);
    let rule = parts.rule.as_ref().map_or(0, |r| r.content.len());
    let same = parts
        .rule
        .as_ref()
        .is_some_and(|r| r.content.as_slice() == [a, b]);
    let torn = u64::from(front.is_torn) + 2 * u64::from(parts.starts.get(back.start).is_some_and(|s| s.is_rest));
    push(300, all([u64::from(finite), both, u64::from(comma)]));
    push(307, all([torn, both, view.coarse(b.start)]));
    push(308, all([torn, bin(attribution.len())]));
    push(301, all([both, u64::from(comma), view.coarse(b.start)]));
    push(302, all([both, u64::from(finite), view.coarse(b.start)]));
    push(303, all([both, rule as u64, u64::from(same)]));
    push(304, all([both, bin(attribution.len())]));
    push(305, all([both, bin(a.len()), u64::from(finite)]));
    push(
        306,
        all([both, u64::from(view.finite_in(attribution).min(3))]),
    );
}

/// Features of content after the cue as a whole.
pub fn back(view: &View, parts: &Parts, back: &Back, push: Push<'_>) {
    let cue = &parts.cue;
    let range = back.range;
    let (Some(Start { at: s, clause, .. }), Some(e)) = (
        parts.starts.get(back.start).copied(),
        parts.ends.get(back.end).copied(),
    ) else {
        return;
    };
    let begin = if back.quoted {
        1
    } else if view.has(s, c::THAT) {
        2
    } else if view.has(s, c::TO) {
        3
    } else if view.ends_in_ing(s) {
        4
    } else if view.has(s, c::WH) || view.is_word(s, words!["if", "whether"]) {
        5
    } else {
        6
    };
    let exact = view
        .opens(s)
        .map_or(0, |r| if r.inside == range { 1 } else { 2 });
    let next = if e == parts.unit.end {
        0x400
    } else {
        view.coarse(e)
    };
    let finite = u64::from(view.finite_in(range).min(2));
    let ruled = parts.rule.as_ref().and_then(|r| r.content.last());
    let same = match ruled {
        None => 0,
        Some(r) if *r == range => 1,
        Some(r) if r.start == range.start => 2,
        Some(r) if r.end == range.end => 3,
        Some(_) => 4,
    };
    let kinds = cue.classes & c::CUE;
    // `said the plan “was a farce”`, `called the plan “a farce”`
    if !back.quoted
        && let Some(region) = view.region(range.end - 1).filter(|r| r.open > range.start)
    {
        let lead = TokenRange::new(range.start, region.open);
        let verbs = u64::from(view.finite_in(lead).min(2));
        let within = first_within(view, region);
        push(117, all([begin, verbs, within]));
        push(118, all([verbs, within, view.lower(cue.head)]));
        push(119, all([begin, verbs, reporting_in(view, lead), kinds]));
    }
    let nearest = parts
        .ends
        .get(back.end.wrapping_sub(1))
        .is_none_or(|other| *other <= s);
    push(190, all([begin, bin(range.len())]));
    push(191, all([begin, exact, kinds]));
    push(192, all([begin, finite, kinds]));
    push(193, all([begin, same]));
    push(194, all([begin, exact, next]));
    push(195, all([view.lower(cue.head), begin, exact]));
    push(196, all([begin, u64::from(nearest), finite]));
    // `announced the measure`: a noun phrase is no report.
    let noun = if clause.noun_end == s {
        0
    } else if clause.noun_end >= range.end {
        2
    } else {
        1
    };
    let shape = clause.within(e);
    let head = view.lower(cue.head);
    push(185, all([begin, shape]));
    push(186, all([begin, shape, head]));
    push(187, all([begin, shape, kinds]));
    push(180, all([begin, shape, next]));
    push(181, all([noun, shape, view.coarse(clause.noun_end)]));
    push(182, all([noun, shape, view.coarse(clause.noun_end), head]));
    push(183, all([noun, shape, bin(range.len())]));
    push(199, all([begin, noun, finite]));
    push(189, all([noun, finite, view.lower(cue.head)]));
    push(
        188,
        all([noun, finite, view.coarse(s), u64::from(back.quoted)]),
    );
    push(197, all([same, exact, finite]));
    push(198, all([finite, bin(range.len()), next]));
}
