//! `<measure>.csv` for programs and `<measure>.da.csv` for Danish spreadsheets.
//!
//! Both have the same rows as `<measure>.json`, in the same order, with the same values.

use super::Context;
use super::number;
use super::table::{Cell, Row, Table};
use crate::model::{Decimal, Flags, Missing};
use crate::text::{number::unit_in_files, symbol};

/// What the remark of every row of made-up figures says.
const SYNTHETIC: &str = "Syntetiske tal";

/// UTF-8, comma, decimal point, codes; status words are separated by a space, an empty value has its reason there.
pub(super) fn tidy(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(80 * (table.rows.len() + 1));
    out.extend_from_slice(b"measure,period,area,akasse,value,numerator,denominator,status,note,low,high\n");
    for row in &table.rows {
        let cell = Cell::new(context.publication, row.key);
        let mut line = Line::new(&mut out, b',', b'.');
        line.text(&table.measure.id);
        line.text(&table.periods[row.period]);
        line.text(cell.area.unwrap_or_default());
        line.text(cell.akasse.unwrap_or_default());
        line.figure(row);
        line.joined(row.status.words(), " ");
        line.remark(context, row);
        line.bound(row);
        line.end(b"\n");
    }
    out
}

/// UTF-8 with BOM, semicolon, decimal comma, Danish headings and names; opens right in a Danish spreadsheet.
pub(super) fn danish(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let publication = context.publication;
    let measure = table.measure;
    let mut out = Vec::with_capacity(110 * (table.rows.len() + 1));
    out.extend_from_slice(
        "\u{feff}Måling;Måned;Område;A-kasse;Værdi;Enhed;Tæller;Nævner;Status;Bemærkning;Mindst;Højst\r\n".as_bytes(),
    );
    for row in &table.rows {
        let area = row.key.area.map(|area| publication.area(area).name.as_str());
        let akasse = row.key.akasse.map(|akasse| publication.akasse(akasse).name.as_str());
        let all_areas = if measure.areas.is_empty() { "" } else { "Alle områder" };
        let all_akasser = if measure.by_akasse { "Alle a-kasser" } else { "" };
        let mut line = Line::new(&mut out, b';', b',');
        line.text(&measure.title.da);
        line.text(&table.periods[row.period]);
        line.text(area.unwrap_or(all_areas));
        line.text(akasse.unwrap_or(all_akasser));
        line.value(row.value);
        line.text(unit_in_files(measure.unit));
        line.counts(row);
        line.joined(danish_words(row), ", ");
        line.remark(context, row);
        line.bound(row);
        line.end(b"\r\n");
    }
    out
}

/// Reason and marks as a reader says them.
pub(super) fn danish_words(row: &Row<'_>) -> impl Iterator<Item = &'static str> + use<> {
    let reason: Option<Missing> = row.status.figure.amount.missing();
    let flags: Flags = row.status.figure.flags;
    reason.map(symbol::missing_in_files).into_iter().chain(symbol::flags_in_files(flags))
}

/// A line being written, cell by cell.
struct Line<'o> {
    out: &'o mut Vec<u8>,
    separator: u8,
    mark: u8,
}

impl<'o> Line<'o> {
    fn new(out: &'o mut Vec<u8>, separator: u8, mark: u8) -> Self {
        Self { out, separator, mark }
    }

    fn text(&mut self, text: &str) {
        push_text(self.out, text, self.separator);
        self.out.push(self.separator);
    }

    fn value(&mut self, value: Option<Decimal>) {
        if let Some(value) = value {
            number::push(self.out, value, self.mark);
        }
        self.out.push(self.separator);
    }

    fn counts(&mut self, row: &Row<'_>) {
        let whole = |count: u64| Decimal { scaled: count.into(), decimals: 0 };
        self.value(row.counts.map(|(numerator, _)| whole(numerator)));
        self.value(row.counts.map(|(_, denominator)| whole(denominator)));
    }

    fn figure(&mut self, row: &Row<'_>) {
        self.value(row.value);
        self.counts(row);
    }

    /// Our own words, which need no quotes in either file.
    fn joined(&mut self, words: impl Iterator<Item = &'static str>, with: &str) {
        for (at, word) in words.enumerate() {
            if at > 0 {
                self.out.extend_from_slice(with.as_bytes());
            }
            self.out.extend_from_slice(word.as_bytes());
        }
        self.out.push(self.separator);
    }

    fn remark(&mut self, context: &Context<'_>, row: &Row<'_>) {
        match (context.edition.release.synthetic, row.note) {
            (true, Some(note)) => self.text(&format!("{SYNTHETIC}. {note}")),
            (true, None) => self.text(SYNTHETIC),
            (false, note) => self.text(note.unwrap_or_default()),
        }
    }

    fn bound(&mut self, row: &Row<'_>) {
        let bound = row.bound();
        self.value(bound.map(|(low, _)| low));
        self.value(bound.map(|(_, high)| high));
    }

    fn end(self, end: &[u8]) {
        self.out.pop();
        self.out.extend_from_slice(end);
    }
}

/// Writes a text cell, quoted where it must be; what a spreadsheet would run as a formula gets an apostrophe in front.
fn push_text(out: &mut Vec<u8>, text: &str, separator: u8) {
    let runs = match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n') => true,
        // The first byte of the wide forms, which some spreadsheets take for the same.
        Some(0xef) => text.starts_with(['＝', '＋', '－', '＠']),
        _ => false,
    };
    let quoted = text.bytes().any(|byte| byte == separator || matches!(byte, b'"' | b'\r' | b'\n'));
    if quoted {
        out.push(b'"');
    }
    if runs {
        out.push(b'\'');
    }
    if quoted {
        for byte in text.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        push_text(&mut out, text, b';');
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_made_harmless() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("\r=1"), "\"'\r=1\"");
        assert_eq!(cell("=HYPERLINK(\"x\";1)"), "\"'=HYPERLINK(\"\"x\"\";1)\"");
        assert_eq!(cell("3F - a-kasse"), "3F - a-kasse");
        assert_eq!(cell(""), "");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_opens_a_formula(text in ".{0,40}") {
            let line = format!("x;{};y\n", cell(&text));
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(b';').from_reader(line.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), 1);
            prop_assert_eq!(records[0].len(), 3);
            let read = records[0][1].to_owned();
            prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            let harmless = format!("'{text}");
            prop_assert!(read == text || read == harmless, "{:?} became {:?}", text, read);
        }
    }
}
