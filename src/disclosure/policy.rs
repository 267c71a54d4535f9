//! The policy applied to a release: what is hidden of its months, and of its figures over months.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Cleared;
use super::limit::Limit;
use super::month::{self, Against, Beside};
use super::pattern::{Pattern, pattern_as, pattern_by};
use super::readers::Before;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::figure::{Figure, MonthFigures, ReleaseFigures, Summary};
use crate::model::hidden::HiddenOfRelease;
use crate::model::measure::IdentityRule;
use crate::model::{Amount, CellKey, Measure, MeasureKey, Missing, Period, Publication, Tally};

/// How many figures were held back, by measure: counts only, never which values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Figures held back, and figures looked at, for each measure.
    pub by_measure: BTreeMap<MeasureKey, Tally>,
}

impl Held {
    /// Of all measures.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.by_measure.values().fold(Tally::default(), |all, of| all.and(*of))
    }
}

type Key = (MeasureKey, Period);

/// What readers have when a release is protected.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Months as they have them from earlier releases.
    pub months: &'a Cleared<Vec<Arc<MonthFigures>>>,
    /// What was hidden of months whose figures are no longer at hand.
    pub hidden: &'a HiddenOfRelease,
    /// What is hidden of this very release, when it has been published: then nothing else is, and nothing less.
    pub published: Option<&'a HiddenOfRelease>,
}

/// Takes out of a release's figures everything that must not be shown, or that would give away what must not.
///
/// Errors: `not-protected` for a measure whose figures have no counts and are not declared as published by their owner,
/// and for a cell that could be worked out whatever is hidden. The message never says a value.
#[must_use]
pub fn clear(
    figures: ReleaseFigures,
    known: &Known<'_>,
    publication: &Publication,
) -> (Cleared<ReleaseFigures>, Held, Report) {
    let mut report = Report::default();
    let mut held = Held::default();
    let desk = Desk {
        own: &figures.months,
        before: known.months.get().iter().map(|month| ((month.measure, month.period), month)).collect(),
        known,
        publication,
    };
    // Tables are protected each for itself, so side by side; what they give is joined in their order.
    let mut patterns: Vec<Pattern> = figures.months.par_iter().map(|month| desk.pattern(month)).collect();
    desk.derive_patterns(&mut patterns);
    let mut months = Vec::with_capacity(figures.months.len());
    for (month, pattern) in figures.months.iter().zip(&patterns) {
        let measure = publication.measure(month.measure);
        if without_counts(month) && measure.disclosure.published_by.is_none() {
            report.push(undeclared(measure));
        }
        if pattern.known > 0 {
            report.push(hidden_now(month, pattern.known, publication));
        }
        for cell in &pattern.narrow {
            report.push(unprotected(month, *cell, publication));
        }
        let of = held.by_measure.entry(month.measure).or_default();
        *of = of.and(pattern.tally(month));
        months.push(shown(month, pattern));
    }
    let earlier: Vec<Arc<MonthFigures>> = figures
        .earlier
        .iter()
        .map(|month| match desk.before.get(&(month.measure, month.period)) {
            Some(known) => Arc::clone(known),
            None => shown(month, &desk.fresh(month)),
        })
        .collect();
    let all: Vec<&MonthFigures> = months.iter().chain(&earlier).map(Arc::as_ref).collect();
    let summaries = figures.summaries.iter().filter(|summary| summary_may_show(summary, &all, publication));
    let summaries = summaries.cloned().collect();
    (Cleared::seal(ReleaseFigures { months, summaries, earlier }), held, report)
}

/// What the months of a release are protected with.
struct Desk<'a> {
    own: &'a [Arc<MonthFigures>],
    before: BTreeMap<Key, &'a Arc<MonthFigures>>,
    known: &'a Known<'a>,
    publication: &'a Publication,
}

