//! Cues of marked texts → what the ranker learns from.

use super::gold::{Gold, Passes, Text, core};
use quotelight::TokenRange;
use quotelight::attribution::cues::Cue;
use quotelight::attribution::parts::{Layout, Limits, Parts};
use quotelight::attribution::values::key;
use quotelight::attribution::view::View;
use quotelight::attribution::{each_cue, features};
use quotelight::pace::{Pace, finish};
use std::collections::HashMap;

/// The numbers of the features.
#[derive(Default)]
pub(crate) struct Alphabet {
    pub(crate) keys: Vec<u32>,
    numbers: HashMap<u32, u32>,
    pub(crate) counts: Vec<u32>,
}

impl Alphabet {
    fn number(&mut self, key: u32) -> u32 {
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.counts.push(0);
            self.keys.len() as u32 - 1
        });
        self.counts[number as usize] += 1;
        number
    }

    /// Replaces keys by numbers.
    pub(crate) fn encode(&mut self, instance: &mut Instance) {
        for list in &mut instance.features {
            assert!(list.len() <= features::MOST);
            for feature in list {
                *feature = self.number(*feature);
            }
        }
    }
}

/// A choice as positions in [`Instance::features`]; the first is the cue itself.
#[derive(Clone, Debug)]
pub(crate) struct Option_ {
    pub(crate) layout: u8,
    /// Positions of its parts, [`NO_PART`] where there is none: source, source in layout, front,
    /// start, end, back.
    pub(crate) parts: [u16; 7],
}

/// Not a part.
pub(crate) const NO_PART: u16 = u16::MAX;

/// A cue with all choices.
#[derive(Clone, Debug, Default)]
pub(crate) struct Instance {
    /// Feature lists: of the cue, then of each part.
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) options: Vec<Option_>,
    /// The options that are right; empty where the cue reports nothing.
    pub(crate) right: Vec<bool>,
    /// How unlike the marked quotation each option is, from 0 to 1; empty where all are alike.
    pub(crate) costs: Vec<f32>,
    /// Whether the cue is marked.
    pub(crate) is_cue: bool,
    /// Whether a marked quotation can be made of the parts.
    pub(crate) reachable: bool,
    /// Whether the best option is the marked one.
    pub(crate) exact: bool,
    /// Whether one of the options is right for sure: "none" is an option itself.
    pub(crate) closed: bool,
    pub(crate) weight: f32,
}

/// The instances of a text, and the heads of marked cues that no word stands for.
pub(crate) fn collect(passes: &Passes, text: &Text) -> (Vec<Instance>, Vec<String>) {
    let view = passes.view(text);
    let gold = text.gold(&view);
    let mut found = vec![false; gold.len()];
    let mut instances = Vec::new();
    let pace = Pace::unbroken();
    let each = each_cue(&view, &pace, |parts, earlier| {
        let here = gold.iter().position(|g| {
            g.cue
                .is_some_and(|c| c.start <= parts.cue.head && parts.cue.head < c.end)
        });
        let inside = gold.iter().any(|g| {
            g.content
                .iter()
                .any(|p| p.start <= parts.cue.head && parts.cue.head < p.end)
        });
        if let Some(here) = here {
            found[here] = true;
        } else if inside {
            return; // only the outermost is marked
        }
        let mut instance = instance(&view, parts, earlier, here.map(|i| &gold[i]));
        instance.weight = text.weight;
        instances.push(instance);
    });
    finish(each);
    let missed = gold
        .iter()
        .zip(found)
        .filter(|(g, found)| !found && g.cue.is_some());
    let missed = missed.map(|(g, _)| {
        let cue = g.cue.unwrap_or_default();
        (cue.start..cue.end)
            .map(|i| view.word(i).to_lowercase())
            .collect::<Vec<_>>()
            .join(" ")
    });
    (instances, missed.collect())
}

