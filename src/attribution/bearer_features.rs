//! What the ranker looks at when it links a speaker's words to a name.

use super::cast::{Bearer, Cast, Tie};
use super::features::Push;
use super::nouns;
use super::regions::paragraph_of;
use super::titles;
use super::values::{all, bin, join};
use super::view::{View, words};
use super::words::class as c;
use crate::aliases::EntityId;
use crate::text::to_u32;
use crate::tokens::{TokenKind, TokenRange};

/// What words these are: a pronoun by itself, a name, or a noun by its first word.
fn form(view: &View, words: TokenRange) -> u64 {
    let first = words.start;
    if words.len() == 1
        && !view.is_mentioned(first)
        && view.has(first, c::SUBJECT | c::OBJECT | c::WH)
    {
        return view.lower(first);
    }
    let named = (words.start..words.end).any(|i| view.is_name(i));
    let kind = if named { 10 } else { 20 };
    if view.is_word(first, words!["the"]) {
        kind + 1
    } else if view.is_word(
        first,
        words!["a", "an", "one", "another", "some", "several", "many"],
    ) {
        kind + 2
    } else if view.has(first, c::DET) {
        kind + 3
    } else {
        kind
    }
}

/// Pronouns of one kind: a person, a thing, several, the speakers themselves.
fn group(view: &View, words: TokenRange) -> u64 {
    if words.len() > 1 || view.is_mentioned(words.start) {
        return 10 + form(view, words);
    }
    let of = |list: &[u64]| view.is_word(words.start, list);
    if of(words!["he", "she", "him", "her"]) {
        1
    } else if of(words!["it"]) {
        2
    } else if of(words!["they", "them"]) {
        3
    } else if view.has(words.start, c::FIRST) {
        4
    } else {
        5
    }
}

/// What the sentence before the one of the words begins with, or that before the quoted words in it: `The
/// inspector nodded. “…,” he said.` 0 nothing, then a pronoun, a name, the role of somebody named, another noun.
fn subject_before(view: &View, cast: &Cast, words: TokenRange) -> u64 {
    let sentences = &view.input.layout.sentences;
    let of = |i: u32| sentences.partition_point(|s| s.end <= i);
    let own = sentences.get(of(words.start)).map_or(0, |s| s.start);
    let start = view.region(own).map_or(own, |r| r.open);
    let Some(before) = start.checked_sub(1).and_then(|i| sentences.get(of(i))) else {
        return 0;
    };
    let first = before.start;
    if view.is_name(first) {
        2
    } else if view.is_quoted(first) {
        0
    } else if view.has(first, c::DET) {
        match nouns::starting_at(view, first, before.end).map(|n| n.end - 1) {
            Some(head) if view.is_name(head) => 2,
            Some(head) if view.is_aged(head) => 1,
            Some(head) if cast.is_titled(view, head) => 3,
            Some(_) | None => 5,
        }
    } else if view.has(first, c::SUBJECT) {
        1
    } else {
        4
    }
}

/// Whether a gender fits the one that a pronoun or a role asks for: 0 it does not, 1 unknown, 2 it does.
fn agreement(wanted: u8, gender: u8) -> u64 {
    match (wanted, gender) {
        (0, _) | (_, 0) => 1,
        (a, b) => 2 * u64::from(a == b),
    }
}

/// Who is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The text.
    view: &'a View<'a>,
    /// Its people and bodies.
    cast: &'a Cast,
    /// The words that name the speaker.
    words: TokenRange,
    /// The [gender](super::titles::wanted) that they ask for.
    wanted: u8,
    /// What is said.
    content: &'a [TokenRange],
    /// Who spoke before, the newest last.
    last: &'a [Spoken],
    /// What the words show, whoever is meant.
    shown: Shown,
}

/// What the words that name a speaker show.
#[derive(Clone, Copy, Debug)]
struct Shown {
    form: u64,
    group: u64,
    /// The last of the words.
    head: u64,
    plural: u64,
    source: u64,
    /// See [`subject_before`]; pronouns alone ask for it.
    before: u64,
    /// The number of their sentence.
    sentence: u32,
    /// The first token of their paragraph.
    paragraph: u32,
}

