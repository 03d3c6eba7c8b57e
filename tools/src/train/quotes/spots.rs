//! Quoted words without a cue, in marked texts → what the ranker learns from.

use super::gold::{Gold, Passes, Text, core};
use super::instances::{Instance, NO_PART, Option_, source_quality};
use quotelight::TokenRange;
use quotelight::Via;
use quotelight::attribution::frames::Frame;
use quotelight::attribution::parts::pieces;
use quotelight::attribution::ranker::Ranker;
use quotelight::attribution::regions::{self, Placed, Reading, Spot};
use quotelight::attribution::values::key;
use quotelight::attribution::view::View;
use quotelight::attribution::{WithRegions, each_cue, joint, region_features};
use quotelight::pace::{Pace, finish};

/// The instances of a text, around what `ranker` finds by cues in it.
pub(crate) fn collect(passes: &Passes, text: &Text, ranker: &Ranker) -> Vec<Instance> {
    let view = passes.view(text);
    let gold = text.gold(&view);
    let mut choice = joint::Choice::new(&view, Vec::new(), ranker.allowance());
    let pace = Pace::unbroken();
    finish(each_cue(&view, &pace, |parts, earlier| {
        choice.add(parts.unit, ranker.rank(&view, parts, earlier));
    }));
    let mut instances = Vec::new();
    let mut frames = WithRegions::new(&view, choice.finish());
    let mut read = |spot: &Spot, before: &[Frame]| {
        // The program does not ask the ranker about these.
        if let Some(placed) = regions::by_rule(&view, spot, before) {
            return Some(placed);
        }
        let truth = Truth::of(&view, spot, before, &gold);
        let (mut instance, placed) = instance(&view, spot, before, &truth);
        instance.weight = text.weight;
        instances.push(instance);
        placed
    };
    while finish(frames.next(&pace, &mut read)).is_some() {}
    instances
}

/// What the marks say of quoted words.
enum Truth<'g> {
    /// No speech.
    Nothing,
    /// A piece of the quotation before.
    Piece,
    /// A quotation.
    Own(&'g Gold),
}

impl<'g> Truth<'g> {
    fn of(view: &View<'_>, spot: &Spot, before: &[Frame], gold: &'g [Gold]) -> Self {
        let inside = core(view, spot.region.inside).unwrap_or(spot.region.inside);
        let meets = |g: &&Gold| g.content.iter().any(|p| p.overlaps(inside));
        let Some(here) = gold.iter().find(meets) else {
            return Self::Nothing;
        };
        let last = before.last().is_some_and(|f| {
            f.content.iter().any(|p| {
                here.content
                    .iter()
                    .any(|g| g.overlaps(*p) && !g.overlaps(inside))
            })
        });
        if last { Self::Piece } else { Self::Own(here) }
    }
}

fn instance(
    view: &View<'_>,
    spot: &Spot,
    before: &[Frame],
    truth: &Truth<'_>,
) -> (Instance, Option<Placed>) {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new()];
    let mut add = |extract: &dyn Fn(quotelight::attribution::features::Push<'_>)| -> u16 {
        let mut list = Vec::new();
        extract(&mut |t, v| list.push(key(t, v)));
        lists.push(list);
        u16::try_from(lists.len() - 1).unwrap_or(NO_PART)
    };
    let readings: Vec<u16> = spot
        .readings
        .iter()
        .map(|(reading, content)| {
            add(&|p| region_features::reading(view, spot, *reading, *content, before, p))
        })
        .collect();
    let sources: Vec<u16> = spot
        .sources
        .iter()
        .map(|s| add(&|p| region_features::source(view, spot, s, before, p)))
        .collect();
    let mut instance = Instance {
        features: lists,
        is_cue: !matches!(truth, Truth::Nothing),
        ..Instance::default()
    };
    let mut qualities = Vec::new();
    let mut choices = Vec::new();
    spot.choices(|r, s| {
        let (reading, content) = spot.readings[r];
        instance.options.push(Option_ {
            layout: 0,
            parts: [
                readings[r],
                sources[s],
                NO_PART,
                NO_PART,
                NO_PART,
                NO_PART,
                NO_PART,
            ],
        });
        choices.push((r, s));
        qualities.push(match truth {
            Truth::Nothing => (0.0, 0.0),
            Truth::Piece => (f32::from(u8::from(reading == Reading::Continues)), 1.0),
            Truth::Own(_) if reading == Reading::Continues => (0.0, 0.0),
            Truth::Own(gold) => (
                alike(view, content, gold),
                if gold.has_place {
                    source_quality(view, spot.sources[s].range, gold)
                } else {
                    1.0
                },
            ),
        });
    });
    instance.judge(&qualities, 0.4);
    if !instance.is_cue || !instance.reachable {
        instance.right.clear();
        return (instance, None);
    }
    // What follows is read as if this had been read right.
    let chosen = instance
        .right
        .iter()
        .position(|right| *right)
        .map(|i| choices[i]);
    let placed = chosen.map(|(r, s)| {
        let (reading, content) = spot.readings[r];
        if reading == Reading::Continues {
            return Placed::Piece(content);
        }
        Placed::Own(Frame {
            cue: None,
            speaker: spot.sources[s].range,
            content: pieces(view, content),
            via: Via::Nearby,
            runner_up: None,
            confidence: 1.0,
            source_confidence: 1.0,
        })
    });
    (instance, placed)
}

/// The share of common tokens with the pieces that the content meets.
fn alike(view: &View<'_>, content: TokenRange, gold: &Gold) -> f32 {
    let content = core(view, content).unwrap_or(content);
    let pieces: Vec<&TokenRange> = gold
        .content
        .iter()
        .filter(|g| g.overlaps(content))
        .collect();
    let common: u32 = pieces
        .iter()
        .map(|g| {
            g.end
                .min(content.end)
                .saturating_sub(g.start.max(content.start))
        })
        .sum();
    let total: u32 = content.len() + pieces.iter().map(|g| g.len()).sum::<u32>() - common;
    common as f32 / total.max(1) as f32
}
