//! What the compiled lists say about words and about names of several words.

#![cfg(test)] // so that Clippy knows that this is no shipped code

use quotelight::lexicon::{Country, Flags, Lexicon, Word};
use quotelight::tokens::tokenize;

fn lexicon() -> Lexicon {
    Lexicon::embedded().expect("the embedded lists open")
}

fn code(lexicon: &Lexicon, word: Word) -> &str {
    lexicon.country_code(word.country).unwrap_or("")
}

#[test]
fn words_stand_in_their_lists() {
    let lexicon = lexicon();
    let rows: &[(&str, Flags, Flags)] = &[
        // word, flags that it has, flags that it does not have
        ("Minister", Flags::TITLE.union(Flags::ROLE), Flags::ORG),
        (
            "minister",
            Flags::ROLE.union(Flags::COMMON),
            Flags::FIRST_NAME,
        ),
        ("MINISTER", Flags::ROLE, Flags::ORG),
        ("Angela", Flags::FIRST_NAME, Flags::COUNTRY),
        ("Nguyen", Flags::LAST_NAME, Flags::COMMON),
        (
            "Russian",
            Flags::DEMONYM.union(Flags::LANGUAGE),
            Flags::COUNTRY,
        ),
        ("Türkiye", Flags::COUNTRY, Flags::DEMONYM),
        ("US", Flags::COUNTRY, Flags::FUNCTION),
        ("us", Flags::FUNCTION, Flags::COUNTRY),
        ("U.S.", Flags::COUNTRY, Flags::FUNCTION),
        ("WHO", Flags::ORG, Flags::FUNCTION),
        ("who", Flags::FUNCTION, Flags::ORG),
        ("NATO", Flags::ORG, Flags::COMMON),
        ("Nato", Flags::ORG, Flags::COMMON),
        ("Reuters", Flags::ORG.union(Flags::MEDIA), Flags::CITY),
        ("Ltd", Flags::ORG_SUFFIX, Flags::CITY),
        ("Ministry", Flags::ORG_WORD.union(Flags::BODY), Flags::ROLE),
        ("Lagos", Flags::CITY, Flags::COUNTRY),
        ("Bogotá", Flags::CITY, Flags::ORG),
        ("Texas", Flags::STATE, Flags::ORG),
        ("Thursday", Flags::CALENDAR, Flags::LAST_NAME),
        ("Muslims", Flags::NORP, Flags::ORG),
        ("protesters", Flags::GROUP, Flags::ROLE),
        ("brother", Flags::KIN, Flags::ORG),
        ("because", Flags::FUNCTION, Flags::LAST_NAME),
        ("O’Neill", Flags::LAST_NAME, Flags::COMMON),
        ("iPhone", Flags::PRODUCT, Flags::COMMON),
        ("Airport", Flags::FAC_WORD, Flags::FIRST_NAME),
    ];
    for (word, has, lacks) in rows {
        let flags = lexicon.probe(word).flags;
        assert!(flags.contains(*has), "{word} has {flags:?}");
        assert!(!flags.intersects(*lacks), "{word} has {flags:?}");
    }
}

#[test]
fn few_unknown_words_are_taken_for_known_ones() {
    let lexicon = lexicon();
    let unknown = (0..10_000).map(|i| format!("xq{i}zv"));
    let known = unknown.filter(|w| lexicon.probe(w) != Word::default());
    let known = known.count();
    assert!(known < 100, "{known} of 10,000"); // one in 256 on average
}

#[test]
fn countries_link_names_and_peoples() {
    let lexicon = lexicon();
    let rows = [
        ("US", "US"),
        ("America", "US"),
        ("Americans", "US"),
        ("U.S.", "US"),
        ("Britain", "GB"),
        ("UK", "GB"),
        ("Scottish", "GB"),
        ("Russian", "RU"),
        ("Frenchman", "FR"),
        ("Burmese", "MM"),
        ("Myanmar", "MM"),
        ("EU", "EU"),
        ("Paris", ""),
        ("minister", ""),
    ];
    for (word, expected) in rows {
        assert_eq!(code(&lexicon, lexicon.probe(word)), expected, "{word}");
    }
    assert_eq!(lexicon.country_code(Country(0)), None);
    assert_eq!(lexicon.country_code(Country(255)), None);
}

