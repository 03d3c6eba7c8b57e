//! What may make up the quotation around a cue: its possible sources, and where its content may
//! begin and end.

use super::clause::{Clause, VerbKind};
use super::contents::{REACH, trim};
use super::cues::{self, Cue, CueForm};
use super::frames::Frame;
use super::nouns;
use super::ranker::Work;
use super::view::{View, whole, words};
use super::words::class as c;
use crate::order;
use crate::tokens::{TokenKind, TokenRange};

/// At most so many contents in front of an attribution are looked at.
const MOST_FRONTS: usize = 8;

/// How many of the parts around a cue are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most sources.
    pub sources: usize,
    /// The most starts of content after the cue.
    pub starts: usize,
    /// How many tokens after the cue it may start.
    pub reach: u32,
    /// Whether content may begin within brackets.
    pub brackets: bool,
    /// The most ends.
    pub ends: usize,
    /// Contents whose borders score lower than the best ones by so much (as log-odds) are not looked at
    /// as a whole.
    pub beam: i32,
    /// The same for sources, before it is asked how the content stands to them.
    pub source_beam: i32,
}

impl Limits {
    /// Those of the program: what lies beyond is right once in a thousand times.
    pub const NARROW: Self = Self { sources: 8, starts: 8, reach: 20, brackets: false, ends: 10, beam: 3, source_beam: 2 };
    /// Those of the trainer, which learns from what is wrong too.
    pub const WIDE: Self = Self { sources: 12, starts: 10, reach: 30, brackets: true, ends: 16, beam: 4, source_beam: 6 };
}

/// How content and cue stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The content follows the cue.
    After,
    /// The content stands before the attribution.
    Before,
    /// The attribution stands between two pieces of it.
    Around,
}

/// Where a possible source was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// There is none.
    Nowhere,
    /// By the rules.
    Rule,
    /// Right before the cue.
    Before,
    /// Right after it.
    After,
    /// Before a comma or bracket before the cue.
    Apposed,
    /// Before `who`.
    Antecedent,
    /// The first noun phrase of the sentence.
    First,
    /// Before an earlier cue of the sentence.
    Earlier,
    /// Another name or pronoun.
    Other,
    /// One of these before the cue, with the noun phrase before it: `a report by the bank`.
    WideBefore,
    /// One after the cue, with what follows it: `a filing by Helvion`.
    WideAfter,
    /// Behind content in the passive: `was described as “…” by Lee`.
    Agent,
}

/// A possible source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its words.
    pub range: Option<TokenRange>,
    /// Where it was found.
    pub place: Place,
    /// The first token of the attribution if this is its source.
    pub edge: u32,
}

/// Content that may stand before the attribution that begins at `edge`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// The first token of the attribution.
    pub edge: u32,
    /// Where the clause was cut, before it was trimmed.
    pub start: u32,
    /// The content.
    pub range: TokenRange,
    /// Whether it has a verb.
    pub is_clause: bool,
    /// Whether it has a participle at most and ends with a comma: `[Sales], Lee said, rose`.
    pub is_torn: bool,
}

/// Content that may stand after the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Back {
    /// Position of its start in [`Parts::starts`].
    pub start: usize,
    /// Position of its end in [`Parts::ends`].
    pub end: usize,
    /// Whether it begins with a quotation mark.
    pub quoted: bool,
    /// The content.
    pub range: TokenRange,
}

/// Where content after the cue may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its first token.
    pub at: u32,
    /// The clause that begins there.
    pub clause: Clause,
    /// Whether it hangs on what stands before the attribution: `…, Lee said, ending months of doubt`.
    pub is_tail: bool,
    /// Whether it begins with the time of the report: `…, Lee said [on Sunday]`.
    pub is_when: bool,
    /// Whether it follows the noun phrase after the cue, which may be whom it is told.
    pub is_told: bool,
    /// Whether it is a verb after a comma: `Sales, Lee said, [rose]`.
    pub is_rest: bool,
    /// Whether it begins with a preposition: `Sales, Lee said [in London], rose`.
    pub is_setting: bool,
}

/// One choice of all parts, as positions in [`Parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How they stand to each other.
    pub layout: Layout,
    /// The source.
    pub source: usize,
    /// The content before the attribution.
    pub front: Option<usize>,
    /// The content after it.
    pub back: Option<usize>,
}

/// The parts that a cue may take.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The cue.
    pub cue: Cue,
    /// The sentence, or the sentences that a quoted region joins.
    pub unit: TokenRange,
    /// What the rules make of the cue.
    pub rule: Option<Frame>,
    /// How many of the following are looked at.
    pub(super) limits: Limits,
    /// Possible sources; the first is none.
    pub sources: Vec<Source>,
    /// Possible contents before the attribution.
    pub fronts: Vec<Front>,
    /// Where content after the cue may begin.
    pub starts: Vec<Start>,
    /// Where it may end.
    pub ends: Vec<u32>,
    /// Possible contents after the cue.
    pub backs: Vec<Back>,
    /// Whether the attribution stands between a subject and its verb.
    is_torn: bool,
    /// The ranker's working memory.
    pub(super) work: Work,
}

