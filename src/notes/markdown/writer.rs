//! The writer: from events to markup, one event at a time.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::anchor::Anchors;
use super::super::fault::suggestion;
use super::super::figure;
use super::super::found::{Found, NoteLink};
use super::super::link::{self, Address};
use super::super::markup::Markup;
use super::super::written::{Placed, Written};
use super::footnote::{Footnotes, Spanned};
use super::run::{Part, Run};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Publication;
use crate::model::note::{Heading, LinkTarget, NotePart};

/// A paragraph that starts so and stands right before a table is the table's caption.
const CAPTION: &str = "Tabel:";

/// Writes events as HTML.
pub(super) struct Writer<'a> {
    written: &'a Written,
    publication: &'a Publication,
    found: &'a mut Found,
    markup: Markup,
    headings: Vec<Heading>,
    anchors: Anchors,
    /// Links to places in this note, checked when all its anchors are given.
    local_links: Vec<Placed<String>>,
    footnotes: Footnotes<'a>,
    table: Table,
    tables: usize,
    in_code: bool,
    in_heading: bool,
    /// Whether each link that is open was let through.
    open_links: Vec<bool>,
}

impl<'a> Writer<'a> {
    /// A writer for a note with these footnotes.
    pub(super) fn new(
        written: &'a Written,
        publication: &'a Publication,
        found: &'a mut Found,
        footnotes: Footnotes<'a>,
    ) -> Self {
        Self {
            written,
            publication,
            found,
            markup: Markup::default(),
            headings: Vec::new(),
            anchors: Anchors::default(),
            local_links: Vec::new(),
            footnotes,
            table: Table::default(),
            tables: 0,
            in_code: false,
            in_heading: false,
            open_links: Vec::new(),
        }
    }

