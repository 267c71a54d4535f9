//! Changes too large to pass without a look: warnings, never errors, by limits that are data.
//!
//! Warnings are printed where others may read them, so a message names the cell and the kind of change and no figure;
//! the figures stand in the detail, small ones withheld.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::change::{Comparison, is_marked};
use super::reconcile::cell_name;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::code::AreaKind;
use crate::model::delivery::{Delivery, Table};
use crate::model::figure::{Figure, MonthFigures, Months};
use crate::model::measure::Plausibility;
use crate::model::{Amount, CellKey, Exact, Measure, Missing, Period, Policy, Publication};

/// Warnings for a measure in a month; beyond them the rest is counted.
const AT_MOST: usize = 20;
/// Months of the past that a detail tells, the month itself among them: back to the same month a year before.
const TOLD: i32 = 13;
/// How far back anything is looked at: two levels of a year each, and the month before them.
const LOOKED_AT: i32 = 24;
/// Months of the year before that must have a count, before a month is called low.
const LOW_MONTHS: usize = 6;

/// Warns of every delivered cell, and every total over funds or the country, that changes by more than its measure's
/// limits. `known` are the months as they were before this delivery: what has not changed since is not told again.
pub(super) fn jumps(
    delivery: &Delivery,
    (known, all): (&Months, &Months),
    months: &[Arc<MonthFigures>],
    publication: &Publication,
    report: &mut Report,
) {
    for month in months {
        let measure = publication.measure(month.measure);
        let limits = measure.plausibility;
        let Some(table) = delivery.tables.get(&(month.measure, month.period)) else { continue };
        if limits == Plausibility::default() || measure.left_out(month.period).is_some() {
            continue;
        }
        let before = known.get(&(month.measure, month.period));
        let changed = |cell: CellKey, figure: &Figure| {
            before.and_then(|before| before.figures.get(cell)).is_none_or(|before| before.amount != figure.amount)
        };
        let past: Vec<Option<&MonthFigures>> =
            (0..=LOOKED_AT).map(|back| all.get(&(month.measure, month.period.plus(-back))).map(Arc::as_ref)).collect();
        let look = |cell| Look { past: &past, measure, publication, cell, period: month.period };
        let mut found: Vec<(Finding, CellKey, Place)> = Vec::new();
        for (cell, figure) in month.figures.iter().filter(|(cell, figure)| changed(*cell, figure)) {
            let Some(place) = place(cell, figure, table, publication) else { continue };
            let is_latest = month.period == delivery.release.id.period;
            if let Some(finding) = look(cell).strongest(&limits, is_latest) {
                found.push((finding, cell, place));
            }
        }
        // The strongest first; those alike in the order of the table.
        found.sort_by_key(|(finding, cell, _)| (Reverse(finding.strength.clone()), *cell));
        let (more, file) = (found.len().saturating_sub(AT_MOST), found.first().map(|(_, _, place)| place.file.clone()));
        for (finding, cell, place) in found.into_iter().take(AT_MOST) {
            report.push(look(cell).warning(&finding, place));
        }
        if let Some(file) = file.filter(|_| more > 0) {
            report.push(and_more(more, measure, month.period, &file));
        }
    }
}

/// Where a cell is told: where it was delivered, or at the file for a total over funds or over the whole. `None` for
/// what this delivery did not bring, and for totals between.
fn place(cell: CellKey, figure: &Figure, table: &Table, publication: &Publication) -> Option<Place> {
    if let Some(delivered) = table.cells.get(cell) {
        return Some(delivered.place.clone());
    }
    let whole = cell.area.is_none_or(|area| publication.area(area).kind == AreaKind::Country);
    if !figure.computed || !(whole || cell.akasse.is_none()) {
        return None;
    }
    let (_, any) = table.cells.iter().next()?;
    Some(Place::file(&any.place.file))
}

/// A change beyond a limit.
struct Finding {
    sort: Sort,
    /// The limit, in percent or percentage points.
    limit: u64,
    /// How many times the limit.
    strength: Exact,
}

