//! One measure of an edition as rows and records: made once, then put together into every file that shows them.

use serde::Serialize;

use super::Context;
use super::form::{Month, Word};
use super::judgement::AssessmentRecord;
use super::lines::Lines;
use super::number::{Number, bound_ends, bounds, number, shown};
use crate::model::edition::{Change, KeyFigure, MeasureEdition, WhyNot};
use crate::model::figure::{Block, Figure, Reconciliation, Summary};
use crate::model::measure::Rule;
use crate::model::{Amount, CellKey, Decimal, Measure, Missing, Publication};

/// A published figure as files show it.
pub(super) struct Row<'a> {
    /// Place of the month in [`Table::periods`].
    pub(super) period: usize,
    pub(super) key: CellKey,
    /// In the measure's unit; `None` when missing.
    pub(super) value: Option<Decimal>,
    /// Numerator and denominator of a share known by its counts.
    pub(super) counts: Option<(u64, u64)>,
    pub(super) status: Status,
    pub(super) note: Option<&'a str>,
}

impl Row<'_> {
    /// Both ends of the coarser answer in place of a share that is held back.
    pub(super) fn bound(&self) -> Option<(Decimal, Decimal)> {
        self.status.figure.amount.bound().map(bound_ends)
    }
}

/// The reason why there is no value, and marks, as words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) figure: Figure,
}

impl Status {
    /// The words, in a fixed order.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        self.figure.amount.missing().map(Missing::word).into_iter().chain(self.figure.flags.words())
    }
}

impl Serialize for Status {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.words())
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Status {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "status".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let reasons = Missing::DELIVERED.iter().map(|(reason, _)| *reason).chain([Missing::Incomplete(1)]);
        let words: Vec<_> =
            reasons.map(Missing::word).chain(crate::model::Flags::ALL.iter().map(|(_, word)| *word)).collect();
        schemars::json_schema!({
            "description": "Marks on the value, or the reason why there is none. Empty: a value without marks.",
            "type": "array",
            "uniqueItems": true,
            "items": { "type": "string", "enum": words },
        })
    }
}

/// One measure of an edition.
pub(super) struct Table<'a> {
    pub(super) measure: &'a Measure,
    /// Codes of the months, ascending.
    pub(super) periods: Vec<String>,
    /// Figures by month, area and fund.
    pub(super) rows: Vec<Row<'a>>,
    pub(super) observations: Lines<Observation<'a>>,
    pub(super) notes: Lines<Note<'a>>,
    pub(super) changes: Lines<ChangeRecord<'a>>,
    pub(super) summaries: Lines<SummaryRecord<'a>>,
    pub(super) assessments: Lines<AssessmentRecord<'a>>,
    pub(super) intervals: Lines<IntervalRecord<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(context: &Context<'a>, edition: &'a MeasureEdition) -> Self {
        let publication = context.publication;
        let mut table = Self {
            measure: publication.measure(edition.measure),
            periods: edition.delivered.iter().map(|month| month.period.code()).collect(),
            rows: rows(edition),
            observations: Lines::default(),
            notes: Lines::default(),
            changes: Lines::default(),
            summaries: Lines::default(),
            assessments: Lines::default(),
            intervals: Lines::default(),
        };
        for row in &table.rows {
            let period = Month(edition.delivered[row.period].period);
            let cell = Cell::new(publication, row.key);
            table.observations.push(row.key, &Observation::new(period, &cell, row));
            if let Some(text) = row.note {
                table.notes.push(row.key, &Note { period, akasse: cell.akasse, area: cell.area, text });
            }
        }
        for (key, figure) in edition.current.iter() {
            if let Some(record) = ChangeRecord::new(&Cell::new(publication, key), figure) {
                table.changes.push(key, &record);
            }
        }
        for summary in &edition.summaries {
            table.summaries.push(summary.key, &SummaryRecord::new(&Cell::new(publication, summary.key), summary));
        }
        for (key, interval) in &edition.chance {
            let (Cell { akasse, area }, (low, high)) = (Cell::new(publication, *key), bounds(interval));
            let record = IntervalRecord { akasse, area, low: Number(low), high: Number(high) };
            table.intervals.push(*key, &record);
        }
        for assessment in &context.edition.assessments {
            if publication.target(assessment.target).measure == Some(edition.measure) {
                table.assessments.push(assessment.key, &AssessmentRecord::new(publication, assessment));
            }
        }
        table
    }
}

