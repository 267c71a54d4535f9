//! The codes of a cube's dimensions, and where in it a figure lies.

use std::collections::BTreeSet;

use crate::export::table::{Row, Table};
use crate::model::measure::MeasureKind;
use crate::model::{AkasseKey, AreaKey, Decimal, Missing};

/// One of the figures that a cell has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    Value,
    Numerator,
    Denominator,
    Low,
    High,
}

impl Metric {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Low => "low",
            Self::High => "high",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Value => "Værdi",
            Self::Numerator => "Tæller",
            Self::Denominator => "Nævner",
            Self::Low => "Mindst",
            Self::High => "Højst",
        }
    }

    pub(super) fn of(self, row: &Row<'_>) -> Option<Decimal> {
        let whole = |count: u64| Decimal { scaled: count.into(), decimals: 0 };
        match self {
            Self::Value => row.value,
            Self::Numerator => row.counts.map(|(numerator, _)| whole(numerator)),
            Self::Denominator => row.counts.map(|(_, denominator)| whole(denominator)),
            Self::Low => row.bound().map(|(low, _)| low),
            Self::High => row.bound().map(|(_, high)| high),
        }
    }

    /// The words of the metric's cell: those of the value; of counts that are missing with it, the reason alone.
    pub(super) fn words(self, row: &Row<'_>) -> impl Iterator<Item = &'static str> {
        let reason = row.status.figure.amount.missing().filter(|_| self != Self::Value).map(Missing::word);
        let words = (self == Self::Value).then(|| row.status.words());
        let of_counts = matches!(self, Self::Numerator | Self::Denominator);
        words.into_iter().flatten().chain(reason.filter(|_| of_counts))
    }
}

/// The codes of a cube's dimensions; a dimension that the measure does not have is empty.
pub(super) struct Axes {
    pub(super) areas: Vec<Option<AreaKey>>,
    pub(super) akasser: Vec<Option<AkasseKey>>,
    pub(super) metrics: Vec<Metric>,
}

impl Axes {
    pub(super) fn of(table: &Table<'_>) -> Self {
        let areas: BTreeSet<_> = table.rows.iter().map(|row| row.key.area).collect();
        let akasser: BTreeSet<_> = table.rows.iter().map(|row| row.key.akasse).collect();
        let mut metrics = vec![Metric::Value];
        if table.measure.kind == MeasureKind::Share && table.measure.derived.is_none() {
            metrics.extend([Metric::Numerator, Metric::Denominator]);
        }
        if table.rows.iter().any(|row| row.bound().is_some()) {
            metrics.extend([Metric::Low, Metric::High]);
        }
        // Where nothing is broken down, there is nothing to choose from.
        let areas = if areas.iter().any(Option::is_some) { areas.into_iter().collect() } else { Vec::new() };
        let akasser = if akasser.iter().any(Option::is_some) { akasser.into_iter().collect() } else { Vec::new() };
        Self { areas, akasser, metrics }
    }

    /// How many cells stand between two months, two areas and two funds.
    pub(super) fn steps(&self) -> [usize; 3] {
        let of_akasse = self.metrics.len();
        let of_area = of_akasse * self.akasser.len().max(1);
        [of_area * self.areas.len().max(1), of_area, of_akasse]
    }

    pub(super) fn place(&self, row: &Row<'_>) -> usize {
        let [of_period, of_area, of_akasse] = self.steps();
        let area = self.areas.binary_search(&row.key.area).unwrap_or(0);
        let akasse = self.akasser.binary_search(&row.key.akasse).unwrap_or(0);
        row.period * of_period + area * of_area + akasse * of_akasse
    }
}
