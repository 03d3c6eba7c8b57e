//! Who may be meant by a speaker's words: the people and bodies of the text.

use super::dateline;
use super::nouns;
use super::titles;
use super::view::{View, words};
use super::words::class as c;
use crate::aliases::{EntityId, MentionId};
use crate::entities::Mention;
use crate::kind::EntityKind;
use crate::model::hasher::{ValueMap, join};
use crate::text::to_u32;
use crate::tokens::{TokenKind, TokenRange};

/// How a possible bearer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// None is named.
    Nobody,
    /// Its name stands in the words.
    Inside,
    /// Its name follows a comma: `the minister, Ann Lee,`.
    Apposed,
    /// It has the role that the words name.
    Role,
    /// It is named before them.
    Before,
    /// It is named after them.
    After,
}

/// A possible bearer of a speaker's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// How it was found.
    pub tie: Tie,
    /// It; none for somebody whom the text does not name.
    pub entity: Option<EntityId>,
    /// The mention that led to it.
    pub mention: u32,
    /// How many of its kind are named nearer.
    pub rank: u32,
}

impl Bearer {
    /// One to be filled in.
    const INSIDE: Self = Self { tie: Tie::Inside, entity: None, mention: 0, rank: 0 };
}

/// What is known of an entity.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// What it is.
    pub kind: EntityKind,
    /// 0 unknown, 1 male, 2 female.
    pub gender: u8,
    /// Whether that is as good as certain.
    pub is_sure: bool,
    /// How often it is named.
    pub mentions: u32,
}

/// The people and bodies of a text.
#[derive(Debug)]
pub struct Cast {
    entity_of: Vec<Option<EntityId>>, // by mention
    roles: Vec<Role>,
    titled: ValueMap<Vec<(u32, EntityId)>>, // role words → where, who
    initials: ValueMap<Option<u32>>,        // initials → who has them, if one alone does
    heads: Vec<TokenRange>,                 // datelines, which name nobody who speaks
}

/// Mentions are looked through no farther than this.
const FAR: usize = 40;
/// So many named ones may be meant at most.
const MOST: usize = 12;

