//! Where the text may report speech: reporting verbs with their auxiliaries and particles, and `according to`.

use super::view::{View, words};
use super::words::class as c;
use super::nouns;
use crate::pace::{self, Pace};
use crate::tokens::{TokenKind, TokenRange};

/// What kind of attribution a cue makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// `said`, `has said`, `told`.
    Active,
    /// `was told`, `is quoted as saying`, `reported by`.
    Passive,
    /// `saying`, `adding`: its subject stands elsewhere in the sentence.
    Gerund,
    /// `to say`, `to urge`.
    Infinitive,
    /// `according to`, `per`.
    AccordingTo,
}

/// A place that may report speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb with its auxiliaries and particles.
    pub span: TokenRange,
    /// The verb itself.
    pub head: u32,
    /// Word classes of the verb.
    pub classes: u64,
    /// What kind of attribution it makes.
    pub form: CueForm,
    /// Whether the words beside it leave it a reporting verb: not `the claims`, not `would not say`.
    pub plausible: bool,
}

impl Cue {
    /// Whether the verb has one of these classes.
    #[must_use]
    pub fn has(&self, classes: u64) -> bool {
        self.classes & classes != 0
    }

    /// Whether it is `it was heard`, which names no source but after `by`.
    #[must_use]
    pub fn is_impersonal(&self, view: &View) -> bool {
        let before = self.span.start.wrapping_sub(1);
        self.form == CueForm::Passive && view.is_word(before, words!["it"])
    }
}

/// Every word outside quotation marks that may be a cue, in the order of the text, found when it is
/// asked for: those of a long text take much room.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// The token to look at next.
    at: u32,
    /// The last ones, of which some are given already.
    found: Vec<Cue>,
    given: usize,
}

/// Nobody asks for more of the cues before one.
const BEFORE: usize = 8;

impl Cues {
    /// The next cue.
    pub async fn next(&mut self, view: &View<'_>, pace: &Pace) -> Option<Cue> {
        let n = view.input.tokens.len();
        // The one after it may take its place.
        while self.found.len() < self.given + 2 && (self.at as usize) < n {
            if (self.at as usize).is_multiple_of(pace::TOKENS) {
                pace.reach(self.at as usize, n);
                pace.rest().await;
            }
            if view.may_be_cue(self.at) {
                self.look(view, self.at);
            }
            self.at += 1;
        }
        if self.given > 8 * BEFORE {
            self.found.drain(..self.given - BEFORE);
            self.given = BEFORE;
        }
        let cue = self.found.get(self.given).copied();
        self.given += usize::from(cue.is_some());
        cue
    }

    /// Those before the one that [`next`](Self::next) gave last, the nearest last.
    #[must_use]
    pub fn earlier(&self) -> &[Cue] {
        let end = self.given.saturating_sub(1);
        self.found.get(..end).unwrap_or_default()
    }

    /// Looks whether the token at `i`, which [may be a cue](View::may_be_cue), is one.
    fn look(&mut self, view: &View, i: u32) {
        let Some(known) = view.known(i) else {
            return;
        };
        let is = |list: &[u64]| list.contains(&known.lower);
        if known.classes & c::CUE == 0 && !is(words!["per"]) {
            if is(words!["according"])
                && view.is_word(i + 1, words!["to"])
                && !view.is_quoted(i)
            {
                self.found.push(according(view, i, i + 2));
            }
            return;
        }
        // `shot back`: the particle is no cue.
        let is_particle = self.found.last().is_some_and(|last| last.head < i && i < last.span.end);
        if is_particle || view.is_quoted(i) || view.is_name(i) {
            return;
        }
        if view.is_word(i, words!["per"]) {
            // `per hour` is a rate.
            let names_source = view.is_capital(i + 1)
                || view.is_word(i + 1, words!["the", "sources", "reports", "officials", "police"])
                || view.is_word(i.wrapping_sub(1), words!["as"]);
            if names_source {
                self.found.push(according(view, i, i + 1));
            }
            return;
        }
        if is_mute(view, i) {
            return;
        }
        let before = self.found.iter().rev().take(3).find(|c| c.plausible);
        let cue = verb(view, i, before);
        // `is said to be`, `a man said to be`: hearsay without a source.
        let is_participle =
            cue.form == CueForm::Active && view.is_word(i + 2, words!["be", "have"]) && !view.has(i.wrapping_sub(1), c::SUBJECT);
        if (cue.form == CueForm::Passive || is_participle)
            && view.is_word(
                i,
                words![
                    "said", "reported", "rumored", "rumoured", "thought", "alleged",],
            )
            && view.is_word(i + 1, words!["to"])
        {
            return;
        }
        // `went on to say`, `quoted as saying`: one cue.
        if let Some(last) = self.found.last()
            && last.span.end > cue.span.start
        {
            self.found.pop();
        }
        self.found.push(cue);
    }
}

