//! The labels: one list for each, from which names, types and styles are checked.

use serde::{Deserialize, Serialize};

/// Declares a label enum with `ALL`, `as_str` and `from_str`.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every label, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The label's code, as in the data and in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(UnknownLabel) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// A text that is no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLabel;

impl std::fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown label")
    }
}

impl std::error::Error for UnknownLabel {}

labels! {
    /// What a mention names: the 18 kinds of OntoNotes 5.
    EntityKind {
        /// People, fictional ones and families too.
        Person = "PERSON",
        /// Nationalities, religions, ethnic and political groups, and their adjectives.
        Norp = "NORP",
        /// Companies, agencies, parties, media, teams, courts.
        Org = "ORG",
        /// Countries, states, cities.
        Gpe = "GPE",
        /// Other places: seas, mountains, regions.
        Loc = "LOC",
        /// Built things: airports, bridges, stadiums.
        Fac = "FAC",
        /// Named wars, storms, elections, tournaments.
        Event = "EVENT",
        /// Laws, treaties, resolutions, court cases.
        Law = "LAW",
        /// Titles of books, films, programmes; awards.
        WorkOfArt = "WORK_OF_ART",
        /// Vehicles, weapons, devices, software, drugs.
        Product = "PRODUCT",
        /// A named language.
        Language = "LANGUAGE",
        /// Dates and periods of a day or longer, ages.
        Date = "DATE",
        /// Times of day and periods shorter than a day.
        Time = "TIME",
        /// Amounts with a currency.
        Money = "MONEY",
        /// Percentages.
        Percent = "PERCENT",
        /// Measurements with a unit.
        Quantity = "QUANTITY",
        /// First, 3rd, twentieth.
        Ordinal = "ORDINAL",
        /// Other numbers.
        Cardinal = "CARDINAL",
    }
}

impl EntityKind {
    /// Whether mentions of this kind are names, which form chains; the others carry values.
    #[must_use]
    pub fn is_name(self) -> bool {
        self <= Self::Language
    }

    /// The family whose colour the kind has.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::Person | Self::Norp => Family::Person,
            Self::Org => Family::Org,
            Self::Gpe | Self::Loc | Self::Fac => Family::Place,
            Self::Event => Family::Event,
            Self::Law | Self::WorkOfArt | Self::Product | Self::Language => Family::Work,
            Self::Date | Self::Time => Family::Time,
            Self::Money | Self::Percent | Self::Quantity | Self::Ordinal | Self::Cardinal => {
                Family::Num
            }
        }
    }
}

labels! {
    /// Groups of kinds that share a colour and a switch.
    Family {
        /// People and groups of people.
        Person = "person",
        /// Organisations.
        Org = "org",
        /// Places.
        Place = "place",
        /// Dates and times.
        Time = "time",
        /// Numbers and amounts.
        Num = "num",
        /// Works, products, laws, languages.
        Work = "work",
        /// Events.
        Event = "event",
    }
}

labels! {
    /// How a quotation gives the words of its source.
    QuoteKind {
        /// All its words stand in quotation marks.
        Direct = "direct",
        /// None of its words do.
        Indirect = "indirect",
        /// Some of them do.
        Mixed = "mixed",
    }
}

labels! {
    /// Why a quotation has its speaker.
    Via {
        /// Cue and speaker stand before the content: `Lee said that …`.
        CueBefore = "cue-before",
        /// They stand after it: `"…," Lee said`.
        CueAfter = "cue-after",
        /// They stand between its pieces: `"…," Lee said, "…"`.
        CueInside = "cue-inside",
        /// A colon joins speaker and content: `Lee: "…"`.
        Colon = "colon",
        /// `according to` and its like.
        AccordingTo = "according-to",
        /// The label of a turn in an interview or transcript.
        Turn = "turn",
        /// The quotation goes on from the paragraph or sentence before.
        Continued = "continued",
        /// Without an attribution of its own, it has the speaker of the quotation before it.
        Inherited = "inherited",
        /// Two speakers take turns.
        Alternation = "alternation",
        /// The only fitting source nearby.
        Nearby = "nearby",
        /// No speaker was found, or none with enough confidence.
        Open = "open",
    }
}

labels! {
    /// With what words the text names the speaker of a quotation.
    SpeakerForm {
        /// A name, with or without a title.
        Name = "name",
        /// `she`, `they`, `I`.
        Pronoun = "pronoun",
        /// A noun phrase: `the minister`, `police`.
        Nominal = "nominal",
    }
}

labels! {
    /// What a paragraph is.
    ParagraphKind {
        /// A headline or a heading between paragraphs.
        Heading = "heading",
        /// Running text.
        Text = "text",
    }
}

labels! {
    /// What the reader should know before trusting a result.
    WarningCode {
        /// The text does not look like English.
        NotEnglish = "not-english",
        /// There is no word in it.
        NoText = "no-text",
        /// A quotation mark is opened and never closed.
        UnbalancedQuotes = "unbalanced-quotes",
        /// It is longer than one analysis is meant for.
        TooLong = "too-long",
    }
}

labels! {
    /// What the offsets of a document count.
    OffsetUnit {
        /// UTF-16 code units, as JavaScript strings do.
        Utf16 = "utf16",
    }
}