    /// Writes the text, then its footnotes; returns the pieces and the headings.
    pub(super) fn write(mut self, text: &[Spanned<'_>]) -> (Vec<NotePart>, Vec<Heading>) {
        self.events(text);
        self.write_footnotes();
        self.check_anchors();
        (self.markup.into_parts(), self.headings)
    }

    fn events(&mut self, events: &[Spanned<'_>]) {
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            let rest = events.get(at..).unwrap_or_default();
            let used = match event {
                Event::Text(_) | Event::SoftBreak | Event::Html(_) | Event::InlineHtml(_) => self.text(rest),
                Event::Start(Tag::Paragraph) => self.start_paragraph(rest),
                Event::Start(Tag::Table(alignments)) => {
                    self.start_table(Table::new(alignments), None);
                    1
                }
                Event::Start(tag) => {
                    self.start(tag, range, rest);
                    1
                }
                Event::End(end) => {
                    self.end(*end);
                    1
                }
                event => {
                    self.single(event);
                    1
                }
            };
            at += used;
        }
    }

    /// Writes a run of text; returns how many events it took.
    fn text(&mut self, events: &[Spanned<'_>]) -> usize {
        let mut run = Run::default();
        let mut used = 0;
        for (event, range) in events {
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    run.push(text, range.clone(), self.written.text());
                }
                Event::SoftBreak => run.push("\n", range.clone(), self.written.text()),
                _ => break,
            }
            used += 1;
        }
        if self.in_code {
            self.markup.text(run.text());
        } else {
            run.parts().into_iter().for_each(|part| self.part(part));
        }
        used
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Text(text) => self.markup.text(text),
            Part::Figure(text, range) => self.figure(text, range),
            Part::Unclosed(text, range) => {
                self.markup.text(text);
                let problem = Diagnostic::error(Code::UnknownFigure, "the figure is not closed in this paragraph");
                self.problem(range, problem.hint("End it with }}, or write \\{{ when the signs themselves are meant."));
            }
            Part::Footnote(text, name, range) => {
                self.markup.text(text);
                let problem = Diagnostic::error(Code::BrokenLink, format!("there is no footnote \"{name}\""));
                self.problem(range, problem.hint(format!("Add a paragraph that starts with [^{name}]:.")));
            }
        }
    }

    fn figure(&mut self, text: &str, range: Range<usize>) {
        if self.in_heading {
            let problem = Diagnostic::error(Code::UnknownFigure, "a figure cannot stand in a heading");
            self.problem(range, problem.hint("Move it to the text; links to the heading must not depend on a figure."));
            return;
        }
        match figure::parse(text, self.publication) {
            Ok(request) => {
                self.markup.figure(request);
                self.found.sources.figures.push(self.written.placed(range, request));
            }
            Err(fault) => self.found.fault(self.written, range.start, Code::UnknownFigure, fault),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, rest: &[Spanned<'_>]) {
        let empty = |end| matches!(rest.get(1), Some((Event::End(found), _)) if *found == end);
        match tag {
            Tag::Heading { level, .. } => self.start_heading(*level as u8, range, rest),
            Tag::BlockQuote(_) => self.markup.html("<blockquote>\n"),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.markup.html("<pre tabindex=\"0\"><code>");
            }
            Tag::HtmlBlock => self.markup.html("<p>"),
            Tag::List(Some(1)) => self.markup.html("<ol>\n"),
            Tag::List(Some(first)) => self.markup.html(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.markup.html("<ul>\n"),
            Tag::Item => self.markup.html("<li>"),
            Tag::TableHead => self.table.start_row(&mut self.markup, true),
            Tag::TableRow => self.table.start_row(&mut self.markup, false),
            Tag::TableCell => self.table.start_cell(&mut self.markup, empty(TagEnd::TableCell)),
            Tag::Emphasis => self.markup.html("<em>"),
            Tag::Strong => self.markup.html("<strong>"),
            Tag::Link { link_type, dest_url, .. } => {
                if empty(TagEnd::Link) {
                    let problem = Diagnostic::error(Code::BrokenLink, "the link has no text");
                    self.problem(range.clone(), problem.hint("Write what it leads to between [ and ]."));
                }
                self.start_link(*link_type, dest_url, range);
            }
            Tag::Image { .. } => {
                let problem = Diagnostic::error(Code::BrokenLink, "notes cannot have pictures yet");
                self.problem(range.clone(), problem.hint("Say it in words, or make a table of it."));
            }
            // The others belong to extensions that are not in use, or are handled before.
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.markup.html("</p>\n"),
            TagEnd::Heading(level) => {
                self.in_heading = false;
                self.markup.html(&format!("</h{}>\n", (level as u8).max(2)));
            }
            TagEnd::BlockQuote(_) => self.markup.html("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.markup.html("</code></pre>\n");
            }
            TagEnd::List(true) => self.markup.html("</ol>\n"),
            TagEnd::List(false) => self.markup.html("</ul>\n"),
            TagEnd::Item => self.markup.html("</li>\n"),
            TagEnd::Table => self.table.close(&mut self.markup),
            TagEnd::TableHead | TagEnd::TableRow => self.table.end_row(&mut self.markup),
            TagEnd::TableCell => self.table.end_cell(&mut self.markup),
            TagEnd::Emphasis => self.markup.html("</em>"),
            TagEnd::Strong => self.markup.html("</strong>"),
            TagEnd::Link if self.open_links.pop() == Some(true) => self.markup.html("</a>"),
            _ => {}
        }
    }

    fn single(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(text) => {
                self.markup.html("<code>");
                self.markup.text(text);
                self.markup.html("</code>");
            }
            Event::HardBreak => self.markup.html("<br>\n"),
            Event::Rule => self.markup.html("<hr>\n"),
            Event::FootnoteReference(name) => {
                self.footnotes.mark(name, &mut self.markup);
            }
            _ => {}
        }
    }

    fn start_heading(&mut self, level: u8, range: &Range<usize>, rest: &[Spanned<'_>]) {
        if level == 1 {
            let problem = Diagnostic::error(Code::BadFrontMatter, "the text has a heading of the first level");
            self.problem(range.clone(), problem.hint("The title is that heading; use ## for the parts of the text."));
        }
        let level = level.max(2);
        let text = plain_text(rest, |event| matches!(event, Event::End(TagEnd::Heading(_))));
        let anchor = self.anchors.give(&text);
        self.markup.html(&format!("<h{level} id=\"{anchor}\">"));
        self.headings.push(Heading { level, anchor, text });
        self.in_heading = true;
    }

    /// Opens a paragraph, or takes it as the caption of the table after it; returns how many events it took.
    fn start_paragraph(&mut self, rest: &[Spanned<'_>]) -> usize {
        let end = rest.iter().position(|(event, _)| *event == Event::End(TagEnd::Paragraph)).unwrap_or(rest.len());
        if let (Some((Event::Text(first), range)), Some((Event::Start(Tag::Table(alignments)), _))) =
            (rest.get(1), rest.get(end + 1))
            && let Some(caption) = first.strip_prefix(CAPTION)
        {
            let mut events = rest.get(1..end).unwrap_or_default().to_vec();
            let shown = caption.trim_start();
            let place = range.end.saturating_sub(shown.len())..range.end;
            if let Some(event) = events.first_mut() {
                *event = (Event::Text(shown.to_owned().into()), place);
            }
            self.start_table(Table::new(alignments), Some(&events));
            return end + 2;
        }
        self.markup.html("<p>");
        1
    }

    /// Opens a table. Without a caption of its own it has that of its part of the text, for those who cannot see.
    fn start_table(&mut self, table: Table, caption: Option<&[Spanned<'_>]>) {
        self.tables += 1;
        table.open(&mut self.markup, self.tables, caption.is_some());
        match caption {
            Some(events) => self.events(events),
            None => {
                let part = self.headings.last().map_or("", |heading| heading.text.as_str());
                self.markup.text(if part.is_empty() { "Tabel" } else { part });
            }
        }
        table.end_caption(&mut self.markup);
        self.table = table;
    }

    fn start_link(&mut self, kind: LinkType, address: &str, range: &Range<usize>) {
        // Markdown itself lets a bare address stand in a link's text; a page cannot.
        if self.open_links.contains(&true) {
            let problem = Diagnostic::error(Code::BrokenLink, "this address stands inside the text of a link");
            self.problem(range.clone(), problem.hint("Take the < and > away, or put it beside the link."));
            self.open_links.push(false);
            return;
        }
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        let address = match link::resolve(&address, self.publication) {
            // What cannot be a slug never becomes part of an address; that there is no such note is said at the end.
            Ok(Address::Page(LinkTarget::Note(slug), anchor)) if !link::is_slug(&slug) => {
                self.found.links.push(self.written.placed(range.clone(), NoteLink { slug, anchor }));
                self.open_links.push(false);
                return;
            }
            Ok(address) => address,
            Err(fault) => {
                let problem = Diagnostic::error(Code::BrokenLink, fault.message).hint(fault.hint);
                self.problem(range.clone(), problem);
                self.open_links.push(false);
                return;
            }
        };
        self.open_links.push(true);
        self.markup.html("<a href=\"");
        match address {
            Address::Plain(address) => self.markup.text(&address),
            Address::Anchor(anchor) => {
                self.markup.text(&format!("#{anchor}"));
                self.local_links.push(self.written.placed(range.clone(), anchor));
            }
            Address::Page(target, anchor) => self.page_link(target, anchor, range),
        }
        self.markup.html("\">");
    }

    fn page_link(&mut self, target: LinkTarget, anchor: Option<String>, range: &Range<usize>) {
        if let LinkTarget::Note(slug) = &target {
            let link = NoteLink { slug: slug.clone(), anchor: anchor.clone() };
            self.found.links.push(self.written.placed(range.clone(), link));
        }
        if let LinkTarget::Release(period) = &target {
            self.found.sources.releases.push(self.written.placed(range.clone(), *period));
        }
        self.markup.link(target);
        if let Some(anchor) = anchor {
            self.markup.text(&format!("#{anchor}"));
        }
    }

    /// Writes the footnotes in the order of their marks; a footnote can have marks for others.
    fn write_footnotes(&mut self) {
        if self.footnotes.any() {
            self.markup.html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Noter\">\n<ol>\n");
            let mut number = 1;
            while let Some(definition) = self.footnotes.take(number) {
                self.footnote(number, &definition.events);
                number += 1;
            }
            self.markup.html("</ol>\n</section>\n");
        }
        let unused: Vec<(String, Range<usize>)> =
            self.footnotes.unused().map(|(name, range)| (name.to_owned(), range.clone())).collect();
        for (name, range) in unused {
            let problem =
                Diagnostic::error(Code::BrokenLink, format!("nothing in the text refers to footnote \"{name}\""));
            self.problem(range, problem.hint(format!("Put [^{name}] where it belongs, or delete the footnote.")));
        }
    }

    fn footnote(&mut self, number: usize, events: &[Spanned<'_>]) {
        // The links back stand at the end of the last paragraph, not below it.
        let (text, end) = match events {
            [text @ .., (Event::End(TagEnd::Paragraph), _)] => (text, "</p></li>\n"),
            all => (all, "</li>\n"),
        };
        self.markup.html(&format!("<li id=\"note_{number}\">"));
        self.events(text);
        self.footnotes.write_back_links(number, &mut self.markup);
        self.markup.html(end);
    }

    fn check_anchors(&mut self) {
        let given: &BTreeSet<String> = self.anchors.given();
        let known: Vec<&str> = given.iter().map(String::as_str).collect();
        for link in &self.local_links {
            if !given.contains(&link.value) {
                let problem = Diagnostic::error(Code::BrokenLink, format!("the note has no place \"#{}\"", link.value));
                self.found.report.push(link.locate(problem.hint(suggestion(&link.value, &known))));
            }
        }
    }

    fn problem(&mut self, range: Range<usize>, problem: Diagnostic) {
        self.found.problem(self.written, range, problem);
    }
}

/// The plain text of events up to an end.
fn plain_text(events: &[Spanned<'_>], is_end: impl Fn(&Event<'_>) -> bool) -> String {
    let mut plain = String::new();
    for (event, _) in events.iter().take_while(|(event, _)| !is_end(event)) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => plain.push_str(text),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    plain.trim().to_owned()
}
