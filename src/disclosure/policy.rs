//! The first policy: smallest counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Cleared;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::figure::{Figure, MonthFigures, ReleaseFigures, Summary};
use crate::model::{Amount, Measure, MeasureKey, Missing, Publication};

/// How many figures were held back, by measure: counts only, never which values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Figures held back, and figures looked at, for each measure.
    pub by_measure: BTreeMap<MeasureKey, HeldOf>,
}

/// Figures held back among those looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldOf {
    /// Held back.
    pub held: usize,
    /// With a value, before protection.
    pub of: usize,
}

/// Takes out of a release's figures everything that must not be shown.
///
/// Errors: `not-protected` for a measure whose figures have no counts and are not declared as published by their owner.
/// The message never says a value.
#[must_use]
pub fn clear(figures: ReleaseFigures, publication: &Publication) -> (Cleared<ReleaseFigures>, Held, Report) {
    let mut report = Report::default();
    let mut held = Held::default();
    for month in &figures.months {
        let measure = publication.measure(month.measure);
        if without_counts(month) && measure.disclosure.published_by.is_none() {
            report.push(undeclared(measure));
        }
        let of = held.by_measure.entry(month.measure).or_default();
        for (_, figure) in month.figures.iter().filter(|(_, figure)| figure.amount.missing().is_none()) {
            of.of += 1;
            of.held += usize::from(!may_show(figure.amount, Limit::of(measure, publication)));
        }
    }
    let summaries = figures.summaries.iter().filter(|summary| summary_may_show(summary, &figures, publication));
    let shown = ReleaseFigures {
        summaries: summaries.cloned().collect(),
        months: figures.months.iter().map(|month| shown(month, publication)).collect(),
        earlier: figures.earlier.iter().map(|month| shown(month, publication)).collect(),
    };
    (Cleared::seal(shown), held, report)
}

/// A month with its small figures replaced by the word that they are hidden.
fn shown(month: &Arc<MonthFigures>, publication: &Publication) -> Arc<MonthFigures> {
    let limit = Limit::of(publication.measure(month.measure), publication);
    if month.figures.iter().all(|(_, figure)| may_show(figure.amount, limit)) {
        return Arc::clone(month);
    }
    let mut notes = month.notes.clone();
    let figures = month.figures.map(|key, figure| {
        if may_show(figure.amount, limit) {
            return *figure;
        }
        notes.remove(&key);
        Figure { amount: Amount::Missing(Missing::Suppressed), ..*figure }
    });
    Arc::new(MonthFigures { measure: month.measure, period: month.period, figures, notes })
}

/// What is large enough to be shown.
#[derive(Clone, Copy)]
enum Limit {
    /// Its owner has published it: everything.
    Published,
    /// Counts of at least this.
    Counts { minimum: u64, zeros_are_sensitive: bool },
}

impl Limit {
    fn of(measure: &Measure, publication: &Publication) -> Self {
        if measure.disclosure.published_by.is_some() {
            return Self::Published;
        }
        let general = publication.protection.minimum_count;
        // A measure can be stricter than its publication, never laxer.
        // What follows from another measure says as much about people as that one does.
        let source = measure.derived.map(|derived| publication.measure(derived.of));
        let own = [Some(measure), source].into_iter().flatten().filter_map(|measure| measure.disclosure.minimum_count);
        let minimum = own.fold(general, u64::max);
        Self::Counts { minimum, zeros_are_sensitive: publication.protection.zeros_are_sensitive }
    }
}

fn may_show(amount: Amount, limit: Limit) -> bool {
    let Limit::Counts { minimum, zeros_are_sensitive } = limit else { return true };
    let enough = |count: u64| count >= minimum || (count == 0 && !zeros_are_sensitive);
    match amount {
        Amount::Count(count) => enough(count),
        // Nobody is left between a whole and itself: 100 percent of a large group is shown, of a small one hidden,
        // since then the denominator is small.
        Amount::Share { numerator, denominator } => {
            denominator >= minimum && enough(numerator) && enough(denominator.saturating_sub(numerator))
        }
        // A difference gives one count away to whoever knows the other, so both must be large enough; where only the
        // difference was delivered, its own size stands for them.
        Amount::Signed(difference) => enough(difference.unsigned_abs()),
        Amount::Change { now, then } => enough(now) && enough(then),
        Amount::Rounded(_) => false,
        Amount::Missing(_) => true,
    }
}

/// A figure over months is shown when its own counts are large enough and every month in it may be shown: otherwise
/// the hidden month would follow from it.
fn summary_may_show(summary: &Summary, figures: &ReleaseFigures, publication: &Publication) -> bool {
    let limit = Limit::of(publication.measure(summary.measure), publication);
    let own =
        summary.counts.is_none_or(|(numerator, denominator)| may_show(Amount::share(numerator, denominator), limit));
    let months = figures.months.iter().chain(&figures.earlier);
    own && months
        .filter(|month| month.measure == summary.measure)
        .filter_map(|month| month.figures.get(summary.key))
        .all(|figure| may_show(figure.amount, limit))
}

fn without_counts(month: &MonthFigures) -> bool {
    month.figures.iter().any(|(_, figure)| matches!(figure.amount, Amount::Rounded(_)))
}

fn undeclared(measure: &Measure) -> Diagnostic {
    let message = format!(
        "{} is delivered as finished numbers without the counts behind them, so nobody can tell how small a group they are about",
        measure.id
    );
    let file = format!("data/measures/{}.toml", measure.id);
    Diagnostic::error(Code::NotProtected, message).at(Place::file(&file)).field("disclosure").hint(
        "Deliver numerator and denominator; or, if the owner has published these very figures, \
         say so in the measure's [disclosure]: published_by_owner, owner, source.",
    )
}
