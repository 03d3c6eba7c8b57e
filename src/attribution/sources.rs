//! The possible sources of a quotation around a cue.

use super::cast::speaks;
use super::cues::{self, Cue, CueForm};
use super::nouns;
use super::parts::{Parts, Place, Source};
use super::view::{View, words};
use super::words::class as c;
use crate::kind::EntityKind;
use crate::tokens::TokenRange;

impl Parts {
    fn add_source(&mut self, range: TokenRange, place: Place) {
        let known = self
            .sources
            .iter()
            .any(|s| s.range.is_some_and(|r| r.end == range.end));
        let same = self.sources.iter().any(|s| s.range == Some(range));
        if same
            || known && place != Place::WideBefore
            || range.is_empty()
            || self.sources.len() >= self.limits.sources
            || range.overlaps(self.cue.span)
        {
            return;
        }
        // The attribution begins with its subject where that stands near the cue.
        let start = self.cue.span.start;
        let near = range.end <= start
            && (place != Place::Other && place != Place::Earlier)
            && start - range.end < 40;
        self.sources.push(Source {
            range: Some(range),
            place,
            edge: if near { range.start } else { start },
        });
    }

    pub(super) fn add_sources(&mut self, view: &View, earlier: &[Cue]) {
        if let Some((range, edge)) = cues::quoted(view, self.cue.span.start, self.unit.start) {
            self.sources.push(Source { range: Some(range), place: Place::Rule, edge });
            return;
        }
        self.collect_sources(view, earlier);
        // `WHO`, the organisation, is a name.
        let is_one_of = |r: TokenRange, list: &[u64]| {
            r.len() == 1 && view.is_word(r.start, list) && !view.is_mentioned(r.start)
        };
        // `who` stands for the noun before it.
        let is_relative = |r| is_one_of(r, words!["who", "which", "that", "there"]);
        let is_told = |r| is_one_of(r, words!["me", "him", "us", "them"]);
        let is_active = !matches!(self.cue.form, CueForm::AccordingTo | CueForm::Passive);
        let is_mute = |r| is_relative(r) || is_verb(view, r) || view.is_date(r) || is_active && is_told(r);
        self.sources.retain(|s| s.range.is_none_or(|r| !is_mute(r)));
    }

    fn collect_sources(&mut self, view: &View, earlier: &[Cue]) {
        let cue = self.cue;
        let (floor, ceiling) = (self.unit.start, self.unit.end);
        let start = cues::skip_adverbs_left(view, cue.span.start, floor);
        let impersonal = cue.is_impersonal(view);
        self.sources.push(Source {
            range: None,
            place: Place::Nowhere,
            edge: cue.span.start - u32::from(impersonal),
        });
        if let Some(speaker) = self.rule.as_ref().and_then(|r| r.speaker) {
            self.add_source(speaker, Place::Rule);
        }
        let after = if view.is_word(cue.span.end, words!["by"]) {
            cue.span.end + 1
        } else {
            cue.span.end
        };
        if cue.form == CueForm::AccordingTo || cue.form == CueForm::Passive {
            self.add_source_after(view, after, ceiling);
            if cue.form == CueForm::Passive {
                self.add_agent(view, after, ceiling);
            }
            if cue.form == CueForm::AccordingTo || impersonal {
                return;
            }
        }
        let clause = skip_dates_left(view, start, floor);
        for end in [start, clause] {
            if let Some(np) = nouns::ending_at(view, end, floor) {
                self.add_source(np, Place::Before);
                self.add_wider_before(view, np, floor);
            }
        }
        if view.is_word(clause.wrapping_sub(1), words!["who", "which", "that"])
            && let Some(np) = nouns::antecedent(view, clause - 1, floor)
        {
            self.add_source(np, Place::Antecedent);
        }
        // Before each break to the left: `Lee, the minister, said`.
        let mut breaks = 0;
        let mut at = clause;
        while at > floor && clause - at < 40 && breaks < 3 {
            at -= 1;
            if view.is_outer_break(at) {
                breaks += 1;
                if let Some(np) = nouns::ending_at(view, at, floor) {
                    self.add_source(np, Place::Apposed);
                }
            }
        }
        // `calling nurses “heroes”`: whom it is about.
        if cue.form != CueForm::Gerund {
            self.add_source_after(view, after, ceiling);
        }
        for other in earlier
            .iter()
            .rev()
            .take(3)
            .filter(|e| e.span.start >= floor)
        {
            let before = cues::skip_adverbs_left(view, other.span.start, floor);
            if let Some(np) = nouns::ending_at(view, skip_dates_left(view, before, floor), floor) {
                self.add_source(np, Place::Earlier);
            } else if let Some(np) = nouns::starting_at(view, other.span.end, cue.span.start) {
                self.add_source(np, Place::Earlier);
            }
        }
        let limit = floor.max(start.saturating_sub(60));
        if let Some(np) =
            (limit..start.min(limit + 12)).find_map(|i| nouns::starting_at(view, i, start))
        {
            self.add_source(np, Place::First);
        }
        let mut i = start;
        while i > limit {
            i -= 1;
            if view.is_quoted(i) {
                continue;
            }
            if view.has(i, c::SUBJECT) && !view.is_mentioned(i) {
                self.add_source(TokenRange::new(i, i + 1), Place::Other);
            } else if let Some(m) = view.mention(i).filter(|m| speaks(m.kind)) {
                if let Some(np) = nouns::ending_at(view, m.tokens.end, floor) {
                    self.add_source(np, Place::Other);
                }
                i = m.tokens.start.min(i);
            }
        }
    }

