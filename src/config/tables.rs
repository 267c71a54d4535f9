//! The `[[table]]` entries of `release.toml`, as checked.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::document::Located;
use super::raw::{RawMissing, RawTable};
use super::release::{Axis, DeclaredMissing, Fixed, Layout, Symbol, TableDescription};
use super::table_shape::{self as shape, Shape};
use super::value::{Named, Tables};
use crate::diagnostic::{Code, did_you_mean};
use crate::model::{Measure, MeasureKey, Missing, Publication};

/// What a description is held against.
pub(super) struct Surroundings<'a> {
    pub(super) publication: &'a Publication,
    /// Files beside the description.
    pub(super) files: Vec<&'a str>,
}

/// Checks the tables; keeps their order.
pub(super) fn check(
    written: Option<Located<Tables<RawTable>>>,
    around: &Surroundings<'_>,
    checker: &mut Checker<'_>,
) -> Vec<TableDescription> {
    let mut found: Vec<TableDescription> = Vec::new();
    for entry in written.map(|tables| tables.value.0).unwrap_or_default() {
        let place = entry.with(());
        let Some(table) = table(entry, around, checker) else { continue };
        let same = |other: &TableDescription| (&other.file, &other.sheet) == (&table.file, &table.sheet);
        if found.iter().any(|other| same(other) && other.measure == table.measure) {
            let message = format!("{} is described twice", table.file);
            checker.refuse(&place, message, "Keep one [[table]] for each file, or one for each measure in it.");
        } else {
            found.push(table);
        }
    }
    found
}

fn table(entry: Located<RawTable>, around: &Surroundings<'_>, checker: &mut Checker<'_>) -> Option<TableDescription> {
    let place = entry.with(());
    let raw = entry.value;
    let file = raw.file.as_ref();
    let name = file.and_then(|file| checker.file_name(file));
    if let (Some(name), Some(written)) = (&name, file) {
        is_there(name, written, &around.files, checker);
    }
    let measure = match &raw.measure {
        Some(written) => checker.measure(written, around.publication),
        None => file.and_then(|file| measure_of_file(file, around.publication, checker)),
    };
    let layout = match &raw.layout {
        Some(_) => checker.word(raw.layout.as_ref(), &Layout::ALL)?,
        None => Layout::Tidy,
    };
    let shape = shape::check(&raw, layout, &place, checker);
    let fixed = Fixed {
        period: checker.period(raw.period.as_ref()),
        akasse: raw.akasse.and_then(|akasse| checker.akasse(&akasse, around.publication)),
        area: raw.area.and_then(|area| checker.area(&area, around.publication)),
    };
    let blank = checker.word(raw.blank.as_ref(), &Missing::DELIVERED);
    let missing = declared(raw.missing, around.publication, checker);
    let (measure, shape) = (measure?, shape?);
    if layout == Layout::Wide {
        let of = around.publication.measure(measure);
        axes_fit((&shape.rows, shape.columns), fixed, of, &place, checker);
        counts_fit(raw.numerator.as_ref(), of, checker);
    }
    let sheet = sheet(raw.sheet, name.as_deref(), checker);
    let total = raw.total.map(|total| checker.text(Some(total)));
    let Shape { rows, columns, content, header, footer } = shape;
    let ignore = raw.ignore.map_or(Vec::new(), |words| words.value.0.into_iter().map(|word| word.value).collect());
    let symbols = symbols(raw.symbols, checker);
    Some(TableDescription {
        file: name?,
        measure,
        layout,
        sheet,
        header,
        footer,
        rows,
        columns,
        content,
        ignore,
        symbols,
        total,
        blank,
        missing,
        fixed,
    })
}

/// The sheet of a workbook; a text has none.
fn sheet(written: Option<Located<String>>, file: Option<&str>, checker: &mut Checker<'_>) -> Option<String> {
    let written = written?;
    if file.is_some_and(|file| !file.to_lowercase().ends_with(".xlsx")) {
        let message = format!("{} names a sheet, and only a workbook has sheets", written.field);
        checker.refuse(&written, message, "Leave the key out, or name the .xlsx file.");
        return None;
    }
    Some(checker.text(Some(written)))
}

