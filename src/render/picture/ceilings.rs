//! Ceilings on growth since a baseline, region by region: how much room there is, where the ceiling lies, and the growth
//! where there are figures.

use std::fmt::Write as _;

use crate::model::code::TargetKey;
use crate::model::figure::Figure;
use crate::model::measure::Unit;
use crate::model::target::{TargetRule, TargetStatus};
use crate::model::{Amount, CellKey, Exact, MeasureKey, Period, Publication, Target};
use crate::render::cell::Cell;
use crate::render::html::{Html, escape};
use crate::render::picture::PlateView;
use crate::render::picture::words;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::text::messages::say;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 22;

/// A region with its ceiling.
struct Row<'p> {
    name: &'p str,
    ceiling: Exact,
    grown: Option<(Exact, Period)>,
}

/// Draws the ceilings of a measure's regions against what `figure` knows of them; `None` when it has none.
pub(crate) fn draw<'p>(
    press: &Press<'p>,
    key: MeasureKey,
    figure: &dyn Fn(CellKey, Period) -> Option<Figure>,
    newest: Option<Period>,
) -> Option<PlateView> {
    let (say, publication) = (press.say, press.site.publication);
    let measure = publication.measure(key);
    let of: Vec<&'p Target> = publication.target_keys().map(|key: TargetKey| publication.target(key)).collect();
    let ceilings: Vec<&'p Target> = of.into_iter().filter(|target| is_ceiling(target, key)).collect();
    let baseline = ceilings.first()?.baseline?;
    let rows: Vec<Row<'_>> = ceilings.iter().filter_map(|target| row(publication, target, figure, newest)).collect();
    if rows.len() < 2 {
        return None;
    }
    let id = format!("lofter-{}", measure.id);
    let title = say!(say, "picture-ceilings", measure = say.of(&measure.short), month = say.month(baseline));
    let mut table = Table::new(say, &format!("{id}-tal"), &say.text("picture-ceilings-table"), Sorting::Fixed);
    let percent = say.unit_in_heading(Unit::Percent);
    table.columns(&[
        Column::text(say.text("word-area-region")),
        Column::number(say.text("picture-ceiling"), percent.clone()),
        Column::number(say.text("picture-growth"), percent),
        Column::text(say.text("picture-growth-and-ceiling")),
    ]);
    let (low, high) = span(&rows);
    for row in &rows {
        let ceiling = say.signed(row.ceiling.round(2).trimmed());
        let grown = row.grown.as_ref().map(|(grown, _)| say.signed(grown.round(1)));
        let percent = |number: &str| say.with_unit(number, Unit::Percent);
        let label = words::ceiling(say, &percent(&ceiling), grown.as_deref().map(percent).as_deref());
        let value = row.grown.as_ref().map(|(grown, _)| grown);
        table.row(
            &Head::text(row.name),
            [
                Cell::number(ceiling),
                match (grown, &row.grown) {
                    (Some(grown), Some((_, period))) => Cell::Remarked(grown, say.month(*period)),
                    _ => Cell::said(say, "shared-none-yet"),
                },
                Cell::Html(bullet(&row.ceiling, value, (&low, &high), &label)),
            ],
        );
    }
    Some(PlateView {
        id,
        kind: "ceilings",
        title,
        text: say.text("picture-ceilings-how").into_owned(),
        picture: table.finish(),
        key: Html::default(),
        table: None,
    })
}

/// A ceiling of one region: not one that only follows from others.
fn is_ceiling(target: &Target, key: MeasureKey) -> bool {
    target.measure == Some(key)
        && target.rule == TargetRule::ChangeAtMost
        && target.status != TargetStatus::Withdrawn
        && !target.consequence
        && target.areas.len() == 1
}

fn row<'p>(
    publication: &'p Publication,
    target: &Target,
    figure: &dyn Fn(CellKey, Period) -> Option<Figure>,
    newest: Option<Period>,
) -> Option<Row<'p>> {
    let area = *target.areas.first()?;
    let cell = CellKey { area: Some(area), akasse: None };
    let count = |period: Period| match figure(cell, period)?.amount {
        Amount::Count(count) => Some(count),
        _ => None,
    };
    // The newest month within the target's time, since that is what it is about.
    let months = target
        .from
        .zip(target.to.or(newest))
        .map(|(from, to)| from.through(newest.map_or(to, |newest| to.min(newest))));
    let base = target.baseline.and_then(count);
    let newest = months.into_iter().flatten().rev().find_map(|period| Some((count(period)?, period)));
    let grown = base.zip(newest).and_then(|(base, (now, period))| Some((Amount::change(now, base).exact()?, period)));
    Some(Row { name: &publication.area(area).short, ceiling: target.value?.exact(), grown })
}

/// The scale that holds every ceiling and every growth, from no growth or below.
fn span(rows: &[Row<'_>]) -> (Exact, Exact) {
    let values =
        || rows.iter().flat_map(|row| std::iter::once(&row.ceiling).chain(row.grown.iter().map(|(grown, _)| grown)));
    let (zero, air) = (Exact::whole(0), Exact::whole(2));
    let low = values().chain([&zero]).min().cloned().unwrap_or_else(|| zero.clone());
    let high = values().chain([&zero]).max().cloned().unwrap_or_else(|| zero.clone());
    (low, &high + &air)
}

fn bullet(ceiling: &Exact, grown: Option<&Exact>, (low, high): (&Exact, &Exact), label: &str) -> String {
    let span = (high - low).to_position();
    #[allow(clippy::cast_possible_truncation)] // a place on a picture, a few hundred at most
    let x = |value: &Exact| ((value - low).to_position() / span * f64::from(WIDTH - 4)).round() as i64 + 2;
    let mut out = String::with_capacity(320);
    let _ = write!(out, "<svg class=\"small bullet\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"");
    escape(&mut out, label);
    let (zero, top) = (x(&Exact::whole(0)), x(ceiling));
    let (left, room) = (zero.min(top), (top - zero).abs());
    let _ = write!(out, "\"><rect class=\"bed\" x=\"{left}\" y=\"3\" width=\"{room}\" height=\"16\"/>");
    if let Some(grown) = grown.map(&x) {
        let (left, length) = (zero.min(grown), (grown - zero).abs().max(1));
        let _ = write!(out, "<rect class=\"run\" x=\"{left}\" y=\"8\" width=\"{length}\" height=\"6\"/>");
    }
    let _ = write!(out, "<path class=\"axis\" d=\"M{zero} 1V21\"/><path class=\"top\" d=\"M{top} 1V21\"/></svg>");
    out
}
