//! Quoted words that no cue reports: what they may be, and whose.
//!
//! They are no speech at all (a title, a nickname, a scare quote), or the next piece of the
//! quotation before, or a quotation of their own: alone, or with the clause around them.

use super::cues::{Cue, CueForm};
use super::frames::Frame;
use super::nouns;
use super::parts::normal;
use super::view::{View, whole, words};
use super::words::class as c;
use crate::kind::{EntityKind, Via};
use crate::marks::MarkPair;
use crate::text::to_u32;
use crate::tokens::{TokenKind, TokenRange};

/// What quoted words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The next piece of the quotation before.
    Continues,
    /// A quotation of these words alone.
    Alone,
    /// One with the clause before them.
    WithBefore,
    /// One with what follows them in the sentence.
    WithAfter,
    /// One with the whole sentence.
    Sentence,
}

/// Where a possible source was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// There is none.
    Nowhere,
    /// The source of the quotation before.
    Last,
    /// The source of the one before that.
    SecondLast,
    /// Before the colon before the words.
    Colon,
    /// The first noun phrase of the sentence.
    Subject,
    /// The nearest person before.
    Person,
    /// The first noun phrase of the sentence before.
    SubjectBefore,
    /// Right after the words.
    After,
}

/// A possible source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its words.
    pub range: Option<TokenRange>,
    /// Where it was found.
    pub from: From,
}

/// Quoted words with what they may be.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The words and their marks.
    pub region: MarkPair,
    /// The sentence around them.
    pub unit: TokenRange,
    /// The paragraph around them.
    pub paragraph: TokenRange,
    /// What they may be, with the content.
    pub readings: Vec<(Reading, TokenRange)>,
    /// Whose they may be; the first is none.
    pub sources: Vec<Source>,
}

impl Spot {
    /// Collects what a region may be; `before` are the quotations before it.
    #[must_use]
    #[inline(never)]
    pub fn collect(view: &View, region: &MarkPair, before: &[Frame]) -> Option<Self> {
        if region.inside.is_empty() {
            return None;
        }
        let sentences = &view.input.layout.sentences;
        let i = sentences.partition_point(|s| s.end <= region.open);
        let j = sentences.partition_point(|s| s.end < whole(region).end);
        let (first, last) = (sentences.get(i)?, sentences.get(j).or(sentences.last())?);
        let mut spot = Self {
            region: *region,
            unit: TokenRange::new(first.start, last.end),
            paragraph: paragraph_of(view, region.open),
            readings: Vec::new(),
            sources: vec![Source {
                range: None,
                from: From::Nowhere,
            }],
        };
        spot.add_readings(view, before);
        spot.add_sources(
            view,
            before,
            i.checked_sub(1).and_then(|i| sentences.get(i)).copied(),
        );
        Some(spot)
    }

    fn add_readings(&mut self, view: &View, before: &[Frame]) {
        let own = whole(&self.region);
        // A new paragraph goes on only with a mark that opens again.
        let same =
            self.region.reopens || before.last().is_some_and(|f| end(f) > self.paragraph.start);
        if same && before.last().is_some_and(|f| end(f) <= own.start) {
            self.readings.push((Reading::Continues, self.region.inside));
        }
        self.readings.push((Reading::Alone, self.region.inside));
        // Not over the content of another quotation.
        let floor = before.last().map_or(0, end).max(self.unit.start);
        let mut cut = own.start;
        while cut > floor
            && own.start - cut < 60
            && !view.is_outer_break(cut - 1)
        {
            cut -= 1;
        }
        let mut add = |reading, start, end| {
            if let Some(range) = normal(view, TokenRange::new(start, end))
                && range != self.region.inside
                && !self.readings.iter().any(|r| r.1 == range)
            {
                self.readings.push((reading, range));
            }
        };
        if self.unit.end - self.unit.start < 150 {
            // `their “first choice”`: words before them that make no clause are none of theirs.
            if view.finite_in(TokenRange::new(cut, own.start)) > 0
                || (cut..own.start).any(|i| view.has(i, c::TO))
            {
                add(Reading::WithBefore, cut, own.end);
            }
            add(Reading::WithAfter, own.start, self.unit.end);
            add(Reading::Sentence, floor, self.unit.end);
        }
    }

    fn add_source(&mut self, range: Option<TokenRange>, from: From) {
        let Some(range) = range else { return };
        let known = self
            .sources
            .iter()
            .any(|s| s.range.is_some_and(|r| r.end == range.end));
        if !known && !range.overlaps(self.region.inside) {
            self.sources.push(Source {
                range: Some(range),
                from,
            });
        }
    }

