//! A figure beside those of larger groups: what it is, how it moved, how it stands, and how much of the whole it is.

use super::prepared::{Prepared, PreparedMeasure};
use crate::model::edition::{Change, KeyFigure};
use crate::model::measure::{MeasureKind, Rule};
use crate::model::{Amount, CellKey, Exact};
use crate::render::cell::Cell;
use crate::render::figure_key;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// A row: its name, its page and its cell.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Its name.
    pub(crate) label: String,
    /// Its page; none for the page at hand and for what has none.
    pub(crate) href: Option<String>,
    /// Its cell.
    pub(crate) key: CellKey,
}

/// Draws the first row beside the others, those without a figure left out; `None` when nothing stands beside it. `own` is
/// the first row's name in a heading.
///
/// A count says nothing beside the count of a larger area, so its changes stand in percent, and so does what part of the
/// larger one it is.
pub(crate) fn table(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    (id, caption): (&str, &str),
    own: &str,
    rows: &[Row],
) -> Option<Html> {
    let say = prepared.press.say;
    let first = rows.first()?;
    let own_figure = measure.figures.current.get(first.key)?;
    let found: Vec<(&Row, &KeyFigure)> =
        rows.iter().filter_map(|row| Some((row, measure.figures.current.get(row.key)?))).collect();
    if found.len() < 2 {
        return None;
    }
    let shape = Shape {
        relative: is_count(measure),
        parts: is_count(measure) && measure.measure.over_areas == Rule::Sum,
        targets: found.iter().any(|(row, _)| measure.assessment(row.key).is_some()),
    };
    let mut table =
        Table::new(say, id, caption, Sorting::Fixed).key(&figure_key::of_month_and_measure(prepared, measure));
    table.columns(&columns(prepared, measure, own, &shape));
    for (row, figure) in found {
        let head = match &row.href {
            Some(href) => Head::link(&row.label, href.clone()),
            None => Head::text(&row.label),
        };
        let name = figure_key::of_cell(prepared.press.site.publication, row.key);
        let head = head.beside(row.key == first.key).key(name);
        table.row(&head, cells(prepared, measure, (row.key, figure), own_figure, &shape));
    }
    Some(table.finish())
}

/// Which columns the table needs.
struct Shape {
    relative: bool,
    parts: bool,
    targets: bool,
}

fn is_count(measure: &PreparedMeasure<'_>) -> bool {
    matches!(measure.measure.kind, MeasureKind::Stock | MeasureKind::Flow) && !measure.measure.unit.is_percentage()
}

fn columns(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, own: &str, shape: &Shape) -> Vec<Column> {
    let say = prepared.press.say;
    let period = prepared.period();
    let unit = measure.measure.unit;
    let change = if shape.relative { say.text("word-percent") } else { say.unit_of_change(unit) };
    let since = |months: i32| say!(say, "word-since", month = say.month_short(period.plus(-months)));
    let mut columns = vec![
        Column::text(say.text("edition-where")),
        Column::number(words::capital(&say.month_short(period)), say.unit_in_heading(unit)).key(String::new()),
        Column::number(since(1), change.clone()),
        Column::number(since(12), change),
    ];
    if shape.parts {
        columns.push(Column::number(say!(say, "edition-of-which", own = own), say.text("word-percent")));
    }
    if shape.targets {
        columns.push(Column::text(say.text("word-target")));
        columns.push(Column::text(say.text("word-judged")));
    }
    columns
}

fn cells(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    (key, figure): (CellKey, &KeyFigure),
    own: &KeyFigure,
    shape: &Shape,
) -> Vec<Cell> {
    let say = prepared.press.say;
    let change = |change: &Change| {
        if shape.relative { in_percent(say, change) } else { Cell::of_change(say, change, measure.measure) }
    };
    let mut cells =
        vec![Cell::of_figure(say, &figure.figure, measure.measure), change(&figure.on_month), change(&figure.on_year)];
    if shape.parts {
        cells.push(part(say, own.figure.amount, figure.figure.amount));
    }
    if shape.targets {
        match measure.assessment(key) {
            Some(one) => {
                let target = prepared.press.site.publication.target(one.target);
                let demand = words::capital(&judged::demand(say, target, Some(measure.measure)));
                cells.extend([Cell::Text(demand.into()), judged::verdict_cell(say, one.verdict)]);
            }
            None => cells.extend([Cell::said(say, "word-no-target"), Cell::said(say, "word-not-assessed")]),
        }
    }
    cells
}

/// A change in percent of the earlier value.
fn in_percent(say: &Messages, change: &Change) -> Cell {
    match change {
        Change::By { percent: Some(percent), .. } => Cell::number(say.signed(percent.round(1))),
        Change::By { percent: None, .. } => Cell::Missing(words::OF_NOTHING),
        Change::NotComparable(why) => Cell::Missing(words::not_comparable(*why)),
    }
}

/// What part of a larger count a count is, in percent with one decimal.
fn part(say: &Messages, own: Amount, larger: Amount) -> Cell {
    match (own.exact(), larger.exact()) {
        (Some(own), Some(larger)) => match (&own * &Exact::whole(100)).divided_by(&larger) {
            Some(percent) => Cell::number(say.number(percent.round(1))),
            None => Cell::Missing(words::OF_NOTHING),
        },
        _ => Cell::Missing(words::NO_PART),
    }
}
