//! Markdown to safe HTML with figures and links in between.
//!
//! Safe by construction: markup is written by this folder alone, everything else goes through [`super::markup::Markup::text`], and
//! raw HTML in a note is text like any other.

mod footnote;
mod run;
mod table;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use self::footnote::Spanned;
use self::writer::Writer;
use super::found::Found;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Publication;
use crate::model::note::{Heading, NotePart};

/// The text of a note as it will be shown.
pub(super) struct Body {
    /// HTML, figures and links.
    pub(super) parts: Vec<NotePart>,
    /// Headings in order.
    pub(super) headings: Vec<Heading>,
}

/// Reads the text of a note from byte `start` on.
pub(super) fn body(written: &Written, start: usize, publication: &Publication, found: &mut Found) -> Body {
    let mut undefined = Vec::new();
    let events = events(written.text().get(start..).unwrap_or_default(), start, &mut undefined);
    let separated = footnote::separate(events.into_iter());
    for (range, reference) in undefined {
        let problem = Diagnostic::error(Code::BrokenLink, format!("there is no link address \"{reference}\""));
        found.problem(written, range, problem.hint(format!("Write the address: [text](…), or add [{reference}]: ….")));
    }
    for range in separated.repeated {
        let problem = Diagnostic::error(Code::BrokenLink, "the footnote is written twice");
        found.problem(written, range, problem.hint("Keep one, or give the other a name of its own."));
    }
    let writer = Writer::new(written, publication, found, separated.footnotes);
    let (parts, headings) = writer.write(&separated.text);
    Body { parts, headings }
}

/// The events of the text with places in the file, and the link references that are not defined.
fn events<'a>(text: &'a str, start: usize, undefined: &mut Vec<(Range<usize>, String)>) -> Vec<Spanned<'a>> {
    let in_file = |range: Range<usize>| range.start + start..range.end + start;
    let report = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
        // `[x]` alone is ordinary text; `[x][y]` and `[x][]` are meant as links.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((in_file(link.span), link.reference.into_string()));
        }
        None
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    Parser::new_with_broken_link_callback(text, options, Some(report))
        .into_offset_iter()
        .map(|(event, range)| (event, in_file(range)))
        .collect()
}