#[test]
fn names_of_several_words() {
    let lexicon = lexicon();
    let rows: &[(&str, &str)] = &[
        (
            "He flew from New York to Sri Lanka.",
            "New York:CITY Sri Lanka:LK",
        ),
        (
            "The United States, the United Nations",
            "United States:US United Nations:ORG",
        ),
        (
            "South Korean troops in North Korea",
            "South Korean:KR North Korea:KP",
        ),
        (
            "the World Health Organization (WHO)",
            "World Health Organization:ORG",
        ),
        (
            "al-Qaeda left Guinea-Bissau",
            "al-Qaeda:ORG Guinea-Bissau:GW",
        ),
        ("EUROPEAN UNION TALKS", "EUROPEAN UNION:EU"),
        ("new york city mayor", "new york city:CITY"),
        (
            "St. Louis and the U.S. Navy",
            "St. Louis:CITY U.S. Navy:ORG",
        ),
        ("United we stand. New rules.", ""),
        ("New\n\nYork", ""),
        (
            "Democratic Republic of the Congo",
            "Democratic Republic of the Congo:CD",
        ),
        ("the Prime Minister", "Prime Minister:TITLE"),
    ];
    for (text, expected) in rows {
        let tokens = tokenize(text);
        let probe = |at: usize| Some(lexicon.probe_folded(tokens[at].span().of(text)));
        let found: Vec<String> = lexicon
            .phrases(&tokens, probe)
            .iter()
            .map(|p| {
                let kind = [
                    (Flags::CITY, "CITY"),
                    (Flags::ORG, "ORG"),
                    (Flags::TITLE, "TITLE"),
                ];
                let kind = kind.iter().find(|k| p.word.is(k.0)).map_or("", |k| k.1);
                let code = code(&lexicon, p.word);
                let kind = if code.is_empty() { kind } else { code };
                format!("{}:{kind}", p.tokens.span(&tokens).of(text))
            })
            .collect();
        assert_eq!(found.join(" "), *expected, "{text}");
    }
}

#[test]
fn gender_is_a_probability() {
    let lexicon = lexicon();
    let rows: &[(&str, std::ops::RangeInclusive<f32>)] = &[
        ("Mary", 0.9..=1.0),
        ("John", 0.0..=0.1),
        ("Leslie", 0.2..=0.9),
        ("spokeswoman", 0.9..=1.0),
        ("king", 0.0..=0.1),
    ];
    for (word, range) in rows {
        let female = lexicon.probe(word).female();
        assert!(
            female.is_some_and(|p| range.contains(&p)),
            "{word} {female:?}"
        );
    }
    for word in ["Berlin", "minister", "the"] {
        assert_eq!(lexicon.probe(word).female(), None, "{word}");
    }
}

#[test]
fn clusters_group_words_of_like_use() {
    let lexicon = lexicon();
    let levels = |word: &str| {
        let cluster = lexicon.probe(word).cluster;
        (cluster, lexicon.coarser(cluster))
    };
    for (a, b) in [
        ("Tuesday", "Thursday"),
        ("Merkel", "Sarkozy"),
        ("US", "America"),
        ("covid", "influenza"),
    ] {
        assert_eq!(levels(a).1, levels(b).1, "{a} {b}");
    }
    for (a, b) in [("Tuesday", "minister"), ("Paris", "said"), ("us", "US")] {
        assert_ne!(levels(a).0, levels(b).0, "{a} {b}");
    }
    for cluster in 1..=lexicon.cluster_count() {
        let coarser = lexicon.coarser(u16::try_from(cluster).expect("small"));
        let fits = coarser
            .iter()
            .zip([256, 64, 16])
            .all(|(c, n)| (1..=n).contains(c));
        assert!(fits, "{cluster} {coarser:?}");
    }
    assert_eq!(lexicon.coarser(0), [0; 3]);
    assert_eq!(lexicon.coarser(u16::MAX), [0; 3]);
}