impl Cast {
    /// Reads the chains.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let input = &view.input;
        let mut cast = Self {
            entity_of: vec![None; input.mentions.len()],
            roles: Vec::with_capacity(input.entities.len()),
            titled: ValueMap::default(),
            initials: ValueMap::default(),
            heads: dateline::all(view),
        };
        for (i, entity) in (0..).zip(input.entities) {
            for MentionId(m) in &entity.mentions {
                if let Some(slot) = cast.entity_of.get_mut(*m as usize) {
                    *slot = Some(EntityId(i));
                }
            }
            let gender = match entity.female {
                Some(p) if p > 0.6 => 2,
                Some(p) if p < 0.4 => 1,
                Some(_) | None => 0,
            };
            cast.roles.push(Role {
                kind: entity.kind,
                gender,
                is_sure: entity.female.is_some_and(|p| (p - 0.5).abs() > 0.4),
                mentions: to_u32(entity.mentions.len()),
            });
        }
        for m in 0..to_u32(input.mentions.len()) {
            cast.add_titles(view, m);
            cast.add_initials(view, m);
        }
        cast
    }

    /// The entity of a mention.
    #[must_use]
    pub fn entity_of(&self, mention: u32) -> Option<EntityId> {
        self.entity_of.get(mention as usize).copied().flatten()
    }

    /// Whether somebody named has the role that the word at `i` says.
    #[must_use]
    pub fn is_titled(&self, view: &View, i: u32) -> bool {
        self.titled.contains_key(&role_key(view, i))
    }

    /// What is known of an entity.
    #[must_use]
    pub fn role(&self, entity: EntityId) -> Option<&Role> {
        self.roles.get(entity.0 as usize)
    }

    /// Notes the role words beside a name: `Mayor Lee`, `Lee, the mayor of Cuenca`, and those
    /// inside the name of a body: `Ministry of Health`.
    fn add_titles(&mut self, view: &View, m: u32) {
        let Some(entity) = self.entity_of(m) else {
            return;
        };
        let Some(mention) = view.input.mentions.get(m as usize) else {
            return;
        };
        let TokenRange { start, end } = mention.tokens;
        let mut note = |key: u64| self.titled.entry(key).or_default().push((start, entity));
        if mention.kind == EntityKind::Org {
            let nouns = (start..end).filter(|i| view.has(*i, c::ROLE | c::BODY));
            nouns.for_each(|i| note(role_key(view, i)));
        }
        if mention.kind != EntityKind::Person {
            return;
        }
        let mut gender = 0;
        titles::beside(view, mention.tokens, &mut |i| {
            note(role_key(view, i));
            gender = titles::gender(view, i).max(gender);
        });
        titles::age_beside(view, mention.tokens).map(age_key).into_iter().for_each(&mut note);
        if let Some(role) = self.roles.get_mut(entity.0 as usize).filter(|role| role.gender == 0) {
            role.gender = gender;
            role.is_sure = gender > 0;
        }
    }

    /// The bearer of words that are a name with nothing but its article, or a full name with its title:
    /// `Lee`, `the BBC`, `Defence Minister Ann Lee`. `Ms Lee` may be one of several. Of several names
    /// it is the first: `Peru and Chile`.
    fn itself(&self, view: &View, words: TokenRange) -> Option<Bearer> {
        let joined = (words.start..words.end).find(|i| nouns::is_and(view, *i));
        // `US and Chinese officials` are neither.
        let joined = joined.filter(|i| view.is_name(words.end - 1) || view.has(i + 1, c::DET));
        let end = joined.filter(|i| !view.is_mentioned(*i)).unwrap_or(words.end);
        let number = view.mention_number(end.checked_sub(1)?)?;
        let name = view.input.mentions.get(number)?;
        let mut lead = words.start..name.tokens.start;
        let is_titled = |i: u32| {
            view.kind(i) != Some(TokenKind::Possessive) && !view.has(i, c::PREP | c::CONJ)
        };
        let is_whole = name.tokens.start >= words.start && name.tokens.end == end;
        let is_alone = is_whole
            && if name.kind == EntityKind::Person && name.tokens.len() > 1 {
                lead.all(is_titled)
            } else {
                speaks(name.kind) && lead.all(|i| view.has(i, c::DET))
            };
        let mention = to_u32(number);
        let entity = is_alone.then(|| self.entity_of(mention))??;
        Some(Bearer { entity: Some(entity), mention, ..Bearer::INSIDE })
    }

    /// Whether a name stands in a dateline.
    fn is_in_head(&self, name: TokenRange) -> bool {
        let next = self.heads.partition_point(|head| head.end <= name.start);
        self.heads.get(next).is_some_and(|head| head.overlaps(name))
    }

    /// Notes the initials of a person's name.
    fn add_initials(&mut self, view: &View, m: u32) {
        let Some(mention) = view.input.mentions.get(m as usize) else {
            return;
        };
        if mention.kind != EntityKind::Person {
            return;
        }
        let name = mention.tokens;
        let words = (name.start..name.end).filter(|i| view.kind(*i) == Some(TokenKind::Word));
        let letters = words.map(|i| view.word(i).as_bytes().first().copied().unwrap_or_default());
        let entity = self.entity_of(m);
        if let Some(initials) = initials(letters) {
            let known = self.initials.get(&initials).copied();
            let is_other = known.is_some_and(|m| m.and_then(|m| self.entity_of(m)) != entity);
            let first = known.flatten().unwrap_or(m);
            self.initials.insert(initials, (!is_other).then_some(first));
        }
    }

    /// The one person with the initials that label a turn: `KW: Do you agree?`.
    fn by_initials(&self, view: &View, words: TokenRange) -> Option<Bearer> {
        let label = (words.len() == 1 && view.is_word(words.end, words![":"])).then(|| view.word(words.start))?;
        let mention = (*self.initials.get(&initials(label.bytes())?)?)?;
        Some(Bearer { entity: Some(self.entity_of(mention)?), mention, ..Bearer::INSIDE })
    }

    /// Whom a speaker's words may mean; the first is nobody named.
    #[must_use]
    pub fn bearers(&self, view: &View, words: TokenRange) -> Vec<Bearer> {
        let mentions = view.input.mentions;
        let here = mentions.partition_point(|m| m.tokens.end <= words.start);
        if let Some(itself) = self.by_initials(view, words).or_else(|| self.itself(view, words)) {
            return vec![itself];
        }
        let mut found = Vec::with_capacity(MOST + 1);
        found.push(Bearer { tie: Tie::Nobody, ..Bearer::INSIDE });
        let wanted = if words.len() == 1 { titles::wanted(view, words) } else { 0 };
        let mut add = |tie, m: usize| {
            let m = to_u32(m);
            let Some(entity) = self.entity_of(m) else {
                return;
            };
            let Some(role) = self.role(entity) else {
                return;
            };
            let kind = role.kind;
            // `she` is no man, and no company.
            let is_other = role.is_sure && role.gender != wanted || kind != EntityKind::Person;
            if wanted > 0 && is_other {
                return;
            }
            let known = found.iter().any(|b| b.entity == Some(entity));
            if known || found.len() > MOST || !(speaks(kind) || tie == Tie::Inside) {
                return;
            }
            let kind_of = |b: &Bearer| b.entity.and_then(|e| self.role(e)).map(|r| r.kind);
            let rank = to_u32(found.iter().filter(|b| kind_of(b) == Some(kind)).count());
            found.push(Bearer { tie, entity: Some(entity), mention: m, rank });
        };
        let mut after = here;
        while let Some(m) = mentions.get(after).filter(|m| m.tokens.start < words.end) {
            if m.kind.is_name() && !receives(view, m.tokens.start) && !is_aside(view, words, m) {
                add(Tie::Inside, after);
            }
            after += 1;
        }
        if let Some(apposed) = apposed(view, words, after) {
            // `its author, Dr Ann Lee,` can be nobody else.
            let owned = view.is_word(words.start, words!["its", "his", "her", "their"]);
            let is_role = words.len() > 1 && view.has(words.end - 1, c::ROLE);
            let name = mentions.get(apposed).filter(|m| m.kind == EntityKind::Person && view.is_break(m.tokens.end));
            let entity = name.filter(|_| owned && is_role).and_then(|_| self.entity_of(to_u32(apposed)));
            if entity.is_some() {
                return vec![Bearer { tie: Tie::Apposed, entity, mention: to_u32(apposed), ..Bearer::INSIDE }];
            }
            add(Tie::Apposed, apposed);
        }
        let head = words.end.saturating_sub(1);
        for i in words.start..words.end {
            let is_noun = i == head || view.has(i + 1, c::PREP);
            let noun = is_noun.then(|| self.titled.get(&role_key(view, i))).flatten();
            let by_age = || self.titled.get(&age_key(titles::age(view, i)?));
            if let Some(known) = noun.or_else(by_age) {
                let at = known.partition_point(|(at, _)| *at < words.start);
                if let Some((at, _)) = at.checked_sub(1).and_then(|i| known.get(i)) {
                    add(Tie::Role, mentions.partition_point(|m| m.tokens.start < *at));
                }
            }
        }
        let told = |m: &usize| mentions.get(*m).is_some_and(|m| !self.is_in_head(m.tokens));
        for m in (here.saturating_sub(FAR)..here).rev().filter(told) {
            add(Tie::Before, m);
        }
        // Whoever is new in a text has no name that follows, unless it speaks for that name: `a source close to
        // the company`, `a police spokesman`.
        let is_new = view.is_word(words.start, words!["a", "an", "one", "some", "several"])
            && !(words.start..words.end).any(|i| view.word(i).starts_with("spokes"));
        let next = if is_new { 0 } else { 4 };
        for m in (after..mentions.len().min(after + next)).filter(told) {
            add(Tie::After, m);
        }
        found
    }
}

