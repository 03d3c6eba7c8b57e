//! Texts for measurements, from a seed, the same on every machine: articles, and texts made to
//! slow a program down.

/// Numbers from a seed (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or_default()
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items
            .get(self.below(items.len()))
            .copied()
            .unwrap_or_default()
    }
}

const FIRST: &[&str] = &[
    "Ann", "Omar", "Elena", "Kofi", "Maria", "James", "Li", "Fatima", "Peter", "Ingrid", "Rajesh",
    "Sofia", "Daniel", "Aisha", "Tomasz", "Grace",
];
const LAST: &[&str] = &[
    "Lee",
    "Haddad",
    "Petrova",
    "Mensah",
    "Santos",
    "Walker",
    "Chen",
    "Rahman",
    "Novak",
    "Berg",
    "Patel",
    "Rossi",
    "O’Neill",
    "Okafor",
    "Nowak",
    "van Dijk",
];
const PLACES: &[&str] = &[
    "Berlin",
    "Nairobi",
    "New York",
    "Lima",
    "Jakarta",
    "Paris",
    "Texas",
    "Ukraine",
    "South Korea",
    "Lake Victoria",
    "Cairo",
    "the United States",
];
const BODIES: &[&str] = &[
    "the Ministry of Health",
    "the United Nations",
    "Acme Motors Inc.",
    "the World Bank",
    "NATO",
    "the University of Oslo",
    "Northwind Airlines",
    "the Labour Party",
    "the Supreme Court",
];
const ROLES: &[&str] = &[
    "Mr.",
    "President",
    "Prime Minister",
    "Dr.",
    "the minister",
    "spokeswoman",
    "the mayor",
];
const CUES: &[&str] = &[
    "said",
    "told reporters",
    "added",
    "warned",
    "announced",
    "argued",
    "wrote",
    "confirmed",
];
const TIMES: &[&str] = &[
    "on Tuesday",
    "last week",
    "in March 2023",
    "at 10:30 a.m.",
    "on June 4",
    "two years ago",
    "in the third quarter",
    "this morning",
    "between 2019 and 2022",
];
const AMOUNTS: &[&str] = &[
    "$5 million",
    "40%",
    "12 people",
    "€3.2bn",
    "1,000.50",
    "18 kilometres",
    "a dozen",
    "the 10th",
    "5 to 7 percent",
    "2,400 tonnes",
];
const WORDS: &[&str] = &[
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "for",
    "with",
    "as",
    "was",
    "were",
    "by",
    "at",
    "from",
    "have",
    "has",
    "had",
    "it",
    "its",
    "they",
    "their",
    "not",
    "but",
    "which",
    "after",
    "government",
    "people",
    "new",
    "would",
    "year",
    "more",
    "country",
    "been",
    "about",
    "report",
    "officials",
    "could",
    "first",
    "other",
    "during",
    "before",
    "work",
    "city",
    "water",
    "plan",
    "market",
    "police",
    "health",
    "school",
    "police",
    "company",
    "price",
    "election",
    "vote",
    "region",
    "law",
    "court",
    "group",
    "women",
    "children",
    "state",
    "million",
    "trade",
    "talks",
];
const SYLLABLES: &[&str] = &[
    "ba", "con", "der", "fi", "gra", "in", "lo", "men", "nor", "pre", "ra", "ser", "tion", "un",
    "ver", "wal", "ment", "ing", "pro", "sta", "cer", "est", "mi", "ter",
];

/// An article of about `bytes` bytes: a headline, then paragraphs with names, numbers and speech.
pub(crate) fn article(seed: u64, bytes: usize) -> String {
    let mut random = Random(seed);
    let mut text = String::with_capacity(bytes + 400);
    text.push_str("Talks in ");
    text.push_str(random.pick(PLACES));
    text.push_str(" end without result\n\n");
    while text.len() < bytes {
        for _ in 0..1 + random.below(4) {
            sentence(&mut text, &mut random);
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text
}

fn sentence(text: &mut String, random: &mut Random) {
    let person = format!("{} {}", random.pick(FIRST), random.pick(LAST));
    let cue = random.pick(CUES);
    match random.below(7) {
        0 => {
            text.push_str(&format!(
                "“{},” {cue} {person}, ",
                capital(&clause(random, 9))
            ));
            text.push_str(&format!(
                "{} of {}. ",
                random.pick(ROLES),
                random.pick(BODIES)
            ));
        }
        1 => text.push_str(&format!(
            "{} {} {cue} that {}. ",
            capital(random.pick(ROLES)),
            random.pick(LAST),
            clause(random, 12)
        )),
        2 => text.push_str(&format!(
            "According to {}, {} {}. ",
            random.pick(BODIES),
            clause(random, 8),
            random.pick(TIMES)
        )),
        3 => text.push_str(&format!(
            "She {cue}: \"{}. {}.\" ",
            capital(&clause(random, 7)),
            capital(&clause(random, 6))
        )),
        4 => text.push_str(&format!(
            "{} paid {} in {} {}, {}. ",
            capital(random.pick(BODIES)),
            random.pick(AMOUNTS),
            random.pick(PLACES),
            random.pick(TIMES),
            clause(random, 5)
        )),
        _ => text.push_str(&format!(
            "{}, {}. ",
            capital(&clause(random, 10)),
            clause(random, 8)
        )),
    }
}

/// About `words` words, most of them frequent ones, as in any text.
fn clause(random: &mut Random, words: usize) -> String {
    let mut clause = String::new();
    for _ in 0..words / 2 + random.below(words) + 1 {
        if !clause.is_empty() {
            clause.push(' ');
        }
        if random.below(3) > 0 {
            clause.push_str(random.pick(WORDS));
        } else {
            clause.push_str(&word(random));
        }
    }
    clause
}

/// A word that nobody knows.
fn word(random: &mut Random) -> String {
    (0..2 + random.below(3))
        .map(|_| random.pick(SYLLABLES))
        .collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Texts whose cost must grow as their length does, by name.
pub(crate) const GROWING: [&str; 7] = [
    "article",
    "unclosed quotes",
    "nested brackets",
    "said said said",
    "one endless sentence",
    "one endless word",
    "one name over and over",
];

/// A text of one of the kinds of [`GROWING`], of `bytes` bytes or a few more; each seed has other
/// sentences.
pub(crate) fn growing(kind: &str, seed: u64, bytes: usize) -> String {
    let mut random = Random(seed);
    let more = random.below(100);
    let mut repeat = |before: &str, after: &str| {
        let mut text = String::with_capacity(bytes + 100);
        while text.len() < bytes {
            text.push_str(before);
            text.push_str(&word(&mut random));
            text.push_str(after);
        }
        text
    };
    match kind {
        "unclosed quotes" => repeat("“So it is ", ", \"they said. "),
        "nested brackets" => "(".repeat(bytes / 2 + more) + &")".repeat(bytes / 2 + more),
        "said said said" => "said ".repeat(bytes / 5 + more),
        "one endless sentence" => repeat("and then they went to the ", " with the others "),
        "one endless word" => repeat("", ""),
        "one name over and over" => repeat("Ann Lee said ", ". "),
        _ => article(seed, bytes),
    }
}
