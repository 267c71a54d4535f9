//! Totals over funds and over areas, by the measure's rules.

use super::coverage::Coverage;
use crate::model::figure::{Figure, MonthFigures};
use crate::model::measure::Rule;
use crate::model::{Amount, CellKey, Flags, Grid, Measure, Missing, Period, Publication};

/// The cells together with every total that the measure's rules give.
///
/// A total stands at `akasse: None` (all funds) and at each larger area that holds delivered areas in that month. It
/// is never made of other totals, and counts no one twice: a cell whose persons are in a delivered cell of a larger
/// area is passed over. Cells that are missing, and units of a larger area of which nothing was delivered
/// ([`Coverage`]), make it [`Missing::Incomplete`]; parts to which the measure does not apply add nothing, and so do
/// funds without any row in a delivered area: they have nobody there. A ratio of percentages whose counts were not
/// delivered has no total at all.
pub(super) fn with_totals(
    cells: &Grid<Figure>,
    measure: &Measure,
    period: Period,
    publication: &Publication,
) -> Grid<Figure> {
    let coverage = Coverage::of(cells, measure, period, publication);
    let over_akasser = measure.by_akasse && measure.over_akasser != Rule::None;
    let larger = cells.areas().iter().flatten().flat_map(|area| coverage.larger_than(*area));
    let areas = cells.areas().iter().copied().chain(larger.map(|area| Some(*area))).collect();
    let mut sums = Grid::shaped(areas, cells.akasser().iter().copied().chain([None]).collect());
    for (key, figure) in cells.iter() {
        let in_all_akasser = over_akasser && insured(key, publication);
        if in_all_akasser {
            add(&mut sums, CellKey { akasse: None, ..key }, figure, measure.over_akasser);
        }
        let Some(area) = key.area.filter(|_| !coverage.is_within_delivered(key, cells)) else { continue };
        for larger in coverage.larger_than(area) {
            let key = CellKey { area: Some(*larger), ..key };
            add(&mut sums, key, figure, measure.over_areas);
            if in_all_akasser {
                add(&mut sums, CellKey { akasse: None, ..key }, figure, measure.over_areas);
            }
        }
    }
    let total = |(key, sum): (CellKey, Sum)| Some((key, sum.figure(coverage.missing_in(key.area))?));
    let totals = sums.into_cells().filter_map(total);
    let delivered = cells.iter().map(|(key, figure)| (key, *figure));
    // A delivered cell wins over a computed total of the same key, so it is put in last.
    Grid::from_cells(totals.chain(delivered).collect())
}

/// The total of delivered cells over every area of a table, for one fund or for all; `None` when the measure's rules
/// give none.
pub(super) fn over_table(month: &MonthFigures, key: CellKey, publication: &Publication) -> Option<Figure> {
    let (cells, measure) = (&month.figures, publication.measure(month.measure));
    if measure.over_areas == Rule::None
        || (key.akasse.is_none() && measure.by_akasse && measure.over_akasser == Rule::None)
    {
        return None;
    }
    let coverage = Coverage::of(cells, measure, month.period, publication);
    let mut sum = Sum::new(measure.over_areas);
    let base = cells.iter().filter(|(key, figure)| !figure.computed && !coverage.is_within_delivered(*key, cells));
    for (cell, figure) in base.filter(|(cell, _)| key.akasse.is_none() || cell.akasse == key.akasse) {
        if key.akasse.is_some() || insured(cell, publication) {
            sum.add(figure);
        }
    }
    sum.figure(0)
}

/// The sum of figures that make up one: by the measure's rule over areas, as [`with_totals`] would; `None` when the
/// rule gives none.
pub(super) fn of_parts<'f>(parts: impl Iterator<Item = &'f Figure>, measure: &Measure) -> Option<Figure> {
    let mut sum = Sum::new(measure.over_areas);
    parts.for_each(|part| sum.add(part));
    sum.figure(0)
}

/// The pseudo-fund of people without insurance has its own line and no part in "all funds".
fn insured(key: CellKey, publication: &Publication) -> bool {
    key.akasse.is_none_or(|akasse| publication.akasse(akasse).insured)
}

fn add(sums: &mut Grid<Sum>, key: CellKey, figure: &Figure, rule: Rule) {
    if let Some(sum) = sums.get_or_insert_with(key, || Sum::new(rule)) {
        sum.add(figure);
    }
}

/// A total in the making.
pub(super) struct Sum {
    rule: Rule,
    numerator: u64,
    denominator: u64,
    /// Differences can be below zero, so they are summed apart; `None` = no difference has come.
    difference: Option<i64>,
    missing: u32,
    known: u32,
    without_counts: bool,
    flags: Flags,
}

impl Sum {
    /// A total of nothing yet.
    pub(super) fn new(rule: Rule) -> Self {
        let flags = Flags::default();
        let (numerator, denominator, difference) = (0, 0, None);
        Self { rule, numerator, denominator, difference, missing: 0, known: 0, without_counts: false, flags }
    }

    /// Adds a part.
    pub(super) fn add(&mut self, figure: &Figure) {
        match figure.amount {
            Amount::Count(count) => {
                self.numerator = self.numerator.saturating_add(count);
                self.known += 1;
            }
            Amount::Share { numerator, denominator } => {
                self.numerator = self.numerator.saturating_add(numerator);
                self.denominator = self.denominator.saturating_add(denominator);
                self.known += 1;
            }
            Amount::Signed(difference) => {
                self.difference = Some(self.difference.unwrap_or(0).saturating_add(difference));
                self.known += 1;
            }
            Amount::Change { .. } | Amount::Rounded(_) => self.without_counts = true,
            Amount::Missing(reason) if reason.counts_as_nothing() => {}
            Amount::Bounded(_) | Amount::Missing(_) => self.missing += 1,
        }
        self.flags = self.flags.with(figure.flags);
    }

    /// The total, `absent` more of whose parts are not there; `None` when there can be none.
    pub(super) fn figure(self, absent: u32) -> Option<Figure> {
        if self.without_counts {
            return None;
        }
        let amount = match (self.missing.saturating_add(absent), self.known, self.rule) {
            (0, 0, _) => Amount::Missing(Missing::NotApplicable),
            (0, _, Rule::Sum) => self.difference.map_or(Amount::Count(self.numerator), Amount::Signed),
            (0, _, Rule::RatioOfSums) => Amount::share(self.numerator, self.denominator),
            (0, ..) => return None,
            (missing, ..) => Amount::Missing(Missing::Incomplete(missing)),
        };
        Some(Figure { amount, flags: self.flags, computed: true })
    }
}
