//! The table that a month's first page opens with: who stands where, against which target, and what comes next.

use super::comparisons::Against;
use super::months::line_of;
use super::prepared::{Prepared, PreparedMeasure};
use super::tables::{akasse_head, area_head};
use crate::model::CellKey;
use crate::model::edition::{Assessment, Verdict};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::figure_key;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::table::{Column, Sorting, Table};
use crate::render::words;
use crate::text::messages::say;

/// Which columns a measure's table needs.
struct Shape {
    summaries: bool,
    published: bool,
    targets: bool,
    required: bool,
    against: Vec<Against>,
    chance: bool,
}

/// Draws a measure's table; `None` when it has no rows that stand for the whole.
pub(crate) fn scoreboard(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Option<Html> {
    let say = prepared.press.say;
    let rows = measure.main_rows(prepared.press);
    if rows.is_empty() {
        return None;
    }
    let shape = Shape {
        summaries: rows.iter().any(|key| measure.summaries.contains_key(key)),
        published: measure.summaries.values().any(|summary| summary.published.is_some()),
        targets: rows.iter().any(|key| measure.assessment(*key).is_some()),
        required: rows.iter().any(|key| measure.assessment(*key).is_some_and(|one| one.required_next.is_some())),
        against: Against::told(measure, rows.iter().copied()),
        chance: rows.iter().any(|key| measure.figures.chance.contains_key(key)),
    };
    let id = format!("tal-{}", measure.measure.id);
    let mut table = Table::new(say, &id, &caption(prepared, measure, &shape), Sorting::Offered)
        .key(&figure_key::of_month_and_measure(prepared, measure));
    table.columns(&columns(prepared, measure, &shape));
    for key in rows {
        let head = if measure.measure.by_akasse {
            akasse_head(prepared, here, key.akasse)
        } else {
            area_head(prepared, here, key.area)
        };
        let name = figure_key::of_cell(prepared.press.site.publication, key);
        table.row(&head.key(name), cells(prepared, measure, key, &shape));
    }
    Some(table.finish())
}

fn caption(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, shape: &Shape) -> String {
    let say = prepared.press.say;
    let short = say.of(&measure.measure.short);
    let name = if measure.measure.by_akasse { measure.named(&short, prepared.press) } else { short.into_owned() };
    let month = say.month(prepared.period());
    let months = measure.summaries.values().filter(|_| shape.summaries).map(|summary| (summary.from, summary.to));
    match months.reduce(|(from, to), (first, last)| (from.min(first), to.max(last))) {
        Some((from, to)) => {
            say!(say, "edition-scoreboard", measure = name, months = words::months(say, from, to), month = month)
        }
        None => format!("{name}: {month}"),
    }
}

fn columns(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, shape: &Shape) -> Vec<Column> {
    let say = prepared.press.say;
    let period = prepared.period();
    let unit = say.unit_in_heading(measure.measure.unit);
    let change = say.unit_of_change(measure.measure.unit);
    let mut columns =
        vec![Column::text(say.text(if measure.measure.by_akasse { "word-akasse" } else { "word-place" }))];
    if shape.summaries {
        columns.push(Column::number(say.text("judged-recalculated"), unit.clone()));
    }
    if shape.published {
        columns.push(Column::number(say.text("judged-published"), unit.clone()));
    }
    if shape.targets {
        columns.push(Column::number(say.text("word-target"), unit.clone()));
        columns.push(Column::text(say.text("word-judged")));
        columns.push(Column::number(say.text("word-margin"), change));
    }
    columns.push(Column::number(words::capital(&say.month_short(period)), unit.clone()).key(String::new()));
    if shape.chance {
        columns.push(Column::number(say.text("judged-interval"), unit.clone()));
    }
    columns.extend(shape.against.iter().map(|against| against.column(prepared, measure)));
    if shape.required {
        columns.push(Column::number(say!(say, "judged-required-in", month = say.month(period.plus(1))), unit));
    }
    columns.push(Column::text(say.text("word-trend")));
    columns
}

fn cells(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey, shape: &Shape) -> Vec<Cell> {
    let say = prepared.press.say;
    let mut cells = Vec::with_capacity(10);
    if shape.summaries {
        cells.push(measure.summary_cell(key));
    }
    if shape.published {
        cells.push(measure.published_cell(key));
    }
    let assessment = measure.assessment(key);
    if shape.targets {
        cells.extend(target_cells(prepared, assessment));
    }
    cells.push(measure.cells.get(key).map_or_else(Cell::absent, |shown| shown.value.clone()));
    if shape.chance {
        let interval = measure.figures.chance.get(&key);
        let decimals = measure.measure.decimals.max(1);
        cells.push(
            interval.map_or(Cell::Missing(words::NO_INTERVAL), |of| Cell::number(judged::from_to(say, of, decimals))),
        );
    }
    cells.extend(shape.against.iter().map(|against| against.cell(measure, key).clone()));
    if shape.required {
        cells.push(
            assessment.map_or(Cell::Missing(words::NOT_ASKED), |one| judged::required_cell(say, one, measure.measure)),
        );
    }
    cells.push(Cell::Html(line_of(prepared, measure, key)));
    cells
}

fn target_cells(prepared: &Prepared<'_>, assessment: Option<&Assessment>) -> [Cell; 3] {
    let say = prepared.press.say;
    let Some(assessment) = assessment else {
        return [
            Cell::Missing(words::NOT_JUDGED),
            judged::verdict_cell(say, Verdict::NotInForce),
            Cell::Missing(words::NOT_JUDGED),
        ];
    };
    let decimals = prepared.judged_decimals(assessment.target);
    let target = prepared.press.site.publication.target(assessment.target);
    [
        Cell::number(judged::demand_in_column(say, target)),
        judged::verdict_cell(say, assessment.verdict),
        judged::margin_cell(say, assessment, decimals),
    ]
}
