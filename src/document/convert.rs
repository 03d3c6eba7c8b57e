//! Analysis → document.

use super::{
    Document, Entity, MAX_LENGTH, Mention, Paragraph, Piece, Quote, Speaker, Stats, Value, Warning,
    language,
};
use crate::aliases::EntityId;
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
        let map = OffsetMap::new(analysis.text);
        let units = Units {
            text: analysis.text,
            map: &map,
        };
        let (entities, ids) = entities(analysis, units, pace).await;
        let quotes = quotes(analysis, units, &entities, &ids, pace).await;
        pace.rest().await;
        let guess = language::guess(analysis.text, &analysis.tokens);
        pace.rest().await;
        let length = units.at(to_u32(analysis.text.len()));
        let stats = stats(analysis);
        Self {
            version: 1,
            offset_unit: OffsetUnit::Utf16,
            length,
            lang: guess.code.to_owned(),
            date: analysis
                .date
                .map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)),
            paragraphs: paragraphs(analysis, units),
            warnings: warnings(analysis, guess, length, stats),
            entities,
            quotes,
            stats,
            model: concat!("quotelight-", env!("CARGO_PKG_VERSION")).to_owned(),
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

fn paragraphs(analysis: &Analysis<'_>, units: Units<'_>) -> Vec<Paragraph> {
    let paragraphs = analysis.layout.paragraphs.iter();
    paragraphs
        .map(|p| {
            let span = p.tokens.span(&analysis.tokens);
            Paragraph {
                start: units.at(span.start),
                end: units.at(span.end),
                kind: if p.heading {
                    ParagraphKind::Heading
                } else {
                    ParagraphKind::Text
                },
            }
        })
        .collect()
}

/// Where an analysis entity went: its position in the document.
type EntityIds = Vec<Option<u32>>;

/// Chains, and one entity for each mention outside of them, sorted by their first mention.
async fn entities(
    analysis: &Analysis<'_>,
    units: Units<'_>,
    pace: &Pace,
) -> (Vec<Entity>, EntityIds) {
    // (first mention, its chain)
    let mut order: Vec<(u32, Option<usize>)> = Vec::with_capacity(analysis.mentions.len());
    let mut chained = vec![false; analysis.mentions.len()];
    for (id, entity) in analysis.entities.iter().enumerate() {
        for mention in &entity.mentions {
            if let Some(slot) = chained.get_mut(mention.0 as usize) {
                *slot = true;
            }
        }
        if let Some(first) = entity.mentions.first() {
            order.push((first.0, Some(id)));
        }
    }
    let alone = chained.iter().enumerate().filter(|(_, chained)| !**chained);
    order.extend(alone.map(|(i, _)| (to_u32(i), None)));
    order::by_number(&mut order, |(first, _)| u64::from(*first));

    let mut ids = vec![None; analysis.entities.len()];
    let mut entities = Vec::with_capacity(order.len());
    for (first, chain) in order {
        pace.rest().await;
        let id = to_u32(entities.len());
        let Some(entity) = entity(analysis, units, id, first, chain) else {
            continue;
        };
        if let Some(slot) = chain.and_then(|c| ids.get_mut(c)) {
            *slot = Some(id);
        }
        entities.push(entity);
    }
    (entities, ids)
}

fn entity(
    analysis: &Analysis<'_>,
    units: Units<'_>,
    id: u32,
    first: u32,
    chain: Option<usize>,
) -> Option<Entity> {
    let first = analysis.mentions.get(first as usize)?;
    let Some(chain) = chain.and_then(|c| analysis.entities.get(c)) else {
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
    let mentions: Vec<&crate::entities::Mention> = chain
        .mentions
        .iter()
        .filter_map(|m| analysis.mentions.get(m.0 as usize))
        .collect();
    let name = analysis
        .mentions
        .get(chain.name.0 as usize)
        .unwrap_or(first);
    let name = collapse(name.span.of(units.text));
    let mut seen = vec![name.to_lowercase()];
    let mut aliases = Vec::new();
    for mention in &mentions {
        let form = collapse(mention.span.of(units.text));
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
        mentions: mentions.into_iter().map(|m| mention(m, units)).collect(),
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

async fn quotes(
    analysis: &Analysis<'_>,
    units: Units<'_>,
    entities: &[Entity],
    ids: &[Option<u32>],
    pace: &Pace,
) -> Vec<Quote> {
    let speaker = |speaker: &quotes::Speaker| {
        let piece = units.piece(speaker.span);
        let entity = speaker
            .entity
            .and_then(|EntityId(e)| ids.get(e as usize).copied().flatten());
        let name = entity.and_then(|e| entities.get(e as usize));
        Speaker {
            start: piece.start,
            end: piece.end,
            text: piece.text,
            via: speaker.form,
            entity,
            name: name.map(|e| e.name.clone()),
            confidence: rounded(speaker.confidence),
        }
    };
    let quote = |quote: &quotes::Quote| {
        let contents: Vec<Piece> = quote.content.iter().map(|s| units.piece(*s)).collect();
        Some(Quote {
            id: 0,
            start: contents.iter().map(|c| c.start).min()?,
            end: contents.iter().map(|c| c.end).max()?,
            kind: quote.kind,
            contents,
            cue: quote.cue.map(|s| units.piece(s)),
            speaker: quote.speaker.as_ref().map(speaker),
            runner_up: quote.runner_up.as_ref().map(speaker),
            via: quote.via,
            confidence: rounded(quote.confidence),
        })
    };
    let mut found: Vec<Quote> = Vec::with_capacity(analysis.quotes.len());
    for said in &analysis.quotes {
        pace.rest().await;
        found.extend(quote(said));
    }
    order::by_number(&mut found, |q| order::pair(q.start, q.end));
    for (id, quote) in found.iter_mut().enumerate() {
        quote.id = to_u32(id);
    }
    found
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
        while let Some(span) = quoted.next_if(|s| s.start <= token.span.start) {
            end = span.end.max(end);
        }
        if token.span.start < end {
            stats.quoted_words += 1;
        }
    }
    stats
}

fn is_word(token: &Token) -> bool {
    matches!(
        token.kind,
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
