//! The words of a note's text, section by section.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::model::note::{Note, NotePart};

/// What stands below a heading, or above the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The heading's anchor; empty above the first.
    pub(super) anchor: String,
    /// The heading; empty above the first.
    pub(super) heading: String,
    /// The words, a line for each paragraph, entry of a list or row of a table.
    pub(super) text: String,
}

/// Stands where the text names a figure.
const FIGURE: &str = "…";

/// Elements that begin or end a line.
const LINES: [&[u8]; 12] =
    [b"p", b"li", b"ul", b"ol", b"tr", b"table", b"blockquote", b"dt", b"dd", b"div", b"pre", b"section"];

/// The words of a note, without its figures.
pub(super) fn sections(note: &Note) -> Vec<Section> {
    let mut html = String::new();
    for part in &note.body {
        match part {
            NotePart::Html(part) => html.push_str(part),
            NotePart::Figure(_) => html.push_str(FIGURE),
            NotePart::Link(_) => {}
        }
    }
    let mut read = Reading::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        read.take(&event);
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html.as_str(), emitter).for_each(drop);
    read.finish()
}

#[derive(Default)]
struct Reading {
    sections: Vec<Section>,
    open: Section,
    in_heading: bool,
    /// The start tag at hand is a heading's, and the attribute at hand its anchor.
    at_heading: bool,
    at_id: bool,
    /// Inside the number of a footnote, which is no word of the sentence.
    in_mark: bool,
}

impl Reading {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.at_heading = is_heading(name);
                if self.at_heading {
                    self.close();
                    self.in_heading = true;
                }
                self.in_mark |= *name == b"sup";
                self.between(name);
            }
            CallbackEvent::AttributeName { name } => self.at_id = self.at_heading && *name == b"id",
            CallbackEvent::AttributeValue { value } if self.at_id => {
                self.open.anchor = String::from_utf8_lossy(value).into_owned();
            }
            CallbackEvent::EndTag { name } => {
                self.in_heading &= !is_heading(name);
                self.in_mark &= *name != b"sup";
                self.between(name);
            }
            CallbackEvent::String { value } if !self.in_mark => {
                let text = String::from_utf8_lossy(value);
                let into = if self.in_heading { &mut self.open.heading } else { &mut self.open.text };
                // Lines are made by elements, not by how the note is wrapped.
                into.push_str(&text.replace(char::is_whitespace, " "));
            }
            _ => {}
        }
    }

    /// What an element's edge is to the words on both sides of it.
    fn between(&mut self, name: &[u8]) {
        if LINES.contains(&name) {
            self.open.text.push('\n');
        } else if name == b"td" || name == b"th" {
            self.open.text.push(' ');
        }
    }

    fn close(&mut self) {
        let Section { anchor, heading, text } = std::mem::take(&mut self.open);
        let lines = text.lines().map(squeezed).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        let heading = squeezed(&heading);
        if !text.is_empty() || !heading.is_empty() {
            self.sections.push(Section { anchor, heading, text });
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.close();
        self.sections
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::publication;

    fn read(html: &str) -> Vec<(String, String, String)> {
        let mut note = publication::notes().remove(0);
        note.body = vec![NotePart::Html(html.to_owned())];
        sections(&note).into_iter().map(|section| (section.anchor, section.heading, section.text)).collect()
    }

    #[test]
    fn a_figure_is_not_in_the_words() {
        let found = sections(&publication::notes()[0]);
        let words = "I september lå 3F på … pct.";
        assert_eq!(found, [Section { anchor: "resultat".into(), heading: "Resultat".into(), text: words.into() }]);
    }

    #[test]
    fn lines_are_those_of_paragraphs_lists_and_rows() {
        let html = "<p>Før &amp;\nefter<sup class=\"footnote-ref\"><a href=\"#1\">1</a></sup>.</p>\n<h2 id=\"a-b\">A <em>b</em></h2>\
                    <ul>\n<li>Et</li>\n<li>To</li>\n</ul><table><tr><th>Fond</th><th>Tal</th></tr><tr><td>3F</td><td>90</td></tr></table>\
                    <h3 id=\"tom\">Tom</h3>";
        let expected = [("", "", "Før & efter."), ("a-b", "A b", "Et\nTo\nFond Tal\n3F 90"), ("tom", "Tom", "")];
        assert_eq!(read(html), expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    }
}