    /// Who acts in the passive, behind the quoted words: `was described as “…” by Lee`.
    fn add_agent(&mut self, view: &View, from: u32, ceiling: u32) {
        let by = (from..ceiling.min(from + 24)).find(|i| view.is_word(*i, words!["by"]) && !view.is_quoted(*i));
        let by = by.filter(|by| (from..*by).any(|i| view.is_closing(i)));
        if let Some(np) = by.and_then(|by| nouns::starting_at(view, by + 1, ceiling)) {
            self.add_source(np, Place::Agent);
        }
    }

    fn add_source_after(&mut self, view: &View, at: u32, ceiling: u32) {
        let at = cues::skip_adverbs_right(view, at, ceiling);
        let Some(np) = nouns::starting_at(view, at, ceiling) else {
            return;
        };
        self.add_source(np, Place::After);
        self.add_narrowed(view, np, ceiling);
        let mut wide = np;
        for _ in 0..2 {
            // `said Lee as he left`
            let links = view.has(wide.end, c::PREP) && !view.has(wide.end, c::SUBORD);
            let joins = links || nouns::is_and(view, wide.end);
            // `released by the bank`
            let made = view.is_word(wide.end + 1, words!["by", "from"]) && !view.is_break(wide.end);
            let next = wide.end + if made { 2 } else { 1 };
            let Some(more) = (joins || made)
                .then(|| nouns::starting_at(view, next, ceiling))
                .flatten()
            else {
                return;
            };
            wide.end = more.end;
            self.add_source(wide, Place::WideAfter);
        }
    }

    /// The noun phrase with what a participle after it says, up to the next break: `a paper published on
    /// Wednesday`, `a protester using another name`.
    fn add_narrowed(&mut self, view: &View, np: TokenRange, ceiling: u32) {
        let is_participle = (view.ends_in_ed(np.end) || view.ends_in_ing(np.end))
            && !view.is_capital(np.end)
            && view.mention_kind(np.end - 1) != Some(EntityKind::Person);
        let limit = ceiling.min(np.end + 12);
        let end = (np.end..limit).find(|i| view.is_break(*i) || view.is_quoted(*i));
        let end = end.or((limit == ceiling).then_some(ceiling));
        if let Some(end) = end.filter(|_| is_participle) {
            self.add_source(TokenRange::new(np.start, end), Place::WideAfter);
        }
    }

