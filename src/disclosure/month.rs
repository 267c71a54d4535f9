//! One month of one measure: which of its cells must be hidden.

use std::collections::BTreeMap;

use super::hierarchy::{self, Alike, Tree};
use super::limit::Limit;
use super::network::{Cell, CellId, Knowledge, Showing};
use super::protect::{Linked, Narrow};
use super::sums::{self, Row};
use crate::model::figure::{Figure, MonthFigures};
use crate::model::measure::Rule;
use crate::model::{AkasseKey, Amount, AreaKey, CellKey, Grid, Measure, Missing, Publication};

/// What is hidden of a month.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    /// Hidden cells.
    hidden: Grid<bool>,
    /// How many are hidden because they are small themselves.
    pub(super) primary: usize,
    /// How many are hidden because others could be worked out from them.
    pub(super) secondary: usize,
    /// Cells that can be worked out all the same.
    pub(super) narrow: Vec<CellKey>,
}

impl Pattern {
    /// Whether a cell is hidden.
    pub(super) fn hides(&self, key: CellKey) -> bool {
        self.hidden.get(key).copied().unwrap_or(false)
    }

    /// Counts what is hidden, and why.
    fn count(&mut self, month: &MonthFigures, limit: Limit) {
        for (_, figure) in month.figures.iter().filter(|(key, _)| self.hidden.get(*key) == Some(&true)) {
            match limit.allows(figure.amount) {
                false => self.primary += 1,
                true => self.secondary += 1,
            }
        }
    }

    /// Whether nothing is hidden.
    pub(super) fn is_empty(&self) -> bool {
        self.primary + self.secondary == 0
    }
}

/// Finds what must be hidden: small cells, and what would give them away in any sum over funds or areas.
///
/// `before` is the same month as readers have it already. What they have is not hidden; what was hidden stays hidden,
/// since with what they have of that time it could give others away.
pub(super) fn pattern(
    month: &MonthFigures,
    limit: Limit,
    before: Option<&MonthFigures>,
    publication: &Publication,
) -> Pattern {
    let Limit::Counts { minimum, zeros_are_sensitive } = limit else { return Pattern::default() };
    let measure = publication.measure(month.measure);
    let table = Table::new(month, measure, publication);
    let layers = table.layers(limit, before);
    let is_small = |(key, figure): (CellKey, &Figure)| is_hidden(key, figure.amount, limit, before);
    if !month.figures.iter().any(is_small) {
        return Pattern::default();
    }
    // Where zeros are shown, everyone knows that a hidden count is none; a hidden share may still have a part of zero.
    let floor = u64::from(!measure.is_share() && !zeros_are_sensitive);
    let networks = table.trees.iter().map(|tree| sums::network(&table.rows(tree))).collect();
    let known = Knowledge { floor, own: None };
    let mut linked = Linked::new(networks, layers, known, minimum.saturating_sub(1));
    let narrow = linked.protect();
    table.describe(&linked, &narrow, (limit, before))
}

/// The pattern of a month whose hidden cells are known from elsewhere; cells too small by themselves are hidden too.
pub(super) fn pattern_by(month: &MonthFigures, limit: Limit, hides: impl Fn(CellKey) -> bool) -> Pattern {
    let is_hidden = |key: CellKey, figure: &Figure| {
        figure.amount.missing().is_none() && (hides(key) || !limit.allows(figure.amount))
    };
    let hidden = month.figures.map(|key, figure| is_hidden(key, figure));
    let mut pattern = Pattern { hidden, ..Pattern::default() };
    pattern.count(month, limit);
    pattern
}

/// A month's table with a number for each cell; areas that are alike share theirs.
struct Table<'a> {
    month: &'a MonthFigures,
    measure: &'a Measure,
    publication: &'a Publication,
    alike: Vec<Alike>,
    trees: Vec<Tree>,
    /// The cells: one of the keys that share the number, with its figure.
    cells: Vec<(CellKey, Figure)>,
    ids: BTreeMap<(usize, Option<AkasseKey>), CellId>,
    /// Places in `alike`, by area.
    places: BTreeMap<Option<AreaKey>, usize>,
}

impl<'a> Table<'a> {
    fn new(month: &'a MonthFigures, measure: &'a Measure, publication: &'a Publication) -> Self {
        let (alike, trees) = hierarchy::trees(&month.figures, measure, month.period, publication);
        let places: BTreeMap<Option<AreaKey>, usize> =
            alike.iter().enumerate().flat_map(|(at, one)| one.areas.iter().map(move |area| (*area, at))).collect();
        let mut ids = BTreeMap::new();
        let mut cells = Vec::new();
        for (key, figure) in month.figures.iter().filter(|(_, figure)| !is_nothing(figure.amount)) {
            let Some(place) = places.get(&key.area) else { continue };
            let id: &mut CellId = ids.entry((*place, key.akasse)).or_insert_with(|| {
                cells.push((key, *figure));
                CellId::try_from(cells.len() - 1).unwrap_or(CellId::MAX)
            });
            // Of those that are alike the one with a value speaks for all.
            let speaker: &mut (CellKey, Figure) = &mut cells[*id as usize];
            if speaker.1.amount.missing().is_some() {
                *speaker = (key, *figure);
            }
        }
        Self { month, measure, publication, alike, trees, cells, ids, places }
    }

    fn id(&self, key: CellKey) -> Option<CellId> {
        self.ids.get(&(*self.places.get(&key.area)?, key.akasse)).copied()
    }

