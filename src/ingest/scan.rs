//! One pass over a file before it is parsed: where records start, whether quotes close, and the limits.
//!
//! The CSV reader takes an unclosed quote to the end of the file without a word, passes text after a closing quote on,
//! and knows no cut file. So all that is judged here, byte by byte, with no memory but the outline of each record. The
//! reader then gives the same records: both skip empty lines, and take `\n`, `\r\n` and `\r` for the end of a line.

use super::frame::{self, Outline};
use super::limits::{MAX_COLUMNS, MAX_FIELD, MAX_RECORDS};

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Every record, in the order of the file.
    pub(super) records: Vec<Record>,
    /// What makes it useless to read on, where there is such a thing.
    pub(super) fatal: Option<Fault>,
}

/// A record, from outside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Its first byte.
    pub(super) offset: usize,
    /// The byte after its last.
    pub(super) end: usize,
    /// How many fields it has.
    pub(super) fields: u32,
    /// Its line, how many fields hold something, and whether it begins as a note.
    pub(super) outline: Outline,
}

/// Something wrong at a byte of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: u32,
    /// Byte where the line starts.
    pub(super) line_start: usize,
    /// Byte where the fault starts.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// The sign that separates fields: the one of `;`, tab and `,` that stands most often in the heading outside quotes.
/// The heading stands in the given line, or is the first one that is not empty.
pub(super) fn separator(text: &str, line: Option<u32>) -> u8 {
    let mut quoted = false;
    let mut seen = [(b';', 0_usize), (b'\t', 0), (b',', 0)];
    let start = line.map_or(0, |line| start_of(text, line));
    let heading = text.bytes().skip(start).skip_while(|byte| matches!(byte, b'\n' | b'\r'));
    for byte in heading {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => seen.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, times)| *times += 1),
            _ => {}
        }
    }
    // Of equals the first one: a heading with as many commas as semicolons has its commas in names.
    seen.iter().rev().max_by_key(|(_, times)| *times).map_or(b';', |(sign, _)| *sign)
}

/// How many lines a text begins, and the byte where the last one starts.
pub(super) fn lines_of(text: &str) -> (u32, usize) {
    let ends = line_ends(text);
    let (count, last) = ends.fold((0_usize, 0), |(count, _), end| (count + 1, end + 1));
    (u32::try_from(count + 1).unwrap_or(u32::MAX), last)
}

/// The last byte of every line that ends; `\r\n` counts once, at its line feed.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(*at + 1) != Some(&b'\n')))
}

/// The byte where a line starts; the end of the text when it has fewer.
pub(super) fn start_of(text: &str, line: u32) -> usize {
    match line.checked_sub(2) {
        None => 0,
        Some(before) => line_ends(text).nth(before as usize).map_or(text.len(), |end| end + 1),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte of a record.
    RecordStart,
    /// Before the first byte of a field.
    FieldStart,
    /// In a field without quotes.
    Bare,
    /// Inside quotes.
    Quoted,
    /// After a quote that closes, or is the first of a pair.
    Closed,
}

/// Looks through a whole text.
pub(super) fn scan(text: &str, separator: u8) -> Scan {
    let mut scanner = Scanner {
        text,
        separator,
        state: State::RecordStart,
        line: 1,
        line_start: 0,
        fields: 0,
        length: 0,
        field_filled: false,
        filled: 0,
        quote: None,
        scan: Scan::default(),
    };
    let fatal = scanner.run();
    Scan { fatal, ..scanner.scan }
}

struct Scanner<'t> {
    text: &'t str,
    separator: u8,
    state: State,
    line: u32,
    line_start: usize,
    /// Fields of the record so far.
    fields: usize,
    /// Characters of the field so far.
    length: u32,
    /// Whether the field holds something so far.
    field_filled: bool,
    /// Fields of the record that hold something so far.
    filled: u32,
    /// Where the open quote stands.
    quote: Option<Fault>,
    scan: Scan,
}