    fn add_sources(&mut self, view: &View, before: &[Frame], last_sentence: Option<TokenRange>) {
        let (open, unit) = (self.region.open, self.unit);
        if open > 0 && view.is_word(open - 1, words![":"]) {
            self.add_source(
                before_colon(view, open - 1, paragraph_of(view, open - 1).start),
                From::Colon,
            );
        }
        let near = |f: &&Frame| first(f) + 400 > open;
        self.add_source(
            before.last().filter(near).and_then(|f| f.speaker),
            From::Last,
        );
        self.add_source(first_noun(view, unit.start, open), From::Subject);
        let after = whole(&self.region).end;
        let dash = if view.is_break(after) {
            after + 1
        } else {
            after
        };
        let ceiling = self.paragraph.end.max(unit.end);
        // `“…” goes the refrain`
        let verb = u32::from(view.is_word(dash, words!["goes", "went", "runs", "ran", "comes", "came"]));
        self.add_source(nouns::starting_at(view, dash + verb, ceiling), From::After);
        let floor = self.paragraph.start.max(open.saturating_sub(80));
        let person = (floor..open).rev().find_map(|i| {
            let m = view.mention(i)?;
            (m.kind == EntityKind::Person).then(|| with_title(view, m.tokens, floor))
        });
        self.add_source(person, From::Person);
        if let Some(last) = last_sentence {
            self.add_source(first_noun(view, last.start, last.end), From::SubjectBefore);
        }
        let earlier = before.len().checked_sub(2).and_then(|i| before.get(i));
        self.add_source(
            earlier.filter(near).and_then(|f| f.speaker),
            From::SecondLast,
        );
        // A date or a bare number, as of a footnote, says nothing.
        let may_speak = |r: TokenRange| !view.is_date(r) && (r.start..r.end).any(|i| view.kind(i) != Some(TokenKind::Number));
        self.sources.retain(|s| s.range.is_none_or(may_speak));
    }

    /// Whether they are so many, with a verb, that they are hardly ever anything but speech.
    #[must_use]
    pub fn is_long(&self, view: &View) -> bool {
        self.region.inside.len() >= 8 && view.finite_in(self.region.inside) > 0
    }

    /// Calls `take` with the positions of every reading and source that fit together.
    pub fn choices(&self, mut take: impl FnMut(usize, usize)) {
        // Words in marks are somebody's where somebody is at hand.
        let at_hand = self
            .sources
            .iter()
            .any(|s| matches!(s.from, From::Last | From::Colon | From::Person));
        for (r, (reading, content)) in self.readings.iter().enumerate() {
            for (s, source) in self.sources.iter().enumerate() {
                let overlaps = source.range.is_some_and(|x| x.overlaps(*content));
                let fits = match *reading {
                    Reading::Continues => s == 0,
                    Reading::Alone
                    | Reading::WithBefore
                    | Reading::WithAfter
                    | Reading::Sentence => s > 0 || !at_hand,
                };
                if !overlaps && fits {
                    take(r, s);
                }
            }
        }
    }
}

/// Why quoted words have a source.
#[must_use]
pub fn via(from: From) -> Via {
    match from {
        From::Nowhere => Via::Open,
        From::Last | From::SecondLast => Via::Inherited,
        From::Colon => Via::Colon,
        From::Subject | From::Person | From::SubjectBefore | From::After => Via::Nearby,
    }
}

/// The first token of a frame's content.
#[must_use]
pub fn first(frame: &Frame) -> u32 {
    frame.content.first().map_or(0, |p| p.start)
}

/// The token after a frame's content.
#[must_use]
pub fn end(frame: &Frame) -> u32 {
    frame.content.last().map_or(0, |p| p.end)
}

/// What quoted words without a cue are.
#[derive(Clone, Debug)]
pub enum Placed {
    /// The next piece of the quotation before.
    Piece(TokenRange),
    /// A quotation of its own.
    Own(Frame),
}

/// What rules are sure of: the ranker is not asked.
#[must_use]
pub fn by_rule(view: &View, spot: &Spot, before: &[Frame]) -> Option<Placed> {
    // `“…,” it was heard`: speech of nobody in particular.
    if let Some(cue) = impersonal_cue(view, whole(&spot.region).end) {
        return Some(Placed::Own(Frame::ruled(Some(cue), None, vec![spot.region.inside], Via::Open, 0.9)));
    }
    let goes_on = before.last().is_some_and(|f| continues(view, f, &spot.region));
    goes_on.then_some(Placed::Piece(spot.region.inside))
}