/// What is compared with what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Month,
    Year,
    /// The mean of so many months with that of as many before.
    Level(i32),
    Low,
}

/// One cell in one month.
struct Look<'a> {
    /// The month and those before it, newest first.
    past: &'a [Option<&'a MonthFigures>],
    measure: &'a Measure,
    publication: &'a Publication,
    cell: CellKey,
    period: Period,
}

impl Look<'_> {
    fn strongest(&self, limits: &Plausibility, is_latest: bool) -> Option<Finding> {
        let at_least = limits.at_least.unwrap_or(Plausibility::AT_LEAST);
        let points = self.measure.unit.is_percentage();
        let limit =
            |percent: Option<u64>, in_points: Option<u64>| if points { in_points } else { percent }.filter(|l| *l > 0);
        let month = limit(limits.month_percent, limits.month_points);
        let year = limit(limits.year_percent, limits.year_points);
        let level = limit(limits.level_shift_percent, limits.level_shift_points);
        let low = limits.latest_low_percent.filter(|limit| is_latest && *limit > 0);
        let months = i32::try_from(limits.level_months.unwrap_or(Plausibility::LEVEL_MONTHS)).ok()?;
        let found = [
            month.and_then(|limit| self.jump(Sort::Month, self.period.plus(-1), limit, at_least)),
            year.and_then(|limit| self.jump(Sort::Year, self.period.plus(-12), limit, at_least)),
            level.and_then(|limit| self.level_shift(months, limit, at_least)),
            low.and_then(|limit| self.low(limit, at_least)),
        ];
        // Of two alike the first stands, as the one that is plainest to look up.
        found.into_iter().flatten().reduce(|first, other| if other.strength > first.strength { other } else { first })
    }

    fn amount(&self, period: Period) -> Option<Amount> {
        let back = usize::try_from(self.period.months_since(period)).ok()?;
        Some((*self.past.get(back)?)?.figures.get(self.cell)?.amount)
    }

    /// Whether nothing stands between two months that explains any difference: no month left out, break or merger.
    fn comparable(&self, earlier: Period, later: Period) -> bool {
        let (publication, measure, cell) = (self.publication, self.measure, self.cell);
        let between = |month: &&MonthFigures| earlier < month.period && month.period <= later;
        let marked = self.past.iter().flatten().filter(|month| between(month)).any(|month| is_marked(month, cell));
        Comparison { publication, measure, cell, earlier, later, marked }.barrier().is_none()
    }

    fn jump(&self, sort: Sort, earlier: Period, limit: u64, at_least: u64) -> Option<Finding> {
        let (now, then) = (self.amount(self.period)?, self.amount(earlier)?);
        if !self.comparable(earlier, self.period) || !large(&then, at_least) {
            return None;
        }
        if self.measure.unit.is_percentage() && !large(&now, at_least) {
            return None;
        }
        let (value, from) = (now.exact()?, then.exact()?);
        self.beyond(&(&value - &from).abs(), &from.abs(), limit).map(|strength| Finding { sort, limit, strength })
    }

    /// How many times the limit a difference is, when it is more than once: in percentage points for percentages, else
    /// in percent of where it started.
    fn beyond(&self, difference: &Exact, from: &Exact, limit: u64) -> Option<Exact> {
        let limit = Exact::count(limit);
        let (size, whole) = if self.measure.unit.is_percentage() {
            (difference.clone(), limit)
        } else {
            (difference * &Exact::whole(100), &limit * from)
        };
        // Nothing is told in percent of nothing.
        if whole.is_zero() || size <= whole { None } else { size.divided_by(&whole) }
    }

    /// A lasting shift, told once: in the first month in which all of the last months lie beyond every one of as many
    /// months before them, and further than the limit from their mean.
    fn level_shift(&self, months: i32, limit: u64, at_least: u64) -> Option<Finding> {
        let strength = self.level_stands(self.period, months, limit, at_least)?;
        let stood_before = self.level_stands(self.period.plus(-1), months, limit, at_least).is_some();
        (!stood_before).then_some(Finding { sort: Sort::Level(months), limit, strength })
    }

    fn level_stands(&self, last: Period, months: i32, limit: u64, at_least: u64) -> Option<Exact> {
        let first = last.plus(1 - 2 * months);
        let amounts: Vec<Amount> = first.through(last).map(|period| self.amount(period)).collect::<Option<_>>()?;
        let (before, after) = amounts.split_at_checked(usize::try_from(months).ok()?)?;
        // Nearly every series ends here, before anything is added up. One odd month among the earlier ones moves their
        // mean; the others still lie where the later ones do.
        let upward = order(after.first()?, before.first()?)?;
        let apart = after.iter().all(|later| before.iter().all(|earlier| order(later, earlier) == Some(upward)));
        if upward == Ordering::Equal || !apart || !self.comparable(first, last) {
            return None;
        }
        let mut looked_at = before.iter().chain(after.iter().filter(|_| self.measure.unit.is_percentage()));
        if looked_at.any(|amount| !large(amount, at_least)) {
            return None;
        }
        let exact = |amounts: &[Amount]| amounts.iter().map(Amount::exact).collect::<Option<Vec<Exact>>>();
        let (before, after) = (exact(before)?, exact(after)?);
        let level = before.into_iter().sum::<Exact>().divided_by(&Exact::whole(months.into()))?;
        let mut weakest: Option<Exact> = None;
        for value in after {
            let difference = &value - &level;
            let strength = self.beyond(&difference.abs(), &level.abs(), limit)?;
            weakest = Some(weakest.map_or(strength.clone(), |weakest| weakest.min(strength)));
        }
        weakest
    }

    /// A count far below the mean of the year before it: what comes in late is not in it yet.
    fn low(&self, limit: u64, at_least: u64) -> Option<Finding> {
        let now = counted(&self.amount(self.period)?)?;
        let earlier = self.period.plus(-12).through(self.period.plus(-1));
        let count = |period| self.amount(period).as_ref().and_then(counted);
        // No mean is above the largest month.
        let largest = earlier.clone().filter_map(count).max()?;
        if u128::from(now) * 100 >= u128::from(limit) * u128::from(largest) {
            return None;
        }
        let counts: Vec<u64> =
            earlier.filter(|period| self.comparable(*period, self.period)).filter_map(count).collect();
        let months = u64::try_from(counts.len()).ok()?;
        let sum: Exact = counts.iter().map(|count| Exact::count(*count)).sum();
        if counts.len() < LOW_MONTHS || sum < &Exact::count(at_least) * &Exact::count(months) {
            return None;
        }
        // now < limit % of sum / months
        let bound = &Exact::count(limit) * &sum;
        let size = &Exact::count(now) * &Exact::count(months.saturating_mul(100));
        let nearest = &Exact::count(now.max(1)) * &Exact::count(months.saturating_mul(100));
        let strength = bound.divided_by(&nearest)?;
        (size < bound).then_some(Finding { sort: Sort::Low, limit, strength })
    }

    fn warning(&self, finding: &Finding, place: Place) -> Diagnostic {
        let (measure, month) = (self.measure, self.period.slug());
        let cell = format!("{}, {}", measure.id, cell_name(self.cell, self.publication));
        let unit = if measure.unit.is_percentage() { "percentage points" } else { "percent" };
        let limit = finding.limit;
        let message = match finding.sort {
            Sort::Month => format!("{cell}: {month} differs by more than {limit} {unit} from the month before"),
            Sort::Year => {
                format!("{cell}: {month} differs by more than {limit} {unit} from the same month a year before")
            }
            Sort::Level(months) => format!(
                "{cell}: the {months} months up to {month} all lie more than {limit} {unit} from the mean of the {months} before them"
            ),
            Sort::Low => {
                format!("{cell}: {month} is counted below {limit} percent of the mean of the year before it")
            }
        };
        let file = format!("data/measures/{}.toml", measure.id);
        let hint = match finding.sort {
            Sort::Low => format!(
                "Ask the sender whether the month is wholly registered; if not, deliver it as provisional, or as not_yet. Limits stand under [plausibility] in {file}."
            ),
            Sort::Level(_) => format!(
                "Ask the sender what changed. If the figures are counted in another way, declare a [[break]] in {file}; its limits stand there under [plausibility]."
            ),
            Sort::Month | Sort::Year => format!(
                "Look at the earlier months and ask the sender whether it is right. If it is, nothing need be done; if the figures are counted in another way, declare a [[break]] in {file}. Limits stand there under [plausibility]."
            ),
        };
        Diagnostic::warning(Code::ImplausibleJump, message).at(place).hint(hint).detail(self.past())
    }

    /// The cell's last months, oldest first; what could point to a few people is withheld.
    fn past(&self) -> String {
        let minimum = match self.publication.policy(self.measure) {
            Policy::Counts(counts) => counts.minimum,
            Policy::Published(_) => 0,
        };
        let months = self.period.plus(1 - TOLD).through(self.period);
        let told =
            months.filter_map(|period| Some(format!("{} {}", period.slug(), told(&self.amount(period)?, minimum))));
        told.collect::<Vec<_>>().join(", ")
    }
}

