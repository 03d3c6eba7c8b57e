//! What holds for any text, ordinary or hostile.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::generate::{self, Random};
use quotelight::text::chars::is_blank;
use quotelight::{Analysis, Analyzer, Options, Span};

/// Generated texts that each property is tried on.
const TEXTS: u64 = 600;

fn analyzer() -> Analyzer {
    Analyzer::new().expect("the embedded models")
}

fn for_each_text(check: impl Fn(&str, Analysis<'_>)) {
    let analyzer = analyzer();
    for seed in 0..TEXTS {
        let mut random = Random::new(seed);
        let pieces = 1 + random.below(120);
        let text = generate::text(&mut random, pieces);
        check(&text, analyzer.analyze(&text, &Options::default()));
    }
}

#[test]
fn tokens_hold_all_that_is_not_blank() {
    for_each_text(|text, analysis| {
        let mut at = 0;
        for token in analysis.tokens {
            let Span { start, end } = token.span;
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
    });
}

#[test]
fn paragraphs_and_sentences_part_the_tokens() {
    for_each_text(|text, analysis| {
        let layout = &analysis.layout;
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
    });
}

#[test]
fn mark_pairs_nest_within_paragraphs() {
    for_each_text(|text, analysis| {
        let paragraphs = &analysis.layout.paragraphs;
        let mut enclosing: Vec<u32> = Vec::new();
        let mut open_before = None;
        let mut used = std::collections::BTreeSet::new();
        for pair in &analysis.marks {
            assert!(
                open_before < Some(pair.open),
                "{text:?}: {pair:?} out of order"
            );
            open_before = Some(pair.open);
            let end = pair.close.map_or(pair.inside.end, |c| c + 1);
            let paragraph = paragraphs.iter().find(|p| p.tokens.end > pair.open);
            let paragraph = paragraph.expect("a paragraph").tokens;
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
    });
}

#[test]
fn spans_fit_the_text() {
    for_each_text(|text, analysis| {
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
            let mentions = &analysis.mentions;
            let known = |m: &quotelight::MentionId| (m.0 as usize) < mentions.len();
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
    });
}

#[test]
fn the_same_text_gives_the_same_answer() {
    let other = analyzer();
    for_each_text(|text, one| {
        let two = other.analyze(text, &Options::default());
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    });
}

/// Inputs that a page may be given by mistake or in malice.
fn bad_inputs() -> Vec<(&'static str, String)> {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len() + 1);
    let million = |piece: &str| many(piece, 1 << 20);
    vec![
        ("empty", String::new()),
        ("blank", " \n\n\t\u{200b}".to_owned()),
        ("no space", million("abcdefgh")),
        ("no space, no letter", million("漢")),
        ("digits", million("1234567890")),
        ("digits and commas", million("1,")),
        ("letters and dots", million("a.")),
        ("words and dots", million("ab.")),
        ("words and hyphens", million("ab-")),
        ("at signs", million("a@")),
        ("addresses", million("www.a")),
        (
            "address in brackets",
            format!("https://a.example/{}", million(")")),
        ),
        ("straight marks", many("\"", 100_000)),
        ("straight marks and words", many("\"a ", 300_000)),
        ("opening marks", many(" “a", 500_000)),
        ("closing marks", many("a,” ", 600_000)),
        ("single marks", many(" 'a", 300_000)),
        ("closing single marks", many("as' ", 400_000)),
        ("low marks", many(" „a ‚b «c 「d", 600_000)),
        ("marks of all sorts", many("\"'“‘«", 500_000)),
        ("reopened marks", many("“a b c.\n\n", 500_000)),
        ("backticks", many("`", 100_000)),
        ("stops", million(".")),
        ("spaced stops", million(". ")),
        ("stops and marks", million("?\"")),
        ("brackets", million("(")),
        ("list items", format!("1. a {}", many("2. b ", 500_000))),
        ("lines", million("a\n")),
        ("paragraphs", million("a\n\n")),
        ("capitals", million("Ann Lee ")),
        ("said", million("said ")),
        ("attributions", million(", Ann said")),
        ("lone surrogates", million("Ann \u{fffd}said\u{fffd}. ")),
        ("nul", million("a\0")),
        ("direction marks", million("\u{202e}a\u{202c} \u{2066}b")),
        ("zero width", million("\u{200b}\u{feff}\u{200d}")),
        ("combining marks", format!("e{}", million("\u{301}"))),
        ("emoji", million("👩\u{200d}")),
        (
            "half of a page",
            million("<div class=\"x\"><p>“Yes,” <b>Ann Lee</b> said. <a href='/x?y=1&amp;z"),
        ),
    ]
}

#[test]
fn bad_inputs_give_a_result() {
    let analyzer = analyzer();
    for (name, text) in bad_inputs() {
        let analysis = analyzer.analyze(&text, &Options::default());
        let end = analysis.tokens.last().map_or(0, |t| t.span.end as usize);
        let rest = text.get(end..).expect("the rest");
        assert!(rest.chars().all(is_blank), "{name}: text is lost");
    }
}