/// Whether a name only says more of a noun beside it, which is somebody else: `lawyers for Ms Lee`, `the Bishop of
/// Durham`, `Lee’s counsel`, `Lee’s husband Bo`, `the BJP leader`, `the Hamas-run ministry`.
fn is_aside(view: &View, words: TokenRange, name: &Mention) -> bool {
    let TokenRange { start, end } = name.tokens;
    if end < words.end && view.kind(end) == Some(TokenKind::Possessive) {
        let head = words.end - 1;
        let is_other = name.kind == EntityKind::Person && !view.has(head, c::BODY | c::MEDIUM);
        let is_person = |i: u32| view.mention_kind(i) == Some(EntityKind::Person);
        return is_other || view.has(head, c::ROLE) || (end..words.end).any(is_person);
    }
    if end < words.end && view.joins(end) {
        return true;
    }
    // `the BJP leader`
    let is_body = matches!(name.kind, EntityKind::Org | EntityKind::Gpe);
    if is_body && end + 1 == words.end && view.has(end, c::ROLE) && !view.has(end, c::BODY) {
        return !view.word(end).starts_with("spokes");
    }
    // `the wife of Mayor Lee`, but `chief of police Lee`
    let is_lead = |i: &u32| view.has(*i, c::TITLE | c::DET | c::ROLE) && !view.is_word(*i, words!["police", "staff"]);
    let lead = (words.start..start).rev().find(|i| !is_lead(i) && !view.joins(*i));
    let link = lead.filter(|i| view.has(*i, c::PREP));
    let noun = link.and_then(|i| i.checked_sub(1)).filter(|i| *i >= words.start);
    let holds = noun.is_some_and(|i| view.has(i, c::ROLE) && !view.is_name(i));
    holds || link.is_some_and(|i| view.is_word(i, words!["on", "in", "at", "near"]))
}

