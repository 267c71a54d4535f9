//! A sheet of a workbook (XLSX) as a table: the same records as a text gives, each field with its cell.
//!
//! First the package is judged (`package`), then its cells are read (`content`) with what their formats say (`format`),
//! then titles, headings, data and notes are told apart as in a text.

mod content;
mod format;
mod package;
mod value;

use std::borrow::Cow;
use std::sync::Arc;

use csv::StringRecord;

use super::delimited::is_figure;
use super::frame::{self, Frame, NoTable, Outline};
use super::limits::MAX_EXCERPT;
use super::problems::Problems;
use super::sheet::At;
use crate::diagnostic::{Code, Diagnostic, Place};
pub(super) use value::CellValue;

/// Why a workbook is not read.
#[derive(Debug)]
pub(super) struct Refusal {
    code: Code,
    message: String,
    hint: String,
    /// The sheet, once it is known.
    sheet: Option<Arc<str>>,
    /// Row and column, from 1, where there is a place.
    cell: Option<(u32, u32)>,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), sheet: None, cell: None }
    }

    fn at(self, row: u32, column: u32) -> Self {
        Self { cell: Some((row, column)), ..self }
    }
}

/// A row with content.
#[derive(Debug)]
pub(super) struct CellRow {
    /// Its number in the sheet, from 1.
    number: u32,
    /// Columns (from 1) with what stands in them, from left to right.
    cells: Vec<(u32, CellValue)>,
}

impl CellRow {
    fn get(&self, column: u32) -> Option<&CellValue> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.cells[at].1)
    }
}

/// A sheet as read.
#[derive(Debug)]
pub(super) struct Cells {
    sheet: Arc<str>,
    rows: Vec<CellRow>,
}

/// Reads a sheet of a workbook; without a name, the only one with content.
///
/// # Errors
/// Whatever makes the bytes no workbook that can be read safely, and a sheet that is not told.
pub(super) fn read(file: &Arc<str>, bytes: Vec<u8>, sheet: Option<&str>) -> Result<Cells, Diagnostic> {
    let read = package::check(&bytes).and_then(|()| content::read(&bytes, sheet));
    read.map(|(sheet, rows)| Cells { sheet, rows }).map_err(|Refusal { code, message, hint, sheet, cell }| {
        let (row, column) = cell.unwrap_or_default();
        let place = sheet.map_or_else(|| Place::file(file), |sheet| Place::in_sheet(file, &sheet, row, column));
        Diagnostic::error(code, message).at(place).hint(hint)
    })
}

/// The table of a sheet: headings first, then data.
#[derive(Debug)]
pub(super) struct CellTable {
    sheet: Arc<str>,
    rows: Vec<CellRow>,
    headings: usize,
    /// First column of the table, from 1.
    left: u32,
    /// How many columns it has.
    width: usize,
}

impl CellTable {
    /// Tells headings and data of a sheet apart; `None` when there is no table, which is reported.
    pub(super) fn of(file: &Arc<str>, cells: Cells, frame: &Frame, problems: &mut Problems) -> Option<Self> {
        let Cells { sheet, rows } = cells;
        let outline = |row: usize| {
            let CellRow { number, cells } = &rows[row];
            let note = cells.len() == 1 && frame::is_note(&cells[0].1.text());
            Outline { row: *number, filled: u32::try_from(cells.len()).unwrap_or(u32::MAX), note }
        };
        let framed = match frame.sort(rows.len(), outline) {
            Ok(framed) => framed,
            Err(why) => {
                problems.push(no_table(file, &sheet, rows.last(), why));
                return None;
            }
        };
        for row in &rows[framed.notes.clone()] {
            let figure = |value: &CellValue| !matches!(value, CellValue::Text(text) if !is_figure(text));
            if row.cells.iter().skip(1).any(|(_, value)| figure(value)) {
                let message = "this row is a note below the table by its description, and it holds figures";
                let hint = "Correct footer in release.toml: it is the number of rows below the table.";
                let place = Place::in_sheet(file, &sheet, row.number, 0);
                problems.push(Diagnostic::error(Code::CsvSyntax, message).at(place).hint(hint));
            }
        }
        let of_table = |row: &usize| framed.headings.contains(row) || framed.data.contains(row);
        let mut numbered: Vec<(usize, CellRow)> =
            rows.into_iter().enumerate().filter(|(row, _)| of_table(row)).collect();
        // Lines between two lines of headings are gone, so order alone puts the headings first.
        numbered.sort_by_key(|(row, _)| *row);
        let rows: Vec<CellRow> = numbered.into_iter().map(|(_, row)| row).collect();
        let headings = framed.headings.len();
        let left = rows.iter().filter_map(|row| row.cells.first()).map(|(column, _)| *column).min().unwrap_or(1);
        let last = rows[..headings].iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max();
        let width = (last.unwrap_or(left).saturating_sub(left) + 1) as usize;
        let table = Self { sheet, rows, headings, left, width };
        table.report_strays(file, problems);
        Some(table)
    }

