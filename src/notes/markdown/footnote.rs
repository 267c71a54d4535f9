//! Footnotes: numbered by their first mark, collected at the end, with links both ways.
//!
//! Names stay in the file; pages see numbers only. Ids have an underscore, which anchors of headings never have.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::markup::Markup;

/// An event of the text with its place in the file.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// The text of a footnote.
#[derive(Debug)]
pub(super) struct Definition<'a> {
    /// Its text.
    pub(super) events: Vec<Spanned<'a>>,
    /// Where it is written.
    pub(super) range: Range<usize>,
}

/// The footnotes of a note.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    definitions: BTreeMap<String, Definition<'a>>,
    /// Names in the order of their first marks, with the number of marks.
    order: Vec<(String, usize)>,
}

/// The text without its footnotes, the footnotes, and the places of those defined twice.
pub(super) struct Separated<'a> {
    pub(super) text: Vec<Spanned<'a>>,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) repeated: Vec<Range<usize>>,
}

/// Takes the footnotes out of the text.
pub(super) fn separate<'a>(events: impl Iterator<Item = Spanned<'a>>) -> Separated<'a> {
    let mut separated = Separated { text: Vec::new(), footnotes: Footnotes::default(), repeated: Vec::new() };
    let mut open: Vec<(String, Definition<'a>)> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                open.push((name.to_lowercase(), Definition { events: Vec::new(), range }));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let Some((name, definition)) = open.pop() else { continue };
                match separated.footnotes.definitions.entry(name) {
                    std::collections::btree_map::Entry::Occupied(_) => separated.repeated.push(definition.range),
                    std::collections::btree_map::Entry::Vacant(place) => {
                        place.insert(definition);
                    }
                }
            }
            event => match open.last_mut() {
                Some((_, definition)) => definition.events.push((event, range)),
                None => separated.text.push((event, range)),
            },
        }
    }
    separated
}

impl<'a> Footnotes<'a> {
    /// Writes a mark; false when there is no such footnote.
    pub(super) fn mark(&mut self, name: &str, markup: &mut Markup) -> bool {
        let name = name.to_lowercase();
        let known = self.order.iter().position(|(seen, _)| *seen == name);
        if known.is_none() && !self.definitions.contains_key(&name) {
            return false;
        }
        let index = known.unwrap_or_else(|| {
            self.order.push((name, 0));
            self.order.len() - 1
        });
        let Some((_, marks)) = self.order.get_mut(index) else { return false };
        *marks += 1;
        let number = index + 1;
        markup.html(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#note_{number}\" id=\"{}\" role=\"doc-noteref\" \
             aria-label=\"Note {number}\">{number}</a></sup>",
            mark_id(number, *marks)
        ));
        true
    }

    /// The footnote of a number, taken out to be written; `None` after the last.
    pub(super) fn take(&mut self, number: usize) -> Option<Definition<'a>> {
        let (name, _) = self.order.get(number.checked_sub(1)?)?;
        self.definitions.remove(name)
    }

    /// Whether any footnote has a mark.
    pub(super) fn any(&self) -> bool {
        !self.order.is_empty()
    }

    /// Writes the links back to the marks of a footnote.
    pub(super) fn write_back_links(&self, number: usize, markup: &mut Markup) {
        let marks = number.checked_sub(1).and_then(|index| self.order.get(index)).map_or(0, |(_, marks)| *marks);
        for mark in 1..=marks {
            let which = if marks > 1 { format!(", {mark}. sted") } else { String::new() };
            markup.html(&format!(
                " <a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\" \
                 aria-label=\"Tilbage til note {number} i teksten{which}\">↩</a>",
                mark_id(number, mark)
            ));
        }
    }

    /// Footnotes without a mark.
    pub(super) fn unused(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.definitions.iter().map(|(name, definition)| (name.as_str(), &definition.range))
    }
}

fn mark_id(number: usize, mark: usize) -> String {
    if mark == 1 { format!("notemark_{number}") } else { format!("notemark_{number}_{mark}") }
}