/// Two or three capitals as one value.
fn initials(letters: impl Iterator<Item = u8>) -> Option<u64> {
    let mut value = 0;
    for letter in letters {
        let fits = letter.is_ascii_uppercase() && value < 1 << 16;
        value = fits.then_some(value << 8 | u64::from(letter))?;
    }
    (value >= 1 << 8).then_some(value)
}

/// Whether a name is whom words came to, not whose they are: `a report seen by the Mercury`, `a letter sent
/// to the council`.
fn receives(view: &View, name: u32) -> bool {
    let before = |i: u32| i.wrapping_sub(1);
    let article = before(name);
    let by = if view.has(article, c::DET) { before(article) } else { article };
    let verb = before(by);
    if view.is_word(by, words!["by"]) {
        return view.is_word(
            verb,
            words!["seen", "obtained", "reviewed", "viewed", "read", "heard", "examined", "verified"],
        );
    }
    view.is_word(by, words!["to", "with"])
        && view.is_word(
            verb,
            words![
                "shared", "leaked", "sent", "shown", "given", "provided", "addressed", "submitted", "supplied"
            ],
        )
}

/// The number of the name that follows words after a comma, perhaps with its title: `the chair, Ann Lee`,
/// `its chair, former Justice Ann Lee`, `the union, the RMT`. `next` is that of the first name behind them.
fn apposed(view: &View, words: TokenRange, next: usize) -> Option<usize> {
    // `its spokesman on finance, Ann Lee,`
    let topic = view.is_word(words.end, words!["on", "for", "in", "at"]);
    let topic = topic.then(|| nouns::starting_at(view, words.end + 1, words.end + 6)).flatten();
    let comma = topic.map_or(words.end, |topic| topic.end);
    if !view.is_word(comma, words![","]) {
        return None;
    }
    let mentions = view.input.mentions;
    let start = comma + 1;
    let next = next + mentions.get(next..)?.partition_point(|m| m.tokens.start < comma);
    let first = mentions.get(next)?.tokens.start;
    let end = (start..start + 12).find(|i| view.is_break(*i))?;
    let person = mentions.partition_point(|m| m.tokens.end < end);
    let named = mentions.get(person).filter(|m| m.kind == EntityKind::Person && m.tokens.end == end);
    let is_plain = |i: u32| !view.has(i, c::WH | c::AUX | c::CUE | c::PREP | c::SUBJECT);
    named
        .filter(|m| (start..m.tokens.start).all(|i| is_plain(i) || view.is_mentioned(i)))
        .map(|_| person)
        .or((first == start + u32::from(view.is_article(start))).then_some(next))
}

/// The key of those with a role: of its word, and in `vice-president` of what is joined to it.
fn role_key(view: &View, i: u32) -> u64 {
    let lower = view.lower(i);
    if view.joins(i.wrapping_sub(1)) { join(view.lower(i.wrapping_sub(2)), lower) } else { lower }
}

/// The key of those who are so old.
fn age_key(years: u64) -> u64 {
    join(years, 1 << 32)
}

/// Whether what has such a name may speak.
pub(super) fn speaks(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Org | EntityKind::Gpe)
}
