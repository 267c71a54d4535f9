//! A delivered file as records, each field of which knows its place.

use std::cell::Cell;
use std::sync::Arc;

use csv::StringRecord;

use super::encoding;
use super::limits::MAX_EXCERPT;
use super::problems::Problems;
use super::scan::{self, Fault, Start};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Source;

/// A field of a file, ordered as in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Record, 0 = the heading.
    pub(super) record: usize,
    /// Column, from 0.
    pub(super) field: usize,
}

/// A file that has been decoded and looked through.
#[derive(Debug)]
pub(super) struct Sheet {
    file: Arc<str>,
    text: String,
    separator: u8,
    starts: Vec<Start>,
    heading: Vec<String>,
    cursor: Cell<Cursor>,
}

impl Sheet {
    /// Reads and looks through a file; `None` when it cannot be read as records.
    pub(super) fn open(source: &dyn Source, path: &str, problems: &mut Problems) -> Option<Self> {
        let file: Arc<str> = path.into();
        let decoded = match source.read(path) {
            Ok(Some(bytes)) => encoding::decode(&file, bytes),
            Ok(None) => {
                let message = format!("{path} is not there any more");
                Err(Diagnostic::error(Code::MissingReleaseFile, message).at(Place::file(path)))
            }
            Err(problem) => Err(problem),
        };
        match decoded {
            Ok(text) => Self::of(file, text, problems),
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    fn of(file: Arc<str>, text: String, problems: &mut Problems) -> Option<Self> {
        let separator = scan::separator(&text);
        let scan = scan::scan(&text, separator);
        for fault in &scan.faults {
            problems.push(broken(&file, &text, fault));
        }
        if !scan.readable {
            return None;
        }
        // A record that does not exist: the first search starts anew.
        let cursor = Cell::new(Cursor { record: usize::MAX, field: 0, offset: 0, line: 0, line_start: 0, column: 0 });
        let mut sheet = Self { file, text, separator, starts: scan.starts, heading: Vec::new(), cursor };
        let mut heading = StringRecord::new();
        sheet.rows().read(&mut heading);
        sheet.heading = heading.iter().map(|field| field.trim().to_owned()).collect();
        Some(sheet)
    }

    /// Its path inside the publication.
    pub(super) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The fields of the heading, without space around them.
    pub(super) fn heading(&self) -> &[String] {
        &self.heading
    }

    /// Its records, the heading first.
    pub(super) fn rows(&self) -> Rows<'_> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        Rows { reader, starts: &self.starts, next: 0 }
    }

    /// Line and column of a field.
    pub(super) fn place(&self, at: At) -> Place {
        let (found, _) = self.locate(at);
        Place::at(&self.file, found.line, found.column)
    }

    /// An error at a field, with its heading and the line.
    pub(super) fn error(&self, at: At, code: Code, message: impl Into<String>) -> Diagnostic {
        let (found, end) = self.locate(at);
        let marked = self.text[found.offset..end].trim_end().chars().count();
        let problem = Diagnostic::error(code, message).at(Place::at(&self.file, found.line, found.column));
        let problem = match self.heading.get(at.field).filter(|heading| !heading.is_empty()) {
            Some(heading) => problem.field(heading),
            None => problem,
        };
        shown(problem, &self.text, found.line_start, marked)
    }

    /// A warning at a field, with its heading and the line.
    pub(super) fn warning(&self, at: At, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..self.error(at, code, message) }
    }

    /// Where a field starts, and the byte where it ends; both with its quotes.
    ///
    /// Going on from the field found last keeps a table with thousands of columns from being walked again for each.
    fn locate(&self, at: At) -> (Cursor, usize) {
        let mut cursor = self.cursor.get();
        if cursor.record != at.record || cursor.field > at.field {
            let start = self.starts.get(at.record).copied().unwrap_or_default();
            let (line, line_start) = (start.line, start.offset);
            cursor = Cursor { record: at.record, field: 0, offset: start.offset, line, line_start, column: 1 };
        }
        loop {
            let end = self.field_end(cursor.offset);
            if cursor.field == at.field || self.text.as_bytes().get(end) != Some(&self.separator) {
                self.cursor.set(cursor);
                return (cursor, end);
            }
            cursor.pass(self.text.as_bytes(), end + 1);
        }
    }

    /// The byte after a field that starts at `offset`.
    fn field_end(&self, offset: usize) -> usize {
        let mut quoted = false;
        let rest = self.text.as_bytes().iter().skip(offset);
        let length = rest.into_iter().position(|byte| {
            quoted ^= *byte == b'"';
            !quoted && (matches!(byte, b'\n' | b'\r') || *byte == self.separator)
        });
        length.map_or(self.text.len(), |length| offset + length)
    }
}

/// The start of a field.
#[derive(Clone, Copy, Debug)]
struct Cursor {
    record: usize,
    field: usize,
    offset: usize,
    line: u32,
    line_start: usize,
    /// In characters, from 1.
    column: u32,
}

impl Cursor {
    /// Moves to the next field, which starts at `offset`.
    fn pass(&mut self, text: &[u8], offset: usize) {
        for at in self.offset..offset {
            if text[at] == b'\n' || (text[at] == b'\r' && text.get(at + 1) != Some(&b'\n')) {
                self.line += 1;
                self.line_start = at + 1;
                self.column = 1;
            } else {
                self.column += u32::from(text[at] & 0xC0 != 0x80);
            }
        }
        self.field += 1;
        self.offset = offset;
    }
}

/// The records of a sheet, one after the other into the same memory.
pub(super) struct Rows<'s> {
    reader: csv::Reader<&'s [u8]>,
    starts: &'s [Start],
    next: usize,
}

impl Rows<'_> {
    /// Reads the next record that has a field for every column and something in one of them; its number, or `None` at
    /// the end.
    pub(super) fn read(&mut self, record: &mut StringRecord) -> Option<usize> {
        loop {
            // The text has been looked through, so the reader has nothing to object to.
            if !self.reader.read_record(record).unwrap_or(false) {
                return None;
            }
            let number = self.next;
            self.next += 1;
            if self.starts.get(number)?.usable {
                return Some(number);
            }
        }
    }
}

fn broken(file: &Arc<str>, text: &str, fault: &Fault) -> Diagnostic {
    let before = text.get(fault.line_start..fault.offset).unwrap_or_default();
    let column = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
    let problem = Diagnostic::error(Code::CsvSyntax, fault.message.as_str())
        .at(Place::at(file, fault.line, column))
        .hint(fault.hint);
    shown(problem, text, fault.line_start, 1)
}

/// The problem with its line, unless the line is too long to be shown.
fn shown(problem: Diagnostic, text: &str, line_start: usize, marked: usize) -> Diagnostic {
    let rest = text.get(line_start..).unwrap_or_default();
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let line = &rest[..end];
    if line.is_empty() || line.len() > MAX_EXCERPT { problem } else { problem.excerpt(line, marked) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_knows_its_line_and_column() {
        let text = "måned;\"værdi\"\r\n\r\n\"a\nb\";\"x;\"\"y\"\"\"\r\næ;12\r\n";
        let mut problems = Problems::new("a.csv");
        let sheet = Sheet::of("a.csv".into(), text.to_owned(), &mut problems).unwrap();
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
        rows.read(&mut record);
        assert_eq!(rows.read(&mut record), Some(1));
        assert_eq!(record.iter().collect::<Vec<_>>(), ["a\nb", "x;\"y\""]);
    }
}
