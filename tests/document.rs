//! Analysis → document → runs, on analyses made by hand, so that no pass has a say in it.

#![cfg(test)] // so that Clippy knows that this is no shipped code
#![allow(clippy::cast_possible_truncation, reason = "the texts here are short")]

use quotelight::document::{Document, Value};
use quotelight::render::{Run, runs};
use quotelight::{
    Analysis, Analyzer, Day, Entity, EntityId, EntityKind, Mention, MentionId, Options, Quote,
    QuoteKind, Span, Speaker, SpeakerForm, TokenRange, Via,
};

/// The analysis of `text` with nothing found in it.
fn bare(text: &str) -> Analysis<'_> {
    let analyzer = Analyzer::new().unwrap();
    let mut analysis = analyzer.analyze(text, &Options::default());
    analysis.mentions.clear();
    analysis.entities.clear();
    analysis.quotes.clear();
    analysis
}

/// The bytes of the `n`th occurrence of `part`, counted from 0.
fn span(text: &str, part: &str, n: usize) -> Span {
    let (at, _) = text.match_indices(part).nth(n).expect(part);
    Span::new(at as u32, (at + part.len()) as u32)
}

fn tokens(analysis: &Analysis<'_>, span: Span) -> TokenRange {
    let inside = |t: &&quotelight::Token| span.contains(t.span());
    let first = analysis.tokens.iter().position(|t| inside(&t)).unwrap();
    let n = analysis.tokens.iter().filter(inside).count();
    TokenRange::new(first as u32, (first + n) as u32)
}

fn mention(analysis: &Analysis<'_>, kind: EntityKind, part: &str, n: usize) -> Mention {
    let span = span(analysis.text, part, n);
    Mention {
        span,
        tokens: tokens(analysis, span),
        kind,
        value: None,
        confidence: 0.9,
    }
}

const TEXT: &str =
    "“We 🎉 won,” the Fijian coach Ana\nTuri said on Friday. She thanked ANA TURI. Turi wept.";

/// One direct quotation by a pronoun whose entity has three mentions, and a date.
fn sample() -> Analysis<'static> {
    let mut analysis = bare(TEXT);
    let mentions = [
        (EntityKind::Norp, "Fijian", 0),
        (EntityKind::Person, "Ana\nTuri", 0),
        (EntityKind::Date, "Friday", 0),
        (EntityKind::Person, "ANA TURI", 0),
        (EntityKind::Person, "Turi", 1),
    ];
    for (kind, part, n) in mentions {
        let found = mention(&analysis, kind, part, n);
        analysis.mentions.push(found);
    }
    analysis.mentions[2].value = Some(quotelight::Value::Time("2024-03-15".into()));
    let role = tokens(&analysis, span(TEXT, "the Fijian coach", 0));
    analysis.entities.push(Entity {
        kind: EntityKind::Person,
        name: MentionId(1),
        mentions: vec![MentionId(1), MentionId(3), MentionId(4)],
        roles: vec![role],
        female: None,
    });
    analysis.quotes.push(Quote {
        kind: QuoteKind::Direct,
        content: vec![span(TEXT, "We 🎉 won,", 0)],
        speaker: Some(Speaker {
            span: span(TEXT, "She", 0),
            form: SpeakerForm::Pronoun,
            entity: Some(EntityId(0)),
            confidence: 0.87654,
        }),
        runner_up: None,
        cue: Some(span(TEXT, "said", 0)),
        via: Via::CueAfter,
        confidence: f32::NAN,
    });
    analysis.date = Some(Day {
        year: 2024,
        month: 3,
        day: 16,
    });
    analysis
}

