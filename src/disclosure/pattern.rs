//! What is hidden of a month, however it was chosen.

use super::limit::Limit;
use super::month::whole;
use crate::model::figure::{Figure, MonthFigures};
use crate::model::hidden::HiddenCells;
use crate::model::{Amount, Bound, CellKey, Grid, Missing, Tally};

/// What is hidden of a month.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    /// Hidden cells, each with the coarser answer that is given, if any.
    pub(super) hidden: Grid<Option<Option<Bound>>>,
    /// How many are hidden because they are small themselves.
    pub(super) primary: usize,
    /// How many are hidden because others could be worked out from them.
    pub(super) secondary: usize,
    /// How many are hidden that readers have a value of from an earlier release.
    pub(super) known: usize,
    /// Cells that can be worked out all the same.
    pub(super) narrow: Vec<CellKey>,
}

impl Pattern {
    /// Whether a cell is hidden.
    pub(super) fn hides(&self, key: CellKey) -> bool {
        self.instead(key).is_some()
    }

    /// What is shown in place of a cell; `None` when it is not hidden.
    pub(super) fn instead(&self, key: CellKey) -> Option<Amount> {
        let answer = self.hidden.get(key).copied().flatten()?;
        Some(answer.map_or(Amount::Missing(Missing::Suppressed), Amount::Bounded))
    }

    /// Counts what is hidden, and why.
    pub(super) fn count(&mut self, month: &MonthFigures, limit: Limit) {
        let hidden = month.figures.iter().filter(|(key, figure)| self.hides(*key) && figure.amount.missing().is_none());
        let large = hidden.map(|(_, figure)| limit.allows(figure.amount)).collect::<Vec<bool>>();
        self.secondary = large.iter().filter(|large| **large).count();
        self.primary = large.len() - self.secondary;
    }

    /// What is held back of its month.
    pub(super) fn tally(&self, month: &MonthFigures) -> Tally {
        let mut tally = Tally { primary: self.primary, secondary: self.secondary, ..Tally::default() };
        for (key, figure) in month.figures.iter().filter(|(_, figure)| figure.amount.missing().is_none()) {
            tally.of += 1;
            if !figure.computed {
                let people = whole(figure.amount);
                tally.counted = tally.counted.saturating_add(people);
                tally.lost = tally.lost.saturating_add(if self.hides(key) { people } else { 0 });
            }
        }
        tally
    }

    /// Whether nothing is hidden.
    pub(super) fn is_empty(&self) -> bool {
        self.primary + self.secondary == 0
    }
}

/// The pattern of a month whose hidden cells are known from elsewhere; cells too small by themselves are hidden too.
pub(super) fn pattern_by(month: &MonthFigures, limit: Limit, hides: impl Fn(CellKey) -> bool) -> Pattern {
    let is_hidden = |key: CellKey, figure: &Figure| {
        figure.amount.missing().is_none() && (hides(key) || !limit.allows(figure.amount))
    };
    let hidden = month.figures.map(|key, figure| is_hidden(key, figure).then_some(None));
    let mut pattern = Pattern { hidden, ..Pattern::default() };
    pattern.count(month, limit);
    pattern
}

/// The pattern of a month as it was published.
pub(super) fn pattern_as(month: &MonthFigures, limit: Limit, published: &HiddenCells) -> Pattern {
    let hidden = month.figures.map(|key, _| published.get(&key).copied());
    let mut pattern = Pattern { hidden, ..Pattern::default() };
    pattern.count(month, limit);
    pattern
}
