//! One measure of an edition as rows and records: made once, then put together into every file that shows them.

use serde::Serialize;

use super::Context;
use super::judgement::AssessmentRecord;
use super::lines::Lines;
use super::number::{Number, bound_ends, bounds, number, shown};
use crate::model::edition::{Change, KeyFigure, MeasureEdition, WhyNot};
use crate::model::figure::{Block, Figure, Reconciliation, Summary};
use crate::model::measure::{Rule, word};
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

/// One measure of an edition.
pub(super) struct Table<'a> {
    pub(super) measure: &'a Measure,
    /// Codes of the months, ascending.
    pub(super) periods: Vec<String>,
    /// Figures by month, area and fund.
    pub(super) rows: Vec<Row<'a>>,
    pub(super) observations: Lines,
    pub(super) notes: Lines,
    pub(super) changes: Lines,
    pub(super) summaries: Lines,
    pub(super) assessments: Lines,
    pub(super) intervals: Lines,
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
            let period = table.periods[row.period].as_str();
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
struct Observation<'a> {
    period: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    value: Option<Number>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    status: Status,
    /// Both ends of the coarser answer in place of a share that is held back; most figures have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Number>,
}

impl<'a> Observation<'a> {
    fn new(period: &'a str, cell: &Cell<'a>, row: &Row<'_>) -> Self {
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
struct Note<'a> {
    period: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    text: &'a str,
}

/// A measure without a fixed month has no keys about it, and what is no count none in percent: there are many records.
#[derive(Serialize)]
struct ChangeRecord<'a> {
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    on_month: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_month_percent: Option<Number>,
    on_month_status: Option<&'static str>,
    on_year: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_year_percent: Option<Number>,
    on_year_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_baseline: Option<Option<Number>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_baseline_percent: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_baseline_status: Option<Option<&'static str>>,
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
fn parts(change: &Change) -> (Option<Number>, Option<Number>, Option<&'static str>) {
    match change {
        Change::By { difference, percent } => (Some(number(difference)), percent.as_ref().map(number), None),
        Change::NotComparable(why) => (
            None,
            None,
            Some(match why {
                WhyNot::NoValueNow => "no_value_now",
                WhyNot::NoValueBefore => "no_value_before",
                WhyNot::ExcludedBefore => "excluded_before",
                WhyNot::Break => "break",
                WhyNot::FundsChanged => "funds_changed",
            }),
        ),
    }
}

#[derive(Serialize)]
struct SummaryRecord<'a> {
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    rule: &'static str,
    from: String,
    to: String,
    months: u16,
    value: Number,
    numerator: Option<u64>,
    denominator: Option<u64>,
    published: Option<Number>,
    reconciles: Option<&'static str>,
    low: Option<Number>,
    high: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pooled: Option<Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BlockRecord>,
}

/// The mean of one run of months that count.
#[derive(Serialize)]
struct BlockRecord {
    from: String,
    to: String,
    months: u16,
    value: Number,
}

impl BlockRecord {
    fn new(block: &Block) -> Self {
        let (from, to) = (block.from.code(), block.to.code());
        Self { from, to, months: block.months, value: number(&block.value) }
    }
}

/// Where a share of the reference month lies with 95 percent certainty.
#[derive(Serialize)]
struct IntervalRecord<'a> {
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    low: Number,
    high: Number,
}

impl<'a> SummaryRecord<'a> {
    fn new(cell: &Cell<'a>, summary: &Summary) -> Self {
        let interval = summary.interval.as_ref().map(bounds);
        Self {
            akasse: cell.akasse,
            area: cell.area,
            rule: word(&Rule::ALL, &summary.rule),
            from: summary.from.code(),
            to: summary.to.code(),
            months: summary.months,
            value: number(&summary.value),
            numerator: summary.counts.map(|(numerator, _)| numerator),
            denominator: summary.counts.map(|(_, denominator)| denominator),
            published: summary.published.map(Number),
            reconciles: summary.reconciles.as_ref().map(|how| word(&Reconciliation::ALL, how)),
            low: interval.map(|(low, _)| Number(low)),
            high: interval.map(|(_, high)| Number(high)),
            pooled: summary.pooled.as_ref().map(number),
            blocks: summary.blocks.iter().map(BlockRecord::new).collect(),
        }
    }
}