#[test]
fn document_says_what_the_analysis_found() {
    let document = Document::new(&sample());
    assert_eq!(document.date.as_deref(), Some("2024-03-16"));
    assert_eq!(document.lang, "en");
    assert_eq!(document.warnings, []);

    let names: Vec<(&str, &str)> = document
        .entities
        .iter()
        .map(|e| (e.label.as_str(), e.name.as_str()))
        .collect();
    let expected = [
        ("NORP", "Fijian"),
        ("PERSON", "Ana Turi"),
        ("DATE", "Friday"),
    ];
    assert_eq!(
        names, expected,
        "sorted by first mention, unchained ones too"
    );
    let turi = &document.entities[1];
    assert_eq!(turi.aliases, ["Turi"], "capitals are no alias");
    assert_eq!(turi.roles, ["Fijian coach"]);
    let places: Vec<&str> = turi.mentions.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(places, ["Ana\nTuri", "ANA TURI", "Turi"]);
    let friday = &document.entities[2].mentions[0];
    let iso = "2024-03-15".to_owned();
    assert_eq!(friday.value, Some(Value::Time { iso }));

    let quote = &document.quotes[0];
    assert_eq!(
        (quote.start, quote.end),
        (1, 11),
        "the emoji counts two units"
    );
    assert_eq!(quote.confidence, 0.0);
    let speaker = quote.speaker.as_ref().unwrap();
    assert_eq!(speaker.text, "She");
    assert_eq!(
        (speaker.entity, speaker.name.as_deref()),
        (Some(1), Some("Ana Turi"))
    );
    assert_eq!(speaker.confidence, 0.877);
    assert_eq!(document.stats.quoted_words, 2);
    assert_eq!(document.stats.words, 16);
}

#[test]
fn json_has_null_where_a_source_stays_open_and_nothing_where_a_value_lacks() {
    let mut analysis = sample();
    analysis.quotes[0].speaker = None;
    let json = serde_json::to_value(Document::new(&analysis)).unwrap();
    assert_eq!(json["quotes"][0]["speaker"], serde_json::Value::Null);
    assert_eq!(json["quotes"][0]["type"], "direct");
    assert_eq!(json["quotes"][0]["runnerUp"], serde_json::Value::Null);
    let mentions = &json["entities"][0]["mentions"][0];
    assert!(mentions.get("value").is_none(), "{mentions}");
    let read: Document = serde_json::from_value(json).unwrap();
    assert_eq!(read, Document::new(&analysis), "JSON can be read back");
}

#[test]
fn warnings_name_the_trouble() {
    let rows: &[(&str, &[&str])] = &[
        ("", &["no-text"]),
        (" \n ?! \u{202e}", &["no-text"]),
        ("Ann Lee won in Rome.", &[]),
        (
            "Der Minister sagte, dass die Reform auch im Herbst nicht auf der Liste steht und das ist gut.",
            &["not-english"],
        ),
    ];
    for (text, expected) in rows {
        let document = Document::new(&bare(text));
        let codes: Vec<&str> = document.warnings.iter().map(|w| w.code.as_str()).collect();
        assert_eq!(codes, *expected, "{text:?}");
    }
}

#[test]
fn open_quotation_marks_are_reported_unless_the_next_paragraph_goes_on() {
    let mark = |open: u32, close: Option<u32>, reopens: bool| quotelight::MarkPair {
        inside: TokenRange::new(open + 1, close.unwrap_or(open + 2)),
        open,
        close,
        depth: 0,
        reopens,
        guessed: false,
    };
    let rows = [
        (vec![mark(0, Some(3), false)], false),
        (vec![mark(0, None, false), mark(4, Some(6), true)], false),
        (vec![mark(0, None, false), mark(4, Some(6), false)], true),
        (vec![mark(0, None, false), mark(4, None, true)], true),
    ];
    for (marks, expected) in rows {
        let mut analysis = bare("One two three four five six seven eight.");
        analysis.marks = marks;
        let warned = !Document::new(&analysis).warnings.is_empty();
        assert_eq!(warned, expected, "{:?}", analysis.marks);
    }
}

/// Texts whose characters take one to four bytes, join, combine, run right to left, or break lines.
const HARD_TEXTS: &[&str] = &[
    "",
    "👩🏽‍🚀 said “naïve café” e\u{301}te\u{301} 𝒳𝒴 🇫🇯",
    "line one\r\nline two\r\n\r\n“„«quoted»” \u{200f}שלום \u{202e}abc\u{202c} مرحبا",
    "\u{feff}Zoë\u{200b}s’ 東京 ﬁn\0 \u{fffd}\u{10ffff}",
];

