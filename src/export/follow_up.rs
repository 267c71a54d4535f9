//! What follows from targets, and whom the watch list points out, as records of `release.json`.

use serde::Serialize;

use super::Context;
use super::lines::Lines;
use super::number::{Number, number};
use super::table::Cell;
use crate::model::CellKey;
use crate::model::edition::WatchEntry;

#[derive(Serialize)]
struct ConsequenceRecord<'a> {
    target: &'a str,
    measure: Option<&'a str>,
    published: Option<Number>,
    computed: Option<Number>,
    parts: Vec<PartRecord<'a>>,
}

#[derive(Serialize)]
struct PartRecord<'a> {
    target: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    value: Option<Number>,
    base: Option<u64>,
}

#[derive(Serialize)]
struct WatchRecord<'a> {
    rule: &'a str,
    not_known: usize,
    entries: Vec<EntryRecord<'a>>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    size: Number,
    percent: Option<Number>,
    series: Vec<PointRecord>,
}

#[derive(Serialize)]
struct PointRecord {
    period: String,
    value: Number,
}

/// Targets that follow from others, with the counts they are weighted by.
pub(super) fn consequences(context: &Context<'_>) -> Lines {
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
pub(super) fn watch(context: &Context<'_>) -> Lines {
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
        period: period.code(),
        value: number(value),
    };
    let series = entry.series.iter().map(point).collect();
    EntryRecord { akasse, area, size: number(&entry.size), percent: entry.percent.as_ref().map(number), series }
}