fn rows(edition: &MeasureEdition) -> Vec<Row<'_>> {
    let size = edition.delivered.iter().map(|month| month.figures.len()).sum();
    let mut rows = Vec::with_capacity(size);
    for (period, month) in edition.delivered.iter().enumerate() {
        for (key, figure) in month.figures.iter() {
            let counts = match figure.amount {
                Amount::Share { numerator, denominator } => Some((numerator, denominator)),
                _ => None,
            };
            let note = month.notes.get(&key).map(String::as_str);
            let status = Status { figure: *figure };
            rows.push(Row { period, key, value: shown(&figure.amount), counts, status, note });
        }
    }
    rows
}

/// The codes of a cell; `None` = not broken down by it.
pub(super) struct Cell<'a> {
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
}

impl<'a> Cell<'a> {
    pub(super) fn new(publication: &'a Publication, key: CellKey) -> Self {
        Self {
            akasse: key.akasse.map(|akasse| publication.akasse(akasse).id.as_str()),
            area: key.area.map(|area| publication.area(area).id.as_str()),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "observation", extend("dependentRequired" = { "low": ["high"], "high": ["low"] })))]
pub(super) struct Observation<'a> {
    /// The month of the figure.
    period: Month,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// In the measure's unit: counts whole, shares with up to six decimals, rounded input as it was given; null:
    /// missing, see status.
    value: Option<Number>,
    /// Counts behind a share; null when not known or not shown.
    numerator: Option<u64>,
    /// Counts behind a share; null when not known or not shown.
    denominator: Option<u64>,
    /// Marks on the value, or the reason why there is none.
    status: Status,
    /// For a share that is held back with a coarser answer in its place: it is at least this, in percent. Absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "super::form::Percent"))]
    low: Option<Number>,
    /// For a share that is held back with a coarser answer in its place: it is at most this, in percent. Absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "super::form::Percent"))]
    high: Option<Number>,
}

impl<'a> Observation<'a> {
    fn new(period: Month, cell: &Cell<'a>, row: &Row<'_>) -> Self {
        Self {
            period,
            akasse: cell.akasse,
            area: cell.area,
            value: row.value.map(Number),
            numerator: row.counts.map(|(numerator, _)| numerator),
            denominator: row.counts.map(|(_, denominator)| denominator),
            status: row.status,
            low: row.bound().map(|(low, _)| Number(low)),
            high: row.bound().map(|(_, high)| Number(high)),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "note"))]
pub(super) struct Note<'a> {
    /// The month of the figure.
    period: Month,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// Remark on one figure, in Danish.
    text: &'a str,
}

/// A measure without a fixed month has no keys about it, and what is no count none in percent: there are many records.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "change"))]
pub(super) struct ChangeRecord<'a> {
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// The release's month minus the month before, in the measure's unit; percentage points for shares.
    on_month: Option<Number>,
    /// The same in percent of the earlier count; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Number"))]
    on_month_percent: Option<Number>,
    /// Why there is no difference.
    on_month_status: Option<Word<WhyNot>>,
    /// The release's month minus the same month a year before.
    on_year: Option<Number>,
    /// The same in percent of the earlier count; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Number"))]
    on_year_percent: Option<Number>,
    /// Why there is no difference.
    on_year_status: Option<Word<WhyNot>>,
    /// The release's month minus the measure's fixed month of comparison; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<Number>"))]
    on_baseline: Option<Option<Number>>,
    /// The same in percent of the earlier count; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Number"))]
    on_baseline_percent: Option<Number>,
    /// Why there is no difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<Word<WhyNot>>"))]
    on_baseline_status: Option<Option<Word<WhyNot>>>,
}

