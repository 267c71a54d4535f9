//! The `[[table]]` entries of `release.toml`, as checked.

use super::checker::Checker;
use super::document::Located;
use super::raw::{RawMissing, RawTable};
use super::release::{Axis, DeclaredMissing, Fixed, Layout, TableDescription};
use super::value::Tables;
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
        if found.iter().any(|other| other.file == table.file) {
            let message = format!("{} is described twice", table.file);
            checker.refuse(&place, message, "Keep one [[table]] for each file.");
        } else {
            found.push(table);
        }
    }
    found
}

fn table(entry: Located<RawTable>, around: &Surroundings<'_>, checker: &mut Checker<'_>) -> Option<TableDescription> {
    let place = entry.with(());
    let RawTable { file, measure, layout, rows, columns, total, blank, period, akasse, area, missing } = entry.value;
    let name = file.as_ref().and_then(|file| checker.file_name(file));
    if let (Some(name), Some(written)) = (&name, &file) {
        is_there(name, written, &around.files, checker);
    }
    let measure = match measure {
        Some(written) => checker.measure(&written, around.publication),
        None => file.as_ref().and_then(|file| measure_of_file(file, around.publication, checker)),
    };
    let layout = match &layout {
        Some(_) => checker.word(layout.as_ref(), &Layout::ALL)?,
        None => Layout::Tidy,
    };
    if layout == Layout::Tidy {
        for stray in [&rows, &columns, &total, &akasse, &area].into_iter().flatten() {
            only_wide(stray, checker);
        }
        period.iter().for_each(|stray| only_wide(stray, checker));
    }
    let fixed = Fixed {
        period: checker.period(period.as_ref()),
        akasse: akasse.and_then(|akasse| checker.akasse(&akasse, around.publication)),
        area: area.and_then(|area| checker.area(&area, around.publication)),
    };
    let blank = checker.word(blank.as_ref(), &Missing::DELIVERED);
    let missing = declared(missing, around.publication, checker);
    let axes = match layout {
        // A tidy file has no axes; its columns say what they are.
        Layout::Tidy => Some((Axis::Period, Axis::Akasse)),
        Layout::Wide => axes(rows.as_ref(), columns.as_ref(), &place, checker),
    };
    let (measure, (rows, columns)) = (measure?, axes?);
    if layout == Layout::Wide {
        axes_fit((rows, columns), fixed, around.publication.measure(measure), &place, checker);
    }
    let total = total.map(|total| checker.text(Some(total)));
    Some(TableDescription { file: name?, measure, layout, rows, columns, total, blank, missing, fixed })
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

fn only_wide<T>(stray: &Located<T>, checker: &mut Checker<'_>) {
    let message = format!("{} describes a wide table, and this one is tidy", stray.field);
    checker.refuse(stray, message, "Add layout = \"wide\", or leave the key out.");
}

fn axes(
    rows: Option<&Located<String>>,
    columns: Option<&Located<String>>,
    place: &Located<()>,
    checker: &mut Checker<'_>,
) -> Option<(Axis, Axis)> {
    for (key, axis) in [("rows", rows), ("columns", columns)] {
        if axis.is_none() {
            let message = format!("this wide table does not say what its {key} are");
            checker.refuse(place, message, format!("Add {key} = \"period\", \"akasse\" or \"area\"."));
        }
    }
    let across = checker.word(columns, &Axis::ALL);
    let (down, across) = (checker.word(rows, &Axis::ALL)?, across?);
    if let Some(columns) = columns
        && down == across
    {
        let message = format!("rows and columns are both {}", columns.value);
        checker.refuse(columns, message, "Say what stands across the top of the table.");
        return None;
    }
    Some((down, across))
}

/// Holds the axes against what is the same in every cell, and against what the measure is broken down by.
fn axes_fit(
    (rows, columns): (Axis, Axis),
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
        let is_axis = rows == axis || columns == axis;
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
    if rows != Axis::Period && columns != Axis::Period && fixed.period.is_none() {
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
