//! The cells of one sheet, as the reader of workbooks gives them.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::format::Shown;
use super::package::SAVE_ANEW;
use super::{CellRow, CellValue, Refusal};
use crate::diagnostic::{Code, did_you_mean};
use crate::ingest::encoding;
use crate::ingest::limits::{MAX_CELLS, MAX_COLUMNS, MAX_FIELD, MAX_RECORDS, MAX_SHEET_TEXT, MAX_SHEETS};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The name and the rows of the sheet with the table. The bytes have been looked through.
///
/// # Errors
/// A sheet that is not there or not the only one, parts that do not fit together, and what goes beyond the limits.
pub(super) fn read(bytes: &[u8], named: Option<&str>) -> Result<(Arc<str>, Vec<CellRow>), Refusal> {
    // The package has been judged; what still makes the reader stumble must not stop the program.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error, None))?;
        let sheet = choose(&mut workbook, named)?;
        let rows = rows(&mut workbook, &sheet);
        let sheet: Arc<str> = sheet.into();
        rows.map_err(|refusal| Refusal { sheet: Some(Arc::clone(&sheet)), ..refusal }).map(|rows| (sheet, rows))
    }));
    read.unwrap_or_else(|_| Err(Refusal::new(Code::CsvSyntax, "the workbook cannot be read", SAVE_ANEW)))
}

fn unreadable(error: &XlsxError, last: Option<(u32, u32)>) -> Refusal {
    let refusal = Refusal::new(Code::CsvSyntax, format!("the workbook cannot be read: {error}"), SAVE_ANEW);
    match last {
        Some((row, column)) => refusal.at(row, column),
        None => refusal,
    }
}

/// The sheet of that name; without one, the only sheet with content that can be seen.
fn choose(workbook: &mut Workbook<'_>, named: Option<&str>) -> Result<String, Refusal> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<(String, bool)> =
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let list = |names: &[&str]| names.join(", ");
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(named) = named {
        if names.contains(&named) {
            return Ok(named.to_owned());
        }
        let message = format!("the workbook has no sheet {named}; it has {}", list(&names));
        let hint = match did_you_mean(named, names.iter().copied()) {
            Some(near) => format!("Write sheet = \"{near}\" in release.toml, if that is meant."),
            None => "Correct sheet in release.toml.".to_owned(),
        };
        return Err(Refusal::new(Code::BadConfig, message, hint));
    }
    if sheets.len() > MAX_SHEETS {
        let message = format!("the workbook has {} sheets", sheets.len());
        let hint = "Say in release.toml which one is meant, with sheet in the [[table]] of the file.";
        return Err(Refusal::new(Code::BadConfig, message, hint));
    }
    let mut filled = Vec::new();
    for name in sheets.iter().filter(|(_, visible)| *visible).map(|(name, _)| name) {
        if has_content(workbook, name)? {
            filled.push(name.as_str());
        }
    }
    match filled.as_slice() {
        [only] => Ok((*only).to_owned()),
        [] => {
            let hint = "Deliver a heading and one row per figure, on a sheet that is not hidden.";
            Err(Refusal::new(Code::CsvSyntax, "no sheet of the workbook has content", hint))
        }
        [first, ..] => {
            let message = format!("{} sheets of the workbook have content: {}", filled.len(), list(&filled));
            let hint =
                format!("Say in release.toml which one is meant: sheet = \"{first}\" in the [[table]] of the file.");
            Err(Refusal::new(Code::BadConfig, message, hint))
        }
    }
}

fn has_content(workbook: &mut Workbook<'_>, sheet: &str) -> Result<bool, Refusal> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error, None))?;
    while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error, None))? {
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::String(text) if text.trim().is_empty() => {}
            DataRef::SharedString(text) if text.trim().is_empty() => {}
            _ => return Ok(true),
        }
    }
    Ok(false)
}

/// Cells with a formula that was never computed: without this they would pass as blank.
fn uncomputed(workbook: &mut Workbook<'_>, sheet: &str) -> Result<BTreeSet<(u32, u32)>, Refusal> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error, None))?;
    let mut found = BTreeSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| unreadable(&error, None))? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            found.insert(cell.pos);
        }
        if found.len() > MAX_CELLS {
            let message = format!("the sheet has more than {MAX_CELLS} formulas that were never computed");
            return Err(Refusal::new(Code::CsvSyntax, message, SAVE_ANEW));
        }
    }
    Ok(found)
}

