//! The tables of an edition's pages.

use std::collections::BTreeMap;

use super::comparisons::{Against, NOT_COMPARED, since_short};
use super::months;
use super::prepared::{Prepared, PreparedMeasure};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey, Exact, Period};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::figure_key;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::picture::shades::Shades;
use crate::render::small::Scale;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// The message with what all funds together are called in a row.
pub(crate) const ALL_AKASSER: &str = "word-all-funds";
/// The message that stands in a row for figures without an area.
pub(crate) const WHOLE: &str = "word-total";

/// Whether figures have the months behind them as a small line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A line below each figure.
    Drawn,
    /// None: where there are hundreds of such pages, they would outweigh all else.
    Left,
}

/// Funds down, measures across, in one area: the month's figure and its changes.
pub(crate) fn matrix(
    say: &Messages,
    prepared: &Prepared<'_>,
    here: &Here,
    area: Option<AreaKey>,
    (caption, lines): (&str, Lines),
) -> Option<Html> {
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
    let keys = funds.iter().map(|akasse| CellKey { area, akasse: *akasse });
    let group = Group::of(&measures, keys);
    let whole = figure_key::of_cell(prepared.press.site.publication, CellKey { area, akasse: None });
    let mut table = group.table(say, "a-kasser", caption).key(&format!("{} {whole}", figure_key::of_month(prepared)));
    table.columns(&group.columns(prepared, "word-akasse", &measures));
    let scales: Vec<Option<Scale>> = measures
        .iter()
        .map(|measure| (lines == Lines::Drawn).then(|| months::shared_scale(prepared, measure, area, &funds)))
        .collect();
    for akasse in funds {
        let key = CellKey { area, akasse };
        let cells = measures.iter().zip(&scales).flat_map(|(measure, scale)| {
            let mut cells: Vec<Cell> = group.cells(measure, key).into_iter().cloned().collect();
            if let (Some(scale), Some(first)) = (scale, cells.first_mut())
                && let Some(line) = months::year_of(prepared, measure, key, *scale)
            {
                *first = Cell::Lined(Box::new(first.clone()), line);
            }
            cells
        });
        table.row(&akasse_head(prepared, here, akasse), cells);
    }
    Some(table.finish())
}

/// Whose figures an overview has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A fund's, in what stands for the whole.
    Fund(AkasseKey),
    /// An area's, for all funds together.
    Area(AreaKey),
}

impl Whose {
    fn cell(self, measure: &PreparedMeasure<'_>) -> CellKey {
        match self {
            Self::Fund(akasse) => CellKey { area: measure.whole.flatten(), akasse: Some(akasse) },
            Self::Area(area) => CellKey { area: Some(area), akasse: None },
        }
    }
}

