//! `<measure>.json`: every figure of a measure in one version, with summaries over months and targets.

use serde::Serialize;

use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::place::SCHEMA_VERSION;
use super::table::Table;
use super::{Context, document};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    measure: MeasureHead<'a>,
}

pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let head = Head {
        schema: context.place.schema("measure.json", 0),
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(context.publication),
        release: ReleaseHead::of(context),
        measure: MeasureHead::new(table.measure, context.publication),
    };
    let lists = [
        ("observations", table.observations.all()),
        ("notes", table.notes.all()),
        ("intervals", table.intervals.all()),
        ("summaries", table.summaries.all()),
        ("assessments", table.assessments.all()),
    ];
    document::file(&head, &lists)
}