/// Whether an amount stands for a group of at least so many; a rounded one does not say, and is looked at.
fn large(amount: &Amount, at_least: u64) -> bool {
    match *amount {
        Amount::Count(count) => count >= at_least,
        Amount::Share { denominator, .. } => denominator >= at_least,
        Amount::Signed(difference) => difference.unsigned_abs() >= at_least,
        Amount::Change { then, .. } => then >= at_least,
        Amount::Rounded(_) => true,
        Amount::Bounded(_) | Amount::Missing(_) => false,
    }
}

/// How two amounts of a measure lie to each other; `None` when one is missing.
fn order(one: &Amount, other: &Amount) -> Option<Ordering> {
    let cross = |part: u64, whole: u64| u128::from(part) * u128::from(whole);
    match (*one, *other) {
        (Amount::Count(one), Amount::Count(other)) => Some(one.cmp(&other)),
        (Amount::Share { numerator, denominator }, Amount::Share { numerator: part, denominator: whole }) => {
            Some(cross(numerator, whole).cmp(&cross(part, denominator)))
        }
        _ => Some(one.exact()?.cmp(&other.exact()?)),
    }
}

/// How many are counted: the size of the group, where it is known.
fn counted(amount: &Amount) -> Option<u64> {
    match *amount {
        Amount::Count(count) => Some(count),
        Amount::Share { denominator, .. } => Some(denominator),
        _ => None,
    }
}

