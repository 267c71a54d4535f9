//! Wide files: some dimensions down, another across, as a person keeps a table.

use csv::StringRecord;

use super::cells::{Content, Found, NamedArea};
use super::heading::{absent, folded};
use super::labels::Labels;
use super::reading::{Named, Reading, Subject};
use super::sheet::At;
use super::spans::{Fields, Span, spans};
use crate::config::{Axis, Fixed, TableDescription};
use crate::diagnostic::Code;
use crate::model::code::{AkasseKey, AreaKey, CellKey};
use crate::model::delivery::TotalOver;
use crate::model::{Flags, Period};

/// What the heading of a row or column stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Heading {
    Period(Period),
    Akasse(AkasseKey),
    Area(NamedArea),
    /// Published totals over that dimension.
    Total(Axis),
}

/// Reads every cell of a wide file.
pub(super) fn read(reading: &mut Reading<'_>, table: &TableDescription) {
    let sheet = reading.sheet;
    if !reading.is_deliverable(None, table.measure) || !has_dimensions(reading, table) {
        return;
    }
    if sheet.heading().len() <= table.rows.len() {
        let hint = "Correct rows in release.toml: it names one column of labels each.";
        let message = "the table has labels and no columns of figures".to_owned();
        reading.problems.push(absent(sheet, "value", message).hint(hint));
        return;
    }
    let columns = spans(reading, table);
    let mut total = columns.iter().any(|span| matches!(span.heading, Some(Heading::Total(_))));
    let mut labels = Labels::new(table);
    let mut rows = sheet.rows();
    let mut fields = StringRecord::new();
    while let Some(record) = rows.read(&mut fields) {
        let Some(row) = labels.read(reading, record, &fields) else { continue };
        total |= row.iter().any(|heading| matches!(heading, Heading::Total(_)));
        for span in &columns {
            let about = About::of(table, row.iter().copied().chain(span.heading));
            cell(reading, table, about, (record, &fields, span));
        }
    }
    if let Some(name) = table.total.as_ref().filter(|_| !total) {
        let message = format!("release.toml says that the totals stand at \"{name}\", and nothing is called so");
        let hint = "The file may have been cut; otherwise correct total in release.toml.";
        reading.problems.push(absent(sheet, name, message).hint(hint));
    }
}

/// Whether rows, columns and what is fixed are all that the measure is broken down by.
fn has_dimensions(reading: &mut Reading<'_>, table: &TableDescription) -> bool {
    let measure = reading.measure_of(table.measure);
    let across = |axis: Axis| table.rows.contains(&axis) || table.columns == Some(axis);
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
pub(super) fn heading(
    reading: &mut Reading<'_>,
    table: &TableDescription,
    (at, text): (At, &str),
    axis: Axis,
) -> Option<Heading> {
    if table.total.as_ref().is_some_and(|total| folded(total) == folded(text)) {
        return Some(Heading::Total(axis));
    }
    match axis {
        Axis::Period => reading.period(at, text).map(Heading::Period),
        Axis::Akasse => reading.akasse(at, text, table.fixed.period).map(Heading::Akasse),
        Axis::Area => reading.area(at, text, (Some(table.measure), table.fixed.period)).map(Heading::Area),
    }
}

/// What a cell is about, by its headings and what the whole table is about.
#[derive(Clone, Copy, Debug)]
struct About {
    period: Option<Period>,
    key: CellKey,
    /// The part of the area that the area's text means as well.
    part: Option<AreaKey>,
    /// Whether it is a published total, and whether over months.
    total: Option<bool>,
}

impl About {
    fn of(table: &TableDescription, headings: impl Iterator<Item = Heading>) -> Self {
        let Fixed { period, akasse, area } = table.fixed;
        let mut about = Self { period, key: CellKey { area, akasse }, part: None, total: None };
        for heading in headings {
            match heading {
                Heading::Period(found) => about.period = Some(found),
                Heading::Akasse(found) => about.key.akasse = Some(found),
                Heading::Area(found) => {
                    about.key.area = Some(found.key);
                    about.part = found.part;
                }
                Heading::Total(axis) => about.total = Some(axis == Axis::Period || about.total == Some(true)),
            }
        }
        about
    }
}

fn cell(
    reading: &mut Reading<'_>,
    table: &TableDescription,
    about: About,
    (record, fields, span): (usize, &StringRecord, &Span),
) {
    let text = |field: usize| fields.get(field).unwrap_or_default().trim();
    let at = At { record, field: span.fields.first() };
    let written = match span.fields {
        Fields::Value(value) => [text(value), ""],
        Fields::Counts { numerator, denominator } => [text(numerator), text(denominator)],
    };
    let blank = written.iter().all(|text| text.is_empty());
    let by_symbol = written.iter().find_map(|text| reading.missing_by_symbol(text));
    if let Some(months) = about.total {
        if blank || by_symbol.is_some() {
            return;
        }
        if let Some(content) = content(reading, table, (record, span), written) {
            // A total over months has no month of its own, unless the file is about one.
            let over = match about.period {
                Some(period) if !months => TotalOver::Cells(period, about.key),
                _ => TotalOver::Months(about.key),
            };
            reading.add_total(table.measure, over, content, at);
        }
        return;
    }
    let Some(period) = about.period else { return };
    let subject = Subject { measure: table.measure, period, key: about.key };
    let content = match by_symbol {
        Some(reason) => {
            let left_out = reading.measure_of(table.measure).left_out(period);
            Some((Content::Missing(left_out.unwrap_or(reason)), None))
        }
        None if blank => no_value(reading, subject, at),
        None => content(reading, table, (record, span), written).map(|content| (content, None)),
    };
    if let Some((content, note)) = content {
        let (key, part) = (about.key, about.part);
        let found = Found { measure: table.measure, period, key, part, content, flags: Flags::default(), note, at };
        // Both headings are right in themselves: what does not fit together is shown at the cell.
        reading.add(found, Named { period: at, akasse: at, area: at });
    }
}

/// The number or the counts of a cell that is not blank; reported when they are none.
fn content(
    reading: &mut Reading<'_>,
    table: &TableDescription,
    (record, span): (usize, &Span),
    [first, second]: [&str; 2],
) -> Option<Content> {
    match span.fields {
        Fields::Value(field) => reading.value(At { record, field }, first, table.measure).map(Content::Value),
        Fields::Counts { numerator, .. } if first.is_empty() || second.is_empty() => {
            let message = "of numerator and denominator, only one is given";
            let hint = "Give both, or neither and the reason under [[table.missing]] in release.toml.";
            reading.fail(At { record, field: numerator }, Code::BadNumber, message, hint);
            None
        }
        Fields::Counts { numerator: field, denominator } => {
            let numerator = reading.count(At { record, field }, first);
            let whole = reading.count(At { record, field: denominator }, second);
            Some(Content::Counts { numerator: numerator?, denominator: whole?, field: denominator })
        }
    }
}

/// Why a cell is blank; reported when nothing says so.
fn no_value(reading: &mut Reading<'_>, subject: Subject, at: At) -> Option<(Content, Option<Box<str>>)> {
    if let Some((reason, note)) = reading.declared(subject) {
        return Some((Content::Missing(reason), note));
    }
    let hint = "Declare the reason under [[table.missing]] in release.toml, or write 0 if the value is zero.";
    reading.fail(at, Code::BlankWithoutReason, "the cell is blank, and nothing says why", hint);
    None
}
