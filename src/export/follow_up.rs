//! What follows from targets, and whom the watch list points out, as records of `release.json`.

use serde::Serialize;

use super::Context;
use super::form::Month;
use super::lines::Lines;
use super::number::{Number, number};
use super::table::Cell;
use crate::model::CellKey;
use crate::model::edition::WatchEntry;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "consequence"))]
pub(super) struct ConsequenceRecord<'a> {
    /// Id of the target.
    target: &'a str,
    /// Id of the measure.
    measure: Option<&'a str>,
    /// The published number; null when it has none.
    published: Option<Number>,
    /// Base counts times targets over base counts, in percent; null while a base count is not shown.
    computed: Option<Number>,
    /// What it follows from.
    parts: Vec<PartRecord<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "part"))]
struct PartRecord<'a> {
    /// Id of the target.
    target: &'a str,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// Its number.
    value: Option<Number>,
    /// The count at the baseline; null when it is missing or hidden.
    base: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "watched"))]
pub(super) struct WatchRecord<'a> {
    /// Id of the rule.
    rule: &'a str,
    /// How many could not be looked at because a figure is missing or hidden.
    not_known: usize,
    /// Whom it points out, the strongest case first.
    entries: Vec<EntryRecord<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "case"))]
struct EntryRecord<'a> {
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// For growth: the difference in the measure's unit; for a missed target: how far it is missed, negative.
    size: Number,
    /// For growth of a count: in percent of where it started.
    percent: Option<Number>,
    /// The figures that make the case, oldest first.
    series: Vec<PointRecord>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "point"))]
struct PointRecord {
    /// The month of the figure.
    period: Month,
    /// The figure.
    value: Number,
}

/// Targets that follow from others, with the counts they are weighted by.
pub(super) fn consequences<'a>(context: &Context<'a>) -> Lines<ConsequenceRecord<'a>> {
    let publication = context.publication;
    let mut lines = Lines::default();
    for consequence in &context.edition.consequences {
        let target = publication.target(consequence.target);
        let parts = consequence.parts.iter().map(|part| {
            let (own, Cell { akasse, area }) = (publication.target(part.target), Cell::new(publication, part.key));
            PartRecord { target: &own.id, akasse, area, value: own.value.map(Number), base: part.base }
        });
        let record = ConsequenceRecord {
            target: &target.id,
            measure: target.measure.map(|key| publication.measure(key).id.as_str()),
            published: target.value.map(Number),
            computed: consequence.computed.as_ref().map(number),
            parts: parts.collect(),
        };
        lines.push(CellKey::default(), &record);
    }
    lines
}

/// What each rule of the watch list gives.
pub(super) fn watch<'a>(context: &Context<'a>) -> Lines<WatchRecord<'a>> {
    let mut lines = Lines::default();
    for watched in &context.edition.watch {
        let Some(rule) = context.publication.watch_rules.get(watched.rule) else { continue };
        let entries = watched.entries.iter().map(|entry| self::entry(context, entry)).collect();
        let record = WatchRecord { rule: &rule.id, not_known: watched.not_known, entries };
        lines.push(CellKey::default(), &record);
    }
    lines
}

fn entry<'a>(context: &Context<'a>, entry: &WatchEntry) -> EntryRecord<'a> {
    let Cell { akasse, area } = Cell::new(context.publication, entry.key);
    let point = |(period, value): &(crate::model::Period, crate::model::Exact)| PointRecord {
        period: Month(*period),
        value: number(value),
    };
    let series = entry.series.iter().map(point).collect();
    EntryRecord { akasse, area, size: number(&entry.size), percent: entry.percent.as_ref().map(number), series }
}
