//! Frames by rule: one for each cue, from the words around it.

use super::contents::{self, Clause};
use super::cues::{self, Cue, CueForm};
use super::frames::Frame;
use super::nouns;
use super::sources::skip_dates_left;
use super::view::{View, words};
use super::words::class as c;
use crate::kind::{EntityKind, Via};
use crate::tokens::TokenRange;

/// The frame of a cue, or none where it reports nothing.
#[must_use]
#[inline(never)]
pub fn frame(view: &View, cue: &Cue, unit: TokenRange, earlier: &[Frame]) -> Option<Frame> {
    match cue.form {
        CueForm::AccordingTo => according_to(view, cue, unit),
        CueForm::Passive => passive(view, cue, unit),
        CueForm::Active | CueForm::Gerund | CueForm::Infinitive => active(view, cue, unit, earlier),
    }
}

fn according_to(view: &View, cue: &Cue, unit: TokenRange) -> Option<Frame> {
    let speaker = nouns::starting_at(view, cue.span.end, unit.end)?;
    let after = skip_when(view, speaker.end, unit.end);
    let first = cue.span.start <= unit.start + 1
        || view.is_break(cue.span.start - 1) && cue.span.start < unit.start + 4;
    let mut content = Vec::new();
    let before = contents::before(view, cue.span.start, unit.start);
    let rest = contents::after(view, after, unit.end, Clause::Rest);
    if first {
        content.extend(rest);
    } else {
        content.extend(before);
        let comma = view.is_word(cue.span.start.wrapping_sub(1), words![","]);
        if comma && view.is_word(after, words![","]) && rest.is_some_and(|r| r.len() > 1) {
            content.extend(rest);
        }
    }
    (!content.is_empty()).then_some(Frame::ruled(Some(*cue), Some(speaker), content, Via::AccordingTo, 0.9))
}

fn passive(view: &View, cue: &Cue, unit: TokenRange) -> Option<Frame> {
    let by = view.is_word(cue.span.end, words!["by"]);
    let told = cue.has(c::TELL | c::URGE | c::ACCUSE);
    let speaker = by
        .then(|| nouns::starting_at(view, cue.span.end + 1, unit.end))
        .flatten();
    let after = speaker.map_or(cue.span.end, |s| s.end);
    let subject = view.is_word(cue.span.start.wrapping_sub(1), words!["it"]);
    let open = next_open(view, after, unit.end, 4);
    let content = if let Some(open) = open {
        contents::after(view, open, unit.end, Clause::Quoted)?
    } else if (subject && view.is_word(cue.span.end, words!["that"]))
        || told && view.is_word(after, words!["that", "to"])
    {
        contents::after(view, after, unit.end, Clause::Rest)?
    } else {
        return None;
    };
    (speaker.is_some() || subject || told).then(|| Frame::ruled(Some(*cue), speaker, vec![content], Via::CueBefore, 0.6))
}

/// The next opening mark within a few tokens.
fn next_open(view: &View, from: u32, ceiling: u32, reach: u32) -> Option<u32> {
    (from..ceiling.min(from + reach)).find(|i| view.is_opening(*i))
}

/// Whether the token at `at` is part of a time: `on` before a day, a bare day.
fn at_when(view: &View, at: u32) -> bool {
    view.is_word(at, words!["on", "late", "early"])
        && (view.is_when(at + 1) || view.has(at + 1, c::WHEN))
        || view.has(at, c::WHEN)
            && !view.has(at, c::AUX)
            && !view.is_word(at, words!["last", "next", "later", "now"])
}

