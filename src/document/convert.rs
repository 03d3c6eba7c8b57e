//! Analysis → document.

use super::{
    Document, Entity, MAX_LENGTH, Mention, Paragraph, Piece, Quote, Speaker, Stats, Value, Warning,
    language,
};
use crate::aliases::{self, EntityId};
use crate::analysis::Analysis;
use crate::dates;
use crate::kind::{OffsetUnit, ParagraphKind, WarningCode};
use crate::order;
use crate::pace::{self, Pace};
use crate::quotes;
use crate::text::{OffsetMap, Span, to_u32};
use crate::tokens::{Token, TokenKind};

impl Document {
    /// The document of an analysis: its spans in UTF-16 units, its texts as owned strings.
    #[must_use]
    pub fn new(analysis: &Analysis<'_>) -> Self {
        pace::finish(Self::paced(analysis, &Pace::unbroken()))
    }

    /// Like [`new`](Self::new), giving its thread back where `pace` wants it.
    pub async fn paced(analysis: &Analysis<'_>, pace: &Pace) -> Self {
        let parts = Parts::new(analysis, pace).await;
        let mut document = parts.head(pace).await;
        document.paragraphs = parts.paragraphs().collect();
        document.entities.reserve_exact(parts.entities.len());
        for entity in parts.entities() {
            pace.rest().await;
            document.entities.push(entity);
        }
        document.quotes.reserve_exact(parts.quotes.len());
        for quote in parts.quotes() {
            pace.rest().await;
            document.quotes.push(quote);
        }
        document
    }
}

/// The parts of a document, each made when it is wanted: all of them at once take more room than
/// the analysis.
#[derive(Debug)]
pub struct Parts<'a> {
    analysis: &'a Analysis<'a>,
    map: OffsetMap<'a>,
    /// The document's entities: the first mention of each, and its chain if it has one.
    entities: Vec<(u32, Option<u32>)>,
    /// For each chain, the position of its entity in the document.
    ids: Vec<Option<u32>>,
    /// The quotations in the order of the document.
    quotes: Vec<u32>,
}

impl<'a> Parts<'a> {
    /// Brings the parts of an analysis in order.
    pub async fn new(analysis: &'a Analysis<'a>, pace: &Pace) -> Self {
        let map = OffsetMap::new(analysis.text);
        pace.rest().await;
        let entities = ordered_entities(analysis);
        let mut ids = vec![None; analysis.entities.len()];
        for (id, (_, chain)) in (0..).zip(&entities) {
            if let Some(slot) = chain.and_then(|chain| ids.get_mut(chain as usize)) {
                *slot = Some(id);
            }
        }
        pace.rest().await;
        Self {
            analysis,
            map,
            entities,
            ids,
            quotes: ordered_quotes(analysis),
        }
    }

    /// The document without its lists.
    pub async fn head(&self, pace: &Pace) -> Document {
        let analysis = self.analysis;
        let guess = language::guess(analysis.text, &analysis.tokens);
        pace.rest().await;
        let length = self.units().at(to_u32(analysis.text.len()));
        let stats = stats(analysis);
        Document {
            version: 1,
            offset_unit: OffsetUnit::Utf16,
            length,
            lang: guess.code.to_owned(),
            date: analysis
                .date
                .map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)),
            paragraphs: Vec::new(),
            warnings: warnings(analysis, guess, length, stats),
            entities: Vec::new(),
            quotes: Vec::new(),
            stats,
            model: concat!("quotelight-", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// The paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph> {
        let paragraphs = self.analysis.layout.paragraphs.iter();
        paragraphs.map(|p| {
            let span = p.tokens.span(&self.analysis.tokens);
            Paragraph {
                start: self.units().at(span.start),
                end: self.units().at(span.end),
                kind: if p.heading {
                    ParagraphKind::Heading
                } else {
                    ParagraphKind::Text
                },
            }
        })
    }

    /// Chains, and one entity for each mention outside of them, sorted by their first mention.
    pub fn entities(&self) -> impl Iterator<Item = Entity> {
        let entities = (0..).zip(&self.entities);
        entities.filter_map(|(id, (first, chain))| {
            entity(self.analysis, self.units(), id, *first, self.chain(*chain))
        })
    }

    /// The quotations, sorted by their borders.
    pub fn quotes(&self) -> impl Iterator<Item = Quote> {
        let quotes = self.quotes.iter();
        let quotes = quotes.filter_map(|i| self.analysis.quotes.get(*i as usize));
        (0..).zip(quotes).map(|(id, quote)| self.quote(id, quote))
    }