fn instance(view: &View<'_>, parts: &mut Parts, earlier: &[Cue], gold: Option<&Gold>) -> Instance {
    parts.collect(view, earlier, Limits::WIDE);
    let parts = &*parts;
    let mut lists: Vec<Vec<u32>> = Vec::new();
    let mut add = |extract: &dyn Fn(features::Push<'_>)| -> u16 {
        let mut list = Vec::new();
        extract(&mut |t, v| list.push(key(t, v)));
        lists.push(list);
        u16::try_from(lists.len() - 1).unwrap_or(NO_PART)
    };
    add(&|p| features::cue(view, parts, earlier, p));
    let marks = features::quotes_around(view, &parts.cue, parts.unit);
    let sources: Vec<u16> = parts
        .sources
        .iter()
        .map(|s| add(&|p| features::source(view, parts, s, p)))
        .collect();
    let layouts = [Layout::After, Layout::Before, Layout::Around];
    let in_layouts: Vec<[u16; 3]> = parts
        .sources
        .iter()
        .map(|s| layouts.map(|l| add(&|p| features::source_in_layout(view, parts, s, l, marks, p))))
        .collect();
    let fronts: Vec<u16> = parts
        .fronts
        .iter()
        .map(|f| add(&|p| features::front(view, parts, f, p)))
        .collect();
    let starts: Vec<u16> = parts
        .starts
        .iter()
        .map(|s| add(&|p| features::start(view, parts, s, p)))
        .collect();
    let ends: Vec<u16> = parts
        .ends
        .iter()
        .map(|e| add(&|p| features::end(view, parts, *e, p)))
        .collect();
    let backs: Vec<u16> = parts
        .backs
        .iter()
        .map(|b| add(&|p| features::back(view, parts, b, p)))
        .collect();
    let mut around: HashMap<(usize, usize), u16> = HashMap::new();
    parts.choices(|choice| {
        if let (Some(f), Some(b)) = (choice.front, choice.back) {
            around.entry((f, b)).or_insert_with(|| {
                add(&|p| features::around(view, parts, &parts.fronts[f], &parts.backs[b], p))
            });
        }
    });
    let mut instance = Instance {
        features: lists,
        is_cue: gold.is_some(),
        ..Instance::default()
    };
    let mut qualities = Vec::new();
    parts.choices(|choice| {
        let back = choice.back.map(|b| parts.backs[b]);
        instance.options.push(Option_ {
            layout: choice.layout as u8,
            parts: [
                sources[choice.source],
                in_layouts[choice.source][choice.layout as usize],
                choice.front.map_or(NO_PART, |f| fronts[f]),
                back.map_or(NO_PART, |b| starts[b.start]),
                back.map_or(NO_PART, |b| ends[b.end]),
                choice.back.map_or(NO_PART, |b| backs[b]),
                choice
                    .front
                    .zip(choice.back)
                    .map_or(NO_PART, |both| around[&both]),
            ],
        });
        if let Some(gold) = gold {
            let content = parts.content(view, choice);
            let source = parts.sources[choice.source];
            qualities.push((
                quality(view, &content, gold, parts.unit),
                source_quality(view, source.range, gold),
            ));
        }
    });
    let Some(_) = gold else {
        return instance;
    };
    instance.judge(&qualities, 0.5);
    instance
}

impl Instance {
    /// Marks the options that are as good as any, by their content, then by their source.
    pub(crate) fn judge(&mut self, qualities: &[(f32, f32)], least: f32) {
        let best = qualities.iter().map(|q| q.0).fold(0.0, f32::max);
        self.reachable = best >= least;
        self.exact = best > 0.999;
        let good = |q: &&(f32, f32)| q.0 >= best - 1e-6;
        let spoken = qualities
            .iter()
            .filter(good)
            .map(|q| q.1)
            .fold(0.0, f32::max);
        let right = qualities.iter().map(|q| good(&q) && q.1 >= spoken - 1e-6);
        self.right = right.collect();
        self.costs = qualities.iter().map(|q| (best - q.0).max(0.0)).collect();
    }
}

/// How alike two contents are: the share of common tokens. Pieces of the marked one in other
/// sentences do not count against it.
fn quality(view: &View<'_>, content: &[TokenRange], gold: &Gold, unit: TokenRange) -> f32 {
    let cores: Vec<TokenRange> = content.iter().filter_map(|p| core(view, *p)).collect();
    let matched: Vec<&TokenRange> = gold
        .content
        .iter()
        .filter(|g| g.overlaps(unit) || cores.iter().any(|p| p.overlaps(**g)))
        .collect();
    let common: u32 = cores
        .iter()
        .flat_map(|p| {
            matched
                .iter()
                .map(move |g| p.end.min(g.end).saturating_sub(p.start.max(g.start)))
        })
        .sum();
    let total = |ranges: &mut dyn Iterator<Item = u32>| ranges.sum::<u32>();
    let union = total(&mut cores.iter().map(|r| r.len()))
        + total(&mut matched.iter().map(|r| r.len()))
        - common;
    let share = common as f32 / union.max(1) as f32;
    // Of equally good ones, that with as many pieces.
    share - 0.01 * (cores.len() as f32 - matched.len() as f32).abs()
}

/// How well a source's words are those marked: 0 where they name another.
pub(crate) fn source_quality(view: &View<'_>, source: Option<TokenRange>, gold: &Gold) -> f32 {
    let (Some(a), Some(b)) = (source, gold.speaker) else {
        return f32::from(u8::from(source == gold.speaker));
    };
    let head = |r: TokenRange| {
        let inside = view
            .input
            .mentions
            .iter()
            .find(|m| r.start <= m.tokens.start && m.tokens.end <= r.end && m.kind.is_name());
        inside.map_or(r.end, |m| m.tokens.end)
    };
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let right = common > 0 && (a.end == b.end || a.start == b.start || head(a) == head(b));
    if right {
        common as f32 / (a.len() + b.len() - common).max(1) as f32
    } else {
        0.0
    }
}