/// An amount for those who run the program; counts below the smallest that may be shown are not told.
fn told(amount: &Amount, minimum: u64) -> String {
    let count = |count: u64| if count < minimum { format!("<{minimum}") } else { count.to_string() };
    match *amount {
        Amount::Count(number) => count(number),
        Amount::Share { numerator, denominator } => {
            let rest = denominator.saturating_sub(numerator);
            let share = Exact::percent(numerator, denominator).filter(|_| numerator.min(rest) >= minimum);
            let share = share.map(|share| format!("{} % of ", share.round(1).plain())).unwrap_or_default();
            format!("{share}{}", count(denominator))
        }
        Amount::Signed(difference) if difference.unsigned_abs() >= minimum => difference.to_string(),
        Amount::Signed(_) => format!("<{minimum}"),
        Amount::Change { now, then } => match amount.exact() {
            Some(change) if now.min(then) >= minimum => format!("{} %", change.round(1).plain()),
            _ => format!("<{minimum}"),
        },
        Amount::Rounded(decimal) => decimal.plain(),
        Amount::Bounded(_) => Missing::Suppressed.word().to_owned(),
        Amount::Missing(reason) => reason.word().to_owned(),
    }
}

fn and_more(more: usize, measure: &Measure, period: Period, file: &str) -> Diagnostic {
    let message = format!("{}: and {more} more cells change as much in {}", measure.id, period.slug());
    Diagnostic::warning(Code::ImplausibleJump, message).at(Place::file(file)).hint(
        "Look at the file as a whole: so many at once often mean that columns, units or months have been mixed up.",
    )
}
