//! An edition made ready to be drawn: every cell formatted once, every judgement found by its cell.

use std::collections::BTreeMap;

use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Edition, MeasureEdition, Verdict};
use crate::model::figure::{Figure, Summary};
use crate::model::revision::MethodChange;
use crate::model::target::JudgedOn;
use crate::model::{AkasseKey, AreaKey, CellKey, Grid, Measure, MeasureKey, Period};
use crate::render::address;
use crate::render::cell::Cell;
use crate::render::judged;
use crate::render::press::Press;
use crate::render::words;
use crate::text::messages::Messages;

/// An edition with everything its pages look up.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The tools.
    pub(crate) press: &'a Press<'a>,
    /// The edition.
    pub(crate) edition: &'a Edition,
    /// The folder of its pages.
    pub(crate) folder: String,
    /// Its measures, by key.
    pub(crate) measures: Vec<PreparedMeasure<'a>>,
    /// Funds that have a page in it: those with figures, in order of name.
    pub(crate) akasse_pages: Vec<AkasseKey>,
    /// Areas that have a page in it: those with figures, largest kinds first and then in order of name.
    pub(crate) area_pages: Vec<AreaKey>,
}

/// A measure of the edition with its cells.
#[derive(Debug)]
pub(crate) struct PreparedMeasure<'a> {
    /// Its key.
    pub(crate) key: MeasureKey,
    /// The words of the pages.
    pub(crate) say: &'a Messages,
    /// What it is.
    pub(crate) measure: &'a Measure,
    /// Its figures.
    pub(crate) figures: &'a MeasureEdition,
    /// The reference month, formatted.
    pub(crate) cells: Grid<Shown>,
    /// Judgements in force, by cell, in the register's order.
    pub(crate) assessed: BTreeMap<CellKey, Vec<&'a Assessment>>,
    /// Figures over months, by cell.
    pub(crate) summaries: BTreeMap<CellKey, &'a Summary>,
    /// Decimals of figures over months and of what is judged on them.
    pub(crate) decimals: u8,
    /// The area that stands for the whole: no area where the measure has none, else the largest one that is there
    /// with all its parts; `None` when nothing stands for the whole.
    pub(crate) whole: Option<Option<AreaKey>>,
}

/// A figure of the reference month, formatted.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The value.
    pub(crate) value: Cell,
    /// The change since the month before.
    pub(crate) on_month: Cell,
    /// The change since the same month a year before.
    pub(crate) on_year: Cell,
    /// The change since the measure's fixed month; `None` when it has none.
    pub(crate) on_baseline: Option<Cell>,
}

impl<'a> Prepared<'a> {
    /// Prepares an edition.
    pub(crate) fn new(press: &'a Press<'a>, edition: &'a Edition) -> Self {
        let measures: Vec<PreparedMeasure<'_>> =
            edition.measures.iter().map(|figures| PreparedMeasure::new(press, edition, figures)).collect();
        let mut funds: Vec<Option<AkasseKey>> =
            measures.iter().flat_map(|measure| measure.keys().map(|key| key.akasse)).collect();
        press.order.sort_akasser(&mut funds);
        funds.dedup();
        let mut areas: Vec<Option<AreaKey>> =
            measures.iter().flat_map(|measure| measure.keys().map(|key| key.area)).collect();
        press.order.sort_areas(&mut areas);
        areas.dedup();
        Self {
            press,
            edition,
            folder: address::edition(edition.release.id),
            measures,
            akasse_pages: funds.into_iter().flatten().collect(),
            area_pages: areas.into_iter().flatten().collect(),
        }
    }

    /// The reference month.
    pub(crate) fn period(&self) -> Period {
        self.edition.release.id.period
    }

    /// The prepared measure of a key.
    pub(crate) fn measure(&self, key: MeasureKey) -> Option<&PreparedMeasure<'a>> {
        self.measures.iter().find(|measure| measure.key == key)
    }

    /// Decimals for what a target judges.
    pub(crate) fn judged_decimals(&self, key: TargetKey) -> u8 {
        let target = self.press.site.publication.target(key);
        let Some(prepared) = target.measure.and_then(|measure| self.measure(measure)) else { return 0 };
        if target.judged_on == JudgedOn::Summary {
            return prepared.decimals;
        }
        let judged = prepared.assessed.values().flatten().filter(|assessment| assessment.target == key);
        let values = judged.filter_map(|assessment| Some((assessment.value.as_ref()?, target.value)));
        judged::decimals(prepared.measure, 0, values)
    }
}

impl<'a> PreparedMeasure<'a> {
    /// The measure with its changes of method, as far as this edition knows of them.
    pub(crate) fn with_methods(&self) -> (&'a Measure, &'a [MethodChange]) {
        (self.measure, &self.figures.method_changes)
    }