    /// The noun phrases that end with `np` and begin before it.
    fn add_wider_before(&mut self, view: &View, np: TokenRange, floor: u32) {
        let mut wide = np;
        for _ in 0..2 {
            let Some(link) = wide.start.checked_sub(1).filter(|l| *l > floor) else {
                break;
            };
            // `shares fell after | the company said`
            let links = view.has(link, c::PREP) && !view.has(link, c::SUBORD);
            if !(links || nouns::is_and(view, link)) {
                break;
            }
            let Some(more) = nouns::ending_at(view, link, floor) else {
                break;
            };
            wide.start = more.start;
            self.add_source(wide, Place::WideBefore);
        }
        // `a diplomat close to the talks`
        let limit = floor.max(np.start.saturating_sub(12));
        let phrase = (limit..np.start)
            .rev()
            .find(|i| view.is_break(*i) || view.is_quoted(*i))
            .map_or(limit, |i| i + 1);
        let head = (phrase < np.start)
            .then(|| nouns::starting_at(view, phrase, np.start))
            .flatten();
        let is_phrase =
            head.is_some_and(|h| view.mention_kind(h.end - 1) != Some(EntityKind::Person));
        // Not over a clause of its own: `a figure that | the ministry called`.
        let is_phrase = is_phrase && !(phrase..np.start).any(|i| view.has(i, c::THAT | c::WH));
        if is_phrase && view.finite_in(TokenRange::new(phrase, np.end)) == 0 {
            self.add_source(TokenRange::new(phrase, np.end), Place::WideBefore);
        }
        // `two people who had seen the file`
        let clause = (limit..np.start)
            .rev()
            .take_while(|i| !view.is_break(*i))
            .find(|i| view.is_word(*i, words!["who", "that"]));
        // `a figure that | the ministry called`, `the man who | police say`
        let says_more = |at: &u32| {
            view.is_word(*at, words!["who"]) && *at + 1 < np.start || view.finite_in(TokenRange::new(*at, np.start)) > 0
        };
        let clause = clause.filter(says_more);
        if let Some(more) = clause.and_then(|at| nouns::ending_at(view, at, floor)) {
            self.add_source(TokenRange::new(more.start, np.end), Place::WideBefore);
        }
    }
}

/// Whether a single word is a verb: `[beating] forecasts`, `be [heard] saying`.
fn is_verb(view: &View, words: TokenRange) -> bool {
    let at = words.start;
    let reports = view.has(at, c::CUE) && view.has(at, c::PAST | c::PARTICIPLE | c::ING) && !view.has(at, c::ROLE | c::BODY | c::MEDIUM);
    words.len() == 1 && !view.is_capital(at) && !view.is_mentioned(at) && (reports || view.ends_in_ing(at))
}

/// Steps left over `on the other hand`, `for its part`, `in turn`.
fn skip_connective_left(view: &View, at: u32, floor: u32) -> u32 {
    let word = |back: u32, list: &[u64]| at.checked_sub(back).is_some_and(|i| view.is_word(i, list));
    let length = if word(1, words!["hand"]) && word(2, words!["other"]) && word(4, words!["on"]) {
        4
    } else if word(1, words!["part"]) && word(3, words!["for", "on"]) {
        3
    } else if word(1, words!["turn", "contrast", "addition"]) && word(2, words!["in", "by"]) {
        2
    } else {
        0
    };
    at.saturating_sub(length).max(floor)
}

/// Steps left over dates and times with their prepositions.
pub(super) fn skip_dates_left(view: &View, at: u32, floor: u32) -> u32 {
    let mut at = skip_connective_left(view, at, floor);
    for _ in 0..3 {
        let last = at.checked_sub(1).filter(|last| !view.is_aged(*last));
        let date = last.and_then(|last| view.mention(last));
        let Some(date) = date.filter(|m| matches!(m.kind, EntityKind::Date | EntityKind::Time))
        else {
            break;
        };
        at = date.tokens.start.max(floor);
        if at > floor && view.is_word(at - 1, words!["on", "in", "at", "late", "early"]) {
            at -= 1;
        }
        at = cues::skip_adverbs_left(view, at, floor);
    }
    at
}