/// Whether a verb reports nothing whatever stands around it: `said nothing`, `says a lot`, `easier said than done`, `went home`,
/// and the `quoted` of `quoted the mayor as saying`, where `saying` is the cue.
fn is_mute(view: &View, i: u32) -> bool {
    if view.is_word(i, words!["go", "goes", "went", "going", "gone"]) {
        return !goes_on(view, i);
    }
    // `Lee’s warning that`, `officials’ claims that`, `There were claims that`, `rejected claims that`, `reports suggest`
    let before = i.wrapping_sub(1);
    let is_owned = !view.has(i, c::PAST) && (view.kind(before) == Some(TokenKind::Possessive) || view.owns(before));
    let may_be_plural = view.has(i, c::THIRD) && !view.has(i, c::PAST);
    let is_object = view.has(before, c::BE)
        || view.has(before, c::CUE) && view.has(before, c::PAST) && !view.has(before, c::BASE) && !view.is_article(i.wrapping_sub(2));
    let is_subject = view.is_word(i, words!["reports", "claims", "estimates", "forecasts"])
        && view.has(i + 1, c::SAY)
        && view.has(i + 1, c::BASE);
    if is_owned || may_be_plural && (is_object || is_subject) {
        return true;
    }
    let phrase = |first: &[u64], second: &[u64]| view.is_word(i + 1, first) && view.is_word(i + 2, second);
    let more = u32::from(phrase(words!["no"], words!["more"]));
    if more > 0 || view.is_word(i + 1, words!["nothing", "little"]) {
        let next = i + 2 + more;
        return view.is_break(next) || view.has(next, c::SUBORD) || view.is_word(next, words!["about", "to"]);
    }
    let is_idle = phrase(words!["a"], words!["lot"]) || phrase(words!["the"], words!["least"]) || view.is_word(i + 1, words!["than"]);
    let quotes = || (i + 2..i + 14).take_while(|at| !view.is_break(*at)).any(|at| says(view, at));
    is_idle || view.is_word(i, QUOTING) && quotes()
}

/// Verbs that give the words of another: `Xinhua quoted the mayor as saying`.
const QUOTING: &[u64] = words!["quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"];

/// Whether `as saying` begins at `at`.
fn says(view: &View, at: u32) -> bool {
    view.is_word(at, words!["as"]) && view.has(at + 1, c::CUE) && view.has(at + 1, c::ING)
}

/// Whether `She went on: “…”` or `“…,” she went on` speaks with the verb at `i`.
fn goes_on(view: &View, i: u32) -> bool {
    let end = i + 2;
    let opens = view.is_opening(end + 1) || view.is_opening(end);
    view.is_word(i + 1, words!["on"]) && view.is_break(end) && (opens || !view.is_word(end, words![","]))
}

