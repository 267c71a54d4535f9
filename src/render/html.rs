//! Text into HTML, and HTML that is known to be safe.

use crate::text::messages::{DANISH_FROM, DANISH_TO, unmarked};
use minijinja::value::Value;
use serde::{Serialize, Serializer};

/// Appends text with the five characters escaped that mean something in HTML, and with `lang` around what is marked as
/// Danish.
pub(crate) fn escape(out: &mut String, text: &str) {
    let Some((before, rest)) = text.split_once(DANISH_FROM) else { return escape_plain(out, text) };
    // A mark without its other half is none.
    let Some((danish, after)) = rest.split_once(DANISH_TO) else { return escape_plain(out, &unmarked(text)) };
    escape_plain(out, before);
    out.push_str("<span lang=\"da\">");
    escape_plain(out, &unmarked(danish));
    out.push_str("</span>");
    escape(out, after);
}

fn escape_plain(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

/// HTML made by this program: every text in it has been escaped. Templates print it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Html {
    /// Takes HTML whose texts are escaped already.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }

    /// Turns a text into HTML.
    pub(crate) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// A link.
    pub(crate) fn link(href: &str, label: &str) -> Self {
        let mut out = String::with_capacity(href.len() + label.len() + 16);
        push_link(&mut out, href, label);
        Self(out)
    }

    /// The HTML, to be held against what it should be.
    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends a link.
pub(crate) fn push_link(out: &mut String, href: &str, label: &str) {
    out.push_str("<a href=\"");
    escape(out, href);
    out.push_str("\">");
    escape(out, label);
    out.push_str("</a>");
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_means_something_in_html() {
        assert_eq!(escaped("<Ærø & \"Als\"> 'x'"), "&lt;Ærø &amp; &quot;Als&quot;&gt; &#39;x&#39;");
        assert_eq!(escaped("Landet"), "Landet");
    }

    #[test]
    fn danish_in_an_english_page_says_so() {
        let text = format!("Because: {DANISH_FROM}a<b{DANISH_TO}. {DANISH_FROM}æ{DANISH_TO}");
        assert_eq!(escaped(&text), "Because: <span lang=\"da\">a&lt;b</span>. <span lang=\"da\">æ</span>");
        assert_eq!(escaped(&format!("a{DANISH_FROM}b")), "ab");
    }
}
