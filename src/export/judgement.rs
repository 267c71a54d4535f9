//! A target met with one of those it binds, as a record.

use serde::Serialize;

use super::form::{Month, Word};
use super::number::{Number, bound_ends, bounds, number};
use super::table::Cell;
use crate::model::Publication;
use crate::model::edition::{Assessment, Chance, Reach, Verdict, WithoutMonth};

/// A target met with one of those it binds.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "assessment"))]
pub(super) struct AssessmentRecord<'a> {
    /// Id of the target.
    target: &'a str,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// The judged value.
    value: Option<Number>,
    /// The true value is at least this; null when it is exact. Without a value: the coarser answer that the verdict was
    /// made from.
    low: Option<Number>,
    /// The true value is below this; null when it is exact. Without a value: the coarser answer that the verdict was
    /// made from, and the share may be exactly this.
    high: Option<Number>,
    /// How the target stands.
    verdict: Word<Verdict>,
    /// How far inside the target the value lies; negative: how far it is missed.
    margin: Option<Number>,
    /// What the next month must be for the target to be met then; null where that is not computed.
    required_next: Option<Number>,
    /// Lower bound of required_next where months were rounded.
    required_next_low: Option<Number>,
    /// Upper bound of required_next where months were rounded.
    required_next_high: Option<Number>,
    /// Whether required_next can be reached; null without required_next.
    reachable: Option<bool>,
    /// The fewest coming months in which the mean can come to its target, and what they must average. Absent when next
    /// month suffices, and when twelve months would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "SoonestRecord"))]
    soonest: Option<SoonestRecord>,
    /// The verdict one month earlier; for a figure over months, in the latest month that counted. Absent when there was
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Word<Verdict>"))]
    verdict_before: Option<Word<Verdict>>,
    /// For a mean of months: value and verdict without each month in turn. Absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without_month: Vec<WithoutMonthRecord>,
    /// Whether chance alone could explain how a share lies to the target's number: the score test at 95 percent. Absent
    /// where that is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Word<Chance>"))]
    chance: Option<Word<Chance>>,
    /// Months from the reference month to the target's last. Absent when it has no end or has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u16"))]
    months_left: Option<u16>,
}

/// The fewest coming months in which the mean can come to its target, and what they must average. Absent when next
/// month suffices, and when twelve months would not.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "soonest"))]
struct SoonestRecord {
    /// How many months that count.
    #[cfg_attr(test, schemars(range(min = 2)))]
    months: u16,
    /// What they must average, in the measure's unit.
    average: Number,
}

/// The judged mean without one of its months.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "without_month"))]
struct WithoutMonthRecord {
    /// The month that is left out.
    period: Month,
    /// The mean of the other months.
    value: Number,
    /// The verdict it would give.
    verdict: Word<Verdict>,
}

impl WithoutMonthRecord {
    fn new(without: &WithoutMonth) -> Self {
        let verdict = Word::of(&without.verdict);
        Self { period: Month(without.period), value: number(&without.value), verdict }
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
            verdict: Word::of(&assessment.verdict),
            margin: assessment.margin.as_ref().map(number),
            required_next: next.map(|next| number(&next.value)),
            required_next_low: next_interval.map(|(low, _)| Number(low)),
            required_next_high: next_interval.map(|(_, high)| Number(high)),
            reachable: next.map(|next| next.reach == Reach::Possible),
            soonest: next
                .and_then(|next| next.soonest.as_ref())
                .map(|soonest| SoonestRecord { months: soonest.months, average: number(&soonest.average) }),
            verdict_before: assessment.verdict_before.as_ref().map(Word::of),
            without_month: assessment.without_month.iter().map(WithoutMonthRecord::new).collect(),
            chance: (assessment.chance != Chance::NotAsked).then(|| Word::of(&assessment.chance)),
            months_left: assessment.months_left,
        }
    }
}