    fn new(press: &Press<'a>, edition: &'a Edition, figures: &'a MeasureEdition) -> Self {
        let say = press.say;
        let publication = press.site.publication;
        let measure = publication.measure(figures.measure);
        let cells = figures.current.map(|_, current| Shown {
            value: Cell::of_figure(say, &current.figure, measure),
            on_month: Cell::of_change(say, &current.on_month, measure),
            on_year: Cell::of_change(say, &current.on_year, measure),
            on_baseline: current.on_baseline.as_ref().map(|change| Cell::of_change(say, change, measure)),
        });
        let mut assessed: BTreeMap<CellKey, Vec<&Assessment>> = BTreeMap::new();
        for assessment in &edition.assessments {
            let of_measure = publication.target(assessment.target).measure == Some(figures.measure);
            if of_measure && assessment.verdict != Verdict::NotInForce {
                assessed.entry(assessment.key).or_default().push(assessment);
            }
        }
        let summaries: BTreeMap<CellKey, &Summary> =
            figures.summaries.iter().map(|summary| (summary.key, summary)).collect();
        let limit = |key: &CellKey| {
            assessed.get(key).and_then(|all| {
                all.iter().map(|one| publication.target(one.target)).find(|target| {
                    target.judged_on == JudgedOn::Summary && judged::unit(target, measure) == measure.unit
                })
            })
        };
        let values =
            summaries.iter().map(|(key, summary)| (&summary.value, limit(key).and_then(|target| target.value)));
        let decimals = judged::decimals(measure, judged::extra_decimals(measure.over_months), values);
        let whole = figures.whole.area();
        Self { key: figures.measure, say, measure, figures, cells, assessed, summaries, decimals, whole }
    }

    /// A name with the area that stands for the whole, when that is not the country.
    pub(crate) fn named(&self, name: &str, press: &Press<'_>) -> String {
        words::in_area(name, self.whole.flatten(), press.site.publication)
    }

    /// Every cell with a figure of the month or over months.
    pub(crate) fn keys(&self) -> impl Iterator<Item = CellKey> {
        self.cells.iter().map(|(key, _)| key).chain(self.summaries.keys().copied())
    }

    /// Whether there is a figure of the month or over months in a cell.
    pub(crate) fn has(&self, key: CellKey) -> bool {
        self.cells.get(key).is_some() || self.summaries.contains_key(&key)
    }

    /// Every area of the month's table, and of those over months.
    fn areas(&self) -> Vec<Option<AreaKey>> {
        let mut areas = self.cells.areas().to_vec();
        areas.extend(self.summaries.keys().map(|key| key.area));
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// The cells of an area in order of name, all funds together last.
    pub(crate) fn of_area(&self, press: &Press<'_>, area: Option<AreaKey>) -> Vec<CellKey> {
        let mut funds = self.cells.akasser().to_vec();
        funds.extend(self.summaries.keys().map(|key| key.akasse));
        funds.sort_unstable();
        funds.dedup();
        funds.retain(|akasse| self.has(CellKey { area, akasse: *akasse }));
        press.order.sort_akasser(&mut funds);
        funds.into_iter().map(|akasse| CellKey { area, akasse }).collect()
    }

    /// The cells of a fund in order of area, largest kinds first.
    pub(crate) fn of_akasse(&self, press: &Press<'_>, akasse: Option<AkasseKey>) -> Vec<CellKey> {
        let mut areas = self.areas();
        areas.retain(|area| self.has(CellKey { area: *area, akasse }));
        press.order.sort_areas(&mut areas);
        areas.into_iter().map(|area| CellKey { area, akasse }).collect()
    }

    /// The rows that stand for the month as a whole: funds, or areas when there are no funds.
    pub(crate) fn main_rows(&self, press: &Press<'_>) -> Vec<CellKey> {
        if self.measure.by_akasse {
            return self.whole.map(|area| self.of_area(press, area)).unwrap_or_default();
        }
        self.of_akasse(press, None)
    }

    /// The judgement shown beside a cell: the first in force with a number, else the first.
    pub(crate) fn assessment(&self, key: CellKey) -> Option<&'a Assessment> {
        let all = self.assessed.get(&key)?;
        all.iter().find(|one| one.verdict != Verdict::NoNumericTarget).or(all.first()).copied()
    }

    /// A month's figure in a cell.
    pub(crate) fn figure(&self, key: CellKey, period: Period) -> Option<&'a Figure> {
        self.figures.history.get(&period).and_then(|month| month.figures.get(key))
    }

    /// The value over months, formatted.
    pub(crate) fn summary_number(&self, key: CellKey) -> Cell {
        let say = self.say;
        let summary = self.summaries.get(&key);
        summary.map_or_else(Cell::absent, |summary| Cell::number(say.number(summary.value.round(self.decimals))))
    }

    /// The result that the sender published.
    pub(crate) fn published_cell(&self, key: CellKey) -> Cell {
        let say = self.say;
        let published = self.summaries.get(&key).and_then(|summary| summary.published);
        published.map_or_else(Cell::absent, |value| Cell::number(say.number(value)))
    }

    /// The value over months, formatted, with what its sender published below it when the two differ.
    pub(crate) fn summary_cell(&self, key: CellKey) -> Cell {
        let say = self.say;
        let Some(summary) = self.summaries.get(&key) else { return Cell::absent() };
        let value = say.number(summary.value.round(self.decimals));
        match (&summary.interval, differs(summary)) {
            (Some(interval), true) => Cell::Remarked(value, judged::between(say, interval, self.decimals)),
            _ => Cell::number(value),
        }
    }
}

/// Whether the sender published a number that is not ours, rounded.
pub(crate) fn differs(summary: &Summary) -> bool {
    summary.reconciles == Some(crate::model::figure::Reconciliation::WithinRounding)
}