/// Whose words are quoted: `the mayor` of `Xinhua quoted the mayor as | saying`, and where that attribution begins.
#[must_use]
pub fn quoted(view: &View, cue: u32, floor: u32) -> Option<(TokenRange, u32)> {
    let end = cue.checked_sub(1).filter(|at| says(view, *at))?;
    let verb = (floor.max(end.saturating_sub(12))..end)
        .rev()
        .take_while(|at| !view.is_break(*at))
        .find(|at| view.is_word(*at, QUOTING))?;
    let whose = TokenRange::new(verb + 1, end);
    // `was quoted by Xinhua as saying`
    let is_object = !whose.is_empty() && !view.has(whose.start, c::PREP);
    is_object.then(|| (whose, nouns::ending_at(view, verb, floor).map_or(verb, |np| np.start)))
}

fn according(view: &View, at: u32, end: u32) -> Cue {
    let start = if view.is_word(at.wrapping_sub(1), words!["as"]) {
        at - 1
    } else {
        at
    };
    Cue {
        span: TokenRange::new(start, end),
        head: at,
        classes: c::SAY,
        form: CueForm::AccordingTo,
        plausible: true,
    }
}

/// Steps left over adverbs: the first token that is none. `first` is none in `the first said`.
pub(super) fn skip_adverbs_left(view: &View, mut at: u32, floor: u32) -> u32 {
    let mut steps = 0;
    while at > floor
        && steps < 4
        && view.has(at - 1, c::ADVERB)
        && !view.has(at - 1, c::DET | c::PREP)
        && !view.is_name(at - 1)
        && !view.is_article(at.wrapping_sub(2))
    {
        at -= 1;
        steps += 1;
    }
    at
}

/// Steps right over adverbs.
pub(super) fn skip_adverbs_right(view: &View, mut at: u32, ceiling: u32) -> u32 {
    let limit = ceiling.min(at.saturating_add(4));
    while at < limit && view.has(at, c::ADVERB) && !view.has(at, c::DET | c::PREP) {
        at += 1;
    }
    at
}

/// Where the auxiliaries before a verb begin, adverbs between them, and their classes.
fn auxiliaries(view: &View, verb: u32) -> (u32, u64) {
    let (mut start, mut classes) = (verb, 0);
    for _ in 0..4 {
        let before = skip_adverbs_left(view, start, 0).wrapping_sub(1);
        // `in May`, `Will`: names.
        if !view.has(before, c::AUX) || view.is_quoted(before) || view.is_mentioned(before) {
            break;
        }
        classes |= view.class(before) & c::AUX;
        start = before;
    }
    (start, classes)
}

