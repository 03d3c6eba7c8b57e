//! Our own marked articles, which teach names and quotations.
//!
//! They are of the desks, countries and house styles that the marked news has none of.

use crate::corpus::Article;
use crate::marked;
use anyhow::{Context, Result};

/// The files of `tools/passages/articles`.
const FILES: &[(&str, &str)] = &[
    ("mixed", include_str!("../../passages/articles/mixed.txt")),
    ("briefs", include_str!("../../passages/articles/briefs.txt")),
    (
        "business",
        include_str!("../../passages/articles/business.txt"),
    ),
    ("local", include_str!("../../passages/articles/local.txt")),
    ("sport", include_str!("../../passages/articles/sport.txt")),
    ("world", include_str!("../../passages/articles/world.txt")),
    (
        "america",
        include_str!("../../passages/articles/america.txt"),
    ),
    (
        "britain",
        include_str!("../../passages/articles/britain.txt"),
    ),
    (
        "culture",
        include_str!("../../passages/articles/culture.txt"),
    ),
    ("places", include_str!("../../passages/articles/places.txt")),
    (
        "bulletins",
        include_str!("../../passages/articles/bulletins.txt"),
    ),
    (
        "releases",
        include_str!("../../passages/articles/releases.txt"),
    ),
    (
        "biographies",
        include_str!("../../passages/articles/biographies.txt"),
    ),
    (
        "encyclopaedia",
        include_str!("../../passages/articles/encyclopaedia.txt"),
    ),
    (
        "agencies",
        include_str!("../../passages/articles/agencies.txt"),
    ),
    (
        "informal",
        include_str!("../../passages/articles/informal.txt"),
    ),
    ("wire", include_str!("../../passages/articles/wire.txt")),
    ("firms", include_str!("../../passages/articles/firms.txt")),
    ("voices", include_str!("../../passages/articles/voices.txt")),
    ("pages", include_str!("../../passages/articles/pages.txt")),
    ("makers", include_str!("../../passages/articles/makers.txt")),
    ("stages", include_str!("../../passages/articles/stages.txt")),
];

/// All articles, in the order of the files.
pub(super) fn all() -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for (name, file) in FILES {
        articles.extend(marked::several(file).with_context(|| format!("articles/{name}.txt"))?);
    }
    Ok(articles)
}

/// An article with straight marks instead of curly ones, which are as long in code points.
pub(super) fn straight(article: &Article) -> Article {
    let text = article.text.replace(['“', '”'], "\"");
    Article {
        text: text.replace(['‘', '’'], "'"),
        ..article.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_marked() {
        let articles = all().unwrap();
        assert!(articles.len() > 40);
        for article in &articles {
            assert!(article.entities.len() > 2, "{}", article.id);
            assert_eq!(
                straight(article).text.chars().count(),
                article.text.chars().count()
            );
        }
    }
}