impl Parts {
    /// A cue of which only itself is known, in the memory of parts that are done with.
    #[must_use]
    pub fn new(cue: &Cue, unit: TokenRange, rule: Option<Frame>, done: Option<Self>) -> Self {
        fn emptied<T>(mut list: Vec<T>) -> Vec<T> {
            list.clear();
            list
        }
        let done = done.map(|d| (d.sources, d.fronts, d.starts, d.ends, d.backs, d.work));
        let (sources, fronts, starts, ends, backs, work) = done.unwrap_or_default();
        Self {
            cue: *cue,
            unit,
            rule,
            limits: Limits::NARROW,
            sources: emptied(sources),
            fronts: emptied(fronts),
            starts: emptied(starts),
            ends: emptied(ends),
            backs: emptied(backs),
            is_torn: false,
            work,
        }
    }

    /// Collects the parts around the cue; `earlier` are the cues before it.
    pub fn collect(&mut self, view: &View, earlier: &[Cue], limits: Limits) {
        self.limits = limits;
        self.add_sources(view, earlier);
        self.add_fronts(view);
        self.add_starts(view);
        self.add_ends(view);
        self.add_backs(view);
        self.is_torn = self.starts.iter().any(|s| s.is_rest) && self.fronts.iter().any(|f| f.is_torn);
    }

    /// The pieces of the content of a choice.
    #[must_use]
    pub fn content(&self, view: &View, choice: Choice) -> Vec<TokenRange> {
        let front = choice
            .front
            .and_then(|i| self.fronts.get(i))
            .map(|f| f.range);
        let back = choice.back.and_then(|i| self.backs.get(i)).map(|b| b.range);
        let mut of_ranges = front.into_iter().chain(back).map(|range| pieces(view, range));
        let mut content = of_ranges.next().unwrap_or_default();
        content.extend(of_ranges.flatten());
        content
    }

    /// Whether a choice takes what hangs on a clause in front of the attribution without that clause,
    /// takes the time of the report beside it, or takes a subject without its verb or the verb without it.
    /// The trainer is shown these choices as well, as wrong ones.
    #[must_use]
    pub fn is_odd(&self, choice: Choice) -> bool {
        let front = choice.front.and_then(|i| self.fronts.get(i));
        let back = choice.back.and_then(|i| self.backs.get(i));
        let start = back.and_then(|b| self.starts.get(b.start));
        let is_rest = start.is_some_and(|s| s.is_rest);
        let is_torn = self.is_torn;
        // `in a statement, rose` is a setting and the verb.
        let is_late = |s: &Start| s.is_setting && self.starts.iter().any(|r| r.is_rest && s.clause.verb == Some(r.at));
        let is_half = match front {
            Some(front) => is_torn && front.is_torn && !is_rest && back.is_none_or(|b| !b.quoted),
            // But a question may begin with its verb: `asked, is it true`.
            None if is_rest => is_torn || start.is_some_and(|s| s.at > self.cue.span.end + 1),
            None => is_torn && start.is_some_and(is_late),
        };
        if is_half {
            return true;
        }
        let Some(start) = start else {
            return false;
        };
        if choice.front.is_some() {
            return start.is_when;
        }
        let edge = self.sources.get(choice.source).map(|s| s.edge);
        let is_fronted = |f: &Front| Some(f.edge) == edge && f.is_clause;
        (start.is_tail || start.is_when) && self.fronts.iter().any(is_fronted)
    }

    /// Calls `take` with every choice of parts that fit together.
    pub fn choices(&self, mut take: impl FnMut(Choice)) {
        for (source, s) in self.sources.iter().enumerate() {
            let behind = s
                .range
                .filter(|r| r.start >= self.cue.span.end && s.place != Place::Agent)
                .map_or(self.cue.span.end, |r| r.end);
            let mut choose = |layout, front, back| {
                take(Choice {
                    layout,
                    source,
                    front,
                    back,
                });
            };
            let agent = s.range.filter(|_| s.place == Place::Agent);
            let fits = |b: &Back| {
                b.range.start >= behind
                    && s.range.is_none_or(|r| !r.overlaps(b.range))
                    && agent.is_none_or(|r| b.range.end <= r.start)
            };
            for (i, _) in self.backs.iter().enumerate().filter(|(_, b)| fits(b)) {
                choose(Layout::After, None, Some(i));
            }
            for (f, front) in self
                .fronts
                .iter()
                .enumerate()
                .filter(|(_, f)| f.edge == s.edge)
            {
                if s.range.is_some_and(|r| r.overlaps(front.range)) {
                    continue;
                }
                choose(Layout::Before, Some(f), None);
                let first = self.backs.iter().find(|b| fits(b)).map(|b| b.start);
                let is_rest = |b: &Back| self.starts.get(b.start).is_some_and(|s| s.is_rest);
                for (i, back) in self.backs.iter().enumerate() {
                    let goes_on = Some(back.start) == first || back.quoted || is_rest(back);
                    if goes_on && fits(back) {
                        choose(Layout::Around, Some(f), Some(i));
                    }
                }
            }
        }
    }

