//! Marked text: names, quotations, speakers and cues written into the text itself.
//!
//! ```text
//! "{q1d We know,}" {s1#2 he} {c1 told} {ORG#4 Sputnik} on {DATE=2024-03-13 Wednesday}.
//! ```
//!
//! * `{LABEL text}`, `{LABEL#chain text}`, `{LABEL=value text}`: a name or number. The value has
//!   no space in it; [`value_text`] says how each sort is written.
//! * `{q1d text}`: a piece of the content of quotation 1; d direct, i indirect, m mixed.
//! * `{s1 text}`, `{s1,2 text}`, `{s1#4 text}`: the speaker of these quotations, and its chain. A
//!   speaker that is nothing but one name has that name's chain without being told.
//! * `{c1 text}`, `{c1,2 text}`: the cue of these quotations.
//! * `\{`, `\}`, `\\` stand for `{`, `}`, `\` in the text.
//! * `{~q1d text}` in rendered text: the rest of a span that crosses another one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quotelight::{Analysis, EntityKind, QuoteKind, Span, Value};

/// A text with the names and quotations in it, in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marked {
    /// The name after `# `, where the text is one of several in a file.
    pub id: String,
    /// The text without marks.
    pub text: String,
    /// Names and numbers in the order of the text.
    pub entities: Vec<MarkedEntity>,
    /// Quotations in the order of their first piece.
    pub quotes: Vec<MarkedQuote>,
}

/// A name or number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarkedEntity {
    pub span: Span,
    pub kind: EntityKind,
    pub chain: Option<u32>,
    pub value: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarkedQuote {
    pub number: u32,
    pub kind: QuoteKind,
    pub pieces: Vec<Span>,
    pub speaker: Option<MarkedSpeaker>,
    pub cue: Option<Span>,
}

/// A speaker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarkedSpeaker {
    pub span: Span,
    pub chain: Option<u32>,
}

impl Marked {
    /// What the program finds.
    pub(crate) fn from_analysis(analysis: &Analysis<'_>) -> Self {
        let mut chains = BTreeMap::new();
        for (chain, entity) in (1..).zip(&analysis.entities) {
            chains.extend(entity.mentions.iter().map(|m| (m.0, chain)));
        }
        let entities = (0..)
            .zip(&analysis.mentions)
            .map(|(id, mention)| MarkedEntity {
                span: mention.span,
                kind: mention.kind,
                chain: chains.get(&id).copied(),
                value: mention.value.as_ref().map(value_text),
            });
        let quotes = (1..)
            .zip(&analysis.quotes)
            .map(|(number, quote)| MarkedQuote {
                number,
                kind: quote.kind,
                pieces: quote.content.clone(),
                speaker: quote.speaker.map(|speaker| MarkedSpeaker {
                    span: speaker.span,
                    chain: speaker.entity.map(|e| e.0 + 1),
                }),
                cue: quote.cue,
            });
        Self {
            id: String::new(),
            text: analysis.text.to_owned(),
            entities: entities.collect(),
            quotes: quotes.collect(),
        }
    }

    /// Without chains, for suites that ask for names alone.
    pub(crate) fn without_chains(mut self) -> Self {
        self.entities.iter_mut().for_each(|e| e.chain = None);
        let speakers = self.quotes.iter_mut().filter_map(|q| q.speaker.as_mut());
        speakers.for_each(|s| s.chain = None);
        self
    }

    /// Without values.
    pub(crate) fn without_values(mut self) -> Self {
        self.entities.iter_mut().for_each(|e| e.value = None);
        self
    }

    /// Without names and numbers of the kinds that `keep` refuses.
    pub(crate) fn only_kinds(mut self, keep: impl Fn(EntityKind) -> bool) -> Self {
        self.entities.retain(|e| keep(e.kind));
        self
    }

    /// Without quotations.
    pub(crate) fn without_quotes(mut self) -> Self {
        self.quotes.clear();
        self
    }

    /// Numbers quotations and chains in the order of the text, and drops the chains of things that
    /// are mentioned once and quoted nowhere.
    pub(crate) fn normalized(mut self) -> Self {
        self.entities.sort_by_key(|e| e.span);
        self.quotes.sort_by_key(|q| q.pieces.first().copied());
        let mut uses: BTreeMap<u32, (u32, Span)> = BTreeMap::new();
        let quoted = self.quotes.iter().filter_map(|q| q.speaker.as_ref());
        let quoted = quoted.map(|s| (s.chain, s.span, 2));
        let named = self.entities.iter().map(|e| (e.chain, e.span, 1));
        for (chain, span, weight) in named.chain(quoted) {
            if let Some(chain) = chain {
                let entry = uses.entry(chain).or_insert((0, span));
                *entry = (entry.0 + weight, entry.1.min(span));
            }
        }
        let mut order: Vec<(Span, u32)> = uses.iter().map(|(chain, u)| (u.1, *chain)).collect();
        order.retain(|(_, chain)| uses.get(chain).is_some_and(|u| u.0 > 1));
        order.sort_unstable();
        let fresh: BTreeMap<u32, u32> = order.iter().map(|o| o.1).zip(1..).collect();
        let renumber =
            |chain: &mut Option<u32>| *chain = chain.and_then(|c| fresh.get(&c).copied());
        self.entities
            .iter_mut()
            .for_each(|e| renumber(&mut e.chain));
        for (number, quote) in (1..).zip(&mut self.quotes) {
            quote.number = number;
            if let Some(speaker) = &mut quote.speaker {
                renumber(&mut speaker.chain);
            }
        }
        self
    }
}

