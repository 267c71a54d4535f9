//! The pieces of a note's HTML, and the only way text gets into them.

use crate::model::note::{FigureRequest, LinkTarget, NotePart};

/// The HTML of a note while it is written, with figures and links in between.
#[derive(Debug, Default)]
pub(super) struct Markup {
    parts: Vec<NotePart>,
    html: String,
}

impl Markup {
    /// Adds HTML of our own making.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text, made harmless in content and in attributes between double quotes.
    pub(super) fn text(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\n' | '\t' => self.html.push(sign),
                // HTML has no way to write these; a reference in the text (`&#1;`) can still ask for them.
                sign if sign.is_control() => self.html.push('\u{fffd}'),
                sign => self.html.push(sign),
            }
        }
    }

    /// Adds a figure.
    pub(super) fn figure(&mut self, request: FigureRequest) {
        self.part(NotePart::Figure(request));
    }

    /// Adds the address of a page.
    pub(super) fn link(&mut self, target: LinkTarget) {
        self.part(NotePart::Link(target));
    }

    /// What was written.
    pub(super) fn into_parts(mut self) -> Vec<NotePart> {
        self.end_html();
        self.parts
    }

    fn part(&mut self, part: NotePart) {
        self.end_html();
        self.parts.push(part);
    }

    fn end_html(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(NotePart::Html(std::mem::take(&mut self.html)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut markup = Markup::default();
        markup.html("<p>");
        markup.text("<b onclick=\"x\">&amp;\u{1}");
        markup.link(LinkTarget::Note("a".to_owned()));
        markup.html("</p>");
        let html = |text: &str| NotePart::Html(text.to_owned());
        assert_eq!(
            markup.into_parts(),
            [
                html("<p>&lt;b onclick=&quot;x&quot;&gt;&amp;amp;\u{fffd}"),
                NotePart::Link(LinkTarget::Note("a".to_owned())),
                html("</p>")
            ]
        );
    }
}
