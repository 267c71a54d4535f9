//! Notes: agreements, minutes, memos and method pages, with figures named by id.

use chrono::NaiveDate;

use super::Period;
use super::code::{CellKey, MeasureKey, TargetKey};

/// A note as checked.
#[derive(Clone, Debug)]
pub struct Note {
    /// Stem of its address.
    pub slug: String,
    /// Path of its file inside the publication.
    pub file: std::sync::Arc<str>,
    /// What sort of document.
    pub kind: NoteKind,
    /// Its date: a day, or a month when only that is known; `None` for method pages.
    pub date: Option<NoteDate>,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Case number (journalnummer), when it has one.
    pub case_number: Option<String>,
    /// Document number, when it has one.
    pub document_number: Option<String>,
    /// Organisations that took part; never persons.
    pub parties: Vec<String>,
    /// Measures it concerns.
    pub measures: Vec<MeasureKey>,
    /// Targets it sets or concerns.
    pub targets: Vec<TargetKey>,
    /// Months whose release it belongs to.
    pub releases: Vec<Period>,
    /// The text, in pieces: safe HTML, figures and links to be resolved.
    pub body: Vec<NotePart>,
    /// Headings with their anchors, in order, for a table of contents.
    pub headings: Vec<Heading>,
}

impl Note {
    /// Months whose release it belongs to or links to; it appears when all of them have appeared.
    pub fn named_releases(&self) -> impl Iterator<Item = Period> {
        let linked = self.body.iter().filter_map(|part| match part {
            NotePart::Link(LinkTarget::Release(period)) => Some(*period),
            _ => None,
        });
        self.releases.iter().copied().chain(linked)
    }
}

/// What sort of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// An agreement.
    Aftale,
    /// Minutes.
    Referat,
    /// A memo.
    Notat,
    /// A page about method.
    Metode,
}

impl NoteKind {
    /// Every kind with its word in files.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Aftale, "aftale"), (Self::Referat, "referat"), (Self::Notat, "notat"), (Self::Metode, "metode")];
}

/// A date of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteDate {
    /// Only the month is known.
    Month(Period),
    /// The day is known.
    Day(NaiveDate),
}

/// A heading of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Depth, 2-6.
    pub level: u8,
    /// Anchor, unique in the note.
    pub anchor: String,
    /// Plain text.
    pub text: String,
}

/// A piece of a note's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotePart {
    /// Safe HTML.
    Html(String),
    /// A figure to be put in.
    Figure(FigureRequest),
    /// The address of a page of the site (inside an `href`), to be made relative.
    Link(LinkTarget),
}

/// A figure that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureRequest {
    /// Which number of the cell is meant.
    pub which: WhichFigure,
    /// The measure.
    pub measure: MeasureKey,
    /// The cell.
    pub key: CellKey,
    /// The month, or the edition's month for a figure over months.
    pub period: Period,
}

/// Which number a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhichFigure {
    /// `tal`: the month's value.
    Month,
    /// `sammenfatning`: the recomputed figure over months, as of the edition of that month.
    Summary,
    /// `offentliggjort`: the total its owner published.
    Published,
}

/// A page that a text links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A note, by slug.
    Note(String),
    /// A measure's page.
    Measure(MeasureKey),
    /// A fund's page.
    Akasse(super::AkasseKey),
    /// An area's page.
    Area(super::AreaKey),
    /// A month's page.
    Release(Period),
}
