//! Agreements, minutes and memos, and the list of them.

use serde::Serialize;

use super::body;
use super::made_up::MARK;
use super::protection::{self, ABOUT_PROTECTION, PolicyView};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::note::{Note, NoteDate, NoteKind};
use crate::render::address;
use crate::render::cell::Cell;
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::register;
use crate::render::site::{has_own_page, note_folder};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::Messages;

/// What `document.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentView {
    /// What sort of document it is.
    kind: String,
    /// Its title.
    title: String,
    /// One sentence about it.
    summary: String,
    /// Date, numbers, parties.
    facts: Vec<Fact>,
    /// Headings of its text, when there are several.
    contents: Vec<Link>,
    /// Its text.
    body: Html,
    /// Language of its text, where that is not the page's.
    body_lang: Option<&'static str>,
    /// The rule for what is held back as it is set up, on the page about it.
    protection: Option<PolicyView>,
    /// Targets that it sets or concerns.
    targets: Option<Html>,
    /// Measures that it concerns.
    measures: Vec<Link>,
    /// Months whose release it belongs to.
    releases: Vec<Link>,
}

/// Draws every document and method note with a page to itself, and the list of documents.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    for note in shared.press.site.notes().filter(|note| has_own_page(note)) {
        page(shared, files, note)?;
    }
    list(shared, files)
}

fn page(shared: &Shared<'_>, files: &mut FileSet, note: &Note) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let here = press.here(note_folder(note));
    // What a document says of itself and what the register says of it are one list.
    let targets = publication
        .target_keys()
        .filter(|key| note.targets.contains(key) || publication.target(*key).source == note.slug);
    let view = DocumentView {
        kind: words::note_kind(say, note.kind).into_owned(),
        title: say.danish(&note.title).into_owned(),
        summary: say.danish(&note.summary).into_owned(),
        facts: facts(say, note),
        contents: contents(note),
        body: body::html(press, shared.history, &here, note)?,
        body_lang: press.body_lang(),
        protection: (note.kind == NoteKind::Metode && note.slug == ABOUT_PROTECTION)
            .then(|| protection::policy(press, &here)),
        targets: register::table(press, &here, ("side-maal", &say.text("document-targets")), targets),
        measures: note
            .measures
            .iter()
            .map(|key| {
                Link::new(here.page(&press.measure_folder(*key)), say.of(&publication.measure(*key).title).into_owned())
            })
            .collect(),
        releases: note
            .releases
            .iter()
            .filter_map(|period| press.site.catalogue.newest_of(*period))
            .map(|entry| {
                let period = entry.release.id.period;
                let note = if entry.release.synthetic { say.text(MARK) } else { "".into() };
                Link::noted(here.page(&address::month(period)), words::capital(&say.month(period)), note)
            })
            .collect(),
    };
    let (section, way) = match note.kind {
        NoteKind::Metode => (Section::Method, (say.text("word-method").into_owned(), "metode/".into())),
        _ => (Section::Documents, (say.text("word-documents").into_owned(), "dokumenter/".into())),
    };
    let about = About {
        title: say.danish(&note.title).into_owned(),
        description: note.summary.clone(),
        section,
        way: vec![way],
        banners: shared.banners_of(note),
        here,
    };
    press.print(files, "document.html", about, &view)
}

fn facts(say: &Messages, note: &Note) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(when) = note.date {
        facts.push(Fact::text(say.text("shared-date"), &say.of_note(when)));
    }
    if let Some(number) = &note.case_number {
        facts.push(Fact::text(say.text("document-case"), number));
    }
    if let Some(number) = &note.document_number {
        facts.push(Fact::text(say.text("document-number"), number));
    }
    if !note.parties.is_empty() {
        facts.push(Fact::text(
            say.text("document-parties"),
            &say.danish(&words::joined(say, &note.parties, usize::MAX)),
        ));
    }
    facts
}

/// The table of contents of a text with more than a few headings.
pub(super) fn contents(note: &Note) -> Vec<Link> {
    const FEW: usize = 3;
    let top: Vec<_> = note.headings.iter().filter(|heading| heading.level == 2).collect();
    if top.len() <= FEW {
        return Vec::new();
    }
    top.into_iter().map(|heading| Link::new(format!("#{}", heading.anchor), heading.text.clone())).collect()
}

/// The day a document counts from when documents are put in order; one without a date comes last.
fn placed(note: &Note) -> Option<chrono::NaiveDate> {
    match note.date? {
        NoteDate::Day(day) => Some(day),
        NoteDate::Month(period) => chrono::NaiveDate::from_ymd_opt(period.year(), period.month(), 1),
    }
}

/// What `documents.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentsView {
    /// The documents, newest first.
    table: Option<Html>,
}

fn list(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let here = press.here("dokumenter/");
    let mut notes: Vec<&Note> = press.site.notes().filter(|note| note.kind != NoteKind::Metode).collect();
    notes.sort_by(|a, b| placed(b).cmp(&placed(a)).then_with(|| say.compare(&a.title, &b.title)));
    let mut table = Table::new(say, "liste", &say.text("document-list"), Sorting::Fixed);
    table.columns(
        &["document-one", "judged-class", "shared-date", "document-content"].map(|key| Column::text(say.text(key))),
    );
    for note in &notes {
        let when = note.date.map_or_else(|| say.text("document-undated").into_owned(), |date| say.of_note(date));
        table.row(
            &Head::link(say.danish(&note.title), here.page(&note_folder(note))).wrapped(),
            [
                Cell::Text(words::note_kind(say, note.kind).into_owned().into()),
                Cell::Text(when.into()),
                Cell::Text(say.danish(&note.summary).into_owned().into()),
            ],
        );
    }
    let about = About {
        title: say.text("word-documents").into_owned(),
        description: say.text("document-about").into_owned(),
        section: Section::Documents,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    let view = DocumentsView { table: (!notes.is_empty()).then(|| table.finish()) };
    press.print(files, "documents.html", about, &view)
}
