//! The tables of an edition's pages.

use super::prepared::{Prepared, PreparedMeasure};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::html::Html;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::{date, number};

/// What all funds together are called in a row.
pub(crate) const ALL_AKASSER: &str = "Alle a-kasser";
/// What stands in a row for figures without an area.
pub(crate) const WHOLE: &str = "I alt";

/// Funds down, measures across, in one area: the month's figure and its change.
pub(crate) fn matrix(prepared: &Prepared<'_>, here: &Here, area: Option<AreaKey>, caption: &str) -> Option<Html> {
    let order = prepared.press.order;
    let measures: Vec<&PreparedMeasure<'_>> =
        prepared.measures.iter().filter(|measure| measure.cells.areas().contains(&area)).collect();
    let mut funds: Vec<Option<AkasseKey>> =
        measures.iter().flat_map(|measure| measure.of_area(prepared.press, area)).map(|key| key.akasse).collect();
    order.sort_akasser(&mut funds);
    funds.dedup();
    if measures.is_empty() || funds.is_empty() {
        return None;
    }
    let mut table = Table::new("a-kasser", caption, Sorting::Offered);
    table.groups(&Column::text("A-kasse"), &measure_columns(&measures));
    for akasse in funds {
        let key = CellKey { area, akasse };
        let cells = measures.iter().flat_map(|measure| month_and_change(measure, key));
        table.row(&akasse_head(prepared, here, akasse), cells);
    }
    Some(table.finish())
}

/// Areas down, measures across, for one fund.
pub(crate) fn areas_matrix(
    prepared: &Prepared<'_>,
    here: &Here,
    akasse: Option<AkasseKey>,
    caption: &str,
) -> Option<Html> {
    let has = |measure: &&PreparedMeasure<'_>| measure.keys().any(|key| key.akasse == akasse && key.area.is_some());
    let measures: Vec<&PreparedMeasure<'_>> = prepared.measures.iter().filter(has).collect();
    let mut areas: Vec<Option<AreaKey>> = measures
        .iter()
        .flat_map(|measure| measure.keys().filter(|key| key.akasse == akasse && key.area.is_some()))
        .map(|key| key.area)
        .collect();
    prepared.press.order.sort_areas(&mut areas);
    areas.dedup();
    if areas.is_empty() {
        return None;
    }
    let mut table = Table::new("omraader", caption, Sorting::Fixed);
    table.groups(&Column::text("Område"), &measure_columns(&measures));
    let mut kind = None;
    for area in areas.into_iter().flatten() {
        kind = group_of_kind(prepared, &mut table, area, kind);
        let key = CellKey { area: Some(area), akasse };
        let cells = measures.iter().flat_map(|measure| month_and_change(measure, key));
        table.row(&area_head(prepared, here, Some(area)), cells);
    }
    Some(table.finish())
}

/// Areas down, funds across: a measure's whole month.
pub(crate) fn whole_month(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Html {
    let publication = prepared.press.site.publication;
    let caption = format!("{}, {}", measure.measure.title.da, date::month(prepared.period()));
    let mut table = Table::new("hele-maaneden", &caption, Sorting::Fixed);
    let mut funds: Vec<Option<AkasseKey>> = measure.cells.akasser().to_vec();
    prepared.press.order.sort_akasser(&mut funds);
    let mut areas: Vec<Option<AreaKey>> = measure.cells.areas().to_vec();
    prepared.press.order.sort_areas(&mut areas);
    let unit = number::unit_in_heading(measure.measure.unit);
    let mut columns = vec![Column::text("Område")];
    columns.extend(funds.iter().map(|fund| {
        let name = fund.map_or(ALL_AKASSER, |key| publication.akasse(key).short.as_str());
        Column::number(name, unit)
    }));
    table.columns(&columns);
    let absent = Cell::absent();
    let mut kind = None;
    for area in areas {
        if let Some(area) = area {
            kind = group_of_kind(prepared, &mut table, area, kind);
        }
        let cells = funds
            .iter()
            .map(|akasse| measure.cells.get(CellKey { area, akasse: *akasse }).map_or(&absent, |shown| &shown.value));
        table.row(&area_head(prepared, here, area), cells);
    }
    table.finish()
}

fn measure_columns(measures: &[&PreparedMeasure<'_>]) -> Vec<(String, Vec<Column>)> {
    let columns = |measure: &&PreparedMeasure<'_>| {
        let unit = measure.measure.unit;
        let change = words::capital(number::unit_of_change(unit));
        let change = if change == number::unit_in_heading(unit) { "" } else { "procentpoint" };
        let heading = measure.measure.short.da.clone();
        (heading, vec![Column::number("Tal", number::unit_in_heading(unit)), Column::number("Ændring", change)])
    };
    measures.iter().map(columns).collect()
}

fn month_and_change(measure: &PreparedMeasure<'_>, key: CellKey) -> [Cell; 2] {
    match measure.cells.get(key) {
        Some(shown) => [shown.value.clone(), shown.on_month.clone()],
        None => [Cell::absent(), Cell::absent()],
    }
}

fn group_of_kind(
    prepared: &Prepared<'_>,
    table: &mut Table,
    area: AreaKey,
    before: Option<AreaKind>,
) -> Option<AreaKind> {
    let kind = prepared.press.site.publication.area(area).kind;
    if before != Some(kind) {
        table.group(&Html::text(words::area_kinds(kind)));
    }
    Some(kind)
}

/// The heading of a fund's row, with the way to its page in this edition.
pub(crate) fn akasse_head<'p>(prepared: &Prepared<'p>, here: &Here, akasse: Option<AkasseKey>) -> Head<'p> {
    match akasse {
        Some(key) => {
            let akasse = prepared.press.site.publication.akasse(key);
            Head::link(&akasse.short, here.page(&address::akasse(&prepared.folder, akasse)))
        }
        None => Head::text(ALL_AKASSER).total(),
    }
}

/// The heading of an area's row, with the way to its page in this edition.
pub(crate) fn area_head<'p>(prepared: &Prepared<'p>, here: &Here, area: Option<AreaKey>) -> Head<'p> {
    match area {
        Some(key) => {
            let area = prepared.press.site.publication.area(key);
            Head::link(&area.short, here.page(&address::area(&prepared.folder, area)))
        }
        None => Head::text(WHOLE).total(),
    }
}