impl<'a> Asked<'a> {
    /// Asks who is meant by `words`, whose bearer says `content`.
    #[must_use]
    pub fn new(
        (view, cast): (&'a View<'a>, &'a Cast),
        words: TokenRange,
        content: &'a [TokenRange],
        last: &'a [Spoken],
    ) -> Self {
        let head = words.end.saturating_sub(1);
        let is_plural = view.word(head).ends_with('s') && view.kind(head) == Some(TokenKind::Word);
        let group = group(view, words);
        let shown = Shown {
            form: form(view, words),
            group,
            head: view.lower(head),
            plural: u64::from(is_plural),
            source: view.class(head) & (c::ROLE | c::BODY | c::MEDIUM),
            before: if group < 4 { subject_before(view, cast, words) } else { 0 },
            sentence: sentence_of(view, words.start),
            paragraph: paragraph_of(view, words.start).start,
        };
        let wanted = titles::wanted(view, words);
        Self { view, cast, words, wanted, content, last, shown }
    }
}

/// The number of the sentence of a token.
fn sentence_of(view: &View, token: u32) -> u32 {
    let sentences = &view.input.layout.sentences;
    to_u32(sentences.partition_point(|s| s.end <= token))
}

/// A quotation before.
#[derive(Clone, Copy, Debug)]
pub struct Spoken {
    /// Who spoke, if that one is named.
    pub entity: Option<EntityId>,
    /// The token after what was said.
    pub end: u32,
}

impl Spoken {
    /// Notes who said something.
    #[must_use]
    pub fn new(entity: Option<EntityId>, content: &[TokenRange]) -> Self {
        let end = content.last().map_or(0, |piece| piece.end);
        Self { entity, end }
    }
}

/// Whether what is said names somebody, who then hardly says it: 0 no, 1 in words without marks, 2 within
/// marks.
fn names_itself(asked: &Asked<'_>, entity: EntityId) -> u64 {
    let view = asked.view;
    let mentions = view.input.mentions;
    let named = |piece: &TokenRange| {
        let first = mentions.partition_point(|m| m.tokens.start < piece.start);
        let end = mentions.partition_point(|m| m.tokens.start < piece.end);
        (first..end)
            .filter(|i| asked.cast.entity_of(to_u32(*i)) == Some(entity))
            .filter_map(|i| mentions.get(i))
            .map(|m| 1 + u64::from(view.is_quoted(m.tokens.start)))
            .max()
    };
    asked.content.iter().filter_map(named).max().unwrap_or(0)
}

/// Features of one who may be meant.
pub fn bearer(asked: &Asked<'_>, bearer: &Bearer, push: Push<'_>) {
    let Asked { view, cast, words, wanted, last, shown, .. } = *asked;
    let Shown { form, group, head, plural, source, before, .. } = shown;
    push(260, join(form, bearer.tie as u64));
    let (Some(entity), Some(role)) = (bearer.entity, bearer.entity.and_then(|e| cast.role(e)))
    else {
        push(261, head);
        push(262, all([form, plural, source]));
        push(
            263,
            join(form, u64::from(last.last().is_some_and(|l| l.entity.is_some()))),
        );
        push(284, view.lower(words.start));
        // The noun before the first preposition: `a spokesman for the bank`.
        let link = (words.start + 1..words.end).find(|i| view.has(*i, c::PREP));
        let noun = link.unwrap_or(words.end).saturating_sub(1);
        push(298, join(view.lower(noun), link.map_or(0, |i| view.lower(i))));
        let named = view.mention(words.end.saturating_sub(1)).map_or(0, |m| 1 + m.kind as u64);
        push(299, all([form, view.class(noun) & (c::ROLE | c::BODY | c::MEDIUM), named]));
        if group < 4 {
            push(293, join(form, before));
        }
        return;
    };
    let kind = role.kind as u64;
    let agrees = agreement(wanted, role.gender);
    let gender = u64::from(role.gender);
    let mut speakers = last.iter().rev().map(|l| l.entity == Some(entity));
    let newest = speakers.next().unwrap_or_default();
    let second = speakers.next().unwrap_or_default();
    let spoke = u64::from(newest) + 2 * u64::from(second);
    let rank = u64::from(bearer.rank.min(4));
    push(264, all([form, kind, bearer.tie as u64]));
    push(265, all([form, gender, kind]));
    push(266, all([form, bearer.tie as u64, rank]));
    push(267, all([form, spoke, kind]));
    push(268, all([form, spoke, gender, rank]));
    push(270, all([source, kind, bearer.tie as u64, plural]));
    push(271, join(head, kind));
    push(272, all([form, plural, kind]));
    push(285, all([group, bearer.tie as u64, kind]));
    push(286, all([group, bearer.tie as u64, kind, rank]));
    push(287, all([group, spoke, kind, agrees]));
    push(288, all([group, agrees, rank]));
    push(294, join(group.min(10), agrees));
    push(295, all([group.min(10), agrees, u64::from(newest)]));
    if group < 4 {
        push(296, all([group, before, bearer.tie as u64, rank]));
        push(297, all([group, before, spoke, agrees]));
    }
    let Some(mention) = view.input.mentions.get(bearer.mention as usize) else {
        return;
    };
    let at = mention.tokens;
    let sentences = &view.input.layout.sentences;
    let there = sentence_of(view, at.start);
    let gap = bin(shown.sentence.abs_diff(there));
    let first = sentences
        .get(there as usize)
        .is_some_and(|s| at.start < s.start + 4);
    let verb = (at.end..at.end + 3).any(|i| {
        view.has(i, c::AUX | c::VERB) || view.has(i, c::CUE) && view.has(i, c::PAST | c::THIRD)
    });
    let subject = u64::from(first) + 2 * u64::from(verb);
    push(273, all([form, gap, bearer.tie as u64]));
    push(
        276,
        all([form, u64::from(view.is_quoted(at.start)), gap]),
    );
    push(289, all([group, kind, gap, bearer.tie as u64]));
    push(290, all([group, agrees, subject, rank]));
    push(291, all([group, kind, subject, gap]));
    push(292, all([group, spoke, subject, gap, agrees]));
    // Of the same paragraph, and named since somebody spoke last.
    let paragraph = shown.paragraph <= at.start;
    let fresh = last.last().is_some_and(|l| l.end <= at.start);
    let place = u64::from(paragraph) + 2 * u64::from(fresh);
    push(320, join(group.min(10), names_itself(asked, entity)));
    push(321, all([group.min(10), place, spoke, kind]));
    push(322, all([group, place, rank, agrees]));
    push(323, all([group, place, subject, spoke]));
    let owner = view.kind(at.end) == Some(TokenKind::Possessive);
    push(
        277,
        all([
            form,
            u64::from(owner),
            view.coarse(at.start.wrapping_sub(1)),
        ]),
    );
    if bearer.tie == Tie::Inside {
        let last = at.end == words.end;
        push(
            278,
            all([
                kind,
                u64::from(last),
                u64::from(at.start == words.start),
                rank,
            ]),
        );
        push(
            279,
            all([kind, source, view.coarse(at.start.wrapping_sub(1))]),
        );
        push(280, all([kind, u64::from(owner), head]));
        push(
            281,
            all([kind, view.lower(at.start.wrapping_sub(1)), u64::from(last)]),
        );
    }
}