/// A value as marked text has it: `2024-03-13`, `1500000USD`, `5-10EUR`, `0.4`, `5km`, `3`.
pub(crate) fn value_text(value: &Value) -> String {
    match value {
        Value::Time(time) => time.clone(),
        Value::Money {
            amount,
            to,
            currency,
        } => {
            let to = to.map(|t| format!("-{t}")).unwrap_or_default();
            format!("{amount}{to}{}", String::from_utf8_lossy(currency))
        }
        Value::Fraction(number) | Value::Number(number) => number.to_string(),
        Value::Quantity { amount, unit } => format!("{amount}{}", unit.replace(' ', "_")),
    }
}

/// Reads a file of several marked texts: each begins with `# id` and ends with `===`.
pub(crate) fn parse_file(source: &str) -> Result<Vec<Marked>, String> {
    let mut found = Vec::new();
    for part in format!("\n{source}\n").split("\n===\n") {
        let part = part.trim_matches('\n');
        if part.is_empty() {
            continue;
        }
        let head = part.lines().next().unwrap_or_default();
        let Some(id) = head.strip_prefix("# ") else {
            return Err(format!("`# id` is missing before `{head}`"));
        };
        let body = part.get(head.len()..).unwrap_or_default();
        let marked = parse(body.trim_start_matches('\n')).map_err(|e| format!("{id}: {e}"))?;
        found.push(Marked {
            id: id.trim().to_owned(),
            ..marked
        });
    }
    Ok(found)
}

/// What stands between `{` and the first space.
#[derive(Clone)]
enum Head {
    Entity(EntityKind, Option<u32>, Option<String>),
    Content(u32, QuoteKind),
    Speaker(Vec<u32>, Option<u32>),
    Cue(Vec<u32>),
}

/// Reads one marked text.
pub(crate) fn parse(source: &str) -> Result<Marked, String> {
    let mut text = String::new();
    let mut open: Vec<(Head, u32)> = Vec::new();
    let mut closed: Vec<(Head, Span)> = Vec::new();
    let mut chars = source.char_indices();
    let here = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, c @ ('{' | '}' | '\\'))) => text.push(c),
                _ => return Err("`\\` must stand before `{`, `}` or `\\`".to_owned()),
            },
            '{' => {
                let tail = source.get(i + 1..).unwrap_or_default();
                let (head, _) = tail.split_once(' ').unwrap_or((tail, ""));
                let parsed = parse_head(head).ok_or_else(|| format!("what is `{{{head}`?"))?;
                open.push((parsed, here(&text)));
                chars.by_ref().take(head.chars().count() + 1).for_each(drop);
            }
            '}' => {
                let (head, start) = open.pop().ok_or("`}` without `{`")?;
                let end = here(&text);
                if start == end {
                    return Err("a mark without text".to_owned());
                }
                closed.push((head, Span::new(start, end)));
            }
            _ => text.push(c),
        }
    }
    if let Some((_, start)) = open.pop() {
        let tail: String = text.chars().skip(start as usize).take(20).collect();
        return Err(format!("`{{` without `}}` before `{tail}`"));
    }
    gather(text, closed)
}

/// Brings the marks of a text together.
fn gather(text: String, mut closed: Vec<(Head, Span)>) -> Result<Marked, String> {
    closed.sort_by_key(|(_, span)| *span);
    let mut marked = Marked {
        text,
        ..Marked::default()
    };
    for (head, span) in &closed {
        match head {
            Head::Entity(kind, chain, value) => marked.entities.push(MarkedEntity {
                span: *span,
                kind: *kind,
                chain: *chain,
                value: value.clone(),
            }),
            Head::Content(number, kind) => {
                let earlier = marked.quotes.iter_mut().find(|q| q.number == *number);
                match earlier {
                    Some(quote) if quote.kind != *kind => {
                        return Err(format!("quotation {number} has two kinds"));
                    }
                    Some(quote) => quote.pieces.push(*span),
                    None => marked.quotes.push(MarkedQuote {
                        number: *number,
                        kind: *kind,
                        pieces: vec![*span],
                        speaker: None,
                        cue: None,
                    }),
                }
            }
            Head::Speaker(..) | Head::Cue(..) => {}
        }
    }
    for (head, span) in &closed {
        let (Head::Speaker(numbers, _) | Head::Cue(numbers)) = head else {
            continue;
        };
        for number in numbers {
            let quote = marked.quotes.iter_mut().find(|q| q.number == *number);
            let quote = quote.ok_or_else(|| format!("quotation {number} has no content"))?;
            let twice = if let Head::Speaker(_, chain) = head {
                let same = marked.entities.iter().find(|e| e.span == *span);
                let chain = chain.or(same.and_then(|e| e.chain));
                let speaker = MarkedSpeaker { span: *span, chain };
                quote.speaker.replace(speaker).is_some()
            } else {
                quote.cue.replace(*span).is_some()
            };
            if twice {
                return Err(format!("quotation {number} has two speakers or two cues"));
            }
        }
    }
    Ok(marked)
}

