//! Figures of funds over months, computed as an archive's would be, with the funds and events of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::DateTime;
use noegletal::compute::history::{Addition, absorb};
use noegletal::compute::{edition, release_figures};
use noegletal::config;
use noegletal::diagnostic::{Place, Report};
use noegletal::model::catalogue::History;
use noegletal::model::delivery::{Delivery, Observation, Table};
use noegletal::model::edition::Edition;
use noegletal::model::figure::{Months, ShownFigures};
use noegletal::model::measure::{MeasureKind, Rule, Unit};
use noegletal::model::release::{Release, ReleaseClass, ReleaseStatus};
use noegletal::model::target::{JudgedOn, TargetStatus};
use noegletal::model::{
    Amount, CellKey, Decimal, Flags, Grid, Measure, MeasureKey, Period, Publication, ReleaseId, Target,
};
use noegletal::source::Disk;

pub(crate) fn month(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// The repository's funds and their events, with one measure: a count by fund.
pub(crate) fn counts() -> Publication {
    let mut publication = config::load(&Disk::new(".")).0.unwrap();
    let key = publication.measure_by_id("arbejdskraftreserve").unwrap();
    let measure = publication.measure(key).clone();
    publication.targets.clear();
    publication.watch_rules.clear();
    publication.pairs.clear();
    publication.measures = vec![Measure {
        areas: Vec::new(),
        over_areas: Rule::None,
        compared_with: None,
        plausibility: Default::default(),
        ..measure
    }];
    publication
}

/// A target in force at all times, on no change of the measure.
pub(crate) fn target() -> Target {
    let mut targets = config::load(&Disk::new(".")).0.unwrap().targets.into_iter();
    let any = targets.find(|target| target.measure.is_some() && !target.consequence).unwrap();
    Target {
        measure: Some(MeasureKey(0)),
        status: TargetStatus::InForce,
        value: Some(Decimal { scaled: 0, decimals: 0 }),
        areas: Vec::new(),
        from: None,
        to: None,
        judged_on: JudgedOn::Month,
        ..any
    }
}

/// The same with a share.
pub(crate) fn shares() -> Publication {
    let mut publication = counts();
    let measure = &mut publication.measures[0];
    (measure.kind, measure.unit, measure.decimals) = (MeasureKind::Share, Unit::Percent, 1);
    (measure.over_months, measure.over_akasser) = (Rule::RatioOfSums, Rule::RatioOfSums);
    publication
}

pub(crate) fn fund(publication: &Publication, id: &str) -> CellKey {
    CellKey { area: None, akasse: Some(publication.akasse_by_id(id).unwrap()) }
}

/// An archive as it grows, one month a release.
pub(crate) struct Archive {
    pub(crate) publication: Publication,
    pub(crate) known: Months,
    pub(crate) history: History,
    pub(crate) edition: Option<Edition>,
    pub(crate) report: Report,
}

impl Archive {
    pub(crate) fn new(publication: Publication) -> Self {
        Self {
            publication,
            known: Months::new(),
            history: History::default(),
            edition: None,
            report: Report::default(),
        }
    }

    /// Publishes a month's cells; protection hides nothing.
    pub(crate) fn publish(&mut self, period: Period, cells: Vec<(CellKey, Amount)>) {
        let observe = |(at, (key, amount)): (usize, (CellKey, Amount))| {
            let place = Place::at(&"tal.csv".into(), u32::try_from(at).unwrap() + 2, 1);
            (key, Observation { amount, flags: Flags::default(), place })
        };
        let cells = Grid::from_cells(cells.into_iter().enumerate().map(observe).collect());
        let delivery = Delivery {
            release: release(period),
            tables: BTreeMap::from([((MeasureKey(0), period), Table { cells, notes: BTreeMap::new() })]),
            totals: Vec::new(),
        };
        let (figures, report) = release_figures(&delivery, &self.known, &self.publication);
        self.report.append(report);
        for month in &figures.months {
            self.known.insert((month.measure, month.period), Arc::clone(month));
        }
        let addition = Addition {
            release: delivery.release.clone(),
            months: figures.months.clone(),
            summaries: figures.summaries.clone(),
        };
        let history = std::mem::take(&mut self.history);
        self.history = absorb(history, &addition, &BTreeSet::new(), &self.publication);
        let shown = ShownFigures {
            release: delivery.release,
            delivered: figures.months,
            known: self.known.values().cloned().collect(),
            summaries: figures.summaries,
            method_changes: self.history.method_changes.clone(),
        };
        self.edition = Some(edition(shown, &self.publication));
    }

    /// Publishes counts of funds by their ids.
    pub(crate) fn publish_counts(&mut self, period: &str, cells: &[(&str, u64)]) {
        let cells = cells.iter().map(|(id, count)| (fund(&self.publication, id), Amount::Count(*count))).collect();
        self.publish(month(period), cells);
    }
}

fn release(period: Period) -> Release {
    Release {
        id: ReleaseId { period, version: 1 },
        published: DateTime::parse_from_rfc3339("2021-12-15T08:00:00+01:00").unwrap(),
        status: ReleaseStatus::Final,
        class: ReleaseClass::First,
        reason: String::new(),
        synthetic: true,
        note: None,
        expected: Vec::new(),
        documents: Vec::new(),
    }
}
