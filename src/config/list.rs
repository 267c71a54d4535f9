//! Code lists: CSV with one heading per column, every cell with its place.

use std::ops::Range;

use super::document::{Document, Located};
use super::shape::Need;
use crate::diagnostic::{Code, Report, did_you_mean};

/// The most entries a list may have: a key is 16 bits wide.
pub(super) const MAX_ENTRIES: usize = u16::MAX as usize;

/// A column a list may have.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) need: Need,
}

/// A row: its cells in the order of the columns asked for; columns the file does not have give empty cells.
pub(super) struct Row {
    pub(super) cells: Vec<Located<String>>,
}

/// Declares a raw row: its struct, its columns, and how it is read.
macro_rules! raw_row {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $need:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::config) struct $name {
            $(pub(in crate::config) $field: $crate::config::document::Located<String>,)+
        }

        impl $crate::config::list::RawRow for $name {
            const COLUMNS: &'static [$crate::config::list::Column] =
                &[$($crate::config::list::Column {
                name: stringify!($field),
                need: $crate::config::shape::Need::$need,
            },)+];

            fn from_row(row: $crate::config::list::Row) -> Option<Self> {
                let mut cells = row.cells.into_iter();
                Some(Self { $($field: cells.next()?,)+ })
            }
        }
    )+};
}
pub(super) use raw_row;

/// A row as written.
pub(super) trait RawRow: Sized {
    /// The columns it has.
    const COLUMNS: &'static [Column];

    /// Takes the cells; `None` when there are too few, which [`read`] never gives.
    fn from_row(row: Row) -> Option<Self>;
}

/// The rows of a list that could be read.
pub(super) struct Rows<T> {
    pub(super) rows: Vec<T>,
    /// Whether these are all of them.
    pub(super) complete: bool,
}

/// Reads a list; rows that cannot be read are reported and left out.
pub(super) fn read<T: RawRow>(document: &Document, report: &mut Report) -> Rows<T> {
    let before = report.errors();
    let rows = rows(document, report).unwrap_or_default();
    Rows { rows, complete: report.errors() == before }
}

fn rows<T: RawRow>(document: &Document, report: &mut Report) -> Option<Vec<T>> {
    let separator = separator(document.text());
    let records = match records(document.text(), separator) {
        Ok(records) => records,
        Err(quote) => {
            let message = "a quote opens here and is never closed";
            let error = document.error(Code::CsvSyntax, &(quote..quote + 1), message);
            report.push(error.hint("Close the quote, or write two quotes for one inside a quoted cell."));
            return None;
        }
    };
    let parsed = parse(document, separator, records.len(), report)?;
    let mut lines = records.into_iter().zip(parsed);
    let Some((spans, headings)) = lines.next() else {
        report.push(missing_columns(document, T::COLUMNS.iter().filter(|column| column.need == Need::Needed)));
        return None;
    };
    let places = columns(document, T::COLUMNS, (&spans, &headings), report)?;
    let mut rows = Vec::new();
    for (spans, cells) in lines {
        if rows.len() == MAX_ENTRIES {
            let message = format!("{} has more than {MAX_ENTRIES} entries", document.path());
            report.push(document.error_on_whole(Code::BadConfig, message).hint("Leave out codes that are not used."));
            break;
        }
        if cells.len() != headings.len() {
            let message = format!("this row has {} cells and the heading has {}", cells.len(), headings.len());
            let whole = spans.first().map_or(0, |first| first.start)..spans.last().map_or(0, |last| last.end);
            let hint = "Put a cell in quotes if it holds the separator, close every quote, and keep empty cells.";
            report.push(document.error(Code::CsvSyntax, &whole, message).hint(hint));
            continue;
        }
        let cells =
            T::COLUMNS.iter().zip(&places).map(|(column, place)| cell(column, *place, &spans, &cells)).collect();
        rows.extend(T::from_row(Row { cells }));
    }
    Some(rows)
}

fn cell(column: &Column, place: Option<usize>, spans: &[Range<usize>], cells: &[String]) -> Located<String> {
    let row = spans.first().map_or(0, |first| first.start);
    let span = place.and_then(|at| spans.get(at)).cloned().unwrap_or(row..row);
    let value = place.and_then(|at| cells.get(at)).map(|text| text.trim().to_owned()).unwrap_or_default();
    Located { value, span, field: column.name.into() }
}

/// Semicolon when the heading has semicolons only, as a Danish spreadsheet saves it.
fn separator(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or("");
    if heading.contains(';') && !heading.contains(',') { b';' } else { b',' }
}

