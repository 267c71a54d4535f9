//! SVG as a small tree: read from the engine's text, written for a page.

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, partial_escape, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::charts::fault::ChartFault;

/// An element with its attributes in the order they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Returns an element that holds one text.
    pub(super) fn with_text(name: &str, attributes: Vec<(String, String)>, text: &str) -> Self {
        Self { name: name.to_owned(), attributes, children: vec![Node::Text(text.to_owned())] }
    }

    /// Returns the value of an attribute, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Reads a document; returns its root. Comments and CDATA (the engine's style sheet) are left
    /// out, and so is the space between elements.
    pub(super) fn parse(svg: &str) -> Result<Self, ChartFault> {
        let mut reader = Reader::from_str(svg);
        // A stand-in parent for the root, so that every element has a place to go.
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(not_xml)? {
                Event::Start(tag) => open.push(Self::from_tag(&tag)?),
                Event::Empty(tag) => close(&mut open, Self::from_tag(&tag)?)?,
                Event::End(_) => {
                    let element = open.pop().ok_or_else(unbalanced)?;
                    close(&mut open, element)?;
                }
                Event::Text(text) => push_text(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => push_text(&mut open, &resolve(&reference)?),
                Event::CData(_) | Event::Comment(_) => {}
                Event::Eof => break,
                other => return Err(ChartFault::Drawing(format!("{other:?}"))),
            }
        }
        let document = open.pop().ok_or_else(unbalanced)?;
        let mut roots = document.children.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        match (roots.next(), roots.next(), open.is_empty()) {
            (Some(root), None, true) if root.name == "svg" => Ok(root),
            _ => Err(ChartFault::Drawing("not one svg element".into())),
        }
    }

    fn from_tag(tag: &BytesStart<'_>) -> Result<Self, ChartFault> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(not_xml)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(not_xml)?;
            attributes.push((attribute.key.0.to_owned(), value.into_owned()));
        }
        Ok(Self { name: tag.name().0.to_owned(), attributes, children: Vec::new() })
    }

    /// Writes the element: one line per element, so that two versions can be compared; the words
    /// of a text stay together, since space would show.
    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escape(value.as_str()));
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let words = self.holds_words();
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(&partial_escape(text.as_str())),
                Node::Element(element) => {
                    if !words {
                        out.push('\n');
                    }
                    element.write(out);
                }
            }
        }
        if !words {
            out.push('\n');
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// Says whether the space inside the element belongs to words that are shown.
    pub(super) fn holds_words(&self) -> bool {
        matches!(self.name.as_str(), "text" | "tspan" | "title" | "desc")
    }
}

/// Puts a finished element into the one that is open around it.
fn close(open: &mut [Element], element: Element) -> Result<(), ChartFault> {
    let parent = open.last_mut().ok_or_else(unbalanced)?;
    parent.children.push(Node::Element(element));
    Ok(())
}

/// Adds words to the open element; space between elements is dropped.
fn push_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut().filter(|element| element.holds_words()) {
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, ChartFault> {
    if let Some(character) = reference.resolve_char_ref().map_err(not_xml)? {
        return Ok(character.to_string());
    }
    resolve_predefined_entity(reference)
        .map(str::to_owned)
        .ok_or_else(|| ChartFault::Drawing(format!("unknown entity {reference:?}")))
}

fn not_xml(error: impl std::fmt::Display) -> ChartFault {
    ChartFault::Drawing(format!("not well-formed: {error}"))
}

fn unbalanced() -> ChartFault {
    ChartFault::Drawing("tags do not match".into())
}
