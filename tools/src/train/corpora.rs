//! The corpora that names are learnt from, and what their labels mean here.
//!
//! Where a corpus does not annotate a kind at all, or not reliably, the kind is **silent**: a
//! token without a mark may be of it. Where a label covers several kinds, its mentions may be of
//! any of them.

use super::data::Policy;
use quotelight::EntityKind::{
    self, Cardinal, Date, Event, Fac, Gpe, Language, Law, Loc, Money, Norp, Ordinal, Org, Percent,
    Person, Product, Quantity, Time, WorkOfArt,
};

/// A training corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Corpus {
    /// Its file under the data folder, without `.jsonl`.
    pub(crate) file: &'static str,
    pub(crate) policy: Policy,
    /// How much one of its sentences counts.
    pub(crate) weight: f32,
    /// How many of its lines make up one text.
    pub(crate) lines_per_text: usize,
}

const PLACE: &[EntityKind] = &[Gpe, Loc, Fac];
const ANY: &[EntityKind] = &[];
const NUMBERS: [EntityKind; 7] = [Date, Time, Money, Percent, Quantity, Ordinal, Cardinal];

/// Numbers and the kinds given.
const fn silent<const N: usize>(names: [EntityKind; N]) -> Silent {
    let mut set = [None; 18];
    let mut n = 0;
    while n < NUMBERS.len() {
        set[n] = Some(NUMBERS[n]);
        n += 1;
    }
    let mut m = 0;
    while m < N {
        set[n + m] = Some(names[m]);
        m += 1;
    }
    set
}

/// A set of kinds.
pub(crate) type Silent = [Option<EntityKind>; 18];

/// The annotation guide's own labels.
pub(crate) const OWN: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("NORP", &[Norp]),
        ("ORG", &[Org]),
        ("GPE", &[Gpe]),
        ("LOC", &[Loc]),
        ("FAC", &[Fac]),
        ("EVENT", &[Event]),
        ("LAW", &[Law]),
        ("WORK_OF_ART", &[WorkOfArt]),
        ("PRODUCT", &[Product]),
        ("LANGUAGE", &[Language]),
        ("DATE", &[Date]),
        ("TIME", &[Time]),
        ("MONEY", &[Money]),
        ("PERCENT", &[Percent]),
        ("QUANTITY", &[Quantity]),
        ("ORDINAL", &[Ordinal]),
        ("CARDINAL", &[Cardinal]),
    ],
    silent: [None; 18],
};

const GMB: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("NORP", &[Norp]),
        ("ORG", &[Org]),
        ("GPE", &[Gpe]),
        ("LOC", PLACE),
        ("DATE", ANY),
        ("TIME", ANY),
        ("EVENT", ANY),
        ("MISC", ANY),
    ],
    silent: silent([Fac, Event, Law, WorkOfArt, Product, Language]),
};

const GUM: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("NORP", &[Norp, Person]),
        ("ORG", &[Org, Gpe]),
        ("LOC", PLACE),
        ("EVENT", &[Event]),
        ("DATE", ANY),
        ("MISC", ANY),
    ],
    silent: silent([Norp, Law, WorkOfArt, Product, Language]),
};

const WIKIGOLD: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("ORG", &[Org]),
        ("LOC", PLACE),
        (
            "MISC",
            &[Norp, Event, Law, WorkOfArt, Product, Language, Fac],
        ),
    ],
    silent: silent([]),
};

const CROSSNER: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("ORG", &[Org]),
        ("GPE", &[Gpe]),
        ("LOC", PLACE),
        ("EVENT", &[Event]),
        ("WORK_OF_ART", &[WorkOfArt, Org]),
        ("MISC", ANY),
    ],
    silent: silent([Norp, Law, Product, Language, Fac]),
};

const RE3D: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("NORP", &[Norp]),
        ("ORG", &[Org, Gpe]),
        ("LOC", PLACE),
        ("DATE", ANY),
        ("MONEY", ANY),
        ("QUANTITY", ANY),
        ("PRODUCT", &[Product]),
        ("MISC", ANY),
    ],
    silent: silent([Norp, Event, Law, WorkOfArt, Product, Language]),
};

const TWEETS: Policy = Policy {
    labels: &[
        ("PERSON", &[Person]),
        ("ORG", &[Org]),
        ("LOC", PLACE),
        ("PRODUCT", &[Product, WorkOfArt]),
        ("WORK_OF_ART", &[Product, WorkOfArt, Event]),
    ],
    silent: silent([Norp, Event, Law, WorkOfArt, Product, Language]),
};

/// Every corpus that may be trained on.
pub(crate) const ALL: &[Corpus] = &[
    corpus("wikinews/train", OWN, 1.0, 1),
    corpus("voa/train", OWN, 1.0, 1),
    corpus("ner/gmb.train", GMB, 0.1, 12),
    corpus("ner/gum_news.train", GUM, 0.8, 1),
    corpus("ner/gum_other.train", GUM, 0.8, 1),
    corpus("ner/wikigold.train", WIKIGOLD, 1.5, 1),
    corpus("ner/crossner.train", CROSSNER, 1.0, 1),
    corpus("ner/re3d.train", RE3D, 0.3, 1),
    corpus("ner/wnut17.train", TWEETS, 0.2, 1),
    corpus("ner/btc.train", TWEETS, 0.2, 1),
];

const fn corpus(file: &'static str, policy: Policy, weight: f32, lines_per_text: usize) -> Corpus {
    Corpus {
        file,
        policy,
        weight,
        lines_per_text,
    }
}