    fn add_fronts(&mut self, view: &View) {
        let mut edges: Vec<u32> = self.sources.iter().map(|s| s.edge).collect();
        order::by_number(&mut edges, |edge| u64::from(*edge));
        edges.dedup();
        for edge in edges {
            let from = self.fronts.len();
            self.add_fronts_before(view, edge);
            // The farthest cut, the sentence's start, is always among them.
            if self.fronts.len() > from + MOST_FRONTS {
                let far = self.fronts.last().copied();
                self.fronts.truncate(from + MOST_FRONTS - 1);
                self.fronts.extend(far);
            }
        }
    }

    fn add_fronts_before(&mut self, view: &View, edge: u32) {
        let floor = self.unit.start.max(edge.saturating_sub(REACH));
        let edge_at = cues::skip_adverbs_left(view, edge, floor);
        let edge_at = if view.is_word(edge_at.wrapping_sub(1), words!["as"]) {
            edge_at - 1
        } else {
            edge_at
        };
        if edge_at <= floor || !(view.is_break(edge_at - 1) || view.is_closing(edge_at - 1)) {
            // Content ends with punctuation or a mark, or right before `according to`.
            if self.cue.form != CueForm::AccordingTo {
                return;
            }
        }
        let mut i = edge_at;
        let mut last = None;
        while i > floor {
            i -= 1;
            if let Some(region) = view.region(i) {
                i = region.open.max(floor);
            }
            let opens = view.is_opening(i);
            let cut = i == floor
                || opens
                || view.is_outer_break(i - 1)
                || view.is_closing(i - 1)
                || view.has(i - 1, c::CONJ)
                || view.has(i - 1, c::THAT)
                || view.has(i, c::SUBORD);
            if !cut {
                continue;
            }
            let Some(range) = normal(view, TokenRange::new(i, edge_at)) else {
                continue;
            };
            if last != Some(range) {
                self.fronts.push(Front {
                    edge,
                    start: i,
                    range,
                    is_clause: view.finite_in(range) > 0,
                    is_torn: view.is_word(edge_at - 1, words![","]) && lacks_verb(Clause::at(view, range.start, range.end)),
                });
                last = Some(range);
            }
        }
    }

    fn add_starts(&mut self, view: &View) {
        let from = self.cue.span.end;
        let ceiling = self.unit.end.min(from + self.limits.reach);
        let told = nouns::starting_at(view, from, ceiling).map_or(from, |np| np.end);
        let mut regions = 0;
        let mut in_tail = false;
        let mut in_brackets = false;
        let mut i = from;
        while i < ceiling && self.starts.len() < self.limits.starts {
            let opens = view.is_opening(i);
            in_brackets = view.is_word(i, words!["("]) || in_brackets && !view.is_word(i - 1, words![")"]);
            let begins = i == from
                || i == told
                || opens
                || view.is_break(i - 1)
                || view.has(i, c::THAT | c::TO | c::WH)
                || view.has(i - 1, c::THAT | c::OBJECT)
                || view.is_word(i, words!["if", "whether"])
                || view.is_mentioned(i - 1)
                    && view.mention_number(i) != view.mention_number(i - 1)
                || view.is_word(i - 1, words!["of", "as", "for", "about", "on", "by", "from"])
                || view.has(i - 1, c::MEDIUM | c::HEARER | c::ROLE | c::WHEN)
                || view.ends_in_ing(i)
                || i < from + 3 && view.has(i - 1, c::ADVERB);
            if begins && !view.is_outer_break(i) && (opens || !in_brackets || self.limits.brackets) {
                let clause = Clause::at(view, i, self.unit.end);
                let lacks_verb = lacks_verb(clause) || view.ends_in_ing(i);
                if i > from && view.is_word(i - 1, words![","]) {
                    in_tail = lacks_verb;
                }
                self.starts.push(Start {
                    at: i,
                    clause,
                    is_when: i == from
                        && (view.is_when(i)
                            || view.is_word(i, words!["on", "in", "at"]) && view.is_when(i + 1)),
                    is_tail: in_tail && !opens,
                    is_told: i == told && told > from,
                    is_setting: view.has(i, c::PREP),
                    is_rest: view.is_word(i - 1, words![","]) && view.finite_in(TokenRange::new(i, i + 1)) > 0,
                });
            }
            if let Some(region) = view.region(i) {
                i = whole(region).end.max(i + 1);
                regions += 1;
                if regions > 2 {
                    break;
                }
            } else {
                i += 1;
            }
        }
    }