fn parse_head(head: &str) -> Option<Head> {
    if head.starts_with(|c: char| c.is_ascii_uppercase()) {
        let (head, value) = match head.split_once('=') {
            Some((head, value)) => (head, Some(value.to_owned())),
            None => (head, None),
        };
        let (label, chain) = parse_chain(head)?;
        return Some(Head::Entity(label.parse().ok()?, chain, value));
    }
    let letter = head.chars().next()?;
    let rest = head.get(letter.len_utf8()..)?;
    let numbers = |list: &str| {
        list.split(',')
            .map(|n| n.parse().ok())
            .collect::<Option<Vec<u32>>>()
    };
    match letter {
        'q' => {
            let kind = match rest.chars().last()? {
                'd' => QuoteKind::Direct,
                'i' => QuoteKind::Indirect,
                'm' => QuoteKind::Mixed,
                _ => return None,
            };
            Some(Head::Content(rest[..rest.len() - 1].parse().ok()?, kind))
        }
        's' => {
            let (list, chain) = parse_chain(rest)?;
            Some(Head::Speaker(numbers(list)?, chain))
        }
        'c' => Some(Head::Cue(numbers(rest)?)),
        _ => None,
    }
}

/// Parts `X#4` into `X` and 4.
fn parse_chain(head: &str) -> Option<(&str, Option<u32>)> {
    match head.split_once('#') {
        Some((head, chain)) => Some((head, Some(chain.parse().ok()?))),
        None => Some((head, None)),
    }
}

/// Writes a marked text. Spans that cross are cut in two, the second part with `~`.
pub(crate) fn render(marked: &Marked) -> String {
    // Rank: which of two marks over the same span encloses the other.
    let mut spans: Vec<(Span, u8, String)> = Vec::new();
    let chained = |chain: Option<u32>| chain.map(|c| format!("#{c}")).unwrap_or_default();
    for entity in &marked.entities {
        let value = entity.value.as_ref().map(|v| format!("={v}"));
        let (kind, chain) = (entity.kind, chained(entity.chain));
        let head = format!("{kind}{chain}{}", value.unwrap_or_default());
        spans.push((entity.span, 3, head));
    }
    let mut shared: BTreeMap<(Span, u8, String), Vec<String>> = BTreeMap::new();
    for quote in &marked.quotes {
        let letter = quote.kind.as_str().chars().next().unwrap_or('?');
        let number = quote.number;
        for piece in &quote.pieces {
            spans.push((*piece, 0, format!("q{number}{letter}")));
        }
        let speaker = quote.speaker.as_ref();
        let speaker = speaker.map(|s| (s.span, 1, chained(s.chain)));
        let cue = quote.cue.map(|span| (span, 2, String::new()));
        for key in speaker.into_iter().chain(cue) {
            shared.entry(key).or_default().push(number.to_string());
        }
    }
    for ((span, rank, chain), numbers) in shared {
        let letter = if rank == 1 { 's' } else { 'c' };
        spans.push((span, rank, format!("{letter}{}{chain}", numbers.join(","))));
    }
    write_marks(&marked.text, spans)
}

fn write_marks(text: &str, mut todo: Vec<(Span, u8, String)>) -> String {
    let mut out = String::new();
    let mut open: Vec<u32> = Vec::new();
    let mut at = 0;
    let by_start = |a: &(Span, u8, String), b: &(Span, u8, String)| {
        let key = |x: &(Span, u8, String)| (x.0.start, u32::MAX - x.0.end, x.1);
        key(b).cmp(&key(a)).then_with(|| b.2.cmp(&a.2))
    };
    todo.sort_by(by_start);
    // The next mark to open is the last one of `todo`.
    while !todo.is_empty() || !open.is_empty() {
        let start = todo.last().map_or(u32::MAX, |(span, ..)| span.start);
        let end = open.last().copied().unwrap_or(u32::MAX);
        let next = start.min(end);
        escape(Span::new(at, next).of(text), &mut out);
        at = next;
        if end <= start {
            out.push('}');
            open.pop();
        } else if let Some((span, rank, head)) = todo.pop() {
            let _ = write!(out, "{{{head} ");
            if span.end > end {
                let rest = Span::new(end, span.end);
                let head = format!("~{}", head.trim_start_matches('~'));
                todo.push((rest, rank, head));
                todo.sort_by(by_start);
            }
            open.push(span.end.min(end));
        }
    }
    escape(text.get(at as usize..).unwrap_or_default(), &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '{' | '}' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
}
