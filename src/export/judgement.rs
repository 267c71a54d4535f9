//! A target met with one of those it binds, as a record.

use serde::Serialize;

use super::number::{Number, bound_ends, bounds, number};
use super::table::Cell;
use crate::model::Publication;
use crate::model::edition::{Assessment, Chance, Reach, Verdict, WithoutMonth};
use crate::model::measure::word;

/// A target met with one of those it binds.
#[derive(Serialize)]
pub(super) struct AssessmentRecord<'a> {
    target: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    verdict: &'static str,
    margin: Option<Number>,
    required_next: Option<Number>,
    required_next_low: Option<Number>,
    required_next_high: Option<Number>,
    reachable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    soonest: Option<SoonestRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_before: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without_month: Vec<WithoutMonthRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months_left: Option<u16>,
}

/// The fewest months in which a mean can come to its target, and what they must average.
#[derive(Serialize)]
struct SoonestRecord {
    months: u16,
    average: Number,
}

/// The judged mean without one of its months.
#[derive(Serialize)]
struct WithoutMonthRecord {
    period: String,
    value: Number,
    verdict: &'static str,
}

impl WithoutMonthRecord {
    fn new(without: &WithoutMonth) -> Self {
        let verdict = word(&Verdict::ALL, &without.verdict);
        Self { period: without.period.code(), value: number(&without.value), verdict }
    }
}

impl<'a> AssessmentRecord<'a> {
    pub(super) fn new(publication: &'a Publication, assessment: &Assessment) -> Self {
        let cell = Cell::new(publication, assessment.key);
        let interval = assessment.interval.as_ref().map(bounds).or_else(|| assessment.bound.map(bound_ends));
        let next = assessment.required_next.as_ref();
        let next_interval = next.and_then(|next| next.interval.as_ref()).map(bounds);
        Self {
            target: &publication.target(assessment.target).id,
            akasse: cell.akasse,
            area: cell.area,
            value: assessment.value.as_ref().map(number),
            low: interval.map(|(low, _)| Number(low)),
            high: interval.map(|(_, high)| Number(high)),
            verdict: word(&Verdict::ALL, &assessment.verdict),
            margin: assessment.margin.as_ref().map(number),
            required_next: next.map(|next| number(&next.value)),
            required_next_low: next_interval.map(|(low, _)| Number(low)),
            required_next_high: next_interval.map(|(_, high)| Number(high)),
            reachable: next.map(|next| next.reach == Reach::Possible),
            soonest: next
                .and_then(|next| next.soonest.as_ref())
                .map(|soonest| SoonestRecord { months: soonest.months, average: number(&soonest.average) }),
            verdict_before: assessment.verdict_before.as_ref().map(|verdict| word(&Verdict::ALL, verdict)),
            without_month: assessment.without_month.iter().map(WithoutMonthRecord::new).collect(),
            chance: (assessment.chance != Chance::NotAsked).then(|| word(&Chance::ALL, &assessment.chance)),
            months_left: assessment.months_left,
        }
    }
}
