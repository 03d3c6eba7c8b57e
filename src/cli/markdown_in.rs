//! Markdown → the article's text, one empty line between blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html_in;

/// The text of a Markdown file, without its metadata, code blocks and pictures.
pub(super) fn text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut blocks = Blocks::default();
    let mut skipped = 0_usize;
    let mut html = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Image { .. }) => {
                skipped += 1
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image) => {
                skipped = skipped.saturating_sub(1);
            }
            _ if skipped > 0 => {}
            Event::Text(text) | Event::Code(text) => blocks.current.push_str(&text),
            Event::SoftBreak => blocks.current.push(' '),
            Event::HardBreak => blocks.current.push('\n'),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => {
                blocks
                    .current
                    .push_str(&html_in::text(&std::mem::take(&mut html)));
                blocks.end();
            }
            Event::Start(tag) if !is_inline(&tag) => blocks.end(),
            Event::End(tag) if !is_inline_end(tag) => blocks.end(),
            Event::Rule => blocks.end(),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    blocks.end();
    blocks.done.join("\n\n")
}

#[derive(Default)]
struct Blocks {
    done: Vec<String>,
    current: String,
}

impl Blocks {
    fn end(&mut self) {
        let block = std::mem::take(&mut self.current);
        let block = block.trim();
        if !block.is_empty() {
            self.done.push(block.to_owned());
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn keeps_the_running_text() {
        let rows = [
            (
                "# Head\n\nOne *two*\nthree [four](http://a.example).\n\nFive",
                "Head\n\nOne two three four.\n\nFive",
            ),
            ("---\ntitle: No\ndate: 2024-01-01\n---\nYes", "Yes"),
            ("> “We won,”\n> she said.", "“We won,” she said."),
            (
                "- one\n- two\n  - three\n\n1. four",
                "one\n\ntwo\n\nthree\n\nfour",
            ),
            ("a  \nb", "a\nb"),
            ("```\nlet x;\n```\ntext `code`", "text code"),
            ("![alt](a.png) text[^1]\n\n[^1]: note", "text\n\nnote"),
            ("<p>in <b>html</b></p>\n\nnot", "in html\n\nnot"),
            ("a <i>b</i> &amp; c", "a b & c"),
            ("| A | B |\n|---|---|\n| 1 | 2 |", "A\n\nB\n\n1\n\n2"),
            ("", ""),
        ];
        for (markdown, expected) in rows {
            assert_eq!(text(markdown), expected, "{markdown}");
        }
    }
}