/// The rows with content, in their order, each with its cells from left to right.
fn rows(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Vec<CellRow>, Refusal> {
    let uncomputed = uncomputed(workbook, sheet)?;
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error, None))?;
    let shown: Vec<Shown> = reader.styles().iter().map(shown).collect();
    let mut cells: Vec<(u32, u32, CellValue)> = Vec::new();
    let (mut text, mut last) = (0, None);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| unreadable(&error, last))? {
        let (row, column) = cell.get_position();
        last = Some((row + 1, column + 1));
        let shown = shown.get(style).copied().unwrap_or_default();
        let value = match value(cell.get_value(), shown) {
            None if uncomputed.contains(&(row, column)) => CellValue::Uncomputed,
            None => continue,
            Some(value) => value,
        };
        text += value.text().len();
        within_limits((row, column), &value, (cells.len(), text))?;
        cells.push((row + 1, column + 1, value));
    }
    in_rows(cells)
}

fn shown(style: &Style) -> Shown {
    style.number_format.as_ref().map_or_else(Shown::default, |format| Shown::of(&format.format_code))
}

fn within_limits((row, column): (u32, u32), value: &CellValue, (cells, text): (usize, usize)) -> Result<(), Refusal> {
    let hint = "Delete what stands outside the table, or deliver one file per measure.";
    let refuse = |message: String| Err(Refusal::new(Code::CsvSyntax, message, hint).at(row + 1, column + 1));
    if row as usize >= MAX_RECORDS {
        return refuse(format!("the sheet has more than {MAX_RECORDS} rows"));
    }
    if column as usize >= MAX_COLUMNS {
        return refuse(format!("the sheet has more than {MAX_COLUMNS} columns"));
    }
    if cells >= MAX_CELLS {
        return refuse(format!("the sheet has more than {MAX_CELLS} cells"));
    }
    if text > MAX_SHEET_TEXT {
        return refuse(format!("the sheet holds more than {} MB of text", MAX_SHEET_TEXT / 1024 / 1024));
    }
    let CellValue::Text(text) = value else { return Ok(()) };
    if text.chars().count() > MAX_FIELD as usize {
        return refuse(format!("the cell has more than {MAX_FIELD} characters"));
    }
    match encoding::damage(text) {
        Some(damage) => Err(Refusal::new(Code::Encoding, damage.message, damage.hint).at(row + 1, column + 1)),
        None => Ok(()),
    }
}

fn in_rows(mut cells: Vec<(u32, u32, CellValue)>) -> Result<Vec<CellRow>, Refusal> {
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    if let Some(twice) = cells.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
        let refusal = Refusal::new(Code::CsvSyntax, "the workbook holds this cell twice", SAVE_ANEW);
        return Err(refusal.at(twice[0].0, twice[0].1));
    }
    let mut rows: Vec<CellRow> = Vec::new();
    for (row, column, value) in cells {
        match rows.last_mut().filter(|last| last.number == row) {
            Some(last) => last.cells.push((column, value)),
            None => rows.push(CellRow { number: row, cells: vec![(column, value)] }),
        }
    }
    Ok(rows)
}

/// What a cell holds; `None` for nothing.
fn value(data: &DataRef<'_>, shown: Shown) -> Option<CellValue> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| CellValue::Text(text.into()));
    let number = |value: f64| match shown.number(value) {
        Some((decimal, percent)) => CellValue::Number { decimal, percent },
        None => CellValue::TooLong(value.to_string().chars().take(40).collect::<String>().into()),
    };
    match data {
        DataRef::Empty => None,
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Int(value) => text(&value.to_string()),
        DataRef::Float(value) => Some(number(*value)),
        DataRef::Bool(value) => Some(CellValue::Boolean(*value)),
        DataRef::Error(error) => Some(CellValue::Error(word(error))),
        DataRef::DateTime(moment) => Some(date(moment).map_or_else(|| number(moment.as_f64()), CellValue::Date)),
        DataRef::DateTimeIso(moment) => {
            let day = moment.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
            day.map_or_else(|| text(moment), |day| Some(CellValue::Date(day)))
        }
        DataRef::DurationIso(duration) => text(duration),
    }
}

/// The day of a date cell; `None` for durations and what lies outside the calendar of spreadsheets.
fn date(moment: &ExcelDateTime) -> Option<NaiveDate> {
    let inside = moment.is_datetime() && (1.0..2_958_466.0).contains(&moment.as_f64());
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    inside.then(|| NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()))?
}

fn word(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
