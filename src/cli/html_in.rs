//! Web page → the article's text, one empty line between blocks.
//!
//! The page is read as a stream of tags, so that depth costs nothing and half a page is as good
//! as a whole one. Scripts, styles, navigation and asides are left out. Where one `article` or
//! else `main` holds at least half of what is left, the text is that alone, with the page's `h1`.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// The text of a page or of a part of one.
pub(super) fn text(html: &str) -> String {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.add(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_block();
    select(&page.blocks)
}

/// Elements of which nothing is read.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "title", "nav", "aside", "footer", "button",
    "select", "textarea", "svg", "math", "iframe", "object", "audio", "video", "canvas", "dialog",
];

/// Elements whose text is no part of a running sentence.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// A paragraph, a heading, a list item.
#[derive(Default)]
struct Block {
    text: String,
    place: Place,
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The number of the outermost `article` around it, from 1.
    article: Option<usize>,
    main: bool,
    h1: bool,
}

/// The page as far as it is read.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    block: Block,
    /// A space is due before the next word.
    space: bool,
    pre: bool,
    place: Place,
    articles: usize,
    article_depth: usize,
    skipped: Option<Skipped>,
}

/// The element that is being skipped.
struct Skipped {
    name: String,
    /// Elements of its name that are open, itself included.
    depth: usize,
    /// Articles opened inside it.
    articles: usize,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += usize::from(skipped.name == name);
            skipped.articles += usize::from(name == "article");
            return;
        }
        if is_skipped(tag, name, self.place) {
            self.end_block_at(name);
            self.skipped = Some(Skipped {
                name: name.to_owned(),
                depth: 1,
                articles: 0,
            });
            return;
        }
        match name {
            "br" => self.block.text.push('\n'),
            "q" => self.add("“"),
            _ => self.end_block_at(name),
        }
        match name {
            "article" => {
                self.articles += usize::from(self.article_depth == 0);
                self.article_depth += 1;
                self.place.article = Some(self.articles);
            }
            "main" => self.place.main = true,
            "h1" => self.place.h1 = true,
            "pre" => self.pre = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth -= usize::from(skipped.name == name);
            // An article that ends but did not begin in here: the end of this element is missing.
            let outer = name == "main" || (name == "article" && skipped.articles == 0);
            skipped.articles -= usize::from(name == "article" && skipped.articles > 0);
            if skipped.depth > 0 && !outer {
                return;
            }
            self.skipped = None;
            if !outer {
                return;
            }
        }
        match name {
            "q" => {
                // The mark belongs to the word before it.
                self.space = false;
                self.add("”");
            }
            _ => self.end_block_at(name),
        }
        match name {
            "article" => {
                self.article_depth = self.article_depth.saturating_sub(1);
                if self.article_depth == 0 {
                    self.place.article = None;
                }
            }
            "main" => self.place.main = false,
            "h1" => self.place.h1 = false,
            "pre" => self.pre = false,
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.pre {
            self.block.text.push_str(text);
            return;
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = true;
                continue;
            }
            let starts_line = self.block.text.is_empty() || self.block.text.ends_with('\n');
            if std::mem::take(&mut self.space) && !starts_line {
                self.block.text.push(' ');
            }
            self.block.text.push(c);
        }
    }

    fn end_block_at(&mut self, element: &str) {
        if BLOCKS.contains(&element) {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.space = false;
        let text = block.text.trim();
        if !text.is_empty() {
            self.blocks.push(Block {
                text: text.to_owned(),
                place: self.place,
            });
        }
    }
}

fn is_skipped(tag: &StartTag<()>, name: &str, place: Place) -> bool {
    let foreign = matches!(name, "svg" | "math");
    if SKIPPED.contains(&name) {
        return !(foreign && tag.self_closing);
    }
    let hidden = tag.attributes.keys().any(|key| key.as_slice() == b"hidden");
    match name {
        // The page's header, not an article's.
        "header" => place.article.is_none() && !place.main,
        // Elements whose end may not be left out.
        "div" | "section" | "span" | "ul" => hidden,
        _ => false,
    }
}

/// The blocks of the article among those of the page.
fn select(blocks: &[Block]) -> String {
    let size = |fits: &dyn Fn(&Block) -> bool| -> usize {
        blocks
            .iter()
            .filter(|b| fits(b))
            .map(|b| b.text.len())
            .sum()
    };
    let half = size(&|_| true).div_ceil(2);
    let articles = blocks
        .iter()
        .filter_map(|b| b.place.article)
        .max()
        .unwrap_or(0);
    // Sizes of all articles in one walk: pages list hundreds of them.
    let mut sizes = vec![0; articles + 1];
    for block in blocks {
        if let Some(sum) = block.place.article.and_then(|a| sizes.get_mut(a)) {
            *sum += block.text.len();
        }
    }
    let longest = (1..=articles).max_by_key(|a| sizes.get(*a).copied());
    let longest = longest.filter(|a| sizes.get(*a).is_some_and(|s| *s >= half));
    let has_main = size(&|b| b.place.main) >= half;
    let chosen = blocks.iter().filter(|b| {
        b.place.h1
            || match longest {
                Some(article) => b.place.article == Some(article),
                None => b.place.main || !has_main,
            }
    });
    chosen
        .map(|b| b.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn keeps_the_article_and_its_paragraphs() {
        let rows = [
            ("<p>One<p>Two", "One\n\nTwo"),
            (
                "<h2>Head</h2>Text with <b>bold</b>\n and <a href=x>link</a>.",
                "Head\n\nText with bold and link.",
            ),
            ("a<br>b<br><br>c", "a\nb\n\nc"),
            (
                "<p>“It&rsquo;s &lt;ours&gt; &amp; &#128512;”</p>",
                "“It’s <ours> & 😀”",
            ),
            ("<p>He said: <q>Go on</q>.", "He said: “Go on”."),
            (
                "<script>var a = '<p>no</p>';</script><style>p{}</style><p>yes",
                "yes",
            ),
            (
                "<title>No</title><nav><ul><li>No</ul></nav><p>Yes</p><aside>No<aside>No</aside>No</aside><p>Yes",
                "Yes\n\nYes",
            ),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
            ("<div hidden>No</div><div>Yes</div>", "Yes"),
            (
                "<header>Site</header><h1>Head</h1><main><header>By Ann</header><p>A long enough text here.</p></main><p>x",
                "Head\n\nBy Ann\n\nA long enough text here.",
            ),
            (
                "<article>The story, told at length.</article><article>Teaser</article>",
                "The story, told at length.",
            ),
            (
                "<article>One</article><article>Two</article><article>Six</article>",
                "One\n\nTwo\n\nSix",
            ),
            // The end of an element that is left out is missing.
            (
                "<article><p>One story.<aside>No</article><p>Two",
                "One story.",
            ),
            ("<svg/><p>Yes", "Yes"),
            ("Half a page <a hre", "Half a page"),
            ("", ""),
        ];
        for (html, expected) in rows {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "<div>".repeat(100_000) + "x";
        assert_eq!(text(&deep), "x");
    }
}
