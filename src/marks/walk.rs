//! The walk through the marks of one paragraph, which decides what each of them does.

use super::MarkPair;
use super::look::{
    FAMILIES, Facing, Family, Lean, Mark, number_before, sort_of, touching_after, touching_before,
};
use crate::sentences::{Layout, is_speech_verb};
use crate::tokens::{Case, Token, TokenKind, TokenRange};

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Nothing,
}

/// A pair that waits for its closing mark.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Its place in [`Walk::pairs`].
    pair: usize,
    family: Family,
    /// Whether a mark that leans left closes it, as after `„` and `»`.
    mirrored: bool,
}

/// A pair in the making.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pair: MarkPair,
    family: Family,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Done,
    /// An apostrophe after all.
    Dropped,
}

/// The walk through the marks of one paragraph.
pub(super) struct Walk<'a> {
    text: &'a str,
    tokens: &'a [Token],
    layout: &'a Layout,
    paragraph: TokenRange,
    /// The family of the speech that the paragraph before left open.
    unfinished: Option<Family>,
    /// In the order of the opening marks.
    pub(super) pairs: Vec<Draft>,
    /// The pairs that wait, innermost last.
    stack: Vec<Open>,
    /// The same for each family.
    open: [Vec<Open>; FAMILIES],
    /// The end of the last pair that was closed.
    closed: Option<u32>,
}