    fn units(&self) -> Units<'_> {
        Units {
            text: self.analysis.text,
            map: &self.map,
        }
    }

    fn chain(&self, chain: Option<u32>) -> Option<&'a aliases::Entity> {
        self.analysis.entities.get(chain? as usize)
    }

    fn quote(&self, id: u32, quote: &quotes::Quote) -> Quote {
        let units = self.units();
        let contents: Vec<Piece> = quote.content.iter().map(|s| units.piece(*s)).collect();
        Quote {
            id,
            start: contents.iter().map(|c| c.start).min().unwrap_or_default(),
            end: contents.iter().map(|c| c.end).max().unwrap_or_default(),
            kind: quote.kind,
            contents,
            cue: quote.cue.map(|s| units.piece(s)),
            speaker: quote.speaker.as_ref().map(|s| self.speaker(s)),
            runner_up: quote.runner_up.as_ref().map(|s| self.speaker(s)),
            via: quote.via,
            confidence: rounded(quote.confidence),
        }
    }

    fn speaker(&self, speaker: &quotes::Speaker) -> Speaker {
        let piece = self.units().piece(speaker.span);
        let chain = speaker.entity.map(|EntityId(chain)| chain);
        let entity = chain.and_then(|chain| *self.ids.get(chain as usize)?);
        let named = self.chain(chain).filter(|_| entity.is_some());
        Speaker {
            start: piece.start,
            end: piece.end,
            text: piece.text,
            via: speaker.form,
            entity,
            name: named.and_then(|chain| name(self.analysis, chain)),
            confidence: rounded(speaker.confidence),
        }
    }
}

/// The text and its offsets: what every conversion needs.
#[derive(Clone, Copy)]
struct Units<'a> {
    text: &'a str,
    map: &'a OffsetMap<'a>,
}

impl Units<'_> {
    fn at(self, byte: u32) -> u32 {
        self.map.utf16(byte)
    }

    fn piece(self, span: Span) -> Piece {
        Piece {
            start: self.at(span.start),
            end: self.at(span.end),
            text: span.of(self.text).to_owned(),
        }
    }
}

/// The first mention of each entity of the document, and its chain, sorted.
fn ordered_entities(analysis: &Analysis<'_>) -> Vec<(u32, Option<u32>)> {
    let mut order = Vec::with_capacity(analysis.mentions.len());
    let mut chained = vec![false; analysis.mentions.len()];
    for (chain, entity) in (0..).zip(&analysis.entities) {
        for mention in &entity.mentions {
            if let Some(slot) = chained.get_mut(mention.0 as usize) {
                *slot = true;
            }
        }
        if let Some(first) = entity.mentions.first() {
            order.push((first.0, Some(chain)));
        }
    }
    let alone = (0..).zip(chained).filter(|(_, chained)| !chained);
    order.extend(alone.map(|(mention, _)| (mention, None)));
    order::by_number(&mut order, |(first, _)| u64::from(*first));
    order
}

/// The quotations that have content, sorted by their borders.
fn ordered_quotes(analysis: &Analysis<'_>) -> Vec<u32> {
    let borders = |quote: &quotes::Quote| {
        let starts = quote.content.iter().map(|s| s.start);
        let ends = quote.content.iter().map(|s| s.end);
        Some(order::pair(starts.min()?, ends.max()?))
    };
    let quotes = (0..).zip(analysis.quotes.iter().map(borders));
    let mut order: Vec<(u32, u64)> = quotes.filter_map(|(i, at)| Some((i, at?))).collect();
    order::by_number(&mut order, |(_, at)| *at);
    order.into_iter().map(|(i, _)| i).collect()
}

/// The name of a chain: its fullest mention.
fn name(analysis: &Analysis<'_>, chain: &aliases::Entity) -> Option<String> {
    let name = analysis.mentions.get(chain.name.0 as usize)?;
    Some(collapse(name.span.of(analysis.text)))
}

fn entity(
    analysis: &Analysis<'_>,
    units: Units<'_>,
    id: u32,
    first: u32,
    chain: Option<&aliases::Entity>,
) -> Option<Entity> {
    let first = analysis.mentions.get(first as usize)?;
    let Some(chain) = chain else {
        return Some(Entity {
            id,
            kind: first.kind.family(),
            label: first.kind,
            name: collapse(first.span.of(units.text)),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: vec![mention(first, units)],
        });
    };
    let mentions = || {
        let ids = chain.mentions.iter();
        ids.filter_map(|m| analysis.mentions.get(m.0 as usize))
    };
    let name = name(analysis, chain)?;
    let mut written: Vec<&str> = Vec::new();
    let mut seen = Vec::new();
    let mut aliases = Vec::new();
    for mention in mentions() {
        let piece = mention.span.of(units.text);
        if piece == name || written.contains(&piece) {
            continue;
        }
        if written.is_empty() {
            seen.push(name.to_lowercase());
        }
        written.push(piece);
        let form = collapse(piece);
        let folded = form.to_lowercase();
        if !seen.contains(&folded) {
            seen.push(folded);
            aliases.push(form);
        }
    }
    let mut roles: Vec<String> = Vec::new();
    for role in &chain.roles {
        let role = collapse(role.span(&analysis.tokens).of(units.text));
        let role = without_article(&role);
        if !role.is_empty() && !roles.iter().any(|r| r == role) {
            roles.push(role.to_owned());
        }
    }
    Some(Entity {
        id,
        kind: chain.kind.family(),
        label: chain.kind,
        name,
        aliases,
        roles,
        mentions: mentions().map(|m| mention(m, units)).collect(),
    })
}

