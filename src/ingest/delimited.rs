//! A file of separated values, decoded and looked through.

use std::cell::Cell;
use std::sync::Arc;

use csv::StringRecord;

use super::frame::{Frame, Framed, NoTable};
use super::limits::MAX_EXCERPT;
use super::number::Written;
use super::problems::Problems;
use super::scan::{self, Fault, Record};
use super::sheet::At;
use crate::diagnostic::{Code, Diagnostic, Place};

/// The text with the places of its records: headings first, then data.
#[derive(Debug)]
pub(super) struct Delimited {
    text: String,
    separator: u8,
    starts: Vec<Start>,
    headings: usize,
    cursor: Cell<Cursor>,
}

/// Where a record starts.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// Byte of the text.
    offset: usize,
    /// Line, from 1.
    line: u32,
    /// Whether it has a field for every column, and something in one of them.
    usable: bool,
}

impl Delimited {
    /// Looks through a text; `None` when it cannot be read as records.
    pub(super) fn of(file: &Arc<str>, text: String, frame: &Frame, problems: &mut Problems) -> Option<Self> {
        let separator = scan::separator(&text, frame.telling_line());
        let scan = scan::scan(&text, separator);
        let framed = frame.sort(scan.records.len(), |record| scan.records[record].outline);
        let fatal = match (&scan.fatal, &framed) {
            (None, Err(why)) => Some(no_table(&text, *why)),
            _ => None,
        };
        let framed = framed.ok();
        let width = framed.as_ref().map_or(0, |framed| width(&scan.records, framed));
        if let Some(framed) = &framed {
            for record in &scan.records[framed.data.clone()] {
                if record.outline.filled > 0 && record.fields != width {
                    problems.push(broken(file, &text, &misfit(&text, record, width)));
                }
            }
        }
        let fatal = scan.fatal.or(fatal);
        if let Some(fault) = &fatal {
            problems.push(broken(file, &text, fault));
        }
        let framed = framed.filter(|_| fatal.is_none())?;
        let heads = framed.headings.iter().map(|heading| scan.records[*heading]);
        let starts = heads.chain(scan.records[framed.data.clone()].iter().copied()).map(|record| Start {
            offset: record.offset,
            line: record.outline.row,
            usable: record.fields == width && record.outline.filled > 0,
        });
        // A record that does not exist: the first search starts anew.
        let cursor = Cell::new(Cursor { record: usize::MAX, field: 0, offset: 0, line: 0, line_start: 0, column: 0 });
        let starts = starts.collect();
        let this = Self { text, separator, starts, headings: framed.headings.len(), cursor };
        for note in scan.records[framed.notes].iter().filter(|record| record.outline.filled > 0) {
            this.only_words(file, note, problems);
        }
        Some(this)
    }

    /// Reports a line that is declared to be a note and holds figures.
    fn only_words(&self, file: &Arc<str>, note: &Record, problems: &mut Problems) {
        let fields = self.fields_from(note.offset);
        if fields.iter().skip(1).any(|field| is_figure(field)) {
            let fault = Fault {
                line: note.outline.row,
                line_start: note.offset,
                offset: note.offset,
                message: "this line is a note below the table by its description, and it holds figures".to_owned(),
                hint: "Correct footer in release.toml: it is the number of lines below the table.",
            };
            problems.push(broken(file, &self.text, &fault));
        }
    }

    /// The fields of each line of headings, without space around them; all have as many as the widest.
    pub(super) fn headings(&self) -> Vec<Vec<String>> {
        let read = |start: &Start| -> Vec<String> { self.fields_from(start.offset) };
        let mut headings: Vec<Vec<String>> = self.starts[..self.headings].iter().map(read).collect();
        let width = headings.iter().map(Vec::len).max().unwrap_or(0);
        headings.iter_mut().for_each(|heading| heading.resize(width, String::new()));
        headings
    }

    fn fields_from(&self, offset: usize) -> Vec<String> {
        let mut record = StringRecord::new();
        // The text has been looked through, so the reader has nothing to object to.
        let _ = self.reader(offset).read_record(&mut record);
        record.iter().map(|field| field.trim().to_owned()).collect()
    }

