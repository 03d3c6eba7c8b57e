//! Tokens → matches: runs of tokens that have a class, joined to chunks, searched for mentions.

use std::ops::Range;

use super::class::{may_tell, of_token, same_word};
use super::guards::{self, Found};
use super::table::{Automaton, CHUNKED, MAX_TOKENS, Match, Rule};
use super::words::Class;
use crate::pace::{self, Pace};
use crate::sentences::Layout;
use crate::text::to_u32;
use crate::tokens::{Gap, Token, TokenRange};

/// A run of tokens that counts as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) class: Class,
    /// Its first token.
    pub(super) start: u32,
    /// The token after its last one.
    pub(super) end: u32,
}

/// Everything the guards may look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) layout: &'t Layout,
}

impl<'t> Context<'t> {
    pub(super) fn token(&self, i: u32) -> Option<&'t Token> {
        self.tokens.get(i as usize)
    }

    /// The text of token `i`; empty where there is none.
    #[inline(never)]
    pub(super) fn word(&self, i: u32) -> &'t str {
        self.token(i).map_or("", |t| t.span().of(self.text))
    }

    /// Whether a date stands where texts give their own.
    pub(super) fn is_dateline(&self, date: TokenRange) -> bool {
        const SAID: [&str; 7] = ["published", "updated", "posted", "date", "dated", "on", ":"];
        let ends_line = |i: u32| self.token(i).is_none_or(|t| t.gap() >= Gap::Line);
        let starts_line = self.token(date.start).is_some_and(|t| t.gap() >= Gap::Line);
        let before = date.start.checked_sub(1).map_or("", |i| self.word(i));
        let earlier = date.start.checked_sub(2).map_or("", |i| self.word(i));
        let is = |word: &str, list: &[&str]| list.iter().any(|w| same_word(w, word));
        starts_line && ends_line(date.end)
            || matches!(self.word(date.end), "—" | "–" | "-" | "--") && date.start < 12
            || is(before, &SAID) && (is(before, &SAID[..5]) || is(earlier, &SAID[..5]))
    }

    /// The sentence that holds token `i`.
    #[inline(never)]
    pub(super) fn sentence(&self, i: u32) -> TokenRange {
        let sentences = &self.layout.sentences;
        let after = sentences.partition_point(|s| s.start <= i);
        after
            .checked_sub(1)
            .and_then(|n| sentences.get(n))
            .copied()
            .unwrap_or_default()
    }

    /// The class of token `i`.
    pub(super) fn class(&self, i: u32) -> Class {
        let Some(token) = self.token(i) else {
            return Class::Other;
        };
        let before = i.checked_sub(1).and_then(|j| self.token(j));
        of_token(self.text, token, before, self.token(i + 1))
    }

    /// The classes of the run of tokens around token `at`, none of them [`Class::Other`], within its
    /// paragraph; and the first token of the run.
    fn run_around(&self, at: u32, run: &mut Vec<Class>) -> u32 {
        run.clear();
        let opens = |i| self.token(i).is_none_or(|t| t.gap() == Gap::Paragraph);
        let class = |i| Some(self.class(i)).filter(|class| *class != Class::Other);
        let mut start = at;
        while let Some(before) = start.checked_sub(1).filter(|_| !opens(start)) {
            let Some(class) = class(before) else {
                break;
            };
            run.push(class);
            start = before;
        }
        run.reverse();
        let ends = |i: &u32| *i > at && opens(*i);
        run.extend((at..).take_while(|i| !ends(i)).map_while(class));
        start
    }
}

/// Finds the mentions, sorted, without their values.
pub(super) async fn scan(context: Context<'_>, pace: &Pace) -> Vec<Found> {
    let mut scanner = Scanner::new(context);
    let n = context.tokens.len();
    for first in (0..n).step_by(pace::TOKENS) {
        pace.rest().await;
        scanner.scan(first..n.min(first + pace::TOKENS));
    }
    scanner.found
}

