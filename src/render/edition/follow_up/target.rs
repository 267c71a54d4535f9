//! A target in force on the follow-up page: everyone it binds, and what hangs on what.

use serde::Serialize;

use super::{bound, page_of};
use crate::model::edition::{Assessment, Chance, Verdict};
use crate::model::{Exact, Measure, Target};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::edition::prepared::Prepared;
use crate::render::edition::standing;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::say;

/// A target in force.
#[derive(Debug, Serialize)]
pub(crate) struct TargetView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// The page of the measure it is judged on; none when it has none.
    href: Option<String>,
    /// Its class, and what it asks.
    remark: String,
    /// Everyone it binds: figure, verdict, margin, trend, what next month must be.
    table: Html,
    /// Verdicts that turned this month, and those that a single month decides, a sentence each.
    sentences: Vec<String>,
    /// Whether the table says what chance could explain.
    chance: bool,
}

/// Which columns a target's table needs.
struct Shape {
    required: bool,
    months_left: bool,
    chance: bool,
}

/// A target in force with everyone it binds.
pub(super) fn view(prepared: &Prepared<'_>, here: &Here, of_target: &[&Assessment]) -> TargetView {
    let say = prepared.press.say;
    let press = prepared.press;
    let key = of_target[0].target;
    let target = press.site.publication.target(key);
    let measure = target.measure.map(|key| press.site.publication.measure(key));
    let demand = words::capital(&judged::demand(say, target, measure));
    let sorted = sorted(prepared, of_target);
    let shape = Shape {
        required: sorted.iter().any(|one| one.required_next.is_some()),
        months_left: sorted.iter().any(|one| one.months_left.is_some()),
        chance: sorted.iter().any(|one| one.chance != Chance::NotAsked),
    };
    let mut table = Table::new(say, &format!("tal-{}", key.0), &say.of(&target.title), Sorting::Offered);
    table.columns(&columns(prepared, target, measure, &shape));
    for one in &sorted {
        let label = bound(prepared, target, one.key);
        let head = match page_of(prepared, here, one.key) {
            Some(href) => Head::link(&label, href),
            None => Head::text(&label),
        };
        table.row(&head, cells(prepared, target, one, &shape));
    }
    TargetView {
        id: format!("maal-{}", target.id),
        title: say.of(&target.title).into_owned(),
        href: target.measure.map(|key| here.page(&press.measure_folder(key))),
        remark: format!("{}: {}", words::target_class(say, target.class), demand),
        table: table.finish(),
        sentences: sentences(prepared, target, &sorted),
        chance: shape.chance,
    }
}

/// In order of name, as the table's first column is.
fn sorted<'a>(prepared: &Prepared<'_>, of_target: &[&'a Assessment]) -> Vec<&'a Assessment> {
    let order = &prepared.press.order;
    let mut sorted = of_target.to_vec();
    sorted.sort_by_key(|one| {
        let akasse = one.key.akasse.map_or(usize::MAX, |key| order.of_akasse(key));
        (akasse, one.key.area.map(|key| order.of_area(key)))
    });
    sorted
}

fn columns(prepared: &Prepared<'_>, target: &Target, measure: Option<&Measure>, shape: &Shape) -> Vec<Column> {
    let say = prepared.press.say;
    let unit = measure.map(|measure| judged::unit(target, measure));
    let value = unit.map(|unit| say.unit_in_heading(unit)).unwrap_or_default();
    let change = unit.map(|unit| say.unit_of_change(unit)).unwrap_or_default();
    let period = prepared.period();
    let mut columns = vec![
        Column::text(say.text("follow-binds")),
        Column::number(say.text("word-figure"), value.clone()),
        Column::text(say.text("word-judged")),
        Column::number(say.text("word-margin"), change.clone()),
        Column::number(say!(say, "judged-change-since", month = say.month_name(period.plus(-1).month())), change),
    ];
    if shape.required {
        columns.push(Column::number(say!(say, "judged-required-in", month = say.month(period.plus(1))), value));
    }
    if shape.months_left {
        columns.push(Column::number(say.text("follow-left"), say.text("follow-months")));
    }
    if shape.chance {
        columns.push(Column::text(say.text("follow-may-be-chance")));
    }
    columns
}

fn cells(prepared: &Prepared<'_>, target: &Target, one: &Assessment, shape: &Shape) -> Vec<Cell> {
    let say = prepared.press.say;
    let decimals = prepared.judged_decimals(one.target);
    let measure: Option<&Measure> = target.measure.map(|key| prepared.press.site.publication.measure(key));
    let mut cells = vec![
        judged::value_cell(say, one, decimals),
        judged::verdict_cell(say, one.verdict),
        judged::margin_cell(say, one, decimals),
        judged::trend_cell(say, one, decimals),
    ];
    if shape.required {
        cells.push(measure.map_or(Cell::Missing(words::NOT_ASKED), |measure| judged::required_cell(say, one, measure)));
    }
    if shape.months_left {
        cells.push(one.months_left.map_or(Cell::said(say, "follow-no-end"), |left| Cell::number(left.to_string())));
    }
    if shape.chance {
        cells.push(chance_cell(prepared, target, one));
    }
    cells
}

fn chance_cell(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Cell {
    let say = prepared.press.say;
    let answer = match one.chance {
        Chance::NotAsked => return judged::nothing_judged(one),
        Chance::CouldExplain => say.text("word-yes"),
        Chance::Unlikely => say.text("word-no"),
    };
    let measure = target.measure.and_then(|key| prepared.measure(key));
    let Some(interval) = measure.and_then(|measure| standing::chance_interval(measure, target, one)) else {
        return Cell::Text(answer.into_owned().into());
    };
    let decimals = prepared.judged_decimals(one.target).max(1);
    Cell::Text(format!("{answer} ({})", judged::from_to(say, &interval, decimals)).into())
}

fn sentences(prepared: &Prepared<'_>, target: &Target, judged: &[&Assessment]) -> Vec<String> {
    let turned = judged.iter().filter_map(|one| turned(prepared, target, one));
    turned.chain(judged.iter().flat_map(|one| one_month_decides(prepared, target, one))).collect()
}

/// A verdict that is another than the month before.
fn turned(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Option<String> {
    let say = prepared.press.say;
    let name = bound(prepared, target, one.key);
    let month = say.month(prepared.period());
    match (one.verdict_before?, one.verdict) {
        (Verdict::NotMet, Verdict::Met) => Some(say!(say, "follow-reached-in", name = name, month = month)),
        (Verdict::Met, Verdict::NotMet) => Some(say!(say, "follow-lost-in", name = name, month = month)),
        _ => None,
    }
}

fn one_month_decides(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Vec<String> {
    let say = prepared.press.say;
    let name = bound(prepared, target, one.key);
    let decimals = prepared.judged_decimals(one.target);
    let mut by_value: Vec<(&Exact, Vec<String>)> = Vec::new();
    for without in judged::deciding(one) {
        let month = say.month(without.period);
        match by_value.iter_mut().find(|(value, _)| *value == &without.value) {
            Some((_, months)) => months.push(month),
            None => by_value.push((&without.value, vec![month])),
        }
    }
    let outcome = if one.verdict == Verdict::Met { "missed" } else { "met" };
    let sentence = |(value, months): (&Exact, Vec<String>)| {
        let value = say.number(value.round(decimals.max(2)).trimmed());
        let months = words::either(say, &months);
        say!(say, "follow-decides", name = &name, months = months, value = value, outcome = outcome)
    };
    by_value.into_iter().map(sentence).collect()
}