/// Whether a region is the next piece of the quotation before it, as far as rules can tell.
#[must_use]
pub fn continues(view: &View, last: &Frame, region: &MarkPair) -> bool {
    let Some(piece) = last.content.last().copied() else {
        return false;
    };
    let Some(earlier) = view.region(piece.start).filter(|e| e.inside == piece) else {
        return false;
    };
    if region.reopens {
        return true;
    }
    // `"We lost," he said. "It is over."`
    let between = TokenRange::new(whole(earlier).end, region.open);
    let cue_end = last
        .cue
        .map_or(0, |x| x.span.end)
        .max(last.speaker.map_or(0, |s| s.end));
    let same = paragraph_of(view, piece.start) == paragraph_of(view, region.open);
    // `“Never” – Ann Lee, nurse. “Always” – Bo Kay, cook.`
    let signed = last.cue.is_none() && view.is_word(whole(region).end, words!["–", "—", "-"]);
    same && !signed && between.len() < 40
        && (cue_end > between.start && cue_end <= between.end)
        && (cue_end..between.end).filter(|i| view.is_break(*i)).count() <= 3
        && (cue_end..between.end)
            .filter(|i| view.kind(*i) == Some(TokenKind::Stop))
            .count()
            <= 1
        && (between.end == between.start || view.is_break(between.end - 1))
}

/// The cue after quoted words that names no source: `it was said in the street`, `could be heard`.
fn impersonal_cue(view: &View, after: u32) -> Option<Cue> {
    let it = after + u32::from(view.is_word(after, words![","]));
    let by_it = view.is_word(it, words!["it"]);
    let start = it + u32::from(by_it);
    let verb = (start..start + 3).find(|i| !view.has(*i, c::AUX))?;
    // `“The Fox” was told to leave`: the words are no speech but the verb's own subject.
    let is_loud = view.is_word(verb, words!["heard"]) || view.has(verb, c::MANNER);
    let is_cue = (start..verb).any(|i| view.has(i, c::BE))
        && view.has(verb, c::CUE)
        && view.has(verb, c::PAST | c::PARTICIPLE)
        && (by_it || is_loud)
        && !view.is_word(verb + 1, words!["by"]);
    is_cue.then(|| Cue {
        span: TokenRange::new(start, verb + 1),
        head: verb,
        classes: view.class(verb),
        form: CueForm::Passive,
        plausible: true,
    })
}

/// The tokens of the paragraph around a token.
#[must_use]
pub fn paragraph_of(view: &View, at: u32) -> TokenRange {
    let paragraphs = &view.input.layout.paragraphs;
    let i = paragraphs.partition_point(|p| p.tokens.end <= at);
    paragraphs.get(i).map_or_else(
        || TokenRange::new(0, to_u32(view.input.tokens.len())),
        |p| p.tokens,
    )
}

fn first_noun(view: &View, start: u32, end: u32) -> Option<TokenRange> {
    let mut at = start;
    // A fronted phrase of time or place is passed over.
    if view.has(at, c::PREP)
        && let Some(comma) = (at..end.min(at + 16)).find(|j| view.is_word(*j, words![","]))
    {
        at = comma + 1;
    }
    (at..end.min(at + 10))
        .filter(|i| !view.is_quoted(*i))
        .find_map(|i| nouns::starting_at(view, i, end))
}

/// A name with the title before it: `Detective Inspector Gill`.
fn with_title(view: &View, name: TokenRange, floor: u32) -> TokenRange {
    let link = c::PREP | c::CONJ;
    nouns::ending_at(view, name.end, floor)
        .filter(|np| !(np.start..name.start).any(|i| view.has(i, link) || view.is_break(i)))
        .unwrap_or(name)
}

fn before_colon(view: &View, colon: u32, floor: u32) -> Option<TokenRange> {
    let floor = floor.max(colon.saturating_sub(60));
    let start = (floor..colon)
        .rev()
        .find(|i| view.kind(*i) == Some(TokenKind::Stop) && view.is_break(*i))
        .map_or(floor, |i| i + 1);
    (start..colon).find_map(|i| {
        nouns::starting_at(view, i, colon).filter(|np| {
            view.has(np.start, c::SUBJECT)
                || view.is_name(np.start)
                || view.has(np.end - 1, c::ROLE | c::BODY)
                || view.mention_kind(np.end - 1) == Some(EntityKind::Person)
        })
    })
}