/// Where each wanted column stands; `None` when one that is needed is not there.
fn columns(
    document: &Document,
    wanted: &[Column],
    (spans, headings): (&[Range<usize>], &[String]),
    report: &mut Report,
) -> Option<Vec<Option<usize>>> {
    for (at, (span, heading)) in spans.iter().zip(headings).enumerate() {
        let heading = heading.trim();
        let names = wanted.iter().map(|column| column.name);
        if !names.clone().any(|name| name == heading) {
            let hint = match did_you_mean(heading, names.clone()) {
                Some(near) => format!("Did you mean {near}?"),
                None => format!("Known here: {}.", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("the column \"{heading}\" means nothing here");
            report.push(document.error(Code::UnknownColumn, span, message).field(heading).hint(hint));
        } else if headings[..at].iter().any(|earlier| earlier.trim() == heading) {
            let message = format!("the column {heading} stands twice");
            let error = document.error(Code::CsvSyntax, span, message).field(heading);
            report.push(error.hint("Keep one of them."));
        }
    }
    let place = |column: &Column| headings.iter().position(|heading| heading.trim() == column.name);
    let mut missing =
        wanted.iter().filter(|column| (column.need == Need::Needed) && place(column).is_none()).peekable();
    if missing.peek().is_some() {
        report.push(missing_columns(document, missing));
        return None;
    }
    Some(wanted.iter().map(place).collect())
}

fn missing_columns<'a>(
    document: &Document,
    missing: impl Iterator<Item = &'a Column>,
) -> crate::diagnostic::Diagnostic {
    let names = missing.map(|column| column.name).collect::<Vec<_>>().join(", ");
    let message = format!("{} lacks the column {names}", document.path());
    let heading = 0..document.text().lines().next().map_or(0, str::len);
    document.error(Code::MissingColumn, &heading, message).hint(format!("Add to the heading: {names}."))
}

/// The cells of every record, decoded; `None` when the reader disagrees about where records are.
fn parse(document: &Document, separator: u8, expected: usize, report: &mut Report) -> Option<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(document.text().as_bytes());
    let parsed: Result<Vec<Vec<String>>, _> =
        reader.records().map(|record| record.map(|cells| cells.iter().map(str::to_owned).collect())).collect();
    match parsed {
        Ok(parsed) if parsed.len() == expected => Some(parsed),
        _ => {
            let message = format!("{} is not a table of comma-separated values", document.path());
            report.push(document.error_on_whole(Code::CsvSyntax, message).hint("Save it anew as CSV."));
            None
        }
    }
}

/// The bytes of every cell of every record, by the same rules as the CSV reader, which does not tell where cells are
/// and takes an unclosed quote without a word. An error is the place of a quote that is never closed.
fn records(text: &str, separator: u8) -> Result<Vec<Vec<Range<usize>>>, usize> {
    let mut records = Vec::new();
    let mut cells = Vec::new();
    let (mut start, mut quote) = (0, None);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], quote) {
            (b'"', Some(_)) if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (b'"', Some(_)) => quote = None,
            (b'"', None) if at == start => quote = Some(at),
            (byte, None) if byte == separator => {
                cells.push(start..at);
                start = at + 1;
            }
            (b'\r' | b'\n', None) => {
                end_record(&mut records, &mut cells, start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    end_record(&mut records, &mut cells, start..bytes.len());
    quote.map_or(Ok(records), Err)
}

fn end_record(records: &mut Vec<Vec<Range<usize>>>, cells: &mut Vec<Range<usize>>, last: Range<usize>) {
    // A line without anything is no record.
    if cells.is_empty() && last.is_empty() {
        return;
    }
    cells.push(last);
    records.push(std::mem::take(cells));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_same_cells_as_the_reader() {
        for text in [
            "a,b\n1,2\n",
            "a,b\r\n\r\n\"x,\"\"y\"\"\nz\",2",
            "a,\"\"\n\"q\"r,s\"t\"\n",
            "\n\na\n",
            "a,b\n,\n",
            "",
            "a\rb\r",
            "\"\"\n1\n",
        ] {
            let spans = records(text, b',').unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let parsed: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let counts: Vec<usize> = parsed.iter().map(csv::StringRecord::len).collect();
            assert_eq!(spans.iter().map(Vec::len).collect::<Vec<_>>(), counts, "{text:?}");
        }
    }

    #[test]
    fn sees_a_quote_that_stays_open() {
        assert_eq!(records("a,b\n1,\"2\n3,4\n", b','), Err(6));
    }
}
