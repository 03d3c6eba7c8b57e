//! Short marked passages made from templates, for names that the marked news has few of.
//!
//! News of politics fills the corpora: clubs called by their town, shops, bands, works, ships and roads are rare
//! there. The templates in `tools/passages` show them in sentences as reporters write them; the words are drawn.

use super::crf::Random;
use super::templates::{self, Lists, name_of, next_slot};
use crate::corpus::Article;
use crate::marked;
use anyhow::{Context, Result};
use std::collections::HashMap;

const TEMPLATES: &str = include_str!("../../passages/names-templates.txt");
const SLOTS: &str = include_str!("../../passages/names-slots.txt");

/// So many templates make up one article.
const TOGETHER: usize = 3;

/// Articles with so many passages of each template, always the same ones.
pub(crate) fn make(each: usize) -> Result<Vec<Article>> {
    let lists = templates::lists(SLOTS);
    let mut order: Vec<&str> = templates::lines(TEMPLATES)
        .flat_map(|t| std::iter::repeat_n(t, each))
        .collect();
    let mut random = Random(1);
    random.shuffle(&mut order);
    let articles = order.chunks(TOGETHER).enumerate();
    articles
        .map(|(number, templates)| {
            let filled = templates.iter().map(|t| fill(t, &lists, &mut random));
            let text = filled.collect::<Result<Vec<_>>>()?.join("\n\n");
            let text = match random.below(2) {
                0 => text.replace('\'', "’"),
                _ => text,
            };
            marked::passage(&text, format!("names {number}")).with_context(|| text.clone())
        })
        .collect()
}

/// The template with words in its slots; one number, one word.
fn fill(template: &str, lists: &Lists, random: &mut Random) -> Result<String> {
    let mut kept: HashMap<&str, &str> = HashMap::new();
    let mut used: Vec<&str> = Vec::new();
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, slot, after)) = next_slot(rest)? {
        out.push_str(before);
        rest = after;
        let name = name_of(slot);
        let list = lists.get(name.to_lowercase().as_str());
        let list = list.with_context(|| format!("no list `{name}`"))?;
        let mut word = list[random.below(list.len())];
        while used.contains(&word) && list.iter().any(|word| !used.contains(word)) {
            word = list[random.below(list.len())];
        }
        if name.len() < slot.len() {
            word = kept.entry(slot).or_insert(word);
            used.push(word);
        }
        // An article before a name stands outside of its mark.
        let mark = out.rfind('{').filter(|at| !out[*at..].contains('}'));
        match (word.strip_prefix("the "), mark) {
            (Some(bare), Some(at)) if !out[..at].ends_with(" the ") => {
                out.insert_str(at, "the ");
                out.push_str(bare);
            }
            (Some(bare), _) => out.push_str(bare),
            (None, _) if name.starts_with(char::is_uppercase) => out.push_str(&capital(word)),
            (None, _) => out.push_str(word),
        }
    }
    out.push_str(rest);
    Ok(capital(&out).replace(". the {", ". The {"))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_slots_keep_their_word_and_articles_leave_the_mark() {
        let lists = HashMap::from([("club", vec!["the Rovers", "Ajax"])]);
        for seed in 0..9 {
            let text = fill(
                "{ORG <club1>} met {ORG <club2>}; {ORG <club1>} won",
                &lists,
                &mut Random(seed),
            );
            let rovers_first = "The {ORG Rovers} met {ORG Ajax}; the {ORG Rovers} won";
            let ajax_first = "{ORG Ajax} met the {ORG Rovers}; {ORG Ajax} won";
            let text = text.unwrap();
            assert!(
                [rovers_first, ajax_first].contains(&text.as_str()),
                "{text}"
            );
        }
        assert!(fill("<none>", &lists, &mut Random(1)).is_err());
    }

    #[test]
    fn every_template_makes_passages() {
        let articles = make(2).unwrap();
        assert!(articles.len() > 70);
        // The last one holds the passages that are left over.
        let (last, whole) = articles.split_last().unwrap();
        assert!(whole.iter().all(|a| a.entities.len() > 3));
        assert!(!last.entities.is_empty());
    }
}
