//! Wide files: one dimension down, another across, as a person keeps a table.

use csv::StringRecord;

use super::cells::{Content, Found, NamedArea};
use super::heading::{absent, folded};
use super::reading::{Named, Reading, Subject};
use super::sheet::At;
use crate::config::{Axis, Fixed, TableDescription};
use crate::diagnostic::Code;
use crate::model::code::{AkasseKey, CellKey};
use crate::model::delivery::TotalOver;
use crate::model::{Flags, Period};

/// What the heading of a row or column stands for.
#[derive(Clone, Copy, Debug)]
enum Heading {
    Period(Period),
    Akasse(AkasseKey),
    Area(NamedArea),
    /// Published totals.
    Total,
}

/// Reads every cell of a wide file.
pub(super) fn read(reading: &mut Reading<'_>, table: &TableDescription) {
    let sheet = reading.sheet;
    if !reading.is_deliverable(None, table.measure) || !has_dimensions(reading, table) {
        return;
    }
    let mut columns = vec![None];
    for (field, text) in sheet.heading().iter().enumerate().skip(1) {
        let at = At { record: 0, field };
        if text.is_empty() {
            let message = format!("column {} has no heading", field + 1);
            reading.fail(at, Code::UnknownColumn, message, "Name the column, or delete it and save again.");
        }
        columns.push(if text.is_empty() { None } else { heading(reading, table, (at, text), table.columns) });
    }
    let mut total_row = false;
    let mut rows = sheet.rows();
    let mut fields = StringRecord::new();
    rows.read(&mut fields);
    while let Some(record) = rows.read(&mut fields) {
        let at = At { record, field: 0 };
        let Some(row) = heading(reading, table, (at, fields.get(0).unwrap_or_default().trim()), table.rows) else {
            continue;
        };
        total_row |= matches!(row, Heading::Total);
        for (field, column) in columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let text = fields.get(field).unwrap_or_default().trim();
            cell(reading, table, (row, column), (At { record, field }, text));
        }
    }
    let total_column = columns.iter().flatten().any(|column| matches!(column, Heading::Total));
    if let Some(total) = table.total.as_ref().filter(|_| !total_row && !total_column) {
        let message = format!("release.toml says that the totals stand at \"{total}\", and nothing is called so");
        let hint = "The file may have been cut; otherwise correct total in release.toml.";
        reading.problems.push(absent(sheet, total, message).hint(hint));
    }
}

/// Whether rows, columns and what is fixed are all that the measure is broken down by.
fn has_dimensions(reading: &mut Reading<'_>, table: &TableDescription) -> bool {
    let measure = reading.measure_of(table.measure);
    let across = |axis: Axis| table.rows == axis || table.columns == axis;
    let missing = [
        ("period", !across(Axis::Period) && table.fixed.period.is_none()),
        ("akasse", measure.by_akasse && !across(Axis::Akasse) && table.fixed.akasse.is_none()),
        ("area", !measure.areas.is_empty() && !across(Axis::Area) && table.fixed.area.is_none()),
    ];
    for (dimension, _) in missing.iter().filter(|(_, missing)| *missing) {
        let message = format!("neither rows nor columns are {dimension}, and {} needs it", measure.id);
        let hint = format!("Say in release.toml which {dimension} the whole file is about, or deliver it tidy.");
        reading.problems.push(absent(reading.sheet, dimension, message).hint(hint));
    }
    !missing.iter().any(|(_, missing)| *missing)
}

/// What a heading stands for; reported when it stands for nothing.
fn heading(reading: &mut Reading<'_>, table: &TableDescription, (at, text): (At, &str), axis: Axis) -> Option<Heading> {
    if table.total.as_ref().is_some_and(|total| folded(total) == folded(text)) {
        return Some(Heading::Total);
    }
    match axis {
        Axis::Period => reading.period(at, text).map(Heading::Period),
        Axis::Akasse => reading.akasse(at, text, table.fixed.period).map(Heading::Akasse),
        Axis::Area => reading.area(at, text, (Some(table.measure), table.fixed.period)).map(Heading::Area),
    }
}

fn cell(
    reading: &mut Reading<'_>,
    table: &TableDescription,
    (row, column): (Heading, Heading),
    (at, text): (At, &str),
) {
    let Fixed { mut period, mut akasse, mut area } = table.fixed;
    let (mut part, mut total) = (None, false);
    for heading in [row, column] {
        match heading {
            Heading::Period(found) => period = Some(found),
            Heading::Akasse(found) => akasse = Some(found),
            Heading::Area(found) => {
                area = Some(found.key);
                part = found.part;
            }
            Heading::Total => total = true,
        }
    }
    let key = CellKey { area, akasse };
    if total {
        if !text.is_empty()
            && let Some(number) = reading.value(at, text, table.measure)
        {
            // A total over months has no month of its own, unless the file is about one.
            let months = table.rows == Axis::Period && matches!(row, Heading::Total)
                || table.columns == Axis::Period && matches!(column, Heading::Total);
            let over = match period {
                Some(period) if !months => TotalOver::Cells(period, key),
                _ => TotalOver::Months(key),
            };
            reading.add_total(table.measure, over, number, at);
        }
        return;
    }
    let Some(period) = period else { return };
    let subject = Subject { measure: table.measure, period, key };
    let content = if text.is_empty() {
        blank(reading, subject, at)
    } else {
        reading.value(at, text, table.measure).map(|number| (Content::Value(number), None))
    };
    if let Some((content, note)) = content {
        let found = Found { measure: table.measure, period, key, part, content, flags: Flags::default(), note, at };
        // Both headings are right in themselves: what does not fit together is shown at the cell.
        reading.add(found, Named { period: at, akasse: at, area: at });
    }
}

/// Why a cell is blank; reported when nothing says so.
fn blank(reading: &mut Reading<'_>, subject: Subject, at: At) -> Option<(Content, Option<Box<str>>)> {
    if let Some((reason, note)) = reading.declared(subject) {
        return Some((Content::Missing(reason), note));
    }
    let hint = "Declare the reason under [[table.missing]] in release.toml, or write 0 if the value is zero.";
    reading.fail(at, Code::BlankWithoutReason, "the cell is blank, and nothing says why", hint);
    None
}
