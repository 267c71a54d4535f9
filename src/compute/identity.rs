//! What must hold between figures: of an area and its parts, of one measure and another.

use std::sync::Arc;

use super::coverage::Coverage;
use super::reconcile::cell_name;
use super::total;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::delivery::{Delivery, Table};
use crate::model::figure::{Figure, MonthFigures, Months};
use crate::model::measure::{IdentityRule, Rule};
use crate::model::{Amount, CellKey, Exact, Grid, Measure, MeasureKey, Period, Policy, Publication};

/// Contradictions of one table that are shown one by one; the rest is counted.
const MOST: usize = 20;

/// Holds every delivered cell of an area against the delivered cells of the areas it is made of.
///
/// Only where all parts were delivered and their counts are known: then they must give the same counts. `merged` are
/// the delivered cells with those known before; `table` tells where the new ones stand.
pub(super) fn between_levels(
    merged: &Grid<Figure>,
    (key, period): (MeasureKey, Period),
    table: &Table,
    publication: &Publication,
    report: &mut Report,
) {
    let measure = publication.measure(key);
    if measure.areas.len() < 2 || measure.over_areas == Rule::None {
        return;
    }
    let coverage = Coverage::of(merged, measure, period, publication);
    let levels = Levels { merged, table, coverage: &coverage, measure, period, publication };
    let found = merged.iter().filter_map(|(cell, whole)| levels.contradiction(cell, whole)).collect();
    push(found, &format!("{} {period}", measure.id), report);
}

/// One table whose areas may be made of each other.
struct Levels<'a> {
    merged: &'a Grid<Figure>,
    table: &'a Table,
    coverage: &'a Coverage,
    measure: &'a Measure,
    period: Period,
    publication: &'a Publication,
}

impl Levels<'_> {
    /// What is wrong with a cell that does not give what its parts give.
    fn contradiction(&self, cell: CellKey, whole: &Figure) -> Option<Diagnostic> {
        let parts = self.coverage.units_of(cell.area?);
        let cells = || parts.iter().map(|part| CellKey { area: Some(*part), ..cell });
        let given: Vec<&Figure> = cells().filter_map(|part| self.merged.get(part)).collect();
        if given.is_empty() || !parts.iter().all(|part| self.coverage.has(*part)) {
            return None;
        }
        let (whole, sum) = (whole.amount, total::of_parts(given.into_iter(), self.measure)?.amount);
        if whole == sum || whole.missing().is_some() || sum.missing().is_some() {
            return None;
        }
        let limit = minimum([self.measure, self.measure], self.publication);
        let values = match (printed(whole, limit), printed(sum, limit)) {
            (Some(whole), Some(sum)) => Some(format!("{whole} against {sum}")),
            _ => None,
        };
        let names: Vec<&str> = parts.iter().map(|part| self.publication.area(*part).name.as_str()).collect();
        let message = format!(
            "{} {}: the figure for {} is not what its parts ({}) give together",
            self.measure.id,
            self.period,
            cell_name(cell, self.publication),
            names.join(", "),
        );
        let place = std::iter::once(cell).chain(cells()).find_map(|cell| self.table.cells.get(cell));
        let problem = Diagnostic::error(Code::TotalDoesNotReconcile, message)
            .hint("Ask the sender which is wrong, or deliver one of the two levels only: totals are computed.");
        let problem = Diagnostic { detail: values, ..problem };
        Some(place.into_iter().fold(problem, |problem, found| problem.at(found.place.clone())))
    }
}

/// Holds measures against each other, for every month of either that has come.
///
/// The message names the cell and both measures; the detail says values where both are large enough to be shown.
pub(super) fn between_measures(
    delivery: &Delivery,
    months: &[Arc<MonthFigures>],
    known: &Months,
    publication: &Publication,
    report: &mut Report,
) {
    for key in publication.measure_keys() {
        for identity in &publication.measure(key).identities {
            let mut periods: Vec<Period> = months
                .iter()
                .filter(|month| [key, identity.of].contains(&month.measure))
                .map(|month| month.period)
                .collect();
            periods.sort_unstable();
            periods.dedup();
            for period in periods {
                let pair = (known.get(&(key, period)), known.get(&(identity.of, period)));
                let (Some(own), Some(other)) = pair else { continue };
                let held = Held { own, other, delivery, publication };
                let found = match identity.rule {
                    IdentityRule::AtMost => held.at_most(),
                };
                push(found, &format!("{} {period}", publication.measure(key).id), report);
            }
        }
    }
}