/// What is kept from token to token.
struct Scanner<'t> {
    context: Context<'t>,
    joiner: Automaton,
    finder: Automaton,
    run: Vec<Class>,
    chunks: Vec<Chunk>,
    /// The token up to which runs were searched.
    searched: u32,
    found: Vec<Found>,
}

impl<'t> Scanner<'t> {
    fn new(context: Context<'t>) -> Self {
        let (joiner, finder) = Automaton::both();
        Self {
            context,
            joiner,
            finder,
            run: Vec::new(),
            chunks: Vec::new(),
            searched: 0,
            found: Vec::new(),
        }
    }

    /// Looks at some more tokens. Every mention holds a token of a telling class and lies within a
    /// run, so that only the runs around such tokens are looked into.
    #[inline(never)]
    fn scan(&mut self, range: Range<usize>) {
        let context = self.context;
        let tokens = context.tokens.get(range.clone()).unwrap_or_default();
        for (token, at) in tokens.iter().zip(to_u32(range.start)..) {
            if at < self.searched || !may_tell(context.text, token) {
                continue;
            }
            if context.class(at).is_telling() {
                self.search(at);
            }
        }
    }

    /// Searches the run around a token.
    #[inline(never)]
    fn search(&mut self, at: u32) {
        let start = self.context.run_around(at, &mut self.run);
        self.searched = start + to_u32(self.run.len());
        self.chunks.clear();
        join(&self.run, start, self.joiner, &mut self.chunks);
        search(self.context, &self.chunks, self.finder, &mut self.found);
    }
}

fn join(run: &[Class], start: u32, joiner: Automaton, chunks: &mut Vec<Chunk>) {
    let mut matches = [Match::default(); MAX_TOKENS];
    let mut at = 0;
    while let Some(class) = run.get(at).copied() {
        let n = match joiner.can_begin(class) {
            true => joiner.matches(run.iter().skip(at).copied(), &mut matches),
            false => 0,
        };
        let longest = n.checked_sub(1).and_then(|n| matches.get(n));
        let row = longest.and_then(|m| joiner.rows(*m).next());
        let (class, len) = match (row.and_then(|r| CHUNKED.get(usize::from(r))), longest) {
            // A lone "one" is mostly no number, so it keeps a class of its own.
            (Some(_), Some(m)) if m.len == 1 && class == Class::One => (class, 1),
            (Some(joined), Some(m)) => (*joined, usize::from(m.len)),
            (_, _) => (class, 1),
        };
        chunks.push(Chunk {
            class,
            start: start + to_u32(at),
            end: start + to_u32(at + len),
        });
        at += len;
    }
}

fn search(context: Context<'_>, chunks: &[Chunk], finder: Automaton, found: &mut Vec<Found>) {
    let mut matches = [Match::default(); MAX_TOKENS];
    let mut at = 0;
    'chunks: while at < chunks.len() {
        let rest = chunks.get(at..).unwrap_or_default();
        if !rest.first().is_some_and(|chunk| finder.can_begin(chunk.class)) {
            at += 1;
            continue;
        }
        let n = finder.matches(rest.iter().map(|c| c.class), &mut matches);
        for m in matches.iter().take(n).rev() {
            let Some(span) = rest.get(..usize::from(m.len)) else {
                continue;
            };
            for row in finder.rows(*m) {
                if let Some(rule) = Rule::ALL.get(usize::from(row))
                    && let Some(mention) = guards::check(context, *rule, span)
                {
                    found.push(mention);
                    at += usize::from(m.len);
                    continue 'chunks;
                }
            }
        }
        at += 1;
    }
}

/// The tokens of a match.
pub(super) fn range(span: &[Chunk]) -> TokenRange {
    TokenRange::new(
        span.first().map_or(0, |c| c.start),
        span.last().map_or(0, |c| c.end),
    )
}