    /// Reports the first cell of each row that stands to the right of the headings.
    fn report_strays(&self, file: &Arc<str>, problems: &mut Problems) {
        for row in &self.rows[self.headings..] {
            if let Some((column, _)) = row.cells.iter().find(|(column, _)| self.field(*column) >= self.width) {
                let message = "the cell stands to the right of the headings";
                let hint = "Give its column a heading, or delete the cell. Where titles stand above the headings, say in \
                            release.toml in which row these stand, such as header = 4.";
                let place = Place::in_sheet(file, &self.sheet, row.number, *column);
                let problem = Diagnostic::error(Code::CsvSyntax, message).at(place).hint(hint);
                problems.push(self.shown(problem, row, *column));
            }
        }
    }

    fn field(&self, column: u32) -> usize {
        column.saturating_sub(self.left) as usize
    }

    fn column(&self, field: usize) -> u32 {
        self.left.saturating_add(u32::try_from(field).unwrap_or(u32::MAX))
    }

    /// The texts of each line of headings, without space around them; all are as wide as the table.
    pub(super) fn headings(&self) -> Vec<Vec<String>> {
        let text = |row: &CellRow, field| {
            row.get(self.column(field)).map_or(String::new(), |value| value.text().trim().to_owned())
        };
        let heading = |row| (0..self.width).map(|field| text(row, field)).collect();
        self.rows[..self.headings].iter().map(heading).collect()
    }

    /// What stands in a field; `None` for nothing.
    pub(super) fn value(&self, at: At) -> Option<&CellValue> {
        self.rows.get(at.record)?.get(self.column(at.field))
    }

    /// Writes the texts of a record; `None` when there is no such record.
    pub(super) fn fill(&self, record: usize, fields: &mut StringRecord) -> Option<()> {
        let row = self.rows.get(record)?;
        fields.clear();
        let mut cells = row.cells.iter().peekable();
        for field in 0..self.width {
            let column = self.column(field);
            match cells.next_if(|(own, _)| *own == column) {
                Some((_, value)) => fields.push_field(&value.text()),
                None => fields.push_field(""),
            }
        }
        Some(())
    }

    /// The cell of a field.
    pub(super) fn place(&self, file: &Arc<str>, at: At) -> Place {
        let row = self.rows.get(at.record).map_or(0, |row| row.number);
        Place::in_sheet(file, &self.sheet, row, self.column(at.field))
    }

    /// Shows the row of a field with a problem.
    pub(super) fn show(&self, problem: Diagnostic, at: At) -> Diagnostic {
        match self.rows.get(at.record) {
            Some(row) => self.shown(problem, row, self.column(at.field)),
            None => problem,
        }
    }

    /// Shows a row, marking one of its cells, unless it is too long to be shown.
    fn shown(&self, problem: Diagnostic, row: &CellRow, marked: u32) -> Diagnostic {
        let last = row.cells.last().map_or(marked, |(column, _)| (*column).max(marked));
        if (last - self.left) as usize > MAX_EXCERPT / 3 {
            return problem;
        }
        let (mut line, mut start, mut length) = (String::new(), 1, 1);
        for column in self.left..=last {
            if column > self.left {
                line.push_str(" | ");
            }
            let text = row.get(column).map_or(Cow::Borrowed(""), CellValue::text);
            if column == marked {
                start = line.chars().count() + 1;
                length = text.chars().count();
            }
            line.push_str(&text);
        }
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        if line.len() > MAX_EXCERPT { problem } else { problem.excerpt_from(line, start, length) }
    }
}

fn no_table(file: &Arc<str>, sheet: &Arc<str>, last: Option<&CellRow>, why: NoTable) -> Diagnostic {
    let (row, message, hint) = match why {
        NoTable::Empty => (0, "the sheet is empty".to_owned(), "Deliver a heading and one row per figure."),
        NoTable::OnlyHeadings => (
            last.map_or(0, |row| row.number),
            "the sheet has a heading and nothing below it".to_owned(),
            "Give each figure that is missing a row with its reason in the column status.",
        ),
        NoTable::NoHeading(row) => (
            row,
            format!("release.toml says that headings stand in row {row}, and there are none"),
            "Take the row's number from the left edge of the sheet, and correct header.",
        ),
    };
    Diagnostic::error(Code::CsvSyntax, message).at(Place::in_sheet(file, sheet, row, 0)).hint(hint)
}