    fn add_ends(&mut self, view: &View) {
        let from = self.cue.span.end;
        let ceiling = self.unit.end.min(from + REACH.max(self.region_reach(view)));
        let mut last = from;
        let mut i = from;
        while i < ceiling {
            if let Some(region) = view.region(i) {
                let end = whole(region).end.max(i + 1).min(ceiling);
                self.push_end(end, &mut last);
                i = end;
                continue;
            }
            let boundary = view.is_break(i)
                || view.has(i, c::CONJ | c::SUBORD)
                || view.is_when(i) && !view.is_when(i - 1)
                || view.is_word(i, words!["on", "in", "at"])
                    && (view.is_when(i + 1) || view.has(i + 1, c::MEDIUM))
                || view.is_word(
                    i,
                    words![
                        "despite",
                        "following",
                        "during",
                        "amid",
                        "with",
                        "to",
                        "which",
                        "who",],
                )
                || is_gerund(view, i)
                || view.is_word(i, words!["by", "in", "with"]) && is_gerund(view, i + 1);
            if boundary && i > from {
                self.push_end(i, &mut last);
            }
            i += 1;
        }
        self.push_end(ceiling, &mut last);
        let most = self.limits.ends;
        if self.ends.len() > most {
            // The nearest ones and the farthest.
            let far = self.ends.split_off(self.ends.len() - 4);
            self.ends.truncate(most - 4);
            self.ends.extend(far);
        }
    }

    /// A long quoted region right after the cue is content as a whole.
    fn region_reach(&self, view: &View) -> u32 {
        let from = self.cue.span.end;
        let region = (from..self.unit.end.min(from + 30)).find_map(|i| view.opens(i));
        region.map_or(0, |r| whole(r).end.saturating_sub(from) + 8)
    }

    fn push_end(&mut self, end: u32, last: &mut u32) {
        if end > *last {
            self.ends.push(end);
            *last = end;
        }
    }

    fn add_backs(&mut self, view: &View) {
        for (s, start) in self.starts.iter().enumerate() {
            let mut last = None;
            let at = start.at;
            let quoted = view.is_opening(at);
            for (e, end) in self.ends.iter().enumerate().filter(|(_, end)| **end > at) {
                let Some(range) = normal(view, TokenRange::new(at, *end)) else {
                    continue;
                };
                if last == Some(range) {
                    continue; // only punctuation more
                }
                last = Some(range);
                self.backs.push(Back {
                    start: s,
                    end: e,
                    quoted,
                    range,
                });
            }
        }
    }
}

/// Whether a clause has at most a participle.
fn lacks_verb(clause: Clause) -> bool {
    matches!(clause.kind, VerbKind::None | VerbKind::Participle)
}

/// `saying`, also after `by`.
fn is_gerund(view: &View, at: u32) -> bool {
    view.has(at, c::CUE) && view.has(at, c::ING)
}

/// The pieces of content: quoted words that nothing but `and` parts are one each, as in
/// `called it “[cruel]” and a “[farce]”`.
#[must_use]
pub fn pieces(view: &View, content: TokenRange) -> Vec<TokenRange> {
    let within = || content.start..content.end;
    let joins = |i: u32| {
        view.is_quoted(i)
            || view.kind(i) != Some(TokenKind::Word)
            || view.has(i, c::CONJ)
            || view.has(i, c::DET) && view.is_opening(i + 1)
    };
    let opens = view.is_opening(content.start);
    if !(opens && view.is_closing(content.end - 1) && within().all(joins)) {
        return vec![content];
    }
    let opened = |i| view.opens(i).map(|r| r.inside);
    let opened = within().filter_map(opened);
    opened.filter(|inside| !inside.is_empty()).collect()
}

/// Content without the punctuation at its ends, and without the marks where these are its ends.
#[must_use]
pub fn normal(view: &View, range: TokenRange) -> Option<TokenRange> {
    let range = trim(view, range)?;
    if let Some(region) = view.opens(range.start)
        && range.end <= whole(region).end
    {
        return (!region.inside.is_empty()).then_some(region.inside);
    }
    (range.start..range.end)
        .any(|i| matches!(view.kind(i), Some(TokenKind::Word | TokenKind::Number)))
        .then_some(range)
}