/// What signs in cells stand for.
fn symbols(written: Option<Located<Named>>, checker: &mut Checker<'_>) -> BTreeMap<String, Symbol> {
    let zero = [(Symbol::Zero, "zero")];
    let missing = Missing::DELIVERED.iter().map(|(reason, word)| (Symbol::Missing(*reason), *word));
    let known: Vec<(Symbol, &'static str)> = zero.into_iter().chain(missing).collect();
    let mut found = BTreeMap::new();
    for (sign, meaning) in written.map(|named| named.value.0).unwrap_or_default() {
        if sign.trim().is_empty() || sign.chars().any(|letter| letter.is_ascii_digit()) {
            let message = format!("\"{sign}\" cannot be a symbol: it is blank or has digits");
            checker.refuse(&meaning, message, "Name the sign as it stands in the cells; blank cells go by blank.");
        } else if let Some(symbol) = checker.word(Some(&meaning), &known) {
            found.insert(sign.trim().to_owned(), symbol);
        }
    }
    found
}

/// Counts make a share, and nothing else.
fn counts_fit(numerator: Option<&Located<String>>, measure: &Measure, checker: &mut Checker<'_>) {
    if let Some(numerator) = numerator.filter(|_| !measure.is_share()) {
        let message = format!("{} is no share, so it has no numerator and denominator", measure.id);
        checker.refuse(numerator, message, "Say in value which columns hold its figures.");
    }
}

fn is_there(name: &str, written: &Located<String>, files: &[&str], checker: &mut Checker<'_>) {
    if files.contains(&name) {
        return;
    }
    let hint = match did_you_mean(name, files.iter().copied().filter(|file| *file != "release.toml")) {
        Some(near) => format!("Did you mean {near}?"),
        None => "Put the file beside release.toml, or take its [[table]] out.".to_owned(),
    };
    checker.refuse_as(Code::MissingReleaseFile, written, format!("{name} is described and is not there"), hint);
}

/// A file that names no measure is named after one.
fn measure_of_file(file: &Located<String>, publication: &Publication, checker: &mut Checker<'_>) -> Option<MeasureKey> {
    let stem = file.value.rsplit_once('.').map_or(file.value.as_str(), |(stem, _)| stem);
    let key = publication.measure_by_id(stem);
    if key.is_none() {
        let message = format!("the table of {} names no measure", file.value);
        let known = publication.measures.iter().map(|measure| measure.id.as_str());
        let near = did_you_mean(stem, known).unwrap_or("…");
        checker.refuse(file, message, format!("Add measure = \"{near}\", or name the file after its measure."));
    }
    key
}

/// Holds the axes against what is the same in every cell, and against what the measure is broken down by.
fn axes_fit(
    (rows, columns): (&[Axis], Option<Axis>),
    fixed: Fixed,
    measure: &Measure,
    place: &Located<()>,
    checker: &mut Checker<'_>,
) {
    let is_fixed = |axis| match axis {
        Axis::Period => fixed.period.is_some(),
        Axis::Akasse => fixed.akasse.is_some(),
        Axis::Area => fixed.area.is_some(),
    };
    for (axis, word) in Axis::ALL {
        let is_axis = rows.contains(&axis) || columns == Some(axis);
        if is_axis && is_fixed(axis) {
            let message = format!("{word} is an axis of this table and the same in every cell at once");
            checker.refuse(place, message, format!("Leave {word} out, or change rows or columns."));
        }
        let in_measure = match axis {
            Axis::Period => true,
            Axis::Akasse => measure.by_akasse,
            Axis::Area => !measure.areas.is_empty(),
        };
        if (is_axis || is_fixed(axis)) && !in_measure {
            let message = format!("this table goes by {word}, and {} does not", measure.id);
            checker.refuse(place, message, format!("Leave {word} out, or add it to the measure's dimensions."));
        }
    }
    if !rows.contains(&Axis::Period) && columns != Some(Axis::Period) && fixed.period.is_none() {
        let message = "this table does not say which month it is about".to_owned();
        checker.refuse(place, message, "Add period = \"2021-09\", the month of all its cells.");
    }
}

fn declared(
    written: Option<Located<Tables<RawMissing>>>,
    publication: &Publication,
    checker: &mut Checker<'_>,
) -> Vec<DeclaredMissing> {
    let mut found = Vec::new();
    for entry in written.map(|tables| tables.value.0).unwrap_or_default() {
        let RawMissing { period, akasse, area, status, note } = entry.value;
        let months = period.map(|words| words.value.0).unwrap_or_default();
        let months: Vec<_> = months.iter().filter_map(|month| checker.period(Some(month))).collect();
        let akasser = checker.akasser(akasse.as_ref(), publication);
        let areas = checker.areas(area.as_ref(), publication);
        let Some(reason) = checker.word(status.as_ref(), &Missing::DELIVERED) else { continue };
        let note = note.map(|note| note.value);
        found.extend(months.into_iter().map(|period| DeclaredMissing {
            period,
            akasser: akasser.clone(),
            areas: areas.clone(),
            reason,
            note: note.clone(),
        }));
    }
    found
}