impl<'a> Walk<'a> {
    /// A walk through `paragraph`, to which the one before has left open the speech in marks of
    /// the family `unfinished`.
    pub(super) fn new(
        (text, tokens, layout): (&'a str, &'a [Token], &'a Layout),
        paragraph: TokenRange,
        unfinished: Option<Family>,
    ) -> Self {
        Self {
            text,
            tokens,
            layout,
            paragraph,
            unfinished,
            pairs: Vec::new(),
            stack: Vec::new(),
            open: [const { Vec::new() }; FAMILIES],
            closed: None,
        }
    }

    /// Decides what the next mark does.
    pub(super) fn step(&mut self, mark: &Mark) {
        let innermost = self.open.get(mark.family as usize).and_then(|o| o.last());
        let role = match mark.family {
            Family::Double => self.double_role(mark, innermost),
            Family::Single => self.single_role(mark, innermost),
            Family::Guillemet | Family::SingleGuillemet => guillemet_role(mark, innermost),
            Family::Corner | Family::WhiteCorner => match mark.lean {
                Lean::High => Role::Close,
                Lean::Low | Lean::Left | Lean::Right | Lean::Upright => Role::Open,
            },
        };
        match role {
            Role::Open => self.open(mark),
            Role::Close if innermost.is_some() => self.close(mark),
            Role::Close => self.guess_opening(mark),
            Role::Nothing => {}
        }
    }

    fn double_role(&self, mark: &Mark, open: Option<&Open>) -> Role {
        let faces = mark.facing;
        match (mark.lean, open) {
            (Lean::Low, _) => Role::Open,
            (Lean::High, _) => Role::Close,
            (Lean::Left, Some(open)) if open.mirrored && faces != Facing::Right => Role::Close,
            (Lean::Left, Some(_)) if faces == Facing::Left => Role::Close,
            (Lean::Left, None) if faces == Facing::Left && mark.next.is_none() => Role::Nothing,
            (Lean::Left, _) => Role::Open,
            (Lean::Right, None) if faces == Facing::Right && mark.next.is_some() => Role::Open,
            (Lean::Right | Lean::Upright, None) if mark.doubtful => Role::Nothing,
            (Lean::Right, _) => Role::Close,
            (Lean::Upright, Some(_)) if mark.doubtful => {
                // Inches, if something else closes what is open: `"It is 12" long," he said`.
                let inches = mark.next == Some(Facing::Left) || self.feet_before(mark.token);
                if inches { Role::Nothing } else { Role::Close }
            }
            (Lean::Upright, Some(_)) => match faces {
                // `"We won, "he said.`: the gap is on the wrong side.
                Facing::Right if self.is_misplaced_closing(mark) => Role::Close,
                Facing::Right => Role::Open,
                Facing::Left | Facing::Both => Role::Close,
            },
            (Lean::Upright, None) => match faces {
                Facing::Right => Role::Open,
                Facing::Both if mark.next.is_none() => Role::Nothing,
                Facing::Both => Role::Open,
                // `He said:" We won".`: the gap is on the wrong side.
                Facing::Left if mark.next == Some(Facing::Left) && !self.ends_speech(mark) => {
                    Role::Open
                }
                Facing::Left => Role::Close,
            },
        }
    }

    fn single_role(&self, mark: &Mark, open: Option<&Open>) -> Role {
        let innermost = self.stack.last().map(|o| o.family);
        // An apostrophe within double marks must not close a single mark outside of them.
        let open = open.filter(|_| innermost == Some(Family::Single));
        let spaced = touching_before(self.tokens, mark.token).is_none();
        let more = mark.next == Some(Facing::Left);
        match (mark.facing, mark.lean) {
            (_, Lean::High) => Role::Close,
            (Facing::Right, Lean::Low) => Role::Open,
            (_, Lean::Low) => Role::Nothing, // a comma
            (Facing::Right, Lean::Left | Lean::Upright) => {
                if mark.doubtful && !more { Role::Nothing } else { Role::Open }
            }
            (Facing::Right, Lean::Right) => {
                if open.is_none() && !mark.doubtful && more { Role::Open } else { Role::Nothing }
            }
            (Facing::Left, _) if open.is_none() => Role::Nothing,
            (Facing::Left, _) => {
                if mark.doubtful && more { Role::Nothing } else { Role::Close }
            }
            (Facing::Both, Lean::Left) => match open {
                Some(open) if open.mirrored => Role::Close,
                _ if spaced => Role::Open,
                _ => Role::Nothing,
            },
            (Facing::Both, Lean::Right | Lean::Upright) => {
                if spaced && open.is_some() { Role::Close } else { Role::Nothing }
            }
        }
    }

    /// Whether the number before the mark follows feet: `5'10"`.
    fn feet_before(&self, mark: u32) -> bool {
        let Some(feet) = mark.checked_sub(2) else {
            return false;
        };
        let is_single = |t: Token| matches!(sort_of(self.text, t), Some((Family::Single, _)));
        self.tokens.get(feet as usize).copied().is_some_and(is_single)
            && number_before(self.tokens, feet)
    }

    fn token_before(&self, at: u32) -> Option<Token> {
        let before = at.checked_sub(1).filter(|b| *b >= self.paragraph.start)?;
        self.tokens.get(before as usize).copied()
    }

    /// Whether speech may end before the mark: after a comma or a stop.
    fn ends_speech(&self, mark: &Mark) -> bool {
        self.token_before(mark.token).is_some_and(|t| {
            t.kind() == TokenKind::Stop || matches!(t.span().of(self.text), "," | "—" | "–" | "-")
        })
    }

    /// Whether a mark that faces right closes all the same.
    fn is_misplaced_closing(&self, mark: &Mark) -> bool {
        let after = touching_after(self.tokens, mark.token);
        let lower = after.is_some_and(|t| t.case() == Case::Lower);
        lower && mark.next != Some(Facing::Left) && self.ends_speech(mark)
    }

    fn open(&mut self, mark: &Mark) {
        let starts = mark.token == self.paragraph.start;
        self.pairs.push(Draft {
            pair: MarkPair {
                inside: TokenRange::new(mark.token + 1, self.paragraph.end),
                open: mark.token,
                close: None,
                depth: 0,
                reopens: starts && self.unfinished == Some(mark.family),
                guessed: false,
            },
            family: mark.family,
            state: State::Waiting,
        });
        let open = Open {
            pair: self.pairs.len() - 1,
            family: mark.family,
            mirrored: match mark.lean {
                Lean::Low => true,
                Lean::Right => mark.family != Family::Double && mark.family != Family::Single,
                Lean::Left | Lean::Upright | Lean::High => false,
            },
        };
        self.stack.push(open);
        if let Some(stack) = self.open.get_mut(mark.family as usize) {
            stack.push(open);
        }
    }

    /// Closes the innermost pair of the mark's family, and gives up those inside it that wait.
    fn close(&mut self, mark: &Mark) {
        while let Some(open) = self.stack.pop() {
            if let Some(stack) = self.open.get_mut(open.family as usize) {
                stack.pop();
            }
            let Some(draft) = self.pairs.get_mut(open.pair) else {
                continue;
            };
            draft.pair.inside = TokenRange::new(draft.pair.open + 1, mark.token);
            if open.family == mark.family {
                draft.pair.close = Some(mark.token);
                draft.state = State::Done;
                self.closed = Some(mark.token + 1);
                return;
            }
            draft.pair.guessed = true;
            draft.state = match open.family {
                Family::Single => State::Dropped,
                Family::Double | Family::Guillemet | Family::SingleGuillemet => State::Done,
                Family::Corner | Family::WhiteCorner => State::Done,
            };
        }
    }

    /// A closing mark without an opening one: speech from the start of the paragraph, if it began
    /// in the one before, else from the start of the sentence.
    fn guess_opening(&mut self, mark: &Mark) {
        let settled = self.stack.is_empty() && mark.family == Family::Double;
        if !settled || !self.ends_speech(mark) {
            return;
        }
        let earliest = self.closed.unwrap_or(self.paragraph.start);
        let goes_on = self.unfinished == Some(Family::Double) && self.closed.is_none();
        let sentences = &self.layout.sentences;
        let sentence = sentences.partition_point(|s| s.end < mark.token);
        let start = sentences.get(sentence).map_or(0, |s| s.start);
        let start = if goes_on { 0 } else { start }.max(earliest);
        if start >= mark.token {
            return;
        }
        self.closed = Some(mark.token + 1);
        self.pairs.push(Draft {
            pair: MarkPair {
                inside: TokenRange::new(start, mark.token),
                open: start,
                close: Some(mark.token),
                depth: 0,
                reopens: goes_on,
                guessed: true,
            },
            family: mark.family,
            state: State::Done,
        });
    }

    /// Ends the pairs that still wait. `next` is the family of the mark with which the next
    /// paragraph begins. Gives the family of the speech that goes on there.
    pub(super) fn finish(&mut self, next: Option<Family>) -> Option<Family> {
        let mut goes_on = None;
        let mut later = [None; FAMILIES];
        for i in (0..self.pairs.len()).rev() {
            let Some(&Draft { pair, family, state }) = self.pairs.get(i) else {
                continue;
            };
            let Some(later) = later.get_mut(family as usize) else {
                continue;
            };
            let limit = later.replace(pair.open);
            if state != State::Waiting {
                continue;
            }
            let single = family == Family::Single;
            let reopened = limit.is_none() && next == Some(family);
            let begins = !single || self.begins_speech(pair.open);
            let (attribution, sentence_end) = self.guess_end(i, limit.unwrap_or(self.paragraph.end));
            // Of a speech that goes on, only the last words can be an attribution.
            let near = self.paragraph.end.saturating_sub(8);
            let attribution = attribution.filter(|at| !reopened || *at >= near);
            let end = attribution.or(limit.map(|_| sentence_end));
            let Some(draft) = self.pairs.get_mut(i) else {
                continue;
            };
            draft.state = State::Done;
            if single && attribution.is_none() && !reopened || !begins {
                draft.state = State::Dropped;
            } else if let Some(end) = end {
                draft.pair.inside.end = end;
                draft.pair.guessed = true;
            } else {
                draft.pair.guessed = !reopened;
                goes_on = Some(family);
            }
        }
        goes_on
    }

    /// Whether the mark at `open` begins the paragraph or follows a comma or colon.
    fn begins_speech(&self, open: u32) -> bool {
        self.token_before(open).is_none_or(|t| {
            t.kind() == TokenKind::Punctuation && matches!(t.span().of(self.text), "," | ":")
        })
    }

    /// Where the pair number `draft`, which lacks its closing mark, may end before `limit`: at an
    /// attribution, or else with its first sentence.
    fn guess_end(&self, draft: usize, limit: u32) -> (Option<u32>, u32) {
        let rest = self.pairs.get(draft..).unwrap_or_default();
        let mut at = rest.first().map_or(limit, |d| d.pair.open + 1);
        let inner = rest.iter().skip(1).take_while(|d| d.pair.open < limit);
        let mut inner = inner.filter(|d| d.state == State::Done).peekable();
        let mut sentence_end = None;
        while at < limit {
            if let Some(skipped) = inner.next_if(|d| d.pair.open <= at) {
                at = at.max(end_of(&skipped.pair));
                continue;
            }
            let Some(token) = self.tokens.get(at as usize) else {
                break;
            };
            at += 1;
            let stops = token.kind() == TokenKind::Stop;
            if stops || token.span().of(self.text) == "," {
                if self.attribution_follows(at) {
                    return (Some(at), at);
                }
                if stops && touching_after(self.tokens, at - 1).is_none() {
                    sentence_end = sentence_end.or(Some(at));
                }
            }
        }
        (None, sentence_end.unwrap_or(at))
    }

    /// Whether a verb of speech follows shortly: `, the minister said`.
    fn attribution_follows(&self, at: u32) -> bool {
        let range = TokenRange::new(at, self.paragraph.end.min(at + 7));
        let tokens = self.tokens.get(range.bounds()).unwrap_or_default();
        let mut words = tokens.iter().take_while(|t| {
            matches!(t.kind(), TokenKind::Word | TokenKind::Possessive | TokenKind::Number)
        });
        words.any(|t| is_speech_verb(t.span().of(self.text)))
    }
}

fn guillemet_role(mark: &Mark, open: Option<&Open>) -> Role {
    match (mark.lean, mark.facing, open) {
        (Lean::Left, Facing::Left, None) => Role::Nothing,
        (Lean::Left, Facing::Left, Some(_)) => Role::Close,
        (Lean::Left, Facing::Both, Some(open)) if open.mirrored => Role::Close,
        (Lean::Left, ..) => Role::Open,
        (_, Facing::Right, None) => Role::Open,
        (_, _, None) => Role::Nothing,
        (_, Facing::Right, Some(open)) if open.mirrored => Role::Open,
        (_, _, Some(_)) => Role::Close,
    }
}

/// The token after a pair.
fn end_of(pair: &MarkPair) -> u32 {
    pair.close.map_or(pair.inside.end, |close| close + 1)
}

/// The finished pairs with their depths, sorted by their opening mark.
pub(super) fn nest(drafts: Vec<Draft>) -> impl Iterator<Item = MarkPair> {
    let mut ends: Vec<u32> = Vec::new();
    let done = drafts.into_iter().filter(|d| d.state == State::Done);
    done.map(move |draft| {
        let mut pair = draft.pair;
        while ends.last().is_some_and(|end| *end <= pair.open) {
            ends.pop();
        }
        pair.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(end_of(&pair));
        pair
    })
}