impl<'a> ChangeRecord<'a> {
    /// `None` when the figure can be compared with none of the months.
    fn new(cell: &Cell<'a>, figure: &KeyFigure) -> Option<Self> {
        let (on_month, on_month_percent, on_month_status) = parts(&figure.on_month);
        let (on_year, on_year_percent, on_year_status) = parts(&figure.on_year);
        let baseline = figure.on_baseline.as_ref().map(parts);
        let comparable = on_month.is_some() || on_year.is_some() || baseline.is_some_and(|(by, ..)| by.is_some());
        comparable.then_some(Self {
            akasse: cell.akasse,
            area: cell.area,
            on_month,
            on_month_percent,
            on_month_status,
            on_year,
            on_year_percent,
            on_year_status,
            on_baseline: baseline.map(|(by, ..)| by),
            on_baseline_percent: baseline.and_then(|(_, percent, _)| percent),
            on_baseline_status: baseline.map(|(.., why)| why),
        })
    }
}

/// The difference, the same in percent of a count, and why there is none.
fn parts(change: &Change) -> (Option<Number>, Option<Number>, Option<Word<WhyNot>>) {
    match change {
        Change::By { difference, percent } => (Some(number(difference)), percent.as_ref().map(number), None),
        Change::NotComparable(why) => (None, None, Some(Word::of(why))),
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "summary"))]
pub(super) struct SummaryRecord<'a> {
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// How the months became one figure.
    rule: Word<Rule>,
    /// The first month.
    from: Month,
    /// The last month.
    to: Month,
    /// How many months have a value.
    months: u16,
    /// Recomputed, in the measure's unit, up to six decimals.
    value: Number,
    /// Counts behind it, for a ratio of sums.
    numerator: Option<u64>,
    /// Counts behind it, for a ratio of sums.
    denominator: Option<u64>,
    /// What the sender published; null when nothing.
    published: Option<Number>,
    /// How the published number stands to the recomputed one.
    reconciles: Option<Word<Reconciliation>>,
    /// The true value is at least this; null when it is exact.
    low: Option<Number>,
    /// The true value is below this; null when it is exact.
    high: Option<Number>,
    /// For a mean of months that all have counts: their ratio of sums. Absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Number"))]
    pooled: Option<Number>,
    /// For a mean over several runs of months that count: the mean of each. Absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BlockRecord>,
}

/// The mean of one run of months that count.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "block"))]
struct BlockRecord {
    /// The first month.
    from: Month,
    /// The last month.
    to: Month,
    /// How many months have a value.
    #[cfg_attr(test, schemars(range(min = 1)))]
    months: u16,
    /// Their mean, in the measure's unit.
    value: Number,
}

impl BlockRecord {
    fn new(block: &Block) -> Self {
        let (from, to) = (Month(block.from), Month(block.to));
        Self { from, to, months: block.months, value: number(&block.value) }
    }
}

/// Where a share of the reference month lies with 95 percent certainty.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "interval"))]
pub(super) struct IntervalRecord<'a> {
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// Lower bound in percent, rounded downward.
    low: Number,
    /// Upper bound in percent, rounded upward.
    high: Number,
}

impl<'a> SummaryRecord<'a> {
    fn new(cell: &Cell<'a>, summary: &Summary) -> Self {
        let interval = summary.interval.as_ref().map(bounds);
        Self {
            akasse: cell.akasse,
            area: cell.area,
            rule: Word::of(&summary.rule),
            from: Month(summary.from),
            to: Month(summary.to),
            months: summary.months,
            value: number(&summary.value),
            numerator: summary.counts.map(|(numerator, _)| numerator),
            denominator: summary.counts.map(|(_, denominator)| denominator),
            published: summary.published.map(Number),
            reconciles: summary.reconciles.as_ref().map(Word::of),
            low: interval.map(|(low, _)| Number(low)),
            high: interval.map(|(_, high)| Number(high)),
            pooled: summary.pooled.as_ref().map(number),
            blocks: summary.blocks.iter().map(BlockRecord::new).collect(),
        }
    }
}
