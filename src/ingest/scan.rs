//! One pass over a file before it is parsed: where records start, whether quotes close, and the limits.
//!
//! The CSV reader takes an unclosed quote to the end of the file without a word, passes text after a closing quote on,
//! and knows no cut file. So all that is judged here, byte by byte, with no memory but the start of each record. The
//! reader then gives the same records: both skip empty lines, and take `\n`, `\r\n` and `\r` for the end of a line.

use super::limits::{MAX_COLUMNS, MAX_FIELD, MAX_RECORDS};

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Every record, the heading first.
    pub(super) starts: Vec<Start>,
    /// Fields of the heading.
    pub(super) width: u32,
    /// What is wrong.
    pub(super) faults: Vec<Fault>,
    /// Whether records can be read despite the faults.
    pub(super) readable: bool,
}

/// Where a record starts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    /// Byte of the text.
    pub(super) offset: usize,
    /// Line, from 1.
    pub(super) line: u32,
    /// Whether it has a field for every column, and something in one of them.
    pub(super) usable: bool,
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
pub(super) fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut seen = [(b';', 0_usize), (b'\t', 0), (b',', 0)];
    let heading = text.bytes().skip_while(|byte| matches!(byte, b'\n' | b'\r'));
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
        blank: true,
        quote: None,
        scan: Scan::default(),
    };
    let fatal = scanner.run();
    let mut scan = scanner.scan;
    scan.readable = fatal.is_none();
    scan.faults.extend(fatal);
    scan
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
    /// Whether the record holds nothing so far.
    blank: bool,
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
        if self.scan.starts.len() == MAX_RECORDS {
            let message = format!("the file has more than {MAX_RECORDS} lines");
            return Err(self.fault(offset, message, "Deliver one file per measure, or per year."));
        }
        self.scan.starts.push(Start { offset, line: self.line, usable: true });
        self.fields = 1;
        self.length = 0;
        self.blank = true;
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
        self.state = State::FieldStart;
        Ok(())
    }

    #[inline]
    fn lengthen(&mut self, offset: usize, byte: u8) -> Result<(), Fault> {
        // Bytes that continue a character do not count.
        self.length += u32::from(byte & 0xC0 != 0x80);
        self.blank &= matches!(byte, b' ' | b'\t');
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
        let fields = u32::try_from(self.fields).unwrap_or(u32::MAX);
        if self.scan.starts.len() == 1 {
            self.scan.width = fields;
        }
        let fits = fields == self.scan.width;
        if !fits && !self.blank {
            let message = format!("the line has {fields} fields, the heading {}", self.scan.width);
            let hint =
                "Give every line as many fields as the heading, and put a text that holds the separator in quotes.";
            let fault = self.fault(offset, message, hint);
            self.scan.faults.push(fault);
        }
        if let Some(record) = self.scan.starts.last_mut() {
            record.usable = fits && !self.blank;
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
            // A number may have lost its last digits, so not even a line with all its fields is taken.
            let hint = "Fetch the file again. If it is whole, save it with a line end after its last line.";
            return Some(self.fault(
                length,
                "the file ends in the middle of a line: it may have been cut".to_owned(),
                hint,
            ));
        }
        match self.scan.starts.as_slice() {
            [] => Some(self.fault(0, "the file is empty".to_owned(), "Deliver a heading and one line per figure.")),
            [_] => {
                let hint = "Give each figure that is missing a line with its reason in the column status.";
                Some(self.fault(length, "the file has a heading and nothing below it".to_owned(), hint))
            }
            _ => None,
        }
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
        let mut faults = scan(text, separator(text)).faults;
        assert_eq!(faults.len(), 1, "{faults:?}");
        let fault = faults.remove(0);
        (fault.line, fault.offset - fault.line_start + 1, fault.message)
    }

    #[test]
    fn finds_the_separator_outside_quotes() {
        assert_eq!(separator("a;b\n1,2\n"), b';');
        assert_eq!(separator("a,b\n"), b',');
        assert_eq!(separator("a\tb,c\td\n"), b'\t');
        assert_eq!(separator("\"a,b,c\";d\n"), b';');
        assert_eq!(separator("Børne, og;unge\n"), b';');
    }

    #[test]
    fn says_where_a_file_is_broken() {
        for (text, line, column, words) in [
            ("a;b\n1;\"2\n3;4\n", 2, 3, "never closed"),
            ("a;b\n\"1\"2;3\n", 2, 4, "after a closing quote"),
            ("a;b\n1\"2\";3\n", 2, 2, "not quoted"),
            ("a;b\n1\n2;3\n", 2, 2, "1 fields, the heading 2"),
            ("a;b\r\n\r\n1;2;3\r\n", 3, 6, "3 fields, the heading 2"),
            ("a;b\n1;2", 2, 4, "middle of a line"),
            ("a;b", 1, 4, "middle of a line"),
            ("a;b\n", 2, 1, "nothing below"),
            ("", 1, 1, "empty"),
            ("a\n1\r2\r\n3;3\n", 4, 4, "2 fields"),
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
        assert!(scan(&just, b';').faults.is_empty());
        let open = format!("a;b\n\"{};1\n", "æ".repeat(MAX_FIELD as usize + 1));
        assert!(fault(&open).2.contains("never closed"));
        let tall = "a\n".repeat(MAX_RECORDS + 1);
        assert!(fault(&tall).2.contains("lines"));
    }

    #[test]
    fn passes_over_lines_without_content() {
        let scan = scan("a;b\n\n;\n  \n1;2\n", b';');
        assert!(scan.faults.is_empty());
        let usable: Vec<(u32, bool)> = scan.starts.iter().map(|start| (start.line, start.usable)).collect();
        assert_eq!(usable, [(1, true), (3, false), (4, false), (5, true)]);
    }

    proptest! {
        #[test]
        fn agrees_with_the_reader(text in "[a;\"\\n\\r,æ ]{0,40}\n") {
            let scan = scan(&text, b';');
            if scan.readable {
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
                let records: Vec<_> = reader.records().map(Result::unwrap).collect();
                prop_assert_eq!(records.len(), scan.starts.len());
                for (record, start) in records.iter().zip(&scan.starts) {
                    prop_assert!(!start.usable || record.len() == scan.width as usize);
                }
            }
        }
    }
}
