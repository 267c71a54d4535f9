//! A few figures of the newest edition, as its files have them, and what lines in other languages need to read them.

use serde::Serialize;

use super::super::whole::Shared;
use super::record::{Record, ids, status};
use crate::model::CellKey;
use crate::model::figure::{Figure, MonthFigures};
use crate::render::address::{self, Here};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::frame::Link;
use crate::text::messages::say;
use crate::text::number::in_files;

/// How many figures stand on the page.
const SHOWN: usize = 4;
/// How many figures with a value an example has at least, where it can be had.
const VALUES: usize = 3;

/// A measure of the newest edition, read by the lines that stand on the page.
#[derive(Debug, Serialize)]
pub(crate) struct ExampleView {
    /// What the figures are: measure, month and version.
    title: String,
    /// The page of the measure in the version.
    page: Link,
    /// The measure's id.
    measure: String,
    /// The column that differs from row to row: `akasse`, or `area` for a measure without funds.
    who: &'static str,
    /// Place of that column in the CSV, counted from one.
    who_at: u8,
    /// The column that all rows have in common.
    fixed: &'static str,
    /// Place of that column in the CSV, counted from one.
    fixed_at: u8,
    /// What the rows have there: an id, or nothing for all together.
    of: String,
    /// What that is called; empty for all together.
    of_name: String,
    /// Some of the rows as they stand in the JSON, one a line.
    records: String,
    /// What the lines print of these rows: id, value and status, with a tab between.
    printed: String,
    /// Full addresses of the CSV.
    csv: Pair,
    /// Full addresses of the JSON.
    json: Pair,
}

/// The full addresses of a file.
#[derive(Debug, Serialize)]
struct Pair {
    /// That of the newest edition, whichever it is.
    latest: String,
    /// That of this edition, which stays.
    frozen: String,
}

/// Figures that an example could be of: with an area for all, or with no fund.
struct Rows<'a> {
    measure: &'a PreparedMeasure<'a>,
    period: String,
    of: CellKey,
    figures: Vec<(CellKey, &'a Figure)>,
}

impl Rows<'_> {
    fn values(&self) -> usize {
        self.figures.iter().filter(|(_, figure)| figure.amount.missing().is_none()).count()
    }

    /// Whether there are values and a figure without one, so that readers see both.
    fn tells(&self) -> bool {
        self.values() >= VALUES && self.values() < self.figures.len()
    }

    /// Places of the rows that stand on the page: those with a value, and the first without.
    fn shown(&self) -> Vec<usize> {
        let has = |at: &usize| self.figures[*at].1.amount.missing().is_none();
        let (with, without): (Vec<usize>, Vec<usize>) = (0..self.figures.len()).partition(has);
        let mut shown: Vec<usize> = without.into_iter().take(1).collect();
        shown.extend(with.into_iter().take(SHOWN - shown.len()));
        shown.sort_unstable();
        shown
    }
}

/// The example; `None` while the newest edition has no figures of its month.
pub(super) fn of(shared: &Shared<'_>, here: &Here) -> Option<ExampleView> {
    let newest = shared.newest?;
    let mut best: Option<Rows<'_>> = None;
    for measure in &newest.measures {
        for rows in rows(newest, measure) {
            if rows.tells() {
                return Some(view(newest, &rows, here));
            }
            if rows.values() > best.as_ref().map_or(0, Rows::values) {
                best = Some(rows);
            }
        }
    }
    best.map(|rows| view(newest, &rows, here))
}

fn rows<'a>(newest: &'a Prepared<'a>, measure: &'a PreparedMeasure<'a>) -> Vec<Rows<'a>> {
    let period = newest.period();
    let month: Option<&MonthFigures> =
        measure.figures.delivered.iter().find(|month| month.period == period).map(|month| &**month);
    let Some(month) = month else { return Vec::new() };
    let rows = |of: CellKey, wanted: &dyn Fn(CellKey) -> bool| Rows {
        measure,
        period: period.code(),
        of,
        figures: month.figures.iter().filter(|(key, _)| wanted(*key)).collect(),
    };
    if !measure.measure.by_akasse {
        return vec![rows(CellKey::default(), &|_| true)];
    }
    // In the order of the files, so that pages in every language have the same example.
    let of = |area| rows(CellKey { area, akasse: None }, &move |key| key.area == area);
    month.figures.areas().iter().map(|area| of(*area)).collect()
}

fn view(newest: &Prepared<'_>, rows: &Rows<'_>, here: &Here) -> ExampleView {
    let press = newest.press;
    let (say, publication, id) = (press.say, press.site.publication, newest.edition.release.id);
    let measure = rows.measure.measure;
    let base = &publication.base_url;
    let pair = |ending: &str| Pair {
        latest: format!("{base}api/v1/latest/{}{ending}", measure.id),
        frozen: format!("{base}{}{}{ending}", address::release_files(id), measure.id),
    };
    let title = say!(
        say,
        "data-example-title",
        measure = say.of(&measure.title),
        month = say.month(id.period),
        version = id.version,
    );
    let area = rows.of.area.map(|area| publication.area(area));
    let shown: Vec<(CellKey, &Figure)> = rows.shown().into_iter().map(|at| rows.figures[at]).collect();
    let records: Vec<String> = shown
        .iter()
        .filter_map(|row| serde_json::to_string(&Record::new(publication, &rows.period, *row)).ok())
        .collect();
    let (all, none) = (say.text("data-line-all"), say.text("data-line-none"));
    let printed = |(key, figure): &(CellKey, &Figure)| {
        let (akasse, area) = ids(publication, *key);
        let who = if measure.by_akasse { akasse } else { area }.unwrap_or(&all);
        let value = in_files(&figure.amount).map_or_else(|| none.to_string(), |value| value.trimmed().plain());
        let status: Vec<&str> = status(figure).collect();
        format!("{who}\t{value}\t{}", status.join(" ")).trim_end().to_owned()
    };
    let printed: Vec<String> = shown.iter().map(printed).collect();
    let ((who, who_at), (fixed, fixed_at)) = match measure.by_akasse {
        true => (("akasse", 4), ("area", 3)),
        false => (("area", 3), ("akasse", 4)),
    };
    ExampleView {
        title,
        page: Link::new(here.page(&address::measure(&newest.folder, measure)), say.of(&measure.title)),
        measure: measure.id.clone(),
        who,
        who_at,
        fixed,
        fixed_at,
        of: area.map(|area| area.id.clone()).unwrap_or_default(),
        of_name: area.map(|area| say.danish(&area.name).into_owned()).unwrap_or_default(),
        records: records.join("\n"),
        printed: printed.join("\n"),
        csv: pair(".csv"),
        json: pair(".json"),
    }
}
