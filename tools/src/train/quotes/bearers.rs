//! Marked speakers → whom their words mean.

use super::gold::{Passes, Text};
use super::instances::{Instance, NO_PART, Option_};
use quotelight::attribution::bearer_features::{self, Asked, Spoken};
use quotelight::attribution::cast::Cast;
use quotelight::attribution::meant::meant;
use quotelight::attribution::values::key;
use quotelight::{EntityId, MentionId, TokenRange};

/// The instances of a text; none where its speakers have no chains.
pub(crate) fn collect(passes: &Passes, text: &Text) -> Vec<Instance> {
    let view = passes.view(text);
    let cast = Cast::new(&view);
    let mut instances = Vec::new();
    let mut last: Vec<Spoken> = Vec::new();
    for gold in text.gold(&view) {
        let Some(words) = gold.speaker.map(|source| meant(&view, source)) else {
            last.push(Spoken::new(None, &gold.content));
            continue;
        };
        let named = gold.chain.map(|chain| text.mentions_of(chain));
        // A name that the tagger found means who is marked to be meant, if the tokens meet.
        let is_right = |entity: Option<EntityId>| match (entity, &named) {
            (None, None) => true,
            (Some(entity), Some(named)) => {
                let mentions = &view.input.entities[entity.0 as usize].mentions;
                let meets = |m: &&MentionId| {
                    let tokens = view.input.mentions[m.0 as usize].tokens;
                    named.iter().any(|n: &TokenRange| n.overlaps(tokens))
                };
                mentions.iter().filter(meets).count() * 2 > mentions.len()
            }
            _ => false,
        };
        let bearers = cast.bearers(&view, words);
        let asked = Asked::new((&view, &cast), words, &gold.content, &last);
        let mut instance = Instance {
            features: vec![Vec::new()],
            is_cue: true,
            weight: text.weight,
            ..Instance::default()
        };
        for bearer in &bearers {
            let mut list = Vec::new();
            bearer_features::bearer(&asked, bearer, &mut |t, v| list.push(key(t, v)));
            instance.features.push(list);
            let part = instance.features.len() as u16 - 1;
            let mut parts = [NO_PART; 7];
            parts[0] = part;
            instance.options.push(Option_ { layout: 0, parts });
            instance.right.push(is_right(bearer.entity));
        }
        let right = instance.right.iter().position(|r| *r);
        last.push(Spoken::new(
            right.and_then(|i| bearers[i].entity),
            &gold.content,
        ));
        instance.reachable = right.is_some();
        instance.exact = right.is_some();
        instance.closed = true;
        // Without chains nobody is named, which says nothing.
        if text.has_chains() {
            instances.push(instance);
        }
    }
    instances
}
