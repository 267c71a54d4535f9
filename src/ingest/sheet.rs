//! A delivered table as records, each field of which knows its place, whether it came as text or as a workbook.

use std::sync::Arc;

use csv::StringRecord;

use super::delimited::{Delimited, DelimitedRows};
use super::encoding;
use super::frame::Frame;
use super::problems::Problems;
use super::workbook::{CellTable, CellValue};
use crate::config::TableDescription;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Source;

/// A field of a file, ordered as in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Record: the lines of headings come first (0 = the first of them), then the data.
    pub(super) record: usize,
    /// Column, from 0.
    pub(super) field: usize,
}

/// A table that has been looked through.
#[derive(Debug)]
pub(super) struct Sheet {
    file: Arc<str>,
    body: Body,
    headings: Vec<Vec<String>>,
}

/// What the table came as.
#[derive(Debug)]
enum Body {
    Text(Delimited),
    Cells(CellTable),
}

impl Sheet {
    /// Reads and looks through a file; `None` when it cannot be read as records.
    pub(super) fn open(
        source: &dyn Source,
        path: &str,
        table: Option<&TableDescription>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let file: Arc<str> = path.into();
        let bytes = match source.read(path) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => {
                let message = format!("{path} is not there any more");
                Err(Diagnostic::error(Code::MissingReleaseFile, message).at(Place::file(path)))
            }
            Err(problem) => Err(problem),
        };
        let frame = Frame::of(table);
        if path.to_lowercase().ends_with(".xlsx") {
            let sheet = table.and_then(|table| table.sheet.as_deref());
            let read = bytes.and_then(|bytes| super::workbook::read(&file, bytes, sheet));
            let cells = kept(read, problems)?;
            return Self::of_cells(CellTable::of(&file, cells, &frame, problems)?, file);
        }
        let decoded = bytes.and_then(|bytes| encoding::decode(&file, bytes));
        Self::of_text(file, kept(decoded, problems)?, &frame, problems)
    }

    fn of_text(file: Arc<str>, text: String, frame: &Frame, problems: &mut Problems) -> Option<Self> {
        let text = Delimited::of(&file, text, frame, problems)?;
        let headings = text.headings();
        Some(Self { file, body: Body::Text(text), headings })
    }

    fn of_cells(cells: CellTable, file: Arc<str>) -> Option<Self> {
        let headings = cells.headings();
        Some(Self { file, body: Body::Cells(cells), headings })
    }

    /// Its path inside the publication.
    pub(super) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The fields of the first line of headings, without space around them.
    pub(super) fn heading(&self) -> &[String] {
        self.headings.first().map_or(&[], Vec::as_slice)
    }

    /// The fields of all lines of headings, each as wide as the table.
    pub(super) fn headings(&self) -> &[Vec<String>] {
        &self.headings
    }

    /// Its data, without the headings.
    pub(super) fn rows(&self) -> Rows<'_> {
        match &self.body {
            Body::Text(text) => Rows::Text(text.rows()),
            Body::Cells(cells) => Rows::Cells { cells, next: self.headings.len() },
        }
    }

    /// The value of a field that is more than a text; `None` for texts, and for everything in a file of text.
    pub(super) fn value(&self, at: At) -> Option<&CellValue> {
        match &self.body {
            Body::Text(_) => None,
            Body::Cells(cells) => cells.value(at).filter(|value| !matches!(value, CellValue::Text(_))),
        }
    }

    /// Whether it is the sheet of a workbook.
    pub(super) fn is_workbook(&self) -> bool {
        matches!(self.body, Body::Cells(_))
    }

    /// Line and column, or the cell, of a field.
    pub(super) fn place(&self, at: At) -> Place {
        match &self.body {
            Body::Text(text) => text.place(&self.file, at),
            Body::Cells(cells) => cells.place(&self.file, at),
        }
    }

    /// An error at a field, with its heading and the line.
    pub(super) fn error(&self, at: At, code: Code, message: impl Into<String>) -> Diagnostic {
        let problem = Diagnostic::error(code, message).at(self.place(at));
        let mut named = self.headings.iter().rev().filter_map(|heading| heading.get(at.field));
        let problem = match named.find(|heading| !heading.is_empty()) {
            Some(heading) => problem.field(heading),
            None => problem,
        };
        match &self.body {
            Body::Text(text) => text.show(problem, at),
            Body::Cells(cells) => cells.show(problem, at),
        }
    }

    /// A warning at a field, with its heading and the line.
    pub(super) fn warning(&self, at: At, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..self.error(at, code, message) }
    }
}

/// What was read; a problem is reported.
fn kept<T>(read: Result<T, Diagnostic>, problems: &mut Problems) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

/// The data of a sheet, one record after the other into the same memory.
pub(super) enum Rows<'s> {
    /// Of a text.
    Text(DelimitedRows<'s>),
    /// Of a workbook.
    Cells {
        /// The sheet.
        cells: &'s CellTable,
        /// Number of the next record.
        next: usize,
    },
}

impl Rows<'_> {
    /// Reads the next record that has a field for every column and something in one of them; its number, or `None` at
    /// the end.
    pub(super) fn read(&mut self, record: &mut StringRecord) -> Option<usize> {
        match self {
            Self::Text(rows) => rows.read(record),
            Self::Cells { cells, next } => {
                let number = *next;
                cells.fill(number, record)?;
                *next += 1;
                Some(number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_knows_its_line_and_column() {
        let text = "måned;\"værdi\"\r\n\r\n\"a\nb\";\"x;\"\"y\"\"\"\r\næ;12\r\n";
        let mut problems = Problems::new("a.csv");
        let sheet = Sheet::of_text("a.csv".into(), text.to_owned(), &Frame::of(None), &mut problems).unwrap();
        assert_eq!(sheet.heading(), ["måned", "værdi"]);
        let place = |record, field| {
            let place = sheet.place(At { record, field });
            (place.line, place.column)
        };
        assert_eq!(place(0, 1), (1, 7));
        assert_eq!(place(1, 0), (3, 1));
        assert_eq!(place(1, 1), (4, 4));
        assert_eq!(place(2, 1), (5, 3));
        let problem = sheet.error(At { record: 2, field: 1 }, Code::BadNumber, "x");
        assert_eq!(problem.field.as_deref(), Some("værdi"));
        let excerpt = problem.excerpt.unwrap();
        assert_eq!((excerpt.line.as_str(), excerpt.length), ("æ;12", 2));
        let mut record = StringRecord::new();
        let mut rows = sheet.rows();
        assert_eq!(rows.read(&mut record), Some(1));
        assert_eq!(record.iter().collect::<Vec<_>>(), ["a\nb", "x;\"y\""]);
    }
}