    fn reader(&self, offset: usize) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(&self.text.as_bytes()[offset..])
    }

    /// Its data, record by record.
    pub(super) fn rows(&self) -> DelimitedRows<'_> {
        let offset = self.starts.get(self.headings).map_or(self.text.len(), |start| start.offset);
        DelimitedRows { reader: self.reader(offset), starts: &self.starts, next: self.headings }
    }

    /// Line and column of a field.
    pub(super) fn place(&self, file: &Arc<str>, at: At) -> Place {
        let (found, _) = self.locate(at);
        Place::at(file, found.line, found.column)
    }

    /// Shows the line of a field with a problem, unless the line is too long to be shown.
    pub(super) fn show(&self, problem: Diagnostic, at: At) -> Diagnostic {
        let (found, end) = self.locate(at);
        let marked = self.text[found.offset..end].trim_end().chars().count();
        shown(problem, &self.text, found.line_start, marked)
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

/// The data of a text, one record after the other into the same memory.
pub(super) struct DelimitedRows<'s> {
    reader: csv::Reader<&'s [u8]>,
    starts: &'s [Start],
    next: usize,
}

impl DelimitedRows<'_> {
    /// Reads the next record that has a field for every column and something in one of them; its number, or `None` at
    /// the end.
    pub(super) fn read(&mut self, record: &mut StringRecord) -> Option<usize> {
        loop {
            let number = self.next;
            let usable = self.starts.get(number)?.usable;
            // The text has been looked through, so the reader has nothing to object to.
            if !self.reader.read_record(record).unwrap_or(false) {
                return None;
            }
            self.next += 1;
            if usable {
                return Some(number);
            }
        }
    }
}

/// How many columns the table has: as many as its widest line of headings.
fn width(records: &[Record], framed: &Framed) -> u32 {
    framed.headings.iter().map(|heading| records[*heading].fields).max().unwrap_or(0)
}

/// Whether a text is a number, or a sign in the place of one: no words in any case.
pub(super) fn is_figure(text: &str) -> bool {
    let blank = text.trim().is_empty();
    !blank && (!text.chars().any(char::is_alphabetic) || Written::parse(text.trim()).is_ok())
}

fn no_table(text: &str, why: NoTable) -> Fault {
    let at_end = |message: &str, hint| {
        let (line, line_start) = scan::lines_of(text);
        Fault { line, line_start, offset: text.len(), message: message.to_owned(), hint }
    };
    match why {
        NoTable::Empty => Fault {
            line: 1,
            line_start: 0,
            offset: 0,
            message: "the file is empty".to_owned(),
            hint: "Deliver a heading and one line per figure.",
        },
        NoTable::OnlyHeadings => at_end(
            "the file has a heading and nothing below it",
            "Give each figure that is missing a line with its reason in the column status.",
        ),
        NoTable::NoHeading(line) => {
            let start = scan::start_of(text, line);
            let message = format!("release.toml says that headings stand in line {line}, and there are none");
            let hint = "Count the lines from the top of the file, blank ones too, and correct header.";
            Fault { line, line_start: start, offset: start, message, hint }
        }
    }
}

/// The fault of a record with more or fewer fields than the heading, at its end.
fn misfit(text: &str, record: &Record, width: u32) -> Fault {
    let (breaks, start) = scan::lines_of(&text[record.offset..record.end]);
    let message = format!("the line has {} fields, the heading {width}", record.fields);
    let hint = if width == 1 {
        "If titles stand above the headings, say in release.toml in which line these stand, such as header = 4."
    } else {
        "Give every line as many fields as the heading, and put a text that holds the separator in quotes."
    };
    let line = record.outline.row + breaks - 1;
    Fault { line, line_start: record.offset + start, offset: record.end, message, hint }
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

    fn faults(text: &str) -> Vec<(u32, u32, String)> {
        let mut problems = Problems::new("a.csv");
        let _ = Delimited::of(&"a.csv".into(), text.to_owned(), &Frame::of(None), &mut problems);
        let report = problems.report();
        let found = report.sorted().into_iter().map(|problem| {
            let place = problem.place.as_ref().unwrap();
            (place.line, place.column, problem.message.clone())
        });
        found.collect()
    }

    #[test]
    fn says_where_a_table_is_broken() {
        for (text, line, column, words) in [
            ("a;b\n1\n2;3\n", 2, 2, "1 fields, the heading 2"),
            ("a;b\r\n\r\n1;2;3\r\n", 3, 6, "3 fields, the heading 2"),
            ("a;b\n\"1\n2\"\n2;3\n", 3, 3, "1 fields"),
            ("a;b\n", 2, 1, "nothing below"),
            ("", 1, 1, "empty"),
            ("a\n1\r2\r\n3;3\n", 4, 4, "2 fields"),
        ] {
            let found = faults(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert_eq!((found[0].0, found[0].1), (line, column), "{text:?}: {found:?}");
            assert!(found[0].2.contains(words), "{text:?}: {found:?}");
        }
        assert_eq!(faults("a;b\n\n;\n  \n1;2\n"), [], "lines without content are passed over");
    }
}