    /// The values to protect, each a list of cells: counts; of shares the parts, and what is left of the wholes. With
    /// both protected the wholes are, too: they are their sums, cell by cell and total by total.
    fn layers(&self, limit: Limit, before: Option<&MonthFigures>) -> Vec<Vec<Cell>> {
        let values: [fn(Amount) -> u64; 2] = [part, rest];
        let layers = if self.measure.is_share() { &values[..] } else { &values[..1] };
        let showing: Vec<(Showing, bool)> =
            self.cells.iter().map(|(key, figure)| showing(*key, figure.amount, limit, before)).collect();
        layers.iter().map(|value| self.layer(*value, &showing)).collect()
    }

    fn layer(&self, value: fn(Amount) -> u64, showing: &[(Showing, bool)]) -> Vec<Cell> {
        let cells = self.cells.iter().zip(showing);
        cells
            .map(|((key, figure), (showing, is_known))| {
                let cost = (!is_known).then(|| self.cost(*key, figure.amount));
                Cell { value: value(figure.amount), showing: *showing, is_sum: figure.computed, cost }
            })
            .collect()
    }

    /// What hiding a cell would lose: more for large counts, much more for totals, which more readers look at.
    fn cost(&self, key: CellKey, amount: Amount) -> u64 {
        let bits = |value: u64| u64::from(u64::BITS - value.leading_zeros());
        let size = self.places.get(&key.area).map_or(1, |place| self.alike[*place].size);
        let of_area = 1 + 2 * bits(u64::try_from(size).unwrap_or(u64::MAX).saturating_sub(1));
        let of_akasse = if key.akasse.is_none() && self.measure.by_akasse { 4 } else { 1 };
        (16 + bits(whole(amount))) * of_area * of_akasse
    }

    /// The rows of one hierarchy. Funds whose people are no part of "all funds" stand in no sum over funds.
    fn rows(&self, tree: &Tree) -> Vec<Row> {
        let over_akasser = self.measure.by_akasse && self.measure.over_akasser != Rule::None;
        let in_total = |akasse: &AkasseKey| over_akasser && self.publication.akasse(*akasse).insured;
        let funds: Vec<AkasseKey> = self.month.figures.akasser().iter().copied().flatten().collect();
        let (inside, outside): (Vec<_>, Vec<_>) = funds.into_iter().partition(in_total);
        let row = |(place, parent): &(usize, Option<usize>), of: &[AkasseKey], total: bool| Row {
            parent: *parent,
            cells: of.iter().map(|akasse| self.ids.get(&(*place, Some(*akasse))).copied()).collect(),
            total: self.ids.get(&(*place, None)).copied().filter(|_| total),
        };
        // Cells without a sum over funds are columns of a table of their own, below the first in the same list.
        let first = tree.iter().map(|one| row(one, &inside, over_akasser));
        let offset = tree.len();
        let second = tree.iter().map(|one| {
            let Row { parent, mut cells, .. } = row(one, &outside, false);
            cells.push(self.ids.get(&(one.0, None)).copied().filter(|_| !over_akasser));
            Row { parent: parent.map(|parent| parent + offset), cells, total: None }
        });
        first.chain(second).collect()
    }

    fn describe(&self, linked: &Linked, narrow: &[Narrow], (limit, before): (Limit, Option<&MonthFigures>)) -> Pattern {
        let layer = &linked.layers[0];
        let covers = |id: CellId| layer[id as usize].showing == Showing::Hidden;
        // What is too small by itself is hidden whether it stands in a sum or not.
        let hidden = self
            .month
            .figures
            .map(|key, figure| self.id(key).is_some_and(covers) || is_hidden(key, figure.amount, limit, before));
        let mut pattern = Pattern { hidden, ..Pattern::default() };
        pattern.count(self.month, limit);
        pattern.narrow = narrow.iter().map(|one| self.cells[one.cell as usize].0).collect();
        pattern.narrow.dedup();
        pattern
    }
}

/// What readers see of a cell, and whether they have its value already.
fn showing(key: CellKey, amount: Amount, limit: Limit, before: Option<&MonthFigures>) -> (Showing, bool) {
    if amount.missing().is_some() {
        return (Showing::Unknown, false);
    }
    match before.and_then(|month| month.figures.get(key)).map(|figure| figure.amount) {
        Some(Amount::Missing(Missing::Suppressed)) => (Showing::Hidden, false),
        Some(known) if known == amount => (Showing::Shown, true),
        _ if limit.allows(amount) => (Showing::Shown, false),
        _ => (Showing::Hidden, false),
    }
}

/// Whether a cell must be hidden for its own sake, or because it was hidden before.
fn is_hidden(key: CellKey, amount: Amount, limit: Limit, before: Option<&MonthFigures>) -> bool {
    showing(key, amount, limit, before).0 == Showing::Hidden
}

/// Whether there is truly nothing in a cell, which readers know: it can neither hide nor be hidden.
fn is_nothing(amount: Amount) -> bool {
    amount.missing().is_some_and(Missing::counts_as_nothing)
}

fn part(amount: Amount) -> u64 {
    match amount {
        Amount::Count(count) => count,
        Amount::Signed(difference) => difference.unsigned_abs(),
        Amount::Share { numerator, .. } => numerator,
        Amount::Change { now, .. } => now,
        Amount::Rounded(_) | Amount::Missing(_) => 0,
    }
}

fn rest(amount: Amount) -> u64 {
    match amount {
        Amount::Share { numerator, denominator } => denominator.saturating_sub(numerator),
        _ => 0,
    }
}

fn whole(amount: Amount) -> u64 {
    part(amount).saturating_add(rest(amount))
}
