//! Headlines that quote without a verb: `Police: man stole 40 carp`, `Mayor to parents: stay at home`.

use super::frames::Frame;
use super::nouns;
use super::parts::normal;
use super::view::{View, words};
use super::words::class as c;
use crate::kind::{EntityKind, Via};
use crate::tokens::TokenRange;

/// What is said has at least so many tokens.
const LEAST: u32 = 3;

/// The quotation that the text's first paragraph is, if it is one of these headlines.
#[must_use]
pub(super) fn find(view: &View) -> Option<Frame> {
    let first = view.input.layout.paragraphs.first().filter(|paragraph| paragraph.heading)?;
    let head = first.tokens;
    let colon = (head.start + 1..head.end.min(head.start + 8)).find(|i| view.is_word(*i, words![":"]))?;
    let said = normal(view, TokenRange::new(colon + 1, head.end))?;
    // Words in marks are read with those of the text.
    let is_plain = !view.is_quoted(said.start) && view.touches(colon) && said.len() >= LEAST;
    let speaker = speaker(view, TokenRange::new(head.start, colon))?;
    // `Ann Lee: Nobody asked the bus` is her column, `Lee: Nobody asked the bus` what she says.
    let is_full = names(view, speaker) && speaker.len() > 1;
    let is_said = !is_full || (said.start..said.end).any(|i| view.has(i, c::FIRST));
    (is_plain && is_said).then(|| Frame::ruled(None, Some(speaker), vec![said], Via::Colon, 0.8))
}

/// Who speaks by a label: a role, a report, or a person, perhaps with whom it is told.
fn speaker(view: &View, label: TokenRange) -> Option<TokenRange> {
    let to = (label.start + 1..label.end).find(|i| view.is_word(*i, words!["to"]));
    if let Some(to) = to {
        let hearer = nouns::starting_at(view, to + 1, label.end)?;
        (hearer.end == label.end).then_some(())?;
    }
    let speaker = TokenRange::new(label.start, to.unwrap_or(label.end));
    let is_role = speaker.len() == 1
        && (view.has(speaker.start, c::ROLE)
            || view.is_word(speaker.start, words!["report", "reports", "study", "source", "sources", "poll", "survey"]));
    (is_role || names(view, speaker)).then_some(speaker)
}

/// Whether words are a person's name and nothing else.
fn names(view: &View, words: TokenRange) -> bool {
    let name = view.mention(words.start);
    name.is_some_and(|m| m.kind == EntityKind::Person && m.tokens == words)
}
