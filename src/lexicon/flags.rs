//! What the lists say about a word: one bit a list.

/// Declares the flags once: constant, name in the list files, meaning.
macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)+) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)+

            /// Every flag with the name that the list files use.
            pub const ALL: &'static [(&'static str, Self)] =
                &[$((stringify!($name), Self::$name),)+];
        }
    };
}

/// A set of lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Flags(pub u32);

flags! {
    /// First names.
    FIRST_NAME = 0,
    /// Family names.
    LAST_NAME = 1,
    /// Countries and territories; the word then has a country.
    COUNTRY = 2,
    /// Nationality adjectives and peoples of a country; the word then has a country.
    DEMONYM = 3,
    /// Cities and towns.
    CITY = 4,
    /// States, provinces and counties.
    STATE = 5,
    /// Continents, seas, rivers, mountains, regions.
    REGION = 6,
    /// Words that make a place name: `Lake`, `River`, `Mount`.
    GEO_WORD = 7,
    /// Words that make a name of a built thing: `Airport`, `Bridge`.
    FAC_WORD = 8,
    /// Names of organisations.
    ORG = 9,
    /// Words that make a name of an organisation: `Ministry`, `University`.
    ORG_WORD = 10,
    /// `Inc`, `Ltd`, `GmbH`.
    ORG_SUFFIX = 11,
    /// Titles before a name: `Mr`, `President`, `Sir`, `General`.
    TITLE = 12,
    /// Nouns for a person by role: `minister`, `lawyer`, `spokeswoman`.
    ROLE = 13,
    /// Nouns for people in the plural or as a body: `officials`, `police`.
    GROUP = 14,
    /// Words that make a name of an event: `War`, `Olympics`.
    EVENT_WORD = 15,
    /// Words that make a name of a law: `Act`, `Treaty`.
    LAW_WORD = 16,
    /// Works and awards, and the words that make their names.
    WORK = 17,
    /// Products and brands.
    PRODUCT = 18,
    /// Languages.
    LANGUAGE = 19,
    /// Religions, ideologies, ethnic and political groups and their adjectives.
    NORP = 20,
    /// Months and weekdays, with their short forms.
    CALENDAR = 21,
    /// English dictionary words, so words that also stand in lower case.
    COMMON = 22,
    /// Words of the closed classes: articles, pronouns, prepositions.
    FUNCTION = 23,
    /// Relations between people: `wife`, `brother`.
    KIN = 24,
    /// Sports teams.
    TEAM = 25,
    /// News agencies, papers, broadcasters and the words that make their names.
    MEDIA = 26,
    /// Nouns for a body or its work that a text uses instead of its name: `company`, `agency`.
    BODY = 27,
    /// Named events.
    EVENT = 28,
    /// Named laws and treaties.
    LAW = 29,
    /// Particles within names of people: `van`, `bin`, `de`.
    PARTICLE = 30,
    /// The first word of a name of several words.
    PHRASE_START = 31,
}

impl Flags {
    /// No flag.
    pub const NONE: Self = Self(0);

    /// Whether every flag of `other` is set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a flag of `other` is set.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These flags without those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl std::ops::BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}