/// The cue whose verb is at `i`; `last` is the one before it.
#[inline(never)]
fn verb(view: &View, i: u32, last: Option<&Cue>) -> Cue {
    let classes = view.class(i);
    let mut plausible = true;
    let (mut start, aux) = auxiliaries(view, i);
    let before = skip_adverbs_left(view, start, 0).wrapping_sub(1);
    let mut form = CueForm::Active;
    if classes & c::ING != 0 {
        form = if aux & c::BE != 0 {
            CueForm::Active
        } else {
            CueForm::Gerund
        };
        if view.is_word(before, words!["as"])
            && view.is_word(before.wrapping_sub(1), words!["quoted", "cited"])
        {
            start = before - 1;
            while start > 0 && (view.has(start - 1, c::AUX) || view.has(start - 1, c::ADVERB)) {
                start -= 1;
            }
            form = CueForm::Active;
        } else if quoted(view, i, 0).is_some() {
            form = CueForm::Active;
        } else if view.has(before, c::DET)
            || view.has(before, c::PREP)
                && !view.is_word(
                    before,
                    words!["in", "by", "with", "while", "after", "before", "without"],
                )
        {
            plausible = false;
        }
    } else if classes & (c::PAST | c::PARTICIPLE) != 0 && aux & c::BE != 0 {
        form = CueForm::Passive;
    } else if classes & c::PARTICIPLE != 0 && classes & c::PAST == 0 && aux & c::HAVE == 0 {
        if !view.is_word(i + 1, words!["by"]) {
            plausible = false;
        }
        form = CueForm::Passive;
    } else if classes & c::PAST != 0 && aux == 0 {
        // `Khan accused of lying`, `residents told to leave`; `he replied by letter`: a pronoun before the verb is its subject.
        let is_accused = classes & c::ACCUSE != 0 && view.is_word(i + 1, words!["of"])
            || view.is_word(i + 1, words!["to"])
                && view.is_word(i, words!["told", "ordered", "urged", "warned", "advised", "instructed", "invited", "encouraged"]);
        if is_accused || view.is_word(i + 1, words!["by"]) && !view.has(before, c::SUBJECT) {
            form = CueForm::Passive;
        } else if view.has(before, c::DET)
            || view.has(i.wrapping_sub(1), c::PREP)
                && !view.is_break(i.wrapping_sub(1))
                && !view.has(i.wrapping_sub(1), c::WHEN)
        {
            plausible = false;
        }
    } else if classes & (c::PAST | c::BASE | c::THIRD) == c::BASE {
        let modal = aux & c::MODAL != 0;
        let to = view.is_word(before, words!["to"]);
        if to {
            form = CueForm::Infinitive;
            if let Some(last) = last
                && before.saturating_sub(last.span.end) <= 4
                && last.span.end <= before
            {
                // `threatened to call`: the content of another verb.
                plausible = false;
            }
            if view.is_word(before.wrapping_sub(1), words!["on"])
                && view.is_word(before.wrapping_sub(2), words!["went", "goes", "go"])
            {
                start = before - 2;
                form = CueForm::Active;
            }
        } else if !modal && !plural_subject(view, before) {
            plausible = false;
        }
    } else if classes & c::THIRD != 0 && classes & c::PAST == 0 && aux == 0 {
        let sure = view.is_word(
            i,
            words![
                "says", "tells", "adds", "insists", "argues", "denies", "writes",],
        );
        if !sure
            && (view.has(before, c::DET | c::PREP | c::CONJ) && !view.has(before, c::ROLE)
                || view.is_word(i + 1, words!["of", "from"]))
        {
            plausible = false;
        }
    }
    if start < i && view.has(start, c::MODAL) && view.has(i, c::BASE) && view.has(start, c::NOT) {
        // `would not say`: nothing is reported.
        if !view.is_word(i + 1, words!["that"]) {
            plausible = false;
        }
    }
    let mut classes = classes;
    let mut end = i + 1;
    if has_particle(view, i) {
        end += 1;
        // `points out` takes a clause where `points` takes none, `made clear` where `made` does.
        let takes = words!["point", "points", "pointed", "pointing", "make", "makes", "made", "making"];
        if view.is_word(i, takes) {
            classes |= c::SAY;
        }
    }
    Cue {
        span: TokenRange::new(start, end),
        head: i,
        classes,
        form,
        plausible,
    }
}

/// Whether the word after a verb belongs to it: `points out`, `made clear`, `shot back`.
fn has_particle(view: &View, i: u32) -> bool {
    let follows = |particles: &[u64], verbs: &[u64]| view.is_word(i + 1, particles) && view.is_word(i, verbs);
    let out = words![
        "point", "points", "pointed", "pointing", "cry", "cried", "call", "called", "spell", "spelled", "rule", "rules",
        "ruled", "ruling",
    ];
    let back = words![
        "shoot", "shoots", "shot", "fire", "fires", "fired", "hit", "hits", "snap", "snaps", "snapped", "yell", "yells",
        "yelled",
    ];
    follows(words!["on", "upon", "for"], words!["call", "calls", "called", "calling"])
        || follows(words!["on", "upon"], words!["go", "goes", "went", "going"])
        || follows(words!["clear"], words!["make", "makes", "made", "making"])
        || follows(words!["out"], out)
        || follows(words!["back"], back)
}

/// Whether what ends at `at` can be the subject of a verb without `-s`.
fn plural_subject(view: &View, at: u32) -> bool {
    if at == u32::MAX {
        return false;
    }
    let word = view.word(at);
    view.is_word(
        at,
        words![
            "i", "we", "you", "they", "who", "police", "people", "some", "many", "others", "media",
            "press", "critics", "and",],
    ) || view.is_name(at)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !view.has(at, c::PREP | c::AUX)
}
