//! What a reading of the notes came upon besides the notes: problems, and what must be held against other stages.

use std::ops::Range;

use super::fault::Fault;
use super::written::{Placed, Written};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::Period;
use crate::model::note::FigureRequest;

/// What the notes name and other stages must have, each with its place.
#[derive(Clone, Debug, Default)]
pub struct NoteSources {
    /// Figures named in texts.
    pub figures: Vec<Placed<FigureRequest>>,
    /// Months whose release a note belongs to or links to.
    pub releases: Vec<Placed<Period>>,
}

/// A note that a text links to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NoteLink {
    /// Slug of the note.
    pub(super) slug: String,
    /// A place in it.
    pub(super) anchor: Option<String>,
}

/// Everything found while reading.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Problems.
    pub(super) report: Report,
    /// For other stages.
    pub(super) sources: NoteSources,
    /// Links between notes, to be checked once all notes are known.
    pub(super) links: Vec<Placed<NoteLink>>,
}

impl Found {
    /// Reports a problem at a stretch of a note.
    pub(super) fn problem(&mut self, written: &Written, range: Range<usize>, problem: Diagnostic) {
        self.report.push(written.locate(range, problem));
    }

    /// Reports a fault in a stretch that starts at byte `start` of the note.
    pub(super) fn fault(&mut self, written: &Written, start: usize, code: Code, fault: Fault) {
        let range = start + fault.range.start..start + fault.range.end;
        self.problem(written, range, Diagnostic::error(code, fault.message).hint(fault.hint));
    }
}