/// A month of a measure held against the same month of another.
struct Held<'a> {
    own: &'a MonthFigures,
    other: &'a MonthFigures,
    delivery: &'a Delivery,
    publication: &'a Publication,
}

impl Held<'_> {
    /// Cells in which those counted here are more than those counted there. Where both were delivered by cell, totals
    /// that contradict each other only follow, and are not named.
    fn at_most(&self) -> Vec<Diagnostic> {
        let found: Vec<(CellKey, Amount, Amount)> = self
            .own
            .figures
            .iter()
            .filter_map(|(cell, figure)| {
                let (own, other) = (figure.amount, self.other.figures.get(cell)?.amount);
                (lowest(own)? > highest(other)?).then_some((cell, own, other))
            })
            .collect();
        let is_delivered = |cell: CellKey| [self.own, self.other].iter().any(|month| self.place(month, cell).is_some());
        let any = found.iter().any(|(cell, _, _)| is_delivered(*cell));
        let named = found.into_iter().filter(|(cell, _, _)| !any || is_delivered(*cell));
        named.map(|(cell, own, other)| self.problem(cell, (own, other))).collect()
    }

    fn problem(&self, cell: CellKey, (own, other): (Amount, Amount)) -> Diagnostic {
        let measures = [self.own, self.other].map(|month| self.publication.measure(month.measure));
        let limit = minimum(measures, self.publication);
        let values = match (printed(own, limit), printed(other, limit)) {
            (Some(own), Some(other)) => Some(format!("{own} against {other}")),
            _ => None,
        };
        let [this, that] = measures.map(|measure| measure.id.as_str());
        let name = cell_name(cell, self.publication);
        let message = format!("{this} is larger than {that} in {} for {name}", self.own.period);
        let problem = Diagnostic::error(Code::TotalDoesNotReconcile, message).hint(format!(
            "Those counted in {this} are counted in {that} too. Ask the senders which is wrong, or correct [[identity]] in data/measures/{this}.toml."
        ));
        let problem = Diagnostic { detail: values, ..problem };
        let of_cell = self.place(self.own, cell).or_else(|| self.place(self.other, cell)).cloned();
        let of_file = || {
            let table = [self.own, self.other].iter().find_map(|month| self.table(month))?;
            table.cells.iter().next().map(|(_, first)| Place::file(&first.place.file))
        };
        of_cell.or_else(of_file).into_iter().fold(problem, Diagnostic::at)
    }

    fn table(&self, month: &MonthFigures) -> Option<&Table> {
        self.delivery.tables.get(&(month.measure, month.period))
    }

    /// Where a cell stands in this delivery.
    fn place(&self, month: &MonthFigures, cell: CellKey) -> Option<&Place> {
        self.table(month)?.cells.get(cell).map(|found| &found.place)
    }
}

fn lowest(amount: Amount) -> Option<Exact> {
    amount.interval().map(|interval| interval.low).or_else(|| amount.exact())
}

fn highest(amount: Amount) -> Option<Exact> {
    amount.interval().map(|interval| interval.high).or_else(|| amount.exact())
}

/// The smallest count that may be said of these measures.
fn minimum(measures: [&Measure; 2], publication: &Publication) -> u64 {
    let of = |measure| match publication.policy(measure) {
        Policy::Counts(counts) => counts.minimum,
        Policy::Published(_) => 0,
    };
    measures.map(of).into_iter().fold(0, u64::max)
}

/// A value as text, unless it stands for fewer than the smallest count that may be said.
fn printed(amount: Amount, minimum: u64) -> Option<String> {
    let text = match amount {
        Amount::Count(count) if count >= minimum => count.to_string(),
        Amount::Signed(difference) if difference.unsigned_abs() >= minimum => difference.to_string(),
        Amount::Share { numerator, denominator }
            if numerator >= minimum && denominator.saturating_sub(numerator) >= minimum =>
        {
            format!("{numerator} of {denominator}")
        }
        _ => return None,
    };
    Some(text)
}

/// Adds problems of one table, up to a limit.
fn push(found: Vec<Diagnostic>, whose: &str, report: &mut Report) {
    let more = found.len().saturating_sub(MOST);
    let place = found.first().and_then(|first| first.place.as_ref()).map(|place| Place::file(&place.file));
    found.into_iter().take(MOST).for_each(|problem| report.push(problem));
    if more > 0 {
        let problem = Diagnostic::error(Code::TotalDoesNotReconcile, format!("{whose} has {more} more such cells"))
            .hint("Many contradictions often have one cause: a wrong file, month or measure.");
        report.push(place.into_iter().fold(problem, Diagnostic::at));
    }
}
