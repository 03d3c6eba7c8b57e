//! The page's HTML: its policy, and its style sheet and script by link or in place.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

const STYLE: &str = r#"<link rel="stylesheet" href="page.css">"#;
const SCRIPT: &str = r#"<script type="module" src="page.js"></script>"#;
const CHARSET: &str = r#"<meta charset="utf-8">"#;

/// What every policy says: no text becomes code or markup, and nothing goes out in a form.
const COMMON: &str = "base-uri 'none'; form-action 'none'; object-src 'none'; \
    require-trusted-types-for 'script'; trusted-types quotelight#worker quotelight#offline";

/// The page for a host: links to the files of these names.
pub(crate) fn hosted(html: &str, style: &str, script: &str) -> Result<String> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src blob: 'self'; \
         connect-src 'self'; img-src 'self' data:; manifest-src 'self'; {COMMON}"
    );
    let html = with_policy(html, &policy)?;
    let html = replace(&html, STYLE, &STYLE.replace("page.css", style))?;
    replace(&html, SCRIPT, &SCRIPT.replace("page.js", script))
}

/// The page `NAME.html` as one file, which may load nothing and talk to nobody. Its policy names its
/// style sheet and script by their hashes.
pub(crate) fn single(
    name: &str,
    html: &str,
    folder: &Path,
    style: &str,
    script: &str,
) -> Result<String> {
    let style = escape(style, "style")?;
    let script = escape(script, "script")?;
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; worker-src blob:; \
         connect-src 'none'; img-src data:; {COMMON}",
        hash(&script),
        hash(&style)
    );
    let html = with_policy(html, &policy)?;
    let html = inline_icons(&html, folder)?;
    let html = replace(
        &html,
        &STYLE.replace("page", name),
        &format!("<style>{style}</style>"),
    )?;
    replace(
        &html,
        &SCRIPT.replace("page", name),
        &format!("<script type=\"module\">{script}</script>"),
    )
}

/// Puts the policy right after the character set, before anything that could load, in place of one
/// that the source may have.
fn with_policy(html: &str, policy: &str) -> Result<String> {
    let source = r#"<meta http-equiv="Content-Security-Policy""#;
    let mut html = html.to_owned();
    if let Some((before, rest)) = html.split_once(source) {
        let (_, after) = rest
            .split_once('>')
            .context("the policy's element is not closed")?;
        html = format!("{before}{}", after.trim_start());
    }
    replace(
        &html,
        CHARSET,
        &format!("{CHARSET}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    )
}

/// The worker that keeps the page for visits without a network, with the files that it keeps.
pub(crate) fn keeper(source: &str, files: &[String]) -> Result<String> {
    let literal = "const FILES = [];";
    ensure!(
        source.matches(literal).count() == 1,
        "www/sw.js must have `{literal}` once"
    );
    let list = serde_json::to_string(files)?;
    Ok(source.replace(literal, &format!("const FILES = {list};")))
}

fn replace(html: &str, from: &str, to: &str) -> Result<String> {
    ensure!(
        html.matches(from).count() == 1,
        "www/index.html must have `{from}` once"
    );
    Ok(html.replacen(from, to, 1))
}

/// Icons by `<link rel="icon" href="FILE">` become `data:` addresses; a link to a manifest, which a
/// file cannot have, goes.
fn inline_icons(html: &str, folder: &Path) -> Result<String> {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<link ") {
        let (attributes, tail) = after.split_once('>').context("a link is not closed")?;
        out += before;
        if attributes.contains(r#"rel="manifest""#) {
            rest = tail.trim_start();
            continue;
        }
        let href = attributes
            .split_once("href=\"")
            .and_then(|(_, value)| value.split('"').next());
        match href {
            Some(file) if attributes.contains("icon\"") && !file.starts_with("data:") => {
                let bytes = fs::read(folder.join(file))
                    .with_context(|| format!("cannot read www/{file}"))?;
                let media = media_type(file);
                let data = format!("data:{media};base64,{}", BASE64_STANDARD.encode(bytes));
                out += &format!("<link {}>", attributes.replace(file, &data));
            }
            _ => out += &format!("<link {attributes}>"),
        }
        rest = tail;
    }
    out += rest;
    Ok(out)
}

/// The media type of a file, by the end of its name.
pub(crate) fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Keeps `text` inside its element: an end tag or a comment in a string is written in another way.
fn escape(text: &str, element: &str) -> Result<String> {
    // The parser would turn these into line feeds and U+FFFD, and the hash would not fit.
    ensure!(
        !text.contains(['\r', '\0']),
        "a carriage return or NUL in the page's {element}"
    );
    let escaped = match element {
        "script" => text.replace("</", "<\\/").replace("<!--", "<\\!--"),
        _ => text.to_owned(),
    };
    ensure!(
        !escaped.contains("</"),
        "an end tag in the page's {element}"
    );
    Ok(escaped)
}

/// The source expression of an inline element with this text.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src *\">\n\
        <link rel=\"manifest\" href=\"app.webmanifest\">\n\
        <link rel=\"stylesheet\" href=\"page.css\">\n<script type=\"module\" src=\"page.js\"></script>\n";

    #[test]
    fn the_hosted_page_may_talk_to_its_own_origin_only() {
        let html = hosted(PAGE, "page.1.css", "page.2.js").unwrap();
        assert!(
            html.contains("connect-src 'self'") && html.contains("default-src 'none'"),
            "{html}"
        );
        assert_eq!(html.matches("Content-Security-Policy").count(), 1);
        assert!(
            html.contains("href=\"page.1.css\"") && html.contains("src=\"page.2.js\""),
            "{html}"
        );
    }

    #[test]
    fn the_single_file_names_its_parts_by_hash_and_may_talk_to_nobody() {
        let html = single("page", PAGE, Path::new("."), "a{}", "f('</script>')").unwrap();
        // printf '%s' "f('<\/script>')" | openssl dgst -sha256 -binary | base64
        let script = "sha256-T8WXqpfXxpDPOYQ/TJ8VuhrMR21/2X84XXGSQNmbEg4=";
        let style = "sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=";
        assert!(
            html.contains(&format!(
                "script-src '{script}' 'wasm-unsafe-eval'; style-src '{style}'"
            )),
            "{html}"
        );
        assert!(
            html.contains("connect-src 'none'") && html.contains("worker-src blob:"),
            "{html}"
        );
        assert!(
            html.contains("<script type=\"module\">f('<\\/script>')</script>"),
            "{html}"
        );
        assert!(
            !html.contains("manifest") && !html.contains("href="),
            "{html}"
        );
    }

    #[test]
    fn a_page_without_its_script_is_refused() {
        assert!(hosted("<meta charset=\"utf-8\">", "a", "b").is_err());
    }
}