impl Scanner<'_> {
    /// Walks to the end; the fault that makes going on useless, if there is one.
    fn run(&mut self) -> Option<Fault> {
        let text = self.text;
        for (offset, byte) in text.bytes().enumerate() {
            if let Err(fault) = self.step(offset, byte) {
                return Some(fault);
            }
            // A return that a line feed follows ends no line of its own.
            if byte == b'\n' || (byte == b'\r' && text.as_bytes().get(offset + 1) != Some(&b'\n')) {
                self.line += 1;
                self.line_start = offset + 1;
            }
        }
        self.end()
    }

    fn step(&mut self, offset: usize, byte: u8) -> Result<(), Fault> {
        if self.state == State::RecordStart {
            if matches!(byte, b'\n' | b'\r') {
                return Ok(());
            }
            self.start_record(offset)?;
        }
        match (self.state, byte) {
            (State::Quoted, b'"') => self.state = State::Closed,
            (State::Quoted, _) => self.lengthen(offset, byte)?,
            (State::Closed, b'"') => {
                self.state = State::Quoted;
                self.lengthen(offset, byte)?;
            }
            (_, byte) if byte == self.separator => self.start_field(offset)?,
            (_, b'\n' | b'\r') => self.end_record(offset),
            (State::Closed, _) => {
                let message = "text stands after a closing quote".to_owned();
                return Err(self.fault(offset, message, "Write a quote inside a quoted field twice (\"\")."));
            }
            (State::FieldStart, b'"') => {
                let hint = "Close the quote in its own cell; a file that was cut must be fetched again.";
                self.quote = Some(self.fault(offset, "this quote is never closed".to_owned(), hint));
                self.state = State::Quoted;
            }
            (_, b'"') => {
                let message = "a quote stands inside a field that is not quoted".to_owned();
                return Err(self.fault(
                    offset,
                    message,
                    "Put the whole field in quotes and write the inner ones twice.",
                ));
            }
            _ => {
                self.state = State::Bare;
                self.lengthen(offset, byte)?;
            }
        }
        Ok(())
    }

    fn start_record(&mut self, offset: usize) -> Result<(), Fault> {
        if self.scan.records.len() == MAX_RECORDS {
            let message = format!("the file has more than {MAX_RECORDS} lines");
            return Err(self.fault(offset, message, "Deliver one file per measure, or per year."));
        }
        let outline = Outline { row: self.line, filled: 0, note: false };
        self.scan.records.push(Record { offset, end: offset, fields: 1, outline });
        self.fields = 1;
        self.length = 0;
        self.filled = 0;
        self.field_filled = false;
        self.state = State::FieldStart;
        Ok(())
    }

    fn start_field(&mut self, offset: usize) -> Result<(), Fault> {
        if self.fields == MAX_COLUMNS {
            let message = format!("the line has more than {MAX_COLUMNS} columns");
            return Err(self.fault(offset, message, "Remove empty columns to the right of the table and save again."));
        }
        self.fields += 1;
        self.length = 0;
        self.field_filled = false;
        self.state = State::FieldStart;
        Ok(())
    }

    #[inline]
    fn lengthen(&mut self, offset: usize, byte: u8) -> Result<(), Fault> {
        // Bytes that continue a character do not count.
        self.length += u32::from(byte & 0xC0 != 0x80);
        if !self.field_filled && !matches!(byte, b' ' | b'\t') {
            self.field_filled = true;
            self.filled += 1;
        }
        if self.length <= MAX_FIELD { Ok(()) } else { Err(self.too_long(offset)) }
    }

    /// The fault of a field without end: mostly a quote that was never closed.
    #[cold]
    fn too_long(&mut self, offset: usize) -> Fault {
        let message = format!("the field has more than {MAX_FIELD} characters");
        let hint = "Shorten the text, or look for a line end or a quote that is missing.";
        let quote = self.quote.take().filter(|_| self.state == State::Quoted);
        quote.unwrap_or_else(|| self.fault(offset, message, hint))
    }

    fn end_record(&mut self, offset: usize) {
        if let Some(record) = self.scan.records.last_mut() {
            record.end = offset;
            record.fields = u32::try_from(self.fields).unwrap_or(u32::MAX);
            record.outline.filled = self.filled;
            record.outline.note = self.filled == 1 && frame::is_note(&self.text[record.offset..offset]);
        }
        self.state = State::RecordStart;
    }

    /// Judges how the file ends.
    fn end(&mut self) -> Option<Fault> {
        let length = self.text.len();
        if self.state == State::Quoted {
            return self.quote.take();
        }
        if self.state != State::RecordStart {
            // The record is not whole, so it is none.
            self.scan.records.pop();
            // A number may have lost its last digits, so not even a line with all its fields is taken.
            let hint = "Fetch the file again. If it is whole, save it with a line end after its last line.";
            return Some(self.fault(
                length,
                "the file ends in the middle of a line: it may have been cut".to_owned(),
                hint,
            ));
        }
        None
    }

    fn fault(&self, offset: usize, message: String, hint: &'static str) -> Fault {
        Fault { line: self.line, line_start: self.line_start, offset, message, hint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(text: &str) -> (u32, usize, String) {
        let fault = scan(text, separator(text, None)).fatal.unwrap();
        (fault.line, fault.offset - fault.line_start + 1, fault.message)
    }

    #[test]
    fn finds_the_separator_outside_quotes() {
        assert_eq!(separator("a;b\n1,2\n", None), b';');
        assert_eq!(separator("\"Titel; \n x\"\r\n\r\na,b,c;d\n", Some(4)), b',');
        assert_eq!(separator("a,b\n", None), b',');
        assert_eq!(separator("a\tb,c\td\n", None), b'\t');
        assert_eq!(separator("\"a,b,c\";d\n", None), b';');
        assert_eq!(separator("Børne, og;unge\n", None), b';');
    }

    #[test]
    fn says_where_a_file_is_broken() {
        for (text, line, column, words) in [
            ("a;b\n1;\"2\n3;4\n", 2, 3, "never closed"),
            ("a;b\n\"1\"2;3\n", 2, 4, "after a closing quote"),
            ("a;b\n1\"2\";3\n", 2, 2, "not quoted"),
            ("a;b\n1;2", 2, 4, "middle of a line"),
            ("a;b", 1, 4, "middle of a line"),
        ] {
            let (found_line, found_column, message) = fault(text);
            assert!(message.contains(words), "{text:?}: {message}");
            assert_eq!((found_line, found_column), (line, column), "{text:?}: {message}");
        }
    }

    #[test]
    fn keeps_the_limits() {
        let wide = format!("{}\n", ";".repeat(MAX_COLUMNS));
        assert!(fault(&wide).2.contains("columns"));
        let long = format!("a;b\n{};1\n", "æ".repeat(MAX_FIELD as usize + 1));
        assert!(fault(&long).2.contains("characters"));
        let just = format!("a;b\n{};1\n", "æ".repeat(MAX_FIELD as usize));
        assert!(scan(&just, b';').fatal.is_none());
        let open = format!("a;b\n\"{};1\n", "æ".repeat(MAX_FIELD as usize + 1));
        assert!(fault(&open).2.contains("never closed"));
        let tall = "a\n".repeat(MAX_RECORDS + 1);
        assert!(fault(&tall).2.contains("lines"));
    }

    #[test]
    fn outlines_every_record() {
        let scan = scan("a;b\n\n;\n  \n1; \n\"Kilde: x\";\n", b';');
        assert!(scan.fatal.is_none());
        let outlines: Vec<(u32, u32, u32, bool)> = scan
            .records
            .iter()
            .map(|record| (record.outline.row, record.fields, record.outline.filled, record.outline.note))
            .collect();
        assert_eq!(outlines, [(1, 2, 2, false), (3, 2, 0, false), (4, 1, 0, false), (5, 2, 1, false), (6, 2, 1, true)]);
    }

    proptest! {
        #[test]
        fn agrees_with_the_reader(text in "[a;\"\\n\\r,æ ]{0,40}\n") {
            let scan = scan(&text, b';');
            if scan.fatal.is_none() {
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
                let records: Vec<_> = reader.records().map(Result::unwrap).collect();
                prop_assert_eq!(records.len(), scan.records.len());
                for (record, outside) in records.iter().zip(&scan.records) {
                    prop_assert_eq!(record.len(), outside.fields as usize);
                }
            }
        }
    }
}