/// Measures down, for a fund or an area: its figure, its change, its target and how it stands.
pub(crate) fn overview(
    prepared: &Prepared<'_>,
    whose: Whose,
    link: impl Fn(&PreparedMeasure<'_>) -> String,
) -> Option<Html> {
    let say = prepared.press.say;
    let press = prepared.press;
    let own = |measure: &PreparedMeasure<'_>| whose.cell(measure);
    let known = |measure: &&PreparedMeasure<'_>| measure.has(own(measure));
    let measures: Vec<&PreparedMeasure<'_>> = prepared.measures.iter().filter(known).collect();
    if measures.len() < 2 {
        return None;
    }
    let month = say.month(prepared.period());
    let earlier = earlier_months(prepared, &measures, own);
    let mut table = Table::new(say, "overblik", &say!(say, "edition-all-measures", month = &month), Sorting::Fixed)
        .key(&figure_key::of_month(prepared));
    let figure = Column::number(words::capital(&say.month_short(prepared.period())), say.text("edition-own-unit"))
        .key(String::new());
    let changes = earlier.iter().map(|(_, period)| Column::number(since_short(say, *period), ""));
    let rest = ["word-unit", "word-target", "word-judged", "word-trend"].map(|key| Column::text(say.text(key)));
    let columns: Vec<Column> =
        [Column::text(say.text("word-measure")), figure].into_iter().chain(changes).chain(rest).collect();
    table.columns(&columns);
    for measure in measures {
        let key = own(measure);
        let value = measure.cells.get(key).map_or(&ABSENT, |shown| &shown.value);
        let changes = earlier.iter().map(|(against, period)| match against.period(prepared, measure) {
            Some(own) if own == *period => against.cell(measure, key),
            _ => &NOT_COMPARED,
        });
        let unit = say.unit_in_text(measure.measure.unit);
        let (target, verdict) = match measure.assessment(key) {
            Some(one) => {
                let target = press.site.publication.target(one.target);
                let demand = words::capital(&judged::demand(say, target, Some(measure.measure)));
                (Cell::Text(demand.into()), judged::verdict_cell(say, one.verdict))
            }
            None => (Cell::said(say, "word-no-target"), Cell::said(say, "word-not-assessed")),
        };
        let line = Cell::Html(months::own_line_of(prepared, measure, key));
        let href = link(measure);
        let rest = [Cell::Text(unit.into_owned().into()), target, verdict, line];
        let cells = std::iter::once(value).chain(changes).cloned().chain(rest);
        let names = [figure_key::of_measure(measure.measure), figure_key::of_cell(press.site.publication, key)];
        table.row(&Head::link(say.of(&measure.measure.short), href).key(names.join(" ")), cells);
    }
    Some(table.finish())
}

/// The way to a measure's own place on the page.
pub(crate) fn on_page(measure: &PreparedMeasure<'_>) -> String {
    format!("#maal-{}", measure.measure.id)
}

/// The earlier months that any of the measures is compared with in its own cell, in the order of columns.
fn earlier_months(
    prepared: &Prepared<'_>,
    measures: &[&PreparedMeasure<'_>],
    own: impl Fn(&PreparedMeasure<'_>) -> CellKey,
) -> Vec<(Against, Period)> {
    let mut found: Vec<(Against, Period)> = Vec::new();
    for against in [Against::Month, Against::Year, Against::Baseline] {
        for measure in measures.iter().filter(|measure| Against::told(measure, [own(measure)]).contains(&against)) {
            let period = against.period(prepared, measure);
            found.extend(period.map(|period| (against, period)).filter(|one| !found.contains(one)));
        }
    }
    found
}

/// Areas down, measures across, for one fund or all; every area, or `only` some.
pub(crate) fn areas_matrix(
    prepared: &Prepared<'_>,
    here: &Here,
    akasse: Option<AkasseKey>,
    caption: &str,
    only: Option<&[AreaKey]>,
) -> Option<Vec<Html>> {
    let say = prepared.press.say;
    let cells: Vec<(&PreparedMeasure<'_>, Vec<CellKey>)> = prepared
        .measures
        .iter()
        .map(|measure| (measure, measure.of_akasse(prepared.press, akasse)))
        .filter(|(_, cells)| cells.iter().any(|key| key.area.is_some()))
        .collect();
    let mut areas: Vec<Option<AreaKey>> =
        cells.iter().flat_map(|(_, cells)| cells).map(|key| key.area).filter(Option::is_some).collect();
    areas.retain(|area| only.is_none_or(|only| area.is_some_and(|area| only.contains(&area))));
    let measures: Vec<&PreparedMeasure<'_>> = cells.into_iter().map(|(measure, _)| measure).collect();
    prepared.press.order.sort_areas(&mut areas);
    areas.dedup();
    if areas.is_empty() {
        return None;
    }
    let group = Group::of(&measures, areas.iter().map(|area| CellKey { area: *area, akasse }));
    let columns = group.columns(prepared, "word-place", &measures);
    let tables = by_kind(prepared, &areas).into_iter().map(|(kind, areas)| {
        let caption = format!("{}: {caption}", words::area_kinds(say, kind));
        let whole = figure_key::of_cell(prepared.press.site.publication, CellKey { area: None, akasse });
        let mut table = group
            .table(say, &format!("omraader-{}", kind.word()), &caption)
            .key(&format!("{} {whole}", figure_key::of_month(prepared)));
        table.columns(&columns);
        for area in areas {
            let key = CellKey { area: Some(area), akasse };
            let cells = measures.iter().flat_map(|measure| group.cells(measure, key));
            table.row(&area_head(prepared, here, Some(area)), cells);
        }
        table.finish()
    });
    Some(tables.collect())
}

/// The areas of one kind that a picture of areas shows, in order of name: jobcentres before municipalities, since they
/// are those who act; else the kind with the most areas that are to be `kept`.
pub(crate) fn finest_areas(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    akasse: Option<AkasseKey>,
    kept: impl Fn(AreaKey) -> bool,
) -> Vec<AreaKey> {
    let mut kinds: BTreeMap<AreaKind, Vec<AreaKey>> = BTreeMap::new();
    for area in measure.of_akasse(prepared.press, akasse).into_iter().filter_map(|key| key.area) {
        let kind = prepared.press.site.publication.area(area).kind;
        if !matches!(kind, AreaKind::Country | AreaKind::Comparator) && kept(area) {
            kinds.entry(kind).or_default().push(area);
        }
    }
    let best = |(kind, areas): &(AreaKind, Vec<AreaKey>)| (*kind == AreaKind::Jobcentre, areas.len());
    kinds.into_iter().max_by_key(best).map(|(_, areas)| areas).unwrap_or_default()
}

/// What shades the figures of one fund in one area have, for a table of them.
pub(crate) fn shades_of_pairs(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<Shades> {
    let pairs = || measure.cells.iter().map(|(key, _)| key).filter(|key| key.area.is_some() && key.akasse.is_some());
    let small = |key: &CellKey| {
        let kind = key.area.map(|area| prepared.press.site.publication.area(area).kind);
        matches!(kind, Some(AreaKind::Jobcentre | AreaKind::Municipality))
    };
    let month = |key| measure.figures.current.get(key).and_then(|current| current.figure.amount.exact());
    let values: Vec<Exact> = pairs().filter(small).filter_map(month).collect();
    let limit = pairs().filter(|key| !measure.summaries.contains_key(key)).find_map(|key| measure.limit(prepared, key));
    (values.len() > 1).then(|| Shades::of(prepared.press.say, values.iter(), measure.measure, limit))
}

/// Areas down, funds across: a measure's whole month, a table for each kind of area. Figures of one fund in one
/// jobcentre or municipality are shaded; sums are not, since they would outshine all else.
pub(crate) fn whole_month(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    shades: Option<&Shades>,
) -> Vec<Html> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let mut funds: Vec<Option<AkasseKey>> = measure.cells.akasser().to_vec();
    prepared.press.order.sort_akasser(&mut funds);
    let mut areas: Vec<Option<AreaKey>> = measure.cells.areas().to_vec();
    prepared.press.order.sort_areas(&mut areas);
    let unit = say.unit_in_heading(measure.measure.unit);
    let mut columns = vec![Column::text(say.text("word-place"))];
    columns.extend(funds.iter().map(|fund| {
        let name = fund.map_or_else(|| say.text(ALL_AKASSER), |key| publication.akasse(key).short.as_str().into());
        Column::number(name, unit.clone()).key(figure_key::of_cell(publication, CellKey { area: None, akasse: *fund }))
    }));
    let tables = by_kind(prepared, &areas).into_iter().map(|(kind, areas)| {
        let month = say.month(prepared.period());
        let caption = format!("{}: {}, {month}", words::area_kinds(say, kind), say.of(&measure.measure.short));
        let mut table = Table::new(say, &format!("omraader-{}", kind.word()), &caption, Sorting::Offered)
            .key(&figure_key::of_month_and_measure(prepared, measure));
        table.columns(&columns);
        let shaded = shades.filter(|_| matches!(kind, AreaKind::Jobcentre | AreaKind::Municipality));
        for area in areas.into_iter().map(Some) {
            let cells = funds.iter().map(|akasse| {
                let key = CellKey { area, akasse: *akasse };
                let value = measure.figures.current.get(key).and_then(|current| current.figure.amount.exact());
                let shade = shaded.filter(|_| akasse.is_some()).zip(value).map(|(shades, value)| shades.class(&value));
                (measure.cells.get(key).map_or(&ABSENT, |shown| &shown.value), shade.unwrap_or_default())
            });
            table.shaded(&area_head(prepared, here, area), cells);
        }
        table.finish()
    });
    tables.collect()
}

/// Areas in their order, those of one kind together.
fn by_kind(prepared: &Prepared<'_>, areas: &[Option<AreaKey>]) -> Vec<(AreaKind, Vec<AreaKey>)> {
    let mut kinds: Vec<(AreaKind, Vec<AreaKey>)> = Vec::new();
    for area in areas.iter().copied().flatten() {
        let kind = prepared.press.site.publication.area(area).kind;
        match kinds.last_mut() {
            Some((last, of_kind)) if *last == kind => of_kind.push(area),
            _ => kinds.push((kind, vec![area])),
        }
    }
    kinds
}

/// The columns that every measure of a table has: the month's figure, and its changes.
struct Group {
    against: Vec<Against>,
}

impl Group {
    /// The fixed month is left to the tables of single measures, since not every measure has one.
    fn of(measures: &[&PreparedMeasure<'_>], keys: impl Iterator<Item = CellKey> + Clone) -> Self {
        let year = measures.iter().any(|measure| Against::told(measure, keys.clone()).contains(&Against::Year));
        Self { against: if year { vec![Against::Month, Against::Year] } else { vec![Against::Month] } }
    }

    fn table<'s>(&self, say: &'s Messages, id: &str, caption: &str) -> Table<'s> {
        if self.against.len() == 1 { Table::in_pairs(say, id, caption) } else { Table::in_threes(say, id, caption) }
    }

    fn columns(&self, prepared: &Prepared<'_>, first: &str, measures: &[&PreparedMeasure<'_>]) -> Vec<Column> {
        let say = prepared.press.say;
        let columns = measures.iter().flat_map(|measure| {
            let figure =
                Column::number(say.of(&measure.measure.short).into_owned(), say.unit_in_heading(measure.measure.unit))
                    .key(figure_key::of_measure(measure.measure));
            let changes = self.against.iter().map(|against| against.narrow_column(prepared, measure));
            std::iter::once(figure).chain(changes.collect::<Vec<_>>())
        });
        std::iter::once(Column::text(say.text(first))).chain(columns).collect()
    }

    fn cells<'m>(&self, measure: &'m PreparedMeasure<'_>, key: CellKey) -> Vec<&'m Cell> {
        let figure = measure.cells.get(key).map_or(&ABSENT, |shown| &shown.value);
        let changes = self.against.iter().map(|against| match measure.cells.get(key) {
            Some(_) => against.cell(measure, key),
            None => &ABSENT,
        });
        std::iter::once(figure).chain(changes).collect()
    }
}

/// A cell that no delivery has, to be pointed at from many rows.
static ABSENT: Cell = Cell::Missing(words::ABSENT);

/// The heading of a fund's row, with the way to its page in this edition.
pub(crate) fn akasse_head<'p>(prepared: &Prepared<'p>, here: &Here, akasse: Option<AkasseKey>) -> Head<'p> {
    match akasse {
        Some(key) => {
            let akasse = prepared.press.site.publication.akasse(key);
            Head::link(&akasse.short, here.page(&address::akasse(&prepared.folder, akasse)))
                .key(format!("k:{}", akasse.id))
        }
        None => Head::text(prepared.press.say.text(ALL_AKASSER)).total().key(String::new()),
    }
}

/// The heading of an area's row, with the way to its page in this edition.
pub(crate) fn area_head<'p>(prepared: &Prepared<'p>, here: &Here, area: Option<AreaKey>) -> Head<'p> {
    match area {
        Some(key) => {
            let area = prepared.press.site.publication.area(key);
            Head::link(&area.short, here.page(&address::area(&prepared.folder, area))).key(format!("a:{}", area.id))
        }
        None => Head::text(prepared.press.say.text(WHOLE)).total().key(String::new()),
    }
}
