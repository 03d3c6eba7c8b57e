//! Short passages made from templates, which teach quotations.
//!
//! The marked news has few of each phenomenon and says most of it with the same verbs. The templates in
//! `tools/passages` say what the annotation guide says, once for each rule; the words are drawn.

use crate::corpus::Article;
use crate::marked;
use crate::train::crf::Random;
use crate::train::templates::{self, Lists, name_of, next_slot};
use anyhow::{Context, Result, bail};
use std::collections::HashMap;

const TEMPLATES: &str = include_str!("../../../passages/templates.txt");
const SLOTS: &str = include_str!("../../../passages/slots.txt");

/// So many passages of each template, always the same ones.
pub(crate) fn make(each: usize) -> Result<Vec<Article>> {
    let lists = templates::lists(SLOTS);
    let mut random = Random(1);
    let mut articles = Vec::new();
    for (n, template) in templates::lines(TEMPLATES).enumerate() {
        for i in 0..each {
            let text = fill(template, &lists, &mut random)?;
            let text = restyle(&text, random.below(20));
            let article = marked::passage(&text, format!("passage {n} {i}"));
            articles.push(article.with_context(|| template.to_owned())?);
        }
    }
    Ok(articles)
}

/// The template with words in its slots.
fn fill(template: &str, lists: &Lists, random: &mut Random) -> Result<String> {
    let mut draw = |name: &str| -> Result<&'static str> {
        let list = lists
            .get(name)
            .with_context(|| format!("no list `{name}`"))?;
        Ok(list[random.below(list.len())])
    };
    // Who and what bears each number in this passage.
    let (mut people, mut names, mut words) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, slot, after)) = next_slot(rest)? {
        out.push_str(before);
        rest = after;
        let name = name_of(slot);
        let number = &slot[name.len()..];
        let lower = name.to_lowercase();
        let filler = match lower.as_str() {
            "p" | "l" | "he" | "first" | "last" => {
                if !people.contains_key(number) {
                    let is_man = number.parse::<u8>().is_ok_and(|n| n % 2 == 0)
                        == (draw("coin")? == "heads");
                    people.insert(
                        number,
                        (is_man, draw(if is_man { "man" } else { "woman" })?),
                    );
                }
                let (is_man, full) = people[number];
                let (first, last) = full.split_once(' ').context("a surname")?;
                match (lower.as_str(), is_man) {
                    ("p", _) => format!("{{PERSON#{number} {full}}}"),
                    ("l", _) => format!("{{PERSON#{number} {last}}}"),
                    ("first", _) => first.to_owned(),
                    ("last", _) => last.to_owned(),
                    (_, true) => "he".to_owned(),
                    (_, false) => "she".to_owned(),
                }
            }
            "o" | "n" | "g" => {
                let list = match lower.as_str() {
                    "o" => "org",
                    "n" => "news",
                    _ => "place",
                };
                if !names.contains_key(number) {
                    names.insert(number, draw(list)?);
                }
                let label = if list == "place" { "GPE" } else { "ORG" };
                let name = names[number];
                match name.strip_prefix("the ") {
                    Some(bare) => format!("the {{{label}#{number} {bare}}}"),
                    None if list == "news" => format!("the {{{label}#{number} {name}}}"),
                    None => format!("{{{label}#{number} {name}}}"),
                }
            }
            _ if matches!(number, "" | "0") => draw(&lower)?.to_owned(),
            list => {
                let key = (list.to_owned(), number);
                if !words.contains_key(&key) {
                    words.insert(key.clone(), draw(list)?);
                }
                words[&key].to_owned()
            }
        };
        match (name.starts_with(char::is_uppercase), number) {
            (true, _) => out.push_str(&capital(&filler)),
            (false, "0") if !filler.starts_with("I ") => out.push_str(&small(&filler)),
            (false, _) => out.push_str(&filler),
        }
    }
    out.push_str(rest);
    if out.contains('<') {
        bail!("a slot is left in `{out}`");
    }
    Ok(out.replace('¶', "\n\n"))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

fn small(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// The passage with marks of another kind: straight ones most often, British and French ones now and then.
fn restyle(text: &str, style: usize) -> String {
    let curly = text.replace('\'', "’");
    let single = text.contains(['‘', '’', '\'']);
    match style {
        0..9 => text.replace(['“', '”'], "\"").replace(['‘', '’'], "'"),
        9 | 10 if !single => text.replace('“', "‘").replace('”', "’"),
        11 if !single => text.replace('“', "«").replace('”', "»"),
        _ => curly,
    }
}
