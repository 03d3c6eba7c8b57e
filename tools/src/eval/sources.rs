//! Sources by themselves: gold names and the words that name each speaker are given, so that only
//! the step from these words to the named person or body is judged.

use std::collections::BTreeMap;

use anyhow::Context;
use quotelight::aliases::Known;
use quotelight::attribution::Attributor;
use quotelight::attribution::frames::Frame;
use quotelight::attribution::resolve::Resolver;
use quotelight::attribution::view::{Input, View};
use quotelight::entities::vocabulary::Vocabulary;
use quotelight::kind::Via;
use quotelight::lexicon::Lexicon;
use quotelight::pace::{Pace, finish};
use quotelight::text::OffsetMap;
use quotelight::{TokenRange, aliases, marks, sentences, tokens};

use super::linked::{mentions, position};
use super::table::{Table, percent};
use crate::corpus::Article;

/// How many sources of one form came out right.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: usize,
    right: usize,
}

/// Prints how often each form of source is resolved to the right chain, or left alone where the
/// text names nobody; with `limit` wrong ones in their context.
pub(super) fn print(set: &str, articles: &[Article], limit: usize) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded().context("the embedded word lists")?;
    let known = Known::new();
    let attributor = Attributor::embedded().context("the embedded model of quotations")?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut wrong = Vec::new();
    for article in articles.iter().filter(|a| !a.turns) {
        let text = article.text.as_str();
        let tokens = tokens::tokenize(text);
        let layout = sentences::split(text, &tokens);
        let marks = marks::pair(text, &tokens, &layout);
        let mentions = mentions(article, &tokens);
        let entities = finish(aliases::link(
            aliases::Source::new(&lexicon, &known, text, &tokens),
            &mentions,
            &Pace::unbroken(),
        ));
        let view = finish(View::new(
            Input {
                lexicon: &lexicon,
                text,
                tokens: &tokens,
                layout: &layout,
                marks: &marks,
                mentions: &mentions,
                entities: &entities,
            },
            &attributor.words,
            &mut Vocabulary::default(),
            None,
            &Pace::unbroken(),
        ));
        let map = OffsetMap::new(text);
        let range = |start: usize, end: usize| {
            let byte = |chars| map.byte_of_char(position(chars));
            let (start, end) = (byte(start), byte(end));
            let first = tokens.partition_point(|t| t.span().end <= start);
            let last = tokens.partition_point(|t| t.span().start < end);
            TokenRange::new(position(first), position(last))
        };
        let mut resolver = Resolver::new(&view, &attributor.ranker);
        for quote in &article.quotes {
            let Some(speaker) = &quote.speaker else {
                continue;
            };
            let (Some(start), Some(end)) = (speaker.start, speaker.end) else {
                continue;
            };
            let source = range(start, end);
            let frame = Frame {
                cue: None,
                speaker: Some(source),
                content: quote.content.iter().map(|p| range(p.0, p.1)).collect(),
                via: Via::Open,
                runner_up: None,
                confidence: 1.0,
                source_confidence: 1.0,
            };
            let (found, _) = resolver.resolve(&frame);
            let entity = found
                .and_then(|s| s.entity)
                .and_then(|e| entities.get(e.0 as usize));
            let chains = entity.into_iter().flat_map(|e| &e.mentions);
            let chains: Vec<_> = chains
                .map(|m| article.entities[m.0 as usize].chain)
                .collect();
            let right = match speaker.chain {
                Some(chain) => chains.contains(&Some(chain)),
                None => entity.is_none(),
            };
            let form = found.map_or("none".to_owned(), |s| s.form.to_string());
            let named = if speaker.chain.is_some() {
                "named"
            } else {
                "named nowhere"
            };
            let count = counts.entry(format!("{form}, {named}")).or_default();
            count.all += 1;
            count.right += usize::from(right);
            if !right {
                let name = entity.and_then(|e| mentions.get(e.name.0 as usize));
                let before: String = text
                    .chars()
                    .skip(start.saturating_sub(220))
                    .take(start.min(220))
                    .collect();
                wrong.push(format!(
                    "{} ({form}): “{}” is {:?}, not {:?} ¶ …{}",
                    article.id,
                    source.span(&tokens).of(text),
                    speaker.canonical,
                    name.map(|m| m.span.of(text)),
                    before.replace('\n', "¶"),
                ));
            }
        }
    }
    let mut table = Table::new(&["source", "gold", "right", "%"]);
    for (form, count) in counts {
        let share = count.right as f64 / count.all.max(1) as f64;
        table.row([
            form,
            count.all.to_string(),
            count.right.to_string(),
            percent(share),
        ]);
    }
    table.print(&format!(
        "Sources in {set} resolved, gold names and words given:"
    ));
    for line in wrong.iter().take(limit) {
        println!("  {line}");
    }
    Ok(())
}