fn mention(mention: &crate::entities::Mention, units: Units<'_>) -> Mention {
    let piece = units.piece(mention.span);
    Mention {
        start: piece.start,
        end: piece.end,
        text: piece.text,
        confidence: rounded(mention.confidence),
        value: mention.value.as_ref().map(value),
    }
}

fn value(value: &dates::Value) -> Value {
    match value {
        dates::Value::Time(iso) => Value::Time { iso: iso.clone() },
        dates::Value::Money {
            amount,
            to,
            currency,
        } => Value::Money {
            amount: *amount,
            to: *to,
            currency: currency.iter().copied().map(char::from).collect(),
        },
        dates::Value::Fraction(value) => Value::Fraction { value: *value },
        dates::Value::Quantity { amount, unit } => Value::Quantity {
            amount: *amount,
            unit: (*unit).to_owned(),
        },
        dates::Value::Number(value) => Value::Number { value: *value },
    }
}

fn stats(analysis: &Analysis<'_>) -> Stats {
    let mut quoted: Vec<Span> = analysis
        .quotes
        .iter()
        .flat_map(|q| q.content.iter().copied())
        .collect();
    order::by_number(&mut quoted, |s| order::pair(s.start, s.end));
    let mut quoted = quoted.into_iter().peekable();
    let mut end = 0; // of the quoted text so far
    let mut stats = Stats {
        sentences: to_u32(analysis.layout.sentences.len()),
        ..Stats::default()
    };
    for token in analysis.tokens.iter().filter(|t| is_word(t)) {
        stats.words += 1;
        while let Some(span) = quoted.next_if(|s| s.start <= token.span().start) {
            end = span.end.max(end);
        }
        if token.span().start < end {
            stats.quoted_words += 1;
        }
    }
    stats
}

fn is_word(token: &Token) -> bool {
    matches!(
        token.kind(),
        TokenKind::Word | TokenKind::Number | TokenKind::Address
    )
}

fn warnings(
    analysis: &Analysis<'_>,
    guess: language::Guess,
    length: u32,
    stats: Stats,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code, message: String| warnings.push(Warning { code, message });
    if stats.words == 0 {
        warn(
            WarningCode::NoText,
            "There are no words in this text.".into(),
        );
    } else if guess.foreign {
        let language = language::name(guess.code);
        let looks = language.map_or(String::new(), |l| format!("; it looks like {l}"));
        warn(
            WarningCode::NotEnglish,
            format!("This text does not look like English{looks}. Results will be poor."),
        );
    }
    match unclosed_marks(analysis) {
        0 => {}
        1 => warn(
            WarningCode::UnbalancedQuotes,
            "One quotation mark is opened but never closed. Check the quotations near it.".into(),
        ),
        n => warn(
            WarningCode::UnbalancedQuotes,
            format!(
                "{n} quotation marks are opened but never closed. Check the quotations near them."
            ),
        ),
    }
    if length > MAX_LENGTH {
        warn(
            WarningCode::TooLong,
            format!(
                "This text has more than {} million characters. Analyse its parts one by one.",
                MAX_LENGTH / 1_000_000
            ),
        );
    }
    warnings
}

/// Outer marks without a closing one, unless the next paragraph takes the speech up again.
fn unclosed_marks(analysis: &Analysis<'_>) -> usize {
    let mut outer = analysis.marks.iter().filter(|m| m.depth == 0).peekable();
    let mut count = 0;
    while let Some(mark) = outer.next() {
        let goes_on = outer.peek().is_some_and(|next| next.reopens);
        count += usize::from(mark.close.is_none() && !goes_on);
    }
    count
}

/// One space for each run of white space.
fn collapse(text: &str) -> String {
    let mut before = b' ';
    let is_plain = |byte| {
        let parts = std::mem::replace(&mut before, byte) != b' ';
        byte.is_ascii_graphic() || byte == b' ' && parts
    };
    if text.bytes().all(is_plain) && before != b' ' {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn without_article(role: &str) -> &str {
    match role.split_once(' ') {
        Some((first, rest))
            if ["the", "a", "an"]
                .iter()
                .any(|a| first.eq_ignore_ascii_case(a)) =>
        {
            rest
        }
        Some(_) | None => role,
    }
}

/// A confidence with three decimals, the same digits natively, in wasm and in JSON.
fn rounded(confidence: f32) -> f64 {
    if confidence.is_nan() {
        return 0.0;
    }
    (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
}
