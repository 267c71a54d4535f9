//! `<measure>.json`: every figure of a measure in one version, with summaries over months and targets.

use serde::Serialize;

use super::Context;
use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::judgement::AssessmentRecord;
use super::lines::Lines;
use super::table::{IntervalRecord, Note, Observation, SummaryRecord, Table};
use crate::text::document::{self, FormVersion};

/// `<measure>.json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Figures of a measure in one version of a month"))]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    measure: MeasureHead<'a>,
    /// Every figure of the version, totals included: by month, area and fund.
    observations: &'a Lines<Observation<'a>>,
    /// Remarks on single figures.
    notes: &'a Lines<Note<'a>>,
    /// Where shares of the reference month lie with 95 percent certainty (Wilson's score interval): those with counts, for
    /// each area as a whole and for each fund in the whole.
    intervals: &'a Lines<IntervalRecord<'a>>,
    /// Figures over months.
    summaries: &'a Lines<SummaryRecord<'a>>,
    /// Targets on this measure, for everyone they bind.
    assessments: &'a Lines<AssessmentRecord<'a>>,
}

pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    document::file(&Form {
        schema: context.place.schema("measure.json", 0),
        schema_version: FormVersion,
        publication: PublicationHead::new(context.publication),
        release: ReleaseHead::of(context),
        measure: MeasureHead::new(table.measure, context.publication),
        observations: &table.observations,
        notes: &table.notes,
        intervals: &table.intervals,
        summaries: &table.summaries,
        assessments: &table.assessments,
    })
}
