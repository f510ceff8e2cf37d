//! From the little that a text can hold besides words to HTML: paragraphs and lists, `*strong*`, `_English_`, `` `code` ``
//! and `[links](…)`.

use anyhow::{Context, Result, bail};

/// Text as it stands in HTML, in an element or in an attribute.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Blocks, with an empty line between them; of a list, each item begins with `- ` on a line of its own.
///
/// `address` says where a link leads, from what stands in its brackets.
pub(super) fn blocks(text: &str, address: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut html = String::new();
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        match block.strip_prefix("- ") {
            Some(items) => {
                html += "<ul>\n";
                for item in items.split("\n- ") {
                    html += &format!("<li>{}</li>\n", line(item, address)?);
                }
                html += "</ul>\n";
            }
            None => html += &format!("<p>{}</p>\n", line(block, address)?),
        }
    }
    Ok(html)
}

/// Words within a block.
pub(super) fn line(text: &str, address: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut html = String::new();
    let mut rest = text;
    while let Some(place) = rest.find(['*', '_', '`', '[']) {
        let (before, from) = rest.split_at(place);
        html += &escape(before);
        let unclosed = || format!("something is never closed in {text:?}");
        let (inside, after) = match from.split_at(1) {
            ("[", from) => from.split_once("](").with_context(unclosed)?,
            (sign, from) => from.split_once(sign).with_context(unclosed)?,
        };
        rest = after;
        match from.split_at(1).0 {
            "*" => html += &format!("<strong>{}</strong>", escape(inside)),
            "_" => html += &format!("<span lang=\"en\">{}</span>", escape(inside)),
            "`" => html += &format!("<code>{}</code>", escape(inside)),
            _ => {
                let (target, after) = after.split_once(')').with_context(unclosed)?;
                rest = after;
                html += &format!("<a href=\"{}\">{}</a>", escape(&address(target)?), escape(inside));
            }
        }
    }
    if rest.contains("](") {
        bail!("a link has no beginning in {text:?}");
    }
    Ok(html + &escape(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(target: &str) -> Result<String> {
        Ok(format!("to-{target}"))
    }

    #[test]
    fn reads_what_a_text_can_hold() -> Result<()> {
        let html = blocks("A *b* _c_ `d<e>` & [f](g).\n\n- one\n- two", &address)?;
        assert_eq!(
            html,
            "<p>A <strong>b</strong> <span lang=\"en\">c</span> <code>d&lt;e&gt;</code> &amp; <a href=\"to-g\">f</a>.</p>\n\
             <ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        );
        Ok(())
    }

    #[test]
    fn what_is_never_closed_is_refused() {
        for text in ["a *b", "a [b", "a [b](c", "`a"] {
            assert!(line(text, &address).is_err(), "{text}");
        }
    }
}
