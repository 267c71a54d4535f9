//! Totals over funds and over areas, by the measure's rules.

use std::collections::BTreeMap;

use crate::model::figure::Figure;
use crate::model::measure::Rule;
use crate::model::{Amount, AreaKey, CellKey, Flags, Grid, Measure, Missing, Period, Publication};

/// The cells together with every total that the measure's rules give.
///
/// A total stands at `akasse: None` (all funds) and at each larger area that holds delivered areas in that month. It
/// is never made of other totals. Parts that are missing make it [`Missing::Incomplete`]; parts to which the measure
/// does not apply add nothing. A ratio of percentages whose counts were not delivered has no total at all.
pub(super) fn with_totals(
    cells: &Grid<Figure>,
    measure: &Measure,
    period: Period,
    publication: &Publication,
) -> Grid<Figure> {
    let ancestors = ancestors_of(cells, period, publication);
    let over_akasser = measure.by_akasse && measure.over_akasser != Rule::None;
    let mut sums: BTreeMap<CellKey, Sum> = BTreeMap::new();
    for (key, figure) in cells.iter().filter(|(key, _)| is_base(*key, measure, publication)) {
        let in_all_akasser = over_akasser && insured(key, publication);
        if in_all_akasser {
            add(&mut sums, CellKey { akasse: None, ..key }, figure, measure.over_akasser);
        }
        let Some(area) = key.area.filter(|_| measure.over_areas != Rule::None) else { continue };
        for larger in ancestors.get(&area).into_iter().flatten() {
            let key = CellKey { area: Some(*larger), ..key };
            add(&mut sums, key, figure, measure.over_areas);
            if in_all_akasser {
                add(&mut sums, CellKey { akasse: None, ..key }, figure, measure.over_areas);
            }
        }
    }
    let totals = sums.into_iter().filter_map(|(key, sum)| sum.figure().map(|figure| (key, figure)));
    let delivered = cells.iter().map(|(key, figure)| (key, *figure));
    // A delivered cell wins over a computed total of the same key, so it is put in last.
    Grid::from_cells(totals.chain(delivered).collect())
}

/// The total of delivered cells over every area of a table, for one fund or for all; `None` when the measure's rules
/// give none.
pub(super) fn over_table(
    cells: &Grid<Figure>,
    key: CellKey,
    measure: &Measure,
    publication: &Publication,
) -> Option<Figure> {
    if measure.over_areas == Rule::None
        || (key.akasse.is_none() && measure.by_akasse && measure.over_akasser == Rule::None)
    {
        return None;
    }
    let mut sum = Sum::new(measure.over_areas);
    let base = cells.iter().filter(|(cell, _)| is_base(*cell, measure, publication));
    for (cell, figure) in base.filter(|(cell, _)| key.akasse.is_none() || cell.akasse == key.akasse) {
        if key.akasse.is_some() || insured(cell, publication) {
            sum.add(figure);
        }
    }
    sum.figure()
}

/// Whether a cell is one that totals are made of: of the measure's own kind of area, and of a single fund when the
/// measure comes by fund.
pub(super) fn is_base(key: CellKey, measure: &Measure, publication: &Publication) -> bool {
    let kind = key.area.map(|area| publication.area(area).kind);
    let of_base_area = measure.over_areas == Rule::None || kind == measure.areas.first().copied();
    let of_one_akasse = !measure.by_akasse || measure.over_akasser == Rule::None || key.akasse.is_some();
    of_base_area && of_one_akasse
}

fn ancestors_of(cells: &Grid<Figure>, period: Period, publication: &Publication) -> BTreeMap<AreaKey, Vec<AreaKey>> {
    cells.areas().iter().flatten().map(|area| (*area, publication.ancestors(*area, period))).collect()
}

/// The pseudo-fund of people without insurance has its own line and no part in "all funds".
fn insured(key: CellKey, publication: &Publication) -> bool {
    key.akasse.is_none_or(|akasse| publication.akasse(akasse).insured)
}

fn add(sums: &mut BTreeMap<CellKey, Sum>, key: CellKey, figure: &Figure, rule: Rule) {
    sums.entry(key).or_insert_with(|| Sum::new(rule)).add(figure);
}

/// A total in the making.
pub(super) struct Sum {
    rule: Rule,
    numerator: u64,
    denominator: u64,
    missing: u32,
    known: u32,
    without_counts: bool,
    flags: Flags,
}

impl Sum {
    /// A total of nothing yet.
    pub(super) fn new(rule: Rule) -> Self {
        let flags = Flags::default();
        Self { rule, numerator: 0, denominator: 0, missing: 0, known: 0, without_counts: false, flags }
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
            Amount::Signed(_) | Amount::Change { .. } | Amount::Rounded(_) => self.without_counts = true,
            Amount::Missing(reason) if reason.counts_as_nothing() => {}
            Amount::Missing(_) => self.missing += 1,
        }
        self.flags = self.flags.with(figure.flags);
    }

    /// The total, when the parts give one.
    pub(super) fn figure(self) -> Option<Figure> {
        if self.without_counts {
            return None;
        }
        let amount = match (self.missing, self.known, self.rule) {
            (0, 0, _) => Amount::Missing(Missing::NotApplicable),
            (0, _, Rule::Sum) => Amount::Count(self.numerator),
            (0, _, Rule::RatioOfSums) => Amount::share(self.numerator, self.denominator),
            (0, ..) => return None,
            (missing, ..) => Amount::Missing(Missing::Incomplete(missing)),
        };
        Some(Figure { amount, flags: self.flags, computed: true })
    }
}