/// Numbers that look random and are the same in every run.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// An analysis of `text` with mentions and quotations at random tokens, on purpose in disorder.
fn scattered<'t>(text: &'t str, random: &mut Lcg) -> Analysis<'t> {
    let mut analysis = bare(text);
    let n = analysis.tokens.len();
    let mut range = || {
        let start = random.below(n);
        let end = (start + 1 + random.below(4)).min(n);
        TokenRange::new(start as u32, end as u32)
    };
    for i in 0..n {
        let tokens = range();
        let span = tokens.span(&analysis.tokens);
        analysis.mentions.push(Mention {
            span,
            tokens,
            kind: EntityKind::ALL[i % EntityKind::ALL.len()],
            value: None,
            confidence: 0.5,
        });
        let [a, b, c] = [(); 3].map(|()| range().span(&analysis.tokens));
        analysis.quotes.push(Quote {
            kind: QuoteKind::ALL[i % 3],
            content: vec![span, a],
            speaker: Some(Speaker {
                span: b,
                form: SpeakerForm::Nominal,
                entity: Some(EntityId(i as u32)),
                confidence: 0.5,
            }),
            runner_up: None,
            cue: Some(c),
            via: Via::Nearby,
            confidence: 0.5,
        });
    }
    analysis
}

#[test]
fn every_span_slices_the_utf16_text_to_its_own_text() {
    let mut random = Lcg(7);
    for text in HARD_TEXTS {
        let units: Vec<u16> = text.encode_utf16().collect();
        for _ in 0..20 {
            let document = Document::new(&scattered(text, &mut random));
            assert_eq!(document.length as usize, units.len());
            let mentions = document.entities.iter().flat_map(|e| &e.mentions);
            let mentions = mentions.map(|m| (m.start, m.end, &m.text));
            let quotes = document.quotes.iter();
            let pieces = quotes.flat_map(|q| q.contents.iter().chain(&q.cue));
            let pieces = pieces.map(|p| (p.start, p.end, &p.text));
            let speakers = document.quotes.iter().filter_map(|q| q.speaker.as_ref());
            let speakers = speakers.map(|s| (s.start, s.end, &s.text));
            for (start, end, text) in mentions.chain(pieces).chain(speakers) {
                let slice = &units[start as usize..end as usize];
                assert_eq!(&String::from_utf16(slice).unwrap(), text);
                assert!(!text.is_empty());
            }
            for (i, entity) in document.entities.iter().enumerate() {
                assert_eq!(entity.id as usize, i);
            }
            for paragraph in &document.paragraphs {
                assert!(paragraph.start < paragraph.end && paragraph.end <= document.length);
            }
        }
    }
}

#[test]
fn runs_cover_the_text_once_and_agree_with_the_spans() {
    let mut random = Lcg(11);
    for text in HARD_TEXTS {
        for _ in 0..20 {
            let document = Document::new(&scattered(text, &mut random));
            let mut at = 0;
            for run in runs(&document) {
                assert_eq!(run.start, at);
                assert!(run.start < run.end);
                at = run.end;
                let inside = |start: u32, end: u32| start <= run.start && run.end <= end;
                if let Some(id) = run.entity {
                    let entity = &document.entities[id as usize];
                    assert!(entity.mentions.iter().any(|m| inside(m.start, m.end)));
                }
                if let Some(id) = run.quote {
                    let quote = &document.quotes[id as usize];
                    assert!(quote.contents.iter().any(|c| inside(c.start, c.end)));
                }
            }
            assert_eq!(at, document.length);
        }
    }
}

#[test]
fn runs_nest_names_in_quotations() {
    let text = "Lee said Rome won.";
    let mut analysis = bare(text);
    let rome = mention(&analysis, EntityKind::Gpe, "Rome", 0);
    let lee = mention(&analysis, EntityKind::Person, "Lee", 0);
    let speaker = lee.span;
    analysis.mentions = vec![lee, rome];
    analysis.quotes.push(Quote {
        kind: QuoteKind::Indirect,
        content: vec![span(text, "Rome won", 0)],
        speaker: Some(Speaker {
            span: speaker,
            form: SpeakerForm::Name,
            entity: None,
            confidence: 1.0,
        }),
        runner_up: None,
        cue: Some(span(text, "said", 0)),
        via: Via::CueBefore,
        confidence: 1.0,
    });
    let document = Document::new(&analysis);
    let run = |start, end| Run {
        start,
        end,
        ..Run::default()
    };
    let expected = [
        Run {
            speaker: Some(0),
            entity: Some(0),
            mention: Some(0),
            ..run(0, 3)
        },
        run(3, 4),
        Run {
            cue: Some(0),
            ..run(4, 8)
        },
        run(8, 9),
        Run {
            quote: Some(0),
            entity: Some(1),
            mention: Some(0),
            ..run(9, 13)
        },
        Run {
            quote: Some(0),
            ..run(13, 17)
        },
        run(17, 18),
    ];
    assert_eq!(runs(&document), expected);
    assert!(expected[1].is_plain() && !expected[2].is_plain());
}