impl Desk<'_> {
    fn limit(&self, month: &MonthFigures) -> Limit {
        Limit::of(self.publication.measure(month.measure), self.publication)
    }

    /// As published, or anew; derived measures come when what they follow from is known.
    fn pattern(&self, month: &MonthFigures) -> Pattern {
        let published = self.known.published.and_then(|hidden| hidden.get(&(month.measure, month.period)));
        if let Some(published) = published {
            return pattern_as(month, self.limit(month), published);
        }
        match self.publication.measure(month.measure).derived {
            Some(_) => Pattern::default(),
            None => self.fresh(month),
        }
    }

    fn fresh(&self, month: &MonthFigures) -> Pattern {
        let Limit::Counts(counts) = self.limit(month) else { return Pattern::default() };
        let key = (month.measure, month.period);
        let whole = self.before.get(&key).map(|known| Before::Whole(known));
        let before = whole.or_else(|| self.known.hidden.get(&key).map(Before::Hidden));
        let against = Against { counts, before, beside: &self.beside(month) };
        month::pattern(month, against, self.publication)
    }

    /// The same month of measures that this one cannot exceed, or that cannot exceed it.
    fn beside(&self, month: &MonthFigures) -> Vec<Beside<'_>> {
        let same = |measure: MeasureKey| {
            let own = self.own.iter().find(|other| (other.measure, other.period) == (measure, month.period));
            own.map(|other| (other.as_ref(), self.limit(other)))
                .or_else(|| Some((self.before.get(&(measure, month.period))?.as_ref(), Limit::Published)))
        };
        let within = |measure: MeasureKey| {
            self.publication.measure(measure).identities.iter().map(|identity| match identity.rule {
                IdentityRule::AtMost => identity.of,
            })
        };
        let larger = within(month.measure).filter_map(same).map(|(other, limit)| Beside::Larger(other, limit));
        let all = self.publication.measure_keys();
        let smaller = all.filter(|key| within(*key).any(|of| of == month.measure)).filter_map(same);
        larger.chain(smaller.map(|(other, limit)| Beside::Smaller(other, limit))).collect()
    }

    /// Hides of a derived measure what is hidden of the two months it is computed from: whoever had the change and one of
    /// them would have the other.
    fn derive_patterns(&self, patterns: &mut [Pattern]) {
        for at in 0..self.own.len() {
            let month = &self.own[at];
            let published =
                self.known.published.is_some_and(|hidden| hidden.contains_key(&(month.measure, month.period)));
            let Some(derived) = self.publication.measure(month.measure).derived.filter(|_| !published) else {
                continue;
            };
            let sources = [(derived.of, month.period), (derived.of, derived.baseline)];
            let hides = |key: CellKey| {
                sources.iter().any(|source| {
                    match self.own.iter().position(|other| (other.measure, other.period) == *source) {
                        Some(place) => patterns[place].hides(key),
                        None => {
                            self.before.get(source).and_then(|known| known.figures.get(key)).is_some_and(is_suppressed)
                        }
                    }
                })
            };
            let pattern = pattern_by(month, self.limit(month), hides);
            patterns[at] = pattern;
        }
    }
}

fn is_suppressed(figure: &Figure) -> bool {
    figure.amount.missing() == Some(Missing::Suppressed)
}

/// A month with what is hidden replaced by the word that it is.
fn shown(month: &Arc<MonthFigures>, pattern: &Pattern) -> Arc<MonthFigures> {
    if pattern.is_empty() {
        return Arc::clone(month);
    }
    let mut notes = month.notes.clone();
    let figures = month.figures.map(|key, figure| {
        let Some(amount) = pattern.instead(key) else { return *figure };
        notes.remove(&key);
        Figure { amount, ..*figure }
    });
    Arc::new(MonthFigures { measure: month.measure, period: month.period, figures, notes })
}

/// A figure over months is shown when its own counts are large enough and every month in it is shown: otherwise the
/// hidden month would follow from it.
fn summary_may_show(summary: &Summary, months: &[&MonthFigures], publication: &Publication) -> bool {
    let limit = Limit::of(publication.measure(summary.measure), publication);
    let own = summary.counts.is_none_or(|(numerator, denominator)| limit.allows(Amount::share(numerator, denominator)));
    own && months
        .iter()
        .filter(|month| month.measure == summary.measure)
        .filter_map(|month| month.figures.get(summary.key))
        .all(|figure| !is_suppressed(figure))
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

/// What was shown and is hidden from now on is said: it cannot be taken back.
fn hidden_now(month: &MonthFigures, cells: usize, publication: &Publication) -> Diagnostic {
    let measure = publication.measure(month.measure);
    let message = format!(
        "{} {}: {cells} figures that an earlier version shows are hidden in this one, since with the corrected ones they would give others away",
        measure.id, month.period
    );
    Diagnostic::warning(Code::NotProtected, message)
        .at(Place::file(&format!("data/measures/{}.toml", measure.id)))
        .hint("Nothing need be done. Whoever keeps the earlier version has these figures.")
}

fn unprotected(month: &MonthFigures, cell: CellKey, publication: &Publication) -> Diagnostic {
    let area = cell.area.map_or("no area", |area| &publication.area(area).id);
    let akasse = cell.akasse.map_or("all funds", |akasse| &publication.akasse(akasse).id);
    let measure = publication.measure(month.measure);
    let message = format!(
        "{} {}, {area}, {akasse} could be worked out from what is published, whatever else is hidden",
        measure.id, month.period
    );
    let file = format!("data/measures/{}.toml", measure.id);
    Diagnostic::error(Code::NotProtected, message)
        .at(Place::file(&file))
        .hint("Publish the measure without this total, or by larger areas.")
}
