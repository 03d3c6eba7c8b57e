//! What holds for the analysis of any text. The property tests and the fuzzer check it.

use std::collections::BTreeSet;

use quotelight::text::chars::is_blank;
use quotelight::{Analysis, Document, MentionId, Span, render};

/// Panics where an analysis breaks a property.
pub(crate) fn check(analysis: &Analysis<'_>) {
    tokens_hold_all_that_is_not_blank(analysis);
    paragraphs_and_sentences_part_the_tokens(analysis);
    mark_pairs_nest_within_paragraphs(analysis);
    spans_fit_the_text(analysis);
    document_fits_the_text(analysis.text, &Document::new(analysis));
}

fn tokens_hold_all_that_is_not_blank(analysis: &Analysis<'_>) {
    let text = analysis.text;
    let mut at = 0;
    for token in &analysis.tokens {
        let Span { start, end } = token.span();
        assert!(at <= start && start < end, "{text:?}: {token:?} after {at}");
        let before = text.get(at as usize..start as usize);
        let before = before.unwrap_or_else(|| panic!("{text:?}: {token:?} cuts a character"));
        assert!(
            before.chars().all(is_blank),
            "{text:?}: {before:?} in no token"
        );
        let piece = text.get(start as usize..end as usize);
        let piece = piece.unwrap_or_else(|| panic!("{text:?}: {token:?} cuts a character"));
        assert!(!piece.contains(char::is_whitespace), "{text:?}: {piece:?}");
        at = end;
    }
    let rest = text.get(at as usize..).expect("the rest");
    assert!(rest.chars().all(is_blank), "{text:?}: {rest:?} in no token");
}

fn paragraphs_and_sentences_part_the_tokens(analysis: &Analysis<'_>) {
    let (text, layout) = (analysis.text, &analysis.layout);
    let (mut token, mut sentence) = (0, 0);
    for paragraph in &layout.paragraphs {
        assert_eq!(paragraph.tokens.start, token, "{text:?}");
        assert_eq!(paragraph.first_sentence, sentence, "{text:?}");
        assert!(
            paragraph.end_sentence > sentence,
            "{text:?}: a paragraph is empty"
        );
        for s in paragraph.first_sentence..paragraph.end_sentence {
            let range = layout.sentences[s as usize];
            assert_eq!(range.start, token, "{text:?}");
            assert!(range.end > range.start, "{text:?}: a sentence is empty");
            token = range.end;
        }
        assert_eq!(paragraph.tokens.end, token, "{text:?}");
        sentence = paragraph.end_sentence;
    }
    assert_eq!(token as usize, analysis.tokens.len(), "{text:?}");
    assert_eq!(sentence as usize, layout.sentences.len(), "{text:?}");
}

fn mark_pairs_nest_within_paragraphs(analysis: &Analysis<'_>) {
    let (text, paragraphs) = (analysis.text, &analysis.layout.paragraphs);
    let mut enclosing: Vec<u32> = Vec::new();
    let mut open_before = None;
    let mut used = BTreeSet::new();
    for pair in &analysis.marks {
        assert!(
            open_before < Some(pair.open),
            "{text:?}: {pair:?} out of order"
        );
        open_before = Some(pair.open);
        let end = pair.close.map_or(pair.inside.end, |c| c + 1);
        let paragraph = paragraphs.partition_point(|p| p.tokens.end <= pair.open);
        let paragraph = paragraphs.get(paragraph).expect("a paragraph").tokens;
        assert!(
            end <= paragraph.end,
            "{text:?}: {pair:?} leaves its paragraph"
        );
        let first = pair.inside.start;
        assert!(
            first == pair.open + 1 || pair.guessed && first == pair.open,
            "{text:?}"
        );
        assert!(
            pair.close.is_none_or(|c| c == pair.inside.end),
            "{text:?}: {pair:?}"
        );
        assert!(
            !pair.reopens || pair.open == paragraph.start,
            "{text:?}: {pair:?}"
        );
        enclosing.retain(|e| *e > pair.open);
        assert!(
            enclosing.iter().all(|e| *e >= end),
            "{text:?}: {pair:?} crosses another"
        );
        assert_eq!(
            usize::from(pair.depth),
            enclosing.len(),
            "{text:?}: {pair:?}"
        );
        enclosing.push(end);
        let opens = (first > pair.open).then_some(pair.open);
        for mark in opens.into_iter().chain(pair.close) {
            assert!(used.insert(mark), "{text:?}: {pair:?} shares a mark");
        }
    }
}