/// Steps over dates, times and adverbs.
fn skip_when(view: &View, mut at: u32, ceiling: u32) -> u32 {
    while at < ceiling {
        if let Some(m) = view
            .mention(at)
            .filter(|m| matches!(m.kind, EntityKind::Date | EntityKind::Time))
        {
            at = m.tokens.end;
        } else if at_when(view, at) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn active(view: &View, cue: &Cue, unit: TokenRange, earlier: &[Frame]) -> Option<Frame> {
    // Inverted: `"…," said Lee`.
    let before = cues::skip_adverbs_left(view, cue.span.start, unit.start);
    let edge = before.wrapping_sub(1);
    let closes = before > unit.start && closes_at(view, edge);
    if cue.form == CueForm::Active
        && cue.span.len() == 1
        && before > unit.start
        && (closes || view.is_word(edge, words![","]))
        && let Some(speaker) = nouns::starting_at(view, cue.span.end, unit.end)
    {
        let after = after_apposition(view, speaker.end, unit.end);
        let ends = after >= unit.end
            || view.is_break(after)
            || view.is_opening(after)
            || view.has(after, c::SUBORD | c::PREP | c::WH);
        if (closes || ends)
            && let Some(content) = contents::before(view, edge, unit.start)
        {
            let mut pieces = vec![content];
            let mut via = Via::CueAfter;
            if let Some(rest) = second_piece(view, after, unit.end) {
                pieces.push(rest);
                via = Via::CueInside;
            }
            return Some(Frame::ruled(Some(*cue), Some(speaker), pieces, via, 0.9));
        }
    }
    let (speaker, start) = subject(view, cue, unit, earlier);
    // `"…," Lee said`, `The plan failed, Lee said.`
    if let Some(frame) = content_first(view, cue, unit, speaker, start) {
        return Some(frame);
    }
    let content = report(view, cue, unit)?;
    if speaker.is_none() && cue.form != CueForm::Active {
        return None;
    }
    let via = if view.is_word(cue.span.end, words![":"]) {
        Via::Colon
    } else {
        Via::CueBefore
    };
    Some(Frame::ruled(Some(*cue), speaker, vec![content], via, if cue.has(c::SAY) { 0.9 } else { 0.6 }))
}

/// Whether the token at `at` is a closing mark, or the comma behind one.
fn closes_at(view: &View, at: u32) -> bool {
    view.is_closing(at) || view.is_word(at, words![","]) && view.is_closing(at.wrapping_sub(1))
}

/// Steps over `, the minister,` and `of …` after a name.
fn after_apposition(view: &View, at: u32, ceiling: u32) -> u32 {
    let mut at = skip_when(view, at, ceiling);
    if view.is_word(at, words![","]) {
        let end =
            (at + 1..ceiling.min(at + 16)).find(|i| view.is_break(*i) || view.is_opening(*i));
        if let Some(end) = end
            && !(at + 1..end).any(|i| view.has(i, c::AUX | c::CUE))
        {
            at = end;
        }
    }
    at
}

/// The piece after an attribution in the middle: `…," Lee said, "…"`.
fn second_piece(view: &View, at: u32, ceiling: u32) -> Option<TokenRange> {
    let open = (at..ceiling.min(at + 3)).find(|i| view.is_opening(*i))?;
    (at..open)
        .all(|i| view.is_break(i))
        .then(|| contents::after(view, open, ceiling, Clause::Quoted))?
}

fn content_first(
    view: &View,
    cue: &Cue,
    unit: TokenRange,
    speaker: Option<TokenRange>,
    start: u32,
) -> Option<Frame> {
    if cue.form == CueForm::Gerund || start <= unit.start {
        return None;
    }
    let speaker = speaker?;
    let edge = start - 1;
    let quoted = closes_at(view, edge);
    let after = after_cue(view, cue, unit);
    let stops = after >= unit.end || view.is_break(after) && !view.is_word(after, words![":"]);
    let comma = view.is_word(edge, words![","]);
    if !(quoted || comma && stops && cue.has(c::SAY)) {
        return None;
    }
    let content = contents::before(view, edge, unit.start)?;
    if !quoted && content.len() < 3 {
        return None;
    }
    let mut pieces = vec![content];
    let mut via = Via::CueAfter;
    if let Some(rest) = second_piece(view, after, unit.end) {
        pieces.push(rest);
        via = Via::CueInside;
    } else if !quoted && view.is_word(after, words![","]) && after + 2 < unit.end {
        pieces.extend(contents::after(view, after + 1, unit.end, Clause::Rest));
        via = Via::CueInside;
    }
    Some(Frame::ruled(Some(*cue), Some(speaker), pieces, via, if quoted { 0.95 } else { 0.8 }))
}

/// Where the words after a cue that are no content end: addressee, time, place.
fn after_cue(view: &View, cue: &Cue, unit: TokenRange) -> u32 {
    let mut at = cue.span.end;
    for _ in 0..4 {
        let from = at;
        at = skip_when(view, at, unit.end);
        if from == cue.span.end && cue.has(c::TELL | c::URGE | c::ACCUSE | c::CALL) {
            at = addressee(view, at, unit.end);
        }
        at = setting(view, at, unit.end);
        if at == from {
            break;
        }
    }
    at
}

/// Steps over the one who is told.
fn addressee(view: &View, at: u32, ceiling: u32) -> u32 {
    if view.has(at, c::OBJECT) && !view.has(at, c::DET) {
        return at + 1;
    }
    match nouns::starting_at(view, at, ceiling) {
        Some(np) if np.end < ceiling && !view.has(np.end, c::AUX) => np.end,
        Some(_) | None => at,
    }
}

/// Steps over `in a statement`, `on Twitter`, `to reporters`, `at a rally in Paris`.
fn setting(view: &View, at: u32, ceiling: u32) -> u32 {
    if !view.has(at, c::PREP)
        || !view.is_word(
            at,
            words![
                "in", "on", "at", "to", "during", "via", "through", "from", "after", "of",],
        )
    {
        return at;
    }
    let Some(np) = nouns::starting_at(view, at + 1, ceiling) else {
        return at;
    };
    let end = skip_when(view, np.end, ceiling);
    let medium = (np.start..np.end).any(|i| view.has(i, c::MEDIUM | c::HEARER));
    let marked = view.is_word(end, words!["that", ":"])
        || view.is_opening(end)
        || view.is_word(end, words![","]) && view.is_opening(end + 1);
    if medium || marked { end } else { at }
}

/// What stands after the cue, where it is a report.
fn report(view: &View, cue: &Cue, unit: TokenRange) -> Option<TokenRange> {
    let mut at = after_cue(view, cue, unit);
    let told = at > cue.span.end;
    at += u32::from(view.is_word(at, words![",", ":"]));
    if view.is_opening(at) {
        return contents::after(view, at, unit.end, Clause::Quoted);
    }
    let that = view.is_word(at, words!["that", "whether", "if", "how", "why"]);
    if cue.has(c::CALL | c::MANNER) && !cue.has(c::SAY)
        || cue.has(c::WEAK) && !cue.has(c::SAY | c::URGE) && !that
    {
        let open = next_open(view, at, unit.end, 8)?;
        return (!(at..open).any(|i| view.is_break(i) || view.has(i, c::CUE)))
            .then(|| contents::after(view, open, unit.end, Clause::Words))?;
    }
    let to = view.is_word(at, words!["to"]) && !view.has(at + 1, c::DET);
    if cue.has(c::URGE) && to {
        return contents::after(view, at, unit.end, Clause::Rest);
    }
    if cue.has(c::ACCUSE) {
        let ing = view.is_word(at, words!["of", "for"]) && view.ends_in_ing(at + 1);
        return ing.then(|| contents::after(view, at + 1, unit.end, Clause::Rest))?;
    }
    if !cue.has(c::SAY) {
        return None;
    }
    let content = contents::after(view, at, unit.end, Clause::Rest)?;
    if that || cue.has(c::GERUND) && view.ends_in_ing(at) {
        return Some(content);
    }
    // A clause has a finite verb.
    let finite = view.finite_in(content) > 0;
    let sure = view.is_word(
        cue.head,
        words![
            "said", "says", "say", "saying", "told", "tells", "tell", "telling",],
    );
    (finite && (sure || told || content.len() > 3)).then_some(content)
}

/// Who the verb has as its subject, and where the subject's clause begins.
fn subject(
    view: &View,
    cue: &Cue,
    unit: TokenRange,
    earlier: &[Frame],
) -> (Option<TokenRange>, u32) {
    let start = cue.span.start;
    // `Lee on Friday said`
    let at = skip_dates_left(view, cues::skip_adverbs_left(view, start, unit.start), unit.start);
    if at <= unit.start {
        return (None, at);
    }
    let edge = at - 1;
    let inherited = || {
        earlier
            .iter()
            .rev()
            .find_map(|f| f.speaker.filter(|s| s.start >= unit.start))
    };
    if cue.form == CueForm::Gerund || cue.form == CueForm::Infinitive {
        // `with Lee saying`
        if let Some(np) = nouns::ending_at(view, at, unit.start)
            && np.start > unit.start
            && view.is_word(np.start - 1, words!["with", "despite", "to"])
        {
            return (Some(np), np.start);
        }
        let speaker = inherited().or_else(|| clause_subject(view, at, unit.start));
        return (speaker, at);
    }
    if view.is_word(edge, words!["who", "which"]) {
        let np = nouns::antecedent(view, edge, unit.start);
        return (np, np.map_or(at, |n| n.start));
    }
    if view.has(edge, c::CONJ) {
        let speaker = inherited().or_else(|| clause_subject(view, edge, unit.start));
        return (speaker, at);
    }
    if view.is_word(edge, words![",", ")", "–", "—", "-"]) {
        return apposition(view, edge, unit);
    }
    let np = nouns::ending_at(view, at, unit.start);
    if let Some(np) = np {
        return (Some(np), np.start);
    }
    let speaker = inherited().or_else(|| clause_subject(view, at, unit.start));
    (speaker, at)
}

/// `Lee, the minister, said`: the name before the first of the two commas.
fn apposition(view: &View, edge: u32, unit: TokenRange) -> (Option<TokenRange>, u32) {
    let mut at = edge;
    let mut first = None;
    for _ in 0..4 {
        let floor = unit.start.max(at.saturating_sub(30));
        let Some(comma) = (floor..at).rev().find(|i| view.is_break(*i)) else {
            break;
        };
        if let Some(np) = nouns::ending_at(view, comma, unit.start) {
            first = Some(np);
            let clear = np.start == unit.start || !view.is_break(np.start - 1);
            if clear || view.mention_kind(np.end - 1) == Some(EntityKind::Person) {
                return (Some(np), np.start);
            }
        }
        at = comma;
    }
    // `…, Lee said`: nothing but a break before the verb's own phrase.
    (first, first.map_or(edge, |n| n.start))
}

/// The first noun phrase of the clause that ends at `at`.
fn clause_subject(view: &View, at: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(at.saturating_sub(60));
    let mut i = floor;
    while i < at {
        if view.is_quoted(i) {
            i += 1;
            continue;
        }
        // A fronted phrase of time or place is passed over.
        if view.has(i, c::PREP)
            && i == floor
            && let Some(comma) = (i..at.min(i + 16)).find(|j| view.is_word(*j, words![","]))
        {
            i = comma + 1;
            continue;
        }
        if let Some(np) = nouns::starting_at(view, i, at)
            && np.end <= at
        {
            return Some(np);
        }
        i += 1;
    }
    None
}
