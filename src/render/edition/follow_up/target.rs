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
use crate::text::{date, number};

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
    let press = prepared.press;
    let key = of_target[0].target;
    let target = press.site.publication.target(key);
    let measure = target.measure.map(|key| press.site.publication.measure(key));
    let demand = words::capital(&judged::demand(target, measure));
    let sorted = sorted(prepared, of_target);
    let shape = Shape {
        required: sorted.iter().any(|one| one.required_next.is_some()),
        months_left: sorted.iter().any(|one| one.months_left.is_some()),
        chance: sorted.iter().any(|one| one.chance != Chance::NotAsked),
    };
    let mut table = Table::new(&format!("tal-{}", key.0), &target.title.da, Sorting::Offered);
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
        title: target.title.da.clone(),
        href: target.measure.map(|key| here.page(&press.measure_folder(key))),
        remark: format!("{}: {}", words::target_class(target.class), demand),
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
    let unit = measure.map(|measure| judged::unit(target, measure));
    let value = unit.map_or("", number::unit_in_heading);
    let change = unit.map_or("", number::unit_of_change);
    let period = prepared.period();
    let mut columns = vec![
        Column::text("Hvem målet gælder"),
        Column::number("Tal", value),
        Column::text("Status"),
        Column::number("Afstand til målet", change),
        Column::number(format!("Ændring siden {}", date::month_name(period.plus(-1).month())), change),
    ];
    if shape.required {
        columns.push(Column::number(format!("Kræves i {}", date::month(period.plus(1))), value));
    }
    if shape.months_left {
        columns.push(Column::number("Tid tilbage", "måneder"));
    }
    if shape.chance {
        columns.push(Column::text("Kan skyldes tilfældigheder"));
    }
    columns
}

fn cells(prepared: &Prepared<'_>, target: &Target, one: &Assessment, shape: &Shape) -> Vec<Cell> {
    let decimals = prepared.judged_decimals(one.target);
    let measure: Option<&Measure> = target.measure.map(|key| prepared.press.site.publication.measure(key));
    let mut cells = vec![
        judged::value_cell(one, decimals),
        judged::verdict_cell(one.verdict),
        judged::margin_cell(one, decimals),
        judged::trend_cell(one, decimals),
    ];
    if shape.required {
        cells.push(measure.map_or(Cell::Missing(words::NOT_ASKED), |measure| judged::required_cell(one, measure)));
    }
    if shape.months_left {
        cells.push(one.months_left.map_or(Cell::Text("uden slutdato".into()), |left| Cell::number(left.to_string())));
    }
    if shape.chance {
        cells.push(chance_cell(prepared, target, one));
    }
    cells
}

fn chance_cell(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Cell {
    let answer = match one.chance {
        Chance::NotAsked => return judged::nothing_judged(one),
        Chance::CouldExplain => "Ja",
        Chance::Unlikely => "Nej",
    };
    let measure = target.measure.and_then(|key| prepared.measure(key));
    let Some(interval) = measure.and_then(|measure| standing::chance_interval(measure, target, one)) else {
        return Cell::Text(answer.into());
    };
    let decimals = prepared.judged_decimals(one.target).max(1);
    Cell::Text(format!("{answer} ({})", judged::from_to(&interval, decimals)).into())
}

fn sentences(prepared: &Prepared<'_>, target: &Target, judged: &[&Assessment]) -> Vec<String> {
    let turned = judged.iter().filter_map(|one| turned(prepared, target, one));
    turned.chain(judged.iter().flat_map(|one| one_month_decides(prepared, target, one))).collect()
}

/// A verdict that is another than the month before.
fn turned(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Option<String> {
    let name = bound(prepared, target, one.key);
    let month = date::month(prepared.period());
    match (one.verdict_before?, one.verdict) {
        (Verdict::NotMet, Verdict::Met) => Some(format!("{name} nåede målet i {month}.")),
        (Verdict::Met, Verdict::NotMet) => Some(format!("{name} opfyldte målet før, men ikke i {month}.")),
        _ => None,
    }
}

fn one_month_decides(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> Vec<String> {
    let name = bound(prepared, target, one.key);
    let decimals = prepared.judged_decimals(one.target);
    let mut by_value: Vec<(&Exact, Vec<String>)> = Vec::new();
    for without in judged::deciding(one) {
        let month = date::month(without.period);
        match by_value.iter_mut().find(|(value, _)| *value == &without.value) {
            Some((_, months)) => months.push(month),
            None => by_value.push((&without.value, vec![month])),
        }
    }
    let outcome = if one.verdict == Verdict::Met { "ikke opfyldt" } else { "opfyldt" };
    let sentence = |(value, months): (&Exact, Vec<String>)| {
        let value = number::number(value.round(decimals.max(2)).trimmed());
        format!("{name}: én måned afgør. Uden {} ville tallet være {value} og målet {outcome}.", words::either(&months))
    };
    by_value.into_iter().map(sentence).collect()
}
