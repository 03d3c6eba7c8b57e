//! Words that a stop abbreviates, and words that tell what stands around a stop.

/// What may follow an abbreviation and its stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// `Mr.`, `Gen.`: always more words.
    Title,
    /// `No.`, `Fig.`: a number, else the stop ends a sentence.
    Numbered,
    /// `Inc.`, `Jan.`, `Jr.`: often the end of a sentence, often not.
    Open,
    /// `etc.`, `al.`: a capital starts a sentence.
    Final,
}

/// The kind of abbreviation that `word` is before a stop. `after_comma`: whether a comma stands
/// before it, as before the names of states.
pub(super) fn abbreviation(word: &str, after_comma: bool) -> Option<Abbreviation> {
    Some(match word {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Drs" | "Prof" | "Gen" | "Sen" | "Sens" | "Rep"
        | "Reps" | "Gov" | "Govs" | "Lt" | "Col" | "Sgt" | "Capt" | "Cmdr" | "Cpl" | "Pvt"
        | "Pte" | "Maj" | "Adm" | "Brig" | "Rev" | "Hon" | "Pres" | "Supt" | "Det" | "Insp"
        | "Fr" | "Msgr" | "Mme" | "Mlle" | "Messrs" | "Amb" | "Atty" | "Cllr" | "Mt" | "Ft"
        | "vs" | "v" | "cf" | "viz" => Abbreviation::Title,
        "No" | "Nos" | "no" | "nos" | "Nº" | "nº" | "Vol" | "vol" | "Fig" | "fig" | "Figs" | "Art"
        | "Sec" | "Sect" | "Ch" | "ch" | "Pt" | "pp" | "p" | "para" | "Para" | "approx" | "ca"
        | "c" | "est" | "Sun" | "Sat" | "Mon" | "Mar" => Abbreviation::Numbered,
        "Inc" | "Corp" | "Co" | "co" | "Cos" | "Ltd" | "Bros" | "Assn" | "Assoc" | "Dept"
        | "dept" | "Univ" | "Ave" | "Est" | "Govt" | "Intl" | "Natl" | "Jr" | "Sr" | "Esq"
        | "Jan" | "Feb" | "Apr" | "Jun" | "Jul" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec"
        | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "St" | "st" | "Ste" => {
            Abbreviation::Open
        }
        "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Del" | "Fla" | "Ga" | "Ill" | "Ind"
        | "Kan" | "Ky" | "La" | "Mass" | "Md" | "Mich" | "Minn" | "Miss" | "Mo" | "Mont" | "Neb"
        | "Nev" | "Okla" | "Ore" | "Pa" | "Tenn" | "Tex" | "Va" | "Vt" | "Wash" | "Wis" | "Wyo"
            if after_comma =>
        {
            Abbreviation::Open
        }
        "etc" | "al" => Abbreviation::Final,
        _ if without_vowel(word) => Abbreviation::Open,
        _ => return None,
    })
}

/// `Blvd`, `Mfg`: a capital and consonants.
fn without_vowel(word: &str) -> bool {
    let mut bytes = word.bytes();
    let vowel = |b: u8| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    (2..=5).contains(&word.len())
        && bytes.next().is_some_and(|b| b.is_ascii_uppercase() && !vowel(b))
        && bytes.all(|b| b.is_ascii_lowercase() && !vowel(b))
}

/// Whether an abbreviation with inner dots always has more words after it.
pub(super) fn never_ends(dotted: &str) -> bool {
    matches!(dotted, "e.g." | "i.e." | "E.g." | "I.e.")
}

/// `a.m.` and `p.m.`
pub(super) fn is_half_of_day(dotted: &str) -> bool {
    matches!(dotted, "a.m." | "p.m." | "A.M." | "P.M.")
}

/// Words that begin a sentence whose time comes first.
pub(super) fn precedes_time(word: &str) -> bool {
    matches!(
        word,
        "At" | "By" | "Around" | "About" | "Before" | "After" | "From" | "Until" | "Since" | "Shortly"
    )
}

/// Words that follow a time of day within a sentence: zones, days, months.
pub(super) fn follows_time(word: &str) -> bool {
    matches!(
        word,
        "Eastern" | "Central" | "Mountain" | "Pacific" | "Greenwich" | "Monday" | "Tuesday"
            | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday" | "January" | "February"
            | "March" | "April" | "June" | "July" | "August" | "September" | "October"
            | "November" | "December"
    )
}

/// Names that end with an exclamation mark.
pub(super) fn is_exclaimed(word: &str) -> bool {
    matches!(word, "Yahoo" | "Jeopardy" | "Wham" | "Oklahoma" | "Mamma")
}

/// Words that, capitalised, are the first of a sentence much more often than part of a name.
pub(super) fn starts_sentences(word: &str) -> bool {
    matches!(
        word,
        "The" | "It" | "He" | "She" | "They" | "We" | "You" | "I" | "A" | "An" | "In" | "On" | "At"
            | "But" | "And" | "As" | "If" | "When" | "While" | "After" | "Before" | "This" | "That"
            | "These" | "Those" | "There" | "Then" | "His" | "Her" | "Its" | "Their" | "Our" | "My"
            | "Your" | "What" | "Who" | "Why" | "How" | "Where" | "Which" | "Is" | "Are" | "Was"
            | "Were" | "Did" | "Does" | "Has" | "Have" | "Had" | "Can" | "Could" | "Would"
            | "Should" | "Some" | "Many" | "Most" | "More" | "All" | "Both" | "Each" | "For"
            | "From" | "With" | "By" | "To" | "Of" | "So" | "Yet" | "Or" | "Nor" | "Not" | "No"
            | "Now" | "Also" | "However" | "Meanwhile" | "According" | "Although" | "Because"
            | "Since" | "Until" | "During" | "Despite" | "Earlier" | "Later" | "Last" | "Once"
            | "Please" | "Let's" | "Let’s" | "It's" | "Another" | "Other" | "Others" | "Under"
            | "Today" | "Yesterday" | "Here" | "Just" | "Even" | "Still" | "Such" | "Through"
    )
}

/// Verbs that attribute speech.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "tells" | "added" | "adds" | "asked" | "asks" | "wrote"
            | "writes" | "replied" | "explained" | "continued" | "insisted" | "argued" | "warned"
            | "tweeted" | "stated" | "noted" | "recalled" | "announced" | "shouted" | "cried"
            | "wondered" | "exclaimed" | "answered" | "responded" | "demanded" | "declared"
    )
}