fn spans_fit_the_text(analysis: &Analysis<'_>) {
    let text = analysis.text;
    let fits = |span: Span, what: &str| {
        let piece = text.get(span.start as usize..span.end as usize);
        let whole = piece.is_some_and(|p| !p.trim().is_empty());
        assert!(whole, "{text:?}: {what} at {span:?}");
    };
    let mut at = 0;
    for mention in &analysis.mentions {
        fits(mention.span, "mention");
        assert!(mention.span.start >= at, "{text:?}: mentions overlap");
        assert_eq!(
            mention.span,
            mention.tokens.span(&analysis.tokens),
            "{text:?}"
        );
        at = mention.span.end;
    }
    for entity in &analysis.entities {
        assert!(
            entity.mentions.contains(&entity.name),
            "{text:?}: {entity:?}"
        );
        let known = |m: &MentionId| (m.0 as usize) < analysis.mentions.len();
        assert!(entity.mentions.iter().all(known), "{text:?}: {entity:?}");
    }
    for quote in &analysis.quotes {
        assert!(!quote.content.is_empty(), "{text:?}: {quote:?}");
        quote.content.iter().for_each(|c| fits(*c, "content"));
        let after = |w: &[Span]| w[0].end <= w[1].start;
        assert!(quote.content.windows(2).all(after), "{text:?}: {quote:?}");
        quote.cue.iter().for_each(|c| fits(*c, "cue"));
        for speaker in quote.speaker.iter().chain(&quote.runner_up) {
            fits(speaker.span, "speaker");
            let entities = analysis.entities.len();
            let known = speaker.entity.is_none_or(|e| (e.0 as usize) < entities);
            assert!(known, "{text:?}: {speaker:?}");
        }
    }
}

/// The document in the client's terms: UTF-16 units slice to the texts, links lead somewhere, and
/// the runs of the painters are the whole text.
fn document_fits_the_text(text: &str, document: &Document) {
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(document.length as usize, units.len(), "{text:?}");
    let fits = |start: u32, end: u32, expected: &str| {
        let slice = units.get(start as usize..end as usize).unwrap_or_default();
        let slice = String::from_utf16(slice).expect("whole characters");
        assert_eq!(slice, expected, "{text:?}: {start}..{end}");
    };
    let confident = |c: f64| assert!((0.0..=1.0).contains(&c), "{text:?}: confidence {c}");
    for (id, entity) in (0..).zip(&document.entities) {
        assert_eq!(entity.id, id, "{text:?}");
        // A name is shown on one line.
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let name = words(&entity.name);
        let named = entity.mentions.iter().any(|m| words(&m.text) == name);
        assert!(named, "{text:?}: {entity:?}");
        for mention in &entity.mentions {
            fits(mention.start, mention.end, &mention.text);
            confident(mention.confidence);
        }
    }
    for (id, quote) in (0..).zip(&document.quotes) {
        assert_eq!(quote.id, id, "{text:?}");
        let (first, last) = (quote.contents.first(), quote.contents.last());
        assert_eq!(Some(quote.start), first.map(|c| c.start), "{text:?}");
        assert_eq!(Some(quote.end), last.map(|c| c.end), "{text:?}");
        for piece in quote.contents.iter().chain(&quote.cue) {
            fits(piece.start, piece.end, &piece.text);
        }
        for speaker in quote.speaker.iter().chain(&quote.runner_up) {
            fits(speaker.start, speaker.end, &speaker.text);
            let entity = speaker.entity.map(|e| &document.entities[e as usize].name);
            assert_eq!(entity, speaker.name.as_ref(), "{text:?}: {speaker:?}");
            confident(speaker.confidence);
        }
        confident(quote.confidence);
    }
    let mut at = 0;
    for run in render::runs(document) {
        assert!(run.start == at && run.end > at, "{text:?}: {run:?} at {at}");
        at = run.end;
    }
    assert_eq!(at, document.length, "{text:?}: the runs are not the text");
}
